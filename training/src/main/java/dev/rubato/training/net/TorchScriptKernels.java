package dev.rubato.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.rubato.model.EncoderConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Operators that DJL does not offer by itself, as methods of one TorchScript module: matrix
 * products in bfloat16 with float32 results, scaled dot-product attention, the fused AdamW step.
 * They take part in automatic differentiation like any other operator. Confined to the thread that
 * trains.
 */
public final class TorchScriptKernels implements AutoCloseable {
  private static final String SOURCE =
      """
      class Kernels(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def forward(self: __torch__.Kernels, x: Tensor) -> Tensor:
          return x
        def linear(self: __torch__.Kernels, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
          y = torch.matmul(torch.to(x, TYPE), torch.to(w, TYPE))
          return torch.add(torch.to(y, 6), b)
        def gated(self: __torch__.Kernels, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
          y = torch.matmul(torch.to(x, TYPE), torch.to(w, TYPE))
          y1 = torch.add(y, torch.to(b, TYPE))
          return torch.to(torch.glu(y1, -1), 6)
        def feed_forward(self: __torch__.Kernels, x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
          h = torch.to(torch.matmul(torch.to(x, TYPE), torch.to(w1, TYPE)), 6)
          h1 = torch.gelu(torch.add(h, b1))
          y = torch.matmul(torch.to(h1, TYPE), torch.to(w2, TYPE))
          return torch.add(torch.to(y, 6), b2)
        def attention(self: __torch__.Kernels, x: Tensor, wq: Tensor, bq: Tensor, wk: Tensor, bk: Tensor, wv: Tensor, bv: Tensor, wo: Tensor, bo: Tensor, mask: Tensor) -> Tensor:
          b = torch.size(x, 0)
          s = torch.size(x, 1)
          x1 = torch.to(x, TYPE)
          q = torch.add(torch.matmul(x1, torch.to(wq, TYPE)), torch.to(bq, TYPE))
          k = torch.add(torch.matmul(x1, torch.to(wk, TYPE)), torch.to(bk, TYPE))
          v = torch.add(torch.matmul(x1, torch.to(wv, TYPE)), torch.to(bv, TYPE))
          q1 = torch.transpose(torch.reshape(q, [b, s, HEADS, WIDTH]), 1, 2)
          q2 = torch.reshape(q1, [b, GROUPS, -1, WIDTH])
          k1 = torch.permute(torch.reshape(k, [b, s, GROUPS, WIDTH]), [0, 2, 3, 1])
          v1 = torch.transpose(torch.reshape(v, [b, s, GROUPS, WIDTH]), 1, 2)
          scores = torch.to(torch.reshape(torch.matmul(q2, k1), [b, HEADS, s, s]), 6)
          weights = torch.softmax(torch.add(torch.mul(scores, SCALE), mask), -1)
          weights1 = torch.reshape(torch.to(weights, TYPE), [b, GROUPS, -1, s])
          o = torch.reshape(torch.matmul(weights1, v1), [b, HEADS, s, WIDTH])
          o1 = torch.reshape(torch.transpose(o, 1, 2), [b, s, -1])
          y = torch.matmul(o1, torch.to(wo, TYPE))
          return torch.add(torch.to(y, 6), bo)
        def adamw(self: __torch__.Kernels, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], step: List[Tensor], scale: Tensor, rate: float, beta2: float, decay: float) -> Tensor:
          none = annotate(List[Tensor], [])
          torch._fused_adamw_(p, g, m, v, none, step, lr=rate, beta1=0.90000000000000002, beta2=beta2, weight_decay=decay, eps=1e-08, amsgrad=False, maximize=False, grad_scale=scale)
          return scale
        def norm(self: __torch__.Kernels, gradients: List[Tensor]) -> Tensor:
          return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients)))
      """;

  private final NDManager manager;
  private final PtSymbolBlock module;
  private final Map<String, NDArray> methods = new HashMap<>();

  /**
   * Compiles the operators.
   *
   * @param parent owner of the module
   * @param config head counts of attention
   * @param precision number format of matrix products
   */
  public TorchScriptKernels(NDManager parent, EncoderConfig config, Precision precision) {
    this.manager = parent.newSubManager();
    String source =
        SOURCE
            .replace("TYPE", Long.toString(precision.scalarType()))
            .replace("HEADS", Integer.toString(config.heads()))
            .replace("GROUPS", Integer.toString(config.keyValueHeads()))
            .replace("WIDTH", Integer.toString(config.headDim()))
            .replace("SCALE", Double.toString(1 / Math.sqrt(config.headDim())));
    try {
      byte[] archive = TorchScriptArchive.of("Kernels", source);
      this.module =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new IllegalStateException("the TorchScript operators could not be loaded", e);
    }
  }

  /** {@code x W + b}, with x {@code [..., in]}, W {@code [in, out]}. */
  NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return differentiable("linear", x, weight, bias);
  }

  /** First half of {@code x W + b} times the sigmoid of its second half. */
  NDArray gated(NDArray x, NDArray weight, NDArray bias) {
    return differentiable("gated", x, weight, bias);
  }

  /** {@code GELU(x W1 + b1) W2 + b2}. */
  NDArray feedForward(NDArray x, NDArray w1, NDArray b1, NDArray w2, NDArray b2) {
    return differentiable("feed_forward", x, w1, b1, w2, b2);
  }

  /**
   * Grouped-query attention with its projections.
   *
   * @param x normalised input {@code [B, T, D]}
   * @param weights weight and bias of query, key, value and output, in this order
   * @param mask added to the scores, {@code [B, 1, T, T]}
   */
  NDArray attention(NDArray x, List<NDArray> weights, NDArray mask) {
    NDArray[] arguments = new NDArray[weights.size() + 2];
    arguments[0] = x;
    for (int i = 0; i < weights.size(); i++) {
      arguments[i + 1] = weights.get(i);
    }
    arguments[arguments.length - 1] = mask;
    return differentiable("attention", arguments);
  }

  /**
   * One AdamW step (Loshchilov and Hutter 2019) of several arrays, in place.
   *
   * @param steps number of this step as a float scalar array, from 1, once per array
   * @param scale gradients are divided by this float scalar array first
   */
  public void adamw(
      List<NDArray> parameters,
      List<NDArray> gradients,
      List<NDArray> moments,
      List<NDArray> variances,
      List<NDArray> steps,
      NDArray scale,
      double rate,
      double beta2,
      double decay) {
    // As lists from outside: a list made inside of the script would be optimised away, and the step
    // with it.
    constant(
            scale,
            "adamw",
            of(parameters),
            of(gradients),
            of(moments),
            of(variances),
            of(steps),
            of(scale),
            IValue.from(rate),
            IValue.from(beta2),
            IValue.from(decay))
        .close();
  }

  /** Euclidean norm of all values of all arrays. */
  public double norm(List<NDArray> arrays) {
    try (NDArray result = constant(arrays.get(0), "norm", of(arrays))) {
      return result.getFloat();
    }
  }

  /** Runs a method that takes part in differentiation. */
  private NDArray differentiable(String method, NDArray... arguments) {
    NDList inputs = new NDList(arguments);
    // DJL picks the method by the name of an extra array, which is not passed on.
    inputs.add(methods.computeIfAbsent(method, this::selector));
    return IValueUtils.forward(module, inputs, true).singletonOrThrow();
  }

  private NDArray selector(String method) {
    NDArray selector = manager.create(0f);
    selector.setName("module_method:" + method);
    return selector;
  }

  /** Runs a method outside of differentiation. */
  private NDArray constant(NDArray owner, String method, IValue... arguments) {
    try (IValue result = IValueUtils.runMethod(module, method, arguments)) {
      return result.toTensor((PtNDManager) owner.getManager());
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
    }
  }

  private static IValue of(NDArray array) {
    return IValue.from((PtNDArray) array);
  }

  private static IValue of(List<NDArray> arrays) {
    return IValue.listFrom(arrays.stream().map(a -> (PtNDArray) a).toArray(PtNDArray[]::new));
  }

  @Override
  public void close() {
    manager.close();
  }
}
