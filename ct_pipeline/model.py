"""The records that flow through the pipeline.

Two kinds live here. *Rows* (``RawArticle``, ``CleanArticle``, ``Segment`` … ``Entity``) have exactly the fields of the
table of the same name in :mod:`ct_pipeline.tables`; a test holds that. *Bundles* (``CleanResult``, ``Facts``) carry the
rows of one article from one stage to the next.

Offsets in rows (``raw_start``, ``raw_end``) are Python string indices (code points) into ``RawArticle.raw_text``, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

# ---------------------------------------------------------------------------------------------- raw


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One landed article, decoded and otherwise untouched.

    ``markup`` is JSON, ``[[raw_start, raw_end, "tag"], ...]``: for HTML, what the tree said about stretches of ``raw_text``
    (``title``, ``nav``, ``header``, ``footer``, ``aside``, ``form``, ``figcaption``, ``h1`` … ``h4``, ``p``, ``li``, ``time``, ``main``); null otherwise.
    """

    article_id: str
    source_uri: str
    media_type: str
    encoding: str
    raw_text: str
    url: str | None = None
    hint_title: str | None = None
    hint_outlet: str | None = None
    hint_published_at: datetime | None = None
    hint_author: str | None = None
    markup: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """Something landed that could not be read, and why."""

    source_uri: str
    record_no: int | None
    reason: str
    detail: str


# -------------------------------------------------------------------------------------------- clean


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the raw text of one kind; the segments of an article tile it."""

    article_id: str
    segment_no: int
    raw_start: int
    raw_end: int
    kind: str  # title | byline | dateline | body | crosshead | caption | source_line | boilerplate
    rule: str


@dataclass(frozen=True, slots=True)
class Sentence:
    sentence_id: str  # f"{article_id}-{sentence_no:04d}"
    article_id: str
    sentence_no: int
    raw_start: int
    raw_end: int
    text: str  # raw_text[raw_start:raw_end]


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """What is known of an article as a whole. Story columns are filled where articles meet (the marts build)."""

    article_id: str
    title: str | None
    body: str
    outlet: str | None
    agency: str | None
    author: str | None
    dateline_place: str | None
    language: str
    published_on: date | None
    published_earliest: date | None
    published_latest: date | None
    published_method: str  # metadata | byline | url | relative | constraint | unknown
    published_evidence: str  # JSON list of {"raw_start","raw_end","surface","kind","earliest","latest","rule","why"}
    is_relevant: bool
    relevance: float
    fingerprint: str | None  # MinHash signature of the body, hex: see clean.stories
    date_order: str | None = None  # day_first | month_first | mixed: how its outlet prints dates in digits: learnt, or usual in its country


@dataclass(frozen=True, slots=True)
class CleanResult:
    """Everything the clean stage says of one article."""

    article: CleanArticle
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]


# -------------------------------------------------------------------------------------------- facts


@dataclass(frozen=True, slots=True)
class Mention:
    """A name (or a phrase that stands for one) in the text and the entity it is linked to.

    ``surface == raw_text[raw_start:raw_end]``, without attached particles.
    """

    mention_id: str
    article_id: str
    sentence_id: str
    raw_start: int
    raw_end: int
    surface: str
    kind: str  # person | organization | country | city | place
    entity_id: str
    method: str  # the rule: registry | grammar | short_form | coreference | ...
    confidence: float


@dataclass(frozen=True, slots=True)
class TimeExpression:
    article_id: str
    sentence_id: str
    raw_start: int
    raw_end: int
    surface: str
    start_date: date | None
    end_date: date | None
    granularity: str  # day | range | week | month | season | year
    anchor: str  # absolute | published | previous | reference
    calendar: str  # gregorian | hijri
    confidence: float
    rule: str
    readings: str | None = None  # the days that a date in digits may mean, where nothing decides between them


@dataclass(frozen=True, slots=True)
class Affiliation:
    article_id: str
    sentence_id: str
    raw_start: int
    raw_end: int
    person_id: str
    title: str
    organization_id: str | None
    country_iso2: str | None
    is_former: bool
    confidence: float
    rule: str
    affiliation_id: str = ""  # filled by the extract stage's assembler: a hash of the other fields


@dataclass(frozen=True, slots=True)
class Event:
    event_mention_id: str
    article_id: str
    sentence_id: str
    raw_start: int
    raw_end: int
    event_type: str  # meeting | conference | visit | agreement | launch | appointment | operation | attack | trial | other
    plover_type: str
    plover_mode: str | None
    name_ar: str | None
    edition: int | None
    start_date: date | None
    end_date: date | None
    date_precision: str | None  # day | range | week | month | season | year
    country_iso2: str | None
    city: str | None
    mode: str | None  # in_person | virtual | hybrid
    status: str  # held | planned | cancelled
    is_main: bool
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class EventEvidence:
    event_mention_id: str
    sentence_id: str
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class EventParticipant:
    event_mention_id: str
    entity_id: str
    role: str  # chair | host | organizer | head_of_delegation | speaker | attendee | signatory | subject | perpetrator
    raw_start: int
    raw_end: int
    rule: str


@dataclass(frozen=True, slots=True)
class EventCount:
    """A printed number of participants: 450 people, 33 ministers, 13 organizations."""

    event_mention_id: str
    unit_ar: str
    count: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Statement:
    article_id: str
    sentence_id: str
    raw_start: int
    raw_end: int
    speaker_id: str
    verb: str
    is_direct: bool
    quote: str
    event_mention_id: str | None
    confidence: float
    rule: str
    statement_id: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    article_id: str
    sentence_id: str
    raw_start: int
    raw_end: int
    holder_id: str
    role: str  # chair | co_chair | vice_chair | member | founder | host | partner
    organization_id: str
    start_date: date | None
    end_date: date | None
    status: str  # current | former | elected
    terms: int | None
    confidence: float
    rule: str
    role_id: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity an article mentions: from the registry, or found in the text (``is_registered`` false)."""

    article_id: str
    entity_id: str
    kind: str
    name_ar: str
    name_en: str | None
    country_iso2: str | None
    is_registered: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the extract stage says of one article."""

    article_id: str
    mentions: tuple[Mention, ...] = ()
    time_expressions: tuple[TimeExpression, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    events: tuple[Event, ...] = ()
    event_evidence: tuple[EventEvidence, ...] = ()
    event_participants: tuple[EventParticipant, ...] = ()
    event_counts: tuple[EventCount, ...] = ()
    statements: tuple[Statement, ...] = ()
    roles: tuple[Role, ...] = ()
    entities: tuple[Entity, ...] = field(default=())
