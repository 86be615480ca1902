/** MPEG audio (MP3); not API. */
package dev.rubato.audio.internal.mpeg;
