/** Pictures of a training run, drawn from the metrics in its folder. */
package dev.rubato.training.plot;
