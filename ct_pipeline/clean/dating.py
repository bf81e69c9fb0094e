"""The day an article was written: fixed where the container, the page or the text fixes it, bounded by evidence otherwise.

Every piece of evidence keeps its offsets, what it implies and why. Metadata, a printed date line, the address and the text's own
"اليوم الثلاثاء 14 ماي 2024" fix the day, in this order. Without them a solver intersects what the text implies: dates told as past or as coming,
weekdays beside "أمس", months called "الماضي" or "المقبل", "N years since", the terms of office of the people named in their offices, editions of recurring meetings. Evidence that cannot
hold together with stronger evidence is set aside and stays visible as a conflict.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ct_pipeline.clean.dating_anniversaries import from_anniversaries
from ct_pipeline.clean.dating_bounds import implied_bounds
from ct_pipeline.clean.dating_editions import from_editions
from ct_pipeline.clean.dating_fixed import head_dates, metadata, picture_dates, post_dates, text_dates, url_date
from ct_pipeline.clean.dating_gatherings import from_gatherings
from ct_pipeline.clean.dating_landmarks import from_landmarks
from ct_pipeline.clean.dating_offices import from_accession, from_offices
from ct_pipeline.clean.dating_page import TEXT, PageTimes
from ct_pipeline.clean.dating_solver import LAST, NARROWING, Evidence, allows, solve
from ct_pipeline.clean.dating_years import settle_year
from ct_pipeline.clean.page_text import PageText
from ct_pipeline.language.tense import word_tense
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import RawArticle

__all__ = ["Dating", "date_article"]


_LOWER = ("post_dated", "picture_dated")  # rules that find a day on which something was, no later than the text
_LEAD = 4  # sentences, headline included, that tell the news itself


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was written; the columns of ``clean.articles`` of the same names."""

    published_on: date | None
    published_earliest: date | None
    published_latest: date | None
    published_method: str
    published_evidence: str


def date_article(raw: RawArticle, doc: PageText, knowledge: Knowledge) -> Dating:
    """Date one article. ``doc`` holds its segments and sentences; no text makes it fail."""
    page = PageTimes(raw, doc, knowledge)
    found = [*metadata(page), *head_dates(page), *url_date(page), *text_dates(page), *post_dates(page), *picture_dates(page)]
    fixed = [e for e in found if e.earliest is not None and e.rule not in _LOWER]
    days = [e for e in fixed if e.earliest == e.latest]
    implied = [e for e in found if e.earliest is None or e.rule in _LOWER] + implied_bounds(page) + from_anniversaries(page)
    settle_order(days, implied)
    chosen = choose(days, implied)
    if chosen is None:
        implied += from_offices(page)
        implied += from_accession(page)
        implied += from_editions(page)
        implied += from_gatherings(page)
        implied += from_landmarks(page)
    if chosen is not None:
        day = chosen.earliest
        for e in (*fixed, *implied):
            if e is not chosen and day is not None and not allows(e, day):
                e.conflict = True
        return Dating(day, day, day, chosen.kind, write(page, [chosen, *(e for e in fixed if e is not chosen), *implied]))
    pieces = [e for e in fixed if e.earliest != e.latest] + implied
    earliest, latest = solve(pieces)
    if (earliest is None or earliest != latest) and (settled := settle_year(page, pieces, earliest, latest)) is not None:
        pieces.append(settled)
        earliest, latest = solve(pieces)
    if earliest is not None and latest is None and (month := month_after_news(page, pieces, earliest)) is not None:
        pieces = [*(e for e in pieces if e.start != month.start or e.test is None), month]  # it says what they said, and more
        latest = month.latest
    on = earliest if earliest is not None and earliest == latest and not any(e.conflict for e in pieces) else None
    method = "constraint" if earliest or latest else "unknown"
    return Dating(on, earliest, latest, method, write(page, [*(e for e in days if e.conflict), *pieces]))


def month_after_news(page: PageTimes, pieces: list[Evidence], earliest: date) -> Evidence | None:
    """The end of the year in which a month can be called the last one, where the first sentences tell of the day that bounds the text: "الجمعة 20 ديسمبر 2019 ... في أيلول الماضي" """
    lead = [s for s, _, _ in page.parsed if s.kind in TEXT][:_LEAD]
    news = any(e.rule == "told_past_day" and e.earliest == earliest and e.start is not None and any(s.start <= e.start < s.end for s in lead) for e in pieces)
    news = news and not any(e.rule == "told_past_day" and e.earliest == earliest and e.start is not None and of_a_document(page, e.start) for e in pieces)
    months = [e for e in pieces if e.rule in ("last_month", "coming_month") and e.rank != NARROWING and e.test is not None and not e.conflict and allows(e, earliest)]
    if not news or not months:
        return None
    last = earliest
    while last < LAST and all(allows(e, last + timedelta(1)) for e in months):
        last += timedelta(1)
    e = months[0]
    return Evidence(e.start, e.end, "", "month", None, last, f"{e.rule}_after_news", f"{e.why}, and the news is of {earliest.isoformat()}", 5)


def of_a_document(page: PageTimes, at: int) -> bool:
    """Whether a date belongs to what was held, signed or issued before: "محضر المجلس المنعقد بتاريخ 24 ماي 2016"."""
    words = re.findall(r"[^\W\d_]+", page.doc.text[max(0, at - 30) : at])[-3:]
    return any(w.startswith("ال") and word_tense(page.tense, w) == "past" for w in words)


def settle_order(days: list[Evidence], implied: list[Evidence]) -> None:
    """A date line in digits that nothing beside it decides takes the reading that the text's weekdays and dated events allow, where one does."""
    tests = [e for e in implied if e.rule in ("relative_weekday", "told_past_day", "current_month")]
    for e in days:
        if e.other is None or e.earliest is None:
            continue
        against, against_other = (sum(not allows(t, day) for t in tests) for day in (e.earliest, e.other))
        if against_other < against:
            e.earliest = e.latest = e.other
            e.why += ", month before day: the text's own weekdays and dates agree with that order only"


def choose(days: list[Evidence], implied: list[Evidence]) -> Evidence | None:
    """The strongest piece that fixes a day; a printed date that the text itself makes impossible gives way to the next one."""
    if not days:
        return None
    days = sorted(days, key=lambda e: e.rank)
    firm = [e for e in implied if e.rule in ("told_past_day", "relative_weekday")]
    for e in days:
        day = e.earliest
        assert day is not None
        past = [x for x in firm if x.rule == "told_past_day" and x.earliest is not None and (x.earliest - day).days > 2]
        weekdays = [x for x in firm if x.rule == "relative_weekday" and x.test is not None]
        off = bool(weekdays) and e.rule in ("head_line", "date_line_unlabelled", "date_line_above") and not any(x.test(day + timedelta(n)) for x in weekdays for n in (-1, 0, 1) if x.test)
        others = [x for x in days if x is not e and x.earliest != day]
        if (past and (others or len(past) > 1)) or (off and others):
            continue
        if off and e.rule == "date_line_above":
            e.conflict = True  # above the headline and on another weekday than the text: the page's running date
            continue
        return e
    return next((e for e in days if not e.conflict), None)


def write(page: PageTimes, pieces: Iterable[Evidence]) -> str:
    out = []
    for e in pieces:
        raw_start, raw_end = page.doc.raw_span(e.start, e.end) if e.start is not None and e.end is not None else (None, None)
        out.append(
            {
                "raw_start": raw_start, "raw_end": raw_end, "surface": page.doc.raw[raw_start:raw_end] if raw_start is not None else e.surface, "kind": e.kind,
                "earliest": e.earliest.isoformat() if e.earliest else None, "latest": e.latest.isoformat() if e.latest else None,
                "rule": e.rule, "why": e.why + (" (in conflict with stronger evidence: set aside)" if e.conflict else ""),
            }  # fmt: skip
        )
    return json.dumps(out, ensure_ascii=False)
