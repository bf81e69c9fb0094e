"""Capitals that are named by their state ("in the Saudi capital") or not at all ("in the same capital")."""

from __future__ import annotations

from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.extract.event_sentence import SentenceView
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.registry import COUNTRIES, CountryRow
from ct_pipeline.lexicon.seeds import Seeds

METHOD = "capital"


def load_capitals(seeds: Seeds) -> dict[str, str]:
    """Name of the capital, folded, by the id of its state."""
    return {f"country:{row.iso2}": fold(row.capital) for _, row in seeds.csv(COUNTRIES, CountryRow) if row.capital}


def add_capitals(context: Context, views: list[SentenceView]) -> None:
    """Add to ``view.places`` the capitals that words of the sentence stand for; ``view.places`` stays in text order."""
    spots = [(v, k) for v in views for k in v.marked.get("capital", ())]
    if not spots:
        return
    names = context.knowledge.rules(load_capitals)
    told = {m.entity_id for m in context.mentions if m.kind == "city" and _is_capital(context, m.entity_id, names)}
    for view, k in spots:
        city = _city(context, view, k, names, told)
        if city is not None:
            token = view.tokens[k]
            view.places.append(FoundMention(token.start + (len(token.text) - len(token.text.lstrip("وفبلك"))), token.end, "city", city, METHOD, 0.8))
            view.places.sort(key=lambda m: m.start)


def _is_capital(context: Context, city: str, names: dict[str, str]) -> bool:
    info = context.entities.get(city)
    return info is not None and info.country_iso2 is not None and names.get(f"country:{info.country_iso2}") in {fold(a) for a in (info.name_ar, *_aliases(context, city))}


def _aliases(context: Context, city: str) -> tuple[str, ...]:
    entity = context.knowledge.registry.entities.get(city)
    return tuple(entity.aliases) if entity is not None else ()


def _city(context: Context, view: SentenceView, k: int, names: dict[str, str], told: set[str]) -> str | None:
    here = view.covered[k]
    if here is not None and here.kind != "country":
        return None
    after = [view.covered[j] for j in range(k + 1, min(len(view.tokens), k + 4)) if not view.opener[j]]
    if any(m is not None and m.kind in ("city", "organization", "person") for m in after[:3]):
        return None  # "the Saudi capital Riyadh", "the capital's police"
    state = next((m for m in after[:2] if m is not None and m.kind == "country"), None)
    if state is not None:
        return _of_state(context, state.entity_id, names)
    return next(iter(told)) if len(told) == 1 and not (after and view.bare_forms(k + 1) & view.grammar["no_capital"]) else None


def _of_state(context: Context, state: str, names: dict[str, str]) -> str | None:
    """The registry's city of that name in that state."""
    registry = context.knowledge.registry
    name = names.get(state)
    if name is None:
        return None
    iso2 = state.rpartition(":")[2]
    for hit in registry.names.find(name, 0, len(name)):
        for city in hit.payloads:
            entity = registry.entities.get(city) if isinstance(city, str) and city.startswith("city:") else None
            if entity is not None and entity.country_iso2 == iso2:
                context.entities.setdefault(city, EntityInfo(city, "city", entity.name_ar, entity.name_en, iso2, True, entity.type))
                return str(city)
    return None
