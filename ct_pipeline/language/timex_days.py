"""Expressions that name days: "14 ماي 2024", "يومي 4 و5 نونبر الجاري", "أمس الخميس", dates in digits."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ct_pipeline.language.timex_rules import ORDINAL_SUFFIXES, Timex
from ct_pipeline.language.timex_words import BESIDE, NUMERIC, WordReader, day_form, numeric_options, printed_order

_AROUND = {"(": ")", "/": "/", '"': '"'}  # what a weekday may stand in, beside "اليوم"


class DayReader(WordReader):
    """Reads what names days."""

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

    def year_month_day(self, i: int) -> tuple[list[Timex], int] | None:
        """ "2024 مايو 14": the dates of software that sorts them; the day is not counting what follows."""
        year = self.year_at(i)
        month = self.month_at(i + 1) if year is not None and year[1] == "gregorian" and year[2] == i + 1 and i + 1 < self.size else None
        if year is None or month is None or month[1] != "gregorian" or not self.plain(i + 1) or self.gap(i).strip() not in ("", ",", "-", "/"):
            return None
        at = month[2]
        day = self.number(at)
        if day is None or not 1 <= day <= 31 or len(self.texts[at]) > 2 or self.gap(at - 1).strip() not in ("", ",", "-", "/") or "\n" in self.text[self.starts[i] : self.starts[at]]:
            return None
        if at + 1 < self.size and (self.year_at(at + 1) is not None or self.counted_after(at + 1) or (self.space(at) and self.month_at(at + 1) is not None)):
            return None  # "في عام 2019 وفي مايو 14 قتيلا", "2019 - مايو 14 2020"
        return [Timex("date", self.starts[i], self.end_at(at), day=day, month=month[0], year=year[0])], at + 1

    def month_part(self, j: int) -> tuple[int | None, str, int | None, str | None, str | None, str | None, bool, int] | None:
        """What follows a day number: a month with its tail, or "من الشهر الجاري", "منه"."""
        if not j < self.size:
            return None
        gap = self.gap(j - 1)
        if "\n" in gap or gap.strip() not in ("", "/", "-", ".", ","):
            return None
        k = j
        if gap == "" and self.texts[k] in ORDINAL_SUFFIXES and k + 1 < self.size and self.space(k) and self.find(k + 1, "month"):
            k += 1  # "22nd كانون الأول"
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
            if self.gap(j - 1) == "" and self.texts[k] in ORDINAL_SUFFIXES and self.gap(k).strip() in ("", ","):
                k += 1  # "29th, April 2024"
            latin = self.find(k, "latin_month")
            year = self.year_at(k + 1) or self.short_year(k + 1) if latin and k + 1 < self.size and self.gap(k).strip() in ("", ",", ".", "-", "/") else None
            if latin is None or year is None or year[1] != "gregorian" or not isinstance(latin[0], int):
                return None
            return latin[0], "gregorian", year[0], None, None, None, False, year[2]
        return self._with_tail(k, month)

    def short_year(self, i: int) -> tuple[int, str, int] | None:
        """The year of "14-May-24": two digits behind a month, hyphens or strokes on both sides and no space."""
        n = self.number(i)
        if n is None or len(self.texts[i]) != 2 or n > 60 or self.gap(i - 1) not in ("-", "/") or self.gap(i - 2) != self.gap(i - 1):
            return None
        return 2000 + n, "gregorian", i + 1

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
            if j < self.size and self.gap(j - 1).strip() == "(" and (meant := self.find(j, "relative")) and self.gap(meant[1] - 1).lstrip().startswith(")"):
                assert isinstance(meant[0], int)
                offset, j = meant[0], meant[1]  # "صباح اليوم (أمس)": said on the day that the paper calls yesterday
        weekdays: list[tuple[int, int]] = []
        at = j
        if at < self.size and (at == core_at or self.close(at - 1) or self.gap(at - 1).strip() in ("(", "/", '"')):
            if (daypart := self.find(at, "daypart")) and rel and self.space(daypart[1] - 1) and self.find(daypart[1], "weekday"):
                at = daypart[1]
            if (found := self.weekdays(at)) and (at == core_at or self.beside(at, found[1])):
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
                if len(nodes) == 1 and weekdays and offset is None and first.kind == "date" and first.year is None and first.marker is None and first.year_marker is None:
                    first = self.year_before_day(i, first, nxt)
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
        if not weekdays and self.is_in(core_at, "with_weekday"):
            return None
        if offset == 0 and not weekdays:
            if j < self.size and self.space(j - 1) and (marker := self.find(j, "marker")) and marker[0] in ("same", "following", "preceding"):
                return [Timex("unit", start, self.ends(marker[1]), unit="day", marker=str(marker[0]), about=self.counted_from(marker))], marker[1]
            if self.is_in(j, "not_today_after") and self.space(j - 1):
                return None
            before = self.texts[i - 1] if i else ""
            if before in self.rules.sets["nowadays_before"] or self.find(i - 1, "before_unit"):
                return None
        if offset == 1 and not weekdays and self.is_in(i - 1, "nowadays_before"):
            return None
        end = self.ends(j)
        if rel and not weekdays and self.gap(j - 2).strip() == "(" and self.text.startswith(")", end):
            end += 1
        if weekdays and j >= 2 and (opener := self.gap(j - 2).strip()) in _AROUND and self.text[end : end + 1] == _AROUND[opener]:
            end += 1  # "غد (الخميس)", "اليوم /الأربعاء/"
        return [Timex("relative_day", start, end, offset=offset, weekday=weekdays[0][0] if weekdays else None)], j

    def beside(self, at: int, after: int) -> bool:
        """Whether a weekday that opens in a bracket or in quotation marks belongs to the word before it: "اليوم (الخميس)", not "اليوم (الخميس المقبل ...)"."""
        opener = self.gap(at - 1).strip()
        if opener == '"':
            return self.text.startswith('"', self.end_at(after - 1))
        return opener != "(" or self.gap(after - 1).strip() != "" or self.find(after, "marker") is None

    def year_before_day(self, i: int, node: Timex, after: int) -> Timex:
        """ "GMT 8:40 2017 الأحد 15 يناير": the date line of sites that print the year first; alone on its line but for the hour."""
        year = self.year_at(i - 1) if i and self.space(i - 1) else None
        if year is None or year[1] != "gregorian" or not ("\n" in self.gap(after - 1) or self.gap(after - 1).strip() == ":") or any(not t.isascii() for t in self.texts[max(0, i - 5) : i - 1]):
            return node
        return replace(node, start=self.starts[i - 1], year=year[0])

    def no_weekday(self, i: int, core_at: int) -> bool:
        """Whether the weekday beginning at ``i`` is none: a prayer, a market, every Friday."""
        return self.is_in(i - 1, "no_weekday_before") or self.is_in(core_at - 1, "no_weekday_before") or self.is_in(core_at - 1, "days_on_end")

    def numeric_at(self, i: int) -> tuple[list[Timex], int] | None:
        """A date in digits that begins at word ``i``."""
        if self.number(i) is None:
            return None
        if self.numeric is None:
            self.numeric = {m.start(): m for m in NUMERIC.finditer(self.text, self.begin, self.stop)}
        m = self.numeric.get(self.starts[i])
        if m is None:
            return self.numeric_range(i)
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
        end = self.ends(j) if m.end() >= self.end_at(i + 2) else m.end()
        beside = self.text[max(self.begin, m.start() - BESIDE) : m.start()], self.text[m.end() : min(self.stop, m.end() + BESIDE)]
        order = printed_order(m[1], m[3], m[5], *beside)
        form = len(options) > 1 and order is None and day_form(seps[0], *beside)
        weekday = self.bare_weekday(i) if len(options) > 1 else None
        return [Timex("numeric", m.start(), end, options=options, calendar=calendar, order=order, day_form=form, weekday=weekday)], j

    def bare_weekday(self, i: int) -> int | None:
        """The weekday that stands without its article before a date in digits and a comma, as some software prints it: "خميس, 06/06/2024"."""
        if i == 0 or self.gap(i - 1).strip() != ",":
            return None
        return self.rules.bare_weekdays.get(self.texts[i - 1])

    def numeric_range(self, i: int) -> tuple[list[Timex], int] | None:
        """ "22 - 27/4/2017", "22 إلى 27/4/2017": the first day takes month and year from the last."""
        first = self.number(i)
        to = self.find(i + 1, "to")
        k = i + 1 if self.gap(i).strip() == "-" else to[1] if to is not None and self.space(i) and self.space(to[1] - 1) else self.size
        if first is None or len(self.texts[i]) > 2 or k >= self.size or self.numeric is None or self.starts[k] not in self.numeric:
            return None
        found = self.numeric_at(k)
        last = found[0][0] if found is not None else None
        if found is None or last is None:
            return None
        options = tuple(o for o in last.options if 1 <= first < o[2])
        if not options:
            return None
        begin = replace(last, start=self.starts[i], end=self.end_at(i), options=tuple((y, m, first) for y, m, _ in options))
        return [Timex("range", self.starts[i], last.end, first=begin, last=replace(last, options=options), calendar=last.calendar)], found[1]
