/** Free Lossless Audio Codec (RFC 9639); not API. */
package dev.rubato.audio.internal.flac;
