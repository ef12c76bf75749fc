package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.Catalogue;
import finagent.planner.StrategyDag;
import finagent.planner.Task;
import finagent.planner.spec.StrategySpec.Call;
import finagent.planner.spec.StrategySpec.OwnTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Expands the short form of a strategy into its tasks: bars, returns, liquidity, universe, signals
 * with their pipes, combination, portfolio, risk, costs, book, attribution, controls. Ports are
 * wired by their types. A file in the long form brings its own tasks in place of signals to
 * portfolio and risk; the book then trades the last task that makes weights.
 */
public final class SpecCompiler {
  private static final String MARKET_RATE = "tbill";

  private final StrategySpec spec;
  private final Catalogue catalogue;
  private final Map<String, Task> tasks = new LinkedHashMap<>();

  /** Where values of a type come from by default. */
  private final Map<String, Task.Ref> sources = new TreeMap<>();

  private SpecCompiler(StrategySpec spec, Catalogue catalogue) {
    this.spec = spec;
    this.catalogue = catalogue;
  }

  public static StrategyDag dag(StrategySpec spec, Catalogue catalogue) {
    SpecCompiler compiler = new SpecCompiler(spec, catalogue);
    compiler.data();
    if (spec.tasks().isEmpty()) {
      compiler.signals();
      compiler.risk();
    } else {
      compiler.own();
    }
    compiler.book();
    return StrategyDag.of(spec.name(), compiler.tasks.values(), catalogue);
  }

  private void data() {
    SortedMap<String, String> bars = params("bars");
    bars.put("set", spec.value("data.set"));
    bars.put("pin", spec.value("data.pin"));
    bars.put("instruments", spec.value("universe.instruments"));
    bars.put("index", spec.value("universe.index"));
    bars.put("benchmark", spec.value("benchmark"));
    bars.put("from", spec.value("period.from"));
    bars.put("to", spec.value("period.to"));
    bars.put("warmup", spec.value("period.warmup"));
    add("bars", "bars", bars, Map.of());
    add("returns", "returns", params("returns"), Map.of());
    add("liquidity", "liquidity", params("liquidity"), Map.of());
    SortedMap<String, String> universe = params("universe");
    universe.put("where", spec.value("universe.where"));
    universe.put("asOf", spec.value("universe.asOf"));
    universe.put("onExit", spec.value("universe.onExit"));
    add("universe", "universe", universe, Map.of());
  }

  private void signals() {
    Map<String, Task.Ref> scores = new TreeMap<>();
    spec.alphas().forEach((name, call) -> scores.put(name, signal("alphas." + name, call)));
    boolean single = scores.size() == 1 && spec.combine().values().iterator().next().equals("1.0");
    Task.Ref last = scores.values().iterator().next();
    if (!single) {
      Map<String, Task.Ref> inputs = new TreeMap<>();
      scores.forEach((name, ref) -> inputs.put("score." + name, ref));
      SortedMap<String, String> params = params("combine");
      StringBuilder weights = new StringBuilder();
      spec.combine()
          .forEach(
              (name, weight) ->
                  weights.append(weights.isEmpty() ? "" : ",").append(name + "=" + weight));
      params.put("weights", weights.toString());
      last = add("combine", "combine", params, inputs);
    }
    sources.put(type(last), last);
    Call portfolio = spec.portfolio().orElseThrow();
    add("portfolio", portfolio.agent(), portfolio.params(), Map.of());
  }

  private Task.Ref signal(String id, Call call) {
    Task.Ref last = add(id, call.agent(), call.params(), Map.of());
    int number = 1;
    for (Call post : call.post()) {
      last = add(id + "." + number++, post.agent(), post.params(), Map.of(type(last), last));
    }
    return last;
  }

  private void risk() {
    for (String section : SpecReader.RISK) {
      SortedMap<String, String> params = spec.risk().get(section);
      if (params != null) {
        add("risk." + section, SpecReader.agent(section), params, Map.of());
      }
    }
  }

  private void own() {
    for (OwnTask task : spec.tasks()) {
      Map<String, Task.Ref> inputs = new TreeMap<>();
      task.inputs().forEach((port, source) -> inputs.put(port, ref(source)));
      add(task.name(), task.agent(), task.params(), inputs);
    }
  }

  private Task.Ref ref(String source) {
    int colon = source.indexOf(':');
    if (colon >= 0) {
      return new Task.Ref(source.substring(0, colon), source.substring(colon + 1));
    }
    Task named = tasks.get(source);
    return new Task.Ref(
        source,
        Optional.ofNullable(named)
            .flatMap(task -> catalogue.card(task.agent()))
            .or(() -> ownCard(source))
            .map(card -> card.firstOutput().name())
            .orElse("?"));
  }

  private Optional<Card> ownCard(String name) {
    return spec.tasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .flatMap(task -> catalogue.card(task.agent()));
  }

  private void book() {
    Map<String, Task.Ref> inputs = new TreeMap<>();
    inputs.put(
        "cost.commission",
        cost(
            "commission",
            Map.of(
                "rate",
                "costs.commission",
                "perShare",
                "costs.perShare",
                "minimum",
                "costs.minimum")));
    inputs.put("cost.spread", cost("spread", Map.of("half", "costs.halfSpread")));
    inputs.put("cost.impact", cost("impact", Map.of("coefficient", "costs.impact")));
    inputs.put("cost.borrow", cost("borrow", Map.of("rate", "costs.borrow")));
    inputs.put("cost.cash", add("costs.cash", "cash", cash(), Map.of()));
    SortedMap<String, String> params = params("backtest");
    params.put("capital", spec.value("capital"));
    params.put("currency", spec.value("currency"));
    params.put("calendar", spec.value("calendar"));
    params.put("fill", spec.value("fill.at"));
    for (String name : new String[] {"sizing", "patience", "maxAdv", "maxLeverage", "dividends"}) {
      params.put(name, spec.value("fill." + name));
    }
    for (String name : new String[] {"rebalance", "band", "tranches"}) {
      params.put(name, spec.value("schedule." + name));
    }
    for (String name : new String[] {"from", "to", "holdout"}) {
      params.put(name, spec.value("period." + name));
    }
    params.put("keep", spec.value("keep"));
    params.keySet().retainAll(params("backtest").keySet());
    Task.Ref book = add("book", "backtest", params, inputs);
    if (List.of(spec.value("keep").split(",", -1)).contains("attribution")) {
      add("attribution", "attribution", params("attribution"), Map.of("book", book));
    }
    if (!spec.value("controls.draws").equals("0")) {
      SortedMap<String, String> controls = params("controls");
      controls.put("draws", spec.value("controls.draws"));
      controls.put("seed", spec.value("controls.seed"));
      add("controls", "controls", controls, Map.of("book", book));
    }
  }

  private Task.Ref cost(String agent, Map<String, String> pathByParam) {
    SortedMap<String, String> params = params(agent);
    pathByParam.forEach((param, path) -> params.put(param, spec.value(path)));
    return add("costs." + agent, agent, params, Map.of());
  }

  /** Rates over the T-bill are spreads on the market's cash rate; a fixed rate stands alone. */
  private SortedMap<String, String> cash() {
    SortedMap<String, String> params = params("cash");
    String cash = spec.value("costs.cash");
    String margin = spec.value("costs.margin");
    params.put("spread", over(cash));
    params.put("cashBase", base(cash));
    params.put("margin", over(margin));
    params.put("marginBase", base(margin));
    return params;
  }

  private static String base(String rate) {
    return rate.startsWith(MARKET_RATE) ? "market" : "none";
  }

  private static String over(String rate) {
    String over = rate.startsWith(MARKET_RATE) ? rate.substring(MARKET_RATE.length()) : rate;
    return over.isEmpty() ? "0.0" : Double.toString(Double.parseDouble(over));
  }

  /** An agent's own defaults, to be overridden. */
  private SortedMap<String, String> params(String agent) {
    SortedMap<String, String> params = new TreeMap<>();
    for (Card.Param param : card(agent).params()) {
      String fallback = param.fallback();
      if (fallback != null) {
        params.put(param.name(), fallback);
      }
    }
    return params;
  }

  private Card card(String agent) {
    return catalogue
        .card(agent)
        .orElseThrow(() -> new IllegalArgumentException("No agent offers '%s'".formatted(agent)));
  }

  /**
   * Adds a task.
   *
   * @param given inputs by port name or by type; the rest is wired by type from what was made last
   */
  private Task.Ref add(
      String id, String agent, Map<String, String> params, Map<String, Task.Ref> given) {
    Card card = card(agent);
    Map<String, Task.Ref> inputs = new TreeMap<>();
    given.forEach(
        (port, ref) -> {
          if (card.input(port).isPresent() || !spec.tasks().isEmpty()) {
            inputs.put(port, ref);
          }
        });
    for (Card.Port port : card.inputs()) {
      Task.Ref source = given.getOrDefault(port.type(), sources.get(port.type()));
      if (source != null && !port.many() && !inputs.containsKey(port.name())) {
        inputs.put(port.name(), source);
      }
    }
    if (tasks.putIfAbsent(id, Task.of(id, agent, params, inputs)) != null) {
      throw new IllegalArgumentException(
          "Two tasks of strategy '%s' are called '%s'; give each a name of its own"
              .formatted(spec.name(), id));
    }
    for (Card.Port output : card.outputs()) {
      sources.put(output.type(), new Task.Ref(id, output.name()));
    }
    return card.outputs().isEmpty()
        ? new Task.Ref(id, "")
        : new Task.Ref(id, card.firstOutput().name());
  }

  private String type(Task.Ref ref) {
    Task task = tasks.get(ref.task());
    if (task == null) {
      throw new IllegalStateException("Task '%s' was not added".formatted(ref.task()));
    }
    return card(task.agent()).output(ref.port()).orElseThrow().type();
  }
}
