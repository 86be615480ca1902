/** The Vorbis codec; not API. */
package dev.rubato.audio.internal.vorbis;
