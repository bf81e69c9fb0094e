"""A cleaned page as dating reads it: the folded text, and its sentences and segments within it.

:class:`~ct_pipeline.language.document.Document` without the words, which extraction needs and dating does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ct_pipeline.language.fold import FoldedText, without_breaks
from ct_pipeline.language.timex_rules import DateOrder
from ct_pipeline.model import Segment, Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence in folded offsets, and the kind of the segment it lies in: title | body | crosshead | dateline ..."""

    start: int
    end: int
    kind: str


class PageText:
    """One page after cleaning; offsets are folded unless said otherwise."""

    def __init__(self, folded: FoldedText, segments: Sequence[Segment], sentences: Sequence[Sentence], date_order: DateOrder | None = None) -> None:
        self.date_order = date_order  # how the outlet prints dates in digits, where that is known
        self.folded, self.raw = folded, folded.raw
        self.segments = tuple(segments)
        kinds = iter(self.segments)  # both are in text order, and segments tile the text: one walk over the two
        segment = next(kinds, None)
        spans: list[Span] = []
        for s in sentences:
            while segment is not None and segment.raw_end <= s.raw_start:
                segment = next(kinds, None)
            spans.append(Span(folded.folded_index(s.raw_start), folded.folded_index(s.raw_end), segment.kind if segment is not None else "boilerplate"))
        self.sentences = tuple(spans)
        self.text = without_breaks(folded.text, ((s.start, s.end) for s in spans))
        self._starts = [s.start for s in spans]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Folded offsets to raw offsets."""
        return self.folded.raw_span(start, end)

    def sentence_at(self, index: int) -> Span | None:
        """The sentence that holds folded offset ``index``, or None (boilerplate)."""
        i = bisect_right(self._starts, index) - 1
        return self.sentences[i] if i >= 0 and index < self.sentences[i].end else None
