package dev.rubato.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Operators that DJL does not offer by itself, as methods of one TorchScript module: matrix products
 * in bfloat16 with float32 results, scaled dot-product attention, the fused AdamW step. They take
 * part in automatic differentiation like any other operator. Confined to the thread that trains.
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
        def linear(self: __torch__.Kernels, x: Tensor, w: Tensor, b: Tensor, t: int) -> Tensor:
          y = torch.matmul(torch.to(x, t), torch.to(w, t))
          return torch.add(torch.to(y, 6), b)
        def gated(self: __torch__.Kernels, x: Tensor, w: Tensor, b: Tensor, t: int) -> Tensor:
          y = torch.matmul(torch.to(x, t), torch.to(w, t))
          y1 = torch.add(y, torch.to(b, t))
          return torch.to(torch.glu(y1, -1), 6)
        def feed_forward(self: __torch__.Kernels, x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor, t: int) -> Tensor:
          h = torch.matmul(torch.to(x, t), torch.to(w1, t))
          h1 = torch.gelu(torch.add(h, torch.to(b1, t)))
          y = torch.matmul(h1, torch.to(w2, t))
          return torch.add(torch.to(y, 6), b2)
        def attention(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, mask: Tensor, heads: int, groups: int, t: int) -> Tensor:
          b = torch.size(q, 0)
          s = torch.size(q, 1)
          d = torch.size(q, 2)
          qh = torch.transpose(torch.reshape(torch.to(q, t), [b, s, heads, -1]), 1, 2)
          kg = torch.transpose(torch.reshape(torch.to(k, t), [b, s, groups, -1]), 1, 2)
          vg = torch.transpose(torch.reshape(torch.to(v, t), [b, s, groups, -1]), 1, 2)
          share = torch.floordiv(heads, groups)
          kh = torch.repeat_interleave(kg, share, 1)
          vh = torch.repeat_interleave(vg, share, 1)
          o = torch.scaled_dot_product_attention(qh, kh, vh, torch.to(mask, t))
          return torch.to(torch.reshape(torch.transpose(o, 1, 2), [b, s, d]), 6)
        def adamw(self: __torch__.Kernels, p: Tensor, g: Tensor, m: Tensor, v: Tensor, step: Tensor, scale: Tensor, rate: float, beta2: float, decay: float) -> Tensor:
          torch._fused_adamw_([p], [g], [m], [v], [], [step], lr=rate, beta1=0.90000000000000002, beta2=beta2, weight_decay=decay, eps=1e-08, amsgrad=False, maximize=False, grad_scale=scale)
          return p
        def norm(self: __torch__.Kernels, gradients: List[Tensor]) -> Tensor:
          return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients)))
      """;

  private final NDManager manager;
  private final PtSymbolBlock module;
  private final long type;

  /**
   * Compiles the operators.
   *
   * @param parent owner of the module
   * @param precision number format of matrix products
   */
  public TorchScriptKernels(NDManager parent, Precision precision) {
    this.manager = parent.newSubManager();
    this.type = precision.scalarType();
    try {
      byte[] archive = TorchScriptArchive.of("Kernels", SOURCE);
      this.module =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new IllegalStateException("the TorchScript operators could not be loaded", e);
    }
  }

  /** {@code x W + b}, with x {@code [..., in]}, W {@code [in, out]}. */
  NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return call(x, "linear", of(x), of(weight), of(bias), IValue.from(type));
  }

  /** First half of {@code x W + b} times the sigmoid of its second half. */
  NDArray gated(NDArray x, NDArray weight, NDArray bias) {
    return call(x, "gated", of(x), of(weight), of(bias), IValue.from(type));
  }

  /** {@code GELU(x W1 + b1) W2 + b2}. */
  NDArray feedForward(NDArray x, NDArray w1, NDArray b1, NDArray w2, NDArray b2) {
    return call(
        x, "feed_forward", of(x), of(w1), of(b1), of(w2), of(b2), IValue.from(type));
  }

  /**
   * Grouped-query attention.
   *
   * @param q queries {@code [B, T, heads * d]}
   * @param k keys {@code [B, T, groups * d]}
   * @param v values {@code [B, T, groups * d]}
   * @param mask added to the scores, {@code [B, 1, T, T]}
   */
  NDArray attention(NDArray q, NDArray k, NDArray v, NDArray mask, int heads, int groups) {
    return call(
        q,
        "attention",
        of(q),
        of(k),
        of(v),
        of(mask),
        IValue.from((long) heads),
        IValue.from((long) groups),
        IValue.from(type));
  }

  /**
   * One AdamW step (Loshchilov and Hutter 2019), in place.
   *
   * @param step number of this step, a float scalar array, from 1
   * @param scale the gradient is divided by this float scalar array first
   */
  public void adamw(
      NDArray parameter,
      NDArray gradient,
      NDArray moment,
      NDArray variance,
      NDArray step,
      NDArray scale,
      double rate,
      double beta2,
      double decay) {
    NDArray same =
        call(
            gradient,
            "adamw",
            of(parameter),
            of(gradient),
            of(moment),
            of(variance),
            of(step),
            of(scale),
            IValue.from(rate),
            IValue.from(beta2),
            IValue.from(decay));
    same.close();
  }

  /** Euclidean norm of all values of all arrays. */
  public double norm(NDArray... arrays) {
    PtNDArray[] list = Arrays.stream(arrays).map(a -> (PtNDArray) a).toArray(PtNDArray[]::new);
    try (NDArray result = call(arrays[0], "norm", IValue.listFrom(list))) {
      return result.getFloat();
    }
  }

  private NDArray call(NDArray owner, String method, IValue... arguments) {
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

  @Override
  public void close() {
    manager.close();
  }
}
