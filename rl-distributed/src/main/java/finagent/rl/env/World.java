package finagent.rl.env;

import java.io.Serializable;

/** Opens environments of one kind: what a training needs to be a pure function of its arguments. */
@FunctionalInterface
public interface World extends Serializable {
  /** An environment whose episodes are drawn with a seed. */
  Environment open(long seed);
}
