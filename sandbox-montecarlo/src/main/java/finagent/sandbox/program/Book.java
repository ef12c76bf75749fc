package finagent.sandbox.program;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One strategy's account and what moves it.
 *
 * @param key content address of the backtest
 * @param name the strategy's name, for people
 * @param weights target weights per instrument (share of equity; NaN = 0)
 * @param groups optional: orders with the same positive number fill together or not at all
 * @param universe optional: the mask (1 = may be held) the strategy chooses from, which its
 *     controls choose from too
 * @param liquidity average daily volume (shares) and daily volatility of returns (fraction), both
 *     trailing, for volume caps and market impact; empty = not known
 * @param inLoop kernels that see the account, in order
 * @param firstBar epoch day from which the book may trade
 * @param kept what of its journal is kept
 */
public record Book(
    String key,
    String name,
    Wire weights,
    @Nullable Wire groups,
    @Nullable Wire universe,
    List<Wire> liquidity,
    List<Step> inLoop,
    Account account,
    long firstBar,
    Journal.Kept kept)
    implements Serializable {
  public Book {
    inLoop = List.copyOf(inLoop);
    liquidity = List.copyOf(liquidity);
  }

  /** A book whose universe nobody asks for. */
  public Book(
      String key,
      String name,
      Wire weights,
      @Nullable Wire groups,
      List<Wire> liquidity,
      List<Step> inLoop,
      Account account,
      long firstBar,
      Journal.Kept kept) {
    this(key, name, weights, groups, null, liquidity, inLoop, account, firstBar, kept);
  }

  /** The same that tells what it chooses from. */
  public Book choosingFrom(Wire mask) {
    return new Book(key, name, weights, groups, mask, liquidity, inLoop, account, firstBar, kept);
  }

  public Optional<Wire> groupWire() {
    return Optional.ofNullable(groups);
  }

  public Optional<Wire> universeWire() {
    return Optional.ofNullable(universe);
  }

  List<Wire> wires() {
    List<Wire> wires = new ArrayList<>(liquidity);
    wires.add(weights);
    groupWire().ifPresent(wires::add);
    universeWire().ifPresent(wires::add);
    inLoop.forEach(step -> wires.addAll(step.inputs()));
    return wires;
  }

  Book rewired(int[] renumbered) {
    return new Book(
        key,
        name,
        weights.rewired(renumbered),
        groupWire().map(wire -> wire.rewired(renumbered)).orElse(null),
        universeWire().map(wire -> wire.rewired(renumbered)).orElse(null),
        liquidity.stream().map(wire -> wire.rewired(renumbered)).toList(),
        inLoop.stream().map(step -> step.rewired(renumbered)).toList(),
        account,
        firstBar,
        kept);
  }
}
