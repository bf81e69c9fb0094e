"""Shapes of the charts: numbers in, coordinates out. The template draws them as SVG, so that every text passes its escaping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

_MONTHS_SHOWN = 36
LABEL_LETTERS = 34  # of a name in the network


@dataclass(frozen=True, slots=True)
class Bar:
    """One coloured part of a bar, in the units of its chart's view box."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class BarChart:
    width: int
    height: int
    bars: list[Bar]
    ticks: list[tuple[float, str]]
    top: int


def months_chart(rows: Sequence[Row], width: int = 900, height: int = 220) -> BarChart:
    """Events a month, stacked by type: the last 36 months that have any, months without events left as gaps; more than six years of gap are cut out."""
    by_month: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        by_month[row["year_month"]][row["event_type"]] = row["events"]
    shown = sorted(by_month)[-_MONTHS_SHOWN:]
    if not shown:
        return BarChart(width, height, [], [], 0)
    top = max(sum(by_month[m].values()) for m in shown)
    step, base = width / len(shown), height - 24
    bars: list[Bar] = []
    ticks: list[tuple[float, str]] = []
    for i, month in enumerate(shown):
        y = float(base)
        for kind, count in sorted(by_month[month].items()):
            size = (base - 8) * count / top
            y -= size
            bars.append(Bar(round(i * step + step * 0.12, 1), round(y, 1), round(step * 0.76, 1), round(size, 1), kind, count, month))
        if i == 0 or month[:4] != shown[i - 1][:4]:
            ticks.append((round(i * step, 1), month[:4]))
    kept = [t for n, t in enumerate(ticks) if n == 0 or t[0] - ticks[n - 1][0] > 30]
    return BarChart(width, height, bars, kept, top)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries in order, and the number of events of each pair (a symmetric dictionary)."""

    codes: list[str]
    names: dict[str, Row]
    cells: dict[tuple[str, str], int]
    top: int


def cooperation_matrix(rows: Sequence[Row], size: int = 18) -> Matrix:
    """The ``size`` countries with the most events together."""
    total: dict[str, int] = defaultdict(int)
    names: dict[str, Row] = {}
    cells: dict[tuple[str, str], int] = {}
    for row in rows:
        a, b, n = row["country_a"], row["country_b"], row["events"]
        total[a] += n
        total[b] += n
        cells[a, b] = cells[b, a] = n
        names[a] = {"ar": row["country_a_ar"] or a, "en": row["country_a_en"] or a}
        names[b] = {"ar": row["country_b_ar"] or b, "en": row["country_b_en"] or b}
    codes = sorted(total, key=lambda c: (-total[c], c))[:size]
    return Matrix(codes, names, cells, max((n for (a, b), n in cells.items() if a in codes and b in codes), default=0))


@dataclass(frozen=True, slots=True)
class Node:
    entity_id: str
    x: float
    y: float
    radius: float
    kind: str
    name: Row
    degree: int
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Edge:
    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    title: tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Network:
    width: int
    height: int
    nodes: list[Node]
    edges: list[Edge]


def network(edges: Sequence[Row], nodes: dict[str, Row], width: int = 900, height: int = 640, shown: int = 45) -> Network:
    """The bodies and countries with the most ties, placed by a force-directed layout with a fixed seed (Fruchterman and Reingold, through networkx)."""
    import networkx

    degree: dict[str, int] = defaultdict(int)
    for e in edges:
        degree[e["source"]] += e["events"]
        degree[e["target"]] += e["events"]
    kept = set(sorted(degree, key=lambda i: (-degree[i], i))[:shown])
    graph = networkx.Graph()
    for e in edges:
        if e["source"] in kept and e["target"] in kept:
            graph.add_edge(e["source"], e["target"], weight=e["events"])
    if not graph:
        return Network(width, height, [], [])
    graph = graph.subgraph(max(networkx.connected_components(graph), key=lambda c: (len(c), sorted(c)))).copy()
    spots = networkx.spring_layout(graph, seed=7, k=4 / len(graph) ** 0.5, weight=None, iterations=300)
    order = sorted(graph)
    xs, ys = _spread([float(spots[i][0]) for i in order]), _spread([float(spots[i][1]) for i in order])
    pad = 70
    at = {i: (round(pad + x * (width - 2 * pad), 1), round(pad / 2 + y * (height - pad), 1)) for i, x, y in zip(order, xs, ys, strict=True)}
    most = max(degree[i] for i in graph)
    heaviest = max(d["weight"] for *_, d in graph.edges(data=True))
    drawn = [
        Edge(*at[a], *at[b], round(0.6 + 4 * d["weight"] / heaviest, 2), (a, b, d["weight"]))
        for a, b, d in sorted(((min(a, b), max(a, b), d) for a, b, d in graph.edges(data=True)), key=lambda e: e[:2])
    ]
    names = {i: {"ar": nodes[i]["name_ar"], "en": nodes[i]["name_en"] or nodes[i]["name_ar"]} for i in order}
    radius = {i: round(4 + 12 * (degree[i] / most) ** 0.5, 1) for i in order}
    labelled = _labels_that_fit([(i, *at[i], radius[i], max(len(n) for n in names[i].values())) for i in sorted(order, key=lambda i: (-degree[i], i))])
    return Network(width, height, [Node(i, *at[i], radius[i], nodes[i]["kind"], names[i], degree[i], i in labelled) for i in order], drawn)


def _spread(values: Sequence[float]) -> list[float]:
    """Places between 0 and 1: half by value, half by rank, so that a dense middle uses the room that is there."""
    low, high = min(values), max(values)
    ranks = {v: n for n, v in enumerate(sorted(set(values)))}
    last = max(len(ranks) - 1, 1)
    return [0.5 * ((v - low) / (high - low) if high > low else 0.5) + 0.5 * ranks[v] / last for v in values]


def _labels_that_fit(candidates: Sequence[tuple[str, float, float, float, int]]) -> set[str]:
    """Which nodes get their name drawn above them: the best connected first, none over another's. ``candidates``: id, x, y, radius, letters."""
    taken: list[tuple[float, float, float, float]] = []
    out: set[str] = set()
    for i, x, y, radius, letters in candidates:
        half = min(letters, LABEL_LETTERS) * 3.4
        box = (x - half, y - radius - 17, x + half, y - radius - 2)
        if all(box[2] < t[0] or box[0] > t[2] or box[3] < t[1] or box[1] > t[3] for t in taken):
            taken.append(box)
            out.add(i)
    return out
