/**
 * The n-gram model with backing off, as a trie of contexts: {@link
 * dev.rubato.engine.lm.ngram.NgramModel} over tables in memory or over a mapped file, and readers
 * and writers of ARPA files and of Rubato's own binary.
 */
package dev.rubato.engine.lm.ngram;
