package finagent.sandbox.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Actions.Action;
import finagent.sandbox.market.Actions.Kind;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TotalReturnsTest {
  private static final double NONE = Double.NaN;

  /** Two instruments, A and B, closes bar by bar. */
  private static Panel panel(List<Action> actions, double... closes) {
    int bars = closes.length / 2;
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : List.of("open", "high", "low", "close", "volume")) {
      columns.put(name, closes.clone());
    }
    TimeAxis time =
        TimeAxis.of(
            "ALWAYS", 365, LongStream.range(0, bars).toArray(), IntStream.range(0, bars).toArray());
    return Panel.of(
        "small",
        Frame.of(time, InstrumentAxis.of(List.of("A", "B")), columns),
        Actions.of(actions),
        Map.of(),
        Map.of(),
        List.of());
  }

  @Test
  void splitsDividendsAndGapsAreWorkedByHand() {
    List<Action> actions =
        List.of(
            new Action(1, 0, "A", Kind.SPLIT, 2),
            new Action(1, 0, "A", Kind.DIVIDEND, 1),
            new Action(3, 0, "A", Kind.SPINOFF, .5),
            new Action(3, 1, "B", Kind.DELISTING, -.4));
    Panel panel = panel(actions, 100, 10, 51, NONE, NONE, 12, 20.4, NONE);
    TotalReturns moves = TotalReturns.of(panel);
    assertThat(moves.change(0, 0)).isNaN();
    // Two shares at 51 and 2 in cash for one at 100; the reference is (100 - 2) / 2.
    assertThat(moves.change(1, 0)).isCloseTo(.04, within(1e-15));
    assertThat(moves.reference(1, 0)).isEqualTo(49);
    assertThat(moves.change(2, 0)).isNaN();
    assertThat(moves.reference(2, 0)).isEqualTo(51);
    assertThat(moves.change(3, 0)).isCloseTo(20.4 / 25.5 - 1, within(1e-15));
    assertThat(moves.change(2, 1)).isCloseTo(.2, within(1e-15));
    assertThat(moves.change(3, 1)).isEqualTo(-.4);
  }

  @Test
  void rowsWithoutAllReturnsAreLeftOutAndCounted() {
    Panel panel = panel(List.of(), 100, 10, 110, 11, 121, NONE, 121, 11, 60.5, 22);
    History history = History.of(panel, List.of("B", "A"), 1, 5);
    assertThat(history.rows()).isEqualTo(3);
    assertThat(history.at(2, 0)).isCloseTo(1, within(1e-15));
    assertThat(history.at(2, 1)).isCloseTo(-.5, within(1e-15));
    assertThat(history.notes())
        .containsExactly("1 of 4 rows left out: some instrument has no return there");
    assertThatThrownBy(() -> History.of(panel, List.of("C"), 1, 5))
        .hasMessage("The market 'small' has no instrument 'C'");
    assertThatThrownBy(() -> History.of(panel, List.of("A", "B"), 2, 3))
        .hasMessageContaining("No bar of 2..3 has a return of each of the 2 instruments");
  }

  @Test
  void pricesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> TotalReturns.of(panel(List.of(), 100, 10, -1, 10)))
        .hasMessageContaining("Invalid close of 'A' on 1970-01-02: -1.0 (must be > 0");
    assertThatThrownBy(() -> TotalReturns.of(panel(List.of(), 100, 0)))
        .hasMessageContaining("Invalid close of 'B' on 1970-01-01: 0.0");
  }
}
