"""Expressions that name months, years, seasons, weeks and parts of them, and those that count from a day ("قبل ثلاث سنوات")."""

from __future__ import annotations

from dataclasses import replace

from ct_pipeline.language.numerals import parse_number, parse_ordinal
from ct_pipeline.language.timex_days import DayReader
from ct_pipeline.language.timex_rules import Kind, Timex


class PeriodReader(DayReader):
    """Reads what names longer stretches of time."""

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
            joined = (self.conjunction(j) == j and self.space(j - 1) and self.find(j, "month")) or (to and (self.find(to[1], "month") or self.date_core(to[1])))
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
            noun = self.is_noun(i - 1, "year_nouns") and self.gap(i - 1) == " "
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

    def year_range_after(self, i: int) -> bool:
        to = self.find(i + 1, "to")
        if to is None:
            return False
        end = to[1]
        while self.is_in(end, "to_rest"):
            end += 1
        other = self.month_expression(end) or self.date_core(end) or self.year_expression(end) if end < self.size and self.year_at(end) is None else None
        return self.year_at(end) is not None or (other is not None and other[0][0].year is not None)

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
        return [Timex("unit", start, self.ends(marker[1]), unit=unit[0][0], marker=str(marker[0]), about=self.counted_from(marker))], marker[1]

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
            last_day = phase[0] == "end" and self.is_in(i - 1, "deadline_before") and self.space(i - 1)
            return [replace(node, start=start, part=("close" if last_day else str(phase[0]), 0))], j
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
            if not (self.find(k, "relative") or self.is_in(k, "now")):
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
