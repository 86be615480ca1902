/** Rubato's audio module. */
package dev.rubato.audio;
