package finagent.benchmarks;

import finagent.sandbox.random.Philox;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@link MonteCarloBench} and {@link StrategyPathsBench} are measured against: the prototypes
 * ({@link Prototypes}), stage by stage, and commons-rng.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class ReferenceBench {
  private static final int LANES = 512;
  private static final int STRIDE = LANES + 16;
  private static final int BLOCKS = 16;
  private static final int ASSETS = 50;
  private static final int DAYS = 252;
  private static final int HISTORY = 2520;
  private static final int FAST = 20;
  private static final int SLOW = 100;
  private static final double COST = 5e-4;

  private final Prototypes prototypes = Prototypes.of("StratVec", "Staged", "Multi");
  private final MethodHandle draw = prototypes.method("StratVec", "stationaryFast");
  private final MethodHandle strategy = prototypes.method("StratVec", "run");
  private final int[] rows = (int[]) prototypes.field("StratVec", "idx");
  private final SplittableRandom random = new SplittableRandom(7);
  private final double[] result = new double[3];

  private final MethodHandle philox = prototypes.method("Staged", "philox");
  private final MethodHandle radius = prototypes.method("Staged", "radius");
  private final MethodHandle rotate = prototypes.method("Staged", "rotate");
  private final MethodHandle exp = prototypes.method("Staged", "exp");
  private final MethodHandle triangle = prototypes.method("Multi", "tri");
  private final MethodHandle accumulate = prototypes.method("Multi", "acc");
  private final double[] first = new double[LANES];
  private final double[] second = new double[LANES];
  private final double[] radii = new double[LANES];
  private final double[] normals = new double[2 * BLOCKS * LANES];
  private final double[] logs = new double[ASSETS * STRIDE];
  private final double[] levels = new double[ASSETS * STRIDE];
  private final double[] z = new double[ASSETS * STRIDE];
  private final double[] moves = new double[ASSETS * STRIDE];
  private final double[] factor = new double[ASSETS * ASSETS];
  private final double[] sum = new double[LANES];
  private final SharedStateContinuousSampler sampler =
      ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(7L));
  private long block;

  /** The history of {@link MonteCarloBench}, and one factor of 50 instruments correlated by 0.3. */
  @Setup
  public void make() {
    double[] returns = (double[]) prototypes.field("StratVec", "ret");
    int stride = (int) prototypes.field("StratVec", "W");
    Philox draws = Philox.of(7, "montecarlo-bench-history");
    for (int t = 0; t < HISTORY; t++) {
      double market = draws.normal(0, t, 0, 0);
      for (int i = 0; i < ASSETS; i++) {
        double own = draws.normal(0, t, i + 1, 0);
        returns[t * stride + i] = 0.0003 + 0.012 * (0.55 * market + 0.835 * own);
      }
    }
    for (int i = 0; i < ASSETS; i++) {
      for (int j = 0; j <= i; j++) {
        double left = i == j ? 1 : 0.3;
        for (int k = 0; k < j; k++) {
          left -= factor[i * ASSETS + k] * factor[j * ASSETS + k];
        }
        factor[i * ASSETS + j] = i == j ? Math.sqrt(left) : left / factor[j * ASSETS + j];
      }
    }
    for (int k = 0; k < factor.length; k++) {
      factor[k] *= 0.2 / Math.sqrt(DAYS);
    }
  }

  /** Bootstrap and moving-average cross of {@code StratVec}. */
  @Benchmark
  public double strategyPaths() throws Throwable {
    draw.invoke(random, 1 / Math.log(1 - 0.05), rows);
    strategy.invoke(rows, FAST, SLOW, COST, result);
    return result[0];
  }

  private void block(double[] out, int at) throws Throwable {
    philox.invoke(7L, 3L, block, first, second);
    radius.invoke(first, radii);
    rotate.invoke(radii, second, out, at);
    block += LANES;
  }

  /** Standard normals of {@code Staged}. */
  @Benchmark
  @OperationsPerInvocation(2 * BLOCKS * LANES)
  public double normals() throws Throwable {
    for (int k = 0; k < BLOCKS; k++) {
      block(normals, 2 * k * LANES);
    }
    return normals[5];
  }

  /** Standard normals of commons-rng: ziggurat on xoroshiro128++. */
  @Benchmark
  @OperationsPerInvocation(2 * BLOCKS * LANES)
  public double normalsOfCommons() {
    for (int k = 0; k < normals.length; k++) {
      normals[k] = sampler.sample();
    }
    return normals[5];
  }

  /** Steps of geometric Brownian motion of {@code Staged}, a price at every step. */
  @Benchmark
  @OperationsPerInvocation(2 * DAYS * LANES)
  public double gbmSteps() throws Throwable {
    Arrays.fill(logs, 0, 2 * LANES, 0);
    for (int t = 0; t < DAYS; t++) {
      block(normals, 0);
      for (int p = 0; p < 2 * LANES; p++) {
        logs[p] += 0.0001 + 0.0126 * normals[p];
      }
      exp.invoke(logs, levels, 2 * LANES);
    }
    return levels[5];
  }

  /** Paths of 50 correlated assets x 252 days of {@code Multi}, prices at every step. */
  @Benchmark
  @OperationsPerInvocation(LANES)
  public double correlatedPaths() throws Throwable {
    Arrays.fill(logs, 0);
    for (int t = 0; t < DAYS; t++) {
      for (int j = 0; j < ASSETS; j += 2) {
        block(normals, 0);
        System.arraycopy(normals, 0, z, j * STRIDE, LANES);
        System.arraycopy(normals, LANES, z, (j + 1) * STRIDE, LANES);
      }
      triangle.invoke(factor, z, moves);
      accumulate.invoke(moves, logs, 1e-4);
      exp.invoke(logs, levels, ASSETS * STRIDE);
      Arrays.fill(sum, 0);
      for (int i = 0; i < ASSETS; i++) {
        for (int p = 0; p < LANES; p++) {
          sum[p] += levels[i * STRIDE + p];
        }
      }
    }
    return sum[5];
  }
}
