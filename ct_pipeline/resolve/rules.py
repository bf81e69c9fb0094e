"""``seeds/cues/identity.yml``: what identity across articles goes by, folded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import Seeds

_SHARED = ("arab", "maghreb")  # names of these lands are common in all news read; "تاندجا" is both a given and a family name, and rare


class _Identity(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sound_alike: tuple[str, ...]
    unstable: tuple[str, ...]
    exclusive_offices: tuple[str, ...]
    empty_title_words: tuple[str, ...]
    common_titles: tuple[str, ...]
    local_names: tuple[str, ...]
    local_heads: tuple[str, ...]
    local_adjectives: tuple[str, ...]
    local_fields: tuple[str, ...]


class _GivenName(BaseModel):
    name: str
    origin: str


@dataclass(frozen=True)
class IdentityRules:
    """``sounds``: translation of a folded word to its skeleton; ``given``: folded Arabic given names, which many people share."""

    sounds: Mapping[int, str]
    given: frozenset[str]
    exclusive: frozenset[str]
    empty: frozenset[str]
    common_titles: frozenset[str]
    local_names: frozenset[str] = frozenset()  # words without article and particles
    local_heads: frozenset[str] = frozenset()
    local_adjectives: frozenset[str] = frozenset()
    local_fields: frozenset[str] = frozenset()


def load_identity_rules(seeds: Seeds) -> IdentityRules:
    """Read and fold the rules; the given names are those of ``language/given_names.csv``."""
    cues = seeds.yaml("cues/identity.yml", _Identity)
    sounds = {ord(letter): group[0] for group in map(fold, cues.sound_alike) for letter in group}
    sounds |= {ord(fold(letter)): "" for letter in cues.unstable}
    given = frozenset(fold(row.name) for _, row in seeds.csv("language/given_names.csv", _GivenName) if row.origin in _SHARED)

    def folded(words: tuple[str, ...]) -> frozenset[str]:
        return frozenset(fold(w) for w in words)

    return IdentityRules(
        sounds, given, folded(cues.exclusive_offices), folded(cues.empty_title_words), folded(cues.common_titles),
        folded(cues.local_names), folded(cues.local_heads), folded(cues.local_adjectives), folded(cues.local_fields),
    )  # fmt: skip
