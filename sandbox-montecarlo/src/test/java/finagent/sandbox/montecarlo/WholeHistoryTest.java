package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Actions.Action;
import finagent.sandbox.market.Actions.Kind;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WholeHistoryTest {
  private static final int BARS = 40;

  /** Three instruments at 100 throughout; one close missing; a reverse split at that bar. */
  private static Panel flat(double missing, List<Action> actions) {
    Panel made =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                3, BARS, LocalDate.of(2016, 1, 4), 1, SyntheticMarket.Kind.STANDARD));
    Map<String, double[]> columns = new TreeMap<>();
    made.bars().columns().keySet().forEach(name -> columns.put(name, new double[BARS * 3]));
    columns.forEach((name, values) -> Arrays.fill(values, name.equals("volume") ? 1000 : 100));
    for (Action action : actions) {
      if (action.kind() == Kind.SPLIT) {
        for (int t = action.bar(); t < BARS; t++) {
          for (String price : List.of("open", "high", "low", "close")) {
            columns.get(price)[t * 3 + action.instrument()] /= action.amount();
          }
        }
      }
    }
    List.of("open", "high", "low", "close")
        .forEach(name -> columns.get(name)[10 * 3 + 1] = missing);
    return Panel.of(
        made.source(),
        Frame.of(made.time(), made.instruments(), columns),
        Actions.of(actions),
        ResampledPanel.sectors(made),
        made.perSession(),
        List.of());
  }

  private static Action split(Panel any) {
    return new Action(10, 1, any.instruments().id(1), Kind.SPLIT, 0.1);
  }

  @Test
  void aReverseSplitOnAMissingBarIsNoReturn() {
    Panel gap = flat(Double.NaN, List.of(split(flat(100, List.of()))));
    WholeHistory whole = WholeHistory.of(gap);
    assertThat(whole.panel().bars().at("close", 9, 1)).isEqualTo(100);
    assertThat(whole.panel().bars().at("close", 10, 1)).isEqualTo(1000);
    assertThat(whole.panel().bars().at("volume", 10, 1)).isZero();
    assertThat(whole.notes()).anyMatch(note -> note.startsWith("1 missing"));
    for (double r : ResampledPanel.totalReturns(whole.panel())) {
      assertThat(r).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void aPriceThatIsNoneIsNamed() {
    assertThatThrownBy(() -> WholeHistory.of(flat(-1, List.of())))
        .hasMessageContaining("-1.0")
        .hasMessageContaining("must be above 0");
  }
}
