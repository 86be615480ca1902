package dev.rubato.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may use the server. Immutable; may be shared between threads.
 *
 * @param keys API keys
 * @param keysFile file of API keys
 */
public record AuthConfig(
    @Setting(
            value = "",
            about =
                "API keys, any of which a client must present. Without keys everybody is let in.")
        List<Secret> keys,
    @Setting(
            value = "",
            about = "File with further API keys, one per line; lines that begin with # are notes.")
        Optional<Path> keysFile) {}
