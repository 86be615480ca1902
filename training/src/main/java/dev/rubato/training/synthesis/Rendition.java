package dev.rubato.training.synthesis;

import java.nio.file.Path;
import java.util.List;

/**
 * One way to say a sentence: a voice and its settings. Immutable; may be shared between threads.
 */
interface Rendition {

  /** Name of the voice, for the manifest. */
  String speaker();

  /**
   * Factor by which the recording is sped up after synthesis, which moves formants and pitch as a
   * shorter or longer vocal tract would.
   */
  double warp();

  /** Arguments that make the synthesizer say a plain text into a WAV file. */
  List<String> arguments(String text, Path wav);
}
