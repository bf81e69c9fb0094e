"""Single words and fixed phrases as the readers of events look them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ct_pipeline.extract.event_forms import bare
from ct_pipeline.language.document import Token
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]  # first word -> the phrases that begin with it, longest first

_REMEMBERED = 200_000
_BARE: dict[str, frozenset[str]] = {}


def plain(word: str) -> str:
    """The word without a leading "wa" or "fa" (never taking the first letter of في)."""
    return word[1:] if word[:1] in ("و", "ف") and len(word) > 3 or word in ("وفي", "وعن", "ومن", "وكل") else word


def bare_forms(word: str) -> frozenset[str]:
    """Every dictionary shape that a folded word may have: without particles, article, pronoun, dual or accusative ending."""
    known = _BARE.get(word)
    if known is None:
        known = frozenset(b for _, rest in readings(word) for b in bare(rest))
        if len(_BARE) < _REMEMBERED:
            _BARE[word] = known
    return known


def index_phrases(phrases: Iterable[str]) -> Phrases:
    """Phrases, folded and cut into words, by their first word."""
    by_head: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted({tuple(fold(p).split()) for p in phrases}, key=lambda w: (-len(w), w)):
        by_head.setdefault(words[0], []).append(words)
    return {head: tuple(found) for head, found in by_head.items()}


def phrase_at(tokens: Sequence[Token], i: int, end: int, phrases: Phrases, *, attached: bool = False) -> int:
    """Length in words of the longest of ``phrases`` that begins at word i and ends before word ``end`` (0: none); the first word may carry و or ف, with ``attached`` any particle."""
    first = tokens[i].text
    best = 0
    heads = [rest for _, rest in readings(first)] if attached else (first, first[1:]) if first[:1] in ("و", "ف") else (first,)
    for head in heads:
        for words in phrases.get(head, ()):
            n = len(words)
            if n > best and i + n <= end and all(tokens[i + k].text == words[k] for k in range(1, n)):
                best = n
    return best


def is_future(word: str, nouns: frozenset[str]) -> bool:
    """Whether a word is a verb in the future by its first letters ("will contribute"), and none of the nouns and adjectives that begin alike."""
    return len(word) >= 5 and word[0] == "س" and word[1] in "يت" and word not in nouns
