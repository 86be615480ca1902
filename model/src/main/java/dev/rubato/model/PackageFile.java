package dev.rubato.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Size and checksum of one file of a package, so that damage is named before anything is loaded.
 *
 * @param bytes size of the file
 * @param sha256 SHA-256 of its content, hexadecimal
 */
record PackageFile(
    @JsonProperty(required = true) long bytes, @JsonProperty(required = true) String sha256) {
  static final String DESCRIPTION = "model.json";
  static final String ENCODER = "encoder.onnx";
  static final String LANGUAGE_MODEL = "lm.bin";
  static final String CARD = "README.md";

  /** Files that {@code model.json} vouches for; the card may be edited by hand. */
  static final List<String> LISTED = List.of(ENCODER, LANGUAGE_MODEL);

  static final List<String> ALL = List.of(DESCRIPTION, ENCODER, LANGUAGE_MODEL, CARD);

  static PackageFile of(Path file) throws IOException {
    return new PackageFile(Files.size(file), sha256(file));
  }

  static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
