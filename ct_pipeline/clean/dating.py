"""The day an article was written: fixed where the container, the page or the text fixes it, bounded by evidence otherwise.

Every piece of evidence keeps its offsets, what it implies and why. Metadata, a printed date line, the address and the text's own
"اليوم الثلاثاء 14 ماي 2024" fix the day, in this order. Without them a solver intersects what the text implies: dates told as past or as coming,
weekdays beside "أمس", months called "الماضي" or "المقبل", "N years since", the terms of office of the people named in their offices. Evidence that cannot
hold together with stronger evidence is set aside and stays visible as a conflict.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from ct_pipeline.extract.times import TimeReading, prints_month_first, remember
from ct_pipeline.language.calendars import gregorian_date
from ct_pipeline.language.document import Document, SentenceSpan
from ct_pipeline.language.fold import fold
from ct_pipeline.language.numerals import parse_ordinal
from ct_pipeline.language.particles import readings
from ct_pipeline.language.tense import TenseRules, load_tense, opens_in_past, told_surely, word_tense
from ct_pipeline.language.timevalues import Setting, Value, resolve, shift_months
from ct_pipeline.language.timex import Timex, TimexReader, TimexRules, load_timex
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.lexicon.seeds import Seeds
from ct_pipeline.model import RawArticle

_HEAD = ("dateline", "byline")
_TEXT = ("body", "title", "crosshead")
_FIRST, _LAST = date(1990, 1, 1), date(2100, 12, 31)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_URL_DAY = re.compile(r"(?<!\d)(19[9]\d|20\d\d)[/\-_.]?(0[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_MONTH = re.compile(r"/(19[9]\d|20\d\d)[/\-](0?[1-9]|1[0-2])(?=/|$)")
# A month called "last" or "coming" without its year is seldom further away than this many months.
_MONTH_REACH = 6
_NARROWING = 9  # rank of what only narrows bounds that other evidence sets on both sides


class DatingSeeds(BaseModel):
    """Schema of ``language/dating.yml``."""

    model_config = ConfigDict(extra="forbid")
    published_labels: list[str]
    updated_labels: list[str]
    honorifics: list[str]
    office_heads: list[list[str]]
    former: list[str]
    that_is: list[str]
    more_than: list[str]
    since_event: list[str]
    on_that_day: list[str]
    founding: list[str]
    anniversary: list[str]


class FoundedRow(BaseModel):
    """Schema of ``registry/founded.csv``: the day a body of the registry was founded."""

    model_config = ConfigDict(extra="forbid")
    body: str
    founded: date
    source: str


@dataclass(frozen=True, slots=True)
class DatingRules:
    """The cues of ``language/dating.yml``, folded."""

    published_labels: tuple[str, ...]
    updated_labels: tuple[str, ...]
    honorifics: frozenset[str]
    office_heads: tuple[frozenset[str], ...]
    former: re.Pattern[str]
    that_is: frozenset[str]
    more_than: tuple[str, ...]
    since_event: frozenset[str]
    on_that_day: frozenset[str]
    founding: frozenset[str]
    anniversary: frozenset[str]
    founded: Mapping[str, date]  # entity id to the day


def load_dating(seeds: Seeds) -> DatingRules:
    data = seeds.yaml("language/dating.yml", DatingSeeds)
    return DatingRules(
        tuple(map(fold, data.published_labels)), tuple(map(fold, data.updated_labels)), frozenset(map(fold, data.honorifics)),
        tuple(frozenset(map(fold, g)) for g in data.office_heads),
        re.compile(r"(?<!\w)[وفبل]?(?:" + "|".join(re.escape(fold(w)) for w in data.former) + r")(?!\w)"), frozenset(map(fold, data.that_is)),
        tuple(map(fold, data.more_than)), frozenset(map(fold, data.since_event)),
        frozenset(map(fold, data.on_that_day)), frozenset(map(fold, data.founding)), frozenset(map(fold, data.anniversary)),
        {f"org:{row.body}": row.founded for _, row in seeds.csv("registry/founded.csv", FoundedRow)},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was written; the columns of ``clean.articles`` of the same names."""

    published_on: date | None
    published_earliest: date | None
    published_latest: date | None
    published_method: str
    published_evidence: str


@dataclass(slots=True)
class Evidence:
    """One piece of evidence: folded offsets (None: not in the text), the bounds it sets, or a ``test`` of a day; ``rank``: 0 is strongest."""

    start: int | None
    end: int | None
    surface: str
    kind: str
    earliest: date | None
    latest: date | None
    rule: str
    why: str
    rank: int = 5
    test: Callable[[date], bool] | None = None
    conflict: bool = field(default=False)


def date_article(raw: RawArticle, doc: Document, knowledge: Knowledge) -> Dating:
    """Date one article. ``doc`` holds its segments and sentences; no text makes it fail."""
    reader = _Dater(raw, doc, knowledge)
    return reader.run()


class _Dater:
    def __init__(self, raw: RawArticle, doc: Document, knowledge: Knowledge) -> None:
        self.raw, self.doc, self.knowledge = raw, doc, knowledge
        self.timex: TimexRules = knowledge.rules(load_timex)
        self.tense: TenseRules = knowledge.rules(load_tense)
        self.rules: DatingRules = knowledge.rules(load_dating)
        self.evidence: list[Evidence] = []
        self.parsed: list[tuple[SentenceSpan, TimexReader, list[Timex]]] = []
        for s in doc.sentences:
            reader = TimexReader(self.timex, doc.text, s.start, s.end)
            self.parsed.append((s, reader, reader.read()))
        self.month_first = prints_month_first([n for _, _, nodes in self.parsed for n in nodes])

    # ------------------------------------------------------------ the whole

    def run(self) -> Dating:
        fixed = [e for e in (*self.metadata(), *self.head_dates(), *self.url_date(), *self.text_dates()) if e.earliest is not None]
        days = [e for e in fixed if e.earliest == e.latest]
        implied = self.implied()
        chosen = self.choose(days, implied)
        if chosen is None:
            implied += self.from_offices()
        if chosen is not None:
            day = chosen.earliest
            for e in (*fixed, *implied):
                if e is not chosen and day is not None and not _allows(e, day):
                    e.conflict = True
            return Dating(day, day, day, chosen.kind, self.write([chosen, *(e for e in fixed if e is not chosen), *implied]))
        pieces = [e for e in fixed if e.earliest != e.latest] + implied
        earliest, latest = solve(pieces)
        on = earliest if earliest is not None and earliest == latest and not any(e.conflict for e in pieces) else None
        method = "constraint" if earliest or latest else "unknown"
        return Dating(on, earliest, latest, method, self.write(pieces))

    def choose(self, days: list[Evidence], implied: list[Evidence]) -> Evidence | None:
        """The strongest piece that fixes a day; a printed date that the text itself makes impossible gives way to the next one."""
        if not days:
            return None
        days = sorted(days, key=lambda e: e.rank)
        firm = [e for e in implied if e.rule in ("told_past_day", "relative_weekday")]
        for e in days:
            day = e.earliest
            assert day is not None
            past = [x for x in firm if x.rule == "told_past_day" and x.earliest is not None and (x.earliest - day).days > 2]
            weekdays = [x for x in firm if x.rule == "relative_weekday" and x.test is not None]
            off = bool(weekdays) and e.rule in ("head_line", "date_line_unlabelled") and not any(x.test(day + timedelta(n)) for x in weekdays for n in (-1, 0, 1) if x.test)
            others = [x for x in days if x is not e and x.earliest != day]
            if (past and (others or len(past) > 1)) or (off and others):
                continue
            return e
        return days[0]

    def write(self, pieces: Iterable[Evidence]) -> str:
        out = []
        for e in pieces:
            raw_start, raw_end = self.doc.raw_span(e.start, e.end) if e.start is not None and e.end is not None else (None, None)
            out.append(
                {
                    "raw_start": raw_start, "raw_end": raw_end, "surface": self.doc.raw[raw_start:raw_end] if raw_start is not None else e.surface, "kind": e.kind,
                    "earliest": e.earliest.isoformat() if e.earliest else None, "latest": e.latest.isoformat() if e.latest else None,
                    "rule": e.rule, "why": e.why + (" (in conflict with stronger evidence: set aside)" if e.conflict else ""),
                }  # fmt: skip
            )
        return json.dumps(out, ensure_ascii=False)

    # ------------------------------------------------------------ what fixes the day

    def metadata(self) -> list[Evidence]:
        hint = self.raw.hint_published_at
        if hint is None or not 1990 <= hint.year <= 2100:
            return []
        day = hint.date()
        return [Evidence(None, None, hint.isoformat(), "metadata", day, day, "metadata", "the container gives it as the time of publication", 0)]

    def url_date(self) -> list[Evidence]:
        url = self.raw.url or ""
        if m := _URL_DAY.search(url):
            day = gregorian_date(int(m[1]), int(m[2]), int(m[3]))
            if day:
                return [Evidence(None, None, m[0], "url", day, day, "url_day", "the address holds the day", 3)]
        if m := _URL_MONTH.search(url):
            first = date(int(m[1]), int(m[2]), 1)
            return [Evidence(None, None, m[0], "url", first, shift_months(first, 1) - timedelta(1), "url_month", "the address holds the month", 4)]
        return []

    def label(self, start: int, end: int) -> str | None:
        """Whether the words around a date on its line call it that of publication or of an update."""
        line_start = self.doc.text.rfind("\n", 0, start) + 1
        before = self.doc.text[max(line_start, start - 40) : start]
        words = re.findall(r"[^\W\d_]+", before)[-4:]
        bare = {w for word in words for w in (word, word.removeprefix("ال"), word.removeprefix("و"))}
        if bare & set(self.rules.updated_labels):
            return "updated"
        joined = " ".join(words)
        if bare & set(self.rules.published_labels) or any(joined.endswith(x) for x in self.rules.published_labels):
            return "published"
        return None

    def absolute(self, node: Timex) -> date | None:
        """The day of a date that needs nothing else; None for any other."""
        if node.kind not in ("date", "numeric"):
            return None
        value = resolve(node, Setting(month_first=self.month_first))
        return value.start if value and value.start == value.end and _FIRST <= value.start <= _LAST else None

    def head_dates(self) -> list[Evidence]:
        """Dates on the article's own date lines; without one, a labelled date of the page beside the headline."""
        out: list[Evidence] = []
        for s, _, nodes in self.parsed:
            if s.kind not in _HEAD and s.kind != "source_line":
                continue
            for node in nodes:
                day = self.absolute(node)
                if day is None:
                    out += self.without_year(node, s)
                    continue
                label = self.label(node.start, node.end)
                rank = {"published": 1, None: 2, "updated": 3}[label] if s.kind in _HEAD else 3
                rule = "date_line" if label == "published" else "date_line_updated" if label == "updated" else "date_line_unlabelled"
                out.append(Evidence(node.start, node.end, "", "byline", day, day, rule, "printed on the article's date line", rank))
        title = next((s for s, _, _ in self.parsed if s.kind == "title"), None)
        lead = next((s for s, _, _ in self.parsed if s.kind == "body"), None)
        if title is not None and lead is not None and any(e.start is not None and title.start < e.start < lead.start for e in out):
            for e in out:  # beside a date under the headline, one above it may be the page's running date
                if e.start is not None and e.start < title.start and e.rule == "date_line_unlabelled":
                    e.rank += 1
        out += self.body_head()
        if not any(e.earliest == e.latest and e.earliest for e in out):
            out += self.furniture_head()
        return out

    def body_head(self) -> list[Evidence]:
        """A date line that stands within the text: alone in its sentence near the top, or an agency's "أبوجا 15 يوليوز 2024 (وكالات) -"."""
        out: list[Evidence] = []
        text = self.doc.text
        for index, (s, _, nodes) in enumerate([p for p in self.parsed if p[0].kind in ("body", "crosshead", "caption")][:6]):
            for node in nodes[:2]:
                if node.kind not in ("date", "numeric") or node.offset is not None:
                    continue
                before, after = text[s.start : node.start], text[node.end : node.end + 30]
                alone = index < 3 and not text[s.start : s.end].rstrip().endswith(".") and self.only_a_date(before + " " + text[node.end : s.end])
                agency = index < 2 and len(before.split()) <= 6 and "." not in before.replace("ا.ف.ب", "") and self.opens_dispatch(before, after)
                if not (alone or agency):
                    continue
                day = self.absolute(node)
                rule = "agency_dateline" if agency else "line_alone"
                if day is not None:
                    out.append(Evidence(node.start, node.end, "", "byline", day, day, rule, "the dispatch opens with its place and date", 2))
                else:
                    out += self.without_year(node, s)
            # "الكويت - 14 - 5 (كونا)": day and month in digits
            if index < 2 and (m := re.match(r"[^\W\d_]+(?: [^\W\d_]+)? ?[-,] ?(\d{1,2}) ?[-/] ?(\d{1,2}) ?[(]", text[s.start : s.start + 60])):
                node = Timex("date", s.start + m.start(1), s.start + m.end(2), day=int(m[1]), month=int(m[2]))
                out += self.without_year(node, s)
        return out

    def opens_dispatch(self, before: str, after: str) -> bool:
        """Whether a date stands as agencies print it at the head of a dispatch: "أبوجا 15 يوليوز 2024 (وكالات) -", "تونس (وات) 14 ماي 2024 -"."""
        if _AGENCY_NEXT.match(after):
            return True
        return _DASH_NEXT.match(after) is not None and not any(word_tense(self.tense, w) for w in re.findall(r"[^\W\d_]+", before))

    def only_a_date(self, rest: str) -> bool:
        """Whether the words beside a date on its line say nothing: labels, a name, the hour, but no verb."""
        words = re.findall(r"[^\W\d_]+", rest)
        return len(words) <= 4 and not any(word_tense(self.tense, w) for w in words if w not in self.rules.published_labels and w not in self.rules.updated_labels)

    def without_year(self, node: Timex, s: SentenceSpan) -> list[Evidence]:
        """A date line's day and month: a test that every candidate day must pass."""
        if node.kind != "date" or node.day is None or node.month is None or node.year is not None or node.calendar != "gregorian" or not 1 <= node.month <= 12:
            return []
        day, month, weekday = node.day, node.month, node.weekday
        if not 1 <= day <= 31:
            return []

        def test(d: date) -> bool:
            return d.day == day and d.month == month and (weekday is None or d.isoweekday() == weekday)

        self.evidence.append(Evidence(node.start, node.end, "", "byline", None, None, "date_line_without_year", f"the date line says day {day} of month {month}", 2, test))
        return []

    def furniture_head(self) -> list[Evidence]:
        """A labelled date in the page around the headline that cleaning took for furniture."""
        out: list[Evidence] = []
        segments = self.doc.segments
        anchor = next((i for i, s in enumerate(segments) if s.kind == "title"), next((i for i, s in enumerate(segments) if s.kind == "body"), None))
        if anchor is None:
            return out
        for s in segments[max(0, anchor - 3) : anchor + 4]:
            if s.kind != "boilerplate":
                continue
            start, end = self.doc.folded.folded_index(s.raw_start), self.doc.folded.folded_index(s.raw_end)
            if end - start > 400:
                continue
            for node in TimexReader(self.timex, self.doc.text, start, end).read():
                day = self.absolute(node)
                if day and self.label(node.start, node.end) == "published":
                    out.append(Evidence(node.start, node.end, "", "byline", day, day, "head_line", "labelled as the time of publication, beside the headline", 3))
        return out

    def text_dates(self) -> list[Evidence]:
        """ "اليوم الثلاثاء 14 ماي 2024", "أمس الخميس 2 دجنبر 2021": the day itself, printed with its distance from publication."""
        out: list[Evidence] = []
        for s, _, nodes in self.parsed:
            if s.kind not in _TEXT:
                continue
            for node in nodes:
                if node.offset is None or node.kind not in ("date", "numeric"):
                    continue
                day = self.absolute(node)
                if day is not None:
                    on = day - timedelta(node.offset)
                    out.append(Evidence(node.start, node.end, "", "relative", on, on, "relative_with_date", f"{_distance(node.offset)} is printed with its date", 4))
                elif node.month and node.day:
                    shifted = node.offset
                    dd, mm = node.day, node.month
                    self.evidence.append(
                        Evidence(
                            node.start, node.end, "", "relative", None, None, "relative_with_day_month", f"{_distance(shifted)} is day {dd} of month {mm}", 3,
                            _day_month_test(dd, mm, shifted),
                        )  # fmt: skip
                    )
        return out

    # ------------------------------------------------------------ what bounds it

    def implied(self) -> list[Evidence]:
        """Everything the text implies about when it was written."""
        out = list(self.evidence)
        reading = TimeReading()
        for s, reader, nodes in self.parsed:
            if s.kind not in _TEXT:
                continue
            values: list[tuple[Timex, Value | None]] = []
            for node in nodes:
                value = resolve(node, Setting(None, reading.previous, reading.previous_day, None, None, self.month_first, self.timex.seasons))
                if value:
                    remember(node, value, reading)
                values.append((node, value))
                out += self.from_node(node, value, s)
                if node.kind == "ago" and node.unit == "year" and node.marker is None:
                    out += self.since_founding(node, s)
            if values:
                out += self.from_pairs(values, s, reader)
                out += self.anniversary(values, s)
        return out

    @cached_property
    def founded_bodies(self) -> list[tuple[int, str]]:
        """Where bodies of known founding are named: (folded offset, entity id), in text order."""
        first, last = min(s.start for s, _, _ in self.parsed), max(s.end for s, _, _ in self.parsed)
        names = self.knowledge.registry.names.find(self.doc.text, first, last)
        return sorted((m.start, i) for m in names for i in m.payloads if i in self.rules.founded and self.doc.sentence_at(m.start) is not None)

    def since_founding(self, node: Timex, s: SentenceSpan) -> list[Evidence]:
        """ "منذ تأسيسه قبل ست سنوات", of a body whose founding is known: the one named last before it, else the one the text speaks of most."""
        words = re.findall(r"[^\W\d_]+", self.doc.text[max(s.start, node.start - 40) : node.start])[-3:]
        if not self.rules.founding.intersection(words):
            return []
        founded, registry = self.rules.founded, self.knowledge.registry
        bodies = self.founded_bodies
        here = [i for at, i in bodies if s.start <= at < node.start]
        counts = Counter(i for _, i in bodies)
        body = here[-1] if here else max(sorted(counts), key=lambda i: counts[i], default=None)
        if body is None or (not here and counts[body] < 2):
            return []
        day, years = founded[body], -(node.count or 0)
        name = registry.entities[body].name_ar if body in registry.entities else body
        first, last = date(day.year + years, 1, 1), date(day.year + years, 12, 31)
        return [Evidence(node.start, node.end, "", "founding", first, last, "years_since_founding", f"{years} years after {name} was founded in {day.year}", 4)]

    def anniversary(self, values: Sequence[tuple[Timex, Value | None]], s: SentenceSpan) -> list[Evidence]:
        """ "الذكرى الثانية والعشرون لـ... 16 ماي 2003": that many years after; on the day itself where "اليوم" stands by."""
        day = next(((n, v) for n, v in values if v is not None and v.anchor == "absolute" and v.start == v.end and n.year is not None), None)
        if day is None or day[1] is None:
            return []
        words = [(m.group(), m.start()) for m in re.finditer(r"[^\W_]+", self.doc.text[s.start : day[0].start])]
        for k, (word, at) in enumerate(words):
            if word in self.rules.anniversary:
                ordinal = parse_ordinal([w for w, _ in words[k + 1 : k + 4]])
                if ordinal is None or not 1 <= ordinal[0] <= 200:
                    continue
                on = _plus_years(day[1].start, ordinal[0])
                exact = any(n.kind == "relative_day" and n.offset == 0 for n, _ in values)
                slack = timedelta(1 if exact else 30)
                return [Evidence(s.start + at, day[0].end, "", "anniversary", on - slack, on + slack, "anniversary", f"{ordinal[0]} years after {day[1].start.isoformat()}", 4)]
        return []

    def from_node(self, node: Timex, value: Value | None, s: SentenceSpan) -> list[Evidence]:
        last = node.last or node
        if value is not None and value.anchor == "absolute" and node.kind != "season" and value.start >= _FIRST:
            dated = last.kind in ("date", "numeric")
            tense = told_surely(self.tense, self.doc.text, s.start, node.start, node.end, reach=9 if dated else 5)
            if last.kind == "year" and (node.kind == "range" or self.doc.text[node.start - 1 : node.start] == "ل"):
                return []  # "قانون المالية لسنة 2021", "موسم 2019-2020": what it is for, not when it was
            before = re.findall(r"[^\W\d_]+", self.doc.text[max(s.start, node.start - 20) : node.start])[-1:]
            if before == ["من"] and node.kind != "range":
                tense = None
            if tense is None and dated and before and before[0] in self.rules.on_that_day and opens_in_past(self.tense, self.doc.text, s.start, s.end):
                tense = "past"
            if tense == "past" and (dated or last.kind in ("month", "year")):
                rule = "told_past_day" if dated else "told_past"
                bound = value.end if node.kind == "range" and dated else value.start
                return [Evidence(node.start, node.end, "", "told_past", bound, None, rule, "told as past: written on that day or later", 4)]
            if tense == "future" and (dated or last.kind == "month"):
                bound = value.start if dated and (value.end - value.start).days <= 10 else value.end
                return [Evidence(node.start, node.end, "", "told_coming", None, bound, "told_coming", "told as coming: written on that day or earlier", 4)]
            return []
        if node.kind == "relative_day" and node.weekday and node.offset is not None:
            weekday = (node.weekday - node.offset - 1) % 7 + 1
            return [
                Evidence(
                    node.start, node.end, "", "weekday", None, None, "relative_weekday", f"{_distance(node.offset)} was a {_WEEKDAYS[node.weekday - 1]}: written on a {_WEEKDAYS[weekday - 1]}", 3,
                    _weekday_test(weekday),
                )  # fmt: skip
            ]
        if last.kind in ("date", "month") and last.month and last.year is None and last.year_marker is None and last.calendar == "gregorian":
            if last.marker == "current":
                day = last.day or 1
                tense = told_surely(self.tense, self.doc.text, s.start, node.start, node.end) if last.kind == "date" else None
                return [
                    Evidence(
                        node.start, node.end, "", "month", None, None, "current_month", f"month {last.month} is called the current one", 4,
                        _current_month_test(last.month, day if tense == "past" else None, day if tense == "future" else None),
                    )  # fmt: skip
                ]
            if last.marker in ("past", "next"):
                side = "last" if last.marker == "past" else "coming"
                return [
                    Evidence(
                        node.start, node.end, "", "month", None, None, f"{side}_month", f"month {last.month} is called the {side} one: written in another month{more}", rank,
                        _month_test(_months_after(last.month, last.marker == "past", reach)),
                    )  # fmt: skip
                    for reach, rank, more in ((11, 5, ""), (_MONTH_REACH, _NARROWING, f", most likely within {_MONTH_REACH}"))
                ]
        return []

    def from_pairs(self, values: Sequence[tuple[Timex, Value | None]], s: SentenceSpan, reader: TimexReader) -> list[Evidence]:
        """Two expressions of one sentence that name the same moment, one of them counted from publication."""
        out: list[Evidence] = []
        text = self.doc.text
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
                    bounds = _around(rel.unit, rel.marker, value.start)
                    why = f"the {rel.unit} called {rel.marker} holds {value.start.isoformat()}"
                    out.append(Evidence(rel.start, rel.end, "", "apposition", bounds[0], bounds[1], f"{rel.marker}_{rel.unit}_dated", why, 3))
                elif rel.kind == "ago" and rel.unit == "year" and rel.count and rel.marker is None:
                    words = set(re.findall(r"[^\W\d_]+", between))
                    if words & self.rules.that_is or len(between.strip(" ,()-")) == 0:
                        out.append(self.years_since(rel, value, exact=not rel.about))
        # "بعد أكثر من خمس سنوات على إعلان ... في كانون الأول 2017"
        for m in re.finditer(r"(?<!\w)[وف]?بعد ", text[s.start : s.end]):
            at = s.start + m.end()
            more = next((x for x in self.rules.more_than if text.startswith(x + " ", at)), None)
            index = next((i for i, start in enumerate(reader.starts) if start >= at + (len(more) + 1 if more else 0)), None)
            counted = reader.count_of_unit(index) if index is not None else None
            if counted is None or counted[1] != "year" or counted[3] >= reader.size or reader.texts[counted[3]] not in self.rules.since_event:
                continue
            end = reader.end_at(counted[3])
            following = next(((n, v) for n, v in values if n.start >= end and v is not None and v.anchor == "absolute"), None)
            if following is None or following[0].start - end > 120 or following[1] is None:
                continue
            node = Timex("ago", at, reader.end_at(counted[3] - 1), unit="year", count=-counted[0])
            out.append(self.years_since(node, following[1], exact=False, at_least=more is not None))
        return out

    def years_since(self, rel: Timex, value: Value, *, exact: bool, at_least: bool = False) -> Evidence:
        years = -(rel.count or 0)
        if at_least:
            early, late = _plus_years(value.start, years), _plus_years(value.end, years + 1)
        elif exact:
            early, late = date(value.start.year + years, 1, 1), date(value.end.year + years, 12, 31)
            if value.granularity != "year":
                early = max(early, _plus_years(value.start, years) - timedelta(200))
        else:
            early, late = _plus_years(value.start, years) - timedelta(183), _plus_years(value.end, years) + timedelta(183)
        return Evidence(rel.start, rel.end, "", "years_since", early, late, "years_since", f"{years} years after {value.start.isoformat()}", 3)

    def from_offices(self) -> list[Evidence]:
        """People named in an office that they held in known terms."""
        registry = self.knowledge.registry
        if not registry.offices:
            return []
        out: list[Evidence] = []
        seen: set[str] = set()
        text = self.doc.text
        first, last = min((s.start for s, _, _ in self.parsed), default=0), max((s.end for s, _, _ in self.parsed), default=0)
        for match in registry.names.find(text, first, last):
            known = [p for p in match.payloads if p in registry.offices and p not in seen]
            s = self.doc.sentence_at(match.start) if known else None
            if s is None or s.kind not in _TEXT:
                continue
            for person in known:
                offices = registry.offices[person]
                before = text[max(s.start, match.start - 140) : match.start]
                after = text[match.end : min(s.end, match.end + 90)]
                if self.rules.former.search(before[-40:]) or self.rules.former.search(after[:50]):
                    continue
                scored = [(self.named_in(o.title_ar, before, after), o) for o in offices if o.start or o.end]
                best = max((score for score, _ in scored), default=0.0)
                terms = [(o.start or _FIRST, o.end or _LAST, o.title_ar) for score, o in scored if score == best > 0]
                if not terms:
                    continue
                seen.add(person)
                early, late = min(t[0] for t in terms), max(t[1] for t in terms)
                entity = registry.entities.get(person)
                name = entity.name_ar if entity else person
                out.append(
                    Evidence(
                        match.start, match.end, "", "office", early if early > _FIRST else None, late if late < _LAST else None, "term_of_office",
                        f"{name} is named in the office of {terms[0][2]}", 4, _terms_test(tuple((a, b) for a, b, _ in terms)) if len(terms) > 1 else None,
                    )  # fmt: skip
                )
        return out

    def named_in(self, title: str, before: str, after: str) -> float:
        """How well the title that stands right before or after a name gives it this office: the share of the office's words in it, a little for the kind of office alone, 0 for neither.

        Before the name it may be cut off by one comma ("وزير الخارجية، ناصر بوريطة"), after it one must stand between ("العثماني، رئيس الحكومة").
        """
        key = fold(title)
        heads = next((g for g in self.rules.office_heads if any(key == h or key.startswith(h + " ") for h in sorted(g, key=len, reverse=True))), frozenset({key.split()[0]}))
        words = [w for w in key.split() if len(w) > 2]
        best = 0.0
        for part, ahead in ((_CUT.split(before.rstrip(" ,:-"))[-1], False), (_CUT.split(after[1:], maxsplit=1)[0] if after[:1] in (",", "(", "-") else "", True)):
            window = re.findall(r"[^\W\d_]+", part)
            window = window[:9] if ahead else window[-14:]
            at = next((i for i in range(len(window)) if any((" ".join(window[i : i + 5]) + " ").startswith(h + " ") for h in heads) or (not ahead and _is_head(window[i:], heads))), None)
            if at is None or (ahead and at > 0):
                continue
            near = {form for word in window[at:] for form in _forms(word)}
            share = sum(bool(_forms(w) & near) for w in words) / len(words) if words else 0.0
            if share < 0.6:  # "الوزير بوريطة", "كاتب الدولة الأمريكي": the kind of office and a country; "رئيس الحزب" is another office
                size = max((len(h.split()) for h in heads if h in " ".join(window[at : at + 3])), default=1)
                rest = [w for w in window[at + size :] if w not in self.rules.honorifics and w not in self.knowledge.registry.nisbas]
                share = 0.1 if not rest else 0.0
            best = max(best, share)
        return best


_AGENCY_NEXT = re.compile(r" ?م? ?(?:[(/]|-{1,2} ?[(]|(?:هـ )?و ?م ?ع|واس|\w{2,5} ?[/)-])")
_DASH_NEXT = re.compile(r" ?م? ?(?:-{1,2} |: )")
_CUT = re.compile(r"[,;:.\n()\"]| - ")


def _is_head(window: Sequence[str], heads: frozenset[str]) -> bool:
    """Whether a stretch begins with a title's head noun under an attached particle: "لكاتب الدولة"."""
    return any((rest + " " + " ".join(window[1:5]) + " ").startswith(h + " ") for _, rest in readings(window[0]) for h in heads)


def _forms(word: str) -> set[str]:
    """A word without its attached particles and article, every way it can be read."""
    return {rest.removeprefix("ال") for _, rest in readings(word)}


# ---------------------------------------------------------------- tests and bounds


def _distance(offset: int) -> str:
    return {-2: "the day before yesterday", -1: "yesterday", 0: "today", 1: "tomorrow", 2: "the day after tomorrow"}.get(offset, f"{offset} days from publication")


def _weekday_test(weekday: int) -> Callable[[date], bool]:
    return lambda d: d.isoweekday() == weekday


def _day_month_test(day: int, month: int, offset: int) -> Callable[[date], bool]:
    def test(d: date) -> bool:
        shown = d + timedelta(offset)
        return shown.day == day and shown.month == month

    return test


def _current_month_test(month: int, from_day: int | None, to_day: int | None) -> Callable[[date], bool]:
    return lambda d: d.month == month and (from_day is None or d.day >= from_day) and (to_day is None or d.day <= to_day)


def _months_after(month: int, past: bool, reach: int) -> frozenset[int]:
    step = 1 if past else -1
    return frozenset((month - 1 + step * n) % 12 + 1 for n in range(1, reach + 1))


def _month_test(months: frozenset[int]) -> Callable[[date], bool]:
    return lambda d: d.month in months


def _terms_test(terms: tuple[tuple[date, date], ...]) -> Callable[[date], bool]:
    return lambda d: any(a <= d <= b for a, b in terms)


def _plus_years(day: date, years: int) -> date:
    return gregorian_date(day.year + years, day.month, day.day) or date(day.year + years, day.month, 28)


def _around(unit: str, marker: str, day: date) -> tuple[date, date]:
    """When a text was written that calls the week or month of ``day`` current, last or coming."""
    step = {"current": 0, "past": 1, "next": -1}[marker]
    if unit == "week":
        monday = day - timedelta(day.isoweekday() - 1) + timedelta(7 * step)
        return monday, monday + timedelta(6)
    first = shift_months(day, step)
    return first, shift_months(first, 1) - timedelta(1)


def _allows(e: Evidence, day: date) -> bool:
    if (e.earliest is not None and day < e.earliest) or (e.latest is not None and day > e.latest):
        return False
    return e.test is None or e.test(day)


_SPAN_LIMIT = 366 * 45  # days that the solver looks at one by one
_OPEN_SPAN = 366 * 3


def _first_day(low: date, high: date, step: int, tests: Sequence[Callable[[date], bool]]) -> date | None:
    """The first day from ``low`` to ``high`` that passes every test."""
    for n in range(abs((high - low).days) + 1):
        day = low + timedelta(step * n)
        if all(test(day) for test in tests):
            return day
    return None


def solve(pieces: list[Evidence]) -> tuple[date | None, date | None]:
    """The tightest bounds that the pieces allow together; pieces that contradict stronger ones are marked ``conflict`` and left out.

    Pieces are taken in order of strength; intervals first, then tests of single days within them.
    """
    earliest: date | None = None
    latest: date | None = None
    kept: list[Evidence] = []
    for e in sorted(pieces, key=lambda e: e.rank):
        if e.earliest is None and e.latest is None:
            continue
        lo = max(x for x in (earliest, e.earliest) if x) if earliest or e.earliest else None
        hi = min(x for x in (latest, e.latest) if x) if latest or e.latest else None
        if lo is not None and hi is not None and lo > hi:
            e.conflict = True
            continue
        earliest, latest = lo, hi
        kept.append(e)
    tests = [e for e in sorted(pieces, key=lambda e: e.rank) if e.test is not None and not e.conflict]
    if not tests or (earliest is None and latest is None):
        return earliest, latest
    low = earliest or (latest or _LAST) - timedelta(366)
    high = latest or min(_LAST, (earliest or _FIRST) + timedelta(_OPEN_SPAN))  # all tests come round within a few years
    if (high - low).days > _SPAN_LIMIT:
        return earliest, latest
    sure = [e.test for e in tests if e.test is not None and e.rank != _NARROWING]
    narrow = [e.test for e in tests if e.test is not None and e.rank == _NARROWING] if earliest is not None and latest is not None else []
    for wanted in ((*sure, *narrow), tuple(sure)) if narrow else (tuple(sure),):
        first = _first_day(low, high, 1, wanted)
        if first is not None:
            return (first if earliest is not None else None), (_first_day(high, low, -1, wanted) if latest is not None else None)
    # No day passes every test: the strongest that agree stay, the others are shown as conflicts.
    days = [low + timedelta(n) for n in range((high - low).days + 1)]
    for e in tests:
        if e.test is None or e.rank == _NARROWING:
            continue
        left = [d for d in days if e.test(d)]
        if left:
            days = left
        else:
            e.conflict = True
    return (days[0] if earliest is not None or latest is None else None), (days[-1] if latest is not None else None)
