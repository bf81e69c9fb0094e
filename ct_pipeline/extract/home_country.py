"""Where an article is written from: the country that an office serves where nothing else tells it."""

from __future__ import annotations

from collections import Counter

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.person_rules import load_person_rules
from ct_pipeline.language.fold import fold

_HOME_WEIGHT = {"country": 2, "city": 3, "organization": 2}  # a paper names its own country less often than its towns and bodies


def home_country(context: Context) -> str | None:
    """The country an article is written from: its national agency's, its outlet's, its writers' words, its dateline's, else the one it speaks of most."""
    article = context.doc.article
    registry = context.knowledge.registry
    rules = context.knowledge.rules(load_person_rules)
    counts: Counter[str] = Counter()
    for m in context.mentions:
        weight = _HOME_WEIGHT.get(m.kind, 0)
        if m.kind == "country" and _of_counterpart(context, m):
            continue  # "نظيره التركي" tells whose office it is not
        if weight and (code := context.entities[m.entity_id].country_iso2) and (m.kind != "organization" or context.entities[m.entity_id].is_registered and not serves_no_state(context, m.entity_id)):
            counts[code] += weight
    if article.agency in rules.agency_countries:
        return rules.agency_countries[article.agency]
    if article.outlet and fold(article.outlet) not in rules.world_agencies:
        named = [e for match in registry.names.find(fold(article.outlet)) for i in match.payloads if (e := registry.entities.get(i)) is not None]
        for kind in ("organization", "city", "country"):  # "عمّان اليوم", "أخبار تونس"
            for entity in named:
                if entity.kind == kind and entity.country_iso2 in counts:
                    return entity.country_iso2
        if any(e.kind == "organization" and serves_no_state(context, e.entity_id) for e in named):
            return None  # a paper of the United Nations is at home nowhere
    words = {t.text for t in context.doc.tokens}
    for code, signs in sorted(rules.home_signs.items()):
        if signs & words and code in counts:
            return code
    if article.dateline_place:
        place = fold(article.dateline_place)
        for match in registry.names.find(place):
            for entity_id in match.payloads:
                found = registry.entities.get(entity_id)
                if found is not None and found.country_iso2 and found.kind in ("city", "country"):
                    return found.country_iso2
    if not counts:
        return None
    # the place that the story opens with weighs more than one it mentions once
    city = next((m for m in context.mentions if m.kind == "city"), None)
    if city is not None and (code := context.entities[city.entity_id].country_iso2):
        counts[code] += 3
    top = max(counts.values())
    return next(code for code in counts if counts[code] == top)


def serves_no_state(context: Context, entity_id: str) -> bool:
    """A registered body between states: its officers serve none of them, wherever its seat is."""
    rules = context.knowledge.rules(load_person_rules)
    entity = context.knowledge.registry.entities.get(entity_id)
    if entity is None:
        return False
    if entity.type in rules.international_types:
        return True
    if entity.country_iso2 is None:
        return True
    if entity.type == "centre" and entity.parent_id:
        parent = context.knowledge.registry.entities.get(entity.parent_id)
        return parent is not None and parent.type in rules.international_types
    return False


def _of_counterpart(context: Context, m: FoundMention) -> bool:
    i = context.doc.token_at(m.start)
    return i > 0 and "نظير" in context.doc.tokens[i - 1].text
