/**
 * The core that all dialects share: audio bytes of a client in, recognition events out, within
 * limits. Sessions belong to the Vert.x context of their connection, which never decodes, computes
 * or waits; a small pool decodes, the recogniser does the rest.
 */
package dev.rubato.server.session;
