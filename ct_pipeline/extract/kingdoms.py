"""Metonymy: "المملكة" of four kingdoms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.name_rules import NameRules
from ct_pipeline.language.document import Document
from ct_pipeline.lexicon.registry import Registry


def find_kingdoms(doc: Document, rules: NameRules, registry: Registry, found: Sequence[FoundMention]) -> list[FoundMention]:
    """Mentions of "المملكة" alone: the kingdom that its sentence names, else the one that the article speaks of."""
    spots = [m for m in rules.kingdom_words.find(doc.text) if doc.sentence_at(m.start) is not None and not any(f.start <= m.start < f.end for f in found)]
    spots = [m for m in spots if not _followed(doc, m.end, rules.kingdom_full)]
    if not spots:
        return []
    weight: Counter[str] = Counter()
    named = [(f.start, iso2, 1 if f.kind == "city" else 2) for f in found if (iso2 := registry.entities[f.entity_id].country_iso2) in rules.kingdoms]
    for _, iso2, points in named:
        weight[iso2 or ""] += points
    for sign in rules.kingdom_signs.find(doc.text):
        weight[sign.payloads[0]] += 3
    if not weight:
        return []
    out = []
    for m in spots:
        sentence = doc.sentence_at(m.start)
        near = {iso2 for at, iso2, points in named if sentence is not None and sentence.start <= at < sentence.end and points == 2}
        only = near.pop() if len(near) == 1 else None
        iso2 = max(rules.kingdoms, key=lambda k: weight[k] + (1000 if k == only else 0))
        out.append(FoundMention(m.start, m.end, "country", f"country:{iso2}", "metonymy", 0.8))
    return out


_NEXT_WORD = re.compile(r" (\w+)")


def _followed(doc: Document, end: int, words: frozenset[str]) -> bool:
    m = _NEXT_WORD.match(doc.text, end)
    return bool(m and m.group(1) in words)
