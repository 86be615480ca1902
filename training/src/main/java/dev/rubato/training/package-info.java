/** Rubato's training module. */
package dev.rubato.training;
