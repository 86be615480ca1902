/** Training speech made from text by speech synthesizers that are installed beside Rubato. */
package dev.rubato.training.synthesis;
