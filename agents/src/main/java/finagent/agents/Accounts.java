package finagent.agents;

import finagent.planner.Digest;
import finagent.planner.ExecutionPlan.Planned;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.program.Params;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the account of a book from its execution task and its cost tasks. */
final class Accounts {
  private Accounts() {}

  static Account of(Planned book, Function<Digest, Planned> task) {
    Params params = new Params(book.task().params());
    return new Account(
        params.number("capital"),
        params.text("currency"),
        word(Account.Fill.class, params.text("fill")),
        word(Account.Sizing.class, params.text("sizing")),
        params.integer("patience"),
        word(Account.Rebalance.class, params.text("rebalance")),
        params.number("band"),
        params.integer("tranches"),
        params.number("maxAdv"),
        params.number("maxLeverage"),
        word(Account.Dividends.class, params.text("dividends")),
        costs(book, task));
  }

  private static Account.Costs costs(Planned book, Function<Digest, Planned> task) {
    Map<String, Params> byAgent = new TreeMap<>();
    book.inputs()
        .forEach(
            (port, key) -> {
              if (port.startsWith("cost.")) {
                Planned cost = task.apply(key);
                byAgent.put(cost.task().agent(), new Params(cost.task().params()));
              }
            });
    return new Account.Costs(
        number(byAgent, "commission", "rate"),
        number(byAgent, "commission", "perShare"),
        number(byAgent, "commission", "minimum"),
        number(byAgent, "spread", "half"),
        number(byAgent, "impact", "coefficient"),
        number(byAgent, "borrow", "rate"),
        number(byAgent, "cash", "spread"),
        number(byAgent, "cash", "margin"),
        number(byAgent, "cash", "rate"),
        fixed(byAgent, "cashBase"),
        fixed(byAgent, "marginBase"));
  }

  private static boolean fixed(Map<String, Params> byAgent, String base) {
    Params params = byAgent.get("cash");
    return params != null && params.text(base).equals("none");
  }

  private static double number(Map<String, Params> byAgent, String agent, String name) {
    Params params = byAgent.get(agent);
    return params == null ? 0 : params.number(name);
  }

  /** Epoch day from which the book may trade. */
  static long firstDay(Planned book) {
    String from = new Params(book.task().params()).text("from");
    return from.isEmpty() ? Long.MIN_VALUE : LocalDate.parse(from).toEpochDay();
  }

  /** What of the book's journal is written. */
  static Journal.Kept kept(Planned book) {
    List<String> kept = new Params(book.task().params()).list("keep");
    return new Journal.Kept(kept.contains("trades"), kept.contains("positions"));
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
