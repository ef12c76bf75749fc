package finagent.sandbox.program;

import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import java.util.List;

/**
 * What a kernel may know of its instruments when it starts: who they are and which sector they
 * belong to. Never a price.
 *
 * @param sectors sector names
 * @param sector index into sectors, by instrument
 * @param rankById rank of each instrument by id, for breaking ties
 * @param barsPerYear for annualising
 */
public record Layout(
    InstrumentAxis instruments,
    List<String> sectors,
    int[] sector,
    int[] rankById,
    double barsPerYear) {

  public static Layout of(Panel panel) {
    int[] sector = new int[panel.width()];
    for (int i = 0; i < sector.length; i++) {
      sector[i] = panel.sector(i);
    }
    return new Layout(
        panel.instruments(),
        panel.sectors(),
        sector,
        panel.instruments().rankById(),
        panel.time().barsPerYear());
  }

  public int width() {
    return instruments.size();
  }
}
