/** Recordings that clients upload: received onto disk, transcribed in turn, deleted. */
package dev.rubato.server.upload;
