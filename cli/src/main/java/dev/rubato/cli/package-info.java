/** Rubato's cli module. */
package dev.rubato.cli;
