package dev.rubato.engine.lm.ngram;

import java.util.Arrays;

/** A growing list of n-grams of one length. Not safe for use by several threads at once. */
final class Ngrams {
  private static final int FIRST_CAPACITY = 1024;

  final int length;
  int size;
  int[] words;
  float[] logProb;
  float[] backoff;
  float[] count;

  Ngrams(int length) {
    this.length = length;
    this.words = new int[FIRST_CAPACITY * length];
    this.logProb = new float[FIRST_CAPACITY];
    this.backoff = new float[FIRST_CAPACITY];
    this.count = new float[FIRST_CAPACITY];
  }

  void add(int[] ngram, float probability, float weight, float occurrences) {
    if (size == logProb.length) {
      // Declared counts are not trusted: memory grows with what is really there.
      int capacity = Math.toIntExact(size + (size >> 1) + 1L);
      words = Arrays.copyOf(words, Math.multiplyExact(capacity, length));
      logProb = Arrays.copyOf(logProb, capacity);
      backoff = Arrays.copyOf(backoff, capacity);
      count = Arrays.copyOf(count, capacity);
    }
    System.arraycopy(ngram, 0, words, size * length, length);
    logProb[size] = probability;
    backoff[size] = weight;
    count[size] = occurrences;
    size++;
  }

  int word(int index, int position) {
    return words[index * length + position];
  }
}
