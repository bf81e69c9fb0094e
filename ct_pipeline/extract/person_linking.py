"""From the names that were read to mentions and entities: which of them are the registry's people, and which are one person."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter

from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.extract.person_eponyms import eponym_before
from ct_pipeline.extract.person_grammar import Run
from ct_pipeline.extract.person_identity import name_tokens, person_id, same_person, similar
from ct_pipeline.extract.person_view import View
from ct_pipeline.language.romanize import load_latin_names, romanize
from ct_pipeline.lexicon.registry import RegistryEntity


@dataclass(slots=True)
class Candidate:
    run: Run
    confidence: float
    nickname: bool = False
    titled: bool = False  # a title introduces it
    royal: bool = False  # of a king or a prince, who goes by the first of his names


def _compatible(entity: RegistryEntity, tokens: tuple[str, ...]) -> bool:
    """A longer printed name can be the registered person: its words agree with one of the registered full names."""
    full = [t for alias in entity.aliases if len(t := name_tokens(alias)) >= 2]
    return any(same_person(tokens, t) or (similar(tokens[0], t[0]) and similar(tokens[-1], t[-1])) for t in full)


def link_names(context: Context, view: View, candidates: list[Candidate]) -> None:
    """Link the runs to entities and write the mentions, replacing what they cover."""
    doc = context.doc
    entities = context.knowledge.registry.entities
    people = [m for m in context.mentions if m.kind == "person"]
    others = [m for m in context.mentions if m.kind != "person"]
    drop: set[int] = set()
    linked: dict[int, str] = {}  # candidate index -> registry entity
    kept: list[tuple[int, Candidate]] = []
    for m in people:
        i = doc.token_at(m.start)
        sentence = doc.sentence_at(m.start)
        if sentence is not None and eponym_before(view, i, sentence.first_token):
            drop.add(id(m))
    for index, c in enumerate(candidates):
        over = _overlapping(people, c.run.start, c.run.end)
        blocked = _overlapping(others, c.run.start, c.run.end)
        printed_name = doc.text[c.run.start : c.run.end]
        if c.run.parts <= 3 and any(u.kind == "mask" for m in context.knowledge.registry.uses.find(printed_name) if m.end - m.start == len(printed_name) for u in m.payloads):
            continue  # "خليج عمان"
        if any(m.kind == "organization" or m.start < c.run.start or m.end > c.run.end for m in blocked):
            continue
        live = [m for m in over if id(m) not in drop]
        if any(m.start <= c.run.start and m.end >= c.run.end for m in live):
            continue
        tokens = name_tokens(doc.surface(c.run.start, c.run.end))
        for m in live:
            entity = entities.get(m.entity_id)
            parent = m.start > c.run.start and doc.text[max(m.start - 12, 0) : m.start].rstrip().endswith((" بن", " بنت", " ابن", " ولد"))  # "ريما بنت بندر بن ..." is not her father
            if entity is not None and not parent and _compatible(entity, tokens):
                linked[index] = m.entity_id
            drop.add(id(m))
        drop.update(id(m) for m in over)
        drop.update(id(m) for m in blocked)
        kept.append((index, c))

    # Full names first: a short form joins the longest name it is a part of.
    named = [(index, c, name_tokens(doc.surface(c.run.start, c.run.end))) for index, c in kept]
    known: dict[tuple[tuple[str, ...], str], None] = {}  # each name once, in the order of the text
    for m in people:
        if id(m) not in drop and (entity := entities.get(m.entity_id)) is not None:
            known[name_tokens(doc.surface(m.start, m.end)), m.entity_id] = None
            known.update(dict.fromkeys((name_tokens(a), m.entity_id) for a in entity.aliases))
    groups: dict[tuple[tuple[str, ...], str, str], None] = {}  # tokens, entity id, printed name: each once
    assigned: dict[int, str] = {}
    for index, c, tokens in sorted(named, key=lambda n: (-len(n[2]), n[1].run.start)):
        if not tokens:
            continue
        target = linked.get(index) or next((e for t, e in known if len(t) >= 2 and len(tokens) >= 2 and same_person(tokens, t)), None)
        if target is None and len(tokens) == 1 and c.royal:
            target = next((e for t, e in known if t and tokens[0] == t[0]), None)  # "الملك سلمان" is not the son of Salman
        if target is None and len(tokens) == 1:
            target = next((e for t, e in known if t and similar(tokens[0], t[-1])), None)
        if target is None:
            target = next((e for t, e, _ in groups if same_person(tokens, t)), None)
        if target is None and len(tokens) == 1 and c.run.given:
            firsts = dict.fromkeys(e for t, e in (*known, *((t, e) for t, e, _ in groups)) if len(t) > 1 and t[0] == tokens[0])
            target = next(iter(firsts)) if len(firsts) == 1 else None  # "زوجته ديانا", whom the text names in full elsewhere
        if target is None and len(tokens) == 1 and (bearer := context.knowledge.registry.surnames.get(doc.text[c.run.start : c.run.end])) is not None:
            country = entities[bearer].country_iso2
            target = bearer if country is not None and any(context.entities[m.entity_id].country_iso2 == country for m in others) else None  # "الوزير المقداد"
        if target is None:
            target = person_id(doc.surface(c.run.start, c.run.end))
        groups[tokens, target, doc.surface(c.run.start, c.run.end)] = None
        assigned[index] = target
    for position, (index, c, _) in enumerate(named):
        before = named[position - 1] if position else None
        if c.nickname and before is not None and before[0] in assigned and c.run.start - before[1].run.end < 40:
            groups = {g: None for g in groups if g[1] != assigned[index]}
            assigned[index] = assigned[before[0]]
    printed: dict[str, str] = {}  # the longest form of each
    for tokens, target, name in groups:
        if target not in printed or (len(tokens), len(name)) > (len(name_tokens(printed[target])), len(printed[target])):
            printed[target] = name

    new = [m for m in context.mentions if id(m) not in drop]
    for index, c, _ in named:
        if index not in assigned:
            continue
        entity_id = assigned[index]
        registered = entities.get(entity_id)
        new.append(FoundMention(c.run.start, c.run.end, "person", entity_id, "registry" if registered else "grammar", c.confidence))
        if entity_id not in context.entities:
            if registered is not None:
                context.entities[entity_id] = EntityInfo(entity_id, "person", registered.name_ar, registered.name_en, registered.country_iso2, True, registered.type)
            else:
                name = " ".join(printed.get(entity_id, doc.surface(c.run.start, c.run.end)).split())  # of a nickname's namesake no form is left
                context.entities[entity_id] = EntityInfo(entity_id, "person", name, romanize(name, context.knowledge.rules(load_latin_names)), None, False)
    context.mentions[:] = _in_order(new)


def _overlapping(mentions: list[FoundMention], start: int, end: int) -> list[FoundMention]:
    """Those that share characters with ``[start, end)``; ``mentions`` are in text order and do not overlap."""
    return mentions[bisect_right(mentions, start, key=attrgetter("end")) : bisect_left(mentions, end, key=attrgetter("start"))]


def _in_order(mentions: list[FoundMention]) -> list[FoundMention]:
    out: list[FoundMention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not out or m.start >= out[-1].end:
            out.append(m)
    return out
