package dev.rubato.engine.score;

/**
 * Where a rate probably lies. Immutable; may be shared between threads.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {}
