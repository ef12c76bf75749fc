package finagent.sandbox.scenario;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Panel;
import java.io.Serializable;
import java.util.List;

/**
 * A market in a scenario, ready for the same backtest.
 *
 * @param panel the market; what costs more for some sessions stands in its series {@code
 *     spread-multiple} and {@code borrow-multiple}
 * @param costs the account's costs
 * @param from first bar of the window
 * @param to bar after its last
 * @param notes what had to be assumed, and what of the scenario cannot show in this account
 */
public record Stressed(Panel panel, Account.Costs costs, int from, int to, List<String> notes)
    implements Serializable {
  public Stressed {
    notes = List.copyOf(notes);
  }
}
