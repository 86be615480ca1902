/**
 * OpenAI's transcription of recordings: {@code /v1/audio/transcriptions} and {@code /v1/models}.
 */
package dev.rubato.server.openai;
