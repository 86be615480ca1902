package dev.rubato.model.onnx;

import java.util.List;

/** Operators that compute every element by itself, and normalisations over the last axis. */
public final class Arithmetic {
  private Arithmetic() {}

  /** {@code a + b}, broadcast. */
  public static Value add(Value a, Value b) {
    return binary("Add", a, b, a.type());
  }

  /** {@code a - b}, broadcast. */
  public static Value subtract(Value a, Value b) {
    return binary("Sub", a, b, a.type());
  }

  /** {@code a * b}, broadcast. */
  public static Value multiply(Value a, Value b) {
    return binary("Mul", a, b, a.type());
  }

  /** {@code a / b}, broadcast; whole numbers are truncated. */
  public static Value divide(Value a, Value b) {
    return binary("Div", a, b, a.type());
  }

  /** {@code a >= b}, broadcast. */
  public static Value greaterOrEqual(Value a, Value b) {
    return binary("GreaterOrEqual", a, b, ElementType.BOOL);
  }

  /** {@code a < b}, broadcast. */
  public static Value less(Value a, Value b) {
    return binary("Less", a, b, ElementType.BOOL);
  }

  /** {@code a and b}, broadcast. */
  public static Value and(Value a, Value b) {
    return binary("And", a.require(ElementType.BOOL), b, ElementType.BOOL);
  }

  /** Elements of {@code yes} where the condition holds, of {@code no} elsewhere, broadcast. */
  public static Value where(Value condition, Value yes, Value no) {
    Shape shape = condition.shape().broadcast(yes.shape()).broadcast(no.shape());
    return condition
        .graph()
        .node(
            "Where",
            yes.type(),
            shape,
            List.of(condition.require(ElementType.BOOL), yes, no.require(yes.type())));
  }

  /** Converts every element. */
  public static Value cast(Value x, ElementType type) {
    return x.graph()
        .node("Cast", type, x.shape(), List.of(x), Attributes.of("to", (long) type.number()));
  }

  /** Logistic function. */
  public static Value sigmoid(Value x) {
    return unary("Sigmoid", x);
  }

  /** Gaussian error linear unit, exact. */
  public static Value gelu(Value x) {
    return unary("Gelu", x);
  }

  /** {@code max(x, 0)}. */
  public static Value relu(Value x) {
    return unary("Relu", x);
  }

  /** {@code min(max(x, smallest), largest)}; the bounds are scalars. */
  public static Value clip(Value x, Value smallest, Value largest) {
    return x.graph().node("Clip", x.type(), x.shape(), List.of(x, smallest, largest));
  }

  /** Softmax over the last axis. */
  public static Value softmax(Value x) {
    return x.graph().node("Softmax", x.type(), x.shape(), List.of(x), Attributes.of("axis", -1L));
  }

  /** Natural logarithm of the softmax over the last axis. */
  public static Value logSoftmax(Value x) {
    return x.graph()
        .node("LogSoftmax", x.type(), x.shape(), List.of(x), Attributes.of("axis", -1L));
  }

  /** Layer normalisation over the last axis. */
  public static Value layerNormalization(Value x, Value weight, Value bias, double epsilon) {
    return x.graph()
        .node(
            "LayerNormalization",
            x.type(),
            x.shape(),
            List.of(x, weight, bias),
            Attributes.of("axis", -1L),
            Attributes.of("epsilon", epsilon));
  }

  private static Value unary(String op, Value x) {
    return x.graph().node(op, x.type(), x.shape(), List.of(x));
  }

  private static Value binary(String op, Value a, Value b, ElementType result) {
    b.require(a.type());
    return a.graph().node(op, result, a.shape().broadcast(b.shape()), List.of(a, b));
  }
}
