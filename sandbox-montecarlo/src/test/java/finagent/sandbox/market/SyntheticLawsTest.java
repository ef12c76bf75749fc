package finagent.sandbox.market;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.market.SyntheticMarket.Config;
import finagent.sandbox.market.SyntheticMarket.Kind;
import finagent.sandbox.stats.Moments;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the synthetic market is like, as statistics see it. Seeds are fixed. */
class SyntheticLawsTest {
  private static final LocalDate FIRST = LocalDate.of(2015, 1, 2);
  private static final int YEARS = 2520;

  private static final Panel STANDARD = market(100, YEARS, 1, Kind.STANDARD);

  private static Panel market(int instruments, int sessions, long seed, Kind kind) {
    return SyntheticMarket.of(new Config(instruments, sessions, FIRST, seed, kind));
  }

  /**
   * Sixty markets of 1,000 sessions: 60,000 independent sessions, one standard error of their mean
   * return is 1.1 % a year. The drift of the standard market, 7 % a year, would be found with a
   * probability of 99 %; it is, in the next test.
   */
  @Test
  void theNullMarketDriftsNowhere() {
    List<Panel> markets = sixty(Kind.NULL);
    assertThat(Math.abs(drift(markets, "close", 1, "close"))).isLessThan(3.3);
    assertThat(Math.abs(drift(markets, "close", 1, "open"))).isLessThan(3.3);
    assertThat(Math.abs(drift(markets, "open", 0, "close"))).isLessThan(3.3);
  }

  @Test
  void theSameTestFindsTheDriftOfTheStandardMarket() {
    assertThat(drift(sixty(Kind.STANDARD), "open", 0, "close")).isGreaterThan(3.3);
  }

  private static List<Panel> sixty(Kind kind) {
    return IntStream.range(0, 60).mapToObj(seed -> market(10, 1000, 100 + seed, kind)).toList();
  }

  /** t statistic of the mean return of all instruments from one price to another. */
  private static double drift(List<Panel> markets, String from, int lag, String to) {
    Moments moments =
        Moments.of(
            markets.stream()
                .flatMapToDouble(panel -> Arrays.stream(sessionMeans(panel, from, lag, to)))
                .toArray());
    assertThat(moments.count()).isEqualTo(60 * 998);
    return moments.mean() / moments.meanError();
  }

  private static double[] sessionMeans(Panel panel, String from, int lag, String to) {
    return IntStream.range(2, panel.time().size())
        .mapToDouble(
            t ->
                IntStream.range(0, panel.width())
                    .mapToDouble(i -> panel.bars().at(to, t, i) / panel.bars().at(from, t - lag, i))
                    .filter(ratio -> !Double.isNaN(ratio))
                    .average()
                    .orElseThrow())
        .map(ratio -> ratio - 1)
        .toArray();
  }

  /** After gains as after losses, tomorrow's expected return on the null market is nothing. */
  @Test
  void theNullMarketHasNoMemoryOfItsDirection() {
    Panel panel = market(100, YEARS, 7, Kind.NULL);
    double[] covariances =
        IntStream.range(2, YEARS)
            .mapToDouble(
                t ->
                    IntStream.range(0, panel.width())
                        .mapToDouble(i -> Math.signum(move(panel, t - 1, i)) * move(panel, t, i))
                        .filter(x -> !Double.isNaN(x))
                        .average()
                        .orElseThrow())
            .toArray();
    Moments moments = Moments.of(covariances);
    assertThat(Math.abs(moments.mean() / moments.meanError())).isLessThan(3.3);
  }

  private static double move(Panel panel, int t, int i) {
    return panel.bars().at("close", t, i) / panel.bars().at("close", t - 1, i) - 1;
  }

  /**
   * Medians over stocks lie between the 5 % and 95 % quantiles of 316 stocks of the S&amp;P 500,
   * 2005-2017: volatility 0.19-0.57, excess kurtosis 4.9-40.9, autocorrelation of returns at lag 1
   * -0.12-0.02 and of absolute returns 0.14-0.44 at lag 1, 0.07-0.35 at lag 20.
   */
  @Test
  void stylisedFactsLieWithinThoseOfRealStocks() {
    assertThat(median(x -> Moments.of(x).deviation() * Math.sqrt(252))).isBetween(0.19, 0.57);
    assertThat(median(x -> Moments.of(x).kurtosis() - 3)).isBetween(4.85, 40.9);
    assertThat(median(x -> autocorrelation(x, 1))).isBetween(-0.122, 0.022);
    assertThat(median(x -> autocorrelation(sizes(x), 1))).isBetween(0.14, 0.437);
    assertThat(median(x -> autocorrelation(sizes(x), 20))).isBetween(0.074, 0.35);
  }

  /** Of the same stocks, 90 % of the pairs are correlated by 0.25-0.56; 0.40 on average. */
  @Test
  void stocksMoveTogetherAsRealOnesDo() {
    double[] correlations =
        IntStream.range(0, 99)
            .mapToDouble(i -> correlation(returns(i), returns(i + 1)))
            .filter(c -> !Double.isNaN(c))
            .sorted()
            .toArray();
    assertThat(correlations[correlations.length / 2]).isBetween(0.25, 0.56);
  }

  @Test
  void volumeRisesWithTheSizeOfTheReturn() {
    double[] volume = new double[YEARS - 1];
    Arrays.setAll(volume, t -> Math.log(STANDARD.bars().at("volume", t + 1, 0)));
    assertThat(correlation(sizes(returns(0)), volume)).isBetween(0.1, 0.7);
  }

  /**
   * Log ratio of total returns: standard deviation 3 %, half-life 12 sessions (0.944 a session).
   */
  @Test
  void pairsComeBackToEachOther() {
    double[] spread = spread(4, 5);
    assertThat(Moments.of(spread).deviation()).isBetween(0.02, 0.04);
    assertThat(autocorrelation(spread, 1)).isBetween(0.91, 0.97);
    assertThat(autocorrelation(spread(4, 6), 1)).isGreaterThan(0.985);
  }

  /**
   * Half of the stocks that did better over a year but a month, less the other half, a month on.
   */
  @Test
  void lastYearsWinnersGoOnWinning() {
    double[][] returns = IntStream.range(0, 100).mapToObj(i -> returns(i)).toArray(double[][]::new);
    double[] gains =
        IntStream.iterate(252, t -> t < YEARS - 22, t -> t + 21)
            .mapToDouble(
                t -> {
                  double[] past = sums(returns, t - 252, t - 21);
                  double[] next = sums(returns, t, t + 21);
                  double middle = Arrays.stream(past).sorted().toArray()[50];
                  return IntStream.range(0, 100)
                      .mapToDouble(i -> past[i] >= middle ? next[i] : -next[i])
                      .average()
                      .orElseThrow();
                })
            .toArray();
    Moments moments = Moments.of(gains);
    assertThat(moments.mean() / moments.meanError()).isGreaterThan(2);
  }

  private static double[] sums(double[][] returns, int from, int to) {
    return Arrays.stream(returns).mapToDouble(r -> Arrays.stream(r, from, to).sum()).toArray();
  }

  private static double[] spread(int i, int j) {
    double[] a = returns(i);
    double[] b = returns(j);
    double[] spread = new double[a.length];
    double level = 0;
    for (int t = 0; t < spread.length; t++) {
      level += Math.log1p(b[t]) - Math.log1p(a[t]);
      spread[t] = level;
    }
    return spread;
  }

  /** Total returns, 0 where a bar is missing. */
  private static double[] returns(int i) {
    double[] returns = new double[YEARS - 1];
    double[] ratio = new double[YEARS];
    double[] dividend = new double[YEARS];
    Arrays.fill(ratio, 1);
    for (int k = 0; k < STANDARD.actions().size(); k++) {
      Actions.Action action = STANDARD.actions().at(k);
      if (action.instrument() == i && action.kind() == Actions.Kind.SPLIT) {
        ratio[action.bar()] = action.amount();
      } else if (action.instrument() == i && action.kind() == Actions.Kind.DIVIDEND) {
        dividend[action.bar()] = action.amount();
      }
    }
    double last = Double.NaN;
    for (int t = 0; t < YEARS; t++) {
      double close = STANDARD.bars().at("close", t, i);
      last = last / ratio[t];
      if (!Double.isNaN(close)) {
        if (t > 0 && !Double.isNaN(last)) {
          returns[t - 1] = (close + dividend[t]) / last - 1;
        }
        last = close;
      }
    }
    return returns;
  }

  private static double median(ToDoubleFunction<double[]> statistic) {
    double[] sorted =
        IntStream.range(0, 100)
            .filter(i -> i % 20 != 7 && i % 15 != 11)
            .mapToDouble(i -> statistic.applyAsDouble(returns(i)))
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }

  private static double[] sizes(double[] returns) {
    return Arrays.stream(returns).map(Math::abs).toArray();
  }

  private static double autocorrelation(double[] x, int lag) {
    return correlation(Arrays.copyOf(x, x.length - lag), Arrays.copyOfRange(x, lag, x.length));
  }

  private static double correlation(double[] x, double[] y) {
    Moments a = Moments.of(x);
    Moments b = Moments.of(y);
    double sum = 0;
    for (int t = 0; t < x.length; t++) {
      sum += (x[t] - a.mean()) * (y[t] - b.mean());
    }
    return sum / ((x.length - 1) * a.deviation() * b.deviation());
  }
}
