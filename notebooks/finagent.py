"""Reads a FinAgent warehouse: the rows that count, with deltalake and Polars and nothing else.

    import finagent
    w = finagent.open()               # $FINAGENT_WAREHOUSE, else ../warehouse
    w.runs()                          # every run in its last state
    w.table("equity", key=key)        # rows that count, by columns
    w.table("bars_daily", version=3)  # the table as it was

Tables are appended to and nothing is taken back, so not every row counts: results only if `commits`
names them first, states only if they are the last. `table` answers those, `raw` everything there is.
"""
import json
import os
from pathlib import Path

import polars as pl
from deltalake import DeltaTable

RESULTS = ("equity", "positions", "trades", "metrics")
STATES = ["pending", "running", "completed", "failed", "cancelled", "reused", "skipped"]
LATEST = {  # of several rows for one thing the one that was learnt last
    "actions": ["data_set", "instrument_id", "session", "kind"],
    "instruments": ["data_set", "instrument_id"],
    "membership": ["index_name", "instrument_id", "from_day"],
    "rates": ["name", "session"],
    "benchmark": ["name", "session"],
}
TWICE = ("mc_chunks", "mc_results", "stress", "learning_curves", "experience")  # equal rows are one
MAKERS = {
    "nights": "finagent nightly conf/nightly.yaml",
    "alerts": "finagent nightly conf/nightly.yaml",
    "targets": "finagent nightly conf/nightly.yaml",
    "mc_results": "finagent montecarlo conf/ma-cross.yaml --paths 1024 --worlds 2",
    "mc_chunks": "finagent montecarlo conf/ma-cross.yaml --paths 1024 --worlds 2",
    "stress": "finagent stress conf/momentum.yaml",
    "policies": "finagent train",
}


class Absent(LookupError):
    """A warehouse, a table or a run that is not there; a notebook shows the sentence alone."""

    def _render_traceback_(self):
        return [f"Absent: {self}"]


def open(place=None):
    """The warehouse at a place, else that of $FINAGENT_WAREHOUSE, else ../warehouse."""
    return Warehouse(place or os.environ.get("FINAGENT_WAREHOUSE") or "../warehouse")


class Warehouse:
    def __init__(self, place):
        self.place = Path(place).expanduser().resolve()
        if not self.tables():
            raise Absent(f"No tables in {self.place}. Name a warehouse with FINAGENT_WAREHOUSE, "
                         "or make one: scripts/finagent demo")

    def tables(self):
        """Names of the tables there are."""
        return sorted(log.parent.name for log in self.place.glob("*/_delta_log"))

    def raw(self, name, version=None):
        """Every row of a table, lazily."""
        if name not in self.tables():
            made = f" {MAKERS[name]} makes it." if name in MAKERS else ""
            raise Absent(f"No table '{name}' in {self.place}.{made} There are: "
                         + ", ".join(self.tables()))
        path = str(self.place / name)
        newest = DeltaTable(path).version()
        if version is not None and not 0 <= version <= newest:
            raise Absent(f"No version {version} of '{name}' in {self.place}; it has 0 to {newest}")
        return pl.scan_delta(path, version=version)

    def table(self, name, version=None, **equal):
        """The rows that count; of those, where columns have a value or one of a list of them."""
        rows = self._counting(name, self.raw(name, version))
        for column, value in equal.items():
            if column not in rows.collect_schema():
                raise Absent(f"Table '{name}' has no column '{column}'; there are: "
                             + ", ".join(rows.collect_schema().names()))
            many = isinstance(value, (list, tuple, set))
            rows = rows.filter(pl.col(column).is_in(list(value)) if many else pl.col(column) == value)
        return rows.collect()

    def _counting(self, name, rows):
        if name in RESULTS:
            return rows.join(self._first_commits(), on=["key", "commit_id"], how="semi")
        if name == "commits":
            return rows.join(self._first_commits(), on=["key", "commit_id"], how="semi")
        if name in ("runs", "tasks"):
            what, state = (["run_id"], "state") if name == "runs" else (["run_id", "task_id"], "status")
            rank = pl.col(state).replace_strict(STATES, range(len(STATES)))
            order = [pl.col("at"), rank]
            if name == "runs":  # begun by another machine, whose clock may be behind
                order.insert(0, pl.col(state) != "pending")
            return rows.sort(order).unique(what, keep="last", maintain_order=True)
        if name in LATEST:
            rows = rows.sort("known_at").unique(LATEST[name], keep="last", maintain_order=True)
            if name == "actions":  # a derived action that was taken back
                void = pl.when(pl.col("kind") == "SPLIT").then(1.0).when(pl.col("kind") == "DIVIDEND").then(0.0)
                rows = rows.filter(void.is_null() | (pl.col("amount") != void))
            return rows
        if name == "datasets":  # an import that is done says so in a second row
            return rows.sort(pl.col("state") == "done").unique(
                ["data_set", "kind", "imported_at"], keep="last", maintain_order=True)
        if name == "policies":
            return rows.sort("at").unique(["key"], keep="first", maintain_order=True)
        if name == "targets":
            named = pl.col("facts").str.json_path_match("$.commit").alias("commit_id")
            steps = self.raw("nights").filter(pl.col("kind") == "step").select("night_key", named)
            return rows.join(steps, on=["night_key", "commit_id"], how="semi")
        return rows.unique(maintain_order=True) if name in TWICE else rows

    def _first_commits(self):
        return (self.raw("commits").sort("committed_at", "commit_id")
                .unique(["key"], keep="first", maintain_order=True).select("key", "commit_id"))

    def chain(self, key):
        """A key and those whose rows it goes on from, as a night's book goes on from the last one's."""
        commits = self.table("commits")
        before = dict(commits.select("key", "previous").iter_rows()) if "previous" in commits.columns else {}
        keys = [key]
        while before.get(keys[-1]) and before[keys[-1]] not in keys:
            keys.append(before[keys[-1]])
        return keys

    def runs(self):
        """Every run in its last state, the newest first."""
        return self.table("runs").sort("run_id", descending=True)

    def run(self, run_id=None, kind="backtest"):
        """A run by id, or the newest completed one of a kind: backtest, night, montecarlo or stress."""
        runs = self.runs()
        if run_id is not None:
            found = runs.filter(pl.col("run_id") == run_id)
        else:
            night = pl.col("title").str.starts_with("night ")
            plain = (pl.col("books") != "{}") & ~pl.col("spec").str.contains("^(montecarlo|stress): ")
            kinds = {"backtest": plain & ~night, "night": plain & night}
            is_kind = kinds.get(kind, pl.col("spec").str.starts_with(kind + ": "))
            found = runs.filter((pl.col("state") == "completed") & is_kind)
        if found.is_empty():
            wanted = f"run '{run_id}'" if run_id is not None else f"completed {kind} run"
            raise Absent(f"No {wanted} in {self.place}. The newest are: "
                         + ", ".join(runs["run_id"].head(5)) + " (scripts/finagent runs lists them)")
        return Run(self, found.row(0, named=True))

    def nights(self, pipeline=None):
        """One row a session: where its night stands, with the facts of its steps."""
        log = self.table("nights").sort("session", "night_key", "seq")
        names = log["pipeline"].unique().sort().to_list()
        if pipeline not in (None, *names):
            raise Absent(f"No pipeline '{pipeline}' in {self.place}; there are: " + ", ".join(names))
        nights = {}
        chosen = log.filter(pl.col("pipeline") == (pipeline or names[0]))
        for (session, _), entries in chosen.group_by(["session", "night_key"], maintain_order=True):
            night = _night(entries.to_dicts())
            if session not in nights or night["heard"] >= nights[session]["heard"]:
                nights[session] = {"session": session, **night}
        rows = [nights[session] for session in sorted(nights)]
        return pl.DataFrame(rows, infer_schema_length=None)


class Run:
    """One run: its row of `runs` as attributes, and what it made."""

    def __init__(self, warehouse, row):
        self._warehouse = warehouse
        self.__dict__.update(row)
        self.books = json.loads(row["books"])
        self.versions = json.loads(row["versions"])

    def __repr__(self):
        return f"run {self.run_id} ({self.state}): {self.title}"

    def key(self, strategy=None):
        """Key of a strategy's book; of the first where none is named."""
        strategy = strategy or next(iter(self.books), None)
        if strategy not in self.books:
            raise Absent(f"Run {self.run_id} has no strategy '{strategy}'; it has: " + ", ".join(self.books))
        return self.books[strategy]

    def equity(self, strategy=None):
        """The book bar by bar, with all it goes on from."""
        keys = self._warehouse.chain(self.key(strategy))
        return self._warehouse.table("equity", key=keys).sort("session", "end_at")

    def metrics(self, strategy=None):
        """Numbers about the book and its controls."""
        keys = [self.key(strategy)] + ([self._controls(strategy)] if self._controls(strategy) else [])
        return self._warehouse.table("metrics", key=keys).drop("key", "commit_id").sort("scope", "item", "name")

    def number(self, name, strategy=None, scope="portfolio", item=""):
        """One number about the book; NaN where there is none."""
        found = self.metrics(strategy).filter(
            (pl.col("scope") == scope) & (pl.col("item") == item) & (pl.col("name") == name))
        return found["value"][0] if found.height else float("nan")

    def controls(self, strategy=None):
        """Equity of what the strategy stands beside, by name; those the run has."""
        base = self._controls(strategy)
        if not base:
            return {}
        names = ("buy-and-hold", "benchmark", "cash")
        rows = self._warehouse.table("equity", key=[f"{base}/{name}" for name in names]).sort("session")
        found = {name: rows.filter(pl.col("key") == f"{base}/{name}") for name in names}
        return {name: curve for name, curve in found.items() if curve.height}

    def _controls(self, strategy):
        name = strategy or next(iter(self.books))
        tasks = self._warehouse.table("tasks", run_id=self.run_id, agent="controls")
        mine = tasks.filter(pl.col("strategies").str.split(",").list.contains(name))
        return mine["key"][0] if mine.height else None


def drawdown(equity):
    """Return from the running peak, 0 or less."""
    return equity / equity.cum_max() - 1


def _night(log):
    """Where a night stands, from its log in order; a start after a gate stopped it begins anew."""
    words = {"done": "done", "stopped": "stopped", "released": "failed", "taken": "working"}
    last, facts, seconds = None, {}, {}
    for entry in log:
        kind = entry["kind"]
        if kind == "taken" and last == "stopped":
            facts, seconds = {}, {}
        if kind == "step":
            facts[entry["step"]] = json.loads(entry["facts"])
            seconds[entry["step"]] = entry["seconds"]
        elif kind != "beat":
            last = kind
    number = lambda step, name: float(facts.get(step, {}).get(name, "nan"))
    return {
        "state": words.get(last, "missed"),
        "heard": log[-1]["at"],
        "seconds": sum(seconds.values()),
        "orders": number("orders", "orders"),
        "value": number("orders", "value"),
        "profit": number("orders", "profit"),
        "gross": number("orders", "gross"),
        "net": number("orders", "net"),
        "var": number("risk", "var"),
        "es": number("risk", "es"),
        "said": number("check", "said"),
        "exceeded": facts.get("check", {}).get("exceeded", ""),
        "restated": number("import", "restated"),
        "changed": facts.get("strategies", {}).get("changed", ""),
        "message": log[-1]["message"],
    }
