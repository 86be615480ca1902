package dev.rubato.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Encryption. Immutable; may be shared between threads.
 *
 * @param certificate PEM file of the chain
 * @param key PEM file of the private key
 */
public record TlsConfig(
    @Setting(
            value = "",
            about =
                "PEM file with the certificate chain. With it and tls.key all ports speak https"
                    + " and wss; browsers give a page from another machine a microphone only"
                    + " then.")
        Optional<Path> certificate,
    @Setting(value = "", about = "PEM file with the private key of the certificate, PKCS#8.")
        Optional<Path> key) {

  /** Checks that both or none are given. */
  public TlsConfig {
    Check.that(
        certificate.isPresent() || key.isEmpty(),
        "tls.certificate",
        "must be given with tls.key",
        "empty");
    Check.that(
        key.isPresent() || certificate.isEmpty(),
        "tls.key",
        "must be given with tls.certificate",
        "empty");
  }

  /** Whether connections are encrypted. */
  public boolean isOn() {
    return certificate.isPresent();
  }
}
