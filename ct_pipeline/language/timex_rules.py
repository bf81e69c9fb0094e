"""What time expressions are made of: the unresolved expression, and the words it is read from (``seeds/language/timex.yml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.calendars import CalendarRules, Words, load_calendar
from ct_pipeline.language.fold import fold
from ct_pipeline.language.numerals import NumeralRules, load_numerals
from ct_pipeline.language.particles import PREFIXES
from ct_pipeline.lexicon.seeds import Seeds

DateOrder = Literal["day_first", "month_first", "year_first", "mixed"]
Kind = Literal["date", "month", "year", "weekday", "relative_day", "unit", "season", "ago", "range", "numeric"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression as printed (folded offsets, particles left off).

    Which fields are set depends on ``kind``:

    * ``date``: ``day``, ``month`` (None: "the 15th of this month", with ``month_marker``), ``year`` or ``year_marker`` or neither, ``marker``, ``weekday``, ``offset``
    * ``numeric``: ``options``, every reading (year, month, day) in order of likelihood; ``weekday``
    * ``month``, ``year``, ``season``: the number, ``year``/``year_marker``/``marker``
    * ``unit``: ``unit`` (day, week, month, year, weekend) with ``marker``; ``weekday``; ``relative_day``: ``offset`` and ``weekday``
    * ``ago``: ``count`` (negative: back) of ``unit``, from the day of publication or, with ``marker`` "same", from the expression before
    * ``range``: ``first`` and ``last``
    * ``part`` of any: ("start" | "middle" | "end" | "close", 0), ("quarter" | "half" | "third" | "week", n); n = -1 is the last
    """

    kind: Kind
    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: str = "gregorian"
    weekday: int | None = None
    offset: int | None = None
    unit: str | None = None
    count: int | None = None
    marker: str | None = None
    month_marker: str | None = None
    year_marker: str | None = None
    part: tuple[str, int] | None = None
    options: tuple[tuple[int, int, int], ...] = ()
    first: Timex | None = None
    last: Timex | None = None
    twin: Timex | None = None  # the same day in the other calendar
    about: bool = False  # roughly; of "the day after", counted from something that is named
    order: DateOrder | None = None  # in digits: the only order that is possible; "mixed" beside an English clock time, which tells nothing of the order
    day_form: bool = False  # in digits: printed in a form that only those use who put the day first: with full stops, or beside a clock without AM and PM


class UnitWords(BaseModel):
    model_config = ConfigDict(extra="forbid")
    one: list[str]
    the: list[str]
    of_two: list[str]
    two: list[str]
    many: list[str]


class SeasonWords(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: list[str]
    first: int
    last: int


class KnownDay(BaseModel):
    model_config = ConfigDict(extra="forbid")
    day: int
    month: int
    year: int
    before: list[str]


class TimexSeeds(BaseModel):
    """Schema of ``language/timex.yml``."""

    model_config = ConfigDict(extra="forbid")
    relative_days: dict[int, list[str]]
    markers: dict[str, list[str]]
    day_current: list[str]
    before: dict[str, list[str]]
    units: dict[str, UnitWords]
    season_units: list[str]
    year_adjectives: list[str]
    phases: dict[str, list[str]]
    parts: dict[str, list[str]]
    last: list[str]
    or_words: list[str]
    first: list[str]
    months_of: list[str]
    dayparts: list[str]
    dayparts_after: list[str]
    seasons: dict[str, SeasonWords]
    first_day: list[str]
    first_of_month: list[str]
    of: list[str]
    of_it: list[str]
    every: list[str]
    to: list[str]
    to_rest: list[str]
    between: list[str]
    since: list[str]
    ago: list[str]
    after: list[str]
    after_it: list[str]
    before_it: list[str]
    about: list[str]
    same_as_gregorian: list[str]
    hijri_marks: list[str]
    gregorian_marks: list[str]
    ordinal_day_marks: list[str]
    deadline_before: list[str]
    not_today_after: list[str]
    with_weekday: list[str]
    nowadays_before: list[str]
    no_weekday_before: list[str]
    no_date_before: list[str]
    postponed: list[str]
    and_a_half: list[str]
    general_nouns: list[str]
    year_before: list[str]
    year_nouns: list[str]
    counted: list[str]
    days_on_end: list[str]
    now: list[str]
    known_days: list[KnownDay]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one word can begin: phrases (the words after it) with their value, by class. ``prefix``: letters of attached particles."""

    prefix: int
    by_class: dict[str, tuple[tuple[Words, object], ...]]


def _words(items: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in items)


@dataclass(frozen=True)
class TimexRules:
    """The seeds, folded and indexed. ``table`` maps a printed word to what it can begin."""

    table: dict[str, Entry]
    numerals: NumeralRules
    calendar: CalendarRules
    seasons: dict[str, tuple[int, int]]
    sets: dict[str, frozenset[str]]
    known_days: dict[tuple[int, int], tuple[tuple[int, frozenset[str]], ...]]
    gate: frozenset[str]  # an expression holds at least one of these words
    begins: dict[str, tuple[str, ...]]  # a word that can begin an expression: the readings to try
    number_words: frozenset[str]
    alone: frozenset[str]  # words that can be an expression by themselves; the others of ``begins`` need one of ``follows`` or a digit after them
    follows: frozenset[str]
    word: re.Pattern[str]  # a word or a number; a year that a scrape glued to the next date ("202414 مايو") is cut off
    after_day: frozenset[str]  # words that can stand after a day number, besides digits and what "و" joins
    bare_weekdays: dict[str, int]  # weekdays without their article, as words or names of people too


ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_AFTER_DAY = frozenset({"month", "hijri", "latin_month", "before_unit", "to"})
_LIST_FIELDS = (
    "season_units", "year_adjectives", "day_current", "last", "or_words", "first", "and_a_half", "dayparts_after", "of", "of_it", "every", "to_rest", "between", "since", "about",
    "hijri_marks", "gregorian_marks",
    "ordinal_day_marks", "deadline_before", "not_today_after", "with_weekday", "nowadays_before", "no_weekday_before", "no_date_before", "postponed", "general_nouns", "year_before", "year_nouns",
    "counted",
    "first_of_month", "days_on_end", "now",
)  # fmt: skip
# Which readings to try at a word, by its class, in order.
_READINGS: dict[str, tuple[str, ...]] = {
    "relative": ("days",),
    "weekday": ("days",),
    "daypart": ("days",),
    "first_day": ("date_core", "days"),
    "latin_month": ("month_day_year",),
    "unit": ("days", "part_expression", "month_expression", "year_expression", "unit_expression"),
    "before_unit": ("unit_expression", "year_expression"),
    "phase": ("part_expression",),
    "part": ("part_expression",),
    "months_of": ("part_expression",),
    "month": ("month_expression", "month_day_year"),
    "hijri": ("month_expression",),
    "season": ("season_expression",),
    "season_unit": ("year_expression",),
    "ago": ("days", "ago_expression"),
    "after": ("days", "ago_expression"),
    "after_it": ("ago_expression",),
    "ordinal": ("date_core",),
}
_ALONE = frozenset({"relative", "weekday", "month", "hijri", "latin_month"})
_GATE = frozenset({"latin_month", "relative", "month", "hijri", "weekday", "unit", "season"})


def load_timex(seeds: Seeds) -> TimexRules:
    """The rules of time expressions, from ``language/timex.yml``, ``months.yml`` and ``numerals.yml``."""
    data = seeds.yaml("language/timex.yml", TimexSeeds)
    calendar, numerals = load_calendar(seeds), load_numerals(seeds)
    phrases: list[tuple[str, Words, object]] = []

    def add(cls: str, words: Iterable[str], value: object) -> None:
        phrases.extend((cls, tuple(fold(w).split()), value) for w in words)

    for offset, words in data.relative_days.items():
        add("relative", words, offset)
    for marker, words in data.markers.items():
        add("marker", words, marker)
    for marker, words in data.before.items():
        add("before_unit", words, marker)
    for unit, forms in data.units.items():
        for number, listed in forms.model_dump().items():
            add("unit", listed, (unit, number))
    for phase, words in data.phases.items():
        add("phase", words, phase)
    for part, words in data.parts.items():
        add("part", words, part)
    add("daypart", data.dayparts, True)
    add("months_of", data.months_of, True)
    add("season_unit", data.season_units, True)
    for season, s in data.seasons.items():
        add("season", s.words, season)
    add("first_day", data.first_day, 1)
    add("to", data.to, True)
    add("ago", data.ago, -1)
    add("after", data.after, 1)
    add("after_it", data.after_it, 1)
    add("after_it", data.before_it, -1)
    add("equals", data.same_as_gregorian, True)
    add("about", data.about, True)
    phrases += [("month", w, n) for w, n in calendar.gregorian.items()]
    phrases += [("hijri", w, n) for w, n in calendar.hijri.items()]
    phrases += [("latin_month", w, n) for w, n in calendar.latin.items()]
    phrases += [("weekday", (w,), n) for w, n in calendar.weekdays.items()]
    phrases += [("ordinal", (w,), n) for w, n in numerals.ordinals.items()]

    plain: dict[str, dict[str, dict[Words, object]]] = {}
    for cls, key, value in phrases:
        plain.setdefault(key[0], {}).setdefault(cls, {}).setdefault(key[1:], value)
    table: dict[str, Entry] = {}
    for word, classes in plain.items():
        table[word] = Entry(0, {c: tuple(sorted(rest.items(), key=lambda kv: -len(kv[0]))) for c, rest in classes.items()})
    for word in sorted(plain):
        if len(word) < 3:
            continue
        for prefix in sorted(PREFIXES):
            form = prefix + (word[1:] if word.startswith("ال") and prefix.endswith("ل") else word)
            if form not in table:
                table[form] = Entry(len(prefix), table[word].by_class)
    sets = {name: _words(getattr(data, name)) for name in _LIST_FIELDS}
    sets["teen"] = numerals.teen
    known: dict[tuple[int, int], tuple[tuple[int, frozenset[str]], ...]] = {}
    for k in data.known_days:
        known[k.day, k.month] = (*known.get((k.day, k.month), ()), (k.year, _words(k.before)))
    begins: dict[str, tuple[str, ...]] = {}
    for word, entry in table.items():
        if tries := tuple(dict.fromkeys(r for c in _READINGS if c in entry.by_class for r in _READINGS[c])):
            begins[word] = tries
    for word in _definite(numerals):
        begins[word] = tuple(dict.fromkeys((*begins.get(word, ()), "date_core")))
    for mark in sets["ordinal_day_marks"]:
        begins.setdefault(mark, ("date_core",))
    years = {str(y) for y in (*range(1300, 1501), *range(1900, 2101))}
    for number in (*(str(n) for n in range(1, 32)), *(f"0{n}" for n in range(1, 10)), *years):
        begins[number] = ("numeric_at", "date_core", "year_month_day", "year_expression") if len(number) == 4 else ("numeric_at", "date_core", "year_expression")
    gate = frozenset(w for w, e in table.items() if _opens_gate(w, e, calendar)) | years | sets["day_current"]
    number_words = frozenset(
        form for words in (numerals.units, numerals.tens, numerals.hundreds, numerals.scales, numerals.dual_scales) for w in words for form in (w, "ال" + w, "ب" + w)
    )
    alone = frozenset(w for w in begins if w.isdigit() or ((e := table.get(w)) is not None and any(rest == () for c in _ALONE & e.by_class.keys() for rest, _ in e.by_class[c])))
    follows = frozenset(w for rest in (rest for e in table.values() for options in e.by_class.values() for rest, _ in options) for w in rest).union(
        table, begins, number_words, *sets.values()
    )
    after_day = frozenset(w for w, e in table.items() if not _AFTER_DAY.isdisjoint(e.by_class) or _names_month(e)) | sets["of"] | sets["of_it"] | sets["day_current"] | ORDINAL_SUFFIXES
    seasons_ = {name: (s.first, s.last) for name, s in data.seasons.items()}
    names = "|".join(sorted({re.escape(" ".join(w)) for w in calendar.gregorian}, key=lambda w: (-len(w), w)))
    one_word = re.compile(rf"(?:19|20)\d\d(?=[0-3]?\d (?:{names})\b)|\d+|[^\W\d_]+")
    bare = {w.removeprefix("ال"): n for w, n in calendar.weekdays.items()}
    return TimexRules(table, numerals, calendar, seasons_, sets, known, gate, begins, number_words, alone, follows, one_word, after_day, bare)


def _names_month(entry: Entry) -> bool:
    """Whether a word says "month"."""
    return any(isinstance(value, tuple) and value[0] == "month" for _, value in entry.by_class.get("unit", ()))


def _opens_gate(word: str, entry: Entry, calendar: CalendarRules) -> bool:
    """Whether a word by itself is reason to read its sentence: of longer phrases another word is ("ما قبل أمس"), of doubtful months the year."""
    for name in _GATE & entry.by_class.keys():
        if name == "month" and (word[entry.prefix :],) in calendar.needs_year:
            continue
        if name in ("month", "hijri", "latin_month") or any(rest == () for rest, _ in entry.by_class[name]):
            return True
    return False


def _definite(numerals: NumeralRules) -> set[str]:
    """Every printed form of an ordinal with the article: "الحادي", "والعشرين", "للثالث"."""
    out = set()
    for word in (*numerals.ordinals, *numerals.tens):
        for prefix in ("", *PREFIXES):
            out.add(prefix + ("ل" if prefix.endswith("ل") else "ال") + word)
    return out
