package dev.rubato.audio.internal.ogg;

/**
 * One packet of a logical stream.
 *
 * @param data its bytes; only the first if it is too long
 * @param tooLong whether it was cut
 */
record OggPacket(byte[] data, boolean tooLong) {}
