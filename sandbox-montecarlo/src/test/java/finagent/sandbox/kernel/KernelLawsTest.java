package finagent.sandbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.kernel.alpha.MaCross;
import finagent.sandbox.kernel.alpha.MeanReversion;
import finagent.sandbox.kernel.alpha.Momentum;
import finagent.sandbox.kernel.alpha.PairRules;
import finagent.sandbox.kernel.alpha.Pairs;
import finagent.sandbox.kernel.data.Liquidity;
import finagent.sandbox.kernel.data.Returns;
import finagent.sandbox.kernel.data.Universe;
import finagent.sandbox.kernel.portfolio.PerPair;
import finagent.sandbox.kernel.portfolio.RankLongShort;
import finagent.sandbox.kernel.portfolio.SignWeights;
import finagent.sandbox.kernel.post.Combine;
import finagent.sandbox.kernel.post.NeutralizeSector;
import finagent.sandbox.kernel.post.Rank;
import finagent.sandbox.kernel.post.Winsorize;
import finagent.sandbox.kernel.post.ZScore;
import finagent.sandbox.kernel.risk.Limits;
import finagent.sandbox.kernel.risk.VolTarget;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What every kernel promises, whatever it computes. */
class KernelLawsTest {
  record Case(String name, Kernel kernel, int outputs, String... inputs) {
    Drive drive(long seed) {
      return Drive.of(
          kernel,
          Drive.layout(Sample.IDS, Sample.sectors()),
          outputs,
          Sample.columns(seed, inputs));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final PairRules RULES = new PairRules(1, 30, List.of(), 1, 4, 1.2, 0.3, 3, 10);

  private static final List<Case> CASES =
      List.of(
          new Case(
              "returns", new Returns(20), 1, "close", "split", "dividend", "spinoff", "delisting"),
          new Case("liquidity", new Liquidity(20), 2, "volume", "split", "index"),
          new Case(
              "universe",
              new Universe("price > 20 and adv20 > 2e3", true, false),
              1,
              "close",
              "volume",
              "member",
              "adv"),
          new Case(
              "universe hold",
              new Universe("price > 20 and volume > 0", true, true),
              1,
              "close",
              "volume",
              "member",
              "adv"),
          new Case("momentum", new Momentum(60, 5, false), 1, "index"),
          new Case("momentum sign", new Momentum(9, 0, true), 1, "index"),
          new Case("mean-reversion", new MeanReversion(7, 0.5), 1, "index"),
          new Case("ma-cross", new MaCross(5, 21), 1, "index"),
          new Case("pairs", new Pairs(RULES), 2, "smooth", "mask"),
          new Case("pairs without mask", new Pairs(RULES), 2, "smooth"),
          new Case("winsorize", new Winsorize(0.2), 1, "score", "mask"),
          new Case("zscore", new ZScore(), 1, "score", "mask"),
          new Case("rank", new Rank(), 1, "score", "mask"),
          new Case("neutralize-sector", new NeutralizeSector(), 1, "score", "mask"),
          new Case("combine", new Combine(List.of("a=0.7", "b=0.3")), 1, "score", "score"),
          new Case("equal-weight", SignWeights.equal(true), 1, "score", "mask"),
          new Case("inverse-vol", SignWeights.inverseVol(true), 1, "score", "mask", "sigma"),
          new Case(
              "rank-long-short",
              new RankLongShort(0.3, 0.3, 0.5, false),
              1,
              "score",
              "mask",
              "sigma"),
          new Case(
              "rank-long-short by vol",
              new RankLongShort(0.25, 0.5, 0.5, true),
              1,
              "score",
              "mask",
              "sigma"),
          new Case("per-pair", new PerPair(0.2, 0.5, true), 2, "pairs", "groups"),
          new Case("vol-target", new VolTarget(0.1, 20, 2), 1, "weights", "index"),
          new Case("limits", new Limits(0.8, 0.1, 0.15, 0.4), 1, "weights"));

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.of(CASES);
  }

  @Provide
  Arbitrary<Case> columnCases() {
    return Arbitraries.of(CASES.stream().filter(c -> c.kernel() instanceof ColumnKernel).toList());
  }

  @Example
  void everyCaseHasSomethingToSay() {
    for (Case c : CASES) {
      double[][] out = c.drive(3).inBlocks(64);
      for (double[] column : out) {
        assertThat(Arrays.stream(column).filter(x -> Math.abs(x) > 0).distinct().count())
            .as(c.name())
            .isPositive();
      }
    }
  }

  @Property(tries = 120)
  void blockSizeChangesNoBit(@ForAll("cases") Case c, @ForAll @LongRange(max = 9) long seed) {
    Drive drive = c.drive(seed);
    double[][] whole = drive.inBlocks(Integer.MAX_VALUE);
    for (int size : new int[] {1, 7, 64}) {
      assertSame(c, drive.inBlocks(size), whole);
    }
  }

  @Property(tries = 200)
  void aSavedStateGoesOnWithTheSameBits(
      @ForAll("cases") Case c,
      @ForAll @LongRange(max = 9) long seed,
      @ForAll @IntRange(min = 0, max = Sample.BARS) int cut) {
    Drive drive = c.drive(seed);
    assertSame(c, drive.cutAt(cut), drive.inBlocks(64));
  }

  @Property(tries = 120)
  void theOrderOfInstrumentsChangesNoBit(
      @ForAll("cases") Case c,
      @ForAll @LongRange(max = 9) long seed,
      @ForAll("orders") List<Integer> order) {
    Drive drive = c.drive(seed);
    int[] columns = order.stream().mapToInt(i -> i).toArray();
    List<String> ids = order.stream().map(Sample.IDS::get).toList();
    double[][] moved =
        drive.permuted(columns, Drive.layout(ids, Sample.sectors())).inBlocks(Integer.MAX_VALUE);
    double[][] whole = drive.inBlocks(Integer.MAX_VALUE);
    for (int p = 0; p < whole.length; p++) {
      whole[p] = Drive.permuted(whole[p], columns);
    }
    assertSame(c, moved, whole);
  }

  @Provide
  Arbitrary<List<Integer>> orders() {
    List<Integer> all = IntStream.range(0, Sample.IDS.size()).boxed().toList();
    return Arbitraries.shuffle(all);
  }

  @Property(tries = 60)
  void aColumnKernelLooksAtOneInstrumentOnly(
      @ForAll("columnCases") Case c,
      @ForAll @LongRange(max = 9) long seed,
      @ForAll @IntRange(min = 0, max = 7) int kept) {
    double[][] whole = c.drive(seed).inBlocks(64);
    double[][] inputs = c.drive(seed).inputs();
    double[][] others = c.drive(seed + 100).inputs();
    for (int p = 0; p < inputs.length; p++) {
      for (int k = kept; k < inputs[p].length; k += Sample.IDS.size()) {
        others[p][k] = inputs[p][k];
      }
    }
    Drive drive = c.drive(seed);
    double[][] changed =
        new Drive(c.kernel(), drive.layout(), drive.time(), others, c.outputs()).inBlocks(64);
    for (int p = 0; p < whole.length; p++) {
      List<Long> wanted = new ArrayList<>();
      List<Long> found = new ArrayList<>();
      for (int k = kept; k < whole[p].length; k += Sample.IDS.size()) {
        wanted.add(Double.doubleToLongBits(whole[p][k]));
        found.add(Double.doubleToLongBits(changed[p][k]));
      }
      assertThat(found).as(c.name()).isEqualTo(wanted);
    }
  }

  @Property(tries = 60)
  void tomorrowChangesNothingToday(
      @ForAll("cases") Case c,
      @ForAll @LongRange(max = 9) long seed,
      @ForAll @IntRange(min = 1, max = Sample.BARS - 1) int bar) {
    double[][] whole = c.drive(seed).inBlocks(64);
    double[][] inputs = c.drive(seed).inputs();
    double[][] others = c.drive(seed + 100).inputs();
    int cells = bar * Sample.IDS.size();
    for (int p = 0; p < inputs.length; p++) {
      System.arraycopy(inputs[p], 0, others[p], 0, cells);
    }
    Drive drive = c.drive(seed);
    double[][] changed =
        new Drive(c.kernel(), drive.layout(), drive.time(), others, c.outputs()).inBlocks(64);
    for (int p = 0; p < whole.length; p++) {
      assertThat(Drive.bits(Arrays.copyOf(changed[p], cells)))
          .as(c.name())
          .isEqualTo(Drive.bits(Arrays.copyOf(whole[p], cells)));
    }
  }

  private static void assertSame(Case c, double[][] found, double[][] wanted) {
    for (int p = 0; p < wanted.length; p++) {
      assertThat(Drive.bits(found[p]))
          .as("%s, output %d", c.name(), p)
          .isEqualTo(Drive.bits(wanted[p]));
    }
  }
}
