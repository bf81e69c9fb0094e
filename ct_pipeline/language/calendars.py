"""Month and weekday names of every Arab country, and the Hijri calendar.

Gregorian month names come from CLDR through Babel; what CLDR lacks, and what is ambiguous, stands in ``seeds/language/months.yml``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import Seeds

Words = tuple[str, ...]


class CalendarSeeds(BaseModel):
    """Schema of ``language/months.yml``."""

    model_config = ConfigDict(extra="forbid")
    locales: list[str]
    latin_locales: list[str]
    gregorian: dict[int, list[str]]
    ambiguous: list[str]
    needs_year: list[str]
    hijri: dict[int, list[str]]
    weekdays: dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """Folded names (as tuples of words) to month numbers; folded weekday words to ISO weekday numbers (Monday is 1).

    ``ambiguous``: names that are first of all other words; ``needs_year``: of these, the ones that are a month only with day and year;
    ``latin``: English and French names, as sites with foreign software print them.
    """


    gregorian: Mapping[Words, int]
    hijri: Mapping[Words, int]
    weekdays: Mapping[str, int]
    ambiguous: frozenset[Words]
    needs_year: frozenset[Words]
    latin: Mapping[Words, int]


def _names(table: Mapping[int, Iterable[str]]) -> dict[Words, int]:
    return {tuple(fold(name).split()): number for number, names in table.items() for name in names}


def load_calendar(seeds: Seeds) -> CalendarRules:
    """Month and weekday names: CLDR's for the locales of ``language/months.yml``, and the spellings listed there."""
    from babel import Locale  # reads locale files: only when a calendar is wanted

    data = seeds.yaml("language/months.yml", CalendarSeeds)
    gregorian: dict[Words, int] = {}
    for name in data.locales:
        for number, month in Locale.parse(name).months["format"]["wide"].items():
            gregorian[tuple(fold(month).split())] = number
    gregorian.update(_names(data.gregorian))
    latin: dict[Words, int] = {}
    for name in data.latin_locales:
        for width in ("abbreviated", "wide"):
            for number, month in Locale.parse(name).months["format"][width].items():
                latin[tuple(fold(month).rstrip(".").split())] = number
    weekdays = {fold(word): number for number, words in data.weekdays.items() for word in words}
    return CalendarRules(
        gregorian, _names(data.hijri), weekdays,
        frozenset(tuple(fold(w).split()) for w in data.ambiguous), frozenset(tuple(fold(w).split()) for w in data.needs_year), latin,
    )  # fmt: skip


@lru_cache(maxsize=256)
def prints_day_first(country: str) -> bool:
    """Whether CLDR's short date of a country (ISO 3166-1 alpha-2) puts the day first: of its Arabic where it has one, else of its main language."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global
    from babel.localedata import exists

    main = (get_global("likely_subtags").get(f"und_{country}") or "en").split("_")[0]
    name = next((n for n in (f"ar_{country}", f"{main}_{country}") if exists(n)), None)
    try:
        pattern = Locale.parse(name).date_formats["short"].pattern if name else ""
    except (UnknownLocaleError, ValueError):
        return False
    return next((c for c in pattern if c in "dMyL"), "") == "d"


@lru_cache(maxsize=4096)
def gregorian_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def hijri_date(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Hijri one (Umm al-Qura), or None outside the years 1343 to 1500 or where there is no such day."""
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
        return date(found.year, found.month, found.day)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=1024)
def month_span(year: int, month: int, calendar: str = "gregorian") -> tuple[date, date] | None:
    """First and last day of a month, inclusive."""
    if calendar == "hijri":
        first = hijri_date(year, month, 1)
        last = hijri_date(year, month, 30) or hijri_date(year, month, 29)
        return (first, last) if first and last else None
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=1024)
def year_span(year: int, calendar: str = "gregorian") -> tuple[date, date] | None:
    """First and last day of a year, inclusive."""
    first, last = month_span(year, 1, calendar), month_span(year, 12, calendar)
    return (first[0], last[1]) if first and last else None


@lru_cache(maxsize=256)
def hijri_year_of(day: date) -> int | None:
    """The Hijri year in which ``day`` lies."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def shift_months(day: date, months: int) -> date:
    """The first of the month that lies ``months`` after that of ``day``."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of ``day``."""
    monday = day - timedelta(day.isoweekday() - 1)
    return monday, monday + timedelta(6)
