"""What the extractors of one article share: the document, and what each of them has found so far.

The order is fixed in :func:`ct_pipeline.extract.extract_facts`; a finder reads what earlier ones left and adds its own.
Everything here is in *folded* offsets of ``doc.text``; rows with raw offsets are made at the end, in one place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from ct_pipeline.language.document import Document, SentenceSpan
from ct_pipeline.lexicon.knowledge import Knowledge

if TYPE_CHECKING:
    from ct_pipeline.extract.person_view import View

_START = attrgetter("start")


@dataclass(slots=True)
class FoundTime:
    """A time expression (folded offsets); dates inclusive, None where it cannot be resolved."""

    start: int
    end: int
    start_date: date | None
    end_date: date | None
    granularity: str
    anchor: str
    calendar: str
    confidence: float
    rule: str
    readings: str | None = None


@dataclass(slots=True)
class FoundMention:
    """A mention (folded offsets, particles left off). ``is_named`` is False for phrases that only stand for a name ("الوزير")."""

    start: int
    end: int
    kind: str
    entity_id: str
    method: str
    confidence: float
    is_named: bool = True


@dataclass(slots=True)
class EntityInfo:
    """An entity as this article knows it."""

    entity_id: str
    kind: str
    name_ar: str
    name_en: str | None
    country_iso2: str | None
    is_registered: bool
    type: str | None = None


@dataclass(slots=True)
class FoundAffiliation:
    """A person with a title (folded offsets of title and name together)."""

    start: int
    end: int
    person_id: str
    title: str
    organization_id: str | None
    country_iso2: str | None
    is_former: bool
    confidence: float
    rule: str


@dataclass(slots=True)
class FoundStatement:
    start: int
    end: int
    speaker_id: str
    verb: str
    is_direct: bool
    quote: str
    confidence: float
    rule: str
    event_key: int | None = None  # index into Context.events
    told_from: int = 0  # where the reported words begin: before it stands where it was said


@dataclass(slots=True)
class FoundRole:
    start: int
    end: int
    holder_id: str
    role: str
    organization_id: str
    start_date: date | None
    end_date: date | None
    status: str
    terms: int | None
    confidence: float
    rule: str


@dataclass(slots=True)
class FoundParticipant:
    entity_id: str
    role: str
    start: int
    end: int
    rule: str


@dataclass(slots=True)
class FoundEvent:
    """An event of this article: ``start``/``end`` of its best sentence's reporting words, ``evidence`` of all of them."""

    start: int
    end: int
    event_type: str
    plover_type: str
    plover_mode: str | None
    name_ar: str | None
    edition: int | None
    start_date: date | None
    end_date: date | None
    date_precision: str | None
    country_iso2: str | None
    city: str | None
    mode: str | None
    status: str
    is_main: bool
    confidence: float
    rule: str
    evidence: list[tuple[int, int]] = field(default_factory=list)
    participants: list[FoundParticipant] = field(default_factory=list)
    counts: list[tuple[str, int, int, int]] = field(default_factory=list)  # unit_ar, count, start, end


@dataclass(slots=True)
class Context:
    """The document, the knowledge, and the findings."""

    doc: Document
    knowledge: Knowledge
    times: list[FoundTime] = field(default_factory=list)  # in text order
    mentions: list[FoundMention] = field(default_factory=list)  # in text order, not overlapping
    entities: dict[str, EntityInfo] = field(default_factory=dict)
    affiliations: list[FoundAffiliation] = field(default_factory=list)
    statements: list[FoundStatement] = field(default_factory=list)
    roles: list[FoundRole] = field(default_factory=list)
    events: list[FoundEvent] = field(default_factory=list)
    word_view: View | None = None  # the person grammar's reading of the words, made once (person_view.view_of)

    def mentions_in(self, sentence: SentenceSpan, kinds: Sequence[str] | None = None) -> list[FoundMention]:
        """The mentions of a sentence, in text order."""
        first = bisect_left(self.mentions, sentence.start, key=_START)
        found = self.mentions[first : bisect_left(self.mentions, sentence.end, lo=first, key=_START)]
        return found if kinds is None else [m for m in found if m.kind in kinds]

    def times_in(self, sentence: SentenceSpan) -> list[FoundTime]:
        first = bisect_left(self.times, sentence.start, key=_START)
        return self.times[first : bisect_left(self.times, sentence.end, lo=first, key=_START)]

    def mention_at(self, index: int) -> FoundMention | None:
        """The mention that covers folded offset ``index``."""
        return next((m for m in self.mentions if m.start <= index < m.end), None)
