/** Says how good transcripts are: manifests of references, word and character errors, intervals. */
package dev.rubato.engine.score;
