package finagent.jobs.learning;

import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.tables.market.DeltaMarket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which instruments a choice of a market comes to, and which of their bars are read. */
final class ChosenBars {
  /** Sessions without a bar after which an instrument has no total-return index. */
  static final int STALE = 20;

  private static final int TURNOVER_DAYS = 60;

  /** Bars for which 1.4 days each, and ten, have held as many sessions of New York since 1960. */
  private static final int FEW = 576;

  private static final LocalDate EVER = LocalDate.of(1, 1, 1);

  private ChosenBars() {}

  /** The same choice with its instruments named. */
  static MarketChoice named(DeltaMarket market, MarketChoice choice) {
    return choice.symbols().isEmpty() ? choice.of(liquid(market, choice)) : choice;
  }

  /** The first day that is read for the features of a window and for what is liquid before it. */
  static LocalDate before(MarketChoice choice) {
    int bars = Math.max(choice.features().warmup(), TURNOVER_DAYS) + STALE;
    long days = bars > FEW ? (long) Math.ceil(bars * 366 / 245.0) + 15 : bars * 7L / 5 + 10;
    return choice.from().minusDays(days);
  }

  static Slice slice(DeltaMarket market, MarketChoice choice, LocalDate from, LocalDate to) {
    return new Slice(
        choice.data(),
        market.barsVersion(choice.data()),
        choice.symbols(),
        "",
        "",
        from.toEpochDay(),
        to.toEpochDay());
  }

  /** As {@link #before}, or earlier: as long before the last bar of an instrument that is gone. */
  static LocalDate reach(DeltaMarket market, MarketChoice choice) {
    LocalDate from = before(choice);
    List<String> gone = new ArrayList<>(choice.symbols());
    gone.removeAll(market.instruments(slice(market, choice, from, choice.to())));
    for (String symbol : gone) {
      MarketChoice one = choice.of(List.of(symbol));
      LocalDate last = market.range(slice(market, one, EVER, choice.to())).get(1);
      LocalDate first = before(one.over(last, last.plusDays(1)));
      from = first.isBefore(from) ? first : from;
    }
    return from;
  }

  /**
   * Those with the largest turnover over the 60 sessions before the window, among those with a bar
   * in each of them and of the warm-up.
   */
  private static List<String> liquid(DeltaMarket market, MarketChoice choice) {
    Slice slice = slice(market, choice, before(choice), choice.from().minusDays(1));
    Panel panel = market.read(slice);
    int bars = panel.time().size();
    int days = Math.max(TURNOVER_DAYS, choice.features().warmup() + 1);
    record Traded(String id, double turnover) {}
    List<Traded> traded = new ArrayList<>();
    for (int i = 0; i < panel.width(); i++) {
      double all = turnover(panel, i, days);
      if (bars >= days && !Double.isNaN(all)) {
        traded.add(new Traded(panel.instruments().id(i), turnover(panel, i, TURNOVER_DAYS)));
      }
    }
    if (traded.size() < choice.mostLiquid()) {
      throw new IllegalArgumentException(
          "%d instruments of '%s' have a bar in each of the %d sessions before %s; most-liquid: %d needs as many. Begin later, or ask for fewer"
              .formatted(traded.size(), choice.data(), days, choice.from(), choice.mostLiquid()));
    }
    traded.sort(Comparator.comparingDouble(Traded::turnover).reversed().thenComparing(Traded::id));
    return traded.stream().limit(choice.mostLiquid()).map(Traded::id).sorted().toList();
  }

  /** Money traded in the last sessions of a panel; NaN where one has no bar. */
  private static double turnover(Panel panel, int i, int sessions) {
    double sum = 0;
    int bars = panel.time().size();
    for (int t = Math.max(0, bars - sessions); t < bars; t++) {
      sum += panel.bars().at("close", t, i) * panel.bars().at("volume", t, i);
    }
    return sum;
  }
}
