package finagent.jobs;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Panel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a panel as the CSV files a user would bring, one per kind. */
final class DemoMarket {
  private DemoMarket() {}

  static void write(Panel panel, Path folder) throws IOException {
    Files.createDirectories(folder);
    bars(panel, folder.resolve("bars.csv"));
    sectors(panel, folder.resolve("sectors.csv"));
    actions(panel, folder.resolve("actions.csv"));
    series(panel, "cash-rate", "rate", folder.resolve("rates.csv"));
    series(panel, "benchmark", "return", folder.resolve("benchmark.csv"));
  }

  private static void bars(Panel panel, Path file) throws IOException {
    String[] names = {"open", "high", "low", "close", "volume"};
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("date,symbol,open,high,low,close,volume\n");
      StringBuilder line = new StringBuilder();
      for (int t = 0; t < panel.time().size(); t++) {
        String date = panel.time().date(t).toString();
        for (int i = 0; i < panel.width(); i++) {
          if (Double.isNaN(panel.bars().at("close", t, i))) {
            continue;
          }
          line.setLength(0);
          line.append(date).append(',').append(panel.instruments().id(i));
          for (String name : names) {
            line.append(',').append(panel.bars().at(name, t, i));
          }
          out.append(line.append('\n'));
        }
      }
    }
  }

  private static void sectors(Panel panel, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("Symbol,Sector\n");
      for (int i = 0; i < panel.width(); i++) {
        out.write(panel.instruments().id(i) + "," + panel.sectors().get(panel.sector(i)) + "\n");
      }
    }
  }

  private static void actions(Panel panel, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("date,symbol,kind,amount\n");
      for (int k = 0; k < panel.actions().size(); k++) {
        Actions.Action action = panel.actions().at(k);
        out.write(
            "%s,%s,%s,%s\n"
                .formatted(
                    panel.time().date(action.bar()),
                    action.instrumentId(),
                    action.kind().name().toLowerCase(Locale.ROOT),
                    action.amount()));
      }
    }
  }

  private static void series(Panel panel, String name, String column, Path file)
      throws IOException {
    double[] values = panel.perSession(name).orElseThrow();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("date," + column + "\n");
      for (int t = 0; t < values.length; t++) {
        if (!Double.isNaN(values[t])) {
          out.write(panel.time().date(t) + "," + values[t] + "\n");
        }
      }
    }
  }
}
