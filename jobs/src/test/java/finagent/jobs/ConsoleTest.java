package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final StringWriter err = new StringWriter();
  private final Console console =
      new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false, nanos::get);

  @Test
  void whereNobodyWatchesProgressIsALineAMinute() {
    console.progress("chunks", 100, 1100, "");
    after(59);
    console.progress("chunks", 150, 1100, "");
    assertThat(err.toString()).isEmpty();

    after(1);
    console.progress("chunks", 300, 1100, "sharpe 0.5");
    after(40);
    console.progress("chunks", 400, 1100, "");
    assertThat(err.toString().lines())
        .containsExactly("chunks: 300 of 1,100 after 60 s, about 240 s to go; sharpe 0.5");

    after(20);
    console.progress("chunks", 1100, 1100, "");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void workThatHasNotMovedHasNoEstimate() {
    console.progress("chunks", 0, 10, "");
    after(61);
    console.progress("chunks", 0, 10, "");

    assertThat(err.toString().strip()).isEqualTo("chunks: 0 of 10 after 61 s");
  }

  @Test
  void anotherTaskBeginsItsOwnMinute() {
    console.progress("bars", 0, 10, "");
    after(50);
    console.progress("chunks", 0, 10, "");
    after(50);
    console.progress("chunks", 5, 10, "");

    assertThat(err.toString()).isEmpty();
  }

  private void after(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
