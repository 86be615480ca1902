/** The commands that make models; each is one class, listed in {@link TrainingMain}. */
package dev.rubato.training.cli;
