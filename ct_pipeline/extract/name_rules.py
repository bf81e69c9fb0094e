"""The cues around ambiguous names, ``registry/cues.yml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.seeds import Seeds


class _Kingdom(BaseModel):
    model_config = ConfigDict(extra="forbid")
    country: str
    signs: tuple[str, ...]


class NameCues(BaseModel):
    """``registry/cues.yml``: evidence around ambiguous names (``composed`` and ``no_states`` are read by the registry)."""

    model_config = ConfigDict(extra="forbid")
    composed: list[object] = []
    no_states: list[str] = []
    place_prepositions: tuple[str, ...]
    club_cues: tuple[str, ...]
    landforms: tuple[str, ...]
    streets: tuple[str, ...]
    club_tails: tuple[str, ...]
    moods: tuple[str, ...]
    host_phrases: tuple[str, ...]
    hosting: tuple[str, ...]
    town_words: tuple[str, ...]
    place_cues: tuple[str, ...]
    country_cues: tuple[str, ...]
    nisba_heads: tuple[str, ...]
    person_cues: tuple[str, ...]
    language_words: tuple[str, ...]
    language_prepositions: tuple[str, ...]
    short_ministries: dict[str, str]
    capital_words: tuple[str, ...]
    minister_women: tuple[str, ...]
    kingdoms: tuple[_Kingdom, ...]
    kingdom_words: tuple[str, ...]
    kingdom_full: tuple[str, ...]


@dataclass(frozen=True)
class NameRules:
    """The cues, folded."""

    place_prepositions: frozenset[str]
    club_cues: frozenset[str]
    landforms: frozenset[str]
    town_words: frozenset[str]  # with particles
    place_cues: frozenset[str]
    country_cues: frozenset[str]
    nisba_heads: frozenset[str]
    person_cues: frozenset[str]
    language_words: frozenset[str]
    language_prepositions: frozenset[str]
    short_ministries: frozenset[str]
    kingdom_signs: Matcher[str]
    kingdoms: tuple[str, ...]
    kingdom_words: Matcher[str]
    kingdom_full: frozenset[str]
    host_phrases: Matcher[str]
    hosting: Matcher[str]
    capital_words: frozenset[str]  # with particles
    minister_women: frozenset[str]  # with particles
    streets: frozenset[str]  # with particles
    club_tails: frozenset[str]
    moods: frozenset[str]


def load_name_rules(seeds: Seeds) -> NameRules:
    """Read and fold the cues of :class:`NameCues`."""
    cues = seeds.yaml("registry/cues.yml", NameCues)

    def words(values: Sequence[str]) -> frozenset[str]:
        return frozenset(fold(v) for v in values)

    def led(values: Sequence[str]) -> frozenset[str]:
        return frozenset(p + w for w in words(values) for p in ("", "و", "ب", "ل", "ف", "وب", "ول"))

    return NameRules(
        words(cues.place_prepositions), words(cues.club_cues), words(cues.landforms),
        led(cues.town_words),
        words(cues.place_cues), words(cues.country_cues), words(cues.nisba_heads), words(cues.person_cues),
        words(cues.language_words), words(cues.language_prepositions), words(tuple(cues.short_ministries)),
        Matcher((fold(s), k.country) for k in cues.kingdoms for s in k.signs), tuple(k.country for k in cues.kingdoms),
        Matcher((fold(w), w) for w in cues.kingdom_words), words(cues.kingdom_full),
        Matcher((fold(w), w) for w in cues.host_phrases), Matcher((fold(w), w) for w in cues.hosting),
        led(cues.capital_words), led(cues.minister_women), led(cues.streets), words(cues.club_tails), words(cues.moods),
    )  # fmt: skip
