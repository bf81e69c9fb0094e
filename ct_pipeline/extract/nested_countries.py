"""States inside the names of bodies: "وزارة الخارجية السعودية", and the towns at their ends: "المحكمة الجزائية في الرياض"."""

from __future__ import annotations

from collections.abc import Sequence

from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.language.document import Document
from ct_pipeline.lexicon.matcher import Match
from ct_pipeline.lexicon.registry import NameUse, Registry

_MEDIA = frozenset({"agency", "newspaper", "site", "television", "radio"})


def nested_countries(context: Context) -> None:
    """Add the states that the names of bodies name: "وزارة الخارجية السعودية" names the body and its state.

    To be called when every other finder has run: these mentions lie within those of the bodies. Media are left out.
    """
    doc, registry = context.doc, context.knowledge.registry
    found: list[FoundMention] = []
    for m in context.mentions:
        if m.kind != "organization" or not m.is_named or context.entities[m.entity_id].type in _MEDIA:
            continue
        for hit in sorted(registry.uses.find(doc.text, m.start, m.end), key=lambda h: (h.start - h.end, h.start)):
            uses = [u for u in hit.payloads if not u.cautious]
            if len({u.entity_id for u in uses}) == 1 and uses[0].kind == "city" and hit.end == m.end and _seat(doc, m, hit) and not _covered(found, hit):
                found.append(FoundMention(hit.start, hit.end, "city", uses[0].entity_id, "registry", 0.8))
            if len({u.entity_id for u in uses}) != 1 or uses[0].kind not in ("country", "nisba") or hit.end - hit.start >= m.end - m.start:
                continue
            if not _covered(found, hit) and not _masked(registry, doc, m, hit):
                found.append(FoundMention(hit.start, hit.end, "country", uses[0].entity_id, "nisba" if uses[0].kind == "nisba" else "registry", 0.8))
    if not found:
        return
    context.mentions[:] = sorted([*context.mentions, *found], key=lambda m: (m.start, -m.end))
    for f in found:
        entity = registry.entities[f.entity_id]
        context.entities.setdefault(f.entity_id, EntityInfo(f.entity_id, entity.kind, entity.name_ar, entity.name_en, entity.country_iso2, True, entity.type))


def _seat(doc: Document, body: FoundMention, hit: Match[NameUse]) -> bool:
    """ب or في leads from the body's name to the town at its end."""
    return hit.start > body.start and (hit.prefix.endswith("ب") or doc.text[max(body.start, hit.start - 4) : hit.start] == " في ")


def _covered(found: Sequence[FoundMention], hit: Match[NameUse]) -> bool:
    return any(f.start < hit.end and hit.start < f.end for f in found[-4:])


def _masked(registry: Registry, doc: Document, body: FoundMention, hit: Match[NameUse]) -> bool:
    """A longer name or phrase inside the body's name hides the state: "الأكاديمية الدولية لبحيرة تشاد"."""
    return any(
        o.start <= hit.start and hit.end <= o.end and o.end - o.start > hit.end - hit.start and any(u.kind in ("mask", "city", "country", "nisba") for u in o.payloads)
        for o in registry.uses.find(doc.text, body.start, body.end)
    )
