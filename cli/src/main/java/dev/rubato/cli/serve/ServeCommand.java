package dev.rubato.cli.serve;

import dev.rubato.engine.Recognizer;
import dev.rubato.engine.RecognizerOptions;
import dev.rubato.server.RubatoServer;
import dev.rubato.server.config.ConfigFile;
import dev.rubato.server.config.ConfigLayer;
import dev.rubato.server.config.EffectiveConfig;
import dev.rubato.server.config.ServerConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the server. Filled by picocli; used by one thread. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Start the transcription server: a page for people at its address, and websockets and REST"
          + " for programs in Rubato's own protocol and in those of Vosk, OpenAI and Deepgram.",
      "Settings come from the defaults, then a file, then the environment (RUBATO_LISTEN_PORT and"
          + " so on), then flags; later ones win."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rubato serve",
      "  rubato serve --host 0.0.0.0 --set auth.keys=SECRET",
      "  rubato serve --config rubato.yaml",
      "  rubato serve --print-config > rubato.yaml"
    })
public final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the page and all protocols. Default: 8080.")
  private String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on; 0.0.0.0 lets in other machines. Default: 127.0.0.1.")
  private String host;

  @Option(
      names = "--vosk-port",
      paramLabel = "PORT",
      description = "Further port for Vosk clients, or off. Default: 2700.")
  private String voskPort;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "Model package. Default: the embedded model en-small.")
  private String model;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in a YAML or .properties file.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, as named by --print-config. May be repeated.")
  private final Map<String, String> settings = new HashMap<>();

  @Option(
      names = "--print-config",
      description = "Print every setting with its value, origin and explanation, and stop.")
  private boolean printConfig;

  @Override
  public Integer call() throws InterruptedException {
    EffectiveConfig effective = EffectiveConfig.of(layers());
    if (printConfig) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(effective.explain());
      out.flush();
      return 0;
    }
    serve(effective.config());
    return 0;
  }

  private ConfigLayer[] layers() {
    List<ConfigLayer> layers = new ArrayList<>();
    String home = System.getProperty("rubato.home");
    if (home != null) {
      Path embedded = Path.of(home, "models", "en-small");
      layers.add(new ConfigLayer("default", Map.of("model", embedded.toString())));
    }
    if (config != null) {
      layers.add(ConfigFile.read(config));
    }
    layers.add(ConfigLayer.environment(System.getenv()));
    layers.add(ConfigLayer.flags(flags()));
    return layers.toArray(new ConfigLayer[0]);
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>(settings);
    put(flags, "listen.port", port);
    put(flags, "listen.host", host);
    put(flags, "listen.vosk-port", voskPort);
    put(flags, "model", model);
    return flags;
  }

  private static void put(Map<String, String> flags, String key, String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }

  private void serve(ServerConfig settled) throws InterruptedException {
    RecognizerOptions options =
        RecognizerOptions.DEFAULT
            .withThreads(settled.engine().effectiveThreads())
            .withMaxBatch(settled.engine().maxBatch())
            .withMaxBatchDelay(settled.engine().maxBatchDelay())
            .withMaxStreams(RubatoServer.streams(settled));
    PrintWriter err = spec.commandLine().getErr();
    try (Recognizer recognizer = Recognizer.open(settled.model(), options);
        RubatoServer server = RubatoServer.start(settled, recognizer)) {
      RunningServer running = new RunningServer(server, settled.operation().drain());
      Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "rubato-shutdown"));
      Greeting.print(err, settled, server, recognizer.model().name());
      running.await();
    }
  }
}
