package dev.rubato.server.http;

import dev.rubato.server.config.AuthConfig;
import dev.rubato.server.config.ConfigException;
import dev.rubato.server.config.Secret;
import dev.rubato.server.session.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that open the server. Only digests are kept, and all are compared, so that the time
 * taken tells nothing. May be shared between threads.
 */
public final class ApiKeys {
  private final List<byte[]> digests = new ArrayList<>();

  /**
   * Takes the keys of a configuration.
   *
   * @throws ConfigException if its file cannot be read
   */
  public ApiKeys(AuthConfig config) {
    config.keys().stream().map(Secret::value).forEach(this::add);
    config.keysFile().ifPresent(this::addAll);
  }

  private void addAll(Path file) {
    int before = digests.size();
    try {
      Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(this::add);
    } catch (IOException e) {
      throw new ConfigException("auth.keys-file: %s cannot be read".formatted(file), e);
    }
    if (digests.size() == before) {
      throw new ConfigException("auth.keys-file: %s holds no key".formatted(file));
    }
  }

  private void add(String key) {
    digests.add(digest(key));
  }

  private static byte[] digest(String key) {
    return Digests.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether anybody is let in. */
  public boolean isOpen() {
    return digests.isEmpty();
  }

  /** Whether a key is one of these. */
  public boolean accept(String key) {
    byte[] offered = digest(key);
    boolean found = false;
    for (byte[] known : digests) {
      found |= MessageDigest.isEqual(known, offered);
    }
    return found;
  }
}
