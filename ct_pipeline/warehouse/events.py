"""Grouping reports into real-world events: pairs from ``marts.event_pair``, joined the surest first unless the groups contradict each other.

Joining whatever a chain of pairs connects would make one event of a week of talks: a report that names no town matches both that in Rabat and that in Madrid.
So a join is made only when all reports of both groups can be one event. The result is a function of the set of reports: any order of arrival gives the same groups and ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

MAX_GAP = 7  # days between two dates that reports may give one event


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says of an event, as far as it can contradict another. ``fine``: dated to the day or a run of days."""

    report_id: str
    article_id: str
    published_on: date | None
    start: date | None
    end: date | None
    fine: bool
    edition: int | None
    country: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that can be one event; the lower the rank and then the higher the score, the surer."""

    a: str
    b: str
    rank: int
    joined_by: str
    score: float = 0.0


@dataclass(slots=True)
class _Group:
    reports: list[Report]
    articles: set[str]
    edition: int | None
    country: str | None
    city: str | None
    latest_start: date | None  # over reports dated finely
    earliest_end: date | None
    coarse: list[tuple[date, date]]

    @classmethod
    def of(cls, r: Report) -> _Group:
        fine = r.fine and r.start is not None
        coarse = [(r.start, r.end or r.start)] if r.start is not None and not fine else []
        return cls([r], {r.article_id}, r.edition, r.country, r.city, r.start if fine else None, r.end if fine else None, coarse)


def group_reports(reports: Iterable[Report], pairs: Iterable[Pair]) -> dict[str, tuple[str, str | None]]:
    """``{report_id: (report_id of the one that names the event, surest evidence that joined it or None)}``; the same for any order of either.

    An event is named after its earliest report: day of publication (unknown ones last), then content id.
    """
    group = {r.report_id: _Group.of(r) for r in sorted(reports, key=lambda r: r.report_id)}
    joined: dict[str, tuple[int, str]] = {}
    for pair in sorted(pairs, key=lambda p: (p.rank, -p.score, p.a, p.b)):
        one, other = group[pair.a], group[pair.b]
        if one is not other:
            if not _compatible(one, other):
                continue
            merged, added = (one, other) if len(one.reports) >= len(other.reports) else (other, one)
            _absorb(merged, added)
            for r in added.reports:
                group[r.report_id] = merged
        for report_id in (pair.a, pair.b):
            joined[report_id] = min(joined.get(report_id, (99, "")), (pair.rank, pair.joined_by))
    names: dict[int, str] = {}
    for g in group.values():
        if id(g) not in names:
            names[id(g)] = min(g.reports, key=lambda r: (r.published_on or date.max, r.report_id)).report_id
    return {report_id: (names[id(g)], joined[report_id][1] if report_id in joined else None) for report_id, g in group.items()}


def _same(a: object, b: object) -> bool:
    return a is None or b is None or a == b


def _compatible(a: _Group, b: _Group) -> bool:
    if not (_same(a.edition, b.edition) and _same(a.country, b.country) and _same(a.city, b.city)) or not a.articles.isdisjoint(b.articles):
        return False
    start = max((d for d in (a.latest_start, b.latest_start) if d), default=None)
    end = min((d for d in (a.earliest_end, b.earliest_end) if d), default=None)
    if start and end and (start - end).days > MAX_GAP:
        return False
    coarse = a.coarse + b.coarse
    if start and end and any(start < first or end > last for first, last in coarse if not (first <= end and start <= last)):
        return False
    return max((c[0] for c in coarse), default=date.min) <= min((c[1] for c in coarse), default=date.max)


def _absorb(group: _Group, added: _Group) -> None:
    group.reports += added.reports
    group.articles |= added.articles
    group.edition = group.edition if group.edition is not None else added.edition
    group.country, group.city = group.country or added.country, group.city or added.city
    group.latest_start = max((d for d in (group.latest_start, added.latest_start) if d), default=None)
    group.earliest_end = min((d for d in (group.earliest_end, added.earliest_end) if d), default=None)
    group.coarse = sorted({*group.coarse, *added.coarse})


def group_events(con: duckdb.DuckDBPyConnection) -> None:
    """Group what ``facts.events`` holds by ``marts.event_pair``, and leave ``event_groups`` (report_id, founder, joined_by) for the model marts.event_link."""
    reports = con.execute(
        """select e.event_mention_id, e.article_id, a.published_on, e.start_date, e.end_date, coalesce(e.date_precision in ('day', 'range') and e.end_date - e.start_date <= 31, false),
                  e.edition, e.country_iso2, nullif(marts.fold(e.city), '') from facts.events e join clean.articles a using (article_id)"""
    ).fetchall()
    pairs = con.execute("select a, b, rank, joined_by, score from marts.event_pair").fetchall()
    found = sorted(group_reports((Report(*r) for r in reports), (Pair(*p) for p in pairs)).items())
    schema = pa.schema([("report_id", pa.string()), ("founder", pa.string()), ("joined_by", pa.string())])
    columns = [[i for i, _ in found], [founder for _, (founder, _) in found], [joined_by for _, (_, joined_by) in found]]
    con.register("event_groups", pa.table([pa.array(c, pa.string()) for c in columns], schema=schema))
