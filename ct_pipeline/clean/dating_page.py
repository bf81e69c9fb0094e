"""An article's time expressions and cues, read once for everything that dates it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from ct_pipeline.clean.agencies import Agencies, load_agencies
from ct_pipeline.clean.dating_rules import DatingRules, load_dating
from ct_pipeline.clean.dating_solver import FIRST, LAST
from ct_pipeline.clean.page_text import PageText, Span
from ct_pipeline.extract.times import date_order, readings
from ct_pipeline.language.tense import TenseRules, load_tense
from ct_pipeline.language.timevalues import Setting, resolve
from ct_pipeline.language.timex import Timex, TimexReader, TimexRules, load_timex
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import RawArticle, Segment

HEAD = ("dateline", "byline")
TEXT = ("body", "title", "crosshead")
_YEAR = re.compile(r"(?<![\d./-])(?:19[9]\d|20\d\d)(?!\d)")


class PageTimes:
    """What dating looks at: the page, its expressions sentence by sentence, the rules."""

    def __init__(self, raw: RawArticle, doc: PageText, knowledge: Knowledge) -> None:
        self.raw, self.doc, self.knowledge = raw, doc, knowledge
        self.timex: TimexRules = knowledge.rules(load_timex)
        self.tense: TenseRules = knowledge.rules(load_tense)
        self.rules: DatingRules = knowledge.rules(load_dating)
        self.agencies: Agencies = knowledge.rules(load_agencies)
        self.parsed: list[tuple[Span, TimexReader, list[Timex]]] = []
        for s in doc.sentences:
            reader = TimexReader(self.timex, doc.text, s.start, s.end)
            self.parsed.append((s, reader, reader.read()))
        self.order = date_order([n for _, _, nodes in self.parsed for n in nodes]) or doc.date_order

    def years_in(self, segments: Sequence[Segment]) -> frozenset[int]:
        """The years printed in some segments."""
        return frozenset(int(m.group()) for s in segments for m in _YEAR.finditer(self.doc.text, *self.folded_span(s)))

    def folded_span(self, s: Segment) -> tuple[int, int]:
        return self.doc.folded.folded_index(s.raw_start), self.doc.folded.folded_index(s.raw_end)

    def label(self, start: int, end: int) -> str | None:
        """Whether the words around a date on its line call it that of publication or of an update: before it, or, between the bars of its line, right after it."""
        text = self.doc.text
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        bar = text.find("|", end, line_end if line_end >= 0 else len(text))
        if bar >= 0 and not text[text.rfind("|", line_start, start) + 1 or line_start : start].strip():
            if labelled := self._labelled(text[end:bar]):  # "| 14-05-2024 نشر في |"
                return labelled
        return self._labelled(text[max(line_start, start - 40) : start])

    def _labelled(self, beside: str) -> str | None:
        words = re.findall(r"[^\W\d_]+", beside)[-4:]
        bare = {w for word in words for w in (word, word.removeprefix("ال"), word.removeprefix("و"))}
        if not bare.isdisjoint(self.rules.updated_labels):
            return "updated"
        joined = " ".join(words)
        if not bare.isdisjoint(self.rules.published_labels) or any(joined.endswith(x) for x in self.rules.published_labels):
            return "published"
        return None

    def absolute(self, node: Timex) -> date | None:
        """The day of a date that needs nothing else; None for any other."""
        if node.kind not in ("date", "numeric"):
            return None
        value = resolve(node, Setting(order=self.order))
        return value.start if value and value.start == value.end and FIRST <= value.start <= LAST else None

    def other_reading(self, node: Timex) -> date | None:
        """The second reading of a date in digits that only the form it is printed in decides."""
        if node.kind != "numeric" or not node.day_form or node.weekday is not None or self.order is not None or node.calendar != "gregorian":
            return None
        days = readings(node)
        return days[1] if len(days) == 2 else None

    @cached_property
    def holders(self) -> list[tuple[int, int, str]]:
        """Where people are named whose offices are known: (folded start, end, entity id), in order of the ends."""
        if not self.parsed:
            return []
        first, last = min(s.start for s, _, _ in self.parsed), max(s.end for s, _, _ in self.parsed)
        return [(m.start, m.end, person) for m in self.knowledge.registry.holders.find(self.doc.text, first, last) for person in m.payloads]

    @cached_property
    def founded_bodies(self) -> list[tuple[int, int, str]]:
        """Where bodies of known founding are named: (folded start, end, entity id), in text order."""
        first, last = min(s.start for s, _, _ in self.parsed), max(s.end for s, _, _ in self.parsed)
        names = self.rules.founded_names(self.knowledge.registry).find(self.doc.text, first, last)
        return sorted((m.start, m.end, i) for m in names for i in m.payloads if self.doc.sentence_at(m.start) is not None)
