package dev.rubato.cli;

import dev.rubato.engine.Transcript;
import dev.rubato.engine.score.ManifestEntry;
import dev.rubato.engine.score.ScoredUtterance;

/**
 * One recording of a manifest with its transcript and errors. Immutable; may be shared between
 * threads.
 *
 * @param entry what the manifest says
 * @param transcript what was recognised
 * @param scored its errors
 * @param seconds how long recognition took while others were recognised beside it, seconds
 */
record EvaluatedFile(
    ManifestEntry entry, Transcript transcript, ScoredUtterance scored, double seconds) {}
