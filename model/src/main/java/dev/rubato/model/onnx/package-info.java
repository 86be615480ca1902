/**
 * A small typed writer of ONNX graphs: every value knows its element type and its shape, so that a
 * wrong graph fails while it is built. Operators are those of the standard domain, opset 20
 * (onnx.ai/onnx/operators).
 */
package dev.rubato.model.onnx;
