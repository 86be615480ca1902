package dev.rubato.server.config;

import java.nio.file.Path;

/**
 * Everything that an operator may decide. Immutable; may be shared between threads.
 *
 * @param model where the model package is
 * @param listen addresses
 * @param tls encryption
 * @param auth who may use the server
 * @param cors which web pages may use it
 * @param engine how the machine is used
 * @param compute the dial and its governor
 * @param limits what clients may ask for
 * @param names model names that clients may use
 * @param vosk the Vosk dialect
 * @param deepgram the Deepgram dialect
 * @param operation start, stop, health, logs
 */
public record ServerConfig(
    @Setting(
            value = "models/en-small",
            about = "The model package, a folder or a zip of one, that this server runs.")
        Path model,
    ListenConfig listen,
    TlsConfig tls,
    AuthConfig auth,
    CorsConfig cors,
    EngineConfig engine,
    ComputeConfig compute,
    LimitsConfig limits,
    NamesConfig names,
    VoskConfig vosk,
    DeepgramConfig deepgram,
    OperationConfig operation) {}
