/**
 * Runs the encoder graph: chunks of many streams in one run of ONNX Runtime, caches in and out.
 * Knows nothing of words.
 */
package dev.rubato.engine.encoder;
