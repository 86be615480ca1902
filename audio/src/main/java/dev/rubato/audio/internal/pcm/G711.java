package dev.rubato.audio.internal.pcm;

/** The decoding tables of ITU-T G.711. Stateless. */
final class G711 {
  private G711() {}

  /** Values of the 256 A-law codes, scaled to [-1, 1]. */
  static float[] alaw() {
    float[] table = new float[256];
    for (int code = 0; code < 256; code++) {
      // Even bits are inverted on the line.
      int bits = code ^ 0x55;
      int exponent = bits >> 4 & 7;
      int mantissa = bits & 15;
      int magnitude = exponent == 0 ? (mantissa << 4) + 8 : (mantissa << 4) + 0x108 << exponent - 1;
      table[code] = ((bits & 0x80) != 0 ? magnitude : -magnitude) / 32_768f;
    }
    return table;
  }

  /** Values of the 256 mu-law codes, scaled to [-1, 1]. */
  static float[] mulaw() {
    float[] table = new float[256];
    for (int code = 0; code < 256; code++) {
      // All bits are inverted on the line; 0x84 is the bias of 33 in units of the 14-bit scale.
      int bits = ~code & 0xff;
      int exponent = bits >> 4 & 7;
      int magnitude = (((bits & 15) << 3) + 0x84 << exponent) - 0x84;
      table[code] = ((bits & 0x80) != 0 ? -magnitude : magnitude) / 32_768f;
    }
    return table;
  }
}
