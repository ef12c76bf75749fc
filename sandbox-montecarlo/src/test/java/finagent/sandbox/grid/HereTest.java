package finagent.sandbox.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.sandbox.backtest.Toys;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HereTest {
  private static final Panel PANEL = Toys.panel(60, 11);

  /** Hands out parts of one panel. */
  record OnePanel(int bars, int width) implements Market {
    @Override
    public List<String> instruments(Slice slice) {
      return Toys.panel(bars, width).instruments().ids();
    }

    @Override
    public Panel read(Slice slice, List<String> only) {
      Panel whole = Toys.panel(bars, width);
      Map<String, double[]> columns = new LinkedHashMap<>();
      whole
          .bars()
          .columns()
          .forEach(
              (name, values) -> {
                double[] part = new double[bars * only.size()];
                for (int c = 0; c < part.length; c++) {
                  int i = whole.instruments().indexOf(only.get(c % only.size()));
                  part[c] = values[c / only.size() * width + i];
                }
                columns.put(name, part);
              });
      return Panel.of(
          "toy",
          Frame.of(whole.time(), InstrumentAxis.of(only), columns),
          whole.actions(),
          Map.of(),
          Map.of(),
          List.of());
    }
  }

  @Test
  void columnWorkCutAnyWayAndSentAnywhereHasTheSameBits() {
    double[] whole = columns(grid(false), 1);
    for (int parts : new int[] {2, 7, 11, 50}) {
      assertThat(columns(grid(false), parts)).isEqualTo(whole);
      assertThat(columns(grid(true), parts)).isEqualTo(whole);
    }
  }

  private static Grid grid(boolean remote) {
    return remote ? Here.asIfRemote(2) : Here.here(2);
  }

  private static double[] columns(Grid grid, int parts) {
    try (grid) {
      List<Frame> frames = new ArrayList<>();
      grid.byInstrument(
          new OnePanel(60, 11),
          new Slice("toy", 0, List.of(), "", "", 0, 0),
          Toys.program(Account.plain(1e6), false),
          Toys.kernels(),
          List.of(0),
          parts,
          (range, frame) -> frames.add(frame));
      return Parts.join(PANEL, frames).column(Parts.feature("change", 0));
    }
  }

  @Test
  void shardResultsArriveInOrder() {
    try (Grid grid = Here.asIfRemote(2)) {
      List<Long> firsts = new ArrayList<>();
      Shared shared = new Shared(PANEL, Interpreter.noFeatures(PANEL));
      grid.byShard(
          shared,
          new ShardRange(0, 100).split(13),
          (data, range) -> range.from() * data.panel().width(),
          (range, product) -> {
            assertThat(product).isEqualTo(range.from() * 11);
            firsts.add(range.from());
          });
      assertThat(firsts).hasSize(13).isSorted();
    }
  }

  @Test
  void aFailedShardFailsTheCallWithItsOwnWords() {
    try (Grid grid = Here.here(2)) {
      Shared shared = new Shared(PANEL, Interpreter.noFeatures(PANEL));
      assertThatThrownBy(
              () ->
                  grid.byShard(
                      shared,
                      new ShardRange(0, 4).split(4),
                      (data, range) -> {
                        if (range.from() == 2) {
                          throw new IllegalArgumentException("shard 2 has no data");
                        }
                        return range.from();
                      },
                      (range, from) -> assertThat(from).isLessThan(2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("shard 2 has no data");
    }
  }
}
