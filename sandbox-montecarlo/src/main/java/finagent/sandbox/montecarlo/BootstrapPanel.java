package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Philox;
import finagent.sandbox.vector.Lane;
import finagent.sandbox.vector.Mix;
import java.util.Arrays;

/**
 * Historical sessions drawn as whole rows in blocks, as a path model: the log returns of step t on
 * path k are those of row {@code RowBootstrap.rows(.., k, ..)[t]}.
 *
 * @param returns simple returns of the history
 * @param bootstrap with as many rows
 */
public record BootstrapPanel(RowReturns returns, RowBootstrap bootstrap) implements PathModel {
  public BootstrapPanel {
    if (returns.rows() != bootstrap.rows()) {
      throw new IllegalArgumentException(
          "A bootstrap of %d rows does not fit a history of %d"
              .formatted(bootstrap.rows(), returns.rows()));
    }
  }

  @Override
  public int instruments() {
    return returns.instruments();
  }

  @Override
  public Walk walk(Blocks random) {
    return new Steps(this, random.philox());
  }

  private static final class Steps implements Walk {
    private final RowBootstrap bootstrap;
    private final Philox random;
    private final int instruments;
    private final int stride;
    private final double[] logs;
    private final double scale;
    private final int[] row = new int[Lane.WIDTH];
    private final int[] left = new int[Lane.WIDTH];
    private final int[] block = new int[Lane.WIDTH];
    private long first;
    private int lanes;

    Steps(BootstrapPanel model, Philox random) {
      bootstrap = model.bootstrap;
      this.random = random;
      scale = bootstrap.scale();
      instruments = model.returns.instruments();
      stride = Mix.padded(instruments);
      logs = new double[model.returns.rows() * stride];
      for (int t = 0; t < model.returns.rows(); t++) {
        for (int i = 0; i < instruments; i++) {
          logs[t * stride + i] = StrictMath.log1p(model.returns.at(t, i));
        }
      }
    }

    @Override
    public void start(long first, int lanes) {
      this.first = first;
      this.lanes = lanes;
      Arrays.fill(left, 0);
      Arrays.fill(block, 0);
    }

    @Override
    public void next(double[] x) {
      for (int p = 0; p < lanes; p++) {
        move(p);
        int at = row[p] * stride;
        for (int i = 0; i < instruments; i++) {
          x[i * Lane.STRIDE + p] = logs[at + i];
        }
      }
    }

    private void move(int p) {
      if (left[p] > 0) {
        row[p] = row[p] + 1 == bootstrap.rows() ? 0 : row[p] + 1;
      } else {
        row[p] = bootstrap.start(random, first + p, block[p]);
        left[p] = bootstrap.length(random, first + p, block[p], scale);
        block[p]++;
      }
      left[p]--;
    }
  }
}
