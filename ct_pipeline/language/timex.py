"""The grammar of time expressions: recognizes them in folded text, unresolved.

A reader of one sentence: words are looked up in one table (particles already attached), and only where a word can begin an
expression a small recursive descent runs. Every step moves forward and looks a bounded number of words ahead, so the work is linear.
What an expression *means* depends on when the text was written: :mod:`ct_pipeline.language.timevalues`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.calendars import CalendarRules, Words, load_calendar
from ct_pipeline.language.fold import fold
from ct_pipeline.language.numerals import NumeralRules, load_numerals, parse_number, parse_ordinal
from ct_pipeline.language.particles import PREFIXES, readings
from ct_pipeline.lexicon.seeds import Seeds

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
    * ``part`` of any: ("start" | "middle" | "end", 0), ("quarter" | "half" | "third" | "week", n); n = -1 is the last
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
    about: bool = False
    month_first: bool = False  # in digits, with the month before the day, and no other reading


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
    not_today_after: list[str]
    nowadays_before: list[str]
    no_weekday_before: list[str]
    no_date_before: list[str]
    postponed: list[str]
    and_a_half: list[str]
    general_nouns: list[str]
    year_before: list[str]
    year_nouns: list[str]
    counted: list[str]
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



_LIST_FIELDS = (
    "season_units", "year_adjectives", "day_current", "last", "or_words", "first", "and_a_half", "dayparts_after", "of", "of_it", "to_rest", "between", "since", "about",
    "hijri_marks", "gregorian_marks",
    "ordinal_day_marks", "not_today_after", "nowadays_before", "no_weekday_before", "no_date_before", "postponed", "general_nouns", "year_before", "year_nouns", "counted", "first_of_month",
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
        begins[number] = ("numeric_at", "date_core", "year_expression")
    gate = frozenset(w for w, e in table.items() if _opens_gate(w, e, calendar)) | years | sets["day_current"]
    number_words = frozenset(
        form for words in (numerals.units, numerals.tens, numerals.hundreds, numerals.scales, numerals.dual_scales) for w in words for form in (w, "ال" + w, "ب" + w)
    )
    seasons_ = {name: (s.first, s.last) for name, s in data.seasons.items()}
    return TimexRules(table, numerals, calendar, seasons_, sets, known, gate, begins, number_words)


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


_WORD = re.compile(r"\d+|[^\W\d_]+")
_NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,4})( ?[/.\-] ?)(\d{1,2})( ?[/.\-] ?)(\d{1,4})(?![\d]|[/.\-]\d)")
_CLOSERS = {" ", "", ", ", ",", " ,", " , "}


def numeric_options(a: str, b: str, c: str) -> tuple[tuple[int, int, int], ...]:
    """Every reading (year, month, day) of three printed numbers, the likeliest first; empty where it is no date. Day before month is the Arab habit."""
    x, y, z = int(a), int(b), int(c)
    if len(a) == 4:
        orders = [(x, y, z), (x, z, y)]
    elif len(c) == 4:
        orders = [(z, y, x), (z, x, y)]
    elif len(a) <= 2 and len(c) == 2 and len(b) <= 2:
        orders = [(2000 + z, y, x), (2000 + z, x, y)]
    else:
        return ()
    good = [o for o in orders if 1 <= o[1] <= 12 and 1 <= o[2] <= 31 and (1900 <= o[0] <= 2100 or 1300 <= o[0] <= 1500)]
    return tuple(dict.fromkeys(good))


def _month_before_day(a: str, b: str, c: str) -> bool:
    """Whether "a/b/year" can only be month/day/year."""
    return len(c) == 4 and int(b) > 12 >= int(a)


class TimexReader:
    """Reads the expressions of one stretch of folded text (a sentence)."""

    def __init__(self, rules: TimexRules, text: str, start: int, end: int) -> None:
        self.rules, self.text, self.begin, self.stop = rules, text, start, end
        self.texts: list[str] = _WORD.findall(text, start, end)
        self.size = len(self.texts)
        self.numeric: dict[int, re.Match[str]] | None = None
        self.month_words = (0, 0)  # of the month read last

    @cached_property
    def starts(self) -> list[int]:
        """Offsets of the words; most sentences hold no expression and never need them."""
        return [m.start() for m in _WORD.finditer(self.text, self.begin, self.stop)]

    def end_at(self, i: int) -> int:
        return self.starts[i] + len(self.texts[i])

    # ------------------------------------------------------------------ words

    def gap(self, i: int) -> str:
        """The text between word ``i`` and the next; a line break where there is no next word."""
        return self.text[self.end_at(i) : self.starts[i + 1]] if 0 <= i < self.size - 1 else "\n"

    def close(self, i: int) -> bool:
        """Whether the word after ``i`` stands beside it: nothing, a space or a comma between."""
        return self.gap(i) in _CLOSERS

    def space(self, i: int) -> bool:
        return self.gap(i) in (" ", "")

    def find(self, i: int, cls: str) -> tuple[object, int] | None:
        """The value of class ``cls`` whose words begin at ``i``, and the index after it."""
        if not 0 <= i < self.size:
            return None
        entry = self.rules.table.get(self.texts[i])
        options = entry.by_class.get(cls) if entry else None
        if not options:
            return None
        for rest, value in options:
            n = len(rest)
            if n == 0:
                return value, i + 1
            if tuple(self.texts[i + 1 : i + 1 + n]) == rest and all(self.space(k) for k in range(i, i + n)):
                return value, i + 1 + n
        return None

    def plain(self, i: int) -> bool:
        """Whether word ``i`` carries no attached particle."""
        entry = self.rules.table.get(self.texts[i])
        return entry is None or entry.prefix == 0

    def begins(self, i: int) -> int:
        """Offset of word ``i`` without its attached particle."""
        entry = self.rules.table.get(self.texts[i])
        return self.starts[i] + (entry.prefix if entry else 0)

    def ends(self, j: int) -> int:
        """Offset after the last word before index ``j``, with the bracket that closes on it: "مايو (أيار)"."""
        end = self.end_at(j - 1)
        return end + 1 if self.text[end : end + 1] == ")" and self.opened(j) else end

    def opened(self, j: int) -> bool:
        """Whether the words before index ``j`` are a second month name in brackets: "مايو (أيار", "أكتوبر (تشرين الأول"."""
        return any(k > 0 and self.gap(k - 1).endswith("(") and (found := self.find(k, "month")) is not None and found[1] == j for k in (j - 1, j - 2))

    def is_in(self, i: int, name: str) -> bool:
        return 0 <= i < self.size and self.texts[i] in self.rules.sets[name]

    def number(self, i: int) -> int | None:
        return int(self.texts[i]) if 0 <= i < self.size and self.texts[i].isdigit() and len(self.texts[i]) <= 4 and self.texts[i].isascii() else None

    # ------------------------------------------------------------------ pieces

    def year_at(self, i: int) -> tuple[int, str, int] | None:
        """A four-digit year: (year, calendar, next)."""
        n = self.number(i)
        if n is None or len(self.texts[i]) != 4:
            return None
        hijri = 1300 <= n <= 1500
        marked = i + 1 < self.size and self.gap(i) in (" ", "")
        if hijri:
            if marked and self.is_in(i + 1, "hijri_marks"):
                return n, "hijri", i + 2
            return n, "hijri", i + 1
        if not 1900 <= n <= 2100:
            return None
        if marked and self.is_in(i + 1, "gregorian_marks"):
            return n, "gregorian", i + 2
        return n, "gregorian", i + 1

    def day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month: digits, "ال" with digits, an ordinal, "فاتح": (day, next)."""
        if not 0 <= i < self.size:
            return None
        t = self.texts[i]
        n = self.number(i)
        if n is not None:
            return (n, i + 1) if len(t) <= 2 and 1 <= n <= 31 else None
        if t in self.rules.sets["ordinal_day_marks"] and self.space(i):
            n = self.number(i + 1)
            return (n, i + 2) if n is not None and len(self.texts[i + 1]) <= 2 and 1 <= n <= 31 else None
        if found := self.find(i, "first_day"):
            return 1, found[1]
        entry = self.rules.table.get(t)
        has = entry is not None and "ordinal" in entry.by_class
        core = t.lstrip("وبلف")
        if has and t in self.rules.sets["first_of_month"]:
            return 1, i + 1
        if not has and "ال" not in t[:4] and not t.startswith("لل"):
            return None
        if (not has and core[:2] not in ("ال", "لل") and not t.startswith("لل")) or t.endswith("ه"):
            return None  # days are masculine: "الرابعه" counts something else
        found_ordinal = parse_ordinal(self.texts[i : i + 2], self.rules.numerals)
        if found_ordinal is None or not 1 <= found_ordinal[0] <= 31 or (found_ordinal[1] == 2 and not self.space(i)):
            return None
        return found_ordinal[0], i + found_ordinal[1]

    def conjunction(self, i: int) -> int | None:
        """Index of the word after "و" where word ``i`` carries or is it (the same index where it is attached to a word)."""
        if not 0 <= i < self.size:
            return None
        if self.texts[i] == "و":
            return i + 1
        return i if self.texts[i].startswith("و") and len(self.texts[i]) > 3 else None

    def month_at(self, i: int) -> tuple[int, str, int, bool] | None:
        """A month name, doubled or not: (month, calendar, next, whether the name needs a number beside it)."""
        found = self.find(i, "month")
        if found:
            month, j = found
            assert isinstance(month, int)
            unsure = tuple(self.bare(i, j)) in self.rules.calendar.ambiguous
            while j < self.size and self.gap(j - 1).strip() in ("/", "(", "-", "") and (again := self.find(j, "month")) and again[0] == month and self.plain(j):
                j = again[1]
                unsure = False
            return month, "gregorian", j, unsure
        found = self.find(i, "hijri")
        if found:
            assert isinstance(found[0], int)
            return found[0], "hijri", found[1], True
        return None

    def bare(self, i: int, j: int) -> list[str]:
        """The words ``i`` to ``j`` without the particle of the first."""
        entry = self.rules.table.get(self.texts[i])
        cut = entry.prefix if entry else 0
        return [self.texts[i][cut:], *self.texts[i + 1 : j]]

    def year_phrase(self, i: int) -> tuple[int | None, str | None, str, int] | None:
        """ "سنة 2003", "السنة نفسها", "العام الماضي", "نفس السنة", "هذا العام", "2003": (year, marker, calendar, next)."""
        if found := self.year_at(i):
            return found[0], None, found[1], found[2]
        before = self.find(i, "before_unit")
        if before and (unit := self.find(before[1], "unit")) and self.space(i) and isinstance(unit[0], tuple) and unit[0][0] == "year":
            return None, str(before[0]), "gregorian", unit[1]
        unit = self.find(i, "unit")
        if unit is None or not isinstance(unit[0], tuple) or unit[0][0] != "year" or unit[0][1] not in ("one", "the"):
            return None
        if unit[0][1] == "the" and self.general(i - 1):
            return None
        j = unit[1]
        while self.is_in(j, "year_adjectives") and self.space(j - 1):
            j += 1
        if j < self.size and self.gap(j - 1) in (" ", "", " (", ", ") and (found := self.year_at(j)):
            return found[0], None, found[1], found[2]
        if j < self.size and self.space(j - 1) and (marker := self.find(j, "marker")) and not self.is_in(j, "last"):  # "السنة الأخيرة" of something
            if marker[1] < self.size and self.gap(marker[1] - 1) in (" ", " (") and (found := self.year_at(marker[1])) and not self.counted_after(found[2]):
                return found[0], None, found[1], found[2]
            return None, str(marker[0]), "gregorian", marker[1]
        if unit[0][1] == "the":
            return None, "current", "gregorian", unit[1]
        return None

    def tail(self, j: int, calendar: str) -> tuple[int | None, str | None, str | None, str, int]:
        """What may follow a month: (year, year marker, marker, calendar, next)."""
        if not j < self.size:
            return None, None, None, calendar, j
        gap = self.gap(j - 1)
        if gap.startswith(")") and self.opened(j):
            gap = gap[1:]  # "مايو (أيار) 2024"
        if gap.strip() in ("", ",", "/", "-", ".") and "\n" not in gap:
            found = self.year_at(j)
            if found and (calendar == found[1]) and not self.counted_after(found[2]):
                return found[0], None, None, calendar, found[2]
            if found and calendar == "gregorian" and found[1] == "hijri":
                found = None
            if gap.strip() == "":
                k = j
                if self.is_in(k, "of") and self.space(k):
                    k += 1
                phrase = self.year_phrase(k)
                if phrase and (k > j or phrase[1] != "current" or self.texts[phrase[3] - 1] not in self.texts[j : j + 1]) and not (k == j and phrase[0] is None and phrase[1] is None):
                    if not (k == j and phrase[1] == "current" and phrase[3] == j + 1):
                        return phrase[0], phrase[1], None, calendar, phrase[3]
                marker = self.find(j, "marker")
                if marker and self.plain(j):
                    # "يوليوز الماضي 2020": both
                    year = self.year_at(marker[1]) if marker[1] < self.size and self.space(marker[1] - 1) else None
                    if year and year[1] == "gregorian":
                        return year[0], None, None, calendar, year[2]
                    return None, None, str(marker[0]), calendar, marker[1]
        return None, None, None, calendar, j

    def counted_after(self, j: int) -> bool:
        """Whether what follows is counted by the number before it (or is a percentage or a decimal)."""
        if not j < self.size:
            return j == self.size and self.text[self.end_at(j - 1) : self.end_at(j - 1) + 2].strip().startswith("%")
        gap = self.gap(j - 1)
        return "%" in gap or "$" in gap or (gap in (".", "/") and self.texts[j].isdigit()) or (gap == " " and self.is_in(j, "counted"))

    # ------------------------------------------------------------------ expressions

    def date_core(self, i: int, *, between: bool = False) -> tuple[list[Timex], int] | None:
        """One or more day numbers with their month: "14 ماي 2024", "4 و5 نونبر الجاري", "24 إلى 27 نونبر", "15 من الشهر الجاري"."""
        first = self.day_number(i)
        if first is None:
            return None
        if self.number(i) is not None and self.gap(i - 1) == ":" and self.number(i - 1) is not None:
            return None  # the minutes of "13:04-14 مايو"
        between = between or self.between_before(i)
        days: list[tuple[int, int, int]] = [(first[0], i, first[1])]  # day, index, next
        links: list[str] = []
        j = first[1]
        while j < self.size and len(days) < 8:
            gap = self.gap(j - 1)
            if "\n" in gap:
                break
            k, link = j, None
            if gap.strip() == "-":
                link = "to"
            elif gap.strip() == "," and self.number(j) is not None:
                link = "and"
            elif gap in (" ", "") or gap.strip() == ",":
                if (to := self.find(j, "to")) and gap == " ":
                    k, link = to[1], "to"
                    while self.is_in(k, "to_rest") and self.space(k - 1):
                        k += 1
                elif (after := self.conjunction(j)) is not None:
                    k, link = after, "and"
                    if after == j and not self.texts[j].startswith("وال") and not self.find(j, "unit"):
                        link = None
            if link is None or not k < self.size:
                break
            if (unit := self.find(k, "unit")) and unit[0] == ("day", "one"):  # "يوم 3 ويوم 5 ماي"
                k = unit[1]
            if (named := self.find(k, "weekday")) and (k == j or self.space(named[1] - 1)):  # "الأحد 4 والثلاثاء 6 ماي"
                k = named[1]
            nxt = self.day_number(k)
            if nxt is None:
                break
            days.append((nxt[0], k, nxt[1]))
            links.append(link)
            j = nxt[1]
        # Weekday names between number and month do not occur; the month follows directly, after "من", after "شهر".
        while True:
            made = self.month_part(days[-1][2])
            if made is not None:
                break
            if len(days) == 1:
                return None
            days.pop()
            links.pop()
        month, calendar, year, year_marker, marker, month_marker, unsure, j = made
        ordinal = self.number(days[-1][1]) is None and self.texts[days[-1][1]] not in self.rules.sets["ordinal_day_marks"]
        if unsure and tuple(self.bare(*self.month_words)) in self.rules.calendar.needs_year and year is None:
            return None
        if ordinal and self.texts[days[0][1]] in self.rules.sets["first_of_month"] and month is None:
            return None
        nodes = []
        for n, (day, at, after) in enumerate(days):
            start = self.starts[at]
            if self.number(at) is None:
                start = self.begins(at) if self.plain(at) or self.rules.table.get(self.texts[at]) else start
                if self.texts[at].startswith("و") and start == self.starts[at] and n:
                    start += 1
            end = self.ends(j) if n == len(days) - 1 else self.end_at(after - 1)
            nodes.append(
                Timex("date", start, end, day=day, month=month, year=year, calendar=calendar, marker=marker, year_marker=year_marker, month_marker=month_marker)
            )
        if len(nodes) == 2 and (links == ["to"] or between) and nodes[0].day < nodes[1].day:  # type: ignore[operator]
            return [Timex("range", nodes[0].start, nodes[1].end, first=nodes[0], last=nodes[1], calendar=calendar)], j
        if len(nodes) > 1 and all(b.day == a.day + 1 for a, b in pairwise(nodes)):  # type: ignore[operator]
            return [Timex("range", nodes[0].start, nodes[-1].end, first=nodes[0], last=nodes[-1], calendar=calendar)], j
        return nodes, j

    def month_day_year(self, i: int) -> tuple[list[Timex], int] | None:
        """ "May 14, 2024", "مايو 14, 2024": the date lines of sites whose software is not Arabic."""
        month = self.find(i, "latin_month") or self.find(i, "month")
        if month is None or not isinstance(month[0], int) or not self.plain(i):
            return None
        at = month[1]
        day = self.number(at)
        if day is None or not 1 <= day <= 31 or len(self.texts[at]) > 2 or not self.space(at - 1) or self.gap(at).strip() not in ("", ","):
            return None
        year = self.year_at(at + 1) if at + 1 < self.size else None
        if year is None or year[1] != "gregorian":
            return None
        return [Timex("date", self.starts[i], self.ends(year[2]), day=day, month=month[0], year=year[0])], year[2]

    def month_part(self, j: int) -> tuple[int | None, str, int | None, str | None, str | None, str | None, bool, int] | None:
        """What follows a day number: a month with its tail, or "من الشهر الجاري", "منه"."""
        if not j < self.size:
            return None
        gap = self.gap(j - 1)
        if "\n" in gap or gap.strip() not in ("", "/", "-", ".", ","):
            return None
        k = j
        if gap.strip() == "" and self.is_in(k, "of_it"):
            return None, "gregorian", None, None, None, "same", False, k + 1
        if gap.strip() == "" and self.is_in(k, "of") and self.space(k):
            k += 1
        before = self.find(k, "before_unit")
        unit = self.find(before[1] if before else k, "unit")
        if unit and isinstance(unit[0], tuple) and unit[0][0] == "month" and unit[0][1] in ("one", "the") and self.space(unit[1] - 1):
            if before and self.space(k):
                return None, "gregorian", None, None, None, str(before[0]), False, unit[1]
            if month := self.month_at(unit[1]):
                return self._with_tail(unit[1], month)
            if marker := self.find(unit[1], "marker"):
                return None, "gregorian", None, None, None, str(marker[0]), False, marker[1]
            return None
        if gap.strip() == "" and self.is_in(k, "day_current"):
            return None, "gregorian", None, None, None, "current", False, k + 1  # "4-5 الجاري"
        month = self.month_at(k)
        if month is None or not self.plain(k):
            latin = self.find(k, "latin_month")
            year = self.year_at(k + 1) if latin and k + 1 < self.size and self.gap(k).strip() in ("", ",", ".", "-", "/") else None
            if latin is None or year is None or year[1] != "gregorian" or not isinstance(latin[0], int):
                return None
            return latin[0], "gregorian", year[0], None, None, None, False, year[2]
        return self._with_tail(k, month)

    def _with_tail(self, k: int, month: tuple[int, str, int, bool]) -> tuple[int | None, str, int | None, str | None, str | None, str | None, bool, int]:
        self.month_words = (k, month[2])
        year, year_marker, marker, calendar, j = self.tail(month[2], month[1])
        return month[0], calendar, year, year_marker, marker, None, month[3], j

    def weekdays(self, i: int) -> tuple[list[tuple[int, int]], int] | None:
        """One weekday or several joined by و or إلى: ([(weekday, index)], next)."""
        found = self.find(i, "weekday")
        if found is None:
            return None
        assert isinstance(found[0], int)
        out = [(found[0], i)]
        j = found[1]
        while j < self.size and len(out) < 7 and self.gap(j - 1) in (" ", "", ", ", "-", " - "):
            k = j
            if to := self.find(j, "to"):
                k = to[1]
                while self.is_in(k, "to_rest") and self.space(k - 1):
                    k += 1
            elif self.texts[j] == "و":
                k = j + 1
            elif not self.texts[j].startswith("و") and self.gap(j - 1).strip() != "-":
                if not (self.find(i - 1, "daypart") and self.gap(j - 1) == " " and (night := self.find(j, "weekday")) and night[0] == out[-1][0] % 7 + 1):
                    break  # but "ليل السبت الأحد" is one night
            nxt = self.find(k, "weekday")
            if nxt is None:
                break
            assert isinstance(nxt[0], int)
            out.append((nxt[0], k))
            j = nxt[1]
        return out, j

    def days(self, i: int) -> tuple[list[Timex], int] | None:
        """Everything that names days: part of day, "يوم", a relative day, a weekday, a date, in this order, at least one of the last three."""
        j, start = i, self.begins(i)
        for _ in range(2):
            if (part := self.find(j, "daypart")) and part[1] < self.size and self.space(part[1] - 1):
                j = part[1]
                if self.is_in(j, "of") and self.space(j):
                    j += 1
        unit = self.find(j, "unit")
        plural = False
        if unit and isinstance(unit[0], tuple) and unit[0][0] == "day" and unit[0][1] in ("one", "of_two", "many") and self.space(unit[1] - 1) and unit[1] < self.size:
            plural = unit[0][1] != "one"
            j = unit[1]
        between = self.is_in(i - 1, "between") or self.is_in(j - 1, "between")
        offset: int | None = None
        core_at = j
        rel = self.find(j, "relative")
        if rel:
            assert isinstance(rel[0], int)
            offset, j = rel[0], rel[1]
            if j < self.size and self.is_in(j, "dayparts_after") and self.space(j - 1):
                j += 1
        weekdays: list[tuple[int, int]] = []
        at = j
        if at < self.size and (at == core_at or self.close(at - 1) or self.gap(at - 1).strip() in ("(", "/")):
            if (daypart := self.find(at, "daypart")) and rel and self.space(daypart[1] - 1) and self.find(daypart[1], "weekday"):
                at = daypart[1]
            if found := self.weekdays(at):
                weekdays, j = found
        after = j
        if offset is None and after < self.size and self.is_in(after, "dayparts_after") and self.space(after - 1) and weekdays:
            after += 1
        if after < self.size and (after == core_at or (self.gap(after - 1).strip() in ("", ",", "(", "-", "/") and "\n" not in self.gap(after - 1))):
            core = self.numeric_at(after) or self.date_core(after, between=between) or self.month_day_year(after)
            if core is None and weekdays and self.texts[after] == "في":
                core = self.date_core(after + 1, between=between)
            if core is not None and (weekdays or rel or plural or core[0][0].kind != "date" or core[0][0].month is not None or core[0][0].month_marker is not None):
                nodes, nxt = core
                first = replace(nodes[0], start=min(start, nodes[0].start), weekday=weekdays[0][0] if weekdays else None, offset=offset)
                if weekdays and len(weekdays) > 1 and nodes[0].kind == "range":
                    first = replace(first, weekday=weekdays[0][0])
                return [first, *nodes[1:]], nxt
        if not weekdays and rel is None:
            return None
        if weekdays and rel is None:
            marker = self.find(j, "marker") if j < self.size and self.space(j - 1) else None
            value, nxt = (str(marker[0]), marker[1]) if marker and self.plain(j) else (None, j)
            if len(weekdays) == 1:
                if self.texts[i - 1 : i] and self.no_weekday(i, core_at):
                    return None
                return [Timex("weekday", start, self.ends(nxt), weekday=weekdays[0][0], marker=value)], nxt
            nodes = [
                Timex("weekday", start if n == 0 else self.begins(k), self.end_at(k) if n < len(weekdays) - 1 else self.ends(nxt), weekday=w, marker=value)
                for n, (w, k) in enumerate(weekdays)
            ]
            ordered = all((b[0] - a[0]) % 7 == 1 for a, b in pairwise(weekdays)) or between or self.find(weekdays[0][1] + 1, "to") is not None
            if ordered or self.gap(weekdays[0][1]).strip() == "-":
                return [Timex("range", start, nodes[-1].end, first=nodes[0], last=nodes[-1])], nxt
            return nodes, nxt
        # a relative day, with or without its weekday
        if offset == 0 and not weekdays:
            if j < self.size and self.space(j - 1) and (marker := self.find(j, "marker")) and marker[0] in ("same", "following", "preceding"):
                return [Timex("unit", start, self.ends(marker[1]), unit="day", marker=str(marker[0]))], marker[1]
            if self.is_in(j, "not_today_after") and self.space(j - 1):
                return None
            before = self.texts[i - 1] if i else ""
            if before in self.rules.sets["nowadays_before"] or self.find(i - 1, "before_unit"):
                return None
        if offset == 1 and not weekdays and self.is_in(i - 1, "nowadays_before"):
            return None
        end = self.ends(j)
        if weekdays and j >= 2 and (opener := self.gap(j - 2).strip()) in ("(", "/") and self.text[end : end + 1] == {"(": ")", "/": "/"}[opener]:
            end += 1  # "غد (الخميس)", "اليوم /الأربعاء/"
        return [Timex("relative_day", start, end, offset=offset, weekday=weekdays[0][0] if weekdays else None)], j

    def no_weekday(self, i: int, core_at: int) -> bool:
        """Whether the weekday beginning at ``i`` is none: a prayer, a market, every Friday."""
        return self.is_in(i - 1, "no_weekday_before") or self.is_in(core_at - 1, "no_weekday_before") or (self.texts[core_at - 1 : core_at] == ["ايام"])

    def numeric_at(self, i: int) -> tuple[list[Timex], int] | None:
        """A date in digits that begins at word ``i``."""
        if self.number(i) is None:
            return None
        if self.numeric is None:
            self.numeric = {m.start(): m for m in _NUMERIC.finditer(self.text, self.begin, self.stop)}
        m = self.numeric.get(self.starts[i])
        if m is None:
            return None
        seps = m[2].strip(), m[4].strip()
        if seps[0] != seps[1]:
            return None
        options = numeric_options(m[1], m[3], m[5])
        if not options or (len(m[1]) < 4 and len(m[5]) < 4 and seps[0] != "/"):
            return None
        j = i + 3
        calendar = "hijri" if options[0][0] < 1600 else "gregorian"
        if j < self.size and self.space(j - 1) and (self.is_in(j, "hijri_marks") or self.is_in(j, "gregorian_marks")):
            calendar = "hijri" if self.is_in(j, "hijri_marks") else "gregorian"
            j += 1
        return [Timex("numeric", m.start(), self.ends(j), options=options, calendar=calendar, month_first=_month_before_day(m[1], m[3], m[5]))], j

    def month_expression(self, i: int) -> tuple[list[Timex], int] | None:
        """ "شهر مارس", "يونيو 2018", "شتنبر المقبل", "شهري مارس وأبريل", a bare month after a preposition."""
        start, j, named = self.begins(i), i, False
        unit = self.find(i, "unit")
        if unit and isinstance(unit[0], tuple) and unit[0][0] == "month" and unit[0][1] in ("one", "the", "of_two", "many") and self.space(unit[1] - 1):
            j, named = unit[1], True
        at = j
        month = self.month_at(at)
        if month is None or (at != i and not self.plain(at)):
            return None
        year, year_marker, marker, calendar, j = self.tail(month[2], month[1])
        dated = year is not None or year_marker is not None or marker is not None
        if tuple(self.bare(at, month[2])) in self.rules.calendar.needs_year:
            return None
        if not dated:
            to = self.find(j, "to") if j < self.size and self.space(j - 1) else None
            joined = (self.conjunction(j) == j and self.space(j - 1) and self.find(j, "month")) or (to and self.find(to[1], "month"))
            doubled = "/" in self.text[self.starts[at] : self.end_at(month[2] - 1)]
            if month[3] and not named and not joined:
                return None
            if not named and not doubled and not joined and not self.month_introduced(i, start):
                return None
        return [Timex("month", start, self.ends(j), month=month[0], year=year, year_marker=year_marker, marker=marker, calendar=calendar)], j

    def month_introduced(self, i: int, start: int) -> bool:
        """Whether what stands before a bare month name says that it is a month: a preposition, a phase, a bracket, another end of a range."""
        if any(self.is_in(i - 1, name) for name in ("year_before", "between", "since", "of")) or self.find(i - 1, "phase") or self.find(i - 1, "to"):
            return True
        return self.starts[i] < start or self.gap(i - 1).strip() in ("(", "-")

    def year_expression(self, i: int) -> tuple[list[Timex], int] | None:
        """ "سنة 2022", "عامي 2014 و2017", "السنة الماضية", "هذا العام", "موسم 2019-2020", a bare year after a preposition or in brackets."""
        start = self.begins(i)
        two = self.find(i, "unit")
        if two and isinstance(two[0], tuple) and two[0][0] == "year" and two[0][1] in ("of_two", "many") and self.space(two[1] - 1):
            years = self.year_list(two[1])
            return self._years(start, years, two[1] - 1) if years else None
        if (season := self.find(i, "season_unit")) and self.space(season[1] - 1):
            j = season[1]
            while self.is_in(j, "year_adjectives") and self.space(j - 1):
                j += 1
            years = self.year_list(j) if j < self.size and self.gap(j - 1) in (" ", "", " (") else None
            return self._years(start, years, i) if years else None
        if self.number(i) is not None:
            plain_year = self.year_at(i)
            if plain_year is None or (plain_year[1] == "hijri" and plain_year[2] == i + 1):
                return None  # 1300 to 1500 by themselves are counts
            bracketed = i > 0 and "(" in self.gap(i - 1) and (self.gap(i).lstrip().startswith(")") if i + 1 < self.size else ")" in self.text[self.end_at(i) : self.end_at(i) + 2])
            introduced = self.is_in(i - 1, "year_before") and self.gap(i - 1) in (" ", "") and self.texts[i - 1] not in ("مع",)
            noun = self.is_in(i - 1, "year_nouns") and self.gap(i - 1) == " "
            between = self.is_in(i - 1, "between") or (i > 1 and self.is_in(i - 1, "of") and self.year_range_after(i))
            phase = self.find(i - 1, "phase") is not None and self.gap(i - 1) == " "
            pair = self.year_list(i) if self.gap(i).strip() == "-" else None
            span = pair is not None and pair[1] == "to" and len(pair[0]) == 2 and 0 < pair[0][1][0] - pair[0][0][0] <= 50  # "2018-2022"
            if not (introduced or noun or between or phase or bracketed or span):
                return None
            years = self.year_list(i)
            return self._years(self.starts[i], years, i) if years else None
        phrase = self.year_phrase(i)
        if phrase is None:
            return None
        year, marker, calendar, j = phrase
        if year is None and marker == "current" and self.find(i, "before_unit") is None and self.texts[j - 1] == self.texts[i]:
            return None  # "العام" alone says nothing by itself
        if year is not None:
            years = self.year_list(j - 1 if self.number(j - 1) is not None else j - 2)
            if years and len(years[0]) > 1:
                return self._years(start, years, i)
        return [Timex("year", start, self.ends(j), year=year, marker=marker, calendar=calendar)], j

    def general(self, i: int) -> bool:
        """Whether word ``i`` is a noun that "العام" describes."""
        return i >= 0 and any(rest in self.rules.sets["general_nouns"] for _, rest in readings(self.texts[i]))

    def year_range_after(self, i: int) -> bool:
        to = self.find(i + 1, "to")
        return to is not None and self.year_at(to[1]) is not None

    def year_list(self, i: int) -> tuple[list[tuple[int, int, int, str]], str, int] | None:
        """Years joined by و, إلى or a dash: ([(year, index, next, calendar)], link, next)."""
        found = self.year_at(i)
        if found is None or (self.counted_after(found[2]) and not self.school_year(found)):
            return None
        out = [(found[0], i, found[2], found[1])]
        link, j = "", found[2]
        while j < self.size and len(out) < 6:
            gap = self.gap(j - 1)
            k, how = j, None
            if gap.strip() in ("-", "/") and "\n" not in gap:
                how = "to"
            elif gap in (" ", "") and (to := self.find(j, "to")):
                k, how = to[1], "to"
                while self.is_in(k, "to_rest") or ((u := self.find(k, "unit")) and isinstance(u[0], tuple) and u[0] == ("year", "one")):
                    k += 1
            elif gap in (" ", "", ", ") and self.texts[j] == "و":
                k, how = j + 1, "and"
                if (u := self.find(k, "unit")) and isinstance(u[0], tuple) and u[0] == ("year", "one"):
                    k = u[1]
            elif gap.strip() == "," and self.number(j) is not None:
                how = "and"
            nxt = self.year_at(k) if how and k < self.size else None
            if nxt is None or nxt[1] != found[1] or self.counted_after(nxt[2]):
                if how == "to" and gap == "/" and (short := self.number(k)) is not None and len(self.texts[k]) == 2 and short == (found[0] + 1) % 100 and len(out) == 1:
                    out.append((found[0] + 1, k, k + 1, found[1]))
                    return out, "to", k + 1
                break
            out.append((nxt[0], k, nxt[2], nxt[1]))
            link, j = str(how), nxt[2]
        return out, link, j

    def school_year(self, found: tuple[int, str, int]) -> bool:
        """ "2019/2020", "2019/20"."""
        year, _, j = found
        short = self.number(j)
        return self.gap(j - 1) == "/" and short is not None and short in (year + 1, year - 1, (year + 1) % 100)

    def _years(self, start: int, years: tuple[list[tuple[int, int, int, str]], str, int], i: int) -> tuple[list[Timex], int]:
        items, link, j = years
        if len(items) == 2 and link == "to" and items[0][0] == items[1][0] + 1:  # "2021-2020", printed from right to left
            items = [(items[1][0], *items[0][1:]), (items[0][0], *items[1][1:])]
        nodes = [
            Timex("year", start if n == 0 else self.starts[at], self.end_at(after - 1), year=y, calendar=cal) for n, (y, at, after, cal) in enumerate(items)
        ]
        between = self.is_in(i - 1, "between") or self.is_in(i, "between") or (i > 1 and self.is_in(i - 2, "between"))
        if len(nodes) == 2 and (link == "to" or between):
            return [Timex("range", start, nodes[-1].end, first=nodes[0], last=nodes[1], calendar=nodes[0].calendar)], j
        return nodes, j

    def unit_expression(self, i: int) -> tuple[list[Timex], int] | None:
        """ "الأسبوع الماضي", "هذا الشهر", "نفس اليوم", "اليوم الموالي", "نهاية الأسبوع"."""
        start = self.begins(i)
        before = self.find(i, "before_unit")
        if before:
            unit = self.find(before[1], "unit")
            if unit and isinstance(unit[0], tuple) and unit[0][1] in ("the", "one") and self.space(i) and unit[0][0] in ("day", "week", "month", "year", "weekend"):
                if unit[0][0] == "day" and before[0] == "current":
                    return None  # "هذا اليوم الدولي"
                if unit[0] == ("day", "one") or (unit[0][1] == "one" and before[0] == "current"):
                    return None
                if self.is_in(unit[1], "not_today_after") and unit[0][0] in ("day", "week"):
                    return None
                if before[0] == "same" and unit[0][1] == "the" and self.space(unit[1] - 1) and (told := self.find(unit[1], "marker")) and told[0] != "same":
                    return None  # "ذلك الأسبوع المقبل": that, next week
                kind: Kind = "year" if unit[0][0] == "year" else "unit"
                return [Timex(kind, start, self.ends(unit[1]), unit=unit[0][0], marker=str(before[0]))], unit[1]
            return None
        unit = self.find(i, "unit")
        if not unit or not isinstance(unit[0], tuple) or unit[0][1] != "the" or unit[0][0] not in ("day", "week", "month", "weekend"):
            return None
        marker = self.find(unit[1], "marker") if self.space(unit[1] - 1) else None
        if marker is None or (unit[0][0] == "day" and marker[0] in ("past", "next", "current")):
            if unit[0][0] == "weekend" and self.is_in(i - 1, "year_before"):
                return [Timex("unit", start, self.ends(unit[1]), unit="weekend", marker=None)], unit[1]
            return None
        if unit[0][0] in ("month", "week") and self.texts[unit[1]] in self.rules.sets["last"]:
            return None  # "الأسبوع الأخير من": the last one of something
        return [Timex("unit", start, self.ends(marker[1]), unit=unit[0][0], marker=str(marker[0]))], marker[1]

    def season_expression(self, i: int) -> tuple[list[Timex], int] | None:
        """ "صيف 2022", "الصيف الماضي", "صيف هذا العام"."""
        season = self.find(i, "season")
        if season is None or not season[1] < self.size or not self.space(season[1] - 1):
            return None
        j = season[1]
        if self.is_in(j, "of") and self.space(j):
            j += 1
        phrase = self.year_phrase(j)
        if phrase and not (phrase[1] == "current" and phrase[3] == j + 1) and phrase[2] == "gregorian":
            return [Timex("season", self.begins(i), self.ends(phrase[3]), unit=str(season[0]), year=phrase[0], year_marker=phrase[1])], phrase[3]
        marker = self.find(j, "marker")
        if marker and j == season[1] and self.plain(j) and marker[0] in ("past", "next", "current"):
            return [Timex("season", self.begins(i), self.ends(marker[1]), unit=str(season[0]), marker=str(marker[0]))], marker[1]
        return None

    def part_expression(self, i: int) -> tuple[list[Timex], int] | None:
        """ "الربع الأول من العام", "النصف الثاني من يونيو", "الأسبوع الأول من شهر ماي", "مطلع السنة الماضية", "نهاية شتنبر المقبل"."""
        start = self.begins(i)
        phase = self.find(i, "phase")
        if phase and self.space(phase[1] - 1):
            inner = self.whole(phase[1])
            if inner is None:
                return None
            node, j = inner
            if node.kind == "unit" and node.unit == "week":
                return [replace(node, start=start, unit="weekend" if phase[0] == "end" else "week")], j
            return [replace(node, start=start, part=(str(phase[0]), 0))], j
        if self.find(i, "months_of"):
            return self.first_months(i)
        part = self.find(i, "part")
        name: str | None = str(part[0]) if part else None
        j = part[1] if part else i
        if part is None:
            unit = self.find(i, "unit")
            if unit and unit[0] == ("week", "the"):
                name, j = "week", unit[1]
        if name is None or not j < self.size or not self.space(j - 1):
            return None
        if self.is_in(j, "last"):
            n, k = -1, j + 1
        else:
            ordinal = parse_ordinal(self.texts[j : j + 1], self.rules.numerals)
            if ordinal is None or ordinal[0] > {"quarter": 4, "half": 2, "third": 3, "week": 5}[name] or self.texts[j].isdigit():
                return None
            n, k = ordinal[0], j + 1
        second = None
        if k < self.size and self.is_in(k, "of") and self.space(k - 1) and self.space(k):
            second = self.whole(k + 1)
        elif k < self.size and self.space(k - 1):
            second = self.whole(k)
        if second is None or (name in ("quarter",) and second[0].kind not in ("year",)) or (name in ("week", "third") and second[0].kind == "year"):
            return None
        return [replace(second[0], start=start, part=(name, n))], second[1]

    def first_months(self, i: int) -> tuple[list[Timex], int] | None:
        """ "الأشهر السبعة الأولى من عام 2019", "الأشهر الأولى من السنة" is too vague."""
        start, j = self.begins(i), i + 1
        counted = parse_number([w.removeprefix("ال") for w in self.texts[j : j + 3]], self.rules.numerals) if self.space(i) else None
        if counted is not None:
            j += counted[1]
        elif i and self.gap(i - 1) == " ":  # "خلال 5 أشهر الأولى من 2014"
            counted = parse_number([self.texts[i - 1].removeprefix("ال")], self.rules.numerals)
            start = self.starts[i - 1]
        if counted is None or not 2 <= counted[0] <= 11:
            return None
        if not (self.is_in(j, "first") or self.is_in(j, "last")) or not self.is_in(j + 1, "of") or not self.space(j + 1):
            return None
        year = self.whole(j + 2)
        if year is None or year[0].kind != "year" or year[0].part:
            return None
        return [replace(year[0], start=start, part=("months", counted[0] if self.is_in(j, "first") else -counted[0]))], year[1]

    def whole(self, i: int) -> tuple[Timex, int] | None:
        """A month or a year of which a part is named."""
        if not i < self.size:
            return None
        if (found := self.unit_expression(i)) and found[0][0].unit in ("month", "week", "year"):
            return found[0][0], found[1]
        if found := self.year_expression(i):
            return (found[0][0], found[1]) if len(found[0]) == 1 and found[0][0].kind == "year" else None
        phrase = self.year_phrase(i)
        if phrase:
            return Timex("year", self.begins(i), self.ends(phrase[3]), year=phrase[0], marker=phrase[1], calendar=phrase[2]), phrase[3]
        month = self.month_at(i)
        if month and not self.is_in(i, "no_date_before") and self.plain(i):
            if (tuple(self.bare(i, month[2])) in self.rules.calendar.needs_year):
                return None
            year, year_marker, marker, calendar, j = self.tail(month[2], month[1])
            return Timex("month", self.begins(i), self.ends(j), month=month[0], year=year, year_marker=year_marker, marker=marker, calendar=calendar), j
        if (found := self.month_expression(i)):
            return found[0][0], found[1]
        return None

    def ago_expression(self, i: int) -> tuple[list[Timex], int] | None:
        """ "قبل ثلاث سنوات", "منذ سنتين", "بعد خمسة أيام", "بعده بأسبوع"."""
        start = self.begins(i)
        it = self.find(i, "after_it")
        if it and self.space(it[1] - 1) and it[1] < self.size and self.texts[it[1]].startswith("ب"):
            counted = self.count_of_unit(it[1])
            if counted:
                n, unit, about, j = counted
                assert isinstance(it[0], int)
                return [Timex("ago", start, self.ends(j), unit=unit, count=it[0] * n, marker="same", about=about)], j
        found = self.find(i, "ago") or self.find(i, "after")
        if found is None or not self.space(found[1] - 1) or not found[1] < self.size:
            return None
        assert isinstance(found[0], int)
        following = self.texts[found[1]]
        if not (following.isdigit() or following in self.rules.number_words or following in self.rules.table):
            return None
        counted = self.count_of_unit(found[1])
        if counted is None:
            return None
        n, unit, about, j = counted
        vague = j < self.size and self.space(j - 1) and self.is_in(j, "and_a_half")
        if found[0] > 0:
            followed = j < self.size and self.space(j - 1) and (self.is_in(j, "of") or self.texts[j] in ("علي", "عن"))
            repeated = i > 0 and self.find(i - 1, "unit") is not None  # "يوما بعد يوم"
            if followed or repeated or vague or about or unit not in ("day", "week") or self.text[self.end_at(j - 1) : self.end_at(j - 1) + 1].isalpha():
                return None
            return [Timex("ago", start, self.ends(j), unit=unit, count=n, marker="same", about=about)], j
        if vague:
            return None
        if self.is_in(i, "since") and unit != "year":
            return None
        if j < self.size and self.space(j - 1) and self.is_in(j, "of") and not self.is_in(i, "since"):
            k = j + 1
            if not (self.find(k, "relative") or self.texts[k : k + 1] == ["الان"]):
                return None  # "قبل ثلاثة أيام من الموعد": counted from something else
        if j < self.size and self.space(j - 1) and self.texts[j] in ("علي",):
            return None
        return [Timex("ago", start, self.ends(j), unit=unit, count=-n, about=about)], j

    def count_of_unit(self, i: int) -> tuple[int, str, bool, int] | None:
        """ "ثلاث سنوات", "سنتين", "عام", "نحو سبع سنوات", "بأسبوع": (count, unit, approximate, next)."""
        about = False
        if (a := self.find(i, "about")) and self.space(a[1] - 1):
            about, i = True, a[1]
        unit = self.find(i, "unit")
        if unit and isinstance(unit[0], tuple):
            if unit[0][1] == "two":
                return 2, unit[0][0], about, unit[1]
            if unit[0][1] == "one":
                j = unit[1]
                if self.find(j, "month") or self.number(j) is not None or self.find(j, "weekday") or self.find(j, "relative") or self.find(j, "marker") or self.find(j, "hijri"):
                    return None
                return 1, unit[0][0], about, j
            return None
        words = self.texts[i : i + 5]
        if not words:
            return None
        entry = parse_number(words, self.rules.numerals) if words[0].isdigit() or len(words[0]) > 1 else None
        if entry is None or not 0 < entry[0] <= 500 or (words[0].isdigit() and len(words[0]) > 3):
            return None
        j = i + entry[1]
        unit = self.find(j, "unit")
        if unit is None or not isinstance(unit[0], tuple) or unit[0][1] not in ("many", "one") or not self.space(j - 1):
            return None
        return entry[0], unit[0][0], about, unit[1]

    # ------------------------------------------------------------------ the sentence

    def parse(self, i: int) -> tuple[list[Timex], int] | None:
        """The longest expression that begins at word ``i``."""
        entry = self.rules.table.get(self.texts[i])
        if entry is not None and "before_unit" in entry.by_class and not self.find(i + 1, "unit"):
            return None
        best: tuple[list[Timex], int] | None = None
        for name in self.rules.begins.get(self.texts[i], ()):
            found = getattr(self, name)(i)
            if found and (best is None or found[1] > best[1]):
                best = found
        return best

    def connected(self, nodes: list[Timex], i: int, j: int) -> tuple[list[Timex], int]:
        """Join what follows: "X إلى Y", "بين X وY", "X - Y", "X وY 2023", the same day in the other calendar."""
        node = nodes[-1]
        if len(nodes) > 1 or node.kind == "range" or not j < self.size:
            return nodes, j
        gap = self.gap(j - 1)
        if gap.startswith(")") and self.opened(j):
            gap = gap[1:]
        if "\n" in gap or len(gap) > 4:
            return nodes, j
        if node.kind == "weekday" and node.marker is None and (equals := self.find(j, "equals")) and gap.strip() in ("", ",", "("):
            other = self.days(equals[1])
            if other and len(other[0]) == 1 and other[0][0].kind in ("date", "numeric") and other[0][0].weekday is None:
                return [replace(other[0][0], start=node.start, weekday=node.weekday)], other[1]
        if node.kind in ("date", "numeric"):
            k = j
            if (equals := self.find(j, "equals")) and gap.strip() in ("", ",", "("):
                k = equals[1]
                if self.texts[k : k + 1] == ["ل"]:
                    k += 1
                if (unit := self.find(k, "unit")) and isinstance(unit[0], tuple) and unit[0][0] == "day":
                    k = unit[1]
            if (k > j or gap.strip() in ("-", "/", ",", "(", "")) and k < self.size:
                other = self.days(k) if not self.texts[k].isdigit() else self.numeric_at(k) or self.date_core(k)
                if other and len(other[0]) == 1 and other[0][0].kind in ("date", "numeric") and other[0][0].calendar != node.calendar:
                    printed = other[0][0]
                    main, twin = (printed, node) if printed.calendar == "gregorian" else (node, printed)
                    return [replace(main, start=node.start, end=printed.end, weekday=node.weekday or printed.weekday, offset=node.offset, twin=twin)], other[1]
        if node.kind not in ("date", "numeric", "month", "year", "weekday", "relative_day"):
            return nodes, j
        between = self.between_before(i)
        k, how = j, None
        if gap.strip() == "-":
            how = "to"
        elif gap.strip() in ("", ",") and (to := self.find(j, "to")):
            k, how = to[1], "to"
            while self.is_in(k, "to_rest") and self.space(k - 1):
                k += 1
        elif gap.strip() in ("", ",") and self.conjunction(j) is not None:
            k, how = int(self.conjunction(j) or 0), "and"
        elif gap == " " and self.is_in(j, "or_words"):
            k, how = j + 1, "and"
        if how is None or not k < self.size or (how == "to" and gap.strip() == ","):
            return nodes, j
        other = self.parse(k)
        if other is None or len(other[0]) != 1:
            return nodes, j
        second = other[0][0]
        same_kind = second.kind == node.kind or {second.kind, node.kind} <= {"date", "weekday", "relative_day", "numeric"}
        if not same_kind or second.part or node.part:
            return nodes, j
        if how == "to" and gap.strip() == "-" and node.kind in ("weekday", "relative_day"):
            return nodes, j
        if how == "to" and gap.strip() != "-" and not self.rules.sets["postponed"].isdisjoint(self.texts[max(0, i - 12) : i]):
            return [node, second], other[1]
        if how == "to" or (between and not self.is_in(j, "or_words")):
            if second.kind == "weekday" and node.kind == "date":
                return nodes, j
            return [Timex("range", node.start, second.end, first=node, last=second, calendar=node.calendar)], other[1]
        if node.kind == "date" and second.kind == "date" and node.month and second.month and node.year is None and node.marker is None and node.year_marker is None:
            shared = replace(node, year=second.year, marker=second.marker, year_marker=second.year_marker)
            return [shared, second], other[1]
        if node.kind == "month" and second.kind == "month" and node.year is None and node.marker is None and node.year_marker is None:
            return [replace(node, year=second.year, marker=second.marker, year_marker=second.year_marker), second], other[1]
        return nodes, j

    def between_before(self, i: int) -> bool:
        return any(self.is_in(k, "between") for k in (i - 1, i - 2) if k >= 0) or (i < self.size and self.is_in(i, "between"))

    def read(self) -> list[Timex]:
        """All expressions of the stretch, in order, not overlapping."""
        if self.rules.gate.isdisjoint(self.texts):
            return []
        begins = self.rules.begins
        out: list[Timex] = []
        done = 0
        for i in [i for i, t in enumerate(self.texts) if t in begins]:
            if i < done:
                continue
            found = self.parse(i)
            if found is None:
                continue
            nodes, j = self.connected(found[0], i, found[1])
            done = max(j, i + 1)
            if not self.named(nodes[0], i):
                out.extend(nodes)
        return out

    def named(self, node: Timex, i: int) -> bool:
        """Whether a day and month without a year is the name of something: a street, a movement."""
        leaf = node.first if node.first is not None else node
        return leaf.kind == "date" and leaf.year is None and leaf.marker is None and leaf.weekday is None and self.is_in(i - 1, "no_date_before")

    def known_year(self, node: Timex) -> int | None:
        """The year of a day that is known by day and month alone ("هجمات 11 سبتمبر")."""
        if node.day is None or node.month is None:
            return None
        for year, before in self.rules.known_days.get((node.day, node.month), ()):
            head = self.text[max(self.begin, node.start - 40) : node.start].split()
            if before & {w for word in head[-3:] for w in (word, word[1:], word[2:])}:
                return year
        return None


def read_timexes(rules: TimexRules, text: str, start: int = 0, end: int | None = None) -> list[Timex]:
    """The time expressions of ``text[start:end]`` (folded), in order, not overlapping."""
    return TimexReader(rules, text, start, len(text) if end is None else end).read()
