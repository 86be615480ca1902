/** Rubato's engine module. */
package dev.rubato.engine;
