#!/usr/bin/env python3
"""Reads every table of a warehouse with deltalake, Polars, pandas and DuckDB, whole and by time travel.

Usage: check-readers.py WAREHOUSE     needs: pip install deltalake polars pandas pyarrow duckdb
Each reader reads the newest version, one from the middle, and the first (which is the schema alone). They
have to agree on the rows and, in every column, on how many values are missing, the least and the greatest.
An older version whose files were vacuumed is told as such.
Exit code 1 where a table cannot be read, two readers disagree, or a table is missing.
"""
import os
import sys

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

NEEDED = {"bars_daily", "datasets", "fingerprints", "instruments", "runs", "commits", "tasks",
          "equity", "positions", "trades", "metrics", "trials"}


def by_deltalake(path, version):
    """What a table holds: its rows, and (missing, least, greatest) by column; NaN counts as missing."""
    table = DeltaTable(path, version=version).to_pyarrow_table()
    columns = {}
    for name in table.column_names:
        values = table[name].combine_chunks()
        if pa.types.is_floating(values.type):
            values = pc.if_else(pc.is_nan(values), None, values)
        elif pa.types.is_timestamp(values.type):
            values = values.cast(pa.timestamp("us", values.type.tz)).cast(pa.int64())
        ends = pc.min_max(values).as_py() if len(values) else {"min": None, "max": None}
        columns[name] = (values.null_count, ends["min"], ends["max"])
    return table.num_rows, columns


def by_polars(path, version):
    frame = pl.read_delta(path, version=version)
    columns = {}
    for values in frame:
        if values.dtype.is_float():
            values = values.fill_nan(None)
        elif values.dtype == pl.Datetime:
            values = values.dt.epoch("us")
        columns[values.name] = (values.null_count(), values.min(), values.max())
    return frame.height, columns


def by_pandas(path, version):
    frame = DeltaTable(path, version=version).to_pandas()
    columns = {}
    for name, values in frame.items():
        known = values.dropna()
        ends = (known.min(), known.max()) if len(known) else (None, None)
        if hasattr(ends[0], "as_unit"):
            ends = tuple(end.as_unit("us")._value for end in ends)
        columns[name] = (int(values.isna().sum()), *ends)
    return len(frame), columns


def by_duckdb(path, version):
    rows = DeltaTable(path, version=version).to_pyarrow_dataset()  # found by DuckDB under this name
    asked = ["count(*)"]
    for field in rows.schema:
        value = f'"{field.name}"'
        if pa.types.is_floating(field.type):
            value = f"case when isnan({value}) then null else {value} end"
        elif pa.types.is_timestamp(field.type):
            value = f"epoch_us({value})"
        asked += [f"count(*) - count({value})", f"min({value})", f"max({value})"]
    found = duckdb.sql(f"select {', '.join(asked)} from rows").fetchall()[0]
    return found[0], {name: found[1 + 3 * c:4 + 3 * c] for c, name in enumerate(rows.schema.names)}


READERS = {"deltalake": by_deltalake, "Polars": by_polars, "pandas": by_pandas, "DuckDB": by_duckdb}


def differences(path, version):
    """Rows of one version, and every disagreement about it in words."""
    read = {reader: function(path, version) for reader, function in READERS.items()}
    (first, (rows, columns)), *others = read.items()
    wrong = []
    for reader, (other_rows, other_columns) in others:
        if other_rows != rows or other_columns.keys() != columns.keys():
            wrong.append(f"version {version}: {first} reads {rows} rows of {list(columns)}, {reader} {other_rows} of {list(other_columns)}")
            continue
        wrong += [f"version {version}, column {name}: {first} reads {columns[name]}, {reader} {other_columns[name]} (missing, least, greatest)"
                  for name in columns if columns[name] != other_columns[name]]
    return rows, len(columns), wrong


def older(path, version, newest):
    """Rows of a version and the disagreements about it; a version whose files were vacuumed has none."""
    try:
        rows, _, wrong = differences(path, version)
        return rows, wrong
    except FileNotFoundError:
        if version == newest:
            raise
        return "vacuumed", []


def main(warehouse):
    tables = sorted(name for name in os.listdir(warehouse)
                    if os.path.isdir(os.path.join(warehouse, name, "_delta_log")))
    bad = 0
    print(f"{'table':<16}{'version':>8}{'rows':>12}{'at half':>12}{'at first':>12}  columns")
    for name in tables:
        path = os.path.join(warehouse, name)
        try:
            newest = DeltaTable(path).version()
            rows, columns, wrong = differences(path, newest)
            half, more = older(path, newest // 2, newest)
            first, most = older(path, 0, newest)
            print(f"{name:<16}{newest:>8}{rows:>12}{half:>12}{first:>12}  {columns}")
            for text in wrong + more + most:
                bad += 1
                print(f"  {name}: {text}")
        except Exception as e:  # every reader error is a finding of this check
            bad += 1
            print(f"{name}: cannot be read: {type(e).__name__}: {e}")
    missing = NEEDED - set(tables)
    if missing:
        bad += 1
        print("missing tables:", ", ".join(sorted(missing)))
    print(f"{len(tables)} tables read by {', '.join(READERS)}" if not bad else f"{bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
