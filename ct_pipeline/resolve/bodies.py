"""Bodies across articles: one id for a name however its particles are written, the registry's where it knows the body.

A body whose name every state uses carries its country in its id already, so homonyms are told apart where they are found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from rapidfuzz.distance import Levenshtein

from ct_pipeline.extract.body_identity import body_id, name_key
from ct_pipeline.resolve.evidence import Known, Link, Sighting
from ct_pipeline.resolve.rules import IdentityRules

Key = tuple[str, ...]
Group = tuple[Key, str]  # words and country ("" where none is told)
_COMPARED = 50  # of names that share all words but one, each is compared with so many that are printed more
_GLUE = frozenset({"في", "من", "و", "ب", "ل", "بن", "ابن"})
_PARTICLES = ("وبال", "ولل", "وال", "بال", "كال", "فال", "لل", "ال", "ب", "ل", "و")


@lru_cache(maxsize=1 << 17)  # names recur from article to article
def body_words(name: str) -> Key:
    """The words of a body's name without article and particles: "محكمة الاستئناف بالرباط" and "محكمة الاستئناف في الرباط" are one."""
    words = name_key(name).split()
    return tuple(_plain(w) if n else w for n, w in enumerate(words) if not n or w not in _GLUE)


def qualified_body_id(name: str, mark: str) -> str:
    """The id of one of the bodies of many towns that bear ``name``: of the name and the story it is told in."""
    return body_id(name, mark)


def is_local(words: Key, rules: IdentityRules) -> bool:
    """Every town has a body of that name: "المجلس الجماعي", "المحكمة الابتدائية", and neither a place nor anything of its own is in it."""
    head, *rest = words
    if " ".join(words) in rules.local_names:
        return True
    return head in rules.local_heads and bool(rest) and any(w in rules.local_adjectives for w in rest) and all(w in rules.local_adjectives or w in rules.local_fields for w in rest)


def _plain(word: str) -> str:
    for particle in _PARTICLES:
        if word.startswith(particle) and len(word) - len(particle) > 2:
            return word[len(particle) :]
    return word


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name that articles print for a body, and how many do."""

    entity_id: str
    name: str
    country_iso2: str | None
    articles: int


def resolve_bodies(sightings: Sequence[Sighting], known: Sequence[Known], rules: IdentityRules) -> Iterator[Link]:
    """One link a sighting. ``known``: the registry's bodies."""
    counted = Counter((s.entity_id, s.name, s.country_iso2) for s in sightings)
    target = body_targets([BodyName(*key, n) for key, n in counted.items()], known, rules)
    present = {k.entity_id for k in known}
    claims = {(a, k.entity_id) for k in known for a in k.articles} | {(s.article_id, s.entity_id) for s in sightings if claims_itself(s.entity_id, s.name, target, present, rules)}
    changed = {(x.article_id, x.found_id): x for x in body_links((s for s in sightings if is_moved(s.entity_id, s.name, target, present, rules)), target, present, claims, rules)}
    for s in sorted(sightings, key=attrgetter("entity_id", "article_id")):
        yield changed.get((s.article_id, s.entity_id)) or Link(s.article_id, s.entity_id, s.entity_id, "organization", "itself")


def body_targets(names: Iterable[BodyName], known: Sequence[Known], rules: IdentityRules) -> dict[str, str]:
    """``{entity_id: the id it is to have}``: of every name, whatever an article may have against it."""
    registry: dict[Key, set[tuple[str | None, str]]] = defaultdict(set)
    for k in known:
        for name in k.names:
            registry[body_words(name)].add((k.country_iso2, k.entity_id))
    by_id: dict[str, list[BodyName]] = defaultdict(list)
    for n in names:
        by_id[n.entity_id].append(n)
    printed = {entity_id: sum(n.articles for n in members) for entity_id, members in by_id.items()}
    groups: dict[Group, list[str]] = defaultdict(list)
    for entity_id, members in sorted(by_id.items()):
        countries = {n.country_iso2 for n in members if n.country_iso2}
        keys = {body_words(n.name) for n in members}
        if len(countries) < 2:
            groups[min(keys), min(countries, default="")].append(entity_id)
        else:
            groups[min(keys), "|" + entity_id].append(entity_id)  # said of several states: its own
    ids: dict[Group, str] = {group: max(members, key=lambda i: (printed[i], i)) for group, members in groups.items()}  # a group's id: the one most articles print
    into = _slips(ids, {group: sum(printed[i] for i in members) for group, members in groups.items()}, registry)
    target: dict[str, str] = {}
    for group, members_ids in groups.items():
        last = group
        while last in into:
            last = into[last]
        to = _registered(last, registry) or ids[last]
        for i in members_ids:
            target[i] = to
    return target


def is_moved(entity_id: str, name: str, target: Mapping[str, str], known: Container[str], rules: IdentityRules) -> bool:
    """Whether a body printed under ``name`` gets another id than it was found with, unless its article is against it."""
    return target[entity_id] != entity_id or _is_homonym(entity_id, name, target, known, rules)


def claims_itself(entity_id: str, name: str, target: Mapping[str, str], known: Container[str], rules: IdentityRules) -> bool:
    """Whether a body keeps its id, so that no other body of the article gets it."""
    return target[entity_id] == entity_id and not _is_homonym(entity_id, name, target, known, rules)


def _is_homonym(entity_id: str, name: str, target: Mapping[str, str], known: Container[str], rules: IdentityRules) -> bool:
    return target[entity_id] not in known and is_local(body_words(name), rules)


def body_links(moved: Iterable[Sighting], target: Mapping[str, str], known: Container[str], claims: Container[tuple[str, str]], rules: IdentityRules) -> Iterator[Link]:
    """A link for each of the sightings for which :func:`is_moved` says so.

    ``claims``: article and id of what keeps its id there, and of the registry's bodies that the article names: what an article tells apart stays apart.
    """
    taken: dict[tuple[str, str], str] = {}  # article and entity -> found id
    for s in sorted(moved, key=attrgetter("entity_id", "article_id")):
        to = target[s.entity_id]
        if _is_homonym(s.entity_id, s.name, target, known, rules):
            yield Link(s.article_id, s.entity_id, qualified_body_id(s.name, s.story_id or s.article_id), "organization", "homonym")
        elif (s.article_id, to) in claims or taken.get((s.article_id, to), s.entity_id) != s.entity_id:
            yield Link(s.article_id, s.entity_id, s.entity_id, "organization", "itself")
        else:
            taken[s.article_id, to] = s.entity_id
            yield Link(s.article_id, s.entity_id, to, "organization", "registry" if to in known else "variant")


def _registered(group: Group, registry: dict[Key, set[tuple[str | None, str]]]) -> str | None:
    """The registry's only body of that name that the country does not contradict."""
    words, country = group
    fitting = registry.get(words, set())
    exact = {e for c, e in fitting if c is not None and c == country}
    if len(exact) == 1:
        return exact.pop()
    free = {e for c, e in fitting if c is None or not country}
    return free.pop() if len(free) == 1 and len(words) > 1 and (not country or len(fitting) == 1) else None


def _slips(names: dict[Group, str], counts: dict[Group, int], registry: dict[Key, set[tuple[str | None, str]]]) -> dict[Group, Group]:
    """Typed wrong -> right: names of three words or more that differ by a letter of one long word. The registry's form is right, else the one more articles print."""
    blocks: dict[tuple[str, ...], set[Group]] = defaultdict(set)
    every = set(names) | {(words, country or "") for words, bodies in registry.items() for country, _ in bodies}
    standing = {g: (_registered(g, registry) is not None, counts.get(g, 0), g) for g in every}
    for group in every:
        words, country = group
        if len(words) > 2 and not country.startswith("|"):
            for left_out in range(len(words)):  # all words but one alike
                blocks[country, str(left_out), *words[:left_out], *words[left_out + 1 :]].add(group)
    out: dict[Group, Group] = {}
    for key, members in sorted(blocks.items()):
        at, ordered = int(key[1]), sorted(members, key=standing.__getitem__, reverse=True)
        for n, group in enumerate(ordered):
            if not n or group not in names or standing[group][0]:
                continue
            right = next((o for o in ordered[: min(n, _COMPARED)] if _typed(group[0][at], o[0][at])), None)
            if right is not None and (group not in out or standing[right] > standing[out[group]]):
                out[group] = right
    return out


def _typed(a: str, b: str) -> bool:
    """One letter left out or doubled inside a word of six or more, endings apart ("الاستراتيجية", "الاستراتجية")."""
    return min(len(a), len(b)) > 5 and a[0] == b[0] and a[-1] == b[-1] and Levenshtein.distance(a, b, score_cutoff=1) <= 1 and len(a) != len(b)
