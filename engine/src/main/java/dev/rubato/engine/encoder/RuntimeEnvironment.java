package dev.rubato.engine.encoder;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.FutureTask;

/** Access to ONNX Runtime's environment. Stateless; may be shared between threads. */
final class RuntimeEnvironment {
  /**
   * While it is created, the environment of ONNX Runtime 1.29 matches the command line of the
   * process with a recursive expression: about three stack frames per character. A Java class path
   * of a few kilobytes overflows an ordinary thread's stack there and kills the process.
   */
  private static final long STACK_BYTES = 256L << 20;

  private RuntimeEnvironment() {}

  /** The environment of this process; created, at first use, on a thread with a deep stack. */
  static OrtEnvironment get() {
    FutureTask<OrtEnvironment> creation = new FutureTask<>(OrtEnvironment::getEnvironment);
    Thread thread = new Thread(null, creation, "rubato-onnxruntime-start", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return creation.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (java.util.concurrent.ExecutionException e) {
          throw new IllegalStateException("ONNX Runtime could not be started", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
