"""Bodies across articles: one id for a name however its particles are written, the registry's where it knows the body.

A body whose name every state uses carries its country in its id already, so homonyms are told apart where they are found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
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


def resolve_bodies(sightings: Sequence[Sighting], known: Sequence[Known], rules: IdentityRules) -> Iterator[Link]:
    """One link a sighting. ``known``: the registry's bodies."""
    registry: dict[Key, set[tuple[str | None, str]]] = defaultdict(set)
    present = {k.entity_id: k.articles for k in known}
    for k in known:
        for name in k.names:
            registry[body_words(name)].add((k.country_iso2, k.entity_id))
    by_id: dict[str, list[Sighting]] = defaultdict(list)
    for s in sorted(sightings, key=attrgetter("article_id", "entity_id")):
        by_id[s.entity_id].append(s)
    groups: dict[Group, list[str]] = defaultdict(list)
    for entity_id, members in sorted(by_id.items()):
        countries = {s.country_iso2 for s in members if s.country_iso2}
        keys = {body_words(s.name) for s in members}
        if len(countries) < 2:
            groups[min(keys), min(countries, default="")].append(entity_id)
        else:
            groups[min(keys), "|" + entity_id].append(entity_id)  # said of several states: its own
    target: dict[str, str] = {}
    names: dict[Group, str] = {}  # a group's id: the one most articles print
    for group, ids in sorted(groups.items()):
        names[group] = max(ids, key=lambda i: (len(by_id[i]), i))
        for i in ids:
            target[i] = names[group]
    into = _slips(names, {g: sum(len(by_id[i]) for i in ids) for g, ids in groups.items()}, registry)
    for group, ids in sorted(groups.items()):
        last = group
        while last in into:
            last = into[last]
        to = _registered(last, registry) or names[last]
        for i in ids:
            target[i] = to
    taken: dict[str, dict[str, str]] = defaultdict(dict)  # article -> entity -> found id: what an article tells apart stays apart
    for entity_id, members in sorted(by_id.items(), key=lambda m: (target[m[0]] != m[0], m[0])):
        for s in members:
            to = target[entity_id]
            if to not in present and is_local(body_words(s.name), rules):
                yield Link(s.article_id, entity_id, qualified_body_id(s.name, s.story_id or s.article_id), "organization", "homonym")
                continue
            if to != entity_id and (s.article_id in present.get(to, ()) or taken[s.article_id].get(to, entity_id) != entity_id):
                to = entity_id
            taken[s.article_id][to] = entity_id
            reason = "itself" if to == entity_id else "registry" if to in present else "variant"
            yield Link(s.article_id, entity_id, to, "organization", reason)


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
