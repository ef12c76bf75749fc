package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.jobs.risk.Method;
import finagent.jobs.risk.Portfolio;
import finagent.jobs.risk.Question;
import finagent.jobs.risk.RiskReport;
import finagent.jobs.risk.Valued;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.risk.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What is measured with the closes that are kept is what all bars give, to the bit. */
@TestInstance(Lifecycle.PER_CLASS)
class BookClosesTest {
  private static final int WINDOW = 60;

  @TempDir static Path folder;
  private Cli cli;
  private LocalDate last;
  private Portfolio book;

  @BeforeAll
  void market() throws IOException {
    cli = new Cli(folder);
    Panel panel =
        cli.ingest(
            "small",
            new SyntheticMarket.Config(
                8, 300, LocalDate.of(2015, 1, 2), 5, SyntheticMarket.Kind.STANDARD));
    last = panel.time().date(panel.time().size() - 1);
    SortedMap<String, Double> held = new TreeMap<>();
    for (int i = 0; i < 5; i++) {
      held.put(panel.instruments().id(i), 100.0 * (i - 2.5));
    }
    book = new Portfolio(Portfolio.Unit.QUANTITY, held, List.of());
  }

  private static List<Double> measured(Portfolio book, Panel panel, int window) {
    Valued valued = Valued.of(book, panel, 0);
    History history = History.of(panel, valued.book().instruments().ids(), 1, panel.time().size());
    RiskReport report =
        RiskReport.of(valued.book(), history, new Question(0.95, 1, window, 1000, 5, 1));
    List<Double> all = new ArrayList<>();
    for (Method method : report.methods()) {
      all.add(method.valueAtRisk().value());
      all.add(method.expectedShortfall().value());
    }
    return all;
  }

  private BookCloses upTo(LocalDate session, int most) {
    return BookCloses.upTo(cli.warehouse(), "small", session, most);
  }

  @Test
  void theLastSessionsGiveTheSameNumbers() {
    BookCloses closes = upTo(last, WINDOW + 20);
    Panel some = closes.of(book, WINDOW);
    assertThat(some.time().size()).isEqualTo(WINDOW + 20);
    Panel all = HeldBook.of(book, "small", last).panel(cli.warehouse());
    assertThat(all.time().size()).isEqualTo(300);
    assertThat(measured(book, some, WINDOW)).isNotEmpty().isEqualTo(measured(book, all, WINDOW));
  }

  @Test
  void whereTheyDoNotReachFarEnoughAllBarsAreRead() {
    BookCloses closes = upTo(last, 30);
    long before = closes.rows();
    Panel all = closes.of(book, WINDOW);
    assertThat(all.time().size()).isEqualTo(300);
    assertThat(closes.rows() - before).isGreaterThan(5 * 290);
  }

  @Test
  void aNightReadsItsOwnSessionAlone() {
    LocalDate before = last.minusDays(last.getDayOfWeek().getValue() == 1 ? 3 : 1);
    assertThat(upTo(before, 50).rows()).isGreaterThan(8 * 40);
    assertThat(upTo(last, 50).rows()).isBetween(1L, 8L);
    assertThat(upTo(last, 50).rows()).as("a second look").isZero();
  }
}
