/** Rubato's own websocket dialect on {@code /v1/stream}; docs/protocol.md describes it. */
package dev.rubato.server.stream;
