package finagent.rl.vector;

/** Coefficients of {@code tanh x = x P(x^2) / Q(x^2)}, a weighted least-squares fit on |x| <= 8. */
public final class Tanh {
  public static final float P1 = 0.13444534f;
  public static final float P2 = 0.00357164f;
  public static final float P3 = 2.1895317e-05f;
  public static final float P4 = 1.523125e-08f;
  public static final float Q1 = 0.46777862f;
  public static final float Q2 = 0.026164606f;
  public static final float Q3 = 0.00034113592f;
  public static final float Q4 = 8.522804e-07f;

  private Tanh() {}
}
