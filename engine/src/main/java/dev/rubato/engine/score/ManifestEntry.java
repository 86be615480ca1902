package dev.rubato.engine.score;

import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * One recording of a manifest. Immutable; may be shared between threads.
 *
 * @param audio where the recording is
 * @param duration its length as the manifest states it, seconds
 * @param text what is said in it
 * @param speaker who speaks; empty if the manifest does not say
 * @param corpus which corpus it belongs to; empty if the manifest does not say
 */
public record ManifestEntry(
    Path audio, OptionalDouble duration, String text, String speaker, String corpus) {}
