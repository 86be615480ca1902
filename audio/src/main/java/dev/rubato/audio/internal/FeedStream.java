package dev.rubato.audio.internal;

import java.io.InputStream;

/** Lets a library that pulls see one block of bytes at a time. Not safe for several threads. */
public final class FeedStream extends InputStream {
  private byte[] bytes = new byte[0];
  private int at;

  /** The bytes to see next; what was left of the last is forgotten. */
  public void feed(byte[] next) {
    bytes = next;
    at = 0;
  }

  @Override
  public int read() {
    return at < bytes.length ? bytes[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (at == bytes.length) {
      return -1;
    }
    int count = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, target, offset, count);
    at += count;
    return count;
  }
}
