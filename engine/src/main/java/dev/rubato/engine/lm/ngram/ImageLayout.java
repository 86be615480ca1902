package dev.rubato.engine.lm.ngram;

/**
 * Where everything lies in a binary model. All sections start at multiples of eight bytes:
 *
 * <ol>
 *   <li>the header, see {@link ImageHeader};
 *   <li>the words, see {@link WordList};
 *   <li>for every level the codebook of its log-probabilities and, below the highest, that of its
 *       backing-off weights, as floats;
 *   <li>for every level its records, see {@link PackedTable} and {@link LevelFields}; below the
 *       highest level one more record ends the children of the last.
 * </ol>
 *
 * Immutable; may be shared between threads.
 */
final class ImageLayout {
  private final int[] counts;
  private final int valueBits;
  private final int wordBytes;
  private final LevelFields[] fields;

  /**
   * Derives the layout.
   *
   * @param counts number of n-grams of length 1, 2, ...
   * @param valueBits bits of a quantised number
   * @param wordBytes bytes of the spellings of the words
   */
  ImageLayout(int[] counts, int valueBits, int wordBytes) {
    this.counts = counts.clone();
    this.valueBits = valueBits;
    this.wordBytes = wordBytes;
    this.fields = new LevelFields[counts.length];
    for (int n = 1; n <= counts.length; n++) {
      fields[n - 1] = LevelFields.of(n, counts, valueBits);
    }
  }

  int order() {
    return counts.length;
  }

  int count(int n) {
    return counts[n - 1];
  }

  int[] counts() {
    return counts.clone();
  }

  int valueBits() {
    return valueBits;
  }

  int wordBytes() {
    return wordBytes;
  }

  /** The records of level n. */
  LevelFields fields(int n) {
    return fields[n - 1];
  }

  long wordsAt() {
    return ImageHeader.BYTES;
  }

  long wordsBytes() {
    return WordList.storedBytes(counts[0], wordBytes);
  }

  long codebooksAt() {
    return aligned(wordsAt() + wordsBytes());
  }

  /** Number of codebooks: two per level, one on the highest. */
  int codebooks() {
    return 2 * counts.length - 1;
  }

  long codebooksBytes() {
    return (long) codebooks() * (Float.BYTES << valueBits);
  }

  long levelAt(int n) {
    long at = aligned(codebooksAt() + codebooksBytes());
    for (int m = 1; m < n; m++) {
      at = aligned(at + levelBytes(m));
    }
    return at;
  }

  long levelBytes(int n) {
    return PackedTable.bytes(
        counts[n - 1] + (n == counts.length ? 0L : 1L), fields(n).recordBits());
  }

  long fileBytes() {
    return aligned(levelAt(counts.length) + levelBytes(counts.length));
  }

  private static long aligned(long offset) {
    return (offset + 7) / 8 * 8;
  }
}
