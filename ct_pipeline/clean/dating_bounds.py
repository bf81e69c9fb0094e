"""What the text implies about when it was written: dates told as past or as coming, weekdays, months called last or coming, "N years since"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from ct_pipeline.clean.dating_page import TEXT, PageTimes
from ct_pipeline.clean.dating_solver import FIRST, NARROWING, WEEKDAYS, Evidence, around, current_month_test, distance, month_test, months_after, plus_years, side_test, weekday_test
from ct_pipeline.clean.page_text import Span
from ct_pipeline.extract.times import TimeReading, remember
from ct_pipeline.language.tense import opens_in_past, tense_at, told_surely
from ct_pipeline.language.timevalues import Setting, Value, resolve, shift_months
from ct_pipeline.language.timex import Timex, TimexReader

# A month called "last" or "coming" without its year is seldom further away than this many months.
_MONTH_REACH = 6
_LEAD = 4  # sentences, headline included, that tell the news itself


def implied_bounds(page: PageTimes) -> list[Evidence]:
    """Everything the text implies about when it was written."""
    out: list[Evidence] = []
    reading = TimeReading()
    sentences = 0
    dated: set[tuple[int, int]] = set()  # years and months that the text names together
    for s, reader, nodes in page.parsed:
        if s.kind not in TEXT:
            continue
        sentences += 1
        values: list[tuple[Timex, Value | None]] = []
        for node in nodes:
            value = resolve(node, Setting(None, reading.previous, reading.previous_day, reading.previous_month, order=page.order, seasons=page.timex.seasons))
            if value:
                remember(node, value, reading)
            values.append((node, value))
            out += from_node(page, node, value, s)
        out += days_before(page, nodes, s)
        if sentences <= _LEAD and nodes:
            out += on_the_eve(page, nodes, s)
        dated |= {
            (v.start.year, v.start.month)
            for n, v in values
            if v is not None and v.anchor == "absolute" and v.granularity in ("day", "range", "month")
            and (sentences <= _LEAD or told_surely(page.tense, page.doc.text, s.start, n.start, n.end) != "past")
        }  # what is told as past further down may be the same month of another year
        if values:
            out += from_pairs(page, values, s, reader)
    called = {e.month for e in out if e.rule == "current_month"}
    for e in out:
        if e.rule == "told_past_month" and e.earliest is not None and e.earliest.month in called:
            e.earliest -= timedelta(2)  # on the last days of a month its successor's first days are already called current
    return out + current_month_dated(out, dated)


def current_month_dated(found: Sequence[Evidence], dated: set[tuple[int, int]]) -> list[Evidence]:
    """A month called the current one, of which the text prints one year elsewhere: "من 24 إلى 26 ديسمبر 2024 ... فاتح ديسمبر الحالي"."""
    for e in found:
        if e.rule == "current_month" and e.month is not None:
            years = {year for year, month in dated if month == e.month and year >= FIRST.year}
            if len(years) == 1:
                first = date(min(years), e.month, 1)
                why = f"month {e.month} is called the current one, and the text dates it {first.year}"
                return [Evidence(e.start, e.end, "", "month", first, shift_months(first, 1) - timedelta(1), "current_month_dated", why, 5)]
    return []


def from_node(page: PageTimes, node: Timex, value: Value | None, s: Span) -> list[Evidence]:
    last = node.last or node
    if value is not None and value.anchor == "absolute" and node.kind != "season" and value.start >= FIRST:
        dated, called = last.kind in ("date", "numeric"), called_year(page, node, last)
        tense = told_surely(page.tense, page.doc.text, s.start, node.start, node.end, reach=9 if dated else 5)
        if last.kind == "year" and (node.kind == "range" or page.doc.text[node.start - 1 : node.start] == "ل"):
            return called  # "قانون المالية لسنة 2021", "موسم 2019-2020": what it is for, not when it was
        before = re.findall(r"[^\W\d_]+", page.doc.text[max(s.start, node.start - 20) : node.start])[-1:]
        if before == ["من"] and node.kind != "range":
            tense = None
        if before and before[0].removeprefix("و") in page.timex.sets["since"]:
            tense = "past"  # "يرأس المجموعة منذ عام 2017"
        if tense is None and dated and before and before[0] in page.rules.on_that_day and opens_in_past(page.tense, page.doc.text, s.start, s.end):
            tense = "past"
        if page.rules.running_out.search(page.doc.text, max(s.start, node.start - 60), node.start):
            tense = "future"
        if tense == "past" and (dated or last.kind in ("month", "year")):
            rule = "told_past_day" if dated else "told_past"
            bound = value.end if node.kind == "range" and dated else value.start
            found = [*called, Evidence(node.start, node.end, "", "told_past", bound, None, rule, "told as past: written on that day or later", 4)]
            if last.kind == "month" and last.calendar == "gregorian" and node.kind != "range":
                over = value.end + timedelta(1)
                found.append(Evidence(node.start, node.end, "", "told_past", over, None, "told_past_month", "a month printed with its year is told as past: most likely over", NARROWING))
            return found
        if tense == "future" and (dated or last.kind == "month"):
            bound = value.start if dated and (value.end - value.start).days <= 10 else value.end
            return [*called, Evidence(node.start, node.end, "", "told_coming", None, bound, "told_coming", "told as coming: written on that day or earlier", 4)]
        return called
    if node.kind == "relative_day" and node.weekday and node.offset is not None:
        weekday = (node.weekday - node.offset - 1) % 7 + 1
        return [
            Evidence(
                node.start, node.end, "", "weekday", None, None, "relative_weekday", f"{distance(node.offset)} was a {WEEKDAYS[node.weekday - 1]}: written on a {WEEKDAYS[weekday - 1]}", 3,
                weekday_test(weekday),
            )  # fmt: skip
        ]
    if last.kind in ("date", "month") and last.month and last.year is None and last.year_marker is None and last.calendar == "gregorian":
        if last.kind == "month" and last.marker is None and page.rules.presidency.search(page.doc.text, max(s.start, node.start - 70), node.start):
            why = f"a presidency that rotates is held for month {last.month}"
            return [Evidence(node.start, node.end, "", "month", None, None, "presidency_month", why, 4, current_month_test(last.month, None, None), month=last.month)]
        if last.marker == "current":
            day = last.day or 1
            tense = told_surely(page.tense, page.doc.text, s.start, node.start, node.end) if last.kind == "date" and node.kind != "range" else None
            eve = last.kind == "date" and day <= 2  # on the last days of a month its successor's first days are already called current
            return [
                Evidence(
                    node.start, node.end, "", "month", None, None, "current_month", f"month {last.month} is called the current one", 4,
                    current_month_test(last.month, day if tense == "past" else None, day if tense == "future" else None, eve=eve), month=last.month,
                )  # fmt: skip
            ]
        if last.marker in ("past", "next"):
            side = "last" if last.marker == "past" else "coming"
            return [
                Evidence(
                    node.start, node.end, "", "month", None, None, f"{side}_month", f"month {last.month} is called the {side} one: written in another month{more}", rank,
                    month_test(months_after(last.month, last.marker == "past", reach)),
                )  # fmt: skip
                for reach, rank, more in ((11, 5, ""), (_MONTH_REACH, NARROWING, f", most likely within {_MONTH_REACH}"))
            ]
        if last.kind == "date" and last.day and last.marker is None and node.offset is None and (tense := told_surely(page.tense, page.doc.text, s.start, node.start, node.end)):
            day, month, past = last.day, last.month, tense == "past"
            why = f"day {day} of month {month} is told as {'past' if past else 'coming'}: most likely within {_MONTH_REACH} months"
            return [Evidence(node.start, node.end, "", "told_past" if past else "told_coming", None, None, "told_without_year", why, NARROWING, side_test(day, month, 1 if past else -1, 183))]
    return []


def called_year(page: PageTimes, node: Timex, last: Timex) -> list[Evidence]:
    """ "من العام الجاري 2024", "السنة الماضية (2023)", "يوليوز الماضي 2020": the year said twice, once counted from publication."""
    if last.year is None or last.calendar != "gregorian" or last.part:
        return []
    words = re.findall(r"[^\W_]+", page.doc.text[node.start : node.end])
    if len(words) < 3 or words[-1] != str(last.year):
        return []
    entry = page.timex.table.get(words[-2])
    marker = next((str(value) for rest, value in entry.by_class.get("marker", ()) if not rest), None) if entry else None
    if marker not in ("current", "past", "next"):
        return []
    unit = page.timex.table.get(words[-3])
    if unit is not None and any(value == ("year", "the") for rest, value in unit.by_class.get("unit", ()) if not rest):
        year = last.year + {"current": 0, "past": 1, "next": -1}[marker]
        return [Evidence(node.start, node.end, "", "apposition", date(year, 1, 1), date(year, 12, 31), f"{marker}_year_dated", f"{last.year} is called the {marker} year", 3)]
    if last.month is None or last.kind not in ("month", "date"):
        return []
    first = date(last.year, last.month, 1)
    early, late = {"current": (first, shift_months(first, 1)), "past": (shift_months(first, 1), shift_months(first, 12)), "next": (shift_months(first, -11), first)}[marker]
    return [Evidence(node.start, node.end, "", "apposition", early, late - timedelta(1), f"{marker}_month_dated", f"month {last.month} of {last.year} is called {marker}", 3)]


def days_before(page: PageTimes, nodes: Sequence[Timex], s: Span) -> list[Evidence]:
    """ "... قبل أيام من ذكرى الاستقلال التي تحل في 22 سبتمبر": written shortly before a day that is still to come."""
    out: list[Evidence] = []
    if not any(n.kind == "date" for n in nodes):
        return out
    for m in page.rules.days_before.finditer(page.doc.text, s.start, s.end):
        node = next((n for n in nodes if n.start >= m.end() and n.kind == "date"), None)
        if node is None or node.day is None or node.month is None or node.calendar != "gregorian" or node.start - m.end() > 100:
            continue
        if tense_at(page.tense, page.doc.text, m.end(), node.start, node.end, s.end) != "future":
            continue
        reach = 12 if m.group("days") else 75
        day, month = node.day, node.month
        value = resolve(node, Setting()) if node.year is not None else None
        if value is not None:
            out.append(Evidence(m.start(), node.end, "", "told_coming", value.start - timedelta(reach), value.start, "shortly_before", "told as shortly before a day to come", 4))
        elif node.year is None:
            why = f"told as shortly before day {day} of month {month}, still to come"
            out.append(Evidence(m.start(), node.end, "", "told_coming", None, None, "shortly_before", why, 5, side_test(day, month, -1, reach)))
    return out


def on_the_eve(page: PageTimes, nodes: Sequence[Timex], s: Span) -> list[Evidence]:
    """ "... عشية انطلاق الدورة التي تحتضنها العاصمة يومي 15 و16 أكتوبر 2018": the day before, or the day itself."""
    for m in page.rules.eve.finditer(page.doc.text, s.start, s.end):
        node = next((n for n in nodes if n.start >= m.end()), None)
        day = page.absolute(node.first or node) if node is not None and node.start - m.end() > 5 else None
        if node is None or day is None:  # "عشية يوم الجمعة": an evening
            first = node.first if node is not None and node.first is not None and node.last is not None and node.last.year is not None else None
            value = resolve(node, Setting()) if node is not None and first is not None and node.start - m.end() > 5 else None
            day = value.start if value is not None and first is not None and first.kind == "date" else None
        if node is None or day is None or node.start - m.end() > 140:
            continue
        if tense_at(page.tense, page.doc.text, m.end(), node.start, node.end, s.end) != "future":
            continue
        why = f"told as the eve of what begins on {day.isoformat()}"
        return [Evidence(m.start(), node.end, "", "told_coming", day - timedelta(1), day, "on_the_eve", why, 4)]
    return []


def from_pairs(page: PageTimes, values: Sequence[tuple[Timex, Value | None]], s: Span, reader: TimexReader) -> list[Evidence]:
    """Two expressions of one sentence that name the same moment, one of them counted from publication."""
    out: list[Evidence] = []
    text = page.doc.text
    for (a, va), (b, vb) in pairwise(values):
        between = text[a.end : b.start]
        for rel, value in ((a, vb), (b, va)):
            if value is None or value.anchor != "absolute" or len(between) > 120:
                continue
            if rel.kind == "unit" and rel.unit in ("week", "month") and rel.marker in ("current", "past", "next") and rel.part is None and value.granularity in ("day", "range", "month"):
                if (value.end - value.start).days > (31 if rel.unit == "month" else 6) or any(c in between for c in ".;\n"):
                    continue
                if len(between) > (70 if rel.start < (b if rel is a else a).start else 15):
                    continue
                bounds = around(rel.unit, rel.marker, value.start)
                why = f"the {rel.unit} called {rel.marker} holds {value.start.isoformat()}"
                out.append(Evidence(rel.start, rel.end, "", "apposition", bounds[0], bounds[1], f"{rel.marker}_{rel.unit}_dated", why, 3))
            elif rel.kind == "ago" and rel.unit == "year" and rel.count and rel.marker is None:
                words = set(re.findall(r"[^\W\d_]+", between))
                if words & page.rules.that_is or len(between.strip(" ,()-")) == 0:
                    out.append(years_since(page, rel, value, exact=not rel.about))
    # "بعد أكثر من خمس سنوات على إعلان ... في كانون الأول 2017"
    for m in re.finditer(r"(?<!\w)[وف]?بعد ", text[s.start : s.end]):
        at = s.start + m.end()
        more = next((x for x in page.rules.more_than if text.startswith(x + " ", at)), None)
        index = next((i for i, start in enumerate(reader.starts) if start >= at + (len(more) + 1 if more else 0)), None)
        counted = reader.count_of_unit(index) if index is not None else None
        if counted is None or counted[1] != "year" or counted[3] >= reader.size or reader.texts[counted[3]] not in page.rules.since_event:
            continue
        end = reader.end_at(counted[3])
        following = next(((n, v) for n, v in values if n.start >= end and v is not None and v.anchor == "absolute"), None)
        if following is None or following[0].start - end > 120 or following[1] is None:
            continue
        node = Timex("ago", at, reader.end_at(counted[3] - 1), unit="year", count=-counted[0])
        out.append(years_since(page, node, following[1], exact=False, at_least=more is not None))
    return out


def years_since(page: PageTimes, rel: Timex, value: Value, *, exact: bool, at_least: bool = False) -> Evidence:
    years = -(rel.count or 0)
    if at_least:
        early, late = plus_years(value.start, years), plus_years(value.end, years + 1)
    elif exact:
        early, late = date(value.start.year + years, 1, 1), date(value.end.year + years, 12, 31)
        if value.granularity != "year":
            early = max(early, plus_years(value.start, years) - timedelta(200))
    else:
        early, late = plus_years(value.start, years) - timedelta(183), plus_years(value.end, years) + timedelta(183)
    return Evidence(rel.start, rel.end, "", "years_since", early, late, "years_since", f"{years} years after {value.start.isoformat()}", 3)
