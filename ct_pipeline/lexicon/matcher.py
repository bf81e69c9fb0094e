"""One automaton over folded text for a whole lexicon.

A pattern matches whole words, with attached particles before it (``وبالرباط``, ``للمنتدي``) but never as a part of another word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

import ahocorasick_rs

from ct_pipeline.language.particles import PREFIXES

P = TypeVar("P")
_SMALL = 2000  # patterns


class Match(NamedTuple, Generic[P]):
    """A hit: folded offsets of the name without its particles, the particles, and what the pattern stands for (every payload)."""

    start: int
    end: int
    prefix: str
    payloads: tuple[P, ...]
    pattern: str


class Matcher(Generic[P]):
    """Finds folded patterns in folded text; overlapping matches are all reported, the caller decides.

    ``ل`` + ``ال…`` contracts to ``لل…``: of a pattern that begins with the article, the contracted form is matched too
    (its ``start`` is then the second lam).
    """

    def __init__(self, patterns: Iterable[tuple[str, P]]) -> None:
        by_pattern: dict[str, list[P]] = defaultdict(list)
        contracted: dict[str, str] = {}
        for pattern, payload in patterns:
            if not pattern:
                continue
            if payload not in by_pattern[pattern]:
                by_pattern[pattern].append(payload)
            if pattern.startswith("ال") and len(pattern) > 3:
                contracted["لل" + pattern[2:]] = pattern
        self._plain = {p: tuple(v) for p, v in by_pattern.items()}
        self._contracted = contracted
        self._all = sorted({*self._plain, *contracted})
        quick = ahocorasick_rs.Implementation.DFA if len(self._all) <= _SMALL else None  # twice as fast; of a large lexicon it would fill hundreds of megabytes
        self._automaton = ahocorasick_rs.AhoCorasick(self._all, implementation=quick) if self._all else None

    def __len__(self) -> int:
        return len(self._plain)

    def only(self, payloads: Container[P]) -> Matcher[P]:
        """The patterns that stand for one of ``payloads``, for these alone: much quicker where they are few."""
        return Matcher((pattern, p) for pattern, listed in self._plain.items() for p in listed if p in payloads)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match[P]]:
        """All matches in ``text[start:end]``, in order of their end."""
        if self._automaton is None:
            return
        part = text if start == 0 and end is None else text[start:end]
        size = len(part)
        for index, a, b in self._automaton.find_matches_as_indexes(part, overlapping=True):
            if b < size and (part[b].isalnum() or part[b] == "_"):
                continue
            w = a
            while w and (part[w - 1].isalnum() or part[w - 1] == "_"):
                w -= 1
                if a - w > 2:
                    break
            prefix = part[w:a]
            if prefix and prefix not in PREFIXES:
                continue
            pattern = self._all[index]
            if pattern in self._plain:
                yield Match(start + a, start + b, prefix, self._plain[pattern], pattern)
            if pattern in self._contracted and prefix in ("", "و", "ف"):
                plain = self._contracted[pattern]
                yield Match(start + a + 1, start + b, prefix + "ل", self._plain[plain], plain)


def longest(matches: Iterable[Match[P]]) -> list[Match[P]]:
    """The longest, then leftmost, of overlapping matches; the result does not overlap and is in text order."""
    starts: list[int] = []
    chosen: list[Match[P]] = []
    for m in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        i = bisect_left(starts, m.end)
        if i == 0 or chosen[i - 1].end <= m.start:
            starts.insert(i, m.start)
            chosen.insert(i, m)
    return chosen
