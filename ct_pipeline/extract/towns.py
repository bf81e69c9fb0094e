"""Towns never seen before: the word that says so ("مدينة", "بلدة"), and a name that no lexicon holds; its later mentions without that word."""

from __future__ import annotations

import hashlib

from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.extract.names import load_name_rules
from ct_pipeline.extract.person_rules import PersonRules, load_person_rules
from ct_pipeline.language.fold import fold
from ct_pipeline.language.name_likeness import NameLikeness, load_name_likeness
from ct_pipeline.language.romanize import load_latin_names, romanize
from ct_pipeline.lexicon.matcher import Matcher

_FIRST, _SECOND = 0.0, 0.5  # name likeness that the first word and the second must have


def town_id(name: str) -> str:
    """The id of a town that no registry knows: derived from its name alone."""
    return "city:x" + hashlib.sha256(fold(name).encode()).hexdigest()[:12]


def find_towns(context: Context) -> None:
    """Add the towns that a word for town introduces, and their further mentions, to ``context.mentions`` and ``context.entities``."""
    doc, cues = context.doc, context.knowledge.rules(load_name_rules).town_words
    people, likeness = context.knowledge.rules(load_person_rules), context.knowledge.rules(load_name_likeness)
    if cues.isdisjoint(doc.distinct):
        return
    said = [i for i, word in enumerate(doc.words) if word in cues]
    taken = {doc.token_at(m.start): m for m in context.mentions}
    names: dict[str, str] = {}
    found: list[FoundMention] = []
    for i in said:
        sentence = doc.sentence_at(doc.tokens[i].start)
        if sentence is None or i + 1 in taken:
            continue
        end = _name(context, i + 1, sentence.last_token, people, likeness, taken)
        if end > i + 1:
            start, stop = doc.tokens[i + 1].start, doc.tokens[end - 1].end
            names.setdefault(doc.text[start:stop], doc.surface(start, stop))
    if not names:
        return
    covered = bytearray(len(doc.text))
    for m in context.mentions:
        covered[m.start : m.end] = b"\1" * (m.end - m.start)
    for hit in Matcher((key, key) for key in sorted(names)).find(doc.text):
        if doc.sentence_at(hit.start) is None or covered.find(1, hit.start, hit.end) >= 0:
            continue
        covered[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        printed = names[hit.payloads[0]]
        identifier = town_id(printed)
        found.append(FoundMention(hit.start, hit.end, "city", identifier, "town_grammar", 0.75))
        context.entities.setdefault(identifier, EntityInfo(identifier, "city", printed, romanize(printed, context.knowledge.rules(load_latin_names)), None, False))
    context.mentions[:] = sorted([*context.mentions, *found], key=lambda m: (m.start, -m.end))


def _name(context: Context, i: int, last: int, people: PersonRules, likeness: NameLikeness, taken: dict[int, FoundMention]) -> int:
    """The index after the name at token ``i``: one word or two that no lexicon of names or words explains otherwise; ``i`` if there is none."""
    doc = context.doc
    end = i
    while end < last and end - i < 2 and end not in taken and doc.text[doc.tokens[end - 1].end : doc.tokens[end].start] == " ":
        word = doc.tokens[end].text
        known = people.flags(word)
        least = _FIRST if end == i else _SECOND
        if known or len(word) < 4 or word.isdigit() or likeness.score(word) <= least or (end > i and word.startswith(("ال", "و", "ب", "ل", "ف", "ي", "ت", "ا"))):
            break
        end += 1
    return end
