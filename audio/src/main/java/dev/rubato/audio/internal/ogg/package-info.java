/** The Ogg container; not API. */
package dev.rubato.audio.internal.ogg;
