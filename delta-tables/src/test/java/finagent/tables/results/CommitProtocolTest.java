package finagent.tables.results;

import static finagent.tables.results.Books.book;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import finagent.planner.Digest;
import finagent.sandbox.backtest.Metric;
import finagent.sandbox.grid.ResultStore.Stamp;
import finagent.sandbox.grid.ShardRange;
import finagent.tables.Filter;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitProtocolTest {
  private static final String KEY = Digest.of("test").text("a").build().hex();
  private static final Stamp STAMP = new Stamp("run-1", 2, new ShardRange(3, 5));
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.000001Z");

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w"));
  }

  private DeltaResultStore store(Instant at) {
    return new DeltaResultStore(warehouse, "bitwise", Clock.fixed(at, ZoneOffset.UTC));
  }

  @Test
  void whatWasWrittenIsReadBackInTheOrderOfTheDigest() {
    store(NOON).write(STAMP, List.of(book(KEY, 101)));

    Results.Book read = new Results(warehouse).read(KEY).orElseThrow();
    assertThat(read.run()).isEqualTo("run-1");
    assertThat(read.reproducibility()).isEqualTo("bitwise");
    assertThat(read.recomputed()).isEqualTo(read.digest());
    assertThat(read.alerts()).isEmpty();
    assertThat(read.equity().size()).isEqualTo(2);
    assertThat(read.equity().doubles("equity")[1]).isEqualTo(101);
    assertThat(Double.doubleToRawLongBits(read.equity().doubles("interest")[1]))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(read.trades().text("instrument_id", 0)).isEqualTo("A");
    assertThat(read.trades().text("reason", 0)).isEqualTo("NO_BAR");
    assertThat(read.trades().ints("seq")[0]).isEqualTo(1);
    assertThat(read.trades().ints("decided_session")[1]).isEqualTo(10);
    assertThat(read.metrics()).extracting(Metric::name).containsExactly("paid", "sharpe");
    assertThat(new Results(warehouse).metrics(Set.of(KEY, "other")).get(KEY)).hasSize(2);
  }

  @Test
  void theDigestIsTheDocumentedBytes() throws IOException, NoSuchAlgorithmException {
    store(NOON).write(STAMP, List.of(book(KEY, 101)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      numbers(out, 10L, 1_000_000L, 100.0, 100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
      numbers(
          out, 11L, 2_000_000L, 101.0, 50.0, 50.0, 50.0, 50.0, 0.5, 0.0, 0.0, 0.0, -0.0, 0.0, 1.0);
      texts(out, "cost", "spread", "paid");
      numbers(out, 0.0, Double.NaN);
      texts(out, "portfolio", "", "sharpe");
      numbers(out, 1.5, 0.25);
      texts(out, "B");
      numbers(out, 11L, 2_000_000L, 5.0, 10.0, 0.5);
      texts(out, "A");
      numbers(out, 11L, 1L, 10L, 50.0, 0.0, Double.NaN, 0.0, 0.0, 0.0);
      texts(out, "NO_BAR", "B");
      numbers(out, 11L, 0L, 10L, 50.0, 5.0, 10.0, 0.5, 0.0, 0.0);
      texts(out, "FILLED");
    }
    String book = sha(bytes.toByteArray());
    assertThat(new Results(warehouse).digests(List.of(KEY))).containsEntry(KEY, book);

    bytes.reset();
    texts(new DataOutputStream(bytes), "ab", book, "\u00e9", book);
    assertThat(ResultDigest.run(new TreeMap<>(java.util.Map.of("\u00e9", book, "ab", book))))
        .isEqualTo(sha(bytes.toByteArray()));
  }

  private static String sha(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static void texts(DataOutputStream out, String... texts) throws IOException {
    for (String text : texts) {
      out.writeInt(text.getBytes(UTF_8).length);
      out.write(text.getBytes(UTF_8));
    }
  }

  private static void numbers(DataOutputStream out, Number... numbers) throws IOException {
    for (Number number : numbers) {
      if (number instanceof Double real) {
        out.writeDouble(real);
      } else {
        out.writeLong(number.longValue());
      }
    }
  }

  @Test
  void rowsWithoutACommitAreInvisible() {
    BookRows.of(book(KEY, 101), "crashed").append(warehouse);
    assertThat(warehouse.read(Tables.EQUITY, Filter.all()).size()).isEqualTo(2);
    assertThat(new Results(warehouse).read(KEY)).isEmpty();
    assertThat(new Results(warehouse).metrics(Set.of(KEY))).isEmpty();
    assertThat(new DeltaMemory(warehouse).known(Set.of(new Digest(KEY)))).isEmpty();

    store(NOON).write(STAMP, List.of(book(KEY, 101)));
    assertThat(new Results(warehouse).read(KEY).orElseThrow().equity().size()).isEqualTo(2);
    assertThat(new DeltaMemory(warehouse).known(Set.of(new Digest(KEY))))
        .containsExactly(new Digest(KEY));
  }

  @Test
  void aCommittedKeyIsNotWrittenAgain() {
    store(NOON).write(STAMP, List.of(book(KEY, 101), book(KEY, 101)));
    long equity = warehouse.version(Tables.EQUITY);
    store(NOON.plusSeconds(9)).write(STAMP, List.of(book(KEY, 101)));
    assertThat(warehouse.version(Tables.EQUITY)).isEqualTo(equity);
    assertThat(warehouse.read(Tables.EQUITY, Filter.all()).size()).isEqualTo(2);
    assertThat(warehouse.version(Tables.EVENTS)).isEqualTo(-1);
  }

  @Test
  void theFirstOfTwoWritersWins() {
    DeltaResultStore late = store(NOON.plusSeconds(1));
    BookTables lateRows = BookRows.of(book(KEY, 101), "late");
    lateRows.append(warehouse);
    commit("late", NOON.plusSeconds(1), ResultDigest.book(lateRows));
    BookTables earlyRows = BookRows.of(book(KEY, 101), "early");
    earlyRows.append(warehouse);
    commit("early", NOON, ResultDigest.book(earlyRows));

    Results.Book read = new Results(warehouse).read(KEY).orElseThrow();
    assertThat(read.equity().size()).isEqualTo(2);
    assertThat(read.equity().text("commit_id", 0)).isEqualTo("early");
    assertThat(read.alerts()).isEmpty();
    late.write(STAMP, List.of(book(KEY, 101)));
    assertThat(warehouse.version(Tables.EVENTS)).isEqualTo(-1);
  }

  private void commit(String id, Instant at, String digest) {
    warehouse.append(
        Tables.COMMITS,
        finagent.tables.Rows.of(Tables.COMMITS)
            .add(
                KEY,
                id,
                "r-" + id,
                0,
                0,
                1,
                digest,
                "bitwise",
                RunLog.micros(at),
                Optional.empty()));
  }

  @Test
  void oneKeyWithTwoResultsRaisesAnAlarm() {
    store(NOON).write(STAMP, List.of(book(KEY, 101)));
    store(NOON).write(new Stamp("run-2", 0, new ShardRange(0, 1)), List.of(book(KEY, 102)));

    List<Event> events =
        new RunLog(warehouse).events(Filter.all().equal("event_type", "digest-conflict"));
    assertThat(events).hasSize(1);
    assertThat(events.get(0).level()).isEqualTo("ERROR");
    assertThat(events.get(0).correlation()).isEqualTo(KEY);
    assertThat(events.get(0).content()).contains("run run-1 (this one counts)").contains("run-2");
    assertThat(new Results(warehouse).read(KEY).orElseThrow().equity().doubles("equity")[1])
        .isEqualTo(101);
  }

  @Test
  void readersSeeAConflictThatTwoWritersMissed() {
    store(NOON).write(STAMP, List.of(book(KEY, 101)));
    commit("other", NOON.plusSeconds(1), "f".repeat(64));
    Results.Book read = new Results(warehouse).read(KEY).orElseThrow();
    assertThat(read.alerts()).hasSize(1);
    assertThat(read.alerts().get(0)).contains("f".repeat(64)).contains("r-other");
  }
}
