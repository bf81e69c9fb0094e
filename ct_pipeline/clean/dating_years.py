"""The year of a date line that prints only day and month: what else the page says decides it, or nothing does."""

from __future__ import annotations

from datetime import date, timedelta

from ct_pipeline.clean.dating_page import TEXT, PageTimes
from ct_pipeline.clean.dating_solver import FIRST, LAST, Evidence, plus_years
from ct_pipeline.language.calendars import gregorian_date

_OPEN_YEARS = 30  # years looked at after the earliest day
_PLANNED = timedelta(366)  # days planned to the day, printed with their year, are seldom further ahead
_TOLD = timedelta(400)  # and the last dated event told is seldom further back
_APART = timedelta(4 * 365)
_LONG_APART = timedelta(5 * 365)


def settle_year(page: PageTimes, pieces: list[Evidence], earliest: date | None, latest: date | None) -> Evidence | None:
    """The day of publication, where a printed day and month leave several years and one more clue leaves one of them; else None.

    The clues: a year printed in the page around the article, beside a weekday that agrees; a day told as planned within a year; with a weekday,
    the last event told with its date.
    """
    lines = [e for e in pieces if e.printed is not None and not e.conflict]
    if not lines:
        return None
    days = _candidates(lines[0], pieces, earliest, latest)
    if not days or days[0] == days[-1]:
        return None
    line = lines[0]
    weekday = any(e.rule == "relative_weekday" and not e.conflict for e in pieces) or any(e.printed is not None and e.printed[3] for e in lines)

    def settled(day: date, rule: str, why: str) -> Evidence:
        return Evidence(line.start, line.end, line.surface, "constraint", day, day, rule, why, 5)

    if weekday:
        printed = years_around(page)
        fitting = [d for d in days if d.year in printed]
        if len(fitting) == 1:
            return settled(fitting[0], "year_on_page", f"the page around the article prints {fitting[0].year}, and the weekday agrees")
    planned = [e.latest for e in pieces if e.rule == "told_coming" and e.latest is not None and not e.conflict]
    if planned:
        first = min(planned)
        fitting = [d for d in days if first - _PLANNED <= d <= first]
        if len(fitting) == 1:
            return settled(fitting[0], "year_before_planned", f"{first.isoformat()} is told as planned: written within the year before")
    told = [e.earliest for e in pieces if e.rule in ("told_past", "told_past_day", "landmark_event", "post_dated") and e.earliest is not None and not e.conflict]
    if told and weekday:
        last = max(told)
        coming = [d for d in days if d >= last]
        long_apart = len(coming) > 1 and coming[1] - coming[0] >= _LONG_APART  # the next time is years later
        if coming and coming[0] - last <= (2 * _TOLD if long_apart else _TOLD) and (len(coming) == 1 or coming[1] - coming[0] >= _APART):
            return settled(coming[0], "year_after_told", f"the first such weekday after {last.isoformat()}, the last date told")
    return None


def _candidates(line: Evidence, pieces: list[Evidence], earliest: date | None, latest: date | None) -> list[date]:
    """Every day within the bounds that passes all tests of day, month and weekday."""
    low, high = earliest or FIRST, latest or (min(LAST, plus_years(earliest, _OPEN_YEARS)) if earliest else LAST)
    tests = [e.test for e in pieces if e.test is not None and not e.conflict and e.rank <= 5]
    assert line.printed is not None
    day, month, offset, _ = line.printed
    years = range(low.year - 1, high.year + 2)
    days = [d - timedelta(offset) for y in years if (d := gregorian_date(y, month, day)) is not None]
    return [d for d in days if low <= d <= high and all(test(d) for test in tests)]


def years_around(page: PageTimes) -> frozenset[int]:
    """The years printed in the page around the article: furniture, mastheads, lines of digits."""
    return page.years_in([s for s in page.doc.segments if s.kind == "boilerplate" or (s.kind in TEXT and s.rule == "no_letters")])
