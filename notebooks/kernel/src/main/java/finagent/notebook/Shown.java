package finagent.notebook;

import finagent.jobs.sql.Answer;
import finagent.sandbox.market.Frame;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;

/** Values as Jupyter shows them: tables and frames as HTML, charts as SVG, the rest as text. */
final class Shown {
  private static final int ROWS = 20;
  private static final int WIDEST = 60;
  private static final int SESSIONS = 5;
  private static final int INSTRUMENTS = 8;

  private Shown() {}

  static DisplayData of(Object value, Renderer renderer) {
    if (value instanceof Chart chart) {
      DisplayData data = new DisplayData(chart.toString());
      data.putSVG(chart.svg());
      return data;
    }
    if (value instanceof Dataset<?> dataset) {
      return table(Answer.of(dataset.toDF(), ROWS));
    }
    if (value instanceof Frame frame) {
      return frame(frame);
    }
    return renderer.render(value);
  }

  private static DisplayData table(Answer answer) {
    String below =
        answer.more()
            ? "the first %d rows; there are more".formatted(ROWS)
            : "%d rows".formatted(answer.rows().size());
    return both(answer.texts(WIDEST), below);
  }

  /** The first sessions and the last ones of a frame's first column. */
  private static DisplayData frame(Frame frame) {
    String column = frame.columns().keySet().stream().findFirst().orElse("");
    int width = Math.min(INSTRUMENTS, frame.instruments().size());
    List<List<String>> rows = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of(column));
    heading.addAll(frame.instruments().ids().subList(0, width));
    rows.add(heading);
    int sessions = frame.time().size();
    for (int t = 0; t < sessions && !column.isEmpty(); t++) {
      if (t < SESSIONS || t >= sessions - SESSIONS) {
        List<String> row = new ArrayList<>(List.of(frame.time().date(t).toString()));
        for (int i = 0; i < width; i++) {
          row.add(String.format(Locale.ROOT, "%.6g", frame.at(column, t, i)));
        }
        rows.add(row);
      } else if (t == SESSIONS) {
        rows.add(new ArrayList<>(java.util.Collections.nCopies(width + 1, "..")));
      }
    }
    String below =
        "a frame of %d sessions x %d instruments; columns: %s"
            .formatted(
                sessions, frame.instruments().size(), String.join(", ", frame.columns().keySet()));
    return both(rows, below);
  }

  private static DisplayData both(List<List<String>> rows, String below) {
    StringBuilder html = new StringBuilder("<table>");
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      String cell = r == 0 ? "th" : "td";
      html.append(r == 0 ? "<thead><tr>" : "<tr>");
      for (String value : rows.get(r)) {
        html.append('<').append(cell).append('>').append(escaped(value));
        html.append("</").append(cell).append('>');
      }
      html.append(r == 0 ? "</tr></thead><tbody>" : "</tr>");
      text.append(String.join("  ", rows.get(r))).append('\n');
    }
    html.append("</tbody></table><p>").append(escaped(below)).append("</p>");
    DisplayData data = new DisplayData(text.append(below).toString());
    data.putHTML(html.toString());
    return data;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
