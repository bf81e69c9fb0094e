"""Bounds from the editions of recurring meetings: "الدورة الـ41 لمجلس وزراء الداخلية العرب" was held on a day that is known (``registry/editions.csv``).

An edition told as held bounds from its first day, one told as coming until its last; one of which only the name stands there is no earlier than the edition before it,
where that edition is announced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from ct_pipeline.clean.dating_page import TEXT, PageTimes
from ct_pipeline.clean.dating_solver import Evidence, distance
from ct_pipeline.clean.page_text import Span
from ct_pipeline.language.fold import fold
from ct_pipeline.language.numerals import parse_ordinal
from ct_pipeline.language.tense import tense_at, told_surely
from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.seeds import SeedError, Seeds

_WORD = re.compile(r"\d+|[^\W\d_]+")
_NEAR = 60  # characters between a session's number and the meeting's name
_LEAD = 6  # sentences, headline included, that tell the news itself


class MeetingRow(BaseModel):
    """Schema of ``registry/meetings.csv``: names of a recurring meeting, and the words that its number follows; both divided by "|"."""

    model_config = ConfigDict(extra="forbid")
    meeting: str
    names: str
    sessions: str


class EditionRow(BaseModel):
    """Schema of ``registry/editions.csv``: first and last day of one edition, inclusive."""

    model_config = ConfigDict(extra="forbid")
    meeting: str
    edition: int
    start: date
    end: date
    source: str


@dataclass(frozen=True, slots=True)
class EditionRules:
    """Names (folded) to meetings, the words that a number follows, and the days of each edition."""

    names: Matcher[str]
    sessions: dict[str, frozenset[tuple[str, ...]]]
    days: dict[str, dict[int, tuple[date, date]]]


def load_editions(seeds: Seeds) -> EditionRules:
    """``registry/meetings.csv`` and ``registry/editions.csv``. Raises SeedError for an edition of a meeting that is not listed, or that ends before it begins."""
    names: list[tuple[str, str]] = []
    sessions: dict[str, frozenset[tuple[str, ...]]] = {}
    days: dict[str, dict[int, tuple[date, date]]] = {}
    for _, row in seeds.csv("registry/meetings.csv", MeetingRow):
        names += [(fold(n), row.meeting) for n in row.names.split("|") if n.strip()]
        sessions[row.meeting] = frozenset(tuple(fold(s).split()) for s in row.sessions.split("|") if s.strip())
        days[row.meeting] = {}
    for line, e in seeds.csv("registry/editions.csv", EditionRow):
        if e.meeting not in days or e.end < e.start:
            raise SeedError(f"{seeds.folder / 'registry/editions.csv'}, line {line}: {e.meeting} stands in no line of meetings.csv, or ends before it begins")
        days[e.meeting][e.edition] = e.start, e.end
    return EditionRules(Matcher(names), sessions, days)


def from_editions(page: PageTimes) -> list[Evidence]:
    """What the editions that a text names say of when it was written, one piece an edition."""
    rules = page.knowledge.rules(load_editions)
    if not page.parsed:
        return []
    text = page.doc.text
    first, last = min(s.start for s, _, _ in page.parsed), max(s.end for s, _, _ in page.parsed)
    order = {s.start: n for n, s in enumerate(s for s, _, _ in page.parsed if s.kind in TEXT)}
    out: list[Evidence] = []
    seen: set[tuple[str, int, str]] = set()
    for m in sorted(rules.names.find(text, first, last), key=lambda m: (m.start, -m.end)):
        s = page.doc.sentence_at(m.start)
        if s is None or s.kind not in TEXT:
            continue
        for meeting in m.payloads:
            found = _edition(page, text, s, m.start, m.end, rules.sessions[meeting])
            days = rules.days[meeting].get(found[0]) if found is not None else None
            if found is None or days is None:
                continue
            piece = _bounds(page, s, found, days, rules.days[meeting].get(found[0] - 1), order.get(s.start, _LEAD) < _LEAD)
            if piece is not None and (meeting, found[0], piece.rule) not in seen:
                seen.add((meeting, found[0], piece.rule))
                out.append(piece)
    return out


def _edition(page: PageTimes, text: str, s: Span, start: int, end: int, sessions: frozenset[tuple[str, ...]]) -> tuple[int, int, int] | None:
    """The number of the session before or after a meeting's name: (edition, start, end)."""
    low, high = max(s.start, start - _NEAR), min(s.end, end + _NEAR)
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, low, high)]
    plain = [w for w, _, _ in words]
    for i in range(len(words)):
        for size in (1, 2, 3):
            head = plain[i : i + size]
            if not (tuple(head) in sessions or (head and (head[0][1:], *head[1:]) in sessions and head[0][0] in "وبلف")):
                continue
            k = i + size
            inside = start <= words[i][1] < end  # the name itself opens with the word: "القمة العربية الـ33"
            while k < len(words) and words[k][1] < end and inside:
                k += 1
            if k < len(words) and plain[k] in page.rules.session_adjectives:
                k += 1
            ordinal = parse_ordinal(plain[k : k + 4])
            if ordinal is None or (plain[k].isdigit() and not 1 < int(plain[k]) < 200):
                continue
            until = words[k + ordinal[1] - 1][2]
            between = text[until:start] if until <= start else text[end : words[i][1]] if words[i][1] >= end else ""
            if any(c in between for c in ".;:\n,"):
                continue
            return ordinal[0], min(start, words[i][1]), max(end, until)
    return None


def _on_weekday(page: PageTimes, days: tuple[date, date]) -> tuple[date, str] | None:
    """The day of publication, where the news tells of today or yesterday with a weekday that one day of the edition has."""
    lead = [nodes for s, _, nodes in page.parsed if s.kind in TEXT][:_LEAD]
    for node in (n for nodes in lead for n in nodes if n.kind == "relative_day" and n.weekday and n.offset in (-2, -1, 0)):
        fitting = [d for n in range((days[1] - days[0]).days + 1) if (d := days[0] + timedelta(n)).isoweekday() == node.weekday]
        if len(fitting) == 1 and node.offset is not None:
            return fitting[0] - timedelta(node.offset), f"{distance(node.offset)} was that day by its weekday"
    return None


def _weekday_of(page: PageTimes, s: Span, days: tuple[date, date]) -> date | None:
    """The one day of the edition that has the bare weekday of the news, which agencies give to the day they write on: "انتخب، الإثنين في فيينا، ..."."""
    nodes = next((nodes for span, _, nodes in page.parsed if span is s), [])
    bare = [n.weekday for n in nodes if n.kind in ("weekday", "relative_day")]
    if len(bare) != 1 or any(n.kind == "relative_day" or n.marker is not None for n in nodes):
        return None
    fitting = [d for n in range((days[1] - days[0]).days + 1) if (d := days[0] + timedelta(n)).isoweekday() == bare[0]]
    return fitting[0] if len(fitting) == 1 else None


def _bounds(page: PageTimes, s: Span, found: tuple[int, int, int], days: tuple[date, date], before: tuple[date, date] | None, lead: bool) -> Evidence | None:
    edition, start, end = found
    text, what = page.doc.text, f"edition {edition}, {days[0].isoformat()}" + (f" to {days[1].isoformat()}" if days[1] > days[0] else "")
    held = (days[1] - days[0]).days > 60  # a session of many months: told as past means no more than that it has begun
    told = told_surely(page.tense, text, s.start, start, end, reach=6)
    if told == "past" and lead and not held and (on := _on_weekday(page, days)) is not None:
        day, why = on
        return Evidence(start, end, "", "edition", day, day, "edition_on_weekday", f"{what}, and {why}", 4)
    now = lead and any(n.kind in ("relative_day", "weekday") and (n.offset or 0) in (-1, 0) and n.marker is None for span, _, nodes in page.parsed if span is s for n in nodes)
    if now and tense_at(page.tense, text, s.start, start, end, s.end) == "past":
        if not held and (named := _weekday_of(page, s, days)) is not None:
            return Evidence(start, end, "", "edition", named, named, "edition_on_weekday", f"{what}, and the news is of that weekday", 4)
        return Evidence(start, end, "", "edition", days[0], days[1] + timedelta(2), "edition_now", f"{what}, told as the day's news", 4)
    if told == "past":
        return Evidence(start, end, "", "edition", days[0], None, "edition_held", f"{what}, told as held", 4)
    if told == "future" and not held:
        return Evidence(start, end, "", "edition", before[0] if before else None, days[1], "edition_coming", f"{what}, told as coming", 4)
    if before is not None:
        return Evidence(start, end, "", "edition", before[0], None, "edition_named", f"{what}: not named before the one before it", 5)
    return None
