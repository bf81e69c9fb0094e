"""Bounds from "N years after": anniversaries of dated or known events, of independence (``registry/independence.csv``), and the years since a body was founded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from ct_pipeline.clean.dating_landmarks import load_landmarks
from ct_pipeline.clean.dating_page import TEXT, PageTimes
from ct_pipeline.clean.dating_solver import FIRST, Evidence, plus_years, side_test
from ct_pipeline.clean.page_text import Span
from ct_pipeline.language.numerals import parse_ordinal
from ct_pipeline.language.tense import tense_at
from ct_pipeline.language.timevalues import Setting, Value, resolve
from ct_pipeline.language.timex import Timex, TimexReader

_SLACK = 30  # days around an anniversary in which it is spoken of
_WEEK = 6
_NUMBERED = re.compile(r"[^\W_]+")


def from_anniversaries(page: PageTimes) -> list[Evidence]:
    """Every anniversary and every count of years since something was founded, where the day it counts from is known."""
    out: list[Evidence] = []
    told = any(word in page.doc.text for word in page.rules.anniversary)
    for s, reader, nodes in page.parsed:
        if s.kind not in TEXT:
            continue
        out += _anniversary(page, s, nodes) if told else []
        for node in nodes:
            if node.kind == "ago" and node.unit == "year" and node.marker is None:
                out += _founded_ago(page, node, s)
        out += _years_passed(page, s, reader)
    return out


def _dated(nodes: Sequence[Timex]) -> tuple[Timex, Value] | None:
    """The first day of a sentence that is printed with its year."""
    for n in nodes:
        value = resolve(n, Setting()) if n.year is not None else None
        if value is not None and value.anchor == "absolute" and value.start == value.end:
            return n, value
    return None


def _anniversary(page: PageTimes, s: Span, nodes: Sequence[Timex]) -> list[Evidence]:
    """ "الذكرى الثانية والعشرون لـ... 16 ماي 2003", "الذكرى العشرين لهجمات 11 سبتمبر", "ذكرى الاستقلال الـ60": that many years after; on the day itself where "اليوم" stands by."""
    text = page.doc.text
    words = [(m.group(), m.start(), m.end()) for m in _NUMBERED.finditer(text, s.start, s.end)]
    for k, (word, at, _) in enumerate(words):
        if word not in page.rules.anniversary:
            continue
        for j in range(k + 1, min(k + 6, len(words))):
            ordinal = parse_ordinal([w for w, _, _ in words[j : j + 3]])
            if ordinal is None or not 1 <= ordinal[0] <= 200 or (words[j][0].isdigit() and page.timex.table.get(words[j + 1][0] if j + 1 < len(words) else "") is not None):
                continue
            if any(c in text[at : words[j][1]] for c in ".;:\n"):
                break
            end = words[j + ordinal[1] - 1][2]
            found = _independence(page, s, end) or (_event(page, at, end, s, nodes) if j == k + 1 else None)
            if found is not None:
                return [_on_anniversary(page, s, nodes, at, end, found[0], ordinal[0], found[1])]
            break
        if (week := _recurring(page, s, nodes, at)) is not None:
            return [week]
    return []


def _recurring(page: PageTimes, s: Span, nodes: Sequence[Timex], at: int) -> Evidence | None:
    """ "احتفالات ذكرى الاستقلال خلال الأسبوع الجاري": no number, but the day of the year is near."""
    near = [n for n in nodes if (n.kind == "unit" and n.unit == "week" and n.marker == "current") or (n.kind == "relative_day" and n.offset in (0, 1))]
    found = _independence(page, s, at) if near else None
    if found is None:
        return None
    day, told = found
    reach = _WEEK if near[0].kind == "unit" else 1
    sides = (-1,) if tense_at(page.tense, page.doc.text, s.start, at, near[0].start, s.end) == "future" else (-1, 1)
    tests = [side_test(day.day, day.month, side, reach) for side in sides]
    why = f"day {day.day} of month {day.month}, {told}, is told as near"
    return Evidence(at, near[0].end, "", "anniversary", None, None, "anniversary_near", why, 5, lambda d: any(test(d) for test in tests))


def _event(page: PageTimes, at: int, end: int, s: Span, nodes: Sequence[Timex]) -> tuple[date, str] | None:
    """The day that an anniversary counts from: that of an event of known day named right after it, or the one that the sentence prints."""
    named = next((m for m in page.knowledge.rules(load_landmarks).names.find(page.doc.text, end, min(s.end, end + 60)) if m.start - end <= 3), None)
    if named is not None:
        landmark, news = named.payloads[0]
        return None if news else (landmark.day, landmark.told)
    dated = _dated([n for n in nodes if n.start > at])
    return (dated[1].start, "") if dated is not None else None


def _independence(page: PageTimes, s: Span, end: int) -> tuple[date, str] | None:
    """The day on which a state became independent, where its independence is named a little around ``end``: its own ("لاستقلالها") or by name."""
    text = page.doc.text
    m = page.rules.independence.search(text, max(s.start, end - 25), min(s.end, end + 30))
    if m is None:
        return None
    registry = page.knowledge.registry
    named = [(x.start, i.removeprefix("country:")) for x in registry.names.find(text, s.start, s.end) for i in x.payloads if i.startswith("country:")]
    after = [(start, i) for start, i in named if m.end() <= start <= m.end() + 25]
    after += [(m.end() + w.start(), registry.nisbas[w.group()]) for w in re.finditer(r"[^\W\d_]+", text[m.end() : min(s.end, m.end() + 30)]) if w.group() in registry.nisbas]
    before = [(start, i) for start, i in named if start < m.start()]
    iso2 = min(after)[1] if after and not m.group("own") else max(before)[1] if before else None
    day = page.rules.independent.get(iso2) if iso2 is not None else None
    return (day, f"independence of {iso2}") if day is not None else None


def _on_anniversary(page: PageTimes, s: Span, nodes: Sequence[Timex], at: int, end: int, day: date, years: int, told: str) -> Evidence:
    on = plus_years(day, years)
    today = any(n.kind == "relative_day" and n.offset == 0 for n in nodes)
    week = any(n.kind == "unit" and n.unit == "week" and n.marker == "current" for n in nodes)
    before, after = (1, 1) if today else (_WEEK, _WEEK) if week else (_SLACK, _SLACK)
    ahead = re.findall(r"[^\W\d_]+", page.doc.text[max(s.start, at - 25) : at])[-2:]
    if not page.rules.ahead_of.isdisjoint(ahead) or tense_at(page.tense, page.doc.text, s.start, at, end, s.end) == "future":
        after = 0
    why = f"{years} years after {day.isoformat()}" + (f": {told}" if told else "")
    return Evidence(at, end, "", "anniversary", on - timedelta(before), on + timedelta(after), "anniversary", why, 4)


def _founded_ago(page: PageTimes, node: Timex, s: Span) -> list[Evidence]:
    """ "منذ تأسيسه قبل ست سنوات", of a body whose founding is known: the one named last before it, else the one the text speaks of most."""
    words = re.findall(r"[^\W\d_]+", page.doc.text[max(s.start, node.start - 40) : node.start])[-3:]
    if not page.rules.founding.intersection(words):
        return []
    bodies = page.founded_bodies
    here = [i for at, _, i in bodies if s.start <= at < node.start]
    counts = Counter(i for _, _, i in bodies)
    body = here[-1] if here else max(sorted(counts), key=lambda i: counts[i], default=None)
    if body is None or (not here and counts[body] < 2):
        return []
    day, years = page.rules.founded[body], -(node.count or 0)
    first, last = date(day.year + years, 1, 1), date(day.year + years, 12, 31)
    return [Evidence(node.start, node.end, "", "founding", first, last, "years_since_founding", f"{years} years after {_name(page, body)} was founded in {day.year}", 4)]


def _years_passed(page: PageTimes, s: Span, reader: TimexReader) -> list[Evidence]:
    """ "مع مرور 5 أعوام على إنشاء المركز": written between that many years after the founding that the text or the registry tells, and a year later."""
    text = page.doc.text
    out: list[Evidence] = []
    if page.rules.since_event.isdisjoint(reader.texts):
        return out
    for m in page.rules.passing.finditer(text, s.start, s.end):
        index = next((i for i, start in enumerate(reader.starts) if start >= m.end()), None)
        counted = reader.count_of_unit(index) if index is not None else None
        if counted is None or counted[1] != "year" or counted[3] >= reader.size or reader.texts[counted[3]] not in page.rules.since_event:
            continue
        start = reader.end_at(counted[3])
        of = page.rules.founded_noun.match(text, start, s.end)
        if of is None:
            continue
        founding = _founding(page, s, of.end())
        if founding is None:
            continue
        early, told = founding
        years = counted[0]
        first, last = plus_years(early, years), plus_years(early, years + 1) - timedelta(1)
        out.append(Evidence(m.start(), of.end(), "", "founding", first, last, "years_since_founding", f"{years} years have passed since {told}", 4))
    return out


def _founding(page: PageTimes, s: Span, at: int) -> tuple[date, str] | None:
    """The first day of the month in which what is named at ``at`` was founded (years are counted roughly), and who says so."""
    name = re.split(r"[,;:.\n]", page.doc.text[at : min(s.end, at + 70)])[0]
    body = next((i for start, _, i in page.founded_bodies if at <= start <= at + 12), None)
    if body is not None:
        return page.rules.founded[body].replace(day=1), f"{_name(page, body)} was founded"
    words = set(re.findall(r"[^\W\d_]{4,}", name))
    for other, _, nodes in page.parsed:
        if other.kind not in TEXT or (verb := page.rules.founded_verb.search(page.doc.text, other.start, other.end)) is None:
            continue
        here = set(re.findall(r"[^\W\d_]{4,}", page.doc.text[other.start : verb.start()]))
        near = [n for n in nodes if 0 <= n.start - verb.end() <= 30]
        value = resolve(near[0], Setting()) if near else None
        if value is not None and value.anchor == "absolute" and value.start >= FIRST and len(words & here) >= 2:
            return value.start.replace(day=1), f"the founding that the text dates {value.start.isoformat()}"
    return None


def _name(page: PageTimes, body: str) -> str:
    entities = page.knowledge.registry.entities
    return entities[body].name_ar if body in entities else body
