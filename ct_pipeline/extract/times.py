"""Time expressions of an article, resolved: what calendar days each one names.

The grammar is :mod:`ct_pipeline.language.timex`, the meaning :mod:`ct_pipeline.language.timevalues`; here an article's expressions are read in
order, so that "اليوم نفسه" and "السنة ذاتها" find what they point to, and a day-month takes a year that the article has printed for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from ct_pipeline.extract.context import Context, FoundTime
from ct_pipeline.language.calendars import gregorian_date, hijri_date
from ct_pipeline.language.document import Document, SentenceSpan
from ct_pipeline.language.tense import Tense, TenseRules, load_tense, tense_at, told_surely
from ct_pipeline.language.timevalues import BY_FORM, BY_HABIT, Setting, Value, resolve
from ct_pipeline.language.timex import Timex, TimexReader, TimexRules, load_timex
from ct_pipeline.language.timex_rules import DateOrder

_WORD_BEFORE = re.compile(r"([^\W\d_]+) (?:يوم )?$")
_LIMITS = frozenset({"بعد", "قبل", "حتي", "عن"})  # the verb before them says nothing of the date: "وضعت الدولة خطة لما بعد 20 ماي"


@dataclass(slots=True)
class TimeReading:
    """What has been read of an article so far."""

    previous: Value | None = None
    previous_day: Value | None = None
    previous_month: Value | None = None  # the last one finer than a year: what "the same month" points to
    years: dict[tuple[int, int, str], int] = field(default_factory=dict)  # (day, month, calendar) printed with its year
    order: DateOrder | None = None


def find_times(context: Context) -> None:
    """Append a :class:`FoundTime` for every expression of the article's sentences; dates None where nothing decides them.

    Relative ones count from ``doc.published_on``; where only bounds are known, they are resolved if both bounds give the same value.
    """
    doc, knowledge = context.doc, context.knowledge
    timex, tense = knowledge.rules(load_timex), knowledge.rules(load_tense)
    written = written_bounds(doc)
    reading = TimeReading()
    sentences = [(s, TimexReader(timex, doc.text, s.start, s.end)) for s in doc.sentences]
    parsed = [(s, reader, reader.read()) for s, reader in sentences]
    reading.order = date_order([n for _, _, nodes in parsed for n in nodes], doc.published_on) or _ORDERS.get(doc.article.date_order or "")
    for sentence, reader, nodes in parsed:
        day_in_sentence = False
        said: Value | None = None
        dated = sentence.kind == "dateline" and any(n.kind in ("date", "numeric") for n in nodes)
        for whole in nodes:
            if dated and whole.kind == "month" and whole.year is None:
                continue  # "نشر في فبراير يوم 14 - 11 - 2019": an outlet's name beside the date
            if sentence.kind == "dateline" and whole.kind == "ago":
                continue  # "14 مارس 2019 - منذ 3 سنوات": counted from the day the page was fetched
            if not day_in_sentence and ((whole.kind == "ago" and whole.marker == "same") or (whole.kind == "unit" and whole.unit == "day" and whole.about)):
                continue  # "بعد خمسة أيام", "اليوم التالي للهجوم" with no day named before it in its sentence: a duration, or counted from something else
            value = value_of(whole, reader, doc, sentence, written, reading, timex, tense, said)
            # A range that runs backwards, or of which one end is open, is still two expressions.
            split = value is None and whole.first is not None and whole.last is not None
            for node in (whole.first, whole.last) if split and whole.first and whole.last else (whole,):
                value = value_of(node, reader, doc, sentence, written, reading, timex, tense, said) if split else value
                context.times.append(found_time(node, value))
                if value is not None:
                    remember(node, value, reading)
                    day_in_sentence |= value.start == value.end or node.kind == "range"
                    if value.granularity != "year":
                        said = value if value.anchor == "absolute" else None if value.anchor == "published" else said


def written_bounds(doc: Document) -> tuple[date, date] | None:
    """The day of publication as bounds, or bounds close enough to resolve against; None where there are none."""
    if doc.published_on is not None:
        return doc.published_on, doc.published_on
    article = doc.article
    if article.published_earliest is not None and article.published_latest is not None:
        return article.published_earliest, article.published_latest
    return None


_ORDERS: dict[str, DateOrder] = {"day_first": "day_first", "month_first": "month_first", "mixed": "mixed"}


def date_order(nodes: list[Timex], written: date | None = None) -> DateOrder | None:
    """The order of day and month that a text's unambiguous dates in digits show; None where it has none.

    Unambiguous is an impossible month, the weekday beside the date and, where no other does, a reading that is the day of publication (``written``).
    """
    numeric = [n for n in nodes if n.kind == "numeric" and n.order != "year_first"]
    orders = {n.order for n in numeric if n.order in ("day_first", "month_first")} | {o for n in numeric if n.weekday and (o := _order_of(n, lambda d, w=n.weekday: d.isoweekday() == w))}  # type: ignore[misc]
    if not orders and written is not None:
        orders = {o for n in numeric if (o := _order_of(n, lambda d: d == written))}
    return "mixed" if len(orders) > 1 else next(iter(orders), None)


def _order_of(node: Timex, test: Callable[[date], bool]) -> DateOrder | None:
    """The order of an ambiguous date of which one reading alone passes a test."""
    days = readings(node)
    passed = [test(d) for d in days]
    return None if len(days) != 2 or sum(passed) != 1 else "day_first" if passed[0] else "month_first"


def readings(node: Timex) -> list[date]:
    """The days that a date in digits may mean, day before month first."""
    make = hijri_date if node.calendar == "hijri" else gregorian_date
    return [d for y, m, n in node.options if (d := make(y, m, n))]


def value_of(
    node: Timex, reader: TimexReader, doc: Document, sentence: SentenceSpan, written: tuple[date, date] | None, reading: TimeReading,
    timex: TimexRules, tense: TenseRules, said: Value | None,
) -> Value | None:  # fmt: skip
    """The value of one expression, with what the article has said before it."""
    leaf = node.last or node
    known = reader.known_year(node) if node.kind == "date" else None
    if known is None and leaf.kind == "date" and leaf.day and leaf.month:
        known = reading.years.get((leaf.day, leaf.month, leaf.calendar))
    told = tense_at(tense, doc.text, sentence.start, node.start, node.end, sentence.end) if asks_tense(node) else None
    if known is None and said is not None and leaf.kind == "date" and leaf.day and leaf.month and leaf.calendar == "gregorian" and tells_on(said, told, written):
        # "اعتقل في 14 يناير 2019 وحكم عليه في 20 مارس": told on from the date before it in its sentence
        known = said.start.year + ((leaf.month, leaf.day) < (said.start.month, said.start.day))
    limit = _WORD_BEFORE.search(doc.text, max(sentence.start, node.start - 16), node.start)
    sure = told is not None and not (limit is not None and limit.group(1) in _LIMITS) and leaf.kind in ("date", "month") and told_surely(tense, doc.text, sentence.start, node.start, node.end) == told
    setting = Setting(None, reading.previous, reading.previous_day, reading.previous_month, told, sure, known, reading.order, timex.seasons)
    if written is None:
        return resolve(node, setting)
    if known is not None and said is None and date(known, 12, 31) > written[1].replace(month=12, day=31) and told != "future":
        setting = replace(setting, known_year=None)
    early = resolve(node, replace(setting, written=written[0]))
    if written[0] == written[1] or early is None:
        return early
    late = resolve(node, replace(setting, written=written[1]))
    if late is None or (late.start, late.end) != (early.start, early.end):
        return None
    return replace(early, confidence=early.confidence * 0.9) if early.anchor == "published" else early


def tells_on(said: Value, told: Tense | None, written: tuple[date, date] | None) -> bool:
    """Whether a day-month goes on from the dated one before it in its sentence, not from the day of publication."""
    if written is None:
        return True
    return said.start.year > written[1].year or (said.start.year < written[0].year and told != "future")


def asks_tense(node: Timex) -> bool:
    """Whether the verb around it bears on what the expression means."""
    leaf = node.last or node
    if leaf.kind == "numeric":
        return len(leaf.options) > 1 and leaf.order != "year_first"
    if leaf.kind in ("date", "month"):
        return leaf.year is None and leaf.year_marker is None and leaf.marker is None
    return (leaf.kind == "weekday" and leaf.marker is None) or leaf.unit == "weekend"


def remember(node: Timex, value: Value, reading: TimeReading) -> None:
    reading.previous = value
    if value.granularity not in ("year", "season"):
        reading.previous_month = value
    if value.start == value.end:
        reading.previous_day = value
    if node.kind == "date" and node.day and node.month and (node.year is not None or node.year_marker is not None) and value.start == value.end:
        reading.years[node.day, node.month, node.calendar] = value.start.year if node.calendar == "gregorian" else node.year or 0
    if node.kind == "range":
        reading.previous_day = Value(value.end, value.end, "day", value.anchor, value.confidence)


_GRANULARITY = {"date": "day", "numeric": "day", "weekday": "day", "relative_day": "day", "month": "month", "year": "year", "season": "season", "range": "range"}


def found_time(node: Timex, value: Value | None) -> FoundTime:
    """The row of an expression; its rule is named after the form it was printed in."""
    rule = f"timex.{node.kind}"
    if node.unit and node.kind in ("unit", "ago"):
        rule += f".{node.unit}"
    if node.part:
        rule += f".{node.part[0]}"
    if value is None:
        days = readings(node) if node.kind == "numeric" else []
        if len(days) > 1:
            rule += ".open"
            return FoundTime(node.start, node.end, None, None, "day", "absolute", node.calendar, 0.3, rule, " or ".join(sorted(d.isoformat() for d in days)))
        granularity = _GRANULARITY.get(node.kind) or {"day": "day", "week": "week", "month": "month", "weekend": "range"}.get(node.unit or "", "year")
        return FoundTime(node.start, node.end, None, None, granularity, "previous" if node.marker in ("same", "following") else "published", node.calendar, 0.3, rule)
    if node.kind == "numeric" and len(node.options) > 1 and value.confidence in (BY_HABIT, BY_FORM):
        rule += ".by_habit" if value.confidence == BY_HABIT else ".by_form"  # what decides between day and month
    return FoundTime(node.start, node.end, value.start, value.end, value.granularity, value.anchor, node.calendar, value.confidence, rule)
