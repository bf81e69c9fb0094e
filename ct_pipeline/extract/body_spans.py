"""Mentions by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from ct_pipeline.extract.context import Context, FoundMention

_START, _END = attrgetter("start"), attrgetter("end")


def overlapping(mentions: list[FoundMention], start: int, end: int) -> list[FoundMention]:
    """Those that share characters with ``[start, end)``; ``mentions`` are in text order and do not overlap."""
    return mentions[bisect_right(mentions, start, key=_END) : bisect_left(mentions, end, key=_START)]


def name_at(context: Context, m: FoundMention) -> str:
    """The folded name of a mention, with the article's alef where ل + ال was contracted ("للمنتدى")."""
    text = context.doc.text
    name = text[m.start : m.end]
    if m.start and text[m.start - 1] == "ل" and name.startswith("ل") and not (m.start > 1 and text[m.start - 2].isalpha() and text[m.start - 2] not in "وف"):
        return "ا" + name
    return name
