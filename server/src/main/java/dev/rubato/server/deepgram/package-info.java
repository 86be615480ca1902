/** Deepgram's {@code /v1/listen}: recordings by POST, live audio by websocket. */
package dev.rubato.server.deepgram;
