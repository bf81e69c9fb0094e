"""Calendar days that an expression names, what they depend on, and the parts of months and years that are named by their place: the first half, the last week, the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ct_pipeline.language.calendars import month_span
from ct_pipeline.language.tense import Tense
from ct_pipeline.language.timex_rules import DateOrder


@dataclass(frozen=True, slots=True)
class Value:
    """First and last day, how fine, what fixed it (``anchor``), and how sure: 0 to 1."""

    start: date
    end: date
    granularity: str
    anchor: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Setting:
    """What the meaning depends on.

    ``written``: the day of publication; ``previous``: the expression before; ``previous_day``: the last one that was a single day; ``previous_month``: the last one finer than a year;
    ``tense`` of the clause, ``sure`` where its verb is unmistakable; ``known_year``: what the words around say of the year; ``order``: how this text, or its outlet, prints dates in digits.
    """

    written: date | None = None
    previous: Value | None = None
    previous_day: Value | None = None
    previous_month: Value | None = None
    tense: Tense | None = None
    sure: bool = False
    known_year: int | None = None
    order: DateOrder | None = None
    seasons: Mapping[str, tuple[int, int]] | None = None


def part_of(value: Value, part: tuple[str, int]) -> Value | None:
    """A named part of a month or a year."""
    name, n = part
    start, end = value.start, value.end
    monthly = value.granularity == "month"
    made: tuple[date, date] | None = None
    granularity = "range"
    if name == "close":
        made, granularity = (end, end), "day"
    elif name in ("start", "middle", "end"):
        if monthly:
            made = {"start": (start, start + timedelta(9)), "middle": (start + timedelta(10), start + timedelta(19)), "end": (start + timedelta(20), end)}[name]
        elif value.granularity == "year" and start.day == 1:
            year = start.year
            made = {"start": (date(year, 1, 1), date(year, 1, 31)), "middle": (date(year, 6, 1), date(year, 7, 31)), "end": (date(year, 12, 1), date(year, 12, 31))}[name]
            granularity = "range" if name == "middle" else "month"
        elif value.granularity in ("week", "season", "range"):
            made = (start, end)
    elif name == "half" and monthly:
        made = (start, start + timedelta(14)) if n == 1 else (start + timedelta(15), end)
    elif name == "third" and monthly:
        made = [(start, start + timedelta(9)), (start + timedelta(10), start + timedelta(19)), (start + timedelta(20), end)][n - 1 if n > 0 else 2]
    elif name == "week" and monthly:
        made = (end - timedelta(6), end) if n == -1 else (start + timedelta(7 * n - 7), min(end, start + timedelta(7 * n - 1)))
    elif name == "months" and value.granularity == "year" and (start.day, start.month) == (1, 1):
        first = start if n > 0 else date(start.year, 13 + n, 1)
        last = month_span(start.year, n if n > 0 else 12)
        made = (first, last[1]) if last else None
    elif name in ("half", "quarter") and value.granularity == "year" and start.day == 1 and start.month == 1:
        size = 6 if name == "half" else 3
        index = (12 // size - 1) if n == -1 else n - 1
        first = date(start.year, index * size + 1, 1)
        last = month_span(start.year, index * size + size)
        made = (first, last[1]) if last else None
    if made is None or made[0] > made[1]:
        return None
    return Value(made[0], made[1], granularity, value.anchor, value.confidence * (0.7 if name in ("start", "middle", "end") else 0.95))
