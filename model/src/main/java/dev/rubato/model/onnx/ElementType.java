package dev.rubato.model.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Element types of values, as far as they are used. */
public enum ElementType {
  FLOAT(DataType.FLOAT),
  INT64(DataType.INT64),
  INT32(DataType.INT32),
  INT8(DataType.INT8),
  UINT8(DataType.UINT8),
  BOOL(DataType.BOOL);

  private final DataType proto;

  ElementType(DataType proto) {
    this.proto = proto;
  }

  /** The type's number in the ONNX format. */
  public int number() {
    return proto.getNumber();
  }
}
