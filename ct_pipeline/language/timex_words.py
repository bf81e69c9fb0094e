"""The words of a sentence as the reader of time expressions sees them, and the small pieces: years, day numbers, month names and what follows them."""

from __future__ import annotations

import re
from functools import cached_property

from ct_pipeline.language.numerals import parse_ordinal
from ct_pipeline.language.particles import readings
from ct_pipeline.language.timex_rules import DateOrder, TimexRules

NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,4})( ?[/.\-] ?)(\d{1,2})( ?[/.\-] ?)(\d{4}(?=\d{2}:\d{2})|\d{1,4}(?![\d]|[/.\-]\d))")  # some sites print the hour right behind: "15/3/201906:44"
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


BESIDE = 24  # characters around a date in digits in which its clock stands
_ENGLISH_CLOCK_AFTER = re.compile(r"[ ,|-]{0,4}(?:at )?\d{1,2}:\d{2}(?::\d{2})? ?[ap]\.?m\b")
_ENGLISH_CLOCK_BEFORE = re.compile(r"\d{1,2}:\d{2}(?::\d{2})? ?[ap]\.?m\.?[ ,|-]{1,4}$")
_CLOCK_AFTER = re.compile(r"[ ,|-]{0,4}(?:[^\W\d_a-z]+ )?\d{1,2}[:h]\d{2}(?!\d)")  # a word of the page's own language may lead to it
_CLOCK_BEFORE = re.compile(r"(?<!\d)\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[صم])?[ ,|-]{1,4}$")


def printed_order(a: str, b: str, c: str, before: str, after: str) -> DateOrder | None:
    """The order of three printed numbers where only one is possible; "mixed" where software that is not Arabic printed them; None where nothing tells.

    ``before`` and ``after``: the characters beside them on their line.
    """
    if len(a) == 4:
        return "year_first"
    if int(b) > 12 >= int(a):
        return "month_first"
    if int(a) > 12 >= int(b):
        return "day_first"
    return "mixed" if _ENGLISH_CLOCK_AFTER.match(after) or _ENGLISH_CLOCK_BEFORE.search(before) else None


def day_form(separator: str, before: str, after: str) -> bool:
    """Whether three numbers are printed as only those print them who put the day first.

    In CLDR no locale puts the month first between full stops, and those that put it first (US English, languages of the Philippines, Panama ...) print a clock with AM and PM, save
    a few African languages; so a date beside a plain clock ("05/06/2024 - 21:09") is not of that software.
    """
    return separator == "." or _CLOCK_AFTER.match(after) is not None or _CLOCK_BEFORE.search(before) is not None


class WordReader:
    """Words and pieces of one stretch of folded text (a sentence)."""

    def __init__(self, rules: TimexRules, text: str, start: int, end: int) -> None:
        self.rules, self.text, self.begin, self.stop = rules, text, start, end
        self.texts: list[str] = rules.word.findall(text, start, end)
        self.size = len(self.texts)
        self.numeric: dict[int, re.Match[str]] | None = None
        self.month_words = (0, 0)  # of the month read last
        self.names_of_days: set[tuple[int | None, int | None]] = set()  # day and month of names read so far: a movement, a street

    @cached_property
    def starts(self) -> list[int]:
        """Offsets of the words; most sentences hold no expression and never need them."""
        find, at, out = self.text.find, self.begin, []
        for word in self.texts:  # nothing but separators lies between two words: the next occurrence is the word itself
            at = find(word, at)
            out.append(at)
            at += len(word)
        return out

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
        if (not has and core[:2] not in ("ال", "لل") and not t.startswith("لل")) or t.endswith(("ه", "ولي")):
            return None  # days are masculine: "الرابعه", "28 يوما الاولي" count something else
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
            for _ in range(3):  # no more than four calendars name a month side by side; without a bound a column of month names costs the square of its length
                if not (j < self.size and self.gap(j - 1).strip() in ("/", "(", "-", "") and (again := self.find(j, "month")) and again[0] == month and self.plain(j)):
                    break
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

    def between_before(self, i: int) -> bool:
        return any(self.is_in(k, "between") for k in (i - 1, i - 2) if k >= 0) or (i < self.size and self.is_in(i, "between"))

    def general(self, i: int) -> bool:
        """Whether word ``i`` is a noun that "العام" describes."""
        return self.is_noun(i, "general_nouns")

    def is_noun(self, i: int, name: str) -> bool:
        """Whether word ``i``, whatever particle it carries, is one of a set."""
        return 0 <= i < self.size and any(rest in self.rules.sets[name] for _, rest in readings(self.texts[i]))

    def counted_from(self, marker: tuple[object, int]) -> bool:
        """ "اليوم التالي للهجوم": the day after something that is named, not after the date before."""
        j = marker[1]
        return marker[0] in ("following", "preceding") and j < self.size and self.space(j - 1) and self.texts[j].startswith("ل") and len(self.texts[j]) > 3
