package dev.rubato.server.http;

/** Carries an {@link HttpProblem} to where it can be answered. */
public final class HttpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpProblem problem;

  /** Makes an exception. */
  public HttpException(HttpProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  /** Makes an exception and keeps what led to it. */
  public HttpException(HttpProblem problem, Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
  }

  /** What to tell the client. */
  public HttpProblem problem() {
    return problem;
  }
}
