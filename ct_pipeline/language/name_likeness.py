"""How much an unknown word looks like a part of a foreign or rare name: log-odds of its letter pairs and triples.

A naive Bayes model counted at load from what the seeds hold anyway: given names and the words of registered people's names on one
side, common words on the other. It knows that نغيسان, سانيانغ and إيمانكولوف are no Arabic words; it decides nothing by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log, sqrt

from pydantic import BaseModel

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import Seeds

_SIZES = (2, 3)
_SMOOTHING = 0.3


class _Named(BaseModel):
    name: str


class _Person(BaseModel):
    name_ar: str
    aliases: str = ""


class _Word(BaseModel):
    word: str


@dataclass(frozen=True)
class NameLikeness:
    """Weights of letter sequences; positive speaks for a name."""

    weights: Mapping[str, float]
    surnames: frozenset[str] = frozenset()  # last words of registered people's names, folded

    def score(self, word: str) -> float:
        """Of a folded word: above about 1 a name (three names in four, one common word in fifteen), below about -1 a common word, between: no evidence."""
        pieces = _pieces(word)
        return sum(self.weights.get(p, 0.0) for p in pieces) / sqrt(len(pieces)) if pieces else 0.0


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[str, ...]:
    marked = f"^{word}$"
    return tuple(dict.fromkeys(marked[i : i + n] for n in _SIZES for i in range(len(marked) - n + 1)))  # in order: a sum of floats depends on it


def train(names: Iterable[str], words: Iterable[str]) -> NameLikeness:
    """Count folded ``names`` (single words) against folded common ``words``; what is both counts as a word."""
    words = {w for w in words if len(w) > 2}
    names = {n for n in names if len(n) > 2} - words
    of_names: Counter[str] = Counter(p for n in names for p in _pieces(n))
    of_words: Counter[str] = Counter(p for w in words for p in _pieces(w))
    a, b = log(len(names) + 2 * _SMOOTHING), log(len(words) + 2 * _SMOOTHING)
    weights = {
        p: (log(of_names[p] + _SMOOTHING) - a) - (log(of_words[p] + _SMOOTHING) - b) for p in of_names.keys() | of_words.keys() if of_names[p] + of_words[p] > 1
    }
    return NameLikeness(weights)


def load_name_likeness(seeds: Seeds) -> NameLikeness:
    """The model of ``language/given_names.csv``, ``registry/people.csv`` and ``language/common_words.csv``."""
    surnames = set()
    names = {w for _, row in seeds.csv("language/given_names.csv", _Named) for w in fold(row.name).split()}
    for _, person in seeds.csv("registry/people.csv", _Person):
        for alias in (person.name_ar, *person.aliases.split(";")):
            names.update(fold(alias).split())
            surnames.update(fold(alias).split()[-1:])
    model = train(names, (fold(row.word) for _, row in seeds.csv("language/common_words.csv", _Word)))
    return replace(model, surnames=frozenset(surnames))
