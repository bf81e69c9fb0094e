"""The text as extractors see it: one folded key for the whole article, its words, and its sentences within it.

Extractors work in *folded* offsets (``start``, ``end`` of :class:`Token` and :class:`SentenceSpan`) and turn them into raw
offsets once, with :meth:`Document.raw_span`, when they write a row.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, repeat
from typing import NamedTuple

from ct_pipeline.language.fold import FoldedText, fold_text, without_breaks
from ct_pipeline.model import CleanArticle, RawArticle, Segment, Sentence

_WORD = re.compile(r"(\w+)")


class Token(NamedTuple):
    """A word: folded text and folded offsets. A named tuple, since an article has hundreds and a frozen dataclass costs four times as much to make."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence in folded offsets, with the half-open range of its words in ``Document.tokens``."""

    sentence_id: str
    no: int
    start: int
    end: int
    first_token: int
    last_token: int
    kind: str  # kind of the segment it lies in: title | body | crosshead | ...


def _split(text: str) -> tuple[tuple[Token, ...], list[str]]:
    """The words of ``text``, and what stands before, between and after them: made without a Python call for each."""
    pieces = _WORD.split(text)
    edges = list(accumulate(map(len, pieces)))
    return tuple(map(tuple.__new__, repeat(Token), zip(edges[:-1:2], edges[1::2], pieces[1::2], strict=True))), pieces[::2]


class Document:
    """One cleaned article, ready for extraction."""

    def __init__(self, raw: RawArticle, article: CleanArticle, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> None:
        self.article_id = raw.article_id
        self.raw = raw.raw_text
        self.article = article
        self.segments = tuple(segments)
        self.folded: FoldedText = fold_text(raw.raw_text)
        places = [(self.folded.folded_index(s.raw_start), self.folded.folded_index(s.raw_end)) for s in sentences]
        self.text: str = without_breaks(self.folded.text, places)
        self.published_on: date | None = article.published_on
        self.tokens, self.gaps = _split(self.text)  # ``gaps[i]``: what stands before word ``i``; one more than there are words
        self.words = [t.text for t in self.tokens]  # shared: not to be changed
        self._token_starts = [t.start for t in self.tokens]
        self._segment_starts = [s.raw_start for s in self.segments]
        spans = []
        for s, (start, end) in zip(sentences, places, strict=True):
            spans.append(
                SentenceSpan(
                    s.sentence_id, s.sentence_no, start, end,
                    bisect_left(self._token_starts, start), bisect_left(self._token_starts, end), self._kind_at(s.raw_start),
                )  # fmt: skip
            )
        self.sentences: tuple[SentenceSpan, ...] = tuple(spans)
        self._sentence_starts = [s.start for s in spans]

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Every word once: what tells in one step whether an article holds any word of a list."""
        return frozenset(self.words)

    def _kind_at(self, raw_index: int) -> str:
        i = bisect_right(self._segment_starts, raw_index) - 1  # segments tile the text, in order
        return self.segments[i].kind if i >= 0 and raw_index < self.segments[i].raw_end else "boilerplate"

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Folded offsets to raw offsets."""
        return self.folded.raw_span(start, end)

    def surface(self, start: int, end: int) -> str:
        """A folded span as printed, on one line: a name that was broken at a width is the same name."""
        a, b = self.raw_span(start, end)
        printed = self.raw[a:b]
        return printed.replace("\r\n", " ").replace("\n", " ") if "\n" in printed else printed

    def sentence_at(self, index: int) -> SentenceSpan | None:
        """The sentence that holds folded offset ``index``, or None (boilerplate)."""
        i = bisect_right(self._sentence_starts, index) - 1
        return self.sentences[i] if i >= 0 and index < self.sentences[i].end else None

    def tokens_of(self, sentence: SentenceSpan) -> tuple[Token, ...]:
        return self.tokens[sentence.first_token : sentence.last_token]

    def token_at(self, index: int) -> int:
        """Index into ``tokens`` of the first word that ends after folded offset ``index``."""
        i = bisect_right(self._token_starts, index) - 1
        return i if i >= 0 and self.tokens[i].end > index else i + 1
