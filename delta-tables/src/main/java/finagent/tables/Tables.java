package finagent.tables;

import java.util.List;

/** Every table of a warehouse. */
public final class Tables {
  private Tables() {}

  /** One daily bar per data set, instrument and session. */
  public static final TableDef BARS_DAILY = MarketTables.BARS_DAILY;

  /** Corporate actions. */
  public static final TableDef ACTIONS = MarketTables.ACTIONS;

  /** What is known about each instrument. */
  public static final TableDef INSTRUMENTS = MarketTables.INSTRUMENTS;

  /** Spells of index membership. */
  public static final TableDef MEMBERSHIP = MarketTables.MEMBERSHIP;

  /** Interest rates. */
  public static final TableDef RATES = MarketTables.RATES;

  /** Returns of benchmarks. */
  public static final TableDef BENCHMARK = MarketTables.BENCHMARK;

  /** Lines that were not imported, and why. */
  public static final TableDef QUARANTINE = MarketTables.QUARANTINE;

  /** What was imported, when, and what is known about it. */
  public static final TableDef DATASETS = MarketTables.DATASETS;

  /** Partial sums of the hashes of bars. */
  public static final TableDef FINGERPRINTS = MarketTables.FINGERPRINTS;

  /** States of runs. */
  public static final TableDef RUNS = WorkTables.RUNS;

  /** Which results count. */
  public static final TableDef COMMITS = WorkTables.COMMITS;

  /** Statuses of tasks. */
  public static final TableDef TASKS = WorkTables.TASKS;

  /** How Spark fared: stages, and executors that were lost. */
  public static final TableDef HEALTH = WorkTables.HEALTH;

  /** What happened. */
  public static final TableDef EVENTS = WorkTables.EVENTS;

  /** One row per book and bar. */
  public static final TableDef EQUITY = WorkTables.EQUITY;

  /** Holdings after each change. */
  public static final TableDef POSITIONS = WorkTables.POSITIONS;

  /** Fills, cuts, rejections and actions. */
  public static final TableDef TRADES = WorkTables.TRADES;

  /** Numbers about books. */
  public static final TableDef METRICS = WorkTables.METRICS;

  /** Every evaluation of a hypothesis. */
  public static final TableDef TRIALS = WorkTables.TRIALS;

  /** Chunks of simulated paths. */
  public static final TableDef MC_CHUNKS = SimulationTables.MC_CHUNKS;

  /** What came out of simulations. */
  public static final TableDef MC_RESULTS = SimulationTables.MC_RESULTS;

  /** Strategies in scenarios. */
  public static final TableDef STRESS = SimulationTables.STRESS;

  /** Parameters of path models fitted to data. */
  public static final TableDef CALIBRATIONS = SimulationTables.CALIBRATIONS;

  /** What policies saw, did and were paid. */
  public static final TableDef EXPERIENCE = ExperienceTables.EXPERIENCE;

  /** What was learnt, with its lineage. */
  public static final TableDef POLICIES = LearningTables.POLICIES;

  /** How good policies were on the way. */
  public static final TableDef LEARNING_CURVES = LearningTables.LEARNING_CURVES;

  /** Logs of nights: who holds one, which steps are done. */
  public static final TableDef NIGHTS = NightTables.NIGHTS;

  /** What somebody should look at. */
  public static final TableDef ALERTS = NightTables.ALERTS;

  /** What a night wants to hold. */
  public static final TableDef TARGETS = NightTables.TARGETS;

  /** All of them, market first. */
  public static List<TableDef> all() {
    return List.of(
        BARS_DAILY,
        ACTIONS,
        INSTRUMENTS,
        MEMBERSHIP,
        RATES,
        BENCHMARK,
        QUARANTINE,
        DATASETS,
        FINGERPRINTS,
        RUNS,
        COMMITS,
        TASKS,
        HEALTH,
        EVENTS,
        EQUITY,
        POSITIONS,
        TRADES,
        METRICS,
        TRIALS,
        MC_CHUNKS,
        MC_RESULTS,
        STRESS,
        CALIBRATIONS,
        EXPERIENCE,
        POLICIES,
        LEARNING_CURVES,
        NIGHTS,
        ALERTS,
        TARGETS);
  }
}
