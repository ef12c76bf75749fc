"""Adds up the chunks of a simulation (mc_chunks) in plain Python, as finagent.sandbox.montecarlo.Reduction does.

Everything that needs only + - * / and the square root comes out the same to the bit. The simulation
errors of quantiles, which need the normal law, agree to 1e-9 of their size.
"""
import math
import struct
from statistics import NormalDist

HALF = 1 << 14
FIRST = (1023 - 60) << 7
WORLDS = 1 << 41
Z95 = 1.959963984540054
SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
NAN = float("nan")


def edge(k):
    return struct.unpack(">d", struct.pack(">q", (k + FIRST) << 45))[0]


def lower(b):
    return edge(b - HALF) if b > HALF else 0.0 if b == HALF else -edge(HALF - b)


def upper(b):
    return edge(b - HALF + 1) if b >= HALF else 0.0 if b == HALF - 1 else -edge(HALF - 1 - b)


def bin_of(value):
    bits = struct.unpack(">q", struct.pack(">d", value))[0]
    size = max(0, min((bits >> 45 & 0x3FFFF) - FIRST, HALF - 1))
    return HALF + (size ^ (-1 if bits < 0 else 0))


class Sums:
    """Count, mean, squares about it (Chan, Golub and LeVeque 1983), bins and worst paths."""

    def __init__(self, worst_kept):
        self.worst_kept = worst_kept
        self.count = 0
        self.sum = self.mean = self.squares = 0.0
        self.bins = {}
        self.worst = []

    def add(self, row):
        if row["count"] == 0:
            return
        mean = row["sum"] / row["count"]
        off = mean - row["shift"]
        squares = max(0.0, row["squares"] - row["count"] * off * off)
        delta = mean - self.mean
        total = float(self.count) + row["count"]
        self.squares += squares + delta * delta * (float(self.count) * row["count"] / total)
        self.sum += row["sum"]
        self.count += row["count"]
        self.mean = self.sum / self.count
        for b, n in zip(row["bins"].split(), row["counts"].split()):
            self.bins[int(b)] = self.bins.get(int(b), 0) + int(n)
        self.worst += zip(map(float, row["worst_values"].split()), map(int, row["worst"].split()))
        self.worst = sorted(self.worst, key=lambda pair: pair[0])[: self.worst_kept]

    def at(self, share):
        rank = share * self.count
        below = 0.0
        last = 0
        for b in sorted(self.bins):
            last = b
            if below + self.bins[b] >= rank:
                return lower(b) + max(0.0, rank - below) / self.bins[b] * (upper(b) - lower(b))
            below += self.bins[b]
        return upper(last)

    def quantile(self, p):
        z = NormalDist().inv_cdf(p)
        density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        hall = (1.5 * density * density / (2 * z * z + 1) * Z95 * Z95 / max(1, self.count)) ** (1 / 3)
        h = min(hall, min(p, 1 - p) / 2)
        spacing = (self.at(p + h) - self.at(p - h)) / (2 * h)
        return self.at(p), math.sqrt(p * (1 - p) / self.count) * spacing

    def shortfall(self, level):
        share = 1 - level
        rank = share * self.count
        left, total, second = rank, 0.0, 0.0
        for b in sorted(self.bins):
            if left <= 0:
                break
            n = float(self.bins[b])
            part = min(n, left)
            high = lower(b) + (upper(b) - lower(b)) * (part / n)
            middle = (lower(b) + high) / 2
            total += part * middle
            second += part * middle * middle
            left -= part
        tail = total / rank
        variance = max(0.0, second / rank - tail * tail)
        gap = tail - self.at(share)
        return 0.0 - tail, math.sqrt((variance + level * gap * gap) / rank)

    def share(self, p):
        """A share and its error (Agresti and Coull 1998)."""
        q = (p * self.count + 2) / (self.count + 4)
        return p, math.sqrt(q * (1 - q) / (self.count + 4))

    def kurtosis(self):
        second, fourth = 0.0, 0.0
        for b in sorted(self.bins):
            n = float(self.bins[b])
            d = (lower(b) + upper(b)) / 2 - self.mean
            second += n * (d * d)
            fourth += n * (d * d * (d * d))
        if not 0.9 * self.squares < second < 1.1 * self.squares:
            return 3
        return fourth / self.count / (second / self.count * (second / self.count))

    def deviation(self):
        s = math.sqrt(self.squares / (self.count - 1)) if self.count > 1 else NAN
        return s, s * math.sqrt(max(0.0, self.kurtosis() - 1) / (4.0 * self.count))

    def below(self, threshold):
        last = bin_of(threshold)
        n = float(sum(count for b, count in self.bins.items() if b < last))
        n += self.bins.get(last, 0) * ((threshold - lower(last)) / (upper(last) - lower(last)))
        return self.share(n / self.count if self.count else NAN)

    def rank(self, statistic, history):
        """Share at or below what the history gave."""
        if self.count == 0:
            return NAN, NAN
        rounding = 1e-9 * max(1.0, abs(history))
        if statistic in ("ruin", "drawdown-sessions"):
            return self.below(history + 1)
        if self.deviation()[0] <= rounding and abs(self.mean - history) <= rounding:
            return 1.0, 0.0
        if history == 0:
            return self.below(upper(bin_of(0.0)))
        up_to_one = statistic in ("lowest-equity", "under-water")
        return self.below(1.01 if up_to_one and history >= 1 else history)

    def measures(self, statistic, step):
        """Each measure: value and simulation error."""
        s2 = self.squares / (self.count - 1) if self.count > 1 else NAN
        found = {"mean": (self.mean if self.count else NAN, math.sqrt(s2 / max(1, self.count)))}
        if self.count == 0:
            return found
        if statistic == "ruin":
            return {"mean": self.share(self.mean)}
        if step == 0:
            found["deviation"] = self.deviation()
        for share in SHARES:
            found["q%02.0f" % (100 * share)] = self.quantile(share)
        if statistic == "total-return":
            for level in (0.95, 0.99):
                value, error = self.quantile(1 - level)
                found["var%.0f" % (100 * level)] = (0.0 - value, error)
                found["es%.0f" % (100 * level)] = self.shortfall(level)
            found["loss-probability"] = self.below(0.0)
        return found


def estimation_error(measure, worlds):
    """sqrt(var(worlds) - mean(se^2)); NaN where the worlds differ by no more than that part."""
    known = [world[measure] for world in worlds if measure in world]
    known = [(value, error) for value, error in known if not math.isnan(value)]
    n = len(known)
    if n < 2:
        return NAN
    mean = sum((value for value, _ in known), 0.0) / n
    within = sum((0 if math.isnan(error) else error * error for _, error in known), 0.0)
    between = sum(((value - mean) * (value - mean) for value, _ in known), 0.0)
    variance = between / (n - 1) - within / n
    return math.sqrt(variance) if variance > 0 else NAN


def close(got, want, exact):
    if math.isnan(got) or math.isnan(want):
        return math.isnan(got) and math.isnan(want)
    return got == want if exact else abs(got - want) <= 1e-9 * max(abs(got), abs(want), 1e-12)


def differences(results, chunks, worlds):
    """How many results were added up again, and those that the chunks do not give."""
    of, other = {}, {}
    for row in sorted(chunks, key=lambda row: row["chunk"]):
        subject = (row["strategy"], row["statistic"], row["step"])
        if row["chunk"] >= WORLDS:
            if row["chunk"] - WORLDS < worlds:
                other.setdefault(subject, {}).setdefault(row["chunk"], Sums(0)).add(row)
        else:
            of.setdefault(subject, []).append(row)
    added, wrong = 0, []
    by_subject = {}
    for result in results:
        by_subject.setdefault((result["strategy"], result["statistic"], result["step"]), []).append(result)
    for subject, rows in sorted(by_subject.items()):
        strategy, statistic, step = subject
        worst = statistic == "worst-path"
        source = (strategy, "total-return", 0) if worst else subject
        paths = next(r["count"] for r in by_subject[source] if r["measure"] == "mean")
        sums = Sums(8)
        for row in {row["chunk"]: row for row in of.get(source, [])}.values():
            if sums.count < paths:
                sums.add(row)
        expected = sums.measures(statistic, step)
        history = next((r["value"] for r in rows if r["measure"] == "history"), NAN)
        others = [world.measures(statistic, step) for world in other.get(subject, {}).values()]
        for row in rows:
            measure = row["measure"]
            if measure == "history":
                continue
            added += 1
            if worst:
                fits = row["value"] == sums.worst[int(measure) - 1][1]
            else:
                pair = sums.rank(statistic, history) if measure == "history-rank" else expected[measure]
                law = measure[0] == "q" or measure.startswith("var")
                estimated = estimation_error(measure, others) if measure != "history-rank" else NAN
                fits = (row["count"] == sums.count and close(pair[0], row["value"], True)
                        and close(pair[1], row["simulation_error"], not law)
                        and close(estimated, row["estimation_error"], False))
            if not fits:
                wrong.append("%s %s step %d %s: %r" % (strategy, statistic, step, measure, row))
    return added, wrong
