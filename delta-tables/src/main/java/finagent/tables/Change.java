package finagent.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** What a commit does to a table, made anew where somebody else committed first. */
@FunctionalInterface
interface Change {
  /** The actions on top of a version; none if there is nothing to do. */
  List<ObjectNode> on(TableLog.State state) throws IOException;
}
