package finagent.sandbox.ledger;

/** Accounts for worked examples: plain, with one thing changed at a time. */
record Accounts(Account account) {
  static Accounts of(double capital) {
    return new Accounts(Account.plain(capital));
  }

  /** No commission, spread, impact or rates but for the one given. */
  static Account.Costs costs(double commission, double perShare, double minimum, double impact) {
    return new Account.Costs(commission, perShare, minimum, 0, impact, 0, 0, 0, 0);
  }

  Accounts fill(Account.Fill fill) {
    return with(fill, account.sizing(), account.patience(), account.band(), account.tranches());
  }

  Accounts shares() {
    return with(
        account.fill(),
        Account.Sizing.SHARES,
        account.patience(),
        account.band(),
        account.tranches());
  }

  Accounts patience(int bars) {
    return with(account.fill(), account.sizing(), bars, account.band(), account.tranches());
  }

  Accounts band(double band) {
    return with(account.fill(), account.sizing(), account.patience(), band, account.tranches());
  }

  Accounts tranches(int tranches) {
    return with(account.fill(), account.sizing(), account.patience(), account.band(), tranches);
  }

  private Accounts with(
      Account.Fill fill, Account.Sizing sizing, int patience, double band, int tranches) {
    return new Accounts(
        new Account(
            account.capital(),
            account.currency(),
            fill,
            sizing,
            patience,
            account.rebalance(),
            band,
            tranches,
            account.maxAdv(),
            account.maxLeverage(),
            account.dividends(),
            account.costs()));
  }

  Accounts limits(double maxAdv, double maxLeverage) {
    return new Accounts(
        new Account(
            account.capital(),
            account.currency(),
            account.fill(),
            account.sizing(),
            account.patience(),
            account.rebalance(),
            account.band(),
            account.tranches(),
            maxAdv,
            maxLeverage,
            account.dividends(),
            account.costs()));
  }

  Accounts dividends(Account.Dividends dividends) {
    return new Accounts(
        new Account(
            account.capital(),
            account.currency(),
            account.fill(),
            account.sizing(),
            account.patience(),
            account.rebalance(),
            account.band(),
            account.tranches(),
            account.maxAdv(),
            account.maxLeverage(),
            dividends,
            account.costs()));
  }

  Accounts costs(Account.Costs costs) {
    return new Accounts(account.with(costs));
  }
}
