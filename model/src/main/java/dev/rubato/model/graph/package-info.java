/** The encoder as ONNX graphs: one implementation for streams and for whole files. */
package dev.rubato.model.graph;
