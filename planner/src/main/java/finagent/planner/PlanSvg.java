package finagent.planner;

import finagent.planner.ExecutionPlan.Fate;
import finagent.planner.ExecutionPlan.Planned;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Draws a plan as one self-contained SVG, left to right: a box per task, or per agent and level
 * where there are many; full boxes will be computed, dashed ones are known, faint ones not needed.
 */
public final class PlanSvg {
  private static final int MOST_BOXES = 60;
  private static final int WIDTH = 168;
  private static final int HEIGHT = 40;
  private static final int GAP_X = 64;
  private static final int GAP_Y = 14;
  private static final int MARGIN = 20;
  private static final int LEGEND = 34;

  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final Map<Digest, String> boxOf = new HashMap<>();
  private final Map<Integer, Integer> used = new TreeMap<>();

  private PlanSvg() {}

  /** Tasks drawn as one. */
  private static final class Box {
    final String title;
    final String agent;
    final int level;
    final int row;
    int tasks;
    int todo;
    int reused;
    int strategies;

    Box(String title, String agent, int level, int row) {
      this.title = title;
      this.agent = agent;
      this.level = level;
      this.row = row;
    }

    int x() {
      return MARGIN + level * (WIDTH + GAP_X);
    }

    int y() {
      return MARGIN + LEGEND + row * (HEIGHT + GAP_Y);
    }

    String kind() {
      return todo > 0 ? "todo" : reused > 0 ? "reused" : "skipped";
    }
  }

  public static String of(ExecutionPlan plan) {
    PlanSvg drawing = new PlanSvg();
    drawing.place(plan, plan.tasks().size() > MOST_BOXES);
    return drawing.svg(plan);
  }

  private void place(ExecutionPlan plan, boolean grouped) {
    Map<Digest, Integer> levels = levels(plan);
    List<Planned> settingsLast =
        plan.tasks().stream()
            .sorted(Comparator.comparing((Planned task) -> task.inputs().isEmpty()))
            .toList();
    for (Planned task : settingsLast) {
      int level = levels.getOrDefault(task.key(), 0);
      String id = grouped ? level + "/" + task.task().agent() : task.key().hex();
      int column = level;
      Box box =
          boxes.computeIfAbsent(
              id,
              key ->
                  new Box(
                      title(task, grouped),
                      task.task().agent(),
                      column,
                      used.merge(column, 1, Integer::sum) - 1));
      box.tasks++;
      box.todo += task.fate() == Fate.TODO ? 1 : 0;
      box.reused += task.fate() == Fate.REUSED ? 1 : 0;
      box.strategies = Math.max(box.strategies, task.strategies().size());
      boxOf.put(task.key(), id);
    }
  }

  /** By the longest way from a start; what reads nothing stands just before its first reader. */
  private static Map<Digest, Integer> levels(ExecutionPlan plan) {
    Map<Digest, Integer> levels = new HashMap<>();
    Map<Digest, Integer> firstReader = new HashMap<>();
    for (Planned task : plan.tasks()) {
      int level = 0;
      for (Digest input : task.inputs().values()) {
        level = Math.max(level, levels.getOrDefault(input, 0) + 1);
      }
      levels.put(task.key(), level);
      for (Digest input : task.inputs().values()) {
        firstReader.merge(input, level, Math::min);
      }
    }
    for (Planned task : plan.tasks()) {
      if (task.inputs().isEmpty()) {
        levels.put(task.key(), firstReader.getOrDefault(task.key(), 1) - 1);
      }
    }
    return levels;
  }

  private static String title(Planned task, boolean grouped) {
    String id = task.task().id();
    return grouped || id.equals(task.task().agent()) ? task.task().agent() : id;
  }

  private String svg(ExecutionPlan plan) {
    int width = MARGIN * 2 - GAP_X + used.size() * (WIDTH + GAP_X);
    int rows = used.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int height = MARGIN * 2 + LEGEND + rows * (HEIGHT + GAP_Y) - GAP_Y;
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="Plan of %d strategies in %d tasks">
            <style>
            .plan-box{stroke-width:1.4;fill-opacity:.12} .plan-todo{stroke:#2563c9;fill:#2563c9}
            .plan-reused{stroke:#1a8f5a;fill:#1a8f5a;stroke-dasharray:5 3}
            .plan-skipped{stroke:#8a8f98;fill:#8a8f98;stroke-dasharray:1.5 3;fill-opacity:.05}
            .plan-edge{fill:none;stroke:#8a8f98;stroke-width:1.1;opacity:.75}
            .plan-name{font:600 12px system-ui,sans-serif;fill:#60656f} .plan-note{font:10.5px system-ui,sans-serif;fill:#7a808a}
            </style>
            """,
            width, height, width, height, plan.books().size(), plan.tasks().size()));
    legend(svg);
    edges(svg, plan);
    boxes.values().forEach(box -> box(svg, box));
    return svg.append("</svg>\n").toString();
  }

  private static void legend(StringBuilder svg) {
    int x = MARGIN;
    for (Fate fate : Fate.values()) {
      String word = fate.name().toLowerCase(Locale.ROOT);
      svg.append(
          text(
              """
              <rect class="plan-box plan-%s" x="%d" y="%d" width="22" height="12" rx="3"/><text class="plan-note" x="%d" y="%d">%s</text>
              """,
              word, x, MARGIN, x + 28, MARGIN + 10, word.equals("todo") ? "to do" : word));
      x += 100;
    }
  }

  private void edges(StringBuilder svg, ExecutionPlan plan) {
    Set<String> drawn = new HashSet<>();
    for (Planned task : plan.tasks()) {
      for (Digest input : task.inputs().values()) {
        String from = boxOf.getOrDefault(input, "");
        String to = boxOf.getOrDefault(task.key(), "");
        Box a = boxes.get(from);
        Box b = boxes.get(to);
        if (a != null && b != null && drawn.add(from + to)) {
          svg.append("<path class=\"plan-edge\" d=\"" + edge(a, b) + "\"/>\n");
        }
      }
    }
  }

  /** Straight to the next column; further on between the rows, so that no box is crossed. */
  private static String edge(Box a, Box b) {
    int x1 = a.x() + WIDTH;
    int x2 = b.x();
    int y1 = a.y() + HEIGHT / 2;
    int y2 = b.y() + HEIGHT / 2;
    int bend = GAP_X / 2;
    if (b.level <= a.level + 1) {
      return text("M%d %dC%d %d %d %d %d %d", x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
    }
    int lane = b.row < a.row ? a.y() - GAP_Y / 2 : a.y() + HEIGHT + GAP_Y / 2;
    String out =
        text("M%d %dC%d %d %d %d %d %d", x1, y1, x1 + bend, y1, x1 + bend, lane, x1 + GAP_X, lane);
    return out + text("H%dC%d %d %d %d %d %d", x2 - GAP_X, x2 - bend, lane, x2 - bend, y2, x2, y2);
  }

  private static void box(StringBuilder svg, Box box) {
    String note = box.tasks > 1 ? box.tasks + " tasks" : note(box);
    svg.append(
        text(
            """
            <g><title>%s: %d of %d to do, %d reused</title><rect class="plan-box plan-%s" x="%d" y="%d" width="%d" height="%d" rx="6"/><text class="plan-name" x="%d" y="%d">%s</text><text class="plan-note" x="%d" y="%d">%s</text></g>
            """,
            escaped(box.title),
            box.todo,
            box.tasks,
            box.reused,
            box.kind(),
            box.x(),
            box.y(),
            WIDTH,
            HEIGHT,
            box.x() + 10,
            box.y() + 17,
            escaped(brief(box.title)),
            box.x() + 10,
            box.y() + 32,
            note));
  }

  private static String note(Box box) {
    if (box.strategies > 1) {
      return "shared by " + box.strategies + " strategies";
    }
    return box.agent.equals(box.title) ? "" : escaped(brief(box.agent));
  }

  private static String brief(String title) {
    return title.length() <= 21 ? title : title.substring(0, 20) + "…";
  }

  private static String escaped(String text) {
    return text.codePoints()
        .map(
            c -> c < ' ' || (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /** Digits as SVG reads them, whatever the machine's language. */
  private static String text(String format, Object... parts) {
    return String.format(Locale.ROOT, format, parts);
  }
}
