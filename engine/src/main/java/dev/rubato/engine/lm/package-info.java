/**
 * Language models: {@link dev.rubato.engine.lm.LanguageModel} scores words given the words before
 * them. {@code ngram} holds the n-gram model with its file formats, {@code estimate} makes one from
 * text.
 */
package dev.rubato.engine.lm;
