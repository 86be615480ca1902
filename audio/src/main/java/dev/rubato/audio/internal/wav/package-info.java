/** RIFF/WAVE; not API. */
package dev.rubato.audio.internal.wav;
