package dev.rubato.engine.decode;

import java.util.Arrays;
import java.util.List;

/**
 * A set of strings by their characters. Nodes are numbered breadth first, so that the children of a
 * node are neighbours, sorted by character, and parents come before children. Immutable; may be
 * shared between threads.
 */
final class CharTrie {
  /** The node before the first character. */
  static final int ROOT = 0;

  /** Stands for no node and no string. */
  static final int NONE = -1;

  private static final int LINEAR = 6;

  private final char[] label;
  private final int[] firstChild;
  private final int[] parent;
  private final int[] string;

  private CharTrie(char[] label, int[] firstChild, int[] parent, int[] string) {
    this.label = label;
    this.firstChild = firstChild;
    this.parent = parent;
    this.string = string;
  }

  /** Builds the trie of distinct, sorted strings; each node stands for a range of them. */
  static CharTrie of(List<String> sorted) {
    int capacity = 1 + sorted.stream().mapToInt(String::length).sum();
    CharTrie trie =
        new CharTrie(
            new char[capacity], new int[capacity + 1], new int[capacity], new int[capacity]);
    int[] begin = new int[capacity];
    int[] end = new int[capacity];
    int[] depth = new int[capacity];
    end[ROOT] = sorted.size();
    trie.parent[ROOT] = NONE;
    int size = 1;
    for (int node = 0; node < size; node++) {
      trie.firstChild[node] = size;
      trie.string[node] = NONE;
      int previous = NONE;
      for (int i = begin[node]; i < end[node]; i++) {
        String string = sorted.get(i);
        if (string.length() == depth[node]) {
          trie.string[node] = i;
          continue;
        }
        char character = string.charAt(depth[node]);
        if (previous != character) {
          trie.label[size] = character;
          trie.parent[size] = node;
          begin[size] = i;
          depth[size] = depth[node] + 1;
          previous = character;
          size++;
        }
        end[size - 1] = i + 1;
      }
    }
    trie.firstChild[size] = size;
    return new CharTrie(
        Arrays.copyOf(trie.label, size),
        Arrays.copyOf(trie.firstChild, size + 1),
        Arrays.copyOf(trie.parent, size),
        Arrays.copyOf(trie.string, size));
  }

  /** Number of nodes. */
  int size() {
    return label.length;
  }

  /** The node that a character leads to, or {@link #NONE}. */
  int child(int node, char character) {
    int low = firstChild[node];
    int high = firstChild[node + 1];
    if (high - low <= LINEAR) {
      for (int i = low; i < high; i++) {
        if (label[i] == character) {
          return i;
        }
      }
      return NONE;
    }
    int found = Arrays.binarySearch(label, low, high, character);
    return found < 0 ? NONE : found;
  }

  /** The node that a string leads to, or {@link #NONE}. */
  int find(String string) {
    int node = ROOT;
    for (int i = 0; i < string.length() && node != NONE; i++) {
      node = child(node, string.charAt(i));
    }
    return node;
  }

  /** The character that leads to a node. */
  char label(int node) {
    return label[node];
  }

  /** The node before a node; {@link #NONE} before the root. */
  int parent(int node) {
    return parent[node];
  }

  /** Position of the string that ends at a node among the sorted strings, or {@link #NONE}. */
  int string(int node) {
    return string[node];
  }
}
