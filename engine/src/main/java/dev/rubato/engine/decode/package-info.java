/**
 * CTC prefix beam search with an n-gram language model and hotwords: {@link
 * dev.rubato.engine.decode.BeamSearch} makes one decoder per stream.
 */
package dev.rubato.engine.decode;
