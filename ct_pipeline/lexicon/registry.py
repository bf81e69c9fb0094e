"""The registry of known entities: ``seeds/registry/*.csv`` as entities, one automaton over their names, and offices with tenures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.seeds import Seeds


@dataclass(frozen=True, slots=True)
class RegistryEntity:
    """A known entity. ``aliases`` are names as printed (not folded), ``name_ar`` first."""

    entity_id: str  # country:MA | org:<slug> | person:<slug> | city:<slug>-<cc>
    kind: str  # person | organization | country | city | place
    name_ar: str
    name_en: str | None
    country_iso2: str | None
    type: str | None  # of a body: ministry | intelligence | un_organ | armed_group | agency | ...
    parent_id: str | None
    wikidata_id: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A person held an office from ``start`` to ``end`` (inclusive; None: unknown or not ended)."""

    person_id: str
    title_ar: str
    title_en: str | None
    organization_id: str | None
    country_iso2: str | None
    start: date | None
    end: date | None
    source: str | None


@dataclass(frozen=True)
class Registry:
    """Known entities, the automaton over all their names (payload: entity id), nisba adjectives, and offices by person."""

    entities: Mapping[str, RegistryEntity]
    names: Matcher[str]
    nisbas: Mapping[str, str]  # folded nisba word (with and without ال, masculine, feminine, plural) -> ISO 3166-1 alpha-2
    offices: Mapping[str, Sequence[Office]]


def load_registry(seeds: Seeds) -> Registry:
    """Load and validate ``registry/``. Errors name file and line (:class:`ct_pipeline.lexicon.seeds.SeedError`)."""
    return Registry({}, Matcher([]), {}, {})
