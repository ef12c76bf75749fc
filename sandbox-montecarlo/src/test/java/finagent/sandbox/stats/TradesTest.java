package finagent.sandbox.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Journal.Reason;
import finagent.sandbox.stats.Trades.Episode;
import org.junit.jupiter.api.Test;

class TradesTest {
  private final Journal journal = new Journal();

  private TradesTest fill(int bar, int instrument, double quantity, double price, double cost) {
    return row(bar, instrument, quantity, price, cost, Reason.FILLED);
  }

  private TradesTest row(
      int bar, int instrument, double quantity, double price, double cost, Reason why) {
    journal
        .trades()
        .add(bar, instrument, bar - 1, quantity, quantity, price, cost, 0, 0, why.code());
    return this;
  }

  private Trades trades() {
    return Trades.of(journal);
  }

  @Test
  void anEpisodeGoesFromFlatToFlatWhateverHappensBetween() {
    fill(1, 0, 10, 100, 1).fill(3, 0, 5, 110, 1).fill(4, 0, -12, 120, 1).fill(9, 0, -3, 90, 1);
    // out 12 x 120 + 3 x 90 = 1,710; in 10 x 100 + 5 x 110 = 1,550; costs 4
    assertThat(trades().closed()).containsExactly(new Episode(0, 1, 9, 156));
    assertThat(trades().open()).isZero();
    assertThat(trades().averageHolding()).isEqualTo(8);
  }

  @Test
  void turningRoundEndsOneEpisodeAndStartsTheNext() {
    fill(1, 0, 10, 100, 0).fill(2, 0, -30, 105, 3).fill(5, 0, 20, 100, 0);
    // first: 10 x 5 less a third of the cost; second: short 20 from 105 to 100 less two thirds
    assertThat(trades().closed())
        .containsExactly(new Episode(0, 1, 2, 49), new Episode(0, 2, 5, 98));
  }

  @Test
  void openPositionsStandApart() {
    fill(1, 0, 10, 100, 0).fill(1, 1, -5, 50, 0).fill(4, 1, 5, 60, 0);
    assertThat(trades().closed()).containsExactly(new Episode(1, 1, 4, -50));
    assertThat(trades().open()).isEqualTo(1);
  }

  @Test
  void splitsMoveNoMoney() {
    fill(1, 0, 10, 100, 0).row(2, 0, 10, 50, 0, Reason.SPLIT).fill(3, 0, -20, 55, 0);
    assertThat(trades().closed()).containsExactly(new Episode(0, 1, 3, 100));
  }

  @Test
  void spinOffsPayAndReinvestedDividendsAreSharesThatCostNothing() {
    fill(1, 0, 10, 100, 0)
        .row(2, 0, 0, 8, 0, Reason.SPINOFF)
        .row(3, 0, 2, 90, 0, Reason.DIVIDEND_REINVESTED)
        .fill(4, 0, -12, 95, 0);
    assertThat(trades().closed()).containsExactly(new Episode(0, 1, 4, 80 + 1140 - 1000));
  }

  @Test
  void aDelistingClosesTheEpisode() {
    fill(1, 0, 10, 100, 0).row(6, 0, -10, 70, 0, Reason.DELISTED);
    assertThat(trades().closed()).containsExactly(new Episode(0, 1, 6, -300));
  }

  @Test
  void rejectedOrdersAreNoTrades() {
    row(1, 0, 0, Double.NaN, 0, Reason.NO_BAR);
    assertThat(trades().closed()).isEmpty();
    assertThat(trades().winRate()).isNaN();
    assertThat(trades().averageHolding()).isNaN();
    assertThat(trades().profitFactor()).isNaN();
  }

  @Test
  void whatRoundingLeavesIsFlat() {
    fill(1, 0, 0.1, 100, 0).fill(2, 0, 0.2, 100, 0).fill(3, 0, -0.3, 100, 0);
    assertThat(trades().closed()).hasSize(1);
    assertThat(trades().open()).isZero();
  }

  @Test
  void winRateAndProfitFactorByHand() {
    fill(1, 0, 1, 100, 0).fill(2, 0, -1, 130, 0);
    fill(3, 0, 1, 100, 0).fill(4, 0, -1, 90, 0);
    fill(3, 1, 1, 100, 0).fill(5, 1, -1, 95, 0);
    assertThat(trades().winRate()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(trades().profitFactor()).isEqualTo(2);
    assertThat(trades().metrics()).extracting("name", "value").contains(tuple("trades", 3.0));
  }
}
