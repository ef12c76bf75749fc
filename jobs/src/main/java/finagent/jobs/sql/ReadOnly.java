package finagent.jobs.sql;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.CloneTableStatement;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.RestoreTableStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.CommandExecutionMode;

/**
 * Lets queries through, and nothing that changes, writes or runs something, however deep it is in
 * the query.
 */
final class ReadOnly {
  private final String text;

  private ReadOnly(String text) {
    this.text = text;
  }

  /**
   * Passes a query as it is written, before anything is looked up for it.
   *
   * @throws IllegalArgumentException if a statement is none
   */
  static void checkWritten(String text, LogicalPlan plan) {
    if (!(plan instanceof DescribeRelation)) {
      new ReadOnly(text).walk(plan);
    }
  }

  /**
   * Passes a query as Spark understands it, which shows what its functions are.
   *
   * @throws IllegalArgumentException if a statement is none
   */
  static void checkUnderstood(SparkSession session, String text, LogicalPlan plan) {
    if (!(plan instanceof DescribeRelation)) {
      new ReadOnly(text)
          .walk(session.sessionState().executePlan(plan, CommandExecutionMode.SKIP()).analyzed());
    }
  }

  /** Looks at every plan and expression: those of subqueries and of WITH, too. */
  private void walk(LogicalPlan plan) {
    Set<TreeNode<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<TreeNode<?>> open = new ArrayDeque<>();
    open.add(plan);
    while (!open.isEmpty()) {
      TreeNode<?> node = open.remove();
      if (!seen.add(node)) {
        continue;
      }
      check(node);
      addAll(open, node.children());
      addAll(open, node.innerChildren());
      if (node instanceof QueryPlan<?> query) {
        addAll(open, query.expressions());
      }
      if (node instanceof PlanExpression<?> subquery) {
        open.add(subquery.plan());
      }
    }
  }

  private static void addAll(Deque<TreeNode<?>> open, scala.collection.Seq<?> nodes) {
    scala.collection.Iterator<?> each = nodes.iterator();
    while (each.hasNext()) {
      if (each.next() instanceof TreeNode<?> node) {
        open.add(node);
      }
    }
  }

  private void check(TreeNode<?> node) {
    if (node instanceof ScriptTransformation || node instanceof CallMethodViaReflection) {
      throw new IllegalArgumentException(
          "Only questions are answered here; TRANSFORM, reflect and java_method run programs, and"
              + " are refused");
    }
    if (node instanceof Command
        || node instanceof ParsedStatement
        || node instanceof InsertIntoDir
        || node instanceof RestoreTableStatement
        || node instanceof CloneTableStatement) {
      throw new IllegalArgumentException(
          ("Only questions are answered here: SELECT, WITH, FROM, VALUES or DESCRIBE TABLE."
                  + " '%s ..' is none; the tables are written by the other commands alone")
              .formatted(text.split("\\s+", 2)[0].toUpperCase(Locale.ROOT)));
    }
  }
}
