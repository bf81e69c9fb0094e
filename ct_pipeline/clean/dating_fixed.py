"""What fixes the day an article was written: its container, a printed date line, its address, "اليوم الثلاثاء 14 ماي 2024"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ct_pipeline.clean.dating_page import HEAD, TEXT, PageTimes
from ct_pipeline.clean.dating_solver import WEEKDAYS, Evidence, day_month_test, distance
from ct_pipeline.clean.page_text import Span
from ct_pipeline.extract.times import readings
from ct_pipeline.language.calendars import gregorian_date
from ct_pipeline.language.tense import word_tense
from ct_pipeline.language.timevalues import shift_months
from ct_pipeline.language.timex import Timex, TimexReader

_URL_DAY = re.compile(r"(?<!\d)(19[9]\d|20\d\d)[/\-_.]?(0[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_MONTH = re.compile(r"/(19[9]\d|20\d\d)[/\-](0?[1-9]|1[0-2])(?=/|$)")
_AGENCY_NEXT = re.compile(r" ?م? ?(?:[(/]|-{1,2} ?[(]|\w{2,5} ?[/)-])")
_PLACE_DAY_MONTH = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2} ?[-,/] ?(\d{1,2}) ?[-/] ?(\d{1,2}) ?[(]")
_DAY_MONTH_AGENCY = re.compile(r"[-,/] ?(\d{1,2}) ?[-/] ?(\d{1,2}) ?(\([^()\d]{2,20}\))")
_HEAD_LINE = 200  # characters: a headline, and the dateline glued to it
_LEAD = 4  # sentences, headline included, that tell the news itself
_PICTURES = ("photo_", "html_figcaption")  # rules of what belongs to a picture
_CAPTION = 400  # characters of a caption
_HANDLE = re.compile(r"\(@\w{1,30}\) ?[-|,·]? ?$")
_DASH_NEXT = re.compile(r" ?م? ?(?:-{1,2} |: )")


def metadata(page: PageTimes) -> list[Evidence]:
    hint = page.raw.hint_published_at
    if hint is None or not 1990 <= hint.year <= 2100:
        return []
    day = hint.date()
    return [Evidence(None, None, hint.isoformat(), "metadata", day, day, "metadata", "the container gives it as the time of publication", 0)]


def url_date(page: PageTimes) -> list[Evidence]:
    url = page.raw.url or ""
    if m := _URL_DAY.search(url):
        day = gregorian_date(int(m[1]), int(m[2]), int(m[3]))
        if day:
            return [Evidence(None, None, m[0], "url", day, day, "url_day", "the address holds the day", 3)]
    if m := _URL_MONTH.search(url):
        first = date(int(m[1]), int(m[2]), 1)
        return [Evidence(None, None, m[0], "url", first, shift_months(first, 1) - timedelta(1), "url_month", "the address holds the month", 4)]
    return []


def head_dates(page: PageTimes) -> list[Evidence]:
    """Dates on the article's own date lines; without one, a labelled date of the page beside the headline."""
    out: list[Evidence] = []
    for s, _, nodes in page.parsed:
        if s.kind not in HEAD and s.kind != "source_line":
            continue
        if s.kind == "dateline":
            out += digits_without_year(page, s)
        for node in nodes:
            day = page.absolute(node)
            if day is None:
                out += without_year(page, node, s) or open_order(page, node)
                continue
            label = page.label(node.start, node.end)
            rank = {"published": 1, None: 2, "updated": 3}[label] if s.kind in HEAD else 3
            rule = "date_line" if label == "published" else "date_line_updated" if label == "updated" else "date_line_unlabelled"
            other = page.other_reading(node)
            why = "printed on the article's date line" + (f", day before month by the form it is printed in: the other reading is {other.isoformat()}" if other is not None else "")
            out.append(Evidence(node.start, node.end, "", "byline", day, day, rule, why, rank, other=other))
    title = next((s for s, _, _ in page.parsed if s.kind == "title"), None)
    lead = next((s for s, _, _ in page.parsed if s.kind == "body"), None)
    if title is not None and lead is not None and any(e.start is not None and title.start < e.start < lead.start for e in out):
        for e in out:  # beside a date under the headline, one above it may be the page's running date
            if e.start is not None and e.start < title.start and e.rule == "date_line_unlabelled":
                e.rank += 1
    if title is not None:
        for e in out:
            if e.start is not None and e.start < title.start and e.rule == "date_line_unlabelled":
                e.rule = "date_line_above"
    out += body_head(page)
    if not any(e.earliest == e.latest and e.earliest for e in out):
        out += furniture_head(page)
    return out


def open_order(page: PageTimes, node: Timex) -> list[Evidence]:
    """A date line in digits whose order nothing decides: one of two days, which the rest of the text may settle."""
    days = sorted(readings(node)) if node.kind == "numeric" and node.calendar == "gregorian" else []
    if len(days) != 2:
        return []
    why = f"the date line says {days[0].isoformat()} or {days[1].isoformat()}: of itself it does not tell day from month"
    return [Evidence(node.start, node.end, "", "byline", days[0], days[1], "date_line_open_order", why, 2, lambda d: d in days)]


def body_head(page: PageTimes) -> list[Evidence]:
    """A date line that stands within the text: alone in its sentence near the top, or an agency's "أبوجا 15 يوليوز 2024 (وكالات) -"."""
    out: list[Evidence] = []
    text = page.doc.text
    for index, (s, _, nodes) in enumerate([p for p in page.parsed if p[0].kind in ("body", "crosshead", "caption")][:6]):
        for node in nodes[:2]:
            before, after = text[s.start : node.start], text[node.end : node.end + 30]
            if node.kind not in ("date", "numeric") or node.offset is not None or _HANDLE.search(before):
                continue
            opens = index == 0 and (node.kind == "numeric" or page.label(node.start, node.end) == "published") and (not before.strip() or before.isascii())
            alone = opens or index < 3 and not text[s.start : s.end].rstrip().endswith(".") and only_a_date(page, beside_dates(text, s, nodes), len(nodes))
            stamped = index == 0 and node.kind == "date" and node.year is not None and node.weekday is None and not before.strip() and stands_before_the_news(page, after)
            agency = index < 2 and len(before.split()) <= 6 and "." not in before.replace("ا.ف.ب", "") and opens_dispatch(page, before, after)
            if not (alone or agency or stamped):
                continue
            day = page.absolute(node)
            rule = "agency_dateline" if agency else "line_alone" if alone else "stamp_before_text"
            if day is not None:
                why = "the text opens with a date that belongs to no sentence" if rule == "stamp_before_text" else "the dispatch opens with its place and date"
                out.append(Evidence(node.start, node.end, "", "byline", day, day, rule, why, 2 if rule != "stamp_before_text" else 4, other=page.other_reading(node)))
            else:
                out += without_year(page, node, s) or open_order(page, node)
        if index < 2:
            out += digits_without_year(page, s)
    return out


def stands_before_the_news(page: PageTimes, after: str) -> bool:
    """Whether a date at the head of a text is a stamp: glued to the next word, or a plain past verb follows with nothing between: "١٤ مايو ٢٠٢٤ وقع وزيرا ..."."""
    word = re.match(r"( ?)([^\W\d_]+)", after)
    if word is None:
        return False
    return not word.group(1) or word_tense(page.tense, word.group(2)) == "past"


def digits_without_year(page: PageTimes, s: Span) -> list[Evidence]:
    """Day and month in digits at the head of a dispatch: "الكويت - 14 - 5 (كونا)"."""
    m = _PLACE_DAY_MONTH.match(page.doc.text[s.start : s.start + 60])
    if m is None:  # the headline stands on the same line: the agency's brackets tell
        m = next((x for x in _DAY_MONTH_AGENCY.finditer(page.doc.text[s.start : s.start + _HEAD_LINE]) if page.agencies.in_line(x.group(3))), None)
    if m is None:
        return []
    return without_year(page, Timex("date", s.start + m.start(1), s.start + m.end(2), day=int(m[1]), month=int(m[2])), s)


def opens_dispatch(page: PageTimes, before: str, after: str) -> bool:
    """Whether a date stands as agencies print it at the head of a dispatch: "أبوجا 15 يوليوز 2024 (وكالات) -", "تونس (وات) 14 ماي 2024 -"."""
    if _AGENCY_NEXT.match(after) or page.agencies.credit.match(after):
        return True
    if any(word_tense(page.tense, w) for w in re.findall(r"[^\W\d_]+", before)):
        return False
    unmarked = page.agencies.bare.match(after)  # "الرياض 6 ذو القعدة 1445 هـ الموافق 14 مايو 2024 م واس أكد ..."
    if unmarked is not None and (following := re.match(r"[^\W\d_]+", after[unmarked.end() :])) is not None and word_tense(page.tense, following.group()) == "past":
        return True
    return _DASH_NEXT.match(after) is not None


def beside_dates(text: str, s: Span, nodes: Sequence[Timex]) -> str:
    """A sentence without its dates: "نشر في: الثلاثاء 22 ديسمبر 2020 - 6:30 م | آخر تحديث: الأربعاء 23 ديسمبر 2020" prints two."""
    edges = [s.start, *(edge for n in nodes for edge in (n.start, n.end)), s.end]
    return " ".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def only_a_date(page: PageTimes, rest: str, dates: int = 1) -> bool:
    """Whether the words beside the ``dates`` of a line say nothing: labels, a name, the hour, but no verb."""
    words = re.findall(r"[^\W\d_]+", rest)
    return len(words) <= 4 * dates and not any(word_tense(page.tense, w) for w in words if w not in page.rules.published_labels and w not in page.rules.updated_labels)


def without_year(page: PageTimes, node: Timex, s: Span) -> list[Evidence]:
    """A date line's day and month: a test that every candidate day must pass."""
    if node.kind != "date" or node.day is None or node.month is None or node.year is not None or node.calendar != "gregorian" or not 1 <= node.month <= 12:
        return []
    day, month, weekday = node.day, node.month, node.weekday
    if not 1 <= day <= 31:
        return []

    def test(d: date) -> bool:
        return d.day == day and d.month == month and (weekday is None or d.isoweekday() == weekday)

    return [Evidence(node.start, node.end, "", "byline", None, None, "date_line_without_year", f"the date line says day {day} of month {month}", 2, test, (day, month, 0, weekday is not None))]


def furniture_head(page: PageTimes) -> list[Evidence]:
    """A labelled date in the page around the headline that cleaning took for furniture."""
    out: list[Evidence] = []
    segments = page.doc.segments
    anchor = next((i for i, s in enumerate(segments) if s.kind == "title"), next((i for i, s in enumerate(segments) if s.kind == "body"), None))
    if anchor is None:
        return out
    for s in segments[max(0, anchor - 3) : anchor + 4]:
        if s.kind != "boilerplate":
            continue
        start, end = page.folded_span(s)
        if end - start > 400:
            continue
        for node in TimexReader(page.timex, page.doc.text, start, end).read():
            day = page.absolute(node)
            label = page.label(node.start, node.end) if day or node.kind == "numeric" else None
            if label == "published" and day is None:
                out += open_order(page, node)
            elif day and label == "published":
                out.append(Evidence(node.start, node.end, "", "byline", day, day, "head_line", "labelled as the time of publication, beside the headline", 3))
            elif day and label == "updated" and weekday_of_the_news(page, day):
                why = "labelled as the last update, beside the headline, and the weekday of the news agrees"
                out.append(Evidence(node.start, node.end, "", "byline", day, day, "head_line_updated", why, 4))
    return out


def weekday_of_the_news(page: PageTimes, day: date) -> bool:
    """Whether the first sentences name a weekday, and each that they name as the news' is ``day`` or one of the two days before it."""
    lead = [nodes for s, _, nodes in page.parsed if s.kind in TEXT][:_LEAD]
    named = [n for nodes in lead for n in nodes if n.weekday is not None and n.marker is None and n.kind in ("weekday", "relative_day") and (n.offset or 0) <= 0]

    def agrees(n: Timex) -> bool:
        if n.offset is not None:
            return (day + timedelta(n.offset)).isoweekday() == n.weekday
        return any((day - timedelta(back)).isoweekday() == n.weekday for back in (0, 1, 2))

    return bool(named) and all(map(agrees, named))


def post_dates(page: PageTimes) -> list[Evidence]:
    """The day under a quoted post ("— Name (@handle) May 14, 2024"): the text was written on that day or later; on the day itself where "اليوم" or "أمس" has its weekday."""
    days: list[tuple[date, Timex]] = []
    for s, _, nodes in page.parsed:
        if s.kind not in TEXT and s.kind != "caption":
            continue
        for node in nodes:
            day = page.absolute(node)
            if day is not None and _HANDLE.search(page.doc.text[max(s.start, node.start - 60) : node.start]):
                days.append((day, node))
    if not days:
        return []
    day, node = max(days, key=lambda d: d[0])
    relative = [n for s, _, nodes in page.parsed if s.kind in TEXT for n in nodes if n.kind == "relative_day" and n.weekday is not None and n.offset in (-2, -1, 0)]
    if any(n.weekday == day.isoweekday() for n in relative) and len({((n.weekday or 0) - (n.offset or 0)) % 7 for n in relative}) == 1:
        offset = relative[0].offset or 0
        on, why = day - timedelta(offset), f"quotes a post of {day.isoformat()}, the weekday that the text calls {distance(offset)}"
        return [Evidence(node.start, node.end, "", "relative", on, on, "post_on_weekday", why, 4)]
    return [Evidence(node.start, node.end, "", "told_past", day, None, "post_dated", "quotes a post of that day", 4)]


def picture_dates(page: PageTimes) -> list[Evidence]:
    """The latest day printed with a picture of the article: the text that shows it is not older."""
    days: list[tuple[date, Timex]] = []
    for s in page.doc.segments:
        if s.kind != "boilerplate" or not s.rule.startswith(_PICTURES):
            continue
        start, end = page.folded_span(s)
        days += [(day, n) for n in TimexReader(page.timex, page.doc.text, start, min(end, start + _CAPTION)).read() if (day := page.absolute(n)) is not None]
    if not days:
        return []
    day, node = max(days, key=lambda d: d[0])
    return [Evidence(node.start, node.end, "", "told_past", day, None, "picture_dated", "a picture of the article is of that day", 5)]


def text_dates(page: PageTimes) -> list[Evidence]:
    """ "اليوم الثلاثاء 14 ماي 2024", "أمس الخميس 2 دجنبر 2021": the day itself, printed with its distance from publication."""
    out: list[Evidence] = []
    for s, _, nodes in page.parsed:
        if s.kind not in TEXT:
            continue
        for node in nodes:
            if node.offset is None or node.kind not in ("date", "numeric"):
                continue
            day = page.absolute(node)
            if day is not None:
                on = day - timedelta(node.offset)
                out.append(Evidence(node.start, node.end, "", "relative", on, on, "relative_with_date", f"{distance(node.offset)} is printed with its date", 4))
            elif node.month and node.day:
                shifted = node.offset
                dd, mm = node.day, node.month
                named = f", a {WEEKDAYS[node.weekday - 1]}" if node.weekday else ""
                out.append(
                    Evidence(
                        node.start, node.end, "", "relative", None, None, "relative_with_day_month", f"{distance(shifted)} is day {dd} of month {mm}{named}", 3,
                        day_month_test(dd, mm, shifted, node.weekday), (dd, mm, shifted, node.weekday is not None),
                    )  # fmt: skip
                )
    return out
