/**
 * Runs a model: one shared {@link dev.rubato.engine.Recognizer}, one {@link
 * dev.rubato.engine.RecognitionStream} per speaker, {@linkplain dev.rubato.engine.RecognitionEvent
 * events} out.
 */
package dev.rubato.engine;
