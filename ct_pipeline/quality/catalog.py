"""Which checks there are, stage by stage: derived from :mod:`ct_pipeline.tables`, or written in ``seeds/quality.yml``.

Nothing here imports Great Expectations: Dagster's definitions load this.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ct_pipeline import tables
from ct_pipeline.config import seeds_dir
from ct_pipeline.quality.thresholds import Range, Severity, Threshold, load_thresholds
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.sqlmodels import Model, marts_models

STAGES = ("raw", "clean", "facts", "marts")
# unique: a key. rows: the share of rows of which a yes/no measure is true. in_set, regex, dates: values of a column. groups: that share
# in each group. drift: how far the share (of each group) lies from the trailing landings'. whole: one number of the whole table.
Kind = Literal["unique", "rows", "in_set", "regex", "dates", "groups", "drift", "whole"]
ALL_ROWS: Range = (1.0, None)


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation on a column (or columns) of a table's frame, with its two levels.

    ``warning`` and ``critical`` are (lowest, highest) of the measured number, either of them None for no bound; where it lies outside of ``critical``
    the check blocks, outside of ``warning`` only it is shown and kept. For ``dates`` the columns' values themselves are bounded, by
    ``earliest`` and ``after_landing`` (days after the landing day), and the levels bound the share of rows that comply.
    """

    table_name: str
    check_name: str
    kind: Kind
    columns: tuple[str, ...]
    description: str
    critical: Range | None = ALL_ROWS
    warning: Range | None = None
    key: tuple[str, ...] = ()
    values: tuple[object, ...] = ()
    earliest: dt.date | None = None
    after_landing: int | None = None
    per: str | None = None  # the column that names a row's group, or says what is wrong with it
    min_rows: int = 1  # fewer (in the group): not judged
    min_batches: int = 0  # drift: fewer trailing landing days than that: not judged
    trailing: int = 0

    @property
    def severity(self) -> Severity:
        """The highest level it can reach."""
        return "critical" if self.critical is not None else "warning"

    @property
    def exact(self) -> bool:
        """Whether not a single row may fail: then the number of failing rows is what is worth plotting, else the share."""
        return (self.warning or self.critical) == ALL_ROWS


def keys_of_model(grain: str) -> tuple[str, ...]:
    """The key that a model's header names: ``... Key: a, b.``"""
    match = re.search(r"Key: ([\w, ]+)\.", grain)
    return tuple(k.strip() for k in match[1].split(",")) if match else ()


@lru_cache(maxsize=8)
def check_catalog(stage: str) -> tuple[Check, ...]:
    """Every check of a stage, in a stable order."""
    if stage == "marts":
        return tuple(_marts())
    return tuple(c for table in stage_tables(stage) for c in (*_derived(stage, table), *_by_hand(table.full_name, table.key)))


def stage_tables(stage: str) -> tuple[Table, ...]:
    """The tables of a stage that :mod:`ct_pipeline.tables` describes; for marts, the registry's."""
    return {"raw": tables.RAW_TABLES, "clean": tables.CLEAN_TABLES, "facts": (tables.EXTRACTED, *tables.FACTS_TABLES), "marts": tables.REF_TABLES}[stage]


# Tables without an asset of their own: whose asset carries their checks.
_CARRIED = {"facts.articles": "facts.entities", "ref.entities": "marts.dim_entity", "ref.aliases": "marts.entity_alias", "ref.offices": "marts.dim_office"}


def asset_of(table_name: str) -> str:
    """The table whose asset carries the checks of ``table_name``."""
    return _CARRIED.get(table_name, "marts.dim_date" if table_name.startswith("ref.") else table_name)


def asset_check_name(table_name: str, check_name: str) -> str:
    """The check's name on that asset."""
    prefix = table_name.replace("facts.", "").replace(".", "_")
    return check_name if asset_of(table_name) == table_name else f"{prefix}_{check_name}"


def _derived(stage: str, table: Table) -> Iterator[Check]:
    """Types, key, nullability, allowed values and references as :mod:`ct_pipeline.tables` states them: never a row may break them."""
    name, key = table.full_name, table.key
    yield Check(name, "types_as_described", "whole", ("types_as_described",), "Columns and types are those of tables.py", critical=(1.0, None), per="types_wrong")
    if key:
        yield Check(name, "key_unique", "unique", key, f"{', '.join(key)} identifies a row", key=key)
    required = ", ".join(c.name for c in table.columns if not c.nullable)
    yield Check(name, "required_values", "rows", ("required_values",), f"Never null: {required}", key=key)
    for c in table.columns:
        if c.allowed:
            yield Check(name, f"{c.name}_allowed", "in_set", (c.name,), f"{c.name} is one of {', '.join(c.allowed)}", values=c.allowed, key=key)
        if c.references and (stage, name) != ("facts", "facts.articles"):
            yield Check(name, f"{c.name}_known", "rows", (f"{c.name}_known",), f"{c.name} is in {c.references} (at this stage: in what has been made so far)", key=key)
    if any(c.name == "confidence" for c in table.columns):
        yield Check(name, "confidence_in_range", "rows", ("confidence_in_range",), "confidence lies between 0 and 1", key=key)
    if name == "raw.articles":
        yield Check(name, "id_is_content_hash", "regex", ("article_id",), "article_id is 16 hexadecimal digits", values=("^[0-9a-f]{16}$",), key=key)


# A model's columns that keep the allowed values of a table it is made of.
_SAME_VALUES: dict[str, tuple[Table, tuple[str, ...]]] = {
    "marts.fct_event": (tables.EVENTS, ("event_type", "status", "date_precision", "mode")),
    "marts.fct_event_participant": (tables.EVENT_PARTICIPANTS, ("role",)),
    "marts.fct_role": (tables.ROLES_TABLE, ("role", "status")),
    "marts.dim_article": (tables.CLEAN_ARTICLES, ("published_method",)),
    "marts.dim_entity": (tables.ENTITIES, ("kind",)),
}


def _marts() -> Iterator[Check]:
    for table in stage_tables("marts"):
        yield from (*_derived("marts", table), *_by_hand(table.full_name, table.key))
    for model in marts_models():
        yield from _of_model(model)


def _of_model(model: Model) -> Iterator[Check]:
    key = keys_of_model(model.grain)
    if key:
        yield Check(model.name, "key_unique", "unique", key, f"{', '.join(key)} identifies a row", key=key)
    if model.name in _SAME_VALUES:
        table, columns = _SAME_VALUES[model.name]
        for name in columns:
            allowed = table.column(name).allowed or ()
            yield Check(model.name, f"{name}_allowed", "in_set", (name,), f"{name} is one of {', '.join(allowed)}", values=allowed, key=key)
    yield from _by_hand(model.name, key)


def _by_hand(name: str, key: tuple[str, ...]) -> Iterator[Check]:
    for t in load_thresholds(seeds_dir()):
        if t.table == name:
            yield _of_threshold(t, key)


def _of_threshold(t: Threshold, key: tuple[str, ...]) -> Check:
    column = f"{t.kind}:{t.expectation}" if t.kind in ("groups", "drift") else t.measure
    return Check(
        t.table, t.expectation, t.kind, (column, t.measure) if t.kind in ("groups", "drift") else (column,), t.why, t.critical, t.warning, key,
        earliest=t.earliest, after_landing=t.after_landing, per=t.per, min_rows=t.min_rows, min_batches=t.min_batches, trailing=t.trailing,
    )  # fmt: skip
