package finagent.sandbox.program;

import finagent.sandbox.ledger.Account;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * One strategy's account and what moves it.
 *
 * @param key content address of the backtest
 * @param name the strategy's name, for people
 * @param weights target weights per instrument (share of equity; NaN = 0)
 * @param groups optional: orders with the same positive number fill together or not at all
 * @param liquidity average daily volume (shares) and daily volatility of returns (fraction), both
 *     trailing: outputs 0 and 1 of a step; used by volume caps and market impact
 * @param inLoop kernels that see the account, in order
 * @param firstBar epoch day from which the book may trade
 */
public record Book(
    String key,
    String name,
    Wire weights,
    @org.jspecify.annotations.Nullable Wire groups,
    int liquidity,
    List<Step> inLoop,
    Account account,
    long firstBar)
    implements Serializable {
  public Book {
    inLoop = List.copyOf(inLoop);
  }

  public Optional<Wire> groupWire() {
    return Optional.ofNullable(groups);
  }
}
