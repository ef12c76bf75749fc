#!/usr/bin/env python3
"""Reads every table of a warehouse with deltalake and Polars, whole and by time travel.

Usage: check-readers.py WAREHOUSE     needs: pip install deltalake polars
Exit code 1 where a table cannot be read, two readers disagree, or a table is missing.
"""
import os
import sys

import polars as pl
from deltalake import DeltaTable

NEEDED = {"bars_daily", "datasets", "fingerprints", "instruments", "runs", "commits", "tasks",
          "equity", "positions", "trades", "metrics", "trials"}


def main(warehouse):
    tables = sorted(name for name in os.listdir(warehouse)
                    if os.path.isdir(os.path.join(warehouse, name, "_delta_log")))
    bad = 0
    print(f"{'table':<14}{'version':>8}{'rows':>12}{'rows at v0':>12}  columns")
    for name in tables:
        path = os.path.join(warehouse, name)
        try:
            table = DeltaTable(path)
            rows = table.to_pyarrow_dataset().count_rows()
            first = DeltaTable(path, version=0).to_pyarrow_dataset().count_rows()
            polars = pl.scan_delta(path).select(pl.len()).collect().item()
            columns = pl.read_delta(path, version=table.version()).columns
            print(f"{name:<14}{table.version():>8}{rows:>12}{first:>12}  {len(columns)}")
            if polars != rows:
                bad += 1
                print(f"  {name}: deltalake reads {rows} rows, Polars {polars}")
        except Exception as e:  # every reader error is a finding of this check
            bad += 1
            print(f"{name}: cannot be read: {e}")
    missing = NEEDED - set(tables)
    if missing:
        bad += 1
        print("missing tables:", ", ".join(sorted(missing)))
    print("all tables read" if not bad else f"{bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
