package dev.rubato.engine.lm.ngram;

import java.nio.ByteBuffer;

/**
 * The records of one level of a binary model, decoded. Immutable; may be shared between threads.
 */
final class PackedLevel {
  private final PackedTable table;
  private final Codebook logProbs;
  private final Codebook backoffs;
  private final int wordBits;
  private final int valueBits;
  private final int backoffAt;
  private final int childAt;
  private final int childBits;
  private final int suffixAt;
  private final int suffixBits;

  PackedLevel(LevelFields fields, ByteBuffer records, Codebook logProbs, Codebook backoffs) {
    this.table = new PackedTable(records, fields.recordBits());
    this.logProbs = logProbs;
    this.backoffs = backoffs;
    this.wordBits = fields.wordBits();
    this.valueBits = fields.valueBits();
    this.backoffAt = fields.backoffAt();
    this.childAt = fields.childAt();
    this.childBits = fields.childBits();
    this.suffixAt = fields.suffixAt();
    this.suffixBits = fields.suffixBits();
  }

  int word(int index) {
    return table.get(index, 0, wordBits);
  }

  float logProb(int index) {
    return logProbs.value(table.get(index, wordBits, valueBits));
  }

  float backoff(int index) {
    return backoffs.value(table.get(index, backoffAt, valueBits));
  }

  int firstChild(int index) {
    return table.get(index, childAt, childBits);
  }

  int suffix(int index) {
    return table.get(index, suffixAt, suffixBits);
  }
}
