package finagent.agents;

import finagent.planner.Card;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.program.Layout;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One fixed market made by arithmetic alone, a column for every type of port. */
final class GoldenInput {
  static final int BARS = 420;
  private static final List<String> IDS =
      List.of("K", "B", "E", "A", "H", "C", "L", "G", "D", "J", "F", "I");

  private GoldenInput() {}

  static TimeAxis time() {
    int[] session = new int[BARS];
    long[] end = new long[BARS];
    LocalDate day = LocalDate.of(2006, 1, 2);
    for (int t = 0; t < BARS; t++) {
      session[t] = (int) day.toEpochDay();
      end[t] = (day.toEpochDay() * 24 + 21) * 3_600_000_000L;
      day = day.plusDays(day.getDayOfWeek().getValue() == 5 ? 3 : 1);
    }
    return TimeAxis.of("weekdays", 252, end, session);
  }

  static Layout layout() {
    Map<String, double[]> bars = new LinkedHashMap<>();
    for (String column : List.of("open", "high", "low", "close", "volume")) {
      bars.put(column, new double[BARS * IDS.size()]);
    }
    Map<String, String> sectors = new LinkedHashMap<>();
    IDS.forEach(id -> sectors.put(id, id.compareTo("G") < 0 ? "north" : "south"));
    Frame frame = Frame.of(time(), InstrumentAxis.of(IDS), bars);
    return Layout.of(Panel.of("golden", frame, Actions.none(), sectors, Map.of(), List.of()));
  }

  /** The columns a kernel reads, in the order the compiler hands them over. */
  static List<double[]> inputs(Agent agent) {
    List<double[]> inputs = new ArrayList<>();
    if (agent instanceof ReadsBars reader) {
      reader.columns().forEach(column -> inputs.add(column(column, 0)));
    }
    for (Card.Port port : agent.card().inputs()) {
      if (!port.type().equals("bars")) {
        inputs.add(column(port.type(), 0));
        if (port.many()) {
          inputs.add(column(port.type(), 1));
        }
      }
    }
    return inputs;
  }

  private static double[] column(String type, int stream) {
    double[] column = new double[BARS * IDS.size()];
    double[] factor = {1, 1};
    double[] own = new double[IDS.size()];
    for (int t = 0; t < BARS; t++) {
      double trend = t % 280 < 140 ? -0.002 : 0.004;
      factor[0] *= 1 + trend + 0.02 * noise(901, t);
      factor[1] *= 1 + trend + 0.03 * noise(902, t);
      for (int i = 0; i < own.length; i++) {
        own[i] = 0.7 * own[i] + 0.03 * noise(i, t);
        double level = factor[i % 2] * (1 + own[i]);
        double u = noise(100L * type.length() + 7L * i + stream, t) + 0.5;
        column[t * own.length + i] = value(type, level, u, t, i);
      }
    }
    return column;
  }

  private static double value(String type, double level, double u, int t, int i) {
    boolean gone = (i == 2 && t < 40) || (i == 5 && t > 300) || u < 0.01;
    return switch (type) {
      case "close" -> gone ? Double.NaN : Math.rint(level * (10 + i) * 100) / 100;
      case "series" -> i == 2 && t < 40 ? Double.NaN : level;
      case "volume" -> gone ? Double.NaN : Math.rint(u * 40) * 100;
      case "split" -> u > 0.998 ? 2 : u < 0.002 ? 0.05 : 1;
      case "dividend" -> u > 0.98 ? 0.25 : 0;
      case "spinoff" -> u > 0.999 ? 0.9 : 1;
      case "delisting" -> i == 5 && t == 301 ? -0.3 : Double.NaN;
      case "member", "mask" -> u > 0.1 ? 1 : 0;
      case "vol" -> u < 0.05 ? Double.NaN : 0.01 + 0.02 * u;
      case "score" -> u < 0.1 ? Double.NaN : Math.rint((u - 0.5) * 16) / 4;
      case "weights" -> u < 0.1 ? Double.NaN : (u - 0.4) * 0.4;
      case "pairs" -> u < 0.4 ? 0 : (u - 0.7) * 2;
      case "groups" -> u < 0.5 ? 0 : Math.rint(u * 3);
      default -> throw new IllegalArgumentException("No golden column of type '" + type + "'");
    };
  }

  /** Equity of an account that falls and recovers, by bar. */
  static double equity(int t) {
    return 100 - (t % 150) * 0.3 + 5 * noise(77, t);
  }

  /** Uniform in [-0.5, 0.5), from the bits of its arguments. */
  static double noise(long stream, long k) {
    long x = (stream * 0x9E3779B97F4A7C15L) ^ (k * 0xD1B54A32D192ED03L);
    x = (x ^ (x >>> 31)) * 0xBF58476D1CE4E5B9L;
    return ((x ^ (x >>> 29)) >>> 11) * 0x1p-53 - 0.5;
  }
}
