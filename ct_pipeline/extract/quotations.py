"""Where quotations begin and end, in every kind of quotation mark.

The folded text writes all double marks as ``"``; which of them opens and which closes is read from the raw mark and from what stands beside it.
A quotation may run over paragraphs; one that is never closed ends with its paragraph, which on pages whose line breaks were lost ends at a full stop
with the next word stuck to it. Every step looks at a mark and its neighbours only: the time grows with the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ct_pipeline.language.document import Document

_OPENING = frozenset("“«„‟❝‹‘")
_CLOSING = frozenset("”»❞›’")
_MAX_PARAGRAPHS = 6
_AHEAD = 14  # marks looked at to tell a quotation within another from one that was never closed
_MARK = re.compile("[\"']")
_STOP = re.compile(r"\n|(?<=\w\w\w)[.!?](?=[\u0621-\u064a])")  # a line break, or a full stop that lost the line break behind it
_SENTENCE_END = re.compile(r"(?<=\w\w)[.!?](?=\s|[\u0621-\u064a])|\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` in folded offsets, without its marks; ``depth`` is 1 for an outermost one."""

    start: int
    end: int
    is_closed: bool
    depth: int


class _Mark(NamedTuple):
    at: int
    raw: str
    family: str  # guillemet | curly | the folded mark
    can_open: bool
    can_close: bool
    width: int = 1

    @property
    def end(self) -> int:
        return self.at + self.width


def find_quotations(doc: Document) -> list[Quotation]:
    """All quotations of an article, by start. Quotations nest properly; every offset lies in ``doc.text``."""
    text = doc.text
    marks = _marks(doc)
    if not marks:
        return []
    lines = [m.start() for m in re.finditer("\n", text)]
    found: list[Quotation] = []
    stack: list[_Mark] = []
    for n, mark in enumerate(marks):
        if stack and (broken := bisect_left(lines, mark.at) - bisect_left(lines, stack[0].at)):
            _end_of_paragraph(text, stack, mark, found, broken)
        if not stack:
            if mark.can_open or _opens_after_all(text, mark, _ahead(marks, n, lines)):
                stack.append(mark)
            continue
        same = [i for i, m in enumerate(stack) if m.family == mark.family]
        if not same and mark.can_close and not mark.can_open and mark.raw != "'" and stack[-1].raw != "'":
            same = [len(stack) - 1]  # opened with one kind of mark and closed with another
        if same and mark.can_close and not (mark.can_open and mark.raw in _OPENING and stack[-1].raw == mark.raw):
            while len(stack) > same[-1]:
                opened = stack.pop()
                _add(found, opened.end, mark.at, len(stack) <= same[-1], len(stack) + 1)
        elif mark.can_open and (not same or mark.raw in _OPENING) and len(stack) < 3:
            stack.append(mark)
        elif same and mark.can_open and not mark.can_close and (ahead := _ahead(marks, n, lines)) and ahead[0].can_close:
            if not _both_close(ahead):  # the one before was never closed
                end = _SENTENCE_END.search(text, stack[0].end, mark.at)
                while stack:
                    opened = stack.pop()
                    _add(found, opened.end, end.start() if end else mark.at, False, len(stack) + 1)
            stack.append(mark)
        elif same:
            while len(stack) > same[-1]:
                opened = stack.pop()
                _add(found, opened.end, mark.at, True, len(stack) + 1)
    while stack:
        opened = stack.pop()
        _add(found, opened.end, _paragraph_end(text, opened.at), False, len(stack) + 1)
    return _nested(sorted(found, key=lambda q: (q.start, -q.end)))


def _nested(found: list[Quotation]) -> list[Quotation]:
    """The same, but for one that crosses the end of the one around it: it ends there."""
    out: list[Quotation] = []
    open_: list[Quotation] = []
    for q in found:
        while open_ and open_[-1].end <= q.start:
            open_.pop()
        if open_ and open_[-1].end < q.end:
            q = replace(q, end=open_[-1].end, is_closed=False)
        out.append(q)
        open_.append(q)
    return out


def _ahead(marks: Sequence[_Mark], n: int, lines: Sequence[int]) -> list[_Mark]:
    """The next marks of the same kind in the paragraph of mark ``n``."""
    line = bisect_left(lines, marks[n].at)
    return [m for m in marks[n + 1 : n + _AHEAD] if m.family == marks[n].family and bisect_left(lines, m.at) == line]


def _both_close(ahead: Sequence[_Mark]) -> bool:
    """Behind a second opening mark, the marks ``ahead`` close it and the first one too."""
    depth = 2
    for m in ahead:
        depth += -1 if m.can_close else 1
        if not depth:
            return True
    return False


def _add(found: list[Quotation], start: int, end: int, closed: bool, depth: int) -> None:
    if end > start:
        found.append(Quotation(start, end, closed, depth))


def _paragraph_end(text: str, at: int) -> int:
    end = _STOP.search(text, at)
    return end.start() if end else len(text)


def _marks(doc: Document) -> list[_Mark]:
    text = doc.text
    out: list[_Mark] = []
    last = -1
    for found in _MARK.finditer(text):
        at = found.start()
        if at <= last:
            continue
        width = 2 if text.startswith("''", at) else 1  # two single marks typed for a double one
        before = text[at - 1] if at else " "
        after = text[at + width] if at + width < len(text) else " "
        raw = doc.raw[doc.folded.raw_span(at, at + 1)[0]]
        word_before, word_after = before.isalnum(), after.isalnum()
        if text[at] == "'" and width == 1 and word_before and word_after:
            continue  # an apostrophe
        space_before = before in ' \n([{:-"' or (before == "ل" and text[at - 2 : at - 1] in ("", " ", "\n"))
        particle = word_before and _is_particle(text, at)
        can_open = (not word_before or particle) and after not in " \n,.;:!?)"
        can_close = (not space_before or before == '"') and not (particle and can_open)
        if raw in _CLOSING and not word_after and not (space_before and can_open):
            can_open, can_close = False, True
        elif raw in _OPENING and (space_before or not can_close):
            can_open, can_close = True, False
        elif not can_open and not can_close:
            can_open, can_close = word_after, not word_after
        if text[at] == "'" and width == 1 and not (can_open and not word_before) and not can_close:
            continue
        family = "guillemet" if raw in "«»" else "curly" if raw in "“”„‟" else text[at : at + width]
        out.append(_Mark(at, raw if width == 1 else family, family, can_open, can_close, width))
        last = at + width - 1
    return out


def _opens_after_all(text: str, mark: _Mark, ahead: Sequence[_Mark]) -> bool:
    """A mark with a space on both sides, or of the wrong hand: it opens where another one follows in its paragraph."""
    if mark.family == "'" or (mark.at and text[mark.at - 1] not in " \n:("):
        return False
    return any(m.at > mark.at + 1 for m in ahead) or text[max(mark.at - 2, 0) : mark.at].strip() == ":"


def _is_particle(text: str, at: int) -> bool:
    """A quotation opens right after an attached particle: ``لـ"داعش"``, ``و"القاعدة"``."""
    start = at
    while start and text[start - 1].isalnum() and at - start < 4:
        start -= 1
    return text[start:at] in ("ل", "و", "ب", "ف", "ك", "ال", "بال", "وال", "ول", "وب", "لل")


def _end_of_paragraph(text: str, stack: list[_Mark], mark: _Mark, found: list[Quotation], breaks: int) -> None:
    """Between the open quotations and ``mark`` paragraphs end, ``breaks`` of them: do they run on?"""
    if breaks <= _MAX_PARAGRAPHS and stack[0].raw in _OPENING:
        opens_paragraph = text[mark.at - 1 : mark.at] in ("", "\n")
        if opens_paragraph and mark.raw == stack[0].raw:
            end = _paragraph_end(text, stack[0].at)
            depth = len(stack)
            while stack:
                opened = stack.pop()
                _add(found, opened.end, end, depth == len(stack) + 1, len(stack) + 1)
            return  # each paragraph of it opens anew
        if mark.can_close and not mark.can_open and mark.family == stack[0].family:
            return
    while stack:
        opened = stack.pop()
        _add(found, opened.end, _paragraph_end(text, opened.at), False, len(stack) + 1)


class QuotationIndex:
    """Fast answers about the quotations of an article."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.all = list(quotations)
        self.outer = [q for q in quotations if q.depth == 1]
        self._starts = [q.start for q in self.outer]

    def covering(self, index: int) -> Quotation | None:
        """The outermost quotation around folded offset ``index``, or None."""
        i = bisect_right(self._starts, index) - 1
        return self.outer[i] if i >= 0 and index < self.outer[i].end else None

    def within(self, start: int, end: int) -> list[Quotation]:
        """Outermost quotations that share characters with ``[start, end)``, in order."""
        i = max(bisect_right(self._starts, start) - 1, 0)
        out = []
        for q in self.outer[i:]:
            if q.start >= end:
                break
            if q.end > start:
                out.append(q)
        return out
