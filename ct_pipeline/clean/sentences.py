"""Sentences with offsets, also where no space follows the full stop."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import FoldedText, fold
from ct_pipeline.lexicon.seeds import Seeds
from ct_pipeline.model import Segment, Sentence

BROKEN = "broken_paragraph"  # rule of a segment that is one paragraph over several lines: line breaks in it end no sentence

_CANDIDATE = re.compile(r"([.!?…]+)([\"')\]]*)((?:[.!?…]+[\"')\]]*)*)")
_INITIAL = re.compile(r"(?:^|[\s(\"'./])(?:ال)?[^\W\d_]$")
_ERA = re.compile(r"\d ?[مه]$")  # 2019 م. / 1446 هـ.
_SPEAKS_ON = re.compile(r"\s*[,;:)\]]")
_LAST_WORD = re.compile(r"[^\W\d_]{1,6}$")
_NEXT_WORD = re.compile(r"[^\W\d_]{1,6}\b")
_NEXT_NAME = re.compile(r"\. ([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(\.?) $")
_SURNAME_INITIAL = re.compile(r" ?[^\W\d_](?=[\"),]|$)")  # "سمير. ر": a name whose family is an initial
_STILL_SAYING = re.compile(r"\s*م[^\W\d_]{3,}ا\b")  # "... حاسمة .. مؤكدا أن": what he did while saying it
_ELLIPSIS_WORDS = 10  # a pause after fewer words ("ولكن.. ") ends no sentence


class SentenceFile(BaseModel):
    """``cues/sentences.yml``."""

    model_config = ConfigDict(extra="forbid")
    abbreviations: list[str]
    letter_names: list[str]


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """Words (folded) whose full stop ends no sentence."""

    abbreviations: frozenset[str]
    letter_names: frozenset[str]


def load_sentence_rules(seeds: Seeds) -> SentenceRules:
    """``cues/sentences.yml``."""
    file = seeds.yaml("cues/sentences.yml", SentenceFile)
    return SentenceRules(frozenset(map(fold, file.abbreviations)), frozenset(map(fold, file.letter_names)))


def sentence_ends(text: str, rules: SentenceRules) -> list[int]:
    """Offsets in folded ``text`` (one line) right after each sentence end that text follows.

    A full stop ends no sentence inside a number, an initialism ("ا.ف.ب", "بي.بي.سي") or an address, nor after an initial ("ج. ك.");
    quotation marks and brackets that close after the stop belong to its sentence.
    """
    ends: list[int] = []
    size, last = len(text), 0
    quotes, counted = 0, 0  # quotation marks before the stop
    for m in _CANDIDATE.finditer(text):
        at, end = m.span()
        if end >= size:
            break
        if not any(c.isalpha() for c in text[last:at]):
            continue
        stop = m.group(1)
        quotes += text.count('"', counted, at)
        counted = at
        if m.group(2).startswith('"') and quotes % 2 == 0 and text.count('"', last, at) % 2 == 0:
            end = m.end(1)  # the mark opens the next sentence's quotation
        after = text[end]
        if stop == "." and end in (m.end(1), m.end(2)):
            previous = text[at - 1]
            if end == at + 1:
                if previous.isdigit() and after.isdigit():
                    continue
                if previous.isascii() and previous.isalnum() and after.isascii() and after.isalnum():
                    continue
                if _abbreviated(text, at, rules) or _SURNAME_INITIAL.match(text, end):
                    continue
            near = text[max(last, at - 5) : at]
            if _INITIAL.search(near) and not _ERA.search(near):
                continue
        elif "?" not in stop and "!" not in stop and not m.group(3) and (text.count(" ", last, at) < _ELLIPSIS_WORDS or _STILL_SAYING.match(text, end)):
            continue
        if _SPEAKS_ON.match(text, end):
            continue
        ends.append(end)
        last = end
    return ends


def _abbreviated(text: str, at: int, rules: SentenceRules) -> bool:
    """Whether the full stop at ``at`` follows an abbreviation, or stands between two spelled letters."""
    before = _LAST_WORD.search(text, max(0, at - 7), at)
    if before is None:
        return False
    word = before.group()
    if word in rules.abbreviations:
        return True
    following = _NEXT_WORD.match(text, at + 1)
    if following is not None and following.group() in rules.letter_names and (word in rules.letter_names or word[1:] in rules.letter_names):
        return True
    return word in rules.letter_names and _initial_of_name(text, at, before.start(), rules)


def _initial_of_name(text: str, at: int, start: int, rules: SentenceRules) -> bool:
    """Whether a spelled letter and its stop are an initial within a name ("كيه. دي. شارما", "جون إف. هاريس"), not the end of letters spelled without stops ("بي بي سي. وأضاف")."""
    following = _NEXT_NAME.match(text, at)
    if following is None or following.group(1) in rules.letter_names:
        return following is not None
    if following.group(1)[0] in "وف":
        return False
    previous = _WORD_BEFORE.search(text, max(0, start - 12), start)
    return previous is not None and (previous.group(2) == "." or previous.group(1) not in rules.letter_names)


def split_sentences(article_id: str, folded: FoldedText, segments: Sequence[Segment], rules: SentenceRules) -> tuple[Sentence, ...]:
    """The sentences of all segments but boilerplate, in order; none crosses a line break or a segment."""
    raw, text = folded.raw, folded.text
    out: list[Sentence] = []
    for segment in segments:
        if segment.kind == "boilerplate":
            continue
        a, b = folded.folded_index(segment.raw_start), folded.folded_index(segment.raw_end)
        for line_start, line_end in [(a, b)] if segment.rule == BROKEN else _lines(text, a, b):
            line = text[line_start:line_end].replace("\n", " ")
            cuts = [0, *(sentence_ends(line, rules) if segment.kind in ("body", "crosshead") else ()), len(line)]
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
