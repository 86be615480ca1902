/** What all websocket dialects share: flow control, limits, closing. */
package dev.rubato.server.socket;
