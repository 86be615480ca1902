/** Words and the phones that they are spoken with. */
package dev.rubato.training.lexicon;
