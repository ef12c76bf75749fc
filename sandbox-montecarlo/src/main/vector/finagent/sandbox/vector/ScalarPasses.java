package finagent.sandbox.vector;

/** The passes, one lane at a time; they need no incubating module. */
public enum ScalarPasses implements Pass {
  /** Uniforms x and y from the first and the second 64 bits of Philox4x32-10. */
  PHILOX {
    @Override
    public void over(Lane lane) {
      int high = (int) (lane.path >>> 32);
      int low = (int) lane.path;
      for (int p = 0; p < lane.lanes; p++) {
        philox(low + p, high, lane, p);
      }
    }
  },

  /** x = sqrt(-2 ln a). */
  RADIUS {
    @Override
    public void over(Lane lane) {
      for (int p = 0; p < lane.lanes; p++) {
        lane.x[lane.xAt + p] = Math.sqrt(Elementary.log(lane.a[lane.aAt + p]) * -2.0);
      }
    }
  },

  /** x = a cos(2 pi b), y = a sin(2 pi b). */
  ROTATE {
    @Override
    public void over(Lane lane) {
      for (int p = 0; p < lane.lanes; p++) {
        double radius = lane.a[lane.aAt + p];
        double turn = lane.b[lane.bAt + p];
        lane.x[lane.xAt + p] = radius * Elementary.cosTurn(turn);
        lane.y[lane.yAt + p] = radius * Elementary.sinTurn(turn);
      }
    }
  },

  /** x = e^a. */
  EXP {
    @Override
    public void over(Lane lane) {
      for (int p = 0; p < lane.lanes; p++) {
        lane.x[lane.xAt + p] = Elementary.exp(lane.a[lane.aAt + p]);
      }
    }
  },

  /** x = the normal quantile of a. */
  QUANTILE {
    @Override
    public void over(Lane lane) {
      for (int p = 0; p < lane.lanes; p++) {
        lane.x[lane.xAt + p] = Quantile.of(lane.a[lane.aAt + p]);
      }
    }
  },

  /** x = sqrt(v (a^(-2 / v) - 1)), v degrees of freedom. */
  T_RADIUS {
    @Override
    public void over(Lane lane) {
      double v = lane.degrees;
      double power = -2 / v;
      for (int p = 0; p < lane.lanes; p++) {
        double grown = Elementary.expm1(Elementary.log(lane.a[lane.aAt + p]) * power);
        lane.x[lane.xAt + p] = Math.sqrt(grown * v);
      }
    }
  };

  private static final long MASK = 0xFFFFFFFFL;

  private static void philox(int c0, int c1, Lane lane, int p) {
    int c2 = lane.step;
    int c3 = lane.draw;
    int k0 = (int) lane.key;
    int k1 = (int) (lane.key >>> 32);
    for (int round = 0; round < 10; round++) {
      long p0 = 0xD2511F53L * (c0 & MASK);
      long p1 = 0xCD9E8D57L * (c2 & MASK);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    lane.x[lane.xAt + p] = Elementary.unit((c0 & MASK) | ((long) c1 << 32));
    lane.y[lane.yAt + p] = Elementary.unit((c2 & MASK) | ((long) c3 << 32));
  }
}
