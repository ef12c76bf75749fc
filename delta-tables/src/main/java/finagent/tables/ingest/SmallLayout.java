package finagent.tables.ingest;

import finagent.sandbox.market.Actions;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.market.BarIds;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which columns a small file has and what a line of it means. */
enum SmallLayout {
  SECTORS(2) {
    @Override
    int[] find(Csv csv, ImportRequest request) {
      return new int[] {
        csv.need("symbol, sector", "symbol", "ticker"),
        csv.need("symbol, sector", "sector", "gics sector")
      };
    }

    @Override
    Parsed parse(Csv csv, int[] columns, ImportRequest request) {
      String symbol = dashed(csv.text(columns[0]));
      return symbol.isEmpty()
          ? Parsed.bad(Check.reason(Check.SYMBOL.bit(), 0))
          : Parsed.good(request.name(), symbol, symbol, csv.text(columns[1]), request.source());
    }
  },

  MEMBERSHIP(3) {
    @Override
    int[] find(Csv csv, ImportRequest request) {
      String needed = "ticker, start_date, end_date";
      return new int[] {
        csv.need(needed, "ticker", "symbol"),
        csv.need(needed, "start_date", "from"),
        csv.need(needed, "end_date", "to")
      };
    }

    @Override
    Parsed parse(Csv csv, int[] columns, ImportRequest request) {
      String symbol = dashed(csv.text(columns[0]));
      int from = csv.day(columns[1]);
      boolean open = csv.isBlank(columns[2]);
      int to = open ? Integer.MAX_VALUE : csv.day(columns[2]);
      if (symbol.isEmpty() || from == Numbers.NO_DAY || to == Numbers.NO_DAY) {
        return Parsed.bad(
            Check.reason(symbol.isEmpty() ? Check.SYMBOL.bit() : Check.DATE.bit(), 0));
      }
      return to < from
          ? Parsed.bad("the spell ends before it begins")
          : Parsed.good(request.name(), symbol, from, open ? Optional.empty() : (Object) to);
    }
  },

  RATES(2) {
    @Override
    int[] find(Csv csv, ImportRequest request) {
      String[] names =
          request.column().isEmpty()
              ? new String[] {"3month", "rate"}
              : new String[] {request.column()};
      String needed = "date, " + String.join(" or ", names);
      return new int[] {csv.need(needed, "date", "time period"), csv.need(needed, names)};
    }

    @Override
    Parsed parse(Csv csv, int[] columns, ImportRequest request) {
      return dated(csv, columns, request);
    }
  },

  BENCHMARK(2) {
    @Override
    int[] find(Csv csv, ImportRequest request) {
      return new int[] {csv.need("date, return", "date"), csv.need("date, return", "return")};
    }

    @Override
    Parsed parse(Csv csv, int[] columns, ImportRequest request) {
      return dated(csv, columns, request);
    }
  },

  ACTIONS(4) {
    @Override
    int[] find(Csv csv, ImportRequest request) {
      String needed = "date, symbol, kind, amount";
      return new int[] {
        csv.need(needed, "date"),
        csv.need(needed, "symbol", "ticker"),
        csv.need(needed, "kind"),
        csv.need(needed, "amount")
      };
    }

    @Override
    Parsed parse(Csv csv, int[] columns, ImportRequest request) {
      int day = csv.day(columns[0]);
      String symbol = dashed(csv.text(columns[1]));
      String kind = csv.text(columns[2]).toUpperCase(Locale.ROOT);
      double amount = csv.number(columns[3]);
      if (day == Numbers.NO_DAY || symbol.isEmpty()) {
        return Parsed.bad(
            Check.reason(symbol.isEmpty() ? Check.SYMBOL.bit() : Check.DATE.bit(), 0));
      }
      boolean fits =
          switch (kind) {
            case "SPLIT", "DIVIDEND" -> amount > 0 && amount < Double.POSITIVE_INFINITY;
            case "SPINOFF" -> amount > 0 && amount <= 1;
            case "DELISTING" -> amount >= -1 && amount < Double.POSITIVE_INFINITY;
            default -> false;
          };
      return fits
          ? Parsed.good(request.name(), symbol, day, kind, amount)
          : Parsed.bad(
              "no action: kind must be one of %s with an amount that fits it"
                  .formatted(Arrays.toString(Actions.Kind.values())));
    }
  };

  private final int keys;

  SmallLayout(int keys) {
    this.keys = keys;
  }

  /** Positions of the columns in a file that has them; fails in words where it has not. */
  abstract int[] find(Csv csv, ImportRequest request);

  abstract Parsed parse(Csv csv, int[] columns, ImportRequest request);

  TableDef table() {
    return switch (this) {
      case SECTORS -> Tables.INSTRUMENTS;
      case MEMBERSHIP -> Tables.MEMBERSHIP;
      case RATES -> Tables.RATES;
      case BENCHMARK -> Tables.BENCHMARK;
      case ACTIONS -> Tables.ACTIONS;
    };
  }

  /** How many of the table's first columns identify a row. */
  int keys() {
    return keys;
  }

  static SmallLayout of(ImportRequest request) {
    return valueOf(request.kind().name());
  }

  private static Parsed dated(Csv csv, int[] columns, ImportRequest request) {
    int day = csv.day(columns[0]);
    if (day == Numbers.NO_DAY) {
      return Parsed.bad(Check.reason(Check.DATE.bit(), 0));
    }
    if (csv.isBlank(columns[1])) {
      return Parsed.ofBlank();
    }
    double value = csv.number(columns[1]);
    return Double.isNaN(value) || Double.isInfinite(value)
        ? Parsed.bad(Check.reason(Check.NUMBER.bit(), 0))
        : Parsed.good(request.name(), day, value);
  }

  /** Share classes have a dash in these tables: BRK.B is BRK-B; see {@link BarIds}. */
  private static String dashed(String symbol) {
    return symbol.replace('.', '-');
  }

  /** A cell as an object that compares with what {@link Parsed} holds. */
  static Object value(Rows rows, String column, int r) {
    if (rows.isNull(column, r)) {
      return Optional.empty();
    }
    return switch (rows.columns().get(rows.index(column)).type()) {
      case STRING -> rows.text(column, r);
      case DOUBLE -> rows.doubles(column)[r];
      case DATE, INT, BOOLEAN -> rows.ints(column)[r];
      case LONG, TIMESTAMP -> rows.longs(column)[r];
    };
  }

  /**
   * What a line says: the values of a row but its last, or what is wrong with it.
   *
   * @param blank there is no value, and that is no fault
   */
  record Parsed(Optional<List<Object>> values, String problem, boolean blank) {
    static Parsed good(Object... values) {
      return new Parsed(Optional.of(List.of(values)), "", false);
    }

    static Parsed bad(String problem) {
      return new Parsed(Optional.empty(), problem, false);
    }

    static Parsed ofBlank() {
      return new Parsed(Optional.empty(), "", true);
    }
  }
}
