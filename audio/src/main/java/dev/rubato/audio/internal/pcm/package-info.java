/** Uncompressed samples; not API. */
package dev.rubato.audio.internal.pcm;
