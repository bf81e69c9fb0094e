"""Lower bounds from what a text names that did not exist, or had not happened, before a known day (``registry/landmarks.csv``, ``registry/founded.csv``).

A name ("طوفان الأقصى", "منصة إكس", a body of known founding) is not printed before its day. An event counts only where the text tells of it as past ("منذ الإطاحة بـ..."): before it,
people spoke of it as something to come. Where the news itself is the event ("قررت اليوم إنشاء ..."), it fixes the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ct_pipeline.clean.dating_page import TEXT, PageTimes
from ct_pipeline.clean.dating_solver import Evidence, around
from ct_pipeline.clean.page_text import Span
from ct_pipeline.language.fold import fold
from ct_pipeline.language.tense import told_surely, word_tense
from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.seeds import SeedError, Seeds

_BEHIND = 25  # characters between an event and the time that is told of it
_LEAD = 3  # sentences, headline included, that tell the news itself
_WORD = re.compile(r"[^\W\d_]+")


class LandmarkRow(BaseModel):
    """Schema of ``registry/landmarks.csv``: ``names`` under which it goes, ``news`` phrases that tell of it as it happens; both divided by "|"."""

    model_config = ConfigDict(extra="forbid")
    landmark: str
    day: date
    kind: Literal["name", "event"]
    names: str
    news: str | None = None
    source: str


@dataclass(frozen=True, slots=True)
class Landmark:
    day: date
    kind: str
    told: str  # as the reason prints it


@dataclass(frozen=True, slots=True)
class LandmarkRules:
    """Folded names, each with its landmark and whether it is told as news."""

    names: Matcher[tuple[Landmark, bool]]


def load_landmarks(seeds: Seeds) -> LandmarkRules:
    """``registry/landmarks.csv``. Raises SeedError for a line without names."""
    out: list[tuple[str, tuple[Landmark, bool]]] = []
    for line, row in seeds.csv("registry/landmarks.csv", LandmarkRow):
        names = [n for n in row.names.split("|") if n.strip()]
        if not names:
            raise SeedError(f"{seeds.folder / 'registry/landmarks.csv'}, line {line}: {row.landmark} has no names")
        landmark = Landmark(row.day, row.kind, row.source)
        out += [(fold(n), (landmark, False)) for n in names]
        out += [(fold(n), (landmark, True)) for n in (row.news or "").split("|") if n.strip()]
    return LandmarkRules(Matcher(out))


def from_landmarks(page: PageTimes) -> list[Evidence]:
    """One piece for each landmark that the text names, at its first mention that counts."""
    if not page.parsed:
        return []
    rules, text = page.knowledge.rules(load_landmarks), page.doc.text
    first, last = min(s.start for s, _, _ in page.parsed), max(s.end for s, _, _ in page.parsed)
    order = {s.start: n for n, s in enumerate(s for s, _, _ in page.parsed if s.kind in TEXT)}
    out: list[Evidence] = []
    seen: set[str] = set()
    for m in sorted(rules.names.find(text, first, last), key=lambda m: (m.start, -m.end)):
        s = page.doc.sentence_at(m.start)
        if s is None or s.kind not in TEXT:
            continue
        for landmark, news in m.payloads:
            if landmark.told in seen:
                continue
            piece = _piece(page, landmark, news, m.start, m.end, s, order.get(s.start, _LEAD) < _LEAD)
            if piece is not None:
                seen.add(landmark.told)
                out.append(piece)
    for start, end, body in page.founded_bodies:
        span, day = page.doc.sentence_at(start), page.rules.founded[body]
        if body in seen or span is None or span.kind not in TEXT or _announced(page, start, span):
            continue
        seen.add(body)
        out.append(Evidence(start, end, "", "founding", day, None, "body_founded", f"names a body founded on {day.isoformat()}", 6))
    return out


def _announced(page: PageTimes, at: int, s: Span) -> bool:
    """Whether a body stands as something to come or just being made: "إنشاء مركز ...", "ستطلق ..."."""
    words = _WORD.findall(page.doc.text[max(s.start, at - 60) : at])[-5:]
    return any(w.removeprefix("ال").lstrip("وبلف") in page.rules.making or word_tense(page.tense, w) == "future" for w in words)


def _piece(page: PageTimes, landmark: Landmark, news: bool, start: int, end: int, s: Span, lead: bool) -> Evidence | None:
    text = page.doc.text
    if news:
        nodes = next((nodes for span, _, nodes in page.parsed if span is s), [])
        today = next((n for n in nodes if n.kind == "relative_day" and n.offset in (-1, 0)), None)
        if not lead or today is None or today.offset is None or told_surely(page.tense, text, s.start, start, end) != "past":
            return None
        day = landmark.day - timedelta(today.offset)
        return Evidence(start, end, "", "landmark", day, day, "landmark_news", f"tells as the day's news: {landmark.told}", 4)
    if landmark.kind == "event":
        before = _WORD.findall(text[max(s.start, start - 24) : start])[-1:]
        if not before or before[0].removeprefix("و") not in page.rules.since_landmark or any(word_tense(page.tense, w) == "future" for w in _WORD.findall(text[max(s.start, start - 60) : start])):
            return None
    if (when := _since(page, s, end)) is not None:
        first, last = around(when, "past", landmark.day)
        return Evidence(start, end, "", "landmark", max(first, landmark.day), last, f"landmark_{landmark.kind}", f"tells it of the {when} before: {landmark.told}", 6)
    return Evidence(start, end, "", "landmark", landmark.day, None, f"landmark_{landmark.kind}", f"not written before {landmark.told}", 6)


def _since(page: PageTimes, s: Span, end: int) -> str | None:
    """The unit, week or month, that a text calls the last one right behind an event: "استهداف القنصلية في دمشق، سوريا، الأسبوع الماضي"."""
    nodes = next((nodes for span, _, nodes in page.parsed if span is s), [])
    near = next((n for n in nodes if 0 <= n.start - end <= _BEHIND), None)
    if near is None or near.kind != "unit" or near.unit not in ("week", "month") or near.marker != "past" or near.part is not None or near.count not in (None, 1, -1):
        return None
    return near.unit
