"""Names of one bearer come together: surest evidence first, nothing that contradicts, in an order that only the set decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from ct_pipeline.extract.person_grammar import bare
from ct_pipeline.resolve.evidence import Profile, Sighting
from ct_pipeline.resolve.names import NameComparer, Words


@dataclass(slots=True, eq=False)
class Node:
    """One name of one bearer, and the bearer it turns out to be (``into``)."""

    words: Words
    entity_id: str
    profile: Profile
    sightings: list[Sighting]
    registered: str | None = None
    present: frozenset[str] = frozenset()  # articles that name the registered bearer under its own id
    into: Node | None = None
    members: list[Node] = field(default_factory=list)

    @property
    def key(self) -> Words:
        return tuple(map(bare, self.words))

    def find(self) -> Node:
        node = self
        while node.into is not None:
            node = node.into
        return node

    @property
    def rank(self) -> tuple[bool, int, int, Words, str]:
        """The greatest of a bearer's names gives the id: the registry's, the one most articles print, the fullest."""
        return (self.registered is not None, len(self.sightings), len(self.words), self.words, self.entity_id)


def merge(found: Sequence[Node], registered: Sequence[Node], pairs: Callable[[Sequence[Node]], Iterable[tuple[Node, Node]]], compare: NameComparer) -> None:
    """Join the nodes of ``found`` among themselves and into the names of ``registered``; afterwards ``node.find().entity_id`` is its bearer's id."""
    every = [*found, *registered]
    edges: dict[tuple[int, int], tuple[int, str, str]] = {}
    number = {id(n): i for i, n in enumerate(every)}
    candidates: dict[int, list[tuple[int, int]]] = defaultdict(list)  # a name -> those it may be of, with the strength
    for a, b in pairs(every):
        i, j = number[id(a)], number[id(b)]
        pair = (i, j) if i < j else (j, i)
        if i == j or pair in edges or (a.registered is not None and b.registered is not None) or _apart(a, b):
            continue
        strength = _strength(a, b, compare)
        if strength is None:
            continue
        edges[pair] = (strength, min(a.entity_id, b.entity_id), max(a.entity_id, b.entity_id))
        for one, other in ((i, j), (j, i)):
            candidates[one].append((strength, other))
    for index, others in sorted(candidates.items()):
        best = min(s for s, _ in others)
        sure = sorted(j for s, j in others if s == best)
        if all(_together(every[index], every[a], every[b], compare) for n, a in enumerate(sure) for b in sure[n + 1 :]):
            dropped = [j for s, j in others if s != best and len(every[j].words) > len(every[index].words)]  # another longer name, less sure
        else:
            dropped = [j for s, j in others if len(every[j].words) >= len(every[index].words)]  # it may be of two people: of neither
        for j in dropped:
            edges.pop((min(index, j), max(index, j)), None)
    for n in every:
        n.members = [n]
    for (i, j), _ in sorted(edges.items(), key=lambda e: (e[1], e[0])):
        a, b = every[i].find(), every[j].find()
        if a is b or (a.registered and b.registered and a.registered != b.registered) or _apart(a, b):
            continue
        if not all(_one_bearer(x, y, compare) for x, y in product(a.members, b.members)):
            continue
        keep, give = (a, b) if max(m.rank for m in a.members) >= max(m.rank for m in b.members) else (b, a)
        give.into = keep
        keep.profile.add(give.profile)
        keep.present |= give.present
        keep.members += give.members
        give.members = []


def _apart(a: Node, b: Node) -> bool:
    return a.profile.contradicts(b.profile) or not a.present.isdisjoint(b.profile.articles) or not b.present.isdisjoint(a.profile.articles)


def _together(of: Node, a: Node, b: Node, compare: NameComparer) -> bool:
    """``a`` and ``b``, of either of which ``of`` may be a form, can be one."""
    if a.registered is not None and a.registered == b.registered:
        return True
    if a.key == b.key or _apart(a, b):
        return False
    longer = len(a.words) > len(of.words) and len(b.words) > len(of.words)
    return not longer or compare.relation(a.words, b.words) is not None


def _one_bearer(a: Node, b: Node, compare: NameComparer) -> bool:
    if a.registered is not None and a.registered == b.registered:
        return True
    return a.key != b.key and compare.relation(a.words, b.words) is not None  # bearers of one name were told apart already


def _strength(a: Node, b: Node, compare: NameComparer) -> int | None:
    """1: office, body or story in common; 2: the country; 3: three words of the name; None: not enough to be one bearer."""
    relation = compare.relation(a.words, b.words)
    if relation is None or a.key == b.key:
        return None
    kind, likeness = relation
    short = a.words if len(a.words) <= len(b.words) else b.words
    if a.profile.shares_office(b.profile):
        return 1
    country = a.profile.shares_country(b.profile)
    if kind == "part":
        return 2 if country and likeness != "slip" and not compare.weak(short) else None
    if len(short) > 2 and likeness != "slip":
        return 2 if country else 3
    return 2 if country and (likeness != "slip" or len(short) > 2) and not compare.weak(short) else None
