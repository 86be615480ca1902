/**
 * Noise and rooms made from seeds, to vary 16 kHz training speech. Everything is a pure function:
 * equal arguments give equal samples.
 */
package dev.rubato.training.noise;
