package dev.rubato.training.noise;

/**
 * A place in a room. Immutable; may be shared between threads.
 *
 * @param x along the length, m
 * @param y along the width, m
 * @param z above the floor, m
 */
public record Point(double x, double y, double z) {}
