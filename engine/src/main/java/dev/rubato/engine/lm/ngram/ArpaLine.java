package dev.rubato.engine.lm.ngram;

import java.util.Arrays;

/** Cuts lines at spaces and tabs; other white space may be part of words. Not thread-safe. */
final class ArpaLine {
  private String text = "";
  private int[] begins = new int[16];
  private int[] ends = new int[16];
  private int size;

  /** Takes a line. */
  void split(String line) {
    text = line;
    size = 0;
    int at = 0;
    while (at < line.length()) {
      while (at < line.length() && separates(line.charAt(at))) {
        at++;
      }
      int begin = at;
      while (at < line.length() && !separates(line.charAt(at))) {
        at++;
      }
      if (at > begin) {
        if (size == begins.length) {
          begins = Arrays.copyOf(begins, 2 * size);
          ends = Arrays.copyOf(ends, 2 * size);
        }
        begins[size] = begin;
        ends[size++] = at;
      }
    }
  }

  /** Number of fields of the line. */
  int size() {
    return size;
  }

  /** A field of the line, from 0. */
  String field(int index) {
    return text.substring(begins[index], ends[index]);
  }

  private static boolean separates(char character) {
    return character == ' ' || character == '\t';
  }
}
