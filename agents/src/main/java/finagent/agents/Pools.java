package finagent.agents;

import finagent.agents.alpha.MaCrossAgent;
import finagent.agents.alpha.MeanReversionAgent;
import finagent.agents.alpha.MomentumAgent;
import finagent.agents.alpha.PairsAgent;
import finagent.agents.attribution.AttributionAgent;
import finagent.agents.attribution.ControlsAgent;
import finagent.agents.cost.BorrowAgent;
import finagent.agents.cost.CashAgent;
import finagent.agents.cost.CommissionAgent;
import finagent.agents.cost.ImpactAgent;
import finagent.agents.cost.SpreadAgent;
import finagent.agents.data.BarsAgent;
import finagent.agents.data.LiquidityAgent;
import finagent.agents.data.ReturnsAgent;
import finagent.agents.data.UniverseAgent;
import finagent.agents.execution.BacktestAgent;
import finagent.agents.portfolio.EqualWeightAgent;
import finagent.agents.portfolio.InverseVolAgent;
import finagent.agents.portfolio.PerPairAgent;
import finagent.agents.portfolio.RankLongShortAgent;
import finagent.agents.post.CombineAgent;
import finagent.agents.post.NeutralizeSectorAgent;
import finagent.agents.post.RankAgent;
import finagent.agents.post.WinsorizeAgent;
import finagent.agents.post.ZScoreAgent;
import finagent.agents.risk.DrawdownGuardAgent;
import finagent.agents.risk.LimitsAgent;
import finagent.agents.risk.VolTargetAgent;
import finagent.planner.Card;
import finagent.planner.Catalogue;
import finagent.planner.DidYouMean;
import finagent.sandbox.program.Kernels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agents at hand: an explicit list, shipped ones and the user's own. Immutable. */
public final class Pools implements Catalogue {
  private static final List<Agent> SHIPPED =
      List.of(
          new BarsAgent(),
          new ReturnsAgent(),
          new LiquidityAgent(),
          new UniverseAgent(),
          new MomentumAgent(),
          new MeanReversionAgent(),
          new MaCrossAgent(),
          new PairsAgent(),
          new WinsorizeAgent(),
          new ZScoreAgent(),
          new RankAgent(),
          new NeutralizeSectorAgent(),
          new CombineAgent(),
          new EqualWeightAgent(),
          new InverseVolAgent(),
          new RankLongShortAgent(),
          new PerPairAgent(),
          new VolTargetAgent(),
          new LimitsAgent(),
          new DrawdownGuardAgent(),
          new CommissionAgent(),
          new SpreadAgent(),
          new ImpactAgent(),
          new BorrowAgent(),
          new CashAgent(),
          new BacktestAgent(),
          new AttributionAgent(),
          new ControlsAgent());

  private final SortedMap<String, Agent> byName;
  private final SortedMap<String, String> codes;
  private final Catalogue catalogue;

  private Pools(SortedMap<String, Agent> byName, SortedMap<String, String> codes) {
    this.byName = byName;
    this.codes = codes;
    this.catalogue =
        Catalogue.of(
            byName.values().stream()
                .map(Agent::card)
                .map(card -> card.withCode(codes.getOrDefault(card.name(), "")))
                .toList());
  }

  /** The agents that come with the grid. */
  public static Pools shipped() {
    return new Pools(new TreeMap<>(), new TreeMap<>()).with(SHIPPED);
  }

  /**
   * These agents and more.
   *
   * @throws IllegalArgumentException if a name is taken already
   */
  public Pools with(List<? extends Agent> more) {
    return with(more, "");
  }

  /**
   * These agents and more that come from elsewhere.
   *
   * @param code digest of their code, which becomes part of the key of their work
   * @throws IllegalArgumentException if a name is taken already
   */
  public Pools with(List<? extends Agent> more, String code) {
    SortedMap<String, String> digests = new TreeMap<>(codes);
    SortedMap<String, Agent> all = new TreeMap<>(byName);
    for (Agent agent : more) {
      String name = agent.card().name();
      digests.put(name, code);
      Agent other = all.put(name, agent);
      if (other != null) {
        throw new IllegalArgumentException(
            "Two agents are called '%s': %s and %s; give each a name of its own"
                .formatted(name, other.getClass().getName(), agent.getClass().getName()));
      }
    }
    return new Pools(all, digests);
  }

  @Override
  public Collection<Card> cards() {
    return catalogue.cards();
  }

  @Override
  public Optional<Card> card(String name) {
    return catalogue.card(name);
  }

  /**
   * The agent of a name.
   *
   * @throws IllegalArgumentException if there is none, naming those that are near
   */
  public Agent agent(String name) {
    Agent agent = byName.get(name);
    if (agent == null) {
      throw new IllegalArgumentException(
          "No agent offers '%s'; there are %s.%s"
              .formatted(name, byName.keySet(), DidYouMean.of(name, byName.keySet())));
    }
    return agent;
  }

  /** The kernels of all agents with arithmetic. */
  public Kernels kernels() {
    List<ComputingAgent> computing = new ArrayList<>();
    for (Agent agent : byName.values()) {
      if (agent instanceof ComputingAgent one) {
        computing.add(one);
      }
    }
    return Kernels.of(computing);
  }
}
