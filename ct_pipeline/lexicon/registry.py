"""The registry of known entities: ``seeds/registry/*.csv`` as entities, one automaton over their names, and offices with tenures.

Every file has a schema; a line that breaks it, names two entities alike, or points to something unknown is refused with file, line and reason.
Cells that hold several names separate them with ``;``. ``CT_WITHOUT_REGISTRY_PEOPLE=1`` leaves people and their offices out, to measure what is found without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ct_pipeline.config import without_registry_people
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.registry_rows import BodyRow, CityRow, Composed, MaskRow, OfficeRow, PersonRow, ShortMinistries
from ct_pipeline.lexicon.registry_rows import CountryRow as CountryRow  # part of what this module offers
from ct_pipeline.lexicon.seeds import SeedError, Seeds

COUNTRIES, CITIES, BODIES, OUTLETS, PEOPLE, OFFICES, MASKS = (
    f"registry/{name}.csv" for name in ("countries", "cities", "bodies", "outlets", "people", "offices", "masks")
)


@dataclass(frozen=True, slots=True)
class RegistryEntity:
    """A known entity. ``aliases`` are names as printed (not folded), ``name_ar`` first."""

    entity_id: str  # country:MA | org:<slug> | person:<slug> | city:<slug>-<cc>
    kind: str  # person | organization | country | city | place
    name_ar: str
    name_en: str | None
    country_iso2: str | None
    type: str | None  # of a body: ministry | intelligence | un_organ | armed_group | agency | ...
    parent_id: str | None
    wikidata_id: str | None
    aliases: tuple[str, ...]
    name_fr: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A person held an office from ``start`` to ``end`` (inclusive; None: unknown or not ended)."""

    person_id: str
    title_ar: str
    title_en: str | None
    organization_id: str | None
    country_iso2: str | None
    start: date | None
    end: date | None
    source: str | None


@dataclass(frozen=True, slots=True)
class NameUse:
    """What one spelling may stand for. ``cautious``: the word is also something else, and counts only with evidence in the text."""

    entity_id: str
    kind: str  # person | organization | country | city | nisba | mask
    cautious: bool
    country_iso2: str | None
    alias: str = ""  # as printed in the registry, for names whose spelling tells them apart


@dataclass(frozen=True)
class Registry:
    """Known entities, the automaton over all their names (payload: entity id), nisba adjectives, and offices by person.

    ``uses`` is the automaton that name finding runs: every name, every nisba and the longer phrases that hide a name (``mask``).
    ``by_country_type`` leads from ``("MA", "interior_ministry")`` to the body that "وزارة الداخلية" means in an article about Morocco.
    """

    entities: Mapping[str, RegistryEntity]
    names: Matcher[str]
    nisbas: Mapping[str, str]  # folded nisba word (with and without ال, masculine, feminine, plural) -> ISO 3166-1 alpha-2
    offices: Mapping[str, Sequence[Office]]
    uses: Matcher[NameUse] = field(default_factory=lambda: Matcher([]))
    by_country_type: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    given_names: frozenset[str] = frozenset()  # folded first words of known people's names
    surnames: Mapping[str, str] = field(default_factory=dict)  # folded last word (of five letters or more) of one known person's names alone -> that person
    holders: Matcher[str] = field(default_factory=lambda: Matcher([]))  # the names of those whose offices are known


SHARED = "shared"  # NameUse.alias of a body's name that other states' bodies bear too

_SPACES = re.compile(r"\s+")


class _Names:
    """Collects spellings, and refuses one that stands for two entities of a kind."""

    def __init__(self, seeds: Seeds) -> None:
        self._seeds = seeds
        self.owner: dict[tuple[str, str], tuple[str, str, int]] = {}
        self.uses: list[tuple[str, NameUse]] = []

    def add(self, file: str, line: int, name: str, use: NameUse, *, shared: bool = False) -> None:
        key = fold(name)
        if len(key) < 2:
            raise refuse(self._seeds, file, line, f"{name!r} is no name: it has fewer than two letters")
        if not shared:
            owner = self.owner.setdefault((use.kind, key), (use.entity_id, file, line))
            if owner[0] != use.entity_id:
                raise refuse(self._seeds, file, line, f"the alias {name!r} of {use.entity_id} already stands for {owner[0]} ({owner[1]}, line {owner[2]}); keep it at one of them")
        self.uses.append((key, use))
        for variant in _spellings(key, 3 if use.kind == "country" else 5):
            if (use.kind, variant) not in self.owner:
                self.uses.append((variant, use))


def refuse(seeds: Seeds, file: str, line: int, reason: str) -> SeedError:
    """The error for a broken registry line."""
    return SeedError(f"{seeds.folder / file}, line {line}: {reason}")


def _spellings(key: str, least: int) -> Iterator[str]:
    """Typing variants of a folded name that carry no other meaning: عبد الله / عبدالله, أبو ظبي / أبوظبي, hyphen or space; of names of more than ``least`` letters ج for غ."""
    if "عبد ال" in key:
        yield key.replace("عبد ال", "عبدال")
    elif "عبدال" in key:
        yield key.replace("عبدال", "عبد ال")
    if "-" in key:
        yield key.replace("-", " ")
    if "غ" in key and len(key) > least:
        yield key.replace("غ", "ج")  # g in Cairo: باندياغارا / باندياجارا
    if (gap := key.find(" ال")) > 2 and len(key) > 9:
        yield key[:gap] + key[gap + 1 :]  # scrapes that lose the mark-up of a linked word lose the space before it: الأممالمتحدة


_NISBA_ENDINGS = ("", "ه", "ين", "ون", "ات", "ان", "تين", "تان")


def nisba_forms(masculine: str) -> Iterator[str]:
    """The folded forms of a nisba: masculine, feminine, plural, dual, with and without the article.

    Of a phrase ("جنوب أفريقي", "كوري جنوبي") the last word inflects and every word may take the article.
    """
    *before, last = fold(masculine).split(" ")
    for ending in _NISBA_ENDINGS:
        word = last + ending
        if not before:
            yield word
            yield "ال" + word
            continue
        for article in ("", "ال"):
            firsts = [[w + (ending if w.endswith("ي") else "") for w in before], before]
            for first in firsts:
                yield " ".join([*(article + w for w in first), article + word])
        yield " ".join([*before, "ال" + word])
        yield " ".join(["ال" + before[0], *before[1:], word])  # "الرئيس الجنوب أفريقي"


def load_registry(seeds: Seeds) -> Registry:
    """Load and validate ``registry/``. Errors name file and line (:class:`ct_pipeline.lexicon.seeds.SeedError`)."""
    names = _Names(seeds)
    entities: dict[str, RegistryEntity] = {}
    nisbas: dict[str, str] = {}
    cautious_nisbas: set[str] = set()
    first_nisba: dict[str, str] = {}  # as printed, by state

    def put(file: str, line: int, entity: RegistryEntity) -> None:
        if entity.entity_id in entities:
            raise refuse(seeds, file, line, f"the id {entity.entity_id} is given twice")
        entities[entity.entity_id] = entity

    def known(file: str, line: int, column: str, identifier: str | None) -> None:
        if identifier is not None and identifier not in entities:
            raise refuse(seeds, file, line, f"column {column}: there is no {identifier} in the registry")

    for line, c in seeds.csv(COUNTRIES, CountryRow):
        identifier = f"country:{c.iso2}"
        aliases = _unique((c.name_ar, *c.aliases, *c.context_aliases, *c.shared_names))
        put(COUNTRIES, line, RegistryEntity(identifier, "country", c.name_ar, c.name_en, c.iso2, None, None, None, aliases))
        cautious, shared = {fold(a) for a in c.context_aliases}, {fold(a) for a in c.shared_names}
        for alias in aliases:
            key = fold(alias)
            names.add(COUNTRIES, line, alias, NameUse(identifier, "country", key in cautious, c.iso2), shared=key in shared)
        cautious_nisbas.update(fold(n) for n in c.context_nisbas)
        if c.nisbas or c.context_nisbas:
            first_nisba[c.iso2] = (c.nisbas or c.context_nisbas)[0]
        for words, doubtful in ((c.nisbas, False), (c.context_nisbas, True)):
            for word in words:
                for form in nisba_forms(word):
                    _nisba(seeds, line, form, c.iso2, doubtful, nisbas, names)
        doubtful_plurals = {fold(n) + ending for n in c.context_nisbas for ending in ("ون", "ين")}  # "الماليين": where the nisba means something else too, so does its plural
        for word in c.demonyms:
            for form in (fold(word), "ال" + fold(word)):
                _nisba(seeds, line, form, c.iso2, fold(word).removeprefix("ال") in doubtful_plurals, nisbas, names)

    for form, iso2 in list(nisbas.items()):  # "جنديا فرنسيا"; where the state itself is called so ("سوريا"), nothing is added
        if form.endswith("ي") and " " not in form and not form.startswith("ال") and ("country", form + "ا") not in names.owner:
            names.uses.append((form + "ا", NameUse(f"country:{iso2}", "nisba", form in cautious_nisbas, iso2)))

    for line, city in seeds.csv(CITIES, CityRow):
        identifier = f"city:{city.id}"
        known(CITIES, line, "country", f"country:{city.country}")
        if not city.id.endswith("-" + city.country.lower()):
            raise refuse(seeds, CITIES, line, f"column id: {city.id!r} must end in -{city.country.lower()}")
        aliases = _unique((city.name_ar, *city.aliases, *city.context_aliases, *city.shared_names))
        put(CITIES, line, RegistryEntity(identifier, "city", city.name_ar, city.name_en, city.country, None, None, None, aliases, None, city.latitude, city.longitude))
        cautious, shared = {fold(a) for a in city.context_aliases}, {fold(a) for a in city.shared_names}
        for alias in aliases:
            key = fold(alias)
            names.add(CITIES, line, alias, NameUse(identifier, "city", key in cautious, city.country, alias), shared=key in shared)

    parents: list[tuple[str, int, str]] = []
    by_type: dict[tuple[str, str], list[str]] = {}
    for file in (BODIES, OUTLETS):
        for line, b in seeds.csv(file, BodyRow):
            identifier = f"org:{b.id}"
            known(file, line, "country", b.country and f"country:{b.country}")
            aliases = _unique((b.name_ar, *b.aliases, *b.context_aliases, *b.shared_names))
            parent = b.parent and f"org:{b.parent}"
            if parent:
                parents.append((file, line, parent))
            put(file, line, RegistryEntity(identifier, "organization", b.name_ar, b.name_en, b.country, b.type, parent, b.wikidata, aliases, b.name_fr))
            cautious, shared = {fold(a) for a in b.context_aliases}, {fold(a) for a in b.shared_names}
            for alias in aliases:
                key = fold(alias)
                names.add(file, line, alias, NameUse(identifier, "organization", key in cautious, b.country, SHARED if key in shared else ""), shared=key in shared)
            if b.country:
                by_type.setdefault((b.country, b.type), []).append(identifier)
    for entity in _composed(seeds, first_nisba, entities, by_type):
        known(COUNTRIES, 1, "composed", f"country:{entity.country_iso2}")
        entities[entity.entity_id] = entity
        by_type.setdefault((entity.country_iso2 or "", entity.type or ""), []).append(entity.entity_id)
        for alias in entity.aliases:
            if ("organization", fold(alias)) not in names.owner:
                names.add(COUNTRIES, 1, alias, NameUse(entity.entity_id, "organization", False, entity.country_iso2))
    for head, body_type in seeds.yaml("registry/cues.yml", ShortMinistries).short_ministries.items():
        for nisba, iso2 in nisbas.items():
            if nisba.startswith("ال") and nisba.endswith("يه") and " " not in nisba and (holders := by_type.get((iso2, body_type))):
                key = f"{fold(head)} {nisba}"
                if ("organization", key) not in names.owner:
                    names.uses.append((key, NameUse(holders[0], "organization", False, iso2)))
    for file, line, parent in parents:
        known(file, line, "parent", parent)
        above: list[str] = []
        upper: str | None = parent
        while upper is not None and upper not in above:
            above.append(upper)
            upper = entities[upper].parent_id if upper in entities else None
        if upper is not None:
            raise refuse(seeds, file, line, f"column parent: {' is under '.join([*above, upper])}; a body cannot stand above itself")

    nobody = without_registry_people()
    for line, p in seeds.csv(PEOPLE, PersonRow) if not nobody else ():
        identifier = f"person:{p.id}"
        known(PEOPLE, line, "country", p.country and f"country:{p.country}")
        aliases = _unique((p.name_ar, *p.aliases))
        put(PEOPLE, line, RegistryEntity(identifier, "person", p.name_ar, p.name_en, p.country, None, None, p.wikidata, aliases))
        for alias in aliases:
            if " " not in _SPACES.sub(" ", fold(alias)):
                raise refuse(seeds, PEOPLE, line, f"the name {alias!r} is one word; a surname alone is resolved within an article")
            names.add(PEOPLE, line, alias, NameUse(identifier, "person", False, p.country))

    offices: dict[str, list[Office]] = {}
    for line, o in seeds.csv(OFFICES, OfficeRow) if not nobody else ():
        person, body = f"person:{o.person}", o.body and f"org:{o.body}"
        known(OFFICES, line, "person", person)
        known(OFFICES, line, "body", body)
        known(OFFICES, line, "country", o.country and f"country:{o.country}")
        if o.start and o.end and o.end < o.start:
            raise refuse(seeds, OFFICES, line, f"the office ends ({o.end}) before it starts ({o.start})")
        if any((x.title_ar, x.organization_id, x.country_iso2, x.start) == (o.title_ar, body, o.country, o.start) for x in offices.get(person, ())):
            raise refuse(seeds, OFFICES, line, f"{person} as {o.title_ar} from {o.start or 'an unknown day'} stands there twice; keep one line")
        offices.setdefault(person, []).append(Office(person, o.title_ar, o.title_en, body, o.country, o.start, o.end, o.source))

    masks = [(fold(m.phrase), NameUse("", "mask", False, None, m.phrase)) for _, m in seeds.csv(MASKS, MaskRow)]
    given = frozenset(fold(a).split(" ")[0] for e in entities.values() if e.kind == "person" for a in e.aliases)
    return Registry(
        entities,
        Matcher((key, use.entity_id) for key, use in names.uses if use.kind != "nisba"),
        nisbas,
        {k: tuple(sorted(v, key=lambda o: (o.start or date.min, o.title_ar))) for k, v in offices.items()},
        Matcher([*names.uses, *masks]),
        {k: tuple(v) for k, v in by_type.items()},
        given,
        _surnames(e for e in entities.values() if e.kind == "person"),
        Matcher((key, use.entity_id) for key, use in names.uses if use.entity_id in offices),
    )


_SURNAME = 5  # letters that a last name must have to tell its bearer without the rest


def _surnames(people: Iterable[RegistryEntity]) -> dict[str, str]:
    """The last words of names that one person alone bears."""
    bearers: dict[str, set[str]] = {}
    for person in people:
        for alias in person.aliases:
            bearers.setdefault(fold(alias).split(" ")[-1], set()).add(person.entity_id)
    return {word: min(ids) for word, ids in bearers.items() if len(ids) == 1 and len(word) >= _SURNAME}


def _composed(seeds: Seeds, nisbas: Mapping[str, str], entities: Mapping[str, RegistryEntity], by_type: Mapping[tuple[str, str], list[str]]) -> list[RegistryEntity]:
    """The bodies of ``registry/cues.yml`` that every state has, for the states of which no line of ``bodies.csv`` gives one."""
    out = []
    cues = seeds.yaml("registry/cues.yml", Composed)
    for pattern in cues.composed:
        for iso2 in pattern.only or sorted(set(nisbas) - set(cues.no_states)):
            identifier, nisba = f"org:{pattern.slug}-{iso2.lower()}", nisbas.get(iso2)
            if nisba is None or (iso2, pattern.type) in by_type or identifier in entities:
                continue
            words = {"m": " ".join("ال" + w for w in nisba.split()), "f": " ".join("ال" + w + ("ة" if w.endswith("ي") else "") for w in nisba.split())}
            words["en"] = entities[f"country:{iso2}"].name_en or iso2
            aliases = _unique(a.format(**words) for a in (pattern.ar, *pattern.aliases))
            out.append(RegistryEntity(identifier, "organization", aliases[0], pattern.en.format(**words), iso2, pattern.type, None, None, aliases))
    return out


def _nisba(seeds: Seeds, line: int, form: str, iso2: str, doubtful: bool, nisbas: dict[str, str], names: _Names) -> None:
    if nisbas.setdefault(form, iso2) != iso2:
        raise refuse(seeds, COUNTRIES, line, f"the nisba {form!r} of {iso2} already belongs to {nisbas[form]}")
    names.uses.append((form, NameUse(f"country:{iso2}", "nisba", doubtful, iso2)))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
