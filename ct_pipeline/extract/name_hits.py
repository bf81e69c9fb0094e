"""Every spelling in the text that the registry knows, with all it may stand for: one pass of one automaton, the longest reading wins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from camel_tools.utils.dediac import dediac_ar

from ct_pipeline.extract.name_rules import NameRules
from ct_pipeline.language.document import Document
from ct_pipeline.lexicon.matcher import Match
from ct_pipeline.lexicon.registry import SHARED, NameUse, Registry


@dataclass(slots=True)
class Hit:
    """One spelling in the text with everything it may stand for."""

    start: int
    end: int
    prefix: str
    uses: tuple[NameUse, ...]
    no: int = 0  # index of its first word in the document
    split: Match[NameUse] | None = None  # the same word read as a particle and another town: وجدة, و + جدة


_MARKS = re.compile(r" ?[\"'()]+ ?")


_LONGEST = 120  # characters of a name


def _around_marks(text: str) -> list[tuple[int, int]]:
    """The stretches of ``text`` in which a name may have a quotation mark or bracket inside, whole words each."""
    out: list[tuple[int, int]] = []
    for m in _MARKS.finditer(text):
        start = max(0, text.rfind(" ", 0, max(0, m.start() - _LONGEST)) + 1)
        stop = text.find(" ", m.end() + _LONGEST)
        stop = len(text) if stop < 0 else stop
        if out and out[-1][1] >= start:
            out[-1] = (out[-1][0], stop)
        else:
            out.append((start, stop))
    return out


def _unmarked(text: str) -> tuple[str, list[int], list[int]]:
    """``text`` with quotation marks and brackets made spaces, and the map back: piece starts in it and in ``text``.

    Names are printed with a part in quotes (مركز "هداية"), which the registry spells plainly.
    """
    out: list[str] = []
    at, here, there = [0], [0], 0
    last = 0
    for m in _MARKS.finditer(text):
        out.append(text[last : m.start()])
        out.append(" ")
        there += m.start() - last + 1
        last = m.end()
        at.append(there)
        here.append(last)
    out.append(text[last:])
    return "".join(out), at, here


def find_hits(doc: Document, rules: NameRules, registry: Registry) -> list[Hit]:
    """The longest names inside sentences, in text order; phrases that hide a name are out."""
    text = doc.text
    raw: dict[tuple[int, int], Match[NameUse]] = {(m.start, m.end): m for m in registry.uses.find(text)}
    for offset, stop in _around_marks(text):
        part = text[offset:stop]
        plain, at, here = _unmarked(part)
        for m in registry.uses.find(plain):
            if " " not in m.pattern:
                continue
            piece, last = bisect_right(at, m.start) - 1, bisect_right(at, m.end - 1) - 1
            if piece == last:
                continue
            start, end = offset + here[piece] + m.start - at[piece], offset + here[last] + m.end - at[last]
            opened = text.find("(", start, end)
            if opened >= 0 and text.count(")", start, end) < text.count("(", start, end):
                # A name and its abbreviation in brackets are two names: "مجموعة العمل المالي (فاتف)".
                end = opened - (text[opened - 1] == " ")
            if text[end : end + 1] == '"' and text.count('"', start, end) % 2:
                end += 1
            if end > start:
                raw.setdefault((start, end), Match(start, end, m.prefix, m.payloads, m.pattern))
    kept: list[Match[NameUse]] = []
    taken = bytearray(len(text))
    for m in sorted(raw.values(), key=lambda m: (m.start - m.end, m.start)):
        if taken.find(1, m.start, m.end) >= 0:
            continue
        sentence = doc.sentence_at(m.start)
        if sentence is None or m.end > sentence.end:
            continue
        if not m.prefix and m.pattern.split(" ", 1)[0] in rules.short_ministries and (_after_definite(text, m.start) or _word_before(text, m.start) in rules.minister_women):
            continue  # "السياسة الخارجية الكينية", "وزيرة الخارجية الكينية": the nisba is the policy's, the minister's
        payloads = m.payloads
        if " " not in m.pattern and any(u.kind == "mask" and u.alias != dediac_ar(doc.surface(m.start, m.end)) for u in payloads):
            payloads = tuple(u for u in payloads if u.kind != "mask")  # "باكرا" is early, "بأكرا" in Accra; "مآرب" are aims, "مأرب" a town
            if not payloads:
                continue
            m = m._replace(payloads=payloads)
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
        kept.append(m)
    out = []
    for m in sorted(kept, key=lambda m: m.start):
        uses = tuple(u for u in m.payloads if u.kind != "mask")
        if len(uses) == len(m.payloads):
            split = raw.get((m.start + 1, m.end)) if not m.prefix and text[m.start] in "وفبلك" and _towns(m) else None
            out.append(Hit(m.start, m.end, m.prefix, uses, doc.token_at(m.start), split if split is not None and _towns(split) else None))
    return out


def _word_before(text: str, at: int) -> str:
    """The word that a mere space parts from ``at``, or nothing."""
    return text[max(text.rfind(mark, 0, at - 1) for mark in " \n.!?") + 1 : at - 1] if text[at - 1 : at] == " " else ""


def _after_definite(text: str, at: int) -> bool:
    """A definite noun stands right before: of "السياسة الخارجية الأمريكية" only the last word names something."""
    return _word_before(text, at).startswith(("ال", "لل", "بال", "وال"))


def _towns(match: Match[NameUse]) -> bool:
    return all(u.kind == "city" for u in match.payloads)


def evidence_of(hits: Sequence[Hit]) -> Counter[str]:
    """How often each country is named for certain, by name, nisba, city or body."""
    counts: Counter[str] = Counter()
    for hit in hits:
        sure = {u.country_iso2 for u in hit.uses if not u.cautious and u.country_iso2 and u.alias != SHARED} if hit.split is None else set()
        if len(sure) == 1:
            counts[sure.pop()] += 1
    return counts
