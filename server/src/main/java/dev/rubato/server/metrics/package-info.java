/** Figures for operators, in Prometheus' format. */
package dev.rubato.server.metrics;
