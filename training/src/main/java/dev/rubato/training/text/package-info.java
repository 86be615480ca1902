/** Plain text as models are trained on: lower case, letters, apostrophes and single spaces. */
package dev.rubato.training.text;
