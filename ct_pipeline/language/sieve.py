"""Which words of a text pass a test: each word of the language is tested once, and a text costs two operations on sets."""

from __future__ import annotations

from collections.abc import Callable

_REMEMBERED = 200_000  # distinct words; a language's own are fewer


class Sieve:
    """A test of single words with its answers so far."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        self._test = test
        self._seen: set[str] = set()
        self._passed: set[str] = set()

    def of(self, words: frozenset[str]) -> set[str]:
        """Those of ``words`` that pass."""
        if new := words.difference(self._seen):
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
                self._passed.clear()
                new = words
            self._seen.update(new)
            self._passed.update(filter(self._test, new))
        return self._passed.intersection(words)
