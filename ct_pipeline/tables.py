"""Every table and column once: type, key, nullability, allowed values, references, description.

The DDL and comments of the DuckDB file, the Parquet schemas, Dagster's column metadata, the derived expectations and
``docs/data-dictionary.md`` all come from here, so a column is described in one place only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["varchar", "integer", "bigint", "double", "boolean", "date", "timestamp"]
Stage = Literal["raw", "clean", "facts", "marts", "ops", "ref"]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: Type
    description: str
    nullable: bool = True
    allowed: tuple[str, ...] | None = None
    references: str | None = None  # "schema.table.column"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: ``key`` names the columns that identify a row (empty: rows need not be unique)."""

    schema: Stage
    name: str
    grain: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)


MENTION_KINDS = ("person", "organization", "country", "city", "place")
SEGMENT_KINDS = ("title", "byline", "dateline", "body", "crosshead", "caption", "source_line", "boilerplate")
PUBLISHED_METHODS = ("metadata", "byline", "url", "relative", "constraint", "unknown")
GRANULARITIES = ("day", "range", "week", "month", "season", "year")
ANCHORS = ("absolute", "published", "previous", "reference")
CALENDARS = ("gregorian", "hijri")
EVENT_TYPES = ("meeting", "conference", "visit", "agreement", "launch", "appointment", "operation", "attack", "trial", "other")
EVENT_MODES = ("in_person", "virtual", "hybrid")
EVENT_STATUSES = ("held", "planned", "cancelled")
PARTICIPANT_ROLES = ("chair", "host", "organizer", "head_of_delegation", "speaker", "attendee", "signatory", "subject", "perpetrator")
ROLES = ("chair", "co_chair", "vice_chair", "member", "founder", "host", "partner")
ROLE_STATUSES = ("current", "former", "elected")
REJECT_REASONS = ("empty", "undecodable", "not_text", "bad_json", "bad_csv", "bad_html", "no_text", "truncated", "too_large", "unsupported", "unreadable", "duplicate_id", "not_arabic", "too_slow")


def _c(name: str, type: Type, description: str, **more: object) -> Column:
    return Column(name, type, description, **more)  # type: ignore[arg-type]


def _article(nullable: bool = False) -> Column:
    return _c("article_id", "varchar", "The article", nullable=nullable, references="raw.articles.article_id")


def _span(what: str) -> tuple[Column, Column]:
    return (
        _c("raw_start", "integer", f"First character of {what} in raw_text (code points)", nullable=False),
        _c("raw_end", "integer", f"One past the last character of {what} in raw_text", nullable=False),
    )


_SENTENCE = _c("sentence_id", "varchar", "The sentence it stands in", nullable=False, references="clean.sentences.sentence_id")
_EVENT = _c("event_mention_id", "varchar", "The event as this article tells it", nullable=False, references="facts.events.event_mention_id")
_CONFIDENCE = _c("confidence", "double", "0 to 1: how sure the rule is", nullable=False)
_RULE = _c("rule", "varchar", "Name of the rule that made the row", nullable=False)

RAW_ARTICLES = Table(
    "raw", "articles", "one row an article as it arrived",
    (
        _c("article_id", "varchar", "First 16 hex digits of SHA-256 of the record's own bytes: the same article gets the same id wherever it lies", nullable=False),
        _c("source_uri", "varchar", "Path relative to the landing folder; 'file.jsonl#<id or line>' for a record of a file", nullable=False),
        _c("media_type", "varchar", "text/plain, text/html, application/jsonl, text/csv", nullable=False),
        _c("encoding", "varchar", "Character encoding as detected: utf-8, windows-1256, ...", nullable=False),
        _c("raw_text", "varchar", "The decoded text; of an HTML page, its visible text in reading order, page furniture included", nullable=False),
        _c("url", "varchar", "Address of the article, where the container gives it"),
        _c("hint_title", "varchar", "Title as the container gives it (HTML meta, JSON-LD, record field)"),
        _c("hint_outlet", "varchar", "Outlet as the container gives it"),
        _c("hint_published_at", "timestamp", "Publication time as the container gives it, in the outlet's local time"),
        _c("hint_author", "varchar", "Author as the container gives it"),
        _c("markup", "varchar", "JSON [[raw_start, raw_end, tag], ...]: what the HTML tree said of stretches of raw_text"),
        _c("batch_id", "varchar", "The batch that brought it", nullable=False),
        _c("ingested_at", "timestamp", "When the batch was landed, UTC", nullable=False),
    ), ("article_id",),
)  # fmt: skip

RAW_REJECTS = Table(
    "raw", "rejects", "one row a file or record that could not be read",
    (
        _c("source_uri", "varchar", "Path relative to the landing folder", nullable=False),
        _c("record_no", "integer", "Record within the file, counted from 1; null for a whole file"),
        _c("reason", "varchar", "Why it was rejected", nullable=False, allowed=REJECT_REASONS),
        _c("detail", "varchar", "What was found and what to do", nullable=False),
        _c("batch_id", "varchar", "The batch it came with", nullable=False),
        _c("rejected_at", "timestamp", "When the batch was landed, UTC", nullable=False),
    ),
)  # fmt: skip

CLEAN_ARTICLES = Table(
    "clean", "articles", "one row a cleaned article",
    (
        _article(),
        _c("title", "varchar", "The headline; null where the text has none"),
        _c("body", "varchar", "The article proper: body, crossheads and datelines, without page furniture", nullable=False),
        _c("outlet", "varchar", "Site or paper that published it, as printed"),
        _c("agency", "varchar", "News agency it is taken from: MAP, AFP, SPA, ... (usual short name)"),
        _c("author", "varchar", "Author named in the byline"),
        _c("dateline_place", "varchar", "Place of the dateline, as printed"),
        _c("language", "varchar", "ISO 639-1 code of the body's language", nullable=False),
        _c("published_on", "date", "Day of publication, only where the text or its container fixes it"),
        _c("published_earliest", "date", "Earliest day the evidence allows; equals published_on when that is known"),
        _c("published_latest", "date", "Latest day the evidence allows; equals published_on when that is known"),
        _c("published_method", "varchar", "What fixed or bounded the day", nullable=False, allowed=PUBLISHED_METHODS),
        _c("published_evidence", "varchar", "JSON list: each piece of evidence with its offsets, what it implies and why", nullable=False),
        _c("is_relevant", "boolean", "Whether it is about counter-terrorism at all", nullable=False),
        _c("relevance", "double", "0 to 1: density and spread of the field's vocabulary", nullable=False),
        _c("fingerprint", "varchar", "MinHash signature of the body, hexadecimal, for near-duplicate search"),
        _c("date_order", "varchar", "How its outlet prints dates in digits: learnt (day_first, month_first, mixed), or day_first as its country does (CLDR); null where unknown"),
        _c("story_id", "varchar", "Near-duplicates (the same wire story) share a story_id; filled when the warehouse is built"),
        _c("is_story_lead", "boolean", "True for the one article that stands for its story"),
    ), ("article_id",),
)  # fmt: skip

CLEAN_SEGMENTS = Table(
    "clean", "segments", "one row a block of the raw text; the segments of an article tile it",
    (
        _article(),
        _c("segment_no", "integer", "Position in the article, from 0", nullable=False),
        *_span("the segment"),
        _c("kind", "varchar", "What the block is", nullable=False, allowed=SEGMENT_KINDS),
        _c("rule", "varchar", "Which rule decided", nullable=False),
    ), ("article_id", "segment_no"),
)  # fmt: skip

CLEAN_SENTENCES = Table(
    "clean", "sentences", "one row a sentence of the article proper",
    (
        _c("sentence_id", "varchar", "article_id and sentence_no", nullable=False),
        _article(),
        _c("sentence_no", "integer", "Position in the article, from 0", nullable=False),
        *_span("the sentence"),
        _c("text", "varchar", "raw_text[raw_start:raw_end]", nullable=False),
        _c("stems", "varchar", "Its words as light stems between single blanks, a blank at both ends: what marts.search looks in", nullable=False),
    ), ("sentence_id",),
)  # fmt: skip

MENTIONS = Table(
    "facts", "mentions", "one row a mention of an entity",
    (
        _c("mention_id", "varchar", "Derived from article, offsets and kind", nullable=False),
        _article(), _SENTENCE, *_span("the mention"),
        _c("surface", "varchar", "raw_text[raw_start:raw_end], without attached particles", nullable=False),
        _c("kind", "varchar", "What is named", nullable=False, allowed=MENTION_KINDS),
        _c("entity_id", "varchar", "The entity it is linked to", nullable=False, references="marts.dim_entity.entity_id"),
        _c("method", "varchar", "The rule that found and linked it", nullable=False), _CONFIDENCE,
    ), ("mention_id",),
)  # fmt: skip

TIME_EXPRESSIONS = Table(
    "facts", "time_expressions", "one row a time expression",
    (
        _article(), _SENTENCE, *_span("the expression"),
        _c("surface", "varchar", "raw_text[raw_start:raw_end]", nullable=False),
        _c("start_date", "date", "First day it denotes; null where it cannot be resolved"),
        _c("end_date", "date", "Last day it denotes, inclusive; null where it cannot be resolved"),
        _c("granularity", "varchar", "What kind of stretch it names", nullable=False, allowed=GRANULARITIES),
        _c("anchor", "varchar", "What fixes its value: itself, the publication date, an earlier expression, or an event", nullable=False, allowed=ANCHORS),
        _c("calendar", "varchar", "The calendar it is printed in", nullable=False, allowed=CALENDARS),
        _c("confidence", "double", "0 to 1: how sure", nullable=False),
        _c("rule", "varchar", "The form it was printed in; of a date in digits also what decided between day and month: .by_habit (of page or outlet), .by_form, .open (nothing)", nullable=False),
        _c("readings", "varchar", "The two days that a date in digits may mean where nothing decides (2024-05-06 or 2024-06-05); else null"),
    ), ("article_id", "raw_start", "raw_end"),
)  # fmt: skip

AFFILIATIONS = Table(
    "facts", "affiliations", "one row a person with an office or title, as an article gives it",
    (
        _article(), _SENTENCE, *_span("the title and name"),
        _c("person_id", "varchar", "The person", nullable=False, references="marts.dim_entity.entity_id"),
        _c("title", "varchar", "The office or title as printed", nullable=False),
        _c("organization_id", "varchar", "The body the office belongs to, where named", references="marts.dim_entity.entity_id"),
        _c("country_iso2", "varchar", "ISO 3166-1 alpha-2 of the country the office serves"),
        _c("is_former", "boolean", "True where the text marks the office as a former one", nullable=False),
        _CONFIDENCE, _RULE,
        _c("affiliation_id", "varchar", "Derived from the other columns", nullable=False),
    ), ("affiliation_id",),
)  # fmt: skip

EVENTS = Table(
    "facts", "events", "one row an event an article, however many of its sentences report it",
    (
        _c("event_mention_id", "varchar", "Derived from article, type and offsets", nullable=False),
        _article(), _SENTENCE, *_span("the words that report it"),
        _c("event_type", "varchar", "Kind of event", nullable=False, allowed=EVENT_TYPES),
        _c("plover_type", "varchar", "PLOVER event type: CONSULT, AGREE, COOPERATE, ASSAULT, ...", nullable=False),
        _c("plover_mode", "varchar", "PLOVER mode: visit, multilateral, arrest, ..."),
        _c("name_ar", "varchar", "The event's own name as printed"),
        _c("edition", "integer", "The ordinal, where printed"),
        _c("start_date", "date", "First day; null where the text does not date it"),
        _c("end_date", "date", "Last day, inclusive"),
        _c("date_precision", "varchar", "How fine the date is", allowed=GRANULARITIES),
        _c("country_iso2", "varchar", "Country it took place in"),
        _c("city", "varchar", "City it took place in, as printed; null for several"),
        _c("mode", "varchar", "How it was held", allowed=EVENT_MODES),
        _c("status", "varchar", "From tense and modality", nullable=False, allowed=EVENT_STATUSES),
        _c("is_main", "boolean", "What the article is about (false: background it recalls)", nullable=False),
        _CONFIDENCE, _RULE,
    ), ("event_mention_id",),
)  # fmt: skip

EVENT_EVIDENCE = Table(
    "facts", "event_evidence", "one row a sentence that reports an event",
    (_EVENT, _SENTENCE, *_span("the reporting words")), ("event_mention_id", "sentence_id"),
)  # fmt: skip

EVENT_PARTICIPANTS = Table(
    "facts", "event_participants", "one row an entity that took part in an event, with its highest capacity",
    (
        _EVENT,
        _c("entity_id", "varchar", "Person, organization or country", nullable=False, references="marts.dim_entity.entity_id"),
        _c("role", "varchar", "In what capacity", nullable=False, allowed=PARTICIPANT_ROLES),
        *_span("the words that name it there"), _RULE,
    ), ("event_mention_id", "entity_id"),
)  # fmt: skip

EVENT_COUNTS = Table(
    "facts", "event_counts", "one row a printed number of participants",
    (
        _EVENT,
        _c("unit_ar", "varchar", "What is counted, as printed", nullable=False),
        _c("count", "integer", "How many", nullable=False),
        *_span("the number and its unit"),
    ), ("event_mention_id", "raw_start"),
)  # fmt: skip

STATEMENTS = Table(
    "facts", "statements", "one row a sentence that reports what somebody said",
    (
        _article(), _SENTENCE, *_span("the statement"),
        _c("speaker_id", "varchar", "Person, body or country that said it", nullable=False, references="marts.dim_entity.entity_id"),
        _c("verb", "varchar", "The reporting verb, noun or preposition", nullable=False),
        _c("is_direct", "boolean", "Four words or more of it stand in quotation marks", nullable=False),
        _c("quote", "varchar", "What was said: the quoted words, or the reported clause", nullable=False),
        _c("event_mention_id", "varchar", "The event at which it was said", references="facts.events.event_mention_id"),
        _CONFIDENCE, _RULE,
        _c("statement_id", "varchar", "Derived from the other columns", nullable=False),
    ), ("statement_id",),
)  # fmt: skip

ROLES_TABLE = Table(
    "facts", "roles", "one row a role that a country, body or person holds in a body",
    (
        _article(), _SENTENCE, *_span("the words that say so"),
        _c("holder_id", "varchar", "Who holds it", nullable=False, references="marts.dim_entity.entity_id"),
        _c("role", "varchar", "Which role", nullable=False, allowed=ROLES),
        _c("organization_id", "varchar", "In which body", nullable=False, references="marts.dim_entity.entity_id"),
        _c("start_date", "date", "Since when, where told"),
        _c("end_date", "date", "Until when, where told"),
        _c("status", "varchar", "As of the article", nullable=False, allowed=ROLE_STATUSES),
        _c("terms", "integer", "Number of terms, where told"),
        _CONFIDENCE, _RULE,
        _c("role_id", "varchar", "Derived from the other columns", nullable=False),
    ), ("role_id",),
)  # fmt: skip

ENTITIES = Table(
    "facts", "entities", "one row an entity an article mentions",
    (
        _article(),
        _c("entity_id", "varchar", "A registry id, or one derived from the name; in the warehouse the one that all articles together give (marts.entity_link)", nullable=False),
        _c("kind", "varchar", "What it is", nullable=False, allowed=MENTION_KINDS),
        _c("name_ar", "varchar", "Fullest name: the registry's, or the longest this article prints", nullable=False),
        _c("name_en", "varchar", "Latin name: the registry's, or a transliteration"),
        _c("country_iso2", "varchar", "Its country, where known"),
        _c("is_registered", "boolean", "In seeds/registry, or found in text", nullable=False),
    ), ("article_id", "entity_id"),
)  # fmt: skip

BATCHES = Table(
    "ops", "batches", "one row a landing",
    (
        _c("batch_id", "varchar", "Derived from what it brought", nullable=False),
        _c("landed_on", "date", "Partition: the day it was first seen", nullable=False),
        _c("landed_at", "timestamp", "When, UTC", nullable=False),
        _c("landed", "integer", "Records found", nullable=False),
        _c("cleaned", "integer", "Of these, cleaned", nullable=False),
        _c("rejected", "integer", "Of these, rejected", nullable=False),
        _c("known", "integer", "Of these, already in the ledger", nullable=False),
    ), ("batch_id",),
)  # fmt: skip

FAILURES = Table(
    "ops", "failures", "one row an article that a stage could not digest",
    (
        _article(),
        _c("stage", "varchar", "The stage that failed", nullable=False, allowed=("clean", "facts")),
        _c("error", "varchar", "Kind of error; too_slow: given up after its time limit, and listed in raw.rejects", nullable=False),
        _c("detail", "varchar", "Where it happened, or what to do", nullable=False),
    ), ("article_id", "stage"),
)  # fmt: skip

SIGHTINGS = Table(
    "ops", "sightings", "one row a smaller address under which a known article was landed again: raw.articles shows the smallest, whatever came first",
    (
        _article(),
        _c("source_uri", "varchar", "Path relative to the landing folder", nullable=False),
        _c("batch_id", "varchar", "The batch it came with", nullable=False),
    ), ("article_id", "source_uri"),
)  # fmt: skip

EXTRACTED = Table("facts", "articles", "one row an article that went through extraction, with or without a finding", (_article(),), ("article_id",))

CHECKS = Table(
    "ops", "checks", "one row a quality check of the last run",
    (
        _c("table_name", "varchar", "The table it looks at", nullable=False),
        _c("check_name", "varchar", "Name of the expectation", nullable=False),
        _c("severity", "varchar", "critical blocks what comes after", nullable=False, allowed=("critical", "warning")),
        _c("success", "boolean", "Passed", nullable=False),
        _c("observed", "varchar", "What was seen"),
        _c("value", "double", "The observed number: failing rows, or the share"),
        _c("bound", "varchar", "What was expected"),
        _c("failing_ids", "varchar", "JSON list of the first failing keys"),
        _c("checked_at", "timestamp", "When, UTC", nullable=False),
    ), ("table_name", "check_name"),
)  # fmt: skip

QUALITY_HISTORY = Table(
    "ops", "quality_history", "one row a quality check and run, up to the publication",
    (
        _c("checked_at", "timestamp", "When, UTC", nullable=False),
        _c("landed_on", "date", "The (last) landing day looked at; null: all of them"),
        _c("run_id", "varchar", "The Dagster run; null for ct-pipeline check"),
        _c("table_name", "varchar", "The table it looks at", nullable=False),
        _c("check_name", "varchar", "Name of the expectation", nullable=False),
        _c("severity", "varchar", "The level reached where it failed, else the highest it has", nullable=False, allowed=("critical", "warning")),
        _c("success", "boolean", "Passed", nullable=False),
        _c("value", "double", "The observed number: failing rows, the share, the change"),
        _c("observed", "varchar", "What was seen"),
        _c("bound", "varchar", "What was expected"),
    ),
)  # fmt: skip

RAW_TABLES = (RAW_ARTICLES, RAW_REJECTS)
CLEAN_TABLES = (CLEAN_ARTICLES, CLEAN_SEGMENTS, CLEAN_SENTENCES)
FACTS_TABLES = (
    MENTIONS, TIME_EXPRESSIONS, AFFILIATIONS, EVENTS, EVENT_EVIDENCE, EVENT_PARTICIPANTS, EVENT_COUNTS, STATEMENTS, ROLES_TABLE, ENTITIES,
)  # fmt: skip
OPS_TABLES = (BATCHES, SIGHTINGS, FAILURES, CHECKS, QUALITY_HISTORY)
STAGE_TABLES = (*RAW_TABLES, *CLEAN_TABLES, *FACTS_TABLES)

REF_ENTITIES = Table(
    "ref", "entities", "one row an entity of seeds/registry",
    (
        _c("entity_id", "varchar", "Registry id: country:MA, org:<slug>, person:<slug>, city:<slug>-<country>", nullable=False),
        _c("kind", "varchar", "What it is", nullable=False, allowed=MENTION_KINDS),
        _c("name_ar", "varchar", "Arabic name", nullable=False),
        _c("name_en", "varchar", "English name"),
        _c("country_iso2", "varchar", "Its country"),
        _c("type", "varchar", "Type of body: ministry, intelligence, un_organ, armed_group, agency, ..."),
        _c("parent_id", "varchar", "The body it belongs to", references="ref.entities.entity_id"),
        _c("wikidata_id", "varchar", "Wikidata id, only where verified"),
        _c("latitude", "double", "Of a city: degrees north (GeoNames)"),
        _c("longitude", "double", "Of a city: degrees east (GeoNames)"),
        _c("capital_id", "varchar", "Of a country: its capital", references="ref.entities.entity_id"),
    ), ("entity_id",),
)  # fmt: skip

REF_ALIASES = Table(
    "ref", "aliases", "one row a registered name",
    (_c("entity_id", "varchar", "The entity", nullable=False, references="ref.entities.entity_id"), _c("alias", "varchar", "A name in use, as printed", nullable=False)),
    ("entity_id", "alias"),
)  # fmt: skip

REF_OFFICES = Table(
    "ref", "offices", "one row a term of office of seeds/registry/offices.csv",
    (
        _c("person_id", "varchar", "Who held it", nullable=False, references="ref.entities.entity_id"),
        _c("title_ar", "varchar", "Title in Arabic", nullable=False),
        _c("title_en", "varchar", "Title in English"),
        _c("organization_id", "varchar", "The body", references="ref.entities.entity_id"),
        _c("country_iso2", "varchar", "The country it serves"),
        _c("start_date", "date", "First day, where verified"),
        _c("end_date", "date", "Last day, where verified; null: not known or still held"),
        _c("source", "varchar", "Where that was verified"),
    ),
)  # fmt: skip

REF_LABELS = Table(
    "ref", "labels", "one row a code of a column with its names, from seeds/language/labels.csv",
    (
        _c("list", "varchar", "Whose codes: event_type, role, weekday, ...", nullable=False),
        _c("code", "varchar", "The code", nullable=False),
        _c("ar", "varchar", "In Arabic", nullable=False),
        _c("en", "varchar", "In English", nullable=False),
    ), ("list", "code"),
)  # fmt: skip

REF_HIJRI = Table(
    "ref", "hijri_months", "one row a month of the Umm al-Qura calendar (hijridate)",
    (
        _c("hijri_year", "integer", "Hijri year", nullable=False),
        _c("hijri_month", "integer", "Hijri month, 1 to 12", nullable=False),
        _c("first_day", "date", "Its first day", nullable=False),
    ), ("hijri_year", "hijri_month"),
)  # fmt: skip

REF_TABLES = (REF_ENTITIES, REF_ALIASES, REF_OFFICES, REF_LABELS, REF_HIJRI)

# What a column of the marts means, by its name: the same name means the same everywhere. `table.column` where it does not.
MARTS_GLOSSARY: dict[str, str] = {
    "unit_ar": "What is counted, as printed",
    "unit_key": "Stem of its first word",
    "count": "How many",
    "folded": "The sentence as a matching key: marts.fold",
    "stems": "Its words as light stems between single blanks: marts.stem",
    "score": "How much they have in common: the higher, the surer",
    "joined_by": "Surest evidence that joined it with another report: wire story, edition, name, participants, city and day, words, told beside; null for an event of one report",
    "rank": "1 the surest evidence to 7 the least sure",
    "b": "Another report: event_mention_id, the greater id",
    "a": "A report: event_mention_id",
    "agency": "News agency the article is taken from",
    "agreement": "chosen; coarser (a date that holds the chosen one); within (a date inside it); differs (another name, kind, or an announcement); contradicts",
    "alias": "A name it goes by, as printed",
    "article_id": "The article",
    "articles": "Number of articles (reports)",
    "author": "Author named in the byline",
    "batch_id": "The batch that brought it",
    "bounded": "Articles without a day of publication but with an earliest or latest one",
    "chaired": "Number of events chaired",
    "chosen_outlets": "Outlets that give it",
    "chosen_stories": "Number of stories that give it",
    "chosen_value": "The value chosen",
    "city": "City, as printed",
    "city_en": "City, in English",
    "city_id": "The city in the registry",
    "column_ar": "Which column, in Arabic",
    "column_en": "Which column, in English",
    "column_name": "Which column of the event: date, event_type, name, edition, country, city, mode, status",
    "confidence": "0 to 1: the surest rule behind the row",
    "contradictions": "Number of columns on which reports contradict each other: see marts.disagreements",
    "country_a": "First country, ISO 3166-1 alpha-2",
    "country_a_ar": "First country, in Arabic",
    "country_a_en": "First country, in English",
    "country_ar": "Country, in Arabic",
    "country_b": "Second country, ISO 3166-1 alpha-2",
    "country_b_ar": "Second country, in Arabic",
    "country_b_en": "Second country, in English",
    "country_en": "Country, in English",
    "country_iso2": "Country, ISO 3166-1 alpha-2",
    "date_from_merge": "True where this report does not date the event and another report does",
    "date_precision": "How fine the date is: day, range, week, month, season, year",
    "date_stories": "Number of stories that give exactly this date",
    "dated": "Articles with a day of publication",
    "dated_stories": "Number of stories that date the event",
    "dateline_place": "Place of the dateline, as printed",
    "day": "The day",
    "day_of_month": "Day of the month",
    "days_after_event": "Days from the first day of the event to its first report; negative: announced",
    "depth": "How many bodies stand above it",
    "distinct_start_dates": "Number of different first days that reports give: more than one is a disagreement",
    "edition": "The ordinal, where printed",
    "end_date": "Last day, inclusive",
    "entity_id": "Stable id: of the registry, or derived from the normalized name",
    "entity_type": "Type of body, from the registry",
    "event_ar": "The event's own name where it has one of three words or more; else the headline of its best report, or for background the sentence that recalls it",
    "event_en": "What, where and when in English",
    "event_id": "The real-world event",
    "event_mention_id": "The event as one article tells it",
    "event_type": "Kind of event",
    "event_type_ar": "Kind of event, in Arabic",
    "event_type_en": "Kind of event, in English",
    "events": "Number of events",
    "fct_event.date_from_merge": "True where at least one report does not date the event, so that its day there comes from the others",
    "fct_event_value.outlets": "The outlets that say so",
    "first_agency": "News agency of the first report",
    "first_article_id": "The first report",
    "first_article_on": "Day of the first dated article",
    "first_outlet": "Outlet of the first report",
    "first_published_on": "Day of the first dated report that says so",
    "first_reported_on": "Day of the first dated report",
    "first_reports.first_published_on": "Day of the first report",
    "first_said_on": "Day of the first dated article that says so; null where no dated article does",
    "first_seen_on": "Day of the first dated article that names it",
    "first_title": "Headline of the first report",
    "found_id": "The id by which the article's facts know it in the store: a registry id, or one of the fullest name the article prints",
    "headline": "Headline of the best report",
    "hijri_ar": "Hijri date in Arabic",
    "hijri_day": "Day of the Hijri month",
    "hijri_en": "Hijri date in English",
    "hijri_month": "Hijri month, 1 to 12",
    "hijri_month_ar": "Name of the Hijri month in Arabic",
    "hijri_month_en": "Name of the Hijri month in English",
    "hijri_year": "Hijri year (Umm al-Qura)",
    "holder_ar": "Who holds it, in Arabic",
    "holder_en": "Who holds it, in English",
    "holder_id": "Who holds it",
    "holder_kind": "person, organization or country",
    "ingested_at": "When it was landed, UTC",
    "is_chosen": "The value that marts.fct_event holds",
    "is_current": "True where the id is its own",
    "is_direct": "Four words or more of it stand in quotation marks",
    "is_former": "Marked as a former office wherever it is said",
    "is_main": "What at least one of its articles is about",
    "is_registered": "In seeds/registry, or found in text",
    "is_relevant": "Whether it is about counter-terrorism",
    "is_story_lead": "True for the one article that stands for its story",
    "iso_weekday": "1 Monday to 7 Sunday",
    "kind": "person, organization, country, city or place",
    "kind_ar": "Kind, in Arabic",
    "kind_en": "Kind, in English",
    "language": "ISO 639-1 code",
    "last_article_on": "Day of the last dated article",
    "last_reported_on": "Day of the last dated report",
    "last_said_on": "Day of the last dated article that says so",
    "last_seen_on": "Day of the last dated article that names it",
    "latitude": "Degrees north; of a country, of its capital",
    "longitude": "Degrees east; of a country, of its capital",
    "mentions": "Number of mentions found in it",
    "mode": "in_person, virtual or hybrid",
    "month": "Month, 1 to 12",
    "month_ar": "Name of the month in Arabic",
    "month_en": "Name of the month in English",
    "name_ar": "Name in Arabic",
    "name_en": "Name in English (for an event: what, where, when)",
    "next_outlet": "That other outlet",
    "next_published_on": "Day of the first report by another outlet",
    "office_ar": "The fullest title that the article gives the speaker",
    "organization_ar": "The body, in Arabic",
    "organization_en": "The body, in English",
    "organization_id": "The body",
    "organized": "Number of events organized, hosted or chaired",
    "other_outlets": "Outlets that give that",
    "other_stories": "Number of stories that give that",
    "other_value": "Another value",
    "outlet": "Outlet, as printed",
    "outlet_id": "Folded name of the outlet",
    "outlets": "Number of outlets",
    "parent_ar": "The body it belongs to, in Arabic",
    "parent_en": "The body it belongs to, in English",
    "parent_id": "The body it belongs to",
    "participants_ar": "Participants and capacities, names in Arabic",
    "participants_en": "Participants and capacities, names in English",
    "path_ar": "From the top down to it, in Arabic",
    "path_en": "From the top down to it, in English",
    "person_ar": "The person, in Arabic",
    "person_en": "The person, in English",
    "person_id": "The person",
    "person_office_id": "Derived from person, title, body, country and first day",
    "place_id": "The place",
    "plover_mode": "PLOVER mode",
    "plover_type": "PLOVER event type",
    "published_at": "Hour of publication, outlet's local time, where the page tells it",
    "published_earliest": "Earliest day of publication the evidence allows",
    "published_latest": "Latest day of publication the evidence allows",
    "published_method": "What fixed or bounded the day of publication",
    "published_on": "Day of publication, where it is fixed",
    "quarter": "Quarter, 1 to 4",
    "quote": "What was said",
    "quoted": "Number of direct quotations",
    "raw_end": "One past the last character of the words in raw_text",
    "raw_start": "First character of the words in raw_text",
    "reason": "itself; registry: the registry names it; variant: another form of the name, joined on evidence; homonym: one of several who bear the name",
    "relevance": "0 to 1: how much of it is about counter-terrorism",
    "relevant": "Articles about counter-terrorism",
    "resolved_id": "The id that holds now",
    "role": "Capacity in an event, or role in a body",
    "role_ar": "Role, in Arabic",
    "role_en": "Role, in English",
    "roles_in_it": "Number of roles held in it",
    "rule": "Name of the rule that made it",
    "said_former_on": "Day of the first dated article that calls it a former office",
    "said_from": "Day of the first dated article that calls the person so",
    "said_to": "Day of the last dated article that calls the person so",
    "same_day_articles": "Number of reports on the day of the first one",
    "sentence": "The sentence, as printed",
    "sentence_id": "The sentence",
    "source": "Where it is from: registry, text, or a reference",
    "source_kind": "registry, text or both",
    "source_kind_ar": "Source, in Arabic",
    "source_kind_en": "Source, in English",
    "source_uri": "Path relative to the landing folder",
    "speaker_ar": "Who said it, in Arabic",
    "speaker_en": "Who said it, in English",
    "speaker_id": "Who said it",
    "speaker_kind": "person, organization or country",
    "start_date": "First day",
    "statement_id": "The statement",
    "statements": "Number of statements",
    "statements_by_speaker.outlets": "The outlets that carried it",
    "status": "held, planned or cancelled; of a role: current, former or elected",
    "status_ar": "Status, in Arabic",
    "status_en": "Status, in English",
    "stories": "Number of stories: near-duplicates count once",
    "story_id": "The story: near-duplicate articles share it",
    "terms": "Number of terms, where told",
    "timeline.date_from_merge": "True where at least one report does not date the event, so that its day there comes from the others",
    "title": "Headline; of a person, the office as printed",
    "title_ar": "Title in Arabic",
    "title_en": "Title in English",
    "titles_ar": "Every title it was given",
    "titles_en": "Titles in English, where the registry has them",
    "top_id": "The body at the top",
    "undated_articles": "Number of articles that report the event without dating it: there the day is inherited",
    "url": "Address of the article",
    "valid_from": "First day in office, where the registry is sure of it",
    "valid_to": "Last day in office, where the registry is sure of it; null: not known or still held",
    "value": "The value; of a date, the first day and after a slash the last",
    "verb": "The reporting verb, noun or preposition",
    "weekday_ar": "Weekday in Arabic",
    "weekday_en": "Weekday in English",
    "wikidata_id": "Wikidata id, only where verified",
    "with_entities": "Articles in which an entity was found",
    "with_events": "Articles in which an event was found",
    "with_statements": "Articles in which a statement was found",
    "year": "Year",
    "year_month": "Year and month, 2024-11",
}
