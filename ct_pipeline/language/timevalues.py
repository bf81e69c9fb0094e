"""What a time expression means, given the day the text was written and what it named before: calendar days, inclusive.

Pure functions of a :class:`~ct_pipeline.language.timex.Timex`. What cannot be resolved is None, never a guess.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ct_pipeline.language.calendars import gregorian_date, hijri_date, hijri_year_of, month_span, shift_months, week_of, year_span
from ct_pipeline.language.tense import Tense
from ct_pipeline.language.timeparts import Setting, Value, part_of
from ct_pipeline.language.timex import Timex

__all__ = ["BY_HABIT", "Setting", "Value", "nearest", "part_of", "resolve", "shift_months", "weekday_near"]

_STEP = {"before_last": -2, "after_next": 2, "past": -1, "preceding": -1, "current": 0, "same": 0, "next": 1, "following": 1}
# Dates without a year are near their article: the wrong side of the verb's tense counts this many times as far.
_AGAINST_TENSE = 4.0
_COMING_WITHOUT_TENSE = 1.5
BY_HABIT, BY_FORM = 0.9, 0.85  # how sure a date in digits is, whose order is that of its page or outlet, or of the form that it is printed in
_JUST, _JUST_MONTH, _FAR = 45, 10, 300  # days back, and days ahead: a day-month just over, which a sure future verb would move by a year
_NEAR = 45  # days from publication within which a date in digits is read rather than months away


def resolve(node: Timex, setting: Setting) -> Value | None:
    """The value of ``node``, or None where the setting does not decide it. Never raises on dates that do not exist."""
    try:
        return _resolve(node, setting)
    except (ValueError, OverflowError):  # beyond the years of datetime.date
        return None


def _resolve(node: Timex, s: Setting) -> Value | None:
    if node.kind == "range":
        return _range(node, s)
    value = {
        "date": _date, "numeric": _numeric, "month": _month, "year": _year, "weekday": _weekday, "relative_day": _relative_day,
        "unit": _unit, "season": _season, "ago": _ago,
    }[node.kind](node, s)  # fmt: skip
    if value is not None and node.part is not None:
        return part_of(value, node.part)
    return value


def nearest(candidates: list[date], written: date, tense: Tense | None, sure: bool = False, just: int = 0) -> tuple[date, float] | None:
    """The candidate that fits tense and distance best, and how sure that is. What a verb is ``sure`` of is never on its other side: "بدأت في أغسطس", in May, is last year's;
    but for days not more than ``just`` ago, which a chronicle may tell in the future.
    """
    if sure and tense is not None:
        right = [d for d in candidates if (d <= written if tense == "past" else d >= written)]
        if tense == "future" and right and (right[0] - written).days > _FAR and any(0 < (written - d).days <= just for d in candidates):
            right = []  # "وفي 28 يوليوز سيرفع الرئيس مذكرة", on the 29th: a chronicle tells the past in the future
        candidates = right or candidates

    def cost(day: date) -> float:
        distance = (day - written).days
        if distance == 0:
            return 0.0
        if distance < 0:
            return -distance * (_AGAINST_TENSE if tense == "future" else 1.0)
        return distance * (_AGAINST_TENSE if tense == "past" else 1.0 if tense == "future" else _COMING_WITHOUT_TENSE)

    ranked = sorted(candidates, key=lambda d: (cost(d), d))
    if not ranked:
        return None
    if len(ranked) == 1:
        return ranked[0], 0.9
    margin = (cost(ranked[1]) + 1) / (cost(ranked[0]) + cost(ranked[1]) + 2)
    return ranked[0], round(0.5 + 0.45 * (2 * margin - 1), 3)


def _day(day: date | None, anchor: str, confidence: float) -> Value | None:
    return Value(day, day, "day", anchor, confidence) if day else None


def _reference_month(marker: str, s: Setting) -> tuple[date, str] | None:
    """A day in the month that a marker names, and its anchor."""
    if marker in ("same", "following", "preceding"):
        said = s.previous_month or s.previous
        if said is None:
            return None
        base, anchor = said.end if marker == "same" else said.start, "previous"
    else:
        if s.written is None:
            return None
        base, anchor = s.written, "published"
    return shift_months(base.replace(day=1), _STEP[marker]), anchor


def _marked_year(marker: str, s: Setting) -> tuple[int, str] | None:
    if marker in ("same", "following", "preceding"):
        return (s.previous.start.year + _STEP[marker], "previous") if s.previous else None
    return (s.written.year + _STEP[marker], "published") if s.written else None


def _date(node: Timex, s: Setting) -> Value | None:
    assert node.day is not None
    if node.month is None:
        found = _reference_month(node.month_marker or "current", s)
        if found is None:
            return None
        return _day(gregorian_date(found[0].year, found[0].month, node.day), found[1], 0.9)
    if node.year is not None:
        make = hijri_date if node.calendar == "hijri" else gregorian_date
        day = make(node.year, node.month, node.day)
        fits = day is None or node.weekday is None or day.isoweekday() == node.weekday
        if node.calendar == "hijri" and day and not fits and node.weekday:  # a sighting calendar may be off by a day: the weekday tells
            day = next((day + timedelta(n) for n in (1, -1) if (day + timedelta(n)).isoweekday() == node.weekday), day)
        return _day(day, "absolute", 0.99 if fits else 0.8)
    if node.year_marker is not None:
        marked = _marked_year(node.year_marker, s)
        return _day(gregorian_date(marked[0], node.month, node.day), marked[1], 0.95) if marked else None
    if node.marker in ("same", "following", "preceding"):
        marked = _marked_year(node.marker, s)
        return _day(gregorian_date(marked[0], node.month, node.day), "previous", 0.8) if marked else None
    if s.known_year is not None and node.marker is None:
        known = (hijri_date if node.calendar == "hijri" else gregorian_date)(s.known_year, node.month, node.day)
        return _day(known, "reference", 0.85)
    if s.written is None:
        return None
    if node.calendar == "hijri":
        year = hijri_year_of(s.written)
        options = [d for y in ((year - 1, year, year + 1) if year else ()) if (d := hijri_date(y, node.month, node.day))]
    else:
        options = [d for y in range(s.written.year - 4, s.written.year + 5) if (d := gregorian_date(y, node.month, node.day))]
        if not (node.month == 2 and node.day == 29):
            options = [d for d in options if abs(d.year - s.written.year) <= 1]
    if node.marker == "past":
        return _day(max((d for d in options if d < s.written), default=None), "published", 0.97)
    if node.marker == "next":
        return _day(min((d for d in options if d > s.written), default=None), "published", 0.97)
    if node.marker == "current":
        return _day(min(options, key=lambda d: abs((d - s.written).days), default=None), "published", 0.97)  # type: ignore[operator]
    fitting = [d for d in options if node.weekday is None or d.isoweekday() == node.weekday] if node.weekday else options
    if node.offset is not None:  # "أمس الخميس 2 دجنبر": beside the publication
        fitting = fitting or options
        return _day(min(fitting, key=lambda d: abs((d - s.written).days), default=None), "published", 0.95)  # type: ignore[operator]
    best = nearest(fitting or options, s.written, s.tense, s.sure, _JUST)
    if best is None:
        return None
    if node.weekday and fitting and abs((best[0] - s.written).days) > _FAR:
        slip = [d for d in options if abs((d - s.written).days) <= _NEAR and (d.isoweekday() - node.weekday) % 7 in (1, 6)]
        if slip:  # "الجمعة 28 ماي", printed in a week in which it is a Thursday: a slip of a day, not a date of another year
            return _day(slip[0], "published", 0.7)
    if node.weekday and fitting:
        return _day(best[0], "published", max(best[1], 0.95))
    return _day(best[0], "published", best[1])


def _numeric(node: Timex, s: Setting) -> Value | None:
    make = hijri_date if node.calendar == "hijri" else gregorian_date
    days = [d for y, m, n in node.options if (d := make(y, m, n))]
    if not days:
        return None
    if len(days) == 1:
        return _day(days[0], "absolute", 0.99)
    if node.weekday:
        fitting = [d for d in days if d.isoweekday() == node.weekday]
        if len(fitting) == 1:
            return _day(fitting[0], "absolute", 0.99)
    if s.written and s.written in days:
        return _day(s.written, "absolute", 0.95)
    if node.order == "year_first":
        return _day(days[0], "absolute", 0.95)
    if s.order in ("day_first", "month_first"):
        return _day(days[s.order == "month_first"], "absolute", BY_HABIT)
    if node.day_form and s.order is None:
        return _day(days[0], "absolute", BY_FORM)
    if s.written:
        possible = [d for d in days if not (s.tense == "past" and d > s.written) and not (s.tense == "future" and d < s.written)]
        near = [d for d in possible if abs((d - s.written).days) <= _NEAR]
        if len(possible) == 1 or (len(near) == 1 and all(d in near or abs((d - s.written).days) > 3 * _NEAR for d in possible)):
            return _day((near or possible)[0], "absolute", 0.8)
    return None  # nothing decides


def _month(node: Timex, s: Setting) -> Value | None:
    assert node.month is not None

    def value(year: int, anchor: str, confidence: float) -> Value | None:
        span = month_span(year, node.month or 0, node.calendar)
        return Value(span[0], span[1], "month", anchor, confidence) if span else None

    if node.year is not None:
        return value(node.year, "absolute", 0.99)
    if node.year_marker is not None or node.marker in ("same", "following", "preceding"):
        marked = _marked_year(node.year_marker or node.marker or "same", s)
        return value(marked[0], marked[1], 0.95) if marked else None
    if s.known_year is not None and node.marker is None:
        return value(s.known_year, "reference", 0.8)
    if s.written is None:
        return None
    if node.calendar == "hijri":
        year = hijri_year_of(s.written)
        years = [year - 1, year, year + 1] if year else []
    else:
        years = [s.written.year - 1, s.written.year, s.written.year + 1]
    spans = [(y, span) for y in years if (span := month_span(y, node.month, node.calendar))]
    now = s.written
    if node.marker == "past":
        past = [y for y, span in spans if span[1] < now]
        return value(max(past), "published", 0.97) if past else None
    if node.marker == "next":
        coming = [y for y, span in spans if span[0] > now]
        return value(min(coming), "published", 0.97) if coming else None
    points = {(min(max(now, span[0]), span[1])): y for y, span in spans}
    best = nearest(list(points), now, None if node.marker == "current" else s.tense, s.sure, _JUST_MONTH)
    return value(points[best[0]], "published", 0.95 if node.marker == "current" else best[1]) if best else None


def _year(node: Timex, s: Setting) -> Value | None:
    year, anchor, confidence = node.year, "absolute", 0.98
    calendar = node.calendar
    if year is None:
        marked = _marked_year(node.marker or "current", s)
        if marked is None:
            return None
        year, anchor, confidence = marked[0], marked[1], 0.95
    span = year_span(year, calendar)
    return Value(span[0], span[1], "year", anchor, confidence) if span else None


def weekday_near(written: date, weekday: int, tense: Tense | None) -> date:
    """The last such weekday up to and including ``written``, or, of what is coming, the first from it."""
    if tense == "future":
        return written + timedelta((weekday - written.isoweekday()) % 7)
    return written - timedelta((written.isoweekday() - weekday) % 7)


def _weekday(node: Timex, s: Setting) -> Value | None:
    assert node.weekday is not None
    if node.marker in ("same", "following", "preceding"):
        base = s.previous_day
        if base is None:
            return None
        if node.marker == "following":
            return _day(base.end + timedelta((node.weekday - base.end.isoweekday() - 1) % 7 + 1), "previous", 0.85)
        if node.marker == "preceding":
            return _day(base.start - timedelta((base.start.isoweekday() - node.weekday - 1) % 7 + 1), "previous", 0.85)
        return _day(base.end + timedelta((node.weekday - base.end.isoweekday() + 3) % 7 - 3), "previous", 0.8)
    if s.written is None:
        return None
    gap = (s.written.isoweekday() - node.weekday) % 7
    if node.marker == "past":
        return _day(s.written - timedelta(gap or 7), "published", 0.95)
    if node.marker == "next":
        return _day(s.written + timedelta((7 - gap) % 7 or 7), "published", 0.95)
    if node.marker in ("before_last", "after_next"):
        return _day(s.written + timedelta((7 - gap) % 7 + 7) if node.marker == "after_next" else s.written - timedelta((gap or 7) + 7), "published", 0.8)
    if node.marker == "current":
        return _day(s.written - timedelta(s.written.isoweekday() - node.weekday), "published", 0.9)
    return _day(weekday_near(s.written, node.weekday, s.tense), "published", 0.85)


def _relative_day(node: Timex, s: Setting) -> Value | None:
    if s.written is None or node.offset is None:
        return None
    day = s.written + timedelta(node.offset)
    if node.weekday and day.isoweekday() != node.weekday:
        # Written the evening before, or published late: the weekday was true when it was written.
        day += timedelta((node.weekday - day.isoweekday() + 3) % 7 - 3)
        return _day(day, "published", 0.9)
    return _day(day, "published", 0.98)


def _unit(node: Timex, s: Setting) -> Value | None:
    marker = node.marker or "current"
    by_text = marker in ("same", "following", "preceding")
    step, anchor = _STEP[marker], "previous" if by_text else "published"
    if node.unit == "day":
        if not by_text or s.previous_day is None:
            return None
        return _day((s.previous_day.end if step >= 0 else s.previous_day.start) + timedelta(step), "previous", 0.9)
    said = s.previous if node.unit == "year" else s.previous_month or s.previous
    base = (said.start if said else None) if by_text else s.written
    if base is None:
        return None
    if node.unit == "month":
        span = month_span(*(lambda d: (d.year, d.month))(shift_months(base, step)))
        return Value(span[0], span[1], "month", anchor, 0.95) if span else None
    if node.unit == "year":
        return Value(date(base.year + step, 1, 1), date(base.year + step, 12, 31), "year", anchor, 0.95)
    monday, sunday = week_of(base)
    if node.unit == "weekend":
        if node.marker is None:
            if s.tense == "past" and base.isoweekday() < 5:
                step = -1
        return Value(monday + timedelta(7 * step + 5), sunday + timedelta(7 * step), "range", anchor, 0.6)
    return Value(monday + timedelta(7 * step), sunday + timedelta(7 * step), "week", anchor, 0.93)


def _season(node: Timex, s: Setting) -> Value | None:
    first, last = (s.seasons or {}).get(node.unit or "", (0, 0))
    if not first:
        return None

    def span(year: int) -> tuple[date, date]:
        end = month_span(year + (last < first), last)
        assert end is not None
        return date(year, first, 1), end[1]

    if node.year is not None:
        return Value(*span(node.year), "season", "absolute", 0.85)
    if node.year_marker is not None:
        marked = _marked_year(node.year_marker, s)
        return Value(*span(marked[0]), "season", marked[1], 0.8) if marked else None
    if s.written is None:
        return None
    years = (s.written.year - 2, s.written.year - 1, s.written.year, s.written.year + 1)
    spans = [span(y) for y in years]
    if node.marker == "past":
        done = [x for x in spans if x[1] < s.written]
        return Value(*max(done), "season", "published", 0.85) if done else None
    if node.marker == "next":
        coming = [x for x in spans if x[0] > s.written]
        return Value(*min(coming), "season", "published", 0.85) if coming else None
    now = [x for x in spans if x[0] <= s.written <= x[1]]
    return Value(*now[0], "season", "published", 0.85) if now else None


def _ago(node: Timex, s: Setting) -> Value | None:
    count, unit = node.count or 0, node.unit
    if node.marker == "same":
        if s.previous_day is None:
            return None
        base = s.previous_day.end if count > 0 else s.previous_day.start
        if unit == "day":
            return _day(base + timedelta(count), "previous", 0.8)
        if unit == "week":
            return _day(base + timedelta(7 * count), "previous", 0.7)
        if unit == "month":
            month = shift_months(base, count)
            return _day(gregorian_date(month.year, month.month, min(base.day, 28)), "previous", 0.5) if base.day <= 28 else None
        return Value(date(base.year + count, 1, 1), date(base.year + count, 12, 31), "year", "previous", 0.7)
    if s.written is None:
        return None
    base = s.written
    confidence = 0.75 if node.about else 0.9
    if unit == "year":
        year = base.year + count
        return Value(date(year, 1, 1), date(year, 12, 31), "year", "published", confidence) if year >= 1 else None
    if unit == "month":
        month = shift_months(base, count)
        span = month_span(month.year, month.month)
        return Value(span[0], span[1], "month", "published", confidence - 0.1) if span else None
    if unit == "week":
        monday, sunday = week_of(base + timedelta(7 * count))
        return Value(monday, sunday, "week", "published", confidence - 0.1)
    if unit == "day" and not node.about:
        return _day(base + timedelta(count), "published", confidence)
    return None


def _range(node: Timex, s: Setting) -> Value | None:
    assert node.first is not None and node.last is not None
    first, last = node.first, node.last
    a: Value | None
    b: Value | None
    if last.kind == "weekday" and first.kind == "weekday" and last.weekday and first.weekday:
        if last.marker is None and s.tense != "future" and s.written and node.first.marker is None:
            a = _resolve(first, s)
            b = _day(a.start + timedelta((last.weekday - first.weekday) % 7), a.anchor, a.confidence) if a else None
        else:
            b = _resolve(last, s)
            a = _day(b.start - timedelta((last.weekday - first.weekday) % 7), b.anchor, b.confidence) if b else None
    elif _open(last) and (not _open(first) or last.month is None):  # "من 26 فبراير 2024 إلى 7 مارس", "من 3 ماي الماضي إلى 8 منه"
        a = _resolve(first, s)
        b = _beside(last, a, after=True)
    else:
        b = _resolve(last, s)
        a = _beside(first, b, after=False) if b and _open(first) else _resolve(first, s)
    if a is None or b is None or a.start > b.end:
        return None
    return Value(a.start, b.end, "range", b.anchor if b.anchor != "absolute" else a.anchor, min(a.confidence, b.confidence))


def _open(node: Timex) -> bool:
    """Whether a date or month takes its year (and month) from the other end of its range."""
    if node.kind == "date" and node.month is None:
        return node.month_marker == "same"
    return node.kind in ("date", "month") and node.year is None and node.marker is None and node.year_marker is None


def _beside(node: Timex, other: Value | None, *, after: bool) -> Value | None:
    """An open end of a range, on its side of the other end."""
    if other is None:
        return None
    if node.kind == "date" and node.month is None:
        return _day(gregorian_date(other.start.year, other.start.month, node.day or 0), other.anchor, other.confidence)
    for step in (0, 1) if after else (0, -1):
        if node.calendar == "hijri":
            base = hijri_year_of(other.start)
            year = base + step if base else 0
        else:
            year = other.start.year + step
        value = resolve(replace(node, year=year), Setting())
        if value and (value.start >= other.start if after else value.start <= other.end):
            return Value(value.start, value.end, value.granularity, other.anchor, other.confidence)
    return None
