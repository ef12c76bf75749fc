package finagent.jobs.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;

/** Lets queries through, and nothing that changes, writes or runs something. */
final class ReadOnly {
  private ReadOnly() {}

  /**
   * Passes a query.
   *
   * @throws IllegalArgumentException if a statement is none
   */
  static void check(String text, LogicalPlan plan) {
    if (plan instanceof DescribeRelation) {
      return;
    }
    Deque<LogicalPlan> open = new ArrayDeque<>();
    open.add(plan);
    while (!open.isEmpty()) {
      LogicalPlan node = open.remove();
      if (node instanceof Command
          || node instanceof ParsedStatement
          || node instanceof InsertIntoDir
          || node instanceof ScriptTransformation) {
        throw new IllegalArgumentException(
            ("Only questions are answered here: SELECT, WITH, FROM, VALUES or DESCRIBE TABLE."
                    + " '%s ..' is none; the tables are written by the other commands alone")
                .formatted(text.split("\\s+", 2)[0].toUpperCase(Locale.ROOT)));
      }
      scala.collection.Iterator<LogicalPlan> children = node.children().iterator();
      while (children.hasNext()) {
        open.add(children.next());
      }
    }
  }
}
