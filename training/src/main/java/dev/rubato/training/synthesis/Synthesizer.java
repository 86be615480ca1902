package dev.rubato.training.synthesis;

import dev.rubato.training.process.ExternalProgram;
import java.util.List;
import java.util.random.RandomGenerator;

/** A program that turns text into speech. Immutable; may be shared between threads. */
interface Synthesizer {

  /** Name of the synthesizer, which becomes the corpus of its utterances. */
  String corpus();

  /** The program that speaks. */
  ExternalProgram program();

  /** Names of all voices that {@link #draw} chooses from. */
  List<String> voices();

  /** Draws a voice and its settings; equal random states draw equally. */
  Rendition draw(RandomGenerator random);
}
