package finagent.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.agents.alpha.MomentumAgent;
import finagent.agents.alpha.PairsAgent;
import finagent.planner.Card;
import finagent.planner.Shape;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.InLoopKernel;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PoolsTest {
  private static final Set<String> POOLS =
      Set.of("data", "alpha", "post", "portfolio", "risk", "cost", "execution", "attribution");
  private static final Set<String> TYPES =
      Set.of(
          "bars", "series", "volume", "vol", "mask", "score", "pairs", "groups", "weights", "cost",
          "book", "table");

  private final Pools pools = Pools.shipped();

  /** Somebody else's agent under a name that is taken. */
  record Impostor() implements Agent {
    @Override
    public Card card() {
      return new Card(
          "momentum", "alpha", 1, Shape.COLUMN, "x", "x", List.of(), List.of(), List.of());
    }
  }

  private static Map<String, String> defaults(Card card) {
    Map<String, String> values = new TreeMap<>();
    for (Card.Param param : card.params()) {
      String fallback = param.fallback();
      values.put(param.name(), fallback == null ? "a=1" : fallback);
    }
    return values;
  }

  @Test
  void aNameIsTakenOnce() {
    assertThatThrownBy(() -> pools.with(List.of(new Impostor())))
        .hasMessage(
            "Two agents are called 'momentum': finagent.agents.alpha.MomentumAgent and"
                + " finagent.agents.PoolsTest$Impostor; give each a name of its own");
  }

  @Test
  void anUnknownAgentIsRefusedWithTheNearestName() {
    assertThatThrownBy(() -> pools.agent("momentun"))
        .hasMessageContaining("No agent offers 'momentun'")
        .hasMessageEndingWith("Did you mean 'momentum'?");
    assertThat(pools.card("momentun")).isEmpty();
    assertThat(pools.agent("momentum")).isEqualTo(new MomentumAgent());
  }

  @Test
  void everyPoolOffersSomethingAndNoOther() {
    assertThat(pools.cards().stream().map(Card::pool)).containsAll(POOLS);
    assertThat(POOLS).containsAll(pools.cards().stream().map(Card::pool).toList());
  }

  @Test
  void portsHaveKnownTypes() {
    for (Card card : pools.cards()) {
      card.inputs().forEach(port -> assertThat(TYPES).contains(port.type()));
      card.outputs().forEach(port -> assertThat(TYPES).contains(port.type()));
      assertThat(card.outputs()).isNotEmpty();
    }
  }

  @Test
  void everyDefaultIsCanonicalAndInRange() {
    for (Card card : pools.cards()) {
      for (Card.Param param : card.params()) {
        String fallback = param.fallback();
        if (fallback != null) {
          assertThat(param.canonical(fallback)).as(card.name() + " " + param).isEqualTo(fallback);
        }
      }
      assertThat(new TreeSet<>(card.params().stream().map(Card.Param::name).toList()))
          .hasSameSizeAs(card.params());
    }
  }

  @Test
  void kernelsHaveTheShapeTheirCardsSay() {
    for (Card card : pools.cards()) {
      if (pools.agent(card.name()) instanceof ComputingAgent agent) {
        Kernel kernel = agent.create(Params.of(defaults(card)));
        Shape shape =
            kernel instanceof ColumnKernel
                ? Shape.COLUMN
                : kernel instanceof RowKernel ? Shape.ROW : Shape.IN_LOOP;
        assertThat(card.shape()).as(card.name()).isEqualTo(shape);
        assertThat(kernel instanceof InLoopKernel).isEqualTo(shape == Shape.IN_LOOP);
        Step step = new Step("k", card.name(), Params.of(defaults(card)), List.of(), 1);
        assertThat(pools.kernels().create(step)).hasSameClassAs(kernel);
      }
    }
  }

  @Test
  void agentsWithoutArithmeticAreSourcesSettingsAndShards() {
    for (Card card : pools.cards()) {
      boolean computes = pools.agent(card.name()) instanceof ComputingAgent;
      boolean other = Set.of(Shape.SOURCE, Shape.SETTING, Shape.SHARDS).contains(card.shape());
      assertThat(computes).as(card.name()).isNotEqualTo(other);
    }
  }

  @Test
  void whoReadsBarsHasAPortForThem() {
    for (Card card : pools.cards()) {
      boolean port = card.inputs().stream().anyMatch(p -> p.type().equals("bars"));
      assertThat(pools.agent(card.name()) instanceof ReadsBars).as(card.name()).isEqualTo(port);
    }
  }

  @Test
  void listedPairsAndSectorsExcludeEachOther() {
    Map<String, String> values = defaults(new PairsAgent().card());
    assertThatCode(() -> new PairsAgent().create(Params.of(values))).doesNotThrowAnyException();
    values.put("pairs", "A/B");
    assertThatThrownBy(() -> new PairsAgent().create(Params.of(values)))
        .hasMessageContaining("'A/B' with within: sector");
    values.put("within", "list");
    assertThatCode(() -> new PairsAgent().create(Params.of(values))).doesNotThrowAnyException();
  }
}
