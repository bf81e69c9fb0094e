"""The day from a known gathering: "اجتماع التحالف الدولي لهزيمة داعش بمراكش" was held once, on a day that is known (``registry/gatherings.csv``).

A conference that bears no number is known by who meets and in which town. Named in the sentences that tell the news it bounds the text from its first day; told there
as of "today", "yesterday" or a weekday it fixes the day. Told as coming, it bounds the text until its last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from ct_pipeline.clean.dating_page import TEXT, PageTimes
from ct_pipeline.clean.dating_solver import Evidence, terms_test
from ct_pipeline.clean.page_text import Span
from ct_pipeline.language.fold import fold
from ct_pipeline.language.tense import tense_at
from ct_pipeline.language.timex import Timex
from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.seeds import SeedError, Seeds

_LEAD = 5  # sentences, headline included, that tell the news itself
_NEWS = 2  # headline and first sentence
_AFTER = timedelta(1)  # a gathering is told until the day after it


class GatheringRow(BaseModel):
    """Schema of ``registry/gatherings.csv``: names of who meets and of the town, divided by "|"; first and last day, inclusive."""

    model_config = ConfigDict(extra="forbid")
    gathering: str
    names: str
    towns: str
    start: date
    end: date
    source: str


@dataclass(frozen=True, slots=True)
class Gathering:
    told: str  # as the reason prints it
    towns: re.Pattern[str]  # a word of the folded text that names the town, particles with it
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class GatheringRules:
    """Folded names, each with the gatherings of those who bear it."""

    names: Matcher[Gathering]


def load_gatherings(seeds: Seeds) -> GatheringRules:
    """``registry/gatherings.csv``. Raises SeedError for a line without names or towns, or that ends before it begins."""
    out: list[tuple[str, Gathering]] = []
    for line, row in seeds.csv("registry/gatherings.csv", GatheringRow):
        names, towns = ([fold(n) for n in column.split("|") if n.strip()] for column in (row.names, row.towns))
        if not names or not towns or row.end < row.start:
            raise SeedError(f"{seeds.folder / 'registry/gatherings.csv'}, line {line}: {row.gathering} has no names or towns, or ends before it begins")
        pattern = re.compile(r"(?<!\w)و?[بل]?(?:" + "|".join(map(re.escape, towns)) + r")(?!\w)")
        quoted = [f'{head} "{last}"' for head, _, last in (name.rpartition(" ") for name in names) if head]  # 'لهزيمة "داعش"'
        out += [(name, Gathering(row.gathering, pattern, row.start, row.end)) for name in (*names, *quoted)]
    return GatheringRules(Matcher(out))


def from_gatherings(page: PageTimes) -> list[Evidence]:
    """One piece for each kind of gathering that the sentences of the news name with its town, and what it implies of the day."""
    lead = [(s, nodes) for s, _, nodes in page.parsed if s.kind in TEXT][:_LEAD]
    if not lead:
        return []
    text = page.doc.text
    first, last = lead[0][0].start, lead[-1][0].end
    found: dict[tuple[int, int], list[Gathering]] = defaultdict(list)
    for m in page.knowledge.rules(load_gatherings).names.find(text, first, last):
        found[m.start, m.end] += [g for g in m.payloads if g.towns.search(text, first, last)]
    out: list[Evidence] = []
    for (start, end), gatherings in sorted(found.items()):
        s = next((s for s, _ in lead if s.start <= start < s.end), None)
        if s is None or not gatherings or any(e.start is not None and e.start <= start for e in out):
            continue
        out += _pieces(page, s, lead, start, end, gatherings)
    return out


def _pieces(page: PageTimes, s: Span, lead: Sequence[tuple[Span, list[Timex]]], start: int, end: int, gatherings: list[Gathering]) -> list[Evidence]:
    early, late = min(g.start for g in gatherings), max(g.end for g in gatherings)
    told = f"{gatherings[0].told}, held " + " or ".join(f"{g.start.isoformat()} to {g.end.isoformat()}" for g in gatherings)
    if tense_at(page.tense, page.doc.text, s.start, start, end, s.end) == "future":
        return [Evidence(start, end, "", "edition", None, late, "gathering_coming", f"told as coming: {told}", 5)]
    windows = tuple((g.start, g.end + _AFTER) for g in gatherings)
    days = _news_days([n for _, nodes in lead for n in nodes], windows)
    if len(days) == 1:
        day = days.pop()
        return [Evidence(start, end, "", "edition", day, day, "gathering_now", f"told as the day's news: {told}", 5)]
    if s not in [span for span, _ in lead[:_NEWS]]:
        return []  # what is only recalled further on tells less than it seems
    return [Evidence(start, end, "", "edition", early, None, "gathering_held", f"told as held: {told}", 5)]


def _news_days(nodes: Sequence[Timex], windows: tuple[tuple[date, date], ...]) -> set[date]:
    """The days of the windows that agree with the first "today", "yesterday" or weekday of the news; the day of a bare weekday is the text's own."""
    near = next((n for n in nodes if n.kind == "relative_day" and n.offset in (-1, 0) or n.kind == "weekday" and n.marker is None and n.weekday is not None), None)
    if near is None:
        return set()
    within = terms_test(windows)
    span = range(max((b - a).days for a, b in windows) + 1)
    days = {a + timedelta(k) for a, _ in windows for k in span if within(a + timedelta(k))}
    held = timedelta(near.offset or 0)
    if near.weekday is None:
        # "today" alone: the gathering's own day, where it lasted one
        return {a - held for a, b in windows if b - _AFTER == a} if len(windows) == 1 else set()
    return {d for d in days if (d + held).isoweekday() == near.weekday}
