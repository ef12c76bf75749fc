#!/usr/bin/env python3
"""Recomputes the digest of a run from the Delta files alone: digest.py WAREHOUSE RUN

Needs python3 with deltalake and pyarrow. Follows the Javadoc of finagent.tables.results.ResultDigest.
Prints each strategy's book digest and the run digest. Of a simulation (finagent montecarlo) it takes the
digest of mc_results as the Javadoc of McResults says, and adds the chunks of mc_chunks up again
(chunks.py); of a stress test it takes the digest of its rows in stress. Exit code 1 if the run, or a chunk, says otherwise.
"""
import hashlib
import json
import os
import re
import struct
import sys

import chunks
import pyarrow as pa
from deltalake import DeltaTable

ORDER = [
    ("equity", ["session", "end_at"]),
    ("metrics", ["scope", "item", "name"]),
    ("positions", ["instrument_id", "session", "end_at"]),
    ("trades", ["instrument_id", "session", "seq"]),
]
RANK = ["pending", "running", "completed", "failed", "cancelled"]


def rows(warehouse, table, filters=None):
    path = os.path.join(warehouse, table)
    if not os.path.isdir(os.path.join(path, "_delta_log")):
        return None
    return DeltaTable(path).to_pyarrow_table(filters=filters)


def text(value):
    data = value.encode("utf-8")
    return struct.pack(">i", len(data)) + data


def encoded(column):
    """Each value of a column as the bytes of the digest."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kind = array.type
    if array.null_count:
        sys.exit("a column of results holds nulls; the digest is not defined")
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return [text(value) for value in array.to_pylist()]
    if pa.types.is_floating(kind):
        array = array.view(pa.int64())
    elif pa.types.is_timestamp(kind):
        array = array.cast(pa.timestamp("us", kind.tz)).view(pa.int64())
    elif pa.types.is_date(kind):
        array = array.cast(pa.int32())
    values = array.to_pylist()
    packed = struct.pack(">%dq" % len(values), *values)
    return [packed[at:at + 8] for at in range(0, len(packed), 8)]


def book_digests(warehouse, commits):
    """Digest of each key, over the rows of its first commit."""
    digests = {key: hashlib.sha256() for key in commits}
    for table, order in ORDER:
        found = rows(warehouse, table, [("key", "in", sorted(commits))])
        if found is None or found.num_rows == 0:
            continue
        found = found.sort_by([(name, "ascending") for name in ["key"] + order])
        keys = found.column("key").to_pylist()
        made = found.column("commit_id").to_pylist()
        names = [name for name in found.schema.names if name not in ("key", "commit_id")]
        values = zip(*[encoded(found.column(name)) for name in names])
        for key, commit, row in zip(keys, made, values):
            if commit == commits[key]:
                digests[key].update(b"".join(row))
    return {key: digest.hexdigest() for key, digest in digests.items()}


def last_state(warehouse, run):
    table = rows(warehouse, "runs", [("run_id", "=", run)])
    states = table.to_pylist() if table is not None else []
    if not states:
        sys.exit("no run '%s' in %s" % (run, warehouse))
    return max(states, key=lambda state: (state["state"] != "pending", state["at"], RANK.index(state["state"])))


def first_commits(warehouse, keys):
    table = rows(warehouse, "commits")
    first = {}
    for commit in table.to_pylist() if table is not None else []:
        if commit["key"] in keys:
            order = (commit["committed_at"], commit["commit_id"])
            if commit["key"] not in first or order < first[commit["key"]][0]:
                first[commit["key"]] = (order, commit["commit_id"])
    return {key: commit for key, (_, commit) in first.items()}


def simulation(warehouse, run, state):
    """The digest of a simulation's results, after its chunks were added up again."""
    found = rows(warehouse, "mc_results", [("run_id", "=", run)])
    if found is None or found.num_rows == 0:
        sys.exit("no results of simulation %s: finish or resume it" % run)
    results = found.to_pylist()
    key = results[0]["key"]
    calibrated = re.search(r'calibration: "(.+?)"', state["spec"].split("\n---\n")[0])
    worlds = 0 if calibrated else int(re.search(r"worlds: (\d+)", state["spec"]).group(1))
    made = rows(warehouse, "mc_chunks", [("key", "=", key)]).to_pylist()
    added, wrong = chunks.differences(results, made, worlds)
    if wrong:
        sys.exit("the chunks of simulation %s do not give its results:\n%s" % (run, "\n".join(wrong[:20])))
    print("%d of %d results added up again from %d rows of chunks" % (added, len(results), len(made)))
    told(rows_digest(found, ["strategy", "statistic", "step", "measure"]), run, state)


def stress(warehouse, run, state):
    """The digest of a stress test's rows."""
    found = rows(warehouse, "stress", [("run_id", "=", run)])
    if found is None or found.num_rows == 0:
        sys.exit("no rows of stress test %s" % run)
    told(rows_digest(found, ["strategy", "scenario", "world"]), run, state)


def rows_digest(found, order):
    found = found.sort_by([(name, "ascending") for name in order])
    sha = hashlib.sha256()
    names = [name for name in found.schema.names if name != "run_id"]
    for row in zip(*[encoded(found.column(name)) for name in names]):
        sha.update(b"".join(row))
    return sha.hexdigest()


def told(digest, run, state):
    print("%s  run %s" % (digest, run))
    if state["digest"] and state["digest"] != digest:
        sys.exit("the run itself says %s" % state["digest"])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    warehouse, run = sys.argv[1:]
    state = last_state(warehouse, run)
    if state["spec"].startswith("montecarlo: "):
        simulation(warehouse, run, state)
        return
    if state["spec"].startswith("stress: "):
        stress(warehouse, run, state)
        return
    books = json.loads(state["books"])
    commits = first_commits(warehouse, set(books.values()))
    missing = sorted(name for name, key in books.items() if key not in commits)
    if missing:
        sys.exit("no committed result for %s: finish or resume the run" % ", ".join(missing))
    digests = book_digests(warehouse, commits)
    sha = hashlib.sha256()
    for name in sorted(books, key=lambda name: name.encode("utf-8")):
        digest = digests[books[name]]
        print("%s  %s" % (digest, name))
        sha.update(text(name) + text(digest))
    told(sha.hexdigest(), run, state)


if __name__ == "__main__":
    main()
    # All is told: the readers' own threads can abort an interpreter that winds up on a busy machine.
    sys.stdout.flush()
    os._exit(0)
