/**
 * Bytes to 16 kHz mono samples to log-mel features, streaming throughout.
 *
 * <p>{@link dev.rubato.audio.AudioDecoders} makes decoders of recordings, {@link
 * dev.rubato.audio.AudioFiles} reads whole files, {@link dev.rubato.audio.LogMelExtractor} computes
 * features, {@link dev.rubato.audio.VoiceActivity} tells voice from background. For all of them,
 * cutting the input differently changes no output bit.
 */
package dev.rubato.audio;
