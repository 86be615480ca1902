/**
 * The websocket protocol of vosk-server: signed 16-bit samples in, exactly one text message out for
 * every binary message, for {@code reset} and for {@code eof}.
 */
package dev.rubato.server.vosk;
