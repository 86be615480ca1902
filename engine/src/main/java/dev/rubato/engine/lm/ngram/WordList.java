package dev.rubato.engine.lm.ngram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;

/**
 * The words of a model, numbered in the order of their UTF-8 bytes, so that a number is found by
 * bisection and needs no hash table. Stored as {@code size + 1} little-endian int offsets followed
 * by the bytes. Immutable; may be shared between threads.
 */
final class WordList {
  private final ByteBuffer data;
  private final int size;
  private final int bytes;

  /** Takes a stored list: {@code 4 * (size + 1)} bytes of offsets and {@code bytes} of text. */
  WordList(ByteBuffer data, int size, int bytes) {
    this.data = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.size = size;
    this.bytes = bytes;
  }

  /** Sorts and stores distinct words. */
  static WordList of(Collection<String> words) {
    byte[][] sorted = words.stream().map(word -> word.getBytes(UTF_8)).toArray(byte[][]::new);
    Arrays.sort(sorted, Arrays::compareUnsigned);
    long total = Arrays.stream(sorted).mapToLong(word -> word.length).sum();
    int text = Math.toIntExact(total);
    ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(storedBytes(sorted.length, text)));
    data.order(ByteOrder.LITTLE_ENDIAN);
    int offset = 0;
    for (byte[] word : sorted) {
      data.putInt(offset);
      offset += word.length;
    }
    data.putInt(offset);
    for (byte[] word : sorted) {
      data.put(word);
    }
    return new WordList(data.flip(), sorted.length, text);
  }

  /** Bytes that a list takes when stored. */
  static long storedBytes(int size, int textBytes) {
    return 4L * (size + 1L) + textBytes;
  }

  int size() {
    return size;
  }

  /** Bytes of text without offsets. */
  int textBytes() {
    return bytes;
  }

  /** The stored form. */
  ByteBuffer stored() {
    return data.asReadOnlyBuffer().position(0).limit((int) storedBytes(size, bytes));
  }

  String word(int id) {
    if (id < 0 || id >= size) {
      throw new IndexOutOfBoundsException("word %d of %d".formatted(id, size));
    }
    int begin = offset(id);
    byte[] word = new byte[offset(id + 1) - begin];
    data.get(textStart() + begin, word);
    return new String(word, UTF_8);
  }

  /** Number of a word, -1 if it is not in the list. */
  int find(CharSequence word) {
    byte[] wanted = word.toString().getBytes(UTF_8);
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, wanted);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private int compare(int id, byte[] wanted) {
    int begin = offset(id);
    int length = offset(id + 1) - begin;
    int at = textStart() + begin;
    for (int i = 0; i < Math.min(length, wanted.length); i++) {
      int difference = (data.get(at + i) & 0xFF) - (wanted[i] & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return length - wanted.length;
  }

  private int offset(int id) {
    return data.getInt(4 * id);
  }

  private int textStart() {
    return 4 * (size + 1);
  }
}
