package finagent.tables.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.tables.Warehouse;
import finagent.tables.night.Lease.AlreadyDone;
import finagent.tables.night.Lease.Answer;
import finagent.tables.night.Lease.Mine;
import finagent.tables.night.Lease.Theirs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30));
  private static final NightId NIGHT = new NightId("k1", "us", LocalDate.of(2017, 3, 31));

  @TempDir Path folder;
  private NightLog log;
  private final Watch clock = new Watch(Instant.parse("2017-04-01T01:00:00Z"));

  /** A clock that is set by hand. */
  private static final class Watch extends Clock {
    private Instant now;

    Watch(Instant now) {
      this.now = now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void open() {
    log = new NightLog(Warehouse.open(folder.resolve("w")));
  }

  private Answer ask(String holder) {
    return Lease.take(log, NIGHT, holder, clock, PATIENCE);
  }

  private Lease mine(String holder) {
    return ((Mine) ask(holder)).lease();
  }

  @Test
  void aSecondStartHearsWhoHoldsTheNight() {
    Lease lease = mine("a");
    assertThat(((Theirs) ask("b")).state().holder()).isEqualTo("a");
    lease.step("import", new TreeMap<>(java.util.Map.of("rows", "7")), 1.5);
    lease.done("all well");
    NightState state = ((AlreadyDone) ask("b")).state();
    assertThat(state.message()).isEqualTo("all well");
    assertThat(state.steps().get("import")).containsEntry("rows", "7");
  }

  @Test
  void aSilentHolderIsLostAfterPatienceAndSkewAndNotBefore() {
    Lease first = mine("a");
    clock.pass(Duration.ofSeconds(90));
    assertThat(ask("b")).isInstanceOf(Theirs.class);
    first.beat();
    clock.pass(Duration.ofSeconds(90));
    assertThat(ask("b")).isInstanceOf(Theirs.class);
    clock.pass(Duration.ofSeconds(1));
    assertThat(ask("b")).isInstanceOf(Mine.class);
  }

  @Test
  void whoLostTheNightStopsBeforeItsNextCommit() {
    Lease first = mine("a");
    first.step("import", Collections.emptySortedMap(), 1);
    clock.pass(Duration.ofHours(1));
    Mine second = (Mine) ask("b");
    assertThat(second.before().steps()).containsOnlyKeys("import");
    assertThatThrownBy(() -> first.step("gates", Collections.emptySortedMap(), 1))
        .isInstanceOf(LeaseLost.class)
        .hasMessageContainingAll("2017-03-31 of us", "taken over by b");
    assertThatThrownBy(first::beat).isInstanceOf(LeaseLost.class);
    first.close();
    assertThat(log.of(NIGHT.key()).stream().map(NightEntry::holder)).containsExactly("a", "a", "b");
    second.lease().done("by b");
  }

  @Test
  void aClockThatIsAheadIsNotTakenForALostHolder() {
    clock.pass(Duration.ofDays(1));
    mine("a from tomorrow");
    clock.pass(Duration.ofDays(-1));
    assertThat(ask("b")).isInstanceOf(Theirs.class);
  }

  @Test
  void whoWatchesDoesNotWaitForTheClockOfAHolderThatIsSilent() {
    clock.pass(Duration.ofDays(1));
    Lease ahead = mine("a from tomorrow");
    clock.pass(Duration.ofDays(-1));
    AtomicLong nanos = new AtomicLong();
    Silence silence = new Silence(PATIENCE, nanos::get);
    assertThat(Lease.take(log, NIGHT, "b", clock, silence)).isInstanceOf(Theirs.class);
    nanos.addAndGet(Duration.ofSeconds(80).toNanos());
    clock.pass(Duration.ofDays(1).plusSeconds(80));
    ahead.beat();
    clock.pass(Duration.ofDays(-1));
    assertThat(Lease.take(log, NIGHT, "b", clock, silence)).isInstanceOf(Theirs.class);
    nanos.addAndGet(Duration.ofSeconds(90).toNanos());
    assertThat(Lease.take(log, NIGHT, "b", clock, silence)).isInstanceOf(Theirs.class);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(Lease.take(log, NIGHT, "b", clock, silence)).isInstanceOf(Mine.class);
    assertThatThrownBy(ahead::beat).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aNightGivenUpGoesOnWhereItWasAndAStoppedOneBeginsAnew() {
    try (Lease lease = mine("a")) {
      lease.step("import", Collections.emptySortedMap(), 1);
    }
    Mine again = (Mine) ask("b");
    assertThat(again.before().steps()).containsOnlyKeys("import");
    again.lease().stopped("the drop is empty");
    Mine third = (Mine) ask("c");
    assertThat(third.before().steps()).isEmpty();
  }

  @Test
  void ofTwoStartsAtTheSameMomentOneWorksTwentyTimesOutOfTwenty() throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (int k = 0; k < 20; k++) {
        NightId night = new NightId("k" + k, "us", NIGHT.session());
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Answer>> asked = new ArrayList<>();
        for (String holder : List.of("a", "b")) {
          Callable<Answer> ask =
              () -> {
                NightLog own = new NightLog(Warehouse.open(folder.resolve("w")));
                start.await();
                return Lease.take(own, night, holder, clock, PATIENCE);
              };
          asked.add(two.submit(ask));
        }
        int works = 0;
        int told = 0;
        for (Future<Answer> answer : asked) {
          works += answer.get() instanceof Mine ? 1 : 0;
          told += answer.get() instanceof Theirs ? 1 : 0;
        }
        assertThat(works).isEqualTo(1);
        assertThat(told).isEqualTo(1);
        assertThat(log.of(night.key())).hasSize(1);
      }
    } finally {
      two.shutdownNow();
    }
  }
}
