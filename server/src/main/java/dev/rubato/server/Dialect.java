package dev.rubato.server;

import java.util.Locale;

/** The protocols that the server speaks. */
public enum Dialect {
  /** Rubato's own. */
  STREAM,
  /** Vosk's websocket. */
  VOSK,
  /** OpenAI's transcription of recordings. */
  OPENAI,
  /** OpenAI's live transcription. */
  REALTIME,
  /** Deepgram's transcription of recordings and live audio. */
  DEEPGRAM;

  /** The name in metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
