"""Sentences with offsets, also where no space follows the full stop."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ct_pipeline.language.fold import FoldedText
from ct_pipeline.model import Segment, Sentence

_CANDIDATE = re.compile(r"[.!?…]+[\"')\]]*")
_INITIAL = re.compile(r"(?:^|[\s(\"'./])ال?[^\W\d_]$|(?:^|[\s(\"'./])[^\W\d_]$")
_ERA = re.compile(r"\d ?[مه]$")  # 2019 م. / 1446 هـ.
_SPEAKS_ON = re.compile(r"\s*[,;:]")
_ELLIPSIS_WORDS = 10  # a pause after fewer words ("ولكن.. ") ends no sentence


def sentence_ends(text: str) -> list[int]:
    """Offsets in folded ``text`` (one line) right after each sentence end that text follows.

    A full stop ends no sentence inside a number, an initialism ("ا.ف.ب") or an address, nor after an initial ("ج. ك.");
    quotation marks and brackets that close after the stop belong to its sentence.
    """
    ends: list[int] = []
    size, last = len(text), 0
    for m in _CANDIDATE.finditer(text):
        at, end = m.span()
        if end >= size:
            break
        if not any(c.isalpha() for c in text[last:at]):
            continue
        stop = m.group().rstrip("\"')]")
        if end > at + len(stop) and text[at + len(stop)] == '"' and text.count('"', 0, at) % 2 == 0:
            end = at + len(stop)  # the mark opens the next sentence's quotation
        after = text[end]
        if stop == ".":
            previous = text[at - 1]
            if (previous.isdigit() and after.isdigit()) or (previous.isascii() and previous.isalnum() and after.isascii() and after.isalnum()):
                continue
            near = text[max(last, at - 5) : at]
            if _INITIAL.search(near) and not _ERA.search(near):
                continue
        elif "?" not in stop and "!" not in stop and text.count(" ", last, at) < _ELLIPSIS_WORDS:
            continue
        if _SPEAKS_ON.match(text, end):
            continue
        ends.append(end)
        last = end
    return ends


def split_sentences(article_id: str, folded: FoldedText, segments: Sequence[Segment]) -> tuple[Sentence, ...]:
    """The sentences of all segments but boilerplate, in order; none crosses a line break or a segment."""
    raw, text = folded.raw, folded.text
    out: list[Sentence] = []
    for segment in segments:
        if segment.kind == "boilerplate":
            continue
        a, b = folded.folded_index(segment.raw_start), folded.folded_index(segment.raw_end)
        for line_start, line_end in _lines(text, a, b):
            line = text[line_start:line_end]
            cuts = [0, *(sentence_ends(line) if segment.kind in ("body", "crosshead") else ()), len(line)]
            for s, e in itertools.pairwise(cuts):
                start, end = folded.raw_span(line_start + s, line_start + e)
                start, end = max(start, segment.raw_start), min(end, segment.raw_end)
                while start < end and raw[start].isspace():
                    start += 1
                while end > start and raw[end - 1].isspace():
                    end -= 1
                if end > start and any(c.isalnum() for c in raw[start:end]):
                    no = len(out)
                    out.append(Sentence(f"{article_id}-{no:04d}", article_id, no, start, end, raw[start:end]))
    return tuple(out)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    while start < end:
        stop = text.find("\n", start, end)
        if stop < 0:
            stop = end
        if stop > start:
            out.append((start, stop))
        start = stop + 1
    return out
