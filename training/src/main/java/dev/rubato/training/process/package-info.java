/** Programs outside Java that make training material. */
package dev.rubato.training.process;
