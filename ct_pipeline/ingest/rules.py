"""What the readers know of the world, as data: ``seeds/ingest/``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from ct_pipeline.config import seeds_dir
from ct_pipeline.lexicon.seeds import Seeds


class _ArabicSchema(BaseModel):
    model_config = ConfigDict(extra="forbid")
    letters: dict[str, float]
    words: list[str]
    encodings: list[str]
    latin: str


class _MarkupSchema(BaseModel):
    model_config = ConfigDict(extra="forbid")
    tags: dict[str, list[str]]
    hidden: list[str]


class FieldNames(BaseModel):
    """Names under which the fields of a record may stand, best first."""

    model_config = ConfigDict(extra="forbid")
    id: list[str]
    url: list[str]
    title: list[str]
    body: list[str]
    date: list[str]
    source: list[str]
    author: list[str]


@dataclass(frozen=True, slots=True)
class IngestRules:
    """``letter_weight``: log-likelihood of an Arabic letter against a letter taken at random; ``class_tags``: word of a class name -> tag."""

    letter_weight: dict[str, float]
    words: frozenset[str]
    encodings: tuple[str, ...]
    latin: frozenset[str]
    class_tags: dict[str, str]
    hidden_classes: frozenset[str]
    fields: FieldNames


def load_ingest_rules(seeds: Seeds) -> IngestRules:
    """Read and check ``seeds/ingest/``; raises ``SeedError``."""
    arabic = seeds.yaml("ingest/arabic.yaml", _ArabicSchema)
    markup = seeds.yaml("ingest/markup.yaml", _MarkupSchema)
    even = sum(arabic.letters.values()) / len(arabic.letters)
    return IngestRules(
        letter_weight={letter: math.log2(share / even) for letter, share in arabic.letters.items()},
        words=frozenset(arabic.words),
        encodings=tuple(arabic.encodings),
        latin=frozenset(arabic.latin) | {"\u00a0"},
        class_tags={word: tag for tag, words in markup.tags.items() for word in words},
        hidden_classes=frozenset(markup.hidden),
        fields=seeds.yaml("ingest/fields.yaml", FieldNames),
    )


@lru_cache(maxsize=1)
def ingest_rules() -> IngestRules:
    """The rules of the configured seed folder, read once a process."""
    return load_ingest_rules(Seeds(seeds_dir()))
