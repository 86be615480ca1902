/**
 * Conversion of a dense encoder to adaptive computation modules (Wójcik et al., AAAI 2025): module
 * distillation, gate pre-training, end-to-end fine-tuning with a dial.
 */
package dev.rubato.training.adaptive;
