"""Which checks there are, stage by stage: derived from :mod:`ct_pipeline.tables`, written by hand, or bounded in ``seeds/quality.yml``.

Nothing here imports Great Expectations: Dagster's definitions load this.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ct_pipeline import tables
from ct_pipeline.config import seeds_dir
from ct_pipeline.lexicon.seeds import Seeds
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.sqlmodels import marts_models

STAGES = ("raw", "clean", "facts", "marts")
Severity = Literal["critical", "warning"]
Kind = Literal["unique", "true", "in_set", "share", "between", "regex"]


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation on a column (or columns) of a table's frame."""

    table_name: str
    check_name: str
    kind: Kind
    columns: tuple[str, ...]
    severity: Severity
    description: str
    values: tuple[object, ...] = ()
    minimum: float | None = None
    earliest: dt.date | None = None
    after_landing: int | None = None
    min_rows: int = 1
    key: tuple[str, ...] = field(default=())


class _Share(BaseModel):
    model_config = ConfigDict(extra="forbid")
    table: str
    column: str
    check_name: str
    severity: Severity
    minimum: float
    min_rows: int = 1
    why: str


class _Dates(BaseModel):
    model_config = ConfigDict(extra="forbid")
    table: str
    column: str
    check_name: str
    severity: Severity
    earliest: dt.date
    after_landing: int
    why: str


class _Thresholds(BaseModel):
    model_config = ConfigDict(extra="forbid")
    shares: list[_Share]
    dates: list[_Dates]


# Flags that a frame computes in SQL (frames.py) and that must be true of every row.
_FLAGS: dict[str, list[tuple[str, Severity, str]]] = {
    "raw.articles": [("has_text", "critical", "raw_text is not empty"), ("batch_adds_up", "critical", "landed = new + rejected + already known, and the new are all there")],
    "raw.rejects": [("detail_given", "warning", "A reject says what was found and what to do")],
    "clean.articles": [
        ("is_landed", "critical", "Every cleaned article was landed"),
        ("bounds_ordered", "critical", "published_earliest is not after published_latest"),
        ("day_within_bounds", "critical", "A known day of publication equals its bounds"),
        ("evidence_is_json", "critical", "published_evidence is JSON"),
        ("none_missing", "critical", "Every landed article was cleaned: landed = cleaned + rejected + known"),
    ],
    "clean.segments": [("tiles", "critical", "The segments of an article tile its raw text: every character is in exactly one")],
    "clean.sentences": [("text_matches", "critical", "text = raw_text[raw_start:raw_end]")],
    "facts.articles": [("none_missing", "critical", "Every cleaned article was extracted without failure")],
    "facts.mentions": [("surface_matches", "critical", "surface = raw_text[raw_start:raw_end]"), ("within_sentence", "critical", "A mention lies within its sentence")],
    "facts.time_expressions": [
        ("surface_matches", "critical", "surface = raw_text[raw_start:raw_end]"),
        ("dates_ordered", "critical", "start_date and end_date are both there or both null, and in order"),
    ],
    "facts.affiliations": [("title_given", "critical", "The title is not empty")],
    "facts.events": [("dates_ordered", "critical", "start_date and end_date are both there or both null, and in order"), ("has_evidence", "critical", "Every event rests on at least one sentence")],
    "facts.statements": [("quote_given", "warning", "What was said is not empty")],
    "facts.roles": [("dates_ordered", "critical", "A role does not end before it starts")],
    "facts.event_counts": [("count_positive", "critical", "A count is positive")],
    "marts.fct_event": [
        ("dates_ordered", "critical", "start_date is not after end_date"),
        ("has_evidence", "critical", "Every event rests on at least one sentence"),
        ("counted_once", "critical", "stories <= articles, both positive"),
    ],
    "marts.fct_event_participant": [("event_known", "critical", "The event is in fct_event"), ("entity_known", "critical", "The entity is in dim_entity")],
    "marts.fct_statement": [("speaker_known", "critical", "The speaker is in dim_entity")],
    "marts.fct_role": [("holder_known", "critical", "Holder and body are in dim_entity")],
    "marts.dim_article": [("is_cleaned", "critical", "Every cleaned article is here, and no other")],
    "marts.dim_entity": [("named", "critical", "An entity has an Arabic name")],
    "marts.dim_office": [("tenure_ordered", "critical", "A term of office does not end before it starts")],
}


def keys_of_model(grain: str) -> tuple[str, ...]:
    """The key that a model's header names: ``... Key: a, b.``"""
    match = re.search(r"Key: ([\w, ]+)\.", grain)
    return tuple(k.strip() for k in match[1].split(",")) if match else ()


@lru_cache(maxsize=8)
def check_catalog(stage: str) -> tuple[Check, ...]:
    """Every check of a stage, in a stable order."""
    return tuple(_marts() if stage == "marts" else _derived(stage))


def _stage_tables(stage: str) -> tuple[Table, ...]:
    return {"raw": tables.RAW_TABLES, "clean": tables.CLEAN_TABLES, "facts": (tables.EXTRACTED, *tables.FACTS_TABLES)}[stage]


def asset_of(table_name: str) -> str:
    """The table whose asset carries the checks of ``table_name``: facts.articles has no asset of its own."""
    return "facts.entities" if table_name == "facts.articles" else table_name


def asset_check_name(table_name: str, check_name: str) -> str:
    """The check's name on that asset."""
    return check_name if asset_of(table_name) == table_name else f"{table_name.partition('.')[2]}_{check_name}"


def _derived(stage: str) -> Iterator[Check]:
    for table in _stage_tables(stage):
        name = table.full_name
        if table.key:
            yield Check(name, "key_unique", "unique", table.key, "critical", f"{', '.join(table.key)} identifies a row", key=table.key)
        required = ", ".join(c.name for c in table.columns if not c.nullable)
        yield Check(name, "required_values", "true", ("required_values",), "critical", f"Never null: {required}", key=table.key)
        for c in table.columns:
            if c.allowed:
                yield Check(name, f"{c.name}_allowed", "in_set", (c.name,), "critical", f"{c.name} is one of {', '.join(c.allowed)}", values=c.allowed, key=table.key)
            if c.references and (stage, name) != ("facts", "facts.articles"):
                yield Check(name, f"{c.name}_known", "true", (f"{c.name}_known",), "critical", f"{c.name} is in {c.references} (at this stage: in what has been made so far)", key=table.key)
        if any(c.name == "confidence" for c in table.columns):
            yield Check(name, "confidence_in_range", "true", ("confidence_in_range",), "critical", "confidence lies between 0 and 1", key=table.key)
        if name == "raw.articles":
            yield Check(name, "id_is_content_hash", "regex", ("article_id",), "critical", "article_id is 16 hexadecimal digits", values=("^[0-9a-f]{16}$",), key=table.key)
        yield from _by_hand(name, table.key)


def _by_hand(name: str, key: tuple[str, ...]) -> Iterator[Check]:
    for flag, severity, text in _FLAGS.get(name, ()):
        yield Check(name, flag, "true", (flag,), severity, text, key=key)
    thresholds = Seeds(seeds_dir()).yaml("quality.yml", _Thresholds)
    for s in thresholds.shares:
        if s.table == name:
            yield Check(name, s.check_name, "share", (s.column,), s.severity, f"At least {s.minimum:.0%}: {s.why}", minimum=s.minimum, min_rows=s.min_rows, key=key)
    for d in thresholds.dates:
        if d.table == name:
            text = f"Between {d.earliest} and {d.after_landing} days after landing: {d.why}"
            yield Check(name, d.check_name, "between", (d.column,), d.severity, text, earliest=d.earliest, after_landing=d.after_landing, key=key)


def _marts() -> Iterator[Check]:
    for model in marts_models():
        key = keys_of_model(model.grain)
        if key:
            yield Check(model.name, "key_unique", "unique", key, "critical", f"{', '.join(key)} identifies a row", key=key)
        yield from _by_hand(model.name, key)
