package finagent.sandbox.grid;

import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import java.io.Serializable;

/**
 * What every shard of a stage reads: held once per executor.
 *
 * @param features columns computed by an earlier stage, named by the key of their work
 */
public record Shared(Panel panel, Frame features) implements Serializable {}
