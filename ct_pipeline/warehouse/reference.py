"""What the models join besides the facts: the registry, bilingual labels and the Hijri calendar, as rows of the ``ref`` tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

import pyarrow as pa
from pydantic import BaseModel, ConfigDict

from ct_pipeline import tables
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.lexicon.registry import COUNTRIES, CountryRow
from ct_pipeline.lexicon.seeds import SeedError, Seeds
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.schema import arrow_schema

LABELS = "language/labels.csv"
HIJRI_YEARS = range(1343, 1501)  # what hijridate's Umm al-Qura table covers: 1 August 1924 to 16 November 2077

Row = tuple[object, ...]


class LabelRow(BaseModel):
    """How a code is called in Arabic and English."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    list: Literal["event_type", "event_status", "mode", "participant_role", "role", "role_status", "kind", "source_kind", "event_column", "weekday", "month", "hijri_month"]
    code: str
    ar: str
    en: str


def load_labels(seeds: Seeds) -> tuple[LabelRow, ...]:
    """The labels of ``seeds/language/labels.csv``; a code named twice in one list is refused."""
    rows: dict[tuple[str, str], LabelRow] = {}
    for line, row in seeds.csv(LABELS, LabelRow):
        if (row.list, row.code) in rows:
            raise SeedError(f"{seeds.folder / LABELS}, line {line}: {row.list} {row.code} is named twice; keep one of the two lines")
        rows[row.list, row.code] = row
    return tuple(rows.values())


def reference_tables(knowledge: Knowledge) -> Iterator[tuple[Table, pa.Table]]:
    """Each ``ref`` table with its rows, in an order that depends on nothing but the seeds."""
    for table, rows in (
        (tables.REF_ENTITIES, _entities(knowledge)),
        (tables.REF_ALIASES, _aliases(knowledge)),
        (tables.REF_OFFICES, _offices(knowledge)),
        (tables.REF_LABELS, [(r.list, r.code, r.ar, r.en) for r in knowledge.rules(load_labels)]),
        (tables.REF_HIJRI, _hijri_months()),
    ):
        schema = arrow_schema(table)
        columns: list[tuple[object, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
        yield table, pa.table([pa.array(c, t) for c, t in zip(columns, schema.types, strict=True)], schema=schema)


def _entities(knowledge: Knowledge) -> list[Row]:
    entities = sorted(knowledge.registry.entities.values(), key=lambda e: e.entity_id)
    cities: dict[tuple[str | None, str], str] = {}
    for e in entities:
        if e.kind == "city":
            for alias in e.aliases:
                cities.setdefault((e.country_iso2, fold(alias)), e.entity_id)
    capitals = {f"country:{c.iso2}": cities.get((c.iso2, fold(c.capital))) for _, c in knowledge.seeds.csv(COUNTRIES, CountryRow) if c.capital}
    return [
        (e.entity_id, e.kind, e.name_ar, e.name_en, e.country_iso2, e.type, e.parent_id, e.wikidata_id, e.latitude, e.longitude, capitals.get(e.entity_id))
        for e in entities
    ]  # fmt: skip


def _aliases(knowledge: Knowledge) -> list[Row]:
    entities = knowledge.registry.entities.values()
    return sorted({(e.entity_id, a) for e in entities for a in (e.name_ar, *e.aliases)})


def _offices(knowledge: Knowledge) -> list[Row]:
    held = sorted(knowledge.registry.offices.items())
    return [(o.person_id, o.title_ar, o.title_en, o.organization_id, o.country_iso2, o.start, o.end, o.source) for _, terms in held for o in terms]


def _hijri_months() -> list[Row]:
    from hijridate import Hijri

    return [(y, m, date(*Hijri(y, m, 1).to_gregorian().datetuple())) for y in HIJRI_YEARS for m in range(1, 13)]
