"""Where an article is written from: the country that an office serves where nothing else tells it."""

from __future__ import annotations

from collections import Counter

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.person_rules import load_person_rules
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.registry import Registry

_HOME_WEIGHT = {"country": 2, "city": 3, "organization": 3}  # a paper names its own country less often than its towns and bodies
_COUNTED = {"country": 2, "city": 1, "organization": 1}  # how often one name counts: a story abroad repeats the name of the country, not those of its towns and bodies


def home_country(context: Context) -> str | None:
    """The country an article is written from: its national agency's, its outlet's, its writers' words, its dateline's, else the one it speaks of most."""
    article = context.doc.article
    registry = context.knowledge.registry
    rules = context.knowledge.rules(load_person_rules)
    counts: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for m in context.mentions:
        weight, info = _HOME_WEIGHT.get(m.kind, 0), context.entities[m.entity_id]
        if not weight or info.country_iso2 is None or counted[m.entity_id] >= _COUNTED[m.kind]:
            continue
        if m.kind == "country" and _of_counterpart(context, m):
            continue  # "نظيره التركي" tells whose office it is not
        if m.kind == "organization" and (not info.is_registered or info.type in rules.stateless_types | rules.reporting_types or serves_no_state(context, m.entity_id)):
            continue
        counted[m.entity_id] += 1
        counts[info.country_iso2] += weight
    dateline = _place_country(registry, article.dateline_place, counts)
    if article.agency in rules.agency_countries:
        own = rules.agency_countries[article.agency]
        return dateline if dateline is not None and counts[dateline] > counts[own] else own  # its correspondent abroad writes of those at home there
    if article.outlet and fold(article.outlet) not in rules.world_agencies:
        named = [e for match in registry.names.find(fold(article.outlet)) for i in match.payloads if (e := registry.entities.get(i)) is not None]
        for kind in ("organization", "city", "country"):  # "عمّان اليوم", "أخبار تونس"
            for entity in named:
                if entity.kind == kind and entity.country_iso2 in counts:
                    return entity.country_iso2
        for word in fold(article.outlet).split():  # "المدار اللبناني"
            if (nisba := registry.nisbas.get(word)) is not None and nisba in counts:
                return nisba
        if any(e.kind == "organization" and serves_no_state(context, e.entity_id) for e in named):
            return None  # a paper of the United Nations is at home nowhere
    words = context.doc.distinct
    for code, signs in sorted(rules.home_signs.items()):
        if signs & words and code in counts:
            return code
    if dateline is not None:
        return dateline
    if not counts:
        return None
    # the place that the story opens with weighs more than one it mentions once
    opening = next((place for m in context.mentions if m.entity_id in counted and m.kind != "country" and not _in_title(context, m) and (place := context.entities[m.entity_id].country_iso2)), None)
    if opening is not None:
        counts[opening] += 3
    top = max(counts.values())
    return next(code for code in counts if counts[code] == top)


def _in_title(context: Context, m: FoundMention) -> bool:
    sentence = context.doc.sentence_at(m.start)
    return sentence is not None and sentence.kind == "title"


def _place_country(registry: Registry, place: str | None, counts: Counter[str]) -> str | None:
    """The country of a dateline's place; of two ("عمان") the one that the article speaks of more."""
    found: dict[str, None] = {}
    for match in registry.names.find(fold(place)) if place else ():
        entities = [e for i in match.payloads if (e := registry.entities.get(i)) is not None and e.country_iso2 and e.kind in ("city", "country")]
        found.update(dict.fromkeys(e.country_iso2 for e in entities if e.country_iso2))
        if found:
            break
    return max(found, key=lambda code: counts[code], default=None)


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
    return i > 0 and any(word in context.doc.tokens[i - 1].text for word in context.knowledge.rules(load_person_rules).counterparts)
