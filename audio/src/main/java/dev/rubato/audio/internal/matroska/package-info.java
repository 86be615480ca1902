/** WebM and Matroska; not API. */
package dev.rubato.audio.internal.matroska;
