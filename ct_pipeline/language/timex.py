"""The grammar of time expressions: recognizes them in folded text, unresolved.

A reader of one sentence: words are looked up in one table (particles already attached), and only where a word can begin an
expression a small recursive descent runs. Every step moves forward and looks a bounded number of words ahead, so the work is linear.
What an expression *means* depends on when the text was written: :mod:`ct_pipeline.language.timevalues`.
"""

from __future__ import annotations

from dataclasses import replace

from ct_pipeline.language.timex_periods import PeriodReader
from ct_pipeline.language.timex_rules import Timex, TimexRules, load_timex

__all__ = ["Timex", "TimexReader", "TimexRules", "load_timex", "read_timexes"]


class TimexReader(PeriodReader):
    """Reads the expressions of one stretch of folded text (a sentence)."""

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
        if node.kind in ("weekday", "relative_day") and node.marker is None and (equals := self.find(j, "equals")) and equals[1] < self.size and gap.strip() in ("", ",", "("):
            other = self.days(equals[1])  # "اليوم الاثنين الموافق 6 أكتوبر 2025"
            if other and len(other[0]) == 1 and other[0][0].kind in ("date", "numeric") and other[0][0].weekday is None:
                return [replace(other[0][0], start=node.start, weekday=node.weekday, offset=node.offset)], other[1]
        if node.kind in ("date", "numeric"):
            k = j
            if (equals := self.find(j, "equals")) and gap.strip() in ("", ",", "("):
                k = equals[1]
                if self.texts[k : k + 1] == ["ل"]:
                    k += 1
                if (unit := self.find(k, "unit")) and isinstance(unit[0], tuple) and unit[0][0] == "day":
                    k = unit[1]
            if (k > j or (gap.strip() in ("-", "/", ",", "(", "") and not self.texts[k].startswith("و"))) and k < self.size:
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
        if not same_kind and (how == "to" or between) and {second.kind, node.kind} <= {"year", "month", "date"}:
            same_kind = second.year is not None and (node.year is not None or node.kind != "year")  # "من 2021 وحتى مايو 2024"
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

    def read(self) -> list[Timex]:
        """All expressions of the stretch, in order, not overlapping."""
        if self.rules.gate.isdisjoint(self.texts):
            return []
        begins = self.rules.begins
        out: list[Timex] = []
        done = 0
        alone, follows, after_day, texts = self.rules.alone, self.rules.follows, self.rules.after_day, self.texts
        for i in [i for i, t in enumerate(texts) if t in begins]:
            if i < done:
                continue
            word, following = texts[i], texts[i + 1] if i + 1 < self.size else ""
            if word not in alone:
                if not (following in follows or following.isdigit()):
                    continue
            elif len(word) <= 2 and word.isdigit():  # a number that neither a month nor another day follows, "10:00" among them
                if following.isdigit():
                    following = texts[i + 2] if i + 2 < self.size else ""
                if not (following in after_day or following.startswith("و") or following.isdigit()):
                    continue
            found = self.parse(i)
            if found is None:
                continue
            nodes, j = self.connected(found[0], i, found[1])
            done = max(j, i + 1)
            if self.named(nodes[0], i):
                self.names_of_days.update((n.day, n.month) for n in nodes)
            elif not self.every_year(nodes[-1], j) and not self.names_again(nodes[0]):
                out.extend(nodes)
        return out

    def names_again(self, node: Timex) -> bool:
        """Whether a day and month is that of a name before it in the sentence: "حركة 20 فبراير ... الشعارات التي جاءت في 20 فبراير"."""
        return node.kind == "date" and (node.day, node.month) in self.names_of_days and node.year is None and node.marker is None and node.year_marker is None and node.weekday is None

    def every_year(self, node: Timex, j: int) -> bool:
        """Whether a day or month without its year, that ends before word ``j``, is said to come round: "21 يونيو من كل سنة"."""
        leaf = node.last or node
        if leaf.kind not in ("date", "month") or leaf.year is not None or not j < self.size or not self.space(j - 1):
            return False
        k = j + 1 if self.is_in(j, "of") and self.space(j) else j
        unit = self.find(k + 1, "unit") if self.is_in(k, "every") and self.space(k) else None
        return unit is not None and isinstance(unit[0], tuple) and unit[0][0] == "year"

    def named(self, node: Timex, i: int) -> bool:
        """Whether a day and month without a year is the name of something: a street, a movement."""
        leaf = node.first if node.first is not None else node
        if leaf.kind != "date" or leaf.year is not None or leaf.marker is not None or leaf.weekday is not None:
            return False
        if self.is_noun(i - 1, "no_date_before"):
            return True
        # "مدينتي نصر و6 أكتوبر": the second of two places
        return self.gap(i - 1) == "" and self.texts[i - 1 : i] == ["و"] and any(self.is_noun(k, "no_date_before") for k in (i - 3, i - 4))

    def known_year(self, node: Timex) -> int | None:
        """The year of a day that is known by day and month alone ("هجمات 11 سبتمبر")."""
        first = self.rules.table.get(self.text[node.start : node.end].split(maxsplit=1)[0])
        if node.day is None or node.month is None or (first is not None and "unit" in first.by_class):
            return None  # "هجوم يوم 7 أكتوبر": an attack on that day, not the name of one
        for year, before in self.rules.known_days.get((node.day, node.month), ()):
            head = self.text[max(self.begin, node.start - 40) : node.start].split()
            if before & {w for word in head[-3:] for w in (word, word[1:], word[2:])}:
                return year
        return None


def read_timexes(rules: TimexRules, text: str, start: int = 0, end: int | None = None) -> list[Timex]:
    """The time expressions of ``text[start:end]`` (folded), in order, not overlapping."""
    return TimexReader(rules, text, start, len(text) if end is None else end).read()
