"""Evidence of when an article was written, and the solver that intersects it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ct_pipeline.language.calendars import gregorian_date
from ct_pipeline.language.timevalues import shift_months

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NARROWING = 9  # rank of what only narrows bounds that other evidence sets on both sides
_SPAN_LIMIT = 366 * 45  # days that the solver looks at one by one
_OPEN_SPAN = 366 * 12  # a day of a month comes round on its weekday within eleven years


@dataclass(slots=True)
class Evidence:
    """One piece of evidence: folded offsets (None: not in the text), the bounds it sets, or a ``test`` of a day; ``rank``: 0 is strongest."""

    start: int | None
    end: int | None
    surface: str
    kind: str
    earliest: date | None
    latest: date | None
    rule: str
    why: str
    rank: int = 5
    test: Callable[[date], bool] | None = None
    printed: tuple[int, int, int, bool] | None = None  # a day and month without year, their distance from publication, whether a weekday stands with them
    conflict: bool = field(default=False)
    month: int | None = None  # the month that the text calls the current one
    other: date | None = None  # the second reading of a date in digits that nothing beside it decides


def distance(offset: int) -> str:
    return {-2: "the day before yesterday", -1: "yesterday", 0: "today", 1: "tomorrow", 2: "the day after tomorrow"}.get(offset, f"{offset} days from publication")


def weekday_test(weekday: int) -> Callable[[date], bool]:
    return lambda d: d.isoweekday() == weekday


def day_month_test(day: int, month: int, offset: int, weekday: int | None = None) -> Callable[[date], bool]:
    def test(d: date) -> bool:
        shown = d + timedelta(offset)
        return shown.day == day and shown.month == month and weekday in (None, shown.isoweekday())

    return test


def current_month_test(month: int, from_day: int | None, to_day: int | None, *, eve: bool = False) -> Callable[[date], bool]:
    """Whether a day lies in ``month``, from and up to some day of it; with ``eve`` also on the two days before it begins."""

    def test(d: date) -> bool:
        if eve and from_day is None and (d + timedelta(2)).month == month and d.month != month:
            return True
        return d.month == month and (from_day is None or d.day >= from_day) and (to_day is None or d.day <= to_day)

    return test


def months_after(month: int, past: bool, reach: int) -> frozenset[int]:
    step = 1 if past else -1
    return frozenset((month - 1 + step * n) % 12 + 1 for n in range(1, reach + 1))


def month_test(months: frozenset[int]) -> Callable[[date], bool]:
    return lambda d: d.month in months


def side_test(day: int, month: int, side: int, reach: int) -> Callable[[date], bool]:
    """Whether a day lies within ``reach`` days after (``side`` 1) or before (-1) a day and month of some year."""

    def test(d: date) -> bool:
        return any(x is not None and 0 <= side * (d - x).days <= reach for x in (gregorian_date(d.year + n, month, day) for n in (-1, 0, 1)))

    return test


def terms_test(terms: tuple[tuple[date, date], ...]) -> Callable[[date], bool]:
    return lambda d: any(a <= d <= b for a, b in terms)


def plus_years(day: date, years: int) -> date:
    return gregorian_date(day.year + years, day.month, day.day) or date(day.year + years, day.month, 28)


def around(unit: str, marker: str, day: date) -> tuple[date, date]:
    """When a text was written that calls the week or month of ``day`` current, last or coming."""
    step = {"current": 0, "past": 1, "next": -1}[marker]
    if unit == "week":
        monday = day - timedelta(day.isoweekday() - 1) + timedelta(7 * step)
        return monday, monday + timedelta(6)
    first = shift_months(day, step)
    return first, shift_months(first, 1) - timedelta(1)


def allows(e: Evidence, day: date) -> bool:
    if (e.earliest is not None and day < e.earliest) or (e.latest is not None and day > e.latest):
        return False
    return e.test is None or e.test(day)


def _first_day(low: date, high: date, step: int, tests: Sequence[Callable[[date], bool]]) -> date | None:
    """The first day from ``low`` to ``high`` that passes every test."""
    for n in range(abs((high - low).days) + 1):
        day = low + timedelta(step * n)
        if all(test(day) for test in tests):
            return day
    return None


def solve(pieces: list[Evidence]) -> tuple[date | None, date | None]:
    """The tightest bounds that the pieces allow together; pieces that contradict stronger ones are marked ``conflict`` and left out.

    Pieces are taken in order of strength; intervals first, then tests of single days within them.
    """
    earliest: date | None = None
    latest: date | None = None
    kept: list[Evidence] = []
    for e in sorted(pieces, key=lambda e: e.rank):
        if e.earliest is None and e.latest is None:
            continue
        lo = max(x for x in (earliest, e.earliest) if x) if earliest or e.earliest else None
        hi = min(x for x in (latest, e.latest) if x) if latest or e.latest else None
        if lo is not None and hi is not None and lo > hi:
            e.conflict = True
            continue
        earliest, latest = lo, hi
        kept.append(e)
    tests = [e for e in sorted(pieces, key=lambda e: e.rank) if e.test is not None and not e.conflict]
    if not tests or (earliest is None and latest is None):
        return earliest, latest
    low = earliest or (latest or LAST) - timedelta(366)
    high = latest or min(LAST, (earliest or FIRST) + timedelta(_OPEN_SPAN))
    if (high - low).days > _SPAN_LIMIT:
        return earliest, latest
    sure = [e.test for e in tests if e.test is not None and e.rank != NARROWING]
    narrow = [e.test for e in tests if e.test is not None and e.rank == NARROWING] if earliest is not None and latest is not None else []
    first = _first_day(low, high, 1, sure)
    if first is not None:
        wanted = list(sure)
        for test in narrow:
            if (closer := _first_day(first, high, 1, (*wanted, test))) is not None:
                first = closer
                wanted.append(test)
        return (first if earliest is not None else None), (_first_day(high, low, -1, wanted) if latest is not None else None)
    # No day passes every test: the strongest that agree stay, the others are shown as conflicts.
    days = [low + timedelta(n) for n in range((high - low).days + 1)]
    for e in tests:
        if e.test is None or e.rank == NARROWING:
            continue
        left = [d for d in days if e.test(d)]
        if left:
            days = left
        else:
            e.conflict = True
    return (days[0] if earliest is not None or latest is None else None), (days[-1] if latest is not None else None)
