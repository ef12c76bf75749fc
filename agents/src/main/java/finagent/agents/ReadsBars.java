package finagent.agents;

import java.util.List;

/** A computing agent whose {@code bars} port feeds its kernel these market columns, in order. */
public interface ReadsBars {
  List<String> columns();
}
