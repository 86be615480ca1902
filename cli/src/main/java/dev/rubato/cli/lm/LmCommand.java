package dev.rubato.cli.lm;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The group of the language model commands. Immutable; may be shared between threads. */
@Command(
    name = "lm",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Make, measure and convert n-gram language models.",
    subcommands = {
      LmBuildCommand.class,
      LmPerplexityCommand.class,
      LmConvertCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rubato lm build sentences.txt.xz -o lm.bin",
      "  rubato lm perplexity -m lm.bin test.txt",
      "  rubato lm convert other-tool.arpa.gz lm.bin"
    })
public final class LmCommand {}
