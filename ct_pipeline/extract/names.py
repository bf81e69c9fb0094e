"""Names that the registry knows: countries (by name, nisba or metonym), cities, bodies and people.

One pass of one automaton; the longest reading wins; what is left undecided by spelling alone (مالي the state or "financial", عمان the city or
the sultanate, "المملكة" of four kingdoms) is decided by what stands around it and by what else the article names.
"""

from __future__ import annotations

from itertools import pairwise

from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.extract.kingdoms import find_kingdoms
from ct_pipeline.extract.name_choice import decide, same_spelling
from ct_pipeline.extract.name_hits import Hit, evidence_of, find_hits
from ct_pipeline.extract.name_rules import NameRules, load_name_rules
from ct_pipeline.extract.nested_countries import nested_countries
from ct_pipeline.extract.person_rules import load_person_rules
from ct_pipeline.language.document import Document
from ct_pipeline.language.fold import fold
from ct_pipeline.language.name_likeness import load_name_likeness
from ct_pipeline.lexicon.registry import NameUse, Registry

__all__ = ["NameRules", "find_names", "load_name_rules", "nested_countries", "same_spelling"]


def find_names(context: Context) -> None:
    """Append the registry's names in the article to ``context.mentions`` and their entities to ``context.entities``."""
    doc, registry = context.doc, context.knowledge.registry
    rules, people = context.knowledge.rules(load_name_rules), context.knowledge.rules(load_person_rules)
    likeness = context.knowledge.rules(load_name_likeness)
    hits = find_hits(doc, rules, registry)
    evidence = evidence_of(hits)
    for hit in hits:
        if (other := hit.split) is not None and max(evidence[u.country_iso2 or ""] for u in other.payloads) > max(evidence[u.country_iso2 or ""] for u in hit.uses):
            hit.start, hit.prefix, hit.uses = other.start, other.prefix, other.payloads
    chosen: list[tuple[Hit, NameUse, str, float]] = []
    for i, hit in enumerate(hits):
        if use := decide(doc, rules, people, likeness, registry, hits, i, evidence):
            method = "nisba" if use.kind == "nisba" else "registry"
            chosen.append((hit, use, method, 0.9 if use.cautious else 1.0))
    found = []
    for hit, use, method, confidence in chosen:
        kind = "country" if use.kind == "nisba" else use.kind
        found.append(FoundMention(hit.start, hit.end, kind, use.entity_id, method, confidence))
    _introduce(doc, registry, found)
    found.extend(find_kingdoms(doc, rules, registry, found))
    taken = sorted([*context.mentions, *found], key=lambda m: (m.start, -m.end))
    context.mentions[:] = taken
    for m in found:
        entity = registry.entities[m.entity_id]
        context.entities.setdefault(m.entity_id, EntityInfo(m.entity_id, entity.kind, entity.name_ar, entity.name_en, entity.country_iso2, True, entity.type))


def _introduce(doc: Document, registry: Registry, found: list[FoundMention]) -> None:
    """A short name in brackets tells whose beginning the words before are: "الاتحاد الأوروبي (اليويفا)" is that of football."""
    for long, short in pairwise(found):
        if long.kind == short.kind == "organization" and doc.text[long.end : short.start] == " (" and long.entity_id != short.entity_id:
            begin = doc.text[long.start : long.end] + " "
            if any(fold(alias).startswith(begin) for alias in registry.entities[short.entity_id].aliases):
                long.entity_id = short.entity_id
