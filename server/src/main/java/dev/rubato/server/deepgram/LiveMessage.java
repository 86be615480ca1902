package dev.rubato.server.deepgram;

import dev.rubato.server.deepgram.Metadata.ModelInfo;
import java.util.List;

/** The messages that the server sends on a websocket, besides {@link Metadata}. */
sealed interface LiveMessage {

  /** Words of a stretch of audio. */
  record Results(
      String type,
      int[] channelIndex,
      double duration,
      double start,
      boolean isFinal,
      boolean speechFinal,
      boolean fromFinalize,
      Channel channel,
      ResultMetadata metadata)
      implements LiveMessage {}

  /** Readings of a channel. */
  record Channel(List<Alternative> alternatives) {}

  /** What a result says about itself. */
  record ResultMetadata(String requestId, ModelInfo modelInfo, String modelUuid) {}

  /** Nobody has said a word for a while. */
  record UtteranceEnd(String type, int[] channel, double lastWordEnd) implements LiveMessage {}

  /** Somebody begins to speak. */
  record SpeechStarted(String type, int[] channel, double timestamp) implements LiveMessage {}

  /** Something is wrong; the websocket is closed next. */
  record Failure(String type, String description, String message, String variant)
      implements LiveMessage {}
}
