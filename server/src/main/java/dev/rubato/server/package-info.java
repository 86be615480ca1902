/** Rubato's server module. */
package dev.rubato.server;
