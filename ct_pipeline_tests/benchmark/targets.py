"""What the project wants of its speed, and whether the figures say that it is so: the page's verdicts are made here, of the JSON alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Found = Mapping[str, Any]
BUSY = 1.0  # processes waiting beside ours, a core: then seconds on the clock say nothing of this project


@dataclass(frozen=True, slots=True)
class Verdict:
    """``holds`` is None where the figures do not tell."""

    target: str
    holds: bool | None
    says: str

    def word(self) -> str:
        return {True: "holds", False: "does not hold", None: "not shown"}[self.holds]


def _yardstick(found: Found) -> tuple[bool | None, str]:
    y = found.get("yardstick")
    return (y["ratio"] >= 0.5, f"{y['ratio']}: {y['clean_and_extract']:g} articles a second, the tokenizer {y['tokenizer']:g}") if y else (None, "not measured")


def _both_cores(found: Found) -> tuple[bool | None, str]:
    rows = {r["workers"]: r for r in found.get("stages", []) if r["stage"] == "clean and extract"}
    if not {1, 2} <= rows.keys():
        return None, "not measured"
    one, two = rows[1], rows[2]
    ratio = one["wall_seconds"] / two["wall_seconds"]
    text = f"{ratio:.2f} times one core on {one['articles']:,} articles ({one['wall_seconds']:.0f} s and {two['wall_seconds']:.0f} s)"
    if busy := _busy(found, one, two):
        return None, f"{text}; {busy}: processor time {one['cpu_seconds']:.0f} s on one, {two['cpu_seconds']:.0f} s on two, start of the workers included"
    return ratio >= 1.8, text


def _busy(found: Found, *rows: Mapping[str, Any]) -> str | None:
    load = max(r.get("load", 0.0) for r in rows)
    cores = int(str(found.get("machine", "1")).split()[0])
    return f"the machine was busy (load {load:g} on {cores} cores)" if load > cores * (1 + BUSY) else None


def _whole(found: Found, name: str, least: int, most: int, seconds: float) -> tuple[bool | None, str]:
    runs = [w for w in [*found.get("whole", []), *found.get("grown", [])] if least <= w["articles"] <= most and name in w]
    if not runs:
        return None, "not measured"
    run = min(runs, key=lambda w: w["articles"])
    got = run[name]
    text = f"{got['wall_seconds']:.1f} s at {run['articles']:,} articles, {got['cpu_seconds']:.1f} s of processor time"
    if got["wall_seconds"] <= seconds:
        return True, text
    cores = int(str(found.get("machine", "1")).split()[0])
    if (busy := _busy(found, got)) and got["cpu_seconds"] / cores <= seconds:
        return None, f"{text}; {busy}"
    return False, text


def _million(found: Found) -> tuple[bool | None, str]:
    if not found.get("grown"):
        return None, "not measured"
    run = max(found["grown"], key=lambda g: int(g["articles"]))
    peak = max(r["peak_memory_mb"] for r in run["stages"])
    text = f"at most {peak:,.0f} MB from checks to publication at {run['articles']:,} articles (of which {run['extracted']:,} were extracted, the others are these told again)"
    return (peak < 4096 if run["articles"] >= 1_000_000 or peak >= 4096 else None), text


def _linear(found: Found) -> tuple[bool | None, str]:
    runs = sorted(found.get("grown", []), key=lambda g: g["articles"])
    if len(runs) < 2:
        return None, "not measured"
    # checks of stages look at one landing day, whatever the size
    each = [(g["articles"], sum(r["cpu_seconds"] for r in g["stages"] if not r["stage"].startswith("checks of a day")) / g["articles"] * 1000) for g in runs if g["articles"] >= 90_000]
    if len(each) < 2:
        return None, "not measured"
    ratio = each[-1][1] / each[0][1]
    holds = abs(ratio - 1) <= 0.15 if each[-1][0] >= 1_000_000 or ratio > 1.15 else None
    return holds, "; ".join(f"{ms:.2f} ms an article at {n:,}" for n, ms in each) + " (build, checks of marts and publication; what comes before works through batches of 1,000)"


def _startup(found: Found) -> tuple[bool | None, str]:
    s = found.get("startup")
    return (s["wall_seconds"] < 0.5, f"{s['wall_seconds']:.2f} s") if s else (None, "not measured")


TARGETS: dict[str, Callable[[Found], tuple[bool | None, str]]] = {
    "clean and extract at least 0.5 of the yardstick's articles a second, on one core": _yardstick,
    "two cores: clean and extract at least 1.8 times one": _both_cores,
    "the whole way for 6,000 articles in 60 s on two cores": lambda f: _whole(f, "first", 5_900, 6_100, 60),
    "100 articles added to 100,000 in 20 s": lambda f: _whole(f, "added again", 95_000, 120_000, 20),
    "1,000,000 articles in 4 GB": _million,
    "time linear within 15% up to 1,000,000": _linear,
    "`ct-pipeline --help` in 0.5 s": _startup,
    "`ct-pipeline run` with nothing new in 5 s": lambda f: _whole(f, "nothing_new", 1, 10_000, 5),
}


def verdicts(found: Found) -> list[Verdict]:
    """One a target, in their order."""
    return [Verdict(target, *judge(found)) for target, judge in TARGETS.items()]
