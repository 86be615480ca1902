package dev.rubato.training.synthesis;

/**
 * What is to be spoken, by whom. Immutable; may be shared between threads.
 *
 * @param index its place in the plan, from 0
 * @param text plain text
 * @param synthesizer who speaks
 * @param rendition how
 */
record Utterance(int index, String text, Synthesizer synthesizer, Rendition rendition) {

  /** Where its recording belongs, relative to the manifest. */
  String path() {
    return "%s/%04d/%08d.wav".formatted(synthesizer.corpus(), index / 1000, index);
  }

  /** The index in a {@link #path}. */
  static int indexOf(String path) {
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1, path.length() - 4));
  }
}
