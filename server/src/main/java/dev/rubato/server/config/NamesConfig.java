package dev.rubato.server.config;

import java.util.List;

/**
 * Model names. Immutable; may be shared between threads.
 *
 * @param aliases names that stand for the model of this server
 */
public record NamesConfig(
    @Setting(
            value =
                "whisper-1,gpt-4o-transcribe,gpt-4o-mini-transcribe,gpt-realtime-whisper,"
                    + "gpt-realtime,nova-3,nova-2,nova,base,enhanced,general",
            about =
                "Names that clients of other services have built in and that stand for the model"
                    + " of this server, besides its own name. A name that begins with one of these"
                    + " and a hyphen (nova-2-phonecall) counts too; any other is refused.")
        List<String> aliases) {

  /** Copies the names. */
  public NamesConfig {
    aliases = List.copyOf(aliases);
  }
}
