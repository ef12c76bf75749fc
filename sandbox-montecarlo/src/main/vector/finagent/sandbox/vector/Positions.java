package finagent.sandbox.vector;

/**
 * Positions and orders of an account, one lane per instrument, and where the bar's rows stand: what
 * a {@link Desk} reads and writes. A carrier, one per account.
 */
public final class Positions {
  private static final double[] NOTHING = {};

  /** Instruments, and how many of them fill whole vectors. */
  final int size;

  final int whole;

  public double[] shares;
  public double[] value;

  /** Shares and values after a {@link Desk#trade}, until {@link #turn}. */
  double[] nextShares;

  double[] nextValue;
  public final double[] aim;
  public final double[] order;
  public final double[] quantity;

  /** Money of each order, its commission and its impact. */
  public final double[] notional;

  public final double[] commission;
  public final double[] impact;

  /** Average daily volume and impact coefficient times volatility, of the decision. */
  public final double[] adv;

  public final double[] coefficient;

  /** For {@link Desk#trade}: daily volatilities and average daily volumes as of the decision. */
  public final double[] sigma;

  public final double[] usual;

  /** The row of prices at {@code at}: those of the fill, or the closes. */
  public double[] prices = NOTHING;

  /** For {@link Desk#trade}: the row of closes at {@code at}. */
  public double[] closes = NOTHING;

  /** For {@link Desk#aim}: the row of target weights at {@code targetAt}. */
  public double[] target = NOTHING;

  public int targetAt;

  /** The row of volumes at {@code at}; empty = every bar trades. */
  public double[] volumes = NOTHING;

  public int at;

  /** For {@link Desk#order}: equity and the money within which a difference is left alone. */
  public double equity;

  public double band;

  /** Rates of the account. */
  public double commissionRate;

  public double perShare;
  public double minimum;
  public double impactRate;

  /** Out, of a fill: whether every bar could trade. */
  public boolean tradable;

  /** Out, of a fill: money bought less money sold, traded, commissions, impact. */
  public double bought;

  public double traded;
  public double commissions;
  public double impacts;

  /** Out, of a fill: value of positions before it, and gross after it, at its prices. */
  public double exposure;

  public double grossAfter;

  /** Out, of a mark: whether every close is there, and the sums. */
  public boolean marked;

  public double net;
  public double gross;

  /** Out, of an aim: whether no target was beyond {@link Desk#MAX_WEIGHT}. */
  public boolean sane;

  /** Room for partial sums. */
  final double[] sums = new double[ScalarTrade.TOTALS + 8];

  /** Positions in so many instruments, none held. */
  public Positions(int size) {
    this.size = size;
    whole = size & -4;
    shares = new double[size];
    value = new double[size];
    nextShares = new double[size];
    nextValue = new double[size];
    aim = new double[size];
    order = new double[size];
    quantity = new double[size];
    notional = new double[size];
    commission = new double[size];
    impact = new double[size];
    adv = new double[size];
    coefficient = new double[size];
    sigma = new double[size];
    usual = new double[size];
  }

  /** Takes over the shares and values of the last {@link Desk#trade}. */
  public void turn() {
    double[] before = shares;
    shares = nextShares;
    nextShares = before;
    before = value;
    value = nextValue;
    nextValue = before;
  }

  /** Whether costs are in proportion to the money traded. */
  boolean proportional() {
    return perShare == 0 && minimum == 0 && impactRate == 0;
  }

  /** Number of instruments. */
  public int size() {
    return size;
  }
}
