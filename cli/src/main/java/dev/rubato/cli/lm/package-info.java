/** The commands that make and measure language models, under {@code rubato lm}. */
package dev.rubato.cli.lm;
