/** The Opus codec; not API. */
package dev.rubato.audio.internal.opus;
