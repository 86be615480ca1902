package dev.rubato.server.config;

/**
 * Addresses. Immutable; may be shared between threads.
 *
 * @param host address of the interface
 * @param port of all dialects
 * @param voskPort of the Vosk dialect alone
 * @param eventLoops threads for the network
 */
public record ListenConfig(
    @Setting(
            value = "127.0.0.1",
            about =
                "Address to listen on. The default lets in only programs on this machine; 0.0.0.0"
                    + " lets in everybody who can reach it, so set auth.keys then.")
        String host,
    @Setting(
            value = "8080",
            about = "Port of the page and of all dialects; 0 takes any that is free.")
        Port port,
    @Setting(
            value = "2700",
            about =
                "Second port that speaks the Vosk dialect alone, where Vosk clients look for it;"
                    + " off for none.")
        Port voskPort,
    @Setting(
            value = "0",
            about =
                "Threads that move bytes between the network and the recogniser. 0 takes one per"
                    + " core, at most 4: they hardly work.")
        int eventLoops) {
  private static final int ENOUGH = 4;

  /** Checks the fields. */
  public ListenConfig {
    Check.that(!host.isBlank(), "listen.host", "must be an address", "empty");
    Check.that(port.isOn(), "listen.port", "must be a port", "off");
    Check.within(eventLoops, 0, 64, "listen.event-loops");
  }

  /** Number of event loops to start. */
  public int effectiveEventLoops() {
    return eventLoops > 0
        ? eventLoops
        : Math.min(ENOUGH, Runtime.getRuntime().availableProcessors());
  }
}
