package finagent.sandbox.ledger;

import finagent.sandbox.ledger.Journal.Reason;
import finagent.sandbox.market.Actions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Computes equity anew from trades, bars, actions, rates and the cost section alone: one object per
 * trade and per position, costs from their formulas, no line shared with the ledger.
 */
final class Replayer {
  private static final Set<Reason> FILLS =
      EnumSet.of(
          Reason.FILLED, Reason.CASH, Reason.VOLUME, Reason.MARGIN, Reason.GROUP, Reason.HELD);

  private record Trade(
      int bar, int instrument, int decided, double quantity, double price, Reason reason) {}

  private static final class Position {
    double shares;
    double lastPrice;
  }

  private final Tape tape;
  private final Account account;
  private final Map<Integer, List<Trade>> byBar;
  private final Map<Integer, Position> positions = new TreeMap<>();
  private double cash;

  private Replayer(Tape tape, Account account, Journal journal) {
    this.tape = tape;
    this.account = account;
    this.cash = account.capital();
    Columns rows = journal.trades();
    byBar =
        IntStream.range(0, rows.rows())
            .mapToObj(
                r ->
                    new Trade(
                        (int) rows.at(Journal.BAR, r),
                        (int) rows.at(Journal.T_INSTRUMENT, r),
                        (int) rows.at(Journal.T_DECIDED, r),
                        rows.at(Journal.T_QUANTITY, r),
                        rows.at(Journal.T_PRICE, r),
                        Reason.of(rows.at(Journal.T_REASON, r))))
            .collect(Collectors.groupingBy(Trade::bar, TreeMap::new, Collectors.toList()));
  }

  /** Equity at every bar. */
  static double[] equity(Tape tape, Account account, Journal journal) {
    Replayer replayer = new Replayer(tape, account, journal);
    return IntStream.range(0, tape.bars).mapToDouble(replayer::bar).toArray();
  }

  private double bar(int t) {
    if (t > 0) {
      finance(t);
    }
    List<Trade> trades = byBar.getOrDefault(t, List.of());
    boolean atReference = account.dividends() == Account.Dividends.REINVEST_AT_REFERENCE;
    actions(t).forEach(action -> act(action, trades, atReference));
    if (!atReference) {
      trades.stream().filter(x -> x.reason() == Reason.DIVIDEND_REINVESTED).forEach(this::exchange);
    }
    for (Trade trade : trades) {
      if (FILLS.contains(trade.reason()) && trade.quantity() != 0) {
        exchange(trade);
        cash -= cost(trade);
      }
    }
    double equity = cash;
    for (int i = 0; i < tape.width; i++) {
      Position position = position(i);
      if (!Double.isNaN(tape.close[t][i])) {
        position.lastPrice = tape.close[t][i];
      }
      equity += position.shares * position.lastPrice;
    }
    return equity;
  }

  private Position position(int i) {
    return positions.computeIfAbsent(i, x -> new Position());
  }

  private void exchange(Trade trade) {
    position(trade.instrument()).shares += trade.quantity();
    cash -= trade.quantity() * trade.price();
  }

  private void finance(int t) {
    Account.Costs costs = account.costs();
    double days = tape.sessions[t] - tape.sessions[t - 1];
    double rate = Double.isNaN(tape.rate[t - 1]) ? costs.cashRate() : tape.rate[t - 1];
    boolean fixed = cash < 0 ? costs.marginFixed() : costs.cashFixed();
    double over = cash < 0 ? costs.marginSpread() : costs.cashSpread();
    double annual = Math.max(0, (fixed ? 0 : rate) + over);
    double owed =
        positions.values().stream()
            .filter(p -> p.shares < 0)
            .mapToDouble(p -> -p.shares * p.lastPrice)
            .sum();
    cash +=
        cash * annual * days / 365
            - owed * costs.borrow() * tape.borrowMultiple[t - 1] * days / 365;
  }

  private List<Actions.Action> actions(int t) {
    List<Actions.Action> today = new ArrayList<>(tape.actions);
    today.removeIf(action -> action.bar() != t);
    today.sort(
        Comparator.comparing(Actions.Action::instrumentId).thenComparing(Actions.Action::kind));
    return today;
  }

  private void act(Actions.Action action, List<Trade> trades, boolean atReference) {
    Position position = position(action.instrument());
    double amount = action.amount();
    switch (action.kind()) {
      case SPLIT -> {
        position.shares *= amount;
        position.lastPrice /= amount;
        follow(action, trades, Reason.CASH_IN_LIEU);
      }
      case DIVIDEND -> {
        cash += position.shares * amount;
        position.lastPrice -= position.lastPrice > amount ? amount : 0;
        if (atReference) {
          follow(action, trades, Reason.DIVIDEND_REINVESTED);
        }
      }
      case SPINOFF -> {
        cash += position.shares * position.lastPrice * (1 - amount);
        position.lastPrice *= amount;
      }
      case DELISTING -> {
        position.lastPrice *= 1 + amount;
        cash += position.shares * position.lastPrice;
        position.shares = 0;
      }
    }
  }

  private void follow(Actions.Action action, List<Trade> trades, Reason reason) {
    trades.stream()
        .filter(x -> x.instrument() == action.instrument() && x.reason() == reason)
        .forEach(this::exchange);
  }

  private double cost(Trade trade) {
    Account.Costs costs = account.costs();
    double size = Math.abs(trade.quantity());
    double money = size * trade.price();
    double commission =
        Math.max(costs.minimum(), costs.commission() * money + costs.perShare() * size);
    double adv = tape.adv[trade.decided()][trade.instrument()];
    for (Actions.Action action : tape.actions) {
      if (action.kind() == Actions.Kind.SPLIT
          && action.instrument() == trade.instrument()
          && action.bar() > trade.decided()
          && action.bar() <= trade.bar()) {
        adv *= action.amount();
      }
    }
    double sigma = tape.sigma[trade.decided()][trade.instrument()];
    double share = adv > 0 ? size / adv : 0.1;
    double impact = costs.impact() * (sigma >= 0 ? sigma : 0.03) * Math.sqrt(share) * money;
    return commission + costs.halfSpread() * tape.spreadMultiple[trade.bar()] * money + impact;
  }
}
