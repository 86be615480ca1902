/** How recordings are taken apart; not API. */
package dev.rubato.audio.internal;
