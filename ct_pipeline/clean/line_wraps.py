"""Prose that was broken into lines of one width, as mail, old sites and copied PDFs have it: which lines go on from the one before them.

A line was broken there, and not ended, where the first word of the next one would not have fitted behind it. Headlines of a list, a poem or labels do not
keep to a width: of them a few meet it by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

NARROWEST, WIDEST = 35, 130  # characters of a line
_LEAST = 5  # lines of a page that are broken at its width
_SHARE = 0.6  # of the lines that are not broken: so many end a sentence, as the last line of a paragraph does
_MARKS = 2  # diacritics of a line, which folding took away
_ENDS = frozenset(".!?…:")
_WORDS = 5.0  # a line, on average: no menu has them


def wrapped_lines(text: str, lines: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Numbers of the lines (start and end offsets in ``text``) that go on from the line before: a page has one width, and what a blank line parts is judged apart."""
    stretches = [{n: _widths(text, lines[n], lines[n + 1]) for n in range(first, last - 1)} for first, last in _stretches(lines)]
    votes = Counter(width for stretch in stretches for widths in stretch.values() for width in widths)
    width = max(votes, key=lambda w: (votes[w], w), default=0)
    if votes[width] < _LEAST:
        return frozenset()
    found: set[int] = set()
    for stretch in stretches:
        broken = [n for n, widths in stretch.items() if widths.start <= width < widths.stop + _MARKS]
        ended = [n for n in (*stretch, max(stretch) + 1) if n not in broken]  # lines that end their paragraph, if this is prose
        words = sum(text.count(" ", *lines[n]) + 1 for n in broken)
        if words >= _WORDS * len(broken) and _stops(text, lines, ended) >= _SHARE * len(ended) and _stops(text, lines, broken) <= len(broken) / 2:
            found.update(n + 1 for n in broken)
    return frozenset(found) if len(found) >= _LEAST else frozenset()


def _stops(text: str, lines: Sequence[tuple[int, int]], numbers: Sequence[int]) -> int:
    """How many of some lines end a sentence."""
    return sum(text[slice(*lines[n])].rstrip("\"')] ")[-1:] in _ENDS for n in numbers)


def _stretches(lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of two lines and more with something on them: first, and the one behind the last."""
    first = 0
    for n in range(len(lines) + 1):
        if n == len(lines) or lines[n][0] == lines[n][1]:
            if n - first > 1:
                yield first, n
            first = n + 1


def _widths(text: str, line: tuple[int, int], following: tuple[int, int]) -> range:
    """The widths at which the line holds but not with the next line's first word."""
    size = len(text[line[0] : line[1]].rstrip())
    word = text[following[0] : following[1]].split(None, 1)
    return range(max(size, NARROWEST), min(size + 1 + len(word[0]), WIDEST + 1)) if word else range(0)
