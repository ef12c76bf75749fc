package finagent.agents.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.agents.Pools;
import finagent.agents.alpha.RlSignalAgent;
import finagent.agents.audit.Audit;
import finagent.agents.audit.Finding;
import finagent.agents.data.ReturnsAgent;
import finagent.rl.algorithm.Policy;
import finagent.rl.env.Environment;
import finagent.rl.env.Features;
import finagent.rl.env.TradingEnvironment;
import finagent.rl.env.TradingWorld;
import finagent.rl.training.Algorithm;
import finagent.rl.training.LearntPolicy;
import finagent.rl.training.MarketSpec;
import finagent.rl.training.Saves;
import finagent.rl.training.TrainTask;
import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.grid.Parts;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RlPolicyAgentTest {
  private static final int FIRST = 60;
  private static final Features FEATURES = new Features(List.of("return-1", "volatility-10"));
  private static final Account ACCOUNT =
      Account.plain(1e6).with(new Account.Costs(0.0005, 0, 0, 0.0002, 0, 0, 0, 0, 0));
  private static final Panel PANEL =
      SyntheticMarket.of(
          new SyntheticMarket.Config(
              3, 300, LocalDate.of(2015, 1, 2), 4, SyntheticMarket.Kind.STANDARD));
  private static final List<Step> INDEX =
      List.of(
          new Step(
              "index",
              "returns",
              Params.of("stale", "20"),
              new ReturnsAgent().columns().stream().map(Wire::market).toList(),
              1));

  private static Shared shared() {
    Frame index =
        Parts.columns(PANEL, new Program(INDEX, List.of()), Pools.shipped().kernels(), List.of(0));
    double[] values = index.column(Parts.feature("index", 0));
    return new Shared(PANEL, FEATURES.frame(PANEL.time(), PANEL.instruments(), values));
  }

  private static MarketSpec market(String reward) {
    int last = PANEL.time().size() - 1;
    TradingWorld.Rules rules = new TradingWorld.Rules(ACCOUNT, 1, true, last - FIRST);
    return new MarketSpec(
        "made",
        "f",
        PANEL.instruments().ids(),
        PANEL.time().session(FIRST),
        PANEL.time().session(last),
        FEATURES,
        reward,
        rules);
  }

  private static LearntPolicy learnt(String reward) {
    Map<String, String> quick = Map.of("warm-up", "64", "batch", "64");
    return new TrainTask(
            Algorithm.SAC, Algorithm.SAC.recipe(0.99f, quick), market(reward), 1, 200, 200, 2)
        .train(shared(), Saves.none())
        .policy();
  }

  private static Pools pools(LearntPolicy policy) {
    return Pools.shipped().with(List.of(new RlPolicyAgent(id -> policy)));
  }

  private static Program program(String... params) {
    Step step = new Step("policy", "rl-policy", Params.of(params), List.of(Wire.step(0, 0)), 1);
    Book book =
        new Book(
            "book",
            "rl",
            Wire.step(0, 0),
            null,
            List.of(),
            List.of(step),
            ACCOUNT,
            PANEL.time().session(FIRST),
            Journal.Kept.ALL);
    return new Program(INDEX, List.of(book));
  }

  /** Rewards of an episode add up to the log of the book's growth, bar by bar, to the bit. */
  private static void sameAsTheEnvironment(String reward) {
    LearntPolicy learnt = learnt(reward);
    Backtest backtest =
        Backtest.open(
            program("policy", "p", "features", ""),
            pools(learnt).kernels(),
            PANEL,
            Interpreter.noFeatures(PANEL),
            Journal.Detail.EQUITY);
    backtest.run();
    Columns equity = backtest.traders().get(0).journal().equity();

    Environment environment = market(reward).trading(shared()).open(1);
    Environment rewarded = market(reward).open(shared()).open(1);
    Policy policy = learnt.network().policy();
    environment.reset(0);
    rewarded.reset(0);
    double[] seen = new double[learnt.network().observations()];
    double[] action = new double[3];
    int bar = FIRST;
    while (!rewarded.truncated()) {
      rewarded.observe(seen);
      policy.act(seen, action);
      rewarded.step(action);
      environment.step(action);
      bar++;
      assertThat(((TradingEnvironment) environment).equity())
          .as("bar %d", bar)
          .isEqualTo(equity.at(Journal.E_EQUITY, bar - FIRST));
    }
    assertThat(bar).isEqualTo(PANEL.time().size() - 1);
    assertThat(equity.at(Journal.E_EQUITY, equity.rows() - 1)).isNotEqualTo(1e6);
  }

  @Test
  void aStrategyTradesAsTheEnvironmentDid() {
    sameAsTheEnvironment("log-return");
    sameAsTheEnvironment("differential-sharpe");
    sameAsTheEnvironment("0.7*cvar+0.3*calmar(price=0.5)");
  }

  @Test
  void itPassesTheAudit() {
    Pools pools = pools(learnt("drawdown"));
    List<Finding> findings =
        Audit.of(program("policy", "p", "features", ""), pools.kernels(), PANEL, 1, 3);
    assertThat(findings).isNotEmpty();
    assertThat(findings.stream().filter(finding -> !finding.passed())).isEmpty();
  }

  /** Row agents may follow: the scores of a session are the weights the policy wants. */
  @Test
  void asASignalItIsAuditedToo() {
    LearntPolicy learnt = learnt("differential-sharpe");
    Pools pools = Pools.shipped().with(List.of(new RlSignalAgent(id -> learnt)));
    Step signal =
        new Step(
            "signal",
            "rl-signal",
            Params.of("policy", "p", "features", ""),
            List.of(Wire.step(0, 0)),
            1);
    List<Step> steps = List.of(INDEX.get(0), signal);
    Program program = new Program(steps, List.of());
    List<Finding> findings = Audit.of(program, pools.kernels(), PANEL, 1, 3);
    assertThat(findings.stream().map(Finding::subject)).contains("signal");
    assertThat(findings.stream().filter(finding -> !finding.passed())).isEmpty();
    double[] scores =
        Parts.columns(PANEL, program, pools.kernels(), List.of(1))
            .column(Parts.feature("signal", 0));
    double gross = 0;
    for (int k = scores.length - 3; k < scores.length; k++) {
      assertThat(scores[k]).isBetween(0.0, 1.0);
      gross += scores[k];
    }
    assertThat(gross).isBetween(1e-3, 1 + 1e-9);
    assertThat(scores[0]).isNaN();
  }

  @Test
  void aPolicyThatDoesNotFitIsRefusedByName() {
    LearntPolicy learnt = learnt("log-return");
    RlPolicyAgent agent = new RlPolicyAgent(id -> learnt);
    assertThatThrownBy(
            () -> agent.create(Params.of("policy", "p1", "features", "return-1,return-5")))
        .hasMessageContaining("'p1' was trained on the features [return-1, volatility-10]")
        .hasMessageContaining("return-5");
    RlPolicyAgent control = new RlPolicyAgent(id -> new LearntPolicy(learnt.network(), null));
    assertThatThrownBy(() -> control.create(Params.of("policy", "p", "features", "")))
        .hasMessageContaining("not trained on a market");
  }
}
