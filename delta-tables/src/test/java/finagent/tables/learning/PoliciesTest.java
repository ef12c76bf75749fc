package finagent.tables.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.StateFiles;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTest {
  private static StoredPolicy policy(String digit, StoredPolicy.Market market, int second) {
    return new StoredPolicy(
        digit.repeat(64),
        "f".repeat(64),
        "sac",
        market.exists() ? "market" : "pendulum",
        new TreeMap<>(Map.of("setting.gamma", "0.98")),
        market,
        7,
        2000,
        "",
        StoredPolicy.text(new byte[] {1, 2, (byte) second, -4}),
        List.of(new StoredPolicy.Point(1000, -3.5, 0.5), new StoredPolicy.Point(2000, -1.5, 0.25)),
        new StoredPolicy.Author("0.1.0", "me", "p", Instant.ofEpochSecond(1_000_000 + second)));
  }

  @Test
  void whatIsAppendedIsReadBackWithItsCurveAndLineage(@TempDir Path folder) {
    Policies policies = new Policies(Warehouse.open(folder));
    StoredPolicy.Market market =
        new StoredPolicy.Market(
            "sp500-daily",
            new TreeMap<>(Map.of("bars_daily", 3L)),
            "e".repeat(64),
            List.of("AAPL", "MSFT"),
            List.of("return-1", "volatility-21"),
            100,
            200);
    policies.append(List.of(policy("a", market, 2), policy("b", StoredPolicy.Market.none(), 1)));
    policies.append(List.of(policy("a", market, 3)));

    assertThat(policies.all())
        .extracting(StoredPolicy::id)
        .containsExactly("b".repeat(16), "a".repeat(16));
    StoredPolicy found = policies.find("aaaa");
    assertThat(found.market()).isEqualTo(market);
    assertThat(found.bytes()).containsExactly(1, 2, 2, -4);
    assertThat(found.curve()).isEqualTo(policy("a", market, 2).curve());
    assertThat(found.author()).isEqualTo(policy("a", market, 2).author());
    assertThat(policies.find("b".repeat(16)).market().exists()).isFalse();
    assertThat(policies.known(List.of("b".repeat(64), "c".repeat(64))))
        .containsOnlyKeys("b".repeat(64));
  }

  @Test
  void whatIsNotThereOrDamagedIsSaidSo(@TempDir Path folder) {
    Warehouse warehouse = Warehouse.open(folder);
    Policies policies = new Policies(warehouse);
    assertThatThrownBy(() -> policies.find("abcd")).hasMessageContaining("there are none yet");
    policies.append(List.of(policy("a", StoredPolicy.Market.none(), 1)));
    assertThatThrownBy(() -> policies.find("bbbb"))
        .hasMessageContaining("No policy 'bbbb'")
        .hasMessageContaining("a".repeat(16));
    Rows rows = warehouse.read(Tables.POLICIES, Filter.all());
    rows.texts("policy")[0] = "AAAA";
    rows.texts("key")[0] = "c".repeat(64);
    rows.texts("policy_id")[0] = "c".repeat(16);
    warehouse.append(Tables.POLICIES, rows);
    assertThatThrownBy(() -> policies.find("c".repeat(16))).hasMessageContaining("damaged");
  }

  @Test
  void theLatestStateThatIsNotTooLateIsTakenUp(@TempDir Path folder) {
    StateFiles states = new StateFiles(Warehouse.open(folder));
    assertThat(states.latest("k", 100)).isEmpty();
    for (int steps : new int[] {10, 20, 30, 40}) {
      states.keep("k", steps, new byte[] {(byte) steps});
    }
    states.keep("k", 40, new byte[] {99});
    assertThat(states.latest("k", 39).orElseThrow()).containsExactly(30);
    assertThat(states.latest("k", 1000).orElseThrow()).containsExactly(40);
    assertThat(states.latest("k", 15)).isEmpty();
    assertThat(states.latest("other", 1000)).isEmpty();
  }

  @Test
  void aStateThatIsNotWholeIsAbsentAndCanBeKeptAgain(@TempDir Path folder) throws IOException {
    StateFiles states = new StateFiles(Warehouse.open(folder));
    states.keep("k", 10, new byte[] {10});
    states.keep("k", 20, new byte[] {20});
    Path newest = folder.resolve("_states/k/20.gz");
    byte[] whole = Files.readAllBytes(newest);
    for (int bytes = 0; bytes < whole.length; bytes++) {
      Files.write(newest, Arrays.copyOf(whole, bytes));
      assertThat(states.latest("k", 100).orElseThrow()).as("%d bytes", bytes).containsExactly(10);
    }
    Files.write(newest, new byte[whole.length]);
    assertThat(states.latest("k", 100).orElseThrow()).as("zeros").containsExactly(10);
    states.keep("k", 20, new byte[] {21});
    assertThat(states.latest("k", 100).orElseThrow()).containsExactly(21);
  }

  @Test
  void aStateThatGoesWhileItIsLookedForIsNoFailure(@TempDir Path folder)
      throws InterruptedException {
    StateFiles states = new StateFiles(Warehouse.open(folder));
    states.keep("k", 1, new byte[] {7});
    Thread writer =
        new Thread(
            () -> {
              for (int steps = 2; steps <= 200; steps++) {
                states.keep("k", steps, new byte[] {7}, 0);
              }
            });
    writer.start();
    int found = 0;
    do {
      found += states.latest("k", 1000).map(state -> (int) state[0]).orElse(0);
    } while (writer.isAlive());
    writer.join();
    assertThat(found).isPositive();
    assertThat(folder.resolve("_states/k/199.gz")).doesNotExist();
  }
}
