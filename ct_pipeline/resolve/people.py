"""People across articles: bearers of each name, then names of each bearer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter

from ct_pipeline.extract.people import name_tokens, person_id
from ct_pipeline.extract.person_grammar import bare
from ct_pipeline.resolve.evidence import Known, Link, Profile, Sighting, portfolio, portfolio_marks, profile_of
from ct_pipeline.resolve.merging import Node, merge
from ct_pipeline.resolve.names import NameComparer, Words
from ct_pipeline.resolve.rules import IdentityRules

_CROWDED = 200  # a block of more names is compared with neighbours only
_NEIGHBOURS = 60


@lru_cache(maxsize=1 << 17)
def qualified_person_id(name: str, mark: str) -> str:
    """The id of one of several bearers of ``name``: of the name and what tells him apart (a country, a portfolio, a story)."""
    return "person:x" + hashlib.sha256((qualified_key(name) + mark).encode()).hexdigest()[:12]


def qualified_key(name: str) -> str:
    """What the id of one of several bearers of ``name`` is hashed from, before what tells him apart."""
    return "person " + " ".join(bare(t) for t in name_tokens(name)) + "|"


@lru_cache(maxsize=1 << 17)
def _name_words(name: str) -> Words:
    """The words of a name as blocks have them; names recur from article to article."""
    return tuple(bare(t) for t in name_tokens(name))


def resolve_people(sightings: Sequence[Sighting], known: Sequence[Known], rules: IdentityRules) -> Iterator[Link]:
    """One link a sighting. ``known``: the registry's people."""
    compare = NameComparer(rules)
    registered = _Registered(known, rules)
    nodes: list[Node] = []
    by_name: dict[Words, list[Sighting]] = defaultdict(list)
    for s in sorted(sightings, key=attrgetter("article_id", "entity_id")):
        by_name[_name_words(s.name)].append(s)
    for key in sorted(by_name):
        nodes.extend(_bearers(by_name[key], registered.by_name.get(key), compare, rules))
    merge(nodes, registered.nodes(nodes), lambda every: _pairs(every, compare), compare)
    for node in nodes:
        entity = node.find().entity_id
        for s in node.sightings:
            if s.entity_id == entity:
                reason = "itself"
            elif entity == node.registered:
                reason = "registry"
            else:
                reason = "variant" if node.find() is not node else "homonym"
            yield Link(s.article_id, s.entity_id, entity, "person", reason)


class _Registered:
    """The registry's people by every name."""

    def __init__(self, known: Sequence[Known], rules: IdentityRules) -> None:
        self.by_name: dict[Words, tuple[Known, Profile]] = {}
        self.all: dict[str, tuple[Known, Profile]] = {}
        for k in known:
            self.all[k.entity_id] = (k, profile_of(k.offices, k.country_iso2, rules))
            for name in k.names:
                self.by_name.setdefault(tuple(bare(t) for t in name_tokens(name)), self.all[k.entity_id])

    def nodes(self, found: Sequence[Node]) -> list[Node]:
        """A node for every name of a registered person that begins or ends like a name found: the others can join none."""
        words = {n.words[0] for n in found if n.words} | {n.words[-1] for n in found if n.words}
        first = {w[:1] for w in words}
        out = []
        for key, (k, profile) in sorted(self.by_name.items()):
            if len(key) > 1 and key[0][:1] in first:
                printed = next(t for n in k.names if tuple(map(bare, t := name_tokens(n))) == key)
                out.append(Node(printed, k.entity_id, Profile(set(profile.countries), set(profile.organizations), set(profile.titles)), [], k.entity_id, k.articles))
        return out


@dataclass(slots=True)
class _Bearer:
    """Sightings of one name that do not contradict each other."""

    profile: Profile
    sightings: list[Sighting] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)  # what may tell him apart, least first


def _bearers(sightings: list[Sighting], holder: tuple[Known, Profile] | None, compare: NameComparer, rules: IdentityRules, several: bool = False) -> Iterator[Node]:
    """Split the sightings of one name by contradiction; what tells nothing goes to the only bearer there is."""
    if holder is not None:  # an article that tells the registered person from another of his name
        apart = [s for s in sightings if _is_apart(s, holder[0])]
        if apart:
            yield from _bearers(apart, None, compare, rules, True)
            sightings = [s for s in sightings if not _is_apart(s, holder[0])]
            if not sightings:
                return
    told: list[tuple[Sighting, Profile]] = []
    silent: list[Sighting] = []
    for s in sightings:
        p = profile_of(s.offices, s.country_iso2, rules)
        (told.append((s, p)) if p.told else silent.append(s))
    weak = compare.weak(name_tokens(min(s.name for s in sightings)))
    groups = _by_country(told, not weak)
    groups = [part for group in groups for part in _by_portfolio(group, rules)]
    words = name_tokens(min(s.name for s in sightings))
    name = min(s.name for s in sightings)
    registered: str | None = None
    if holder is not None:  # the bearer whom the registry names, if one fits
        fitting = [g for g in groups if not g.profile.contradicts(holder[1])]
        best = max(fitting, key=lambda g: (bool(g.profile.countries & holder[1].countries), len(g.sightings), min(g.marks)), default=None)
        if best is None and silent and not weak:
            best = _Bearer(Profile())
            groups.append(best)
        if best is not None:
            registered = holder[0].entity_id
            groups.remove(best)
            best.sightings += [] if weak else silent
            silent = silent if weak else []
            yield _node(words, registered, best, registered)
    if len(groups) == 1 and silent and not weak and registered is None:
        groups[0].sightings += silent
        silent = []
    several = several or holder is not None or len(groups) + (len({s.story_id or s.article_id for s in silent}) if weak else bool(silent)) > 1
    for g in groups:
        yield _node(words, qualified_person_id(name, min(g.marks)) if several else person_id(name), g, None)
    if silent and not weak:
        yield _node(words, person_id(name), _Bearer(Profile(), silent), None)
    elif silent:  # a name that tells nobody apart: the one of each story is somebody for himself
        by_story: dict[str, list[Sighting]] = defaultdict(list)
        for s in silent:
            by_story[s.story_id or s.article_id].append(s)
        for story, members in sorted(by_story.items()):
            yield _node(words, qualified_person_id(name, story) if several else person_id(name), _Bearer(Profile(), members), None)


def _is_apart(s: Sighting, known: Known) -> bool:
    return s.article_id in known.articles and s.entity_id != known.entity_id


def _node(words: Words, entity_id: str, bearer: _Bearer, registered: str | None) -> Node:
    profile = bearer.profile
    profile.articles |= {s.article_id for s in bearer.sightings}
    profile.stories |= {s.story_id for s in bearer.sightings if s.story_id}
    return Node(words, entity_id, profile, bearer.sightings, registered)


_LONG_TITLE = 4  # words of a title that no two states print alike


def _by_country(told: list[tuple[Sighting, Profile]], by_title: bool) -> list[_Bearer]:
    """Those whose states are joined by a sighting that gives both, or (``by_title``) by one long title that both print: then a state was read wrong.

    Offices without a state go to the only bearer, or to the one whose body or title they share.
    """
    leader: dict[str, str] = {}

    def find(c: str) -> str:
        while leader.setdefault(c, c) != c:
            c = leader[c]
        return c

    for _, p in told:
        first, *others = sorted(p.countries) or [""]
        for c in others:
            one, two = sorted((find(first), find(c)))
            leader[two] = one
    states: dict[str, str] = {}  # long title -> a state that it was printed for
    for _, p in told if by_title else ():
        for title in sorted(p.titles) if p.countries else ():
            if len(title.split()) >= _LONG_TITLE:
                one, two = sorted((find(states.setdefault(title, min(p.countries))), find(min(p.countries))))
                leader[two] = one
    out: dict[str, _Bearer] = {}
    stateless: list[tuple[Sighting, Profile]] = []
    for s, p in told:
        if not p.countries:
            stateless.append((s, p))
            continue
        bearer = out.setdefault(find(min(p.countries)), _Bearer(Profile()))
        bearer.profile.add(p)
        bearer.sightings.append(s)
        bearer.marks |= p.countries
    firm = [(b, set(b.profile.organizations), set(b.profile.titles)) for _, b in sorted(out.items())]
    rest = _Bearer(Profile())
    for s, p in stateless:
        fitting = [b for b, organizations, titles in firm if organizations & p.organizations or titles & p.titles] or [b for b, _, _ in firm]
        bearer = fitting[0] if len(fitting) == 1 else rest
        bearer.profile.add(p)
        bearer.sightings.append(s)
        if bearer is rest:
            rest.marks.add("")
    return [b for b, _, _ in firm] + ([rest] if rest.sightings else [])


def _by_portfolio(bearer: _Bearer, rules: IdentityRules) -> list[_Bearer]:
    """Two bearers where one would hold two portfolios on the same days: "وزير العدل" before and after another article's "وزير الصحة"."""
    held: list[tuple[Sighting, str, frozenset[str], date]] = []
    for s in bearer.sightings:
        for o in s.offices:
            if o.first is not None and (p := portfolio(o, rules)):
                held.append((s, p[0], p[1], o.first))
    if len({p for _, _, p, _ in held}) < 2:
        return [bearer]
    groups: list[tuple[set[str], set[str], list[date], set[str]]] = []  # words of the portfolio, articles, days, heads
    for s, head, words, day in sorted(held, key=lambda h: (h[3], h[0].article_id, sorted(h[2]))):
        joined = [g for g in groups if g[3] & {head} and (g[0] & words or s.article_id in g[1])]
        new = (set(words), {s.article_id}, [day], {head})
        for g in joined:
            groups.remove(g)
            new = (new[0] | g[0], new[1] | g[1], new[2] + g[2], new[3] | g[3])
        groups.append(new)
    rivals = [(a, b) for i, a in enumerate(groups) for b in groups[i + 1 :] if a[3] & b[3] and max(min(a[2]), min(b[2])) <= min(max(a[2]), max(b[2]))]
    if not rivals:
        return [bearer]
    out = []
    rest = _Bearer(Profile(), [], set(bearer.marks))
    placed: set[str] = set()
    for _, articles, _, _ in sorted(groups, key=lambda g: sorted(g[0])):
        part = _Bearer(Profile(), [s for s in bearer.sightings if s.article_id in articles])
        for s in part.sightings:
            part.profile.add(profile_of(s.offices, s.country_iso2, rules))
            part.marks.update(mark for o in s.offices for mark in portfolio_marks(o, rules))
        placed |= articles
        out.append(part)
    for s in bearer.sightings:
        if s.article_id not in placed:
            rest.sightings.append(s)
            rest.profile.add(profile_of(s.offices, s.country_iso2, rules))
    return out + ([rest] if rest.sightings else [])


def _pairs(nodes: Sequence[Node], compare: NameComparer) -> Iterator[tuple[Node, Node]]:
    """Names worth comparing: near alike at one end, the same letter at the other, and something besides the name in common. Near linear in their number."""
    blocks: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
    seen: set[str] = set()
    shared: set[str] = set()  # stories that name two of them: at a million articles blocks of one would be most of the memory
    for n in nodes:
        shared |= n.profile.stories & seen
        seen |= n.profile.stories
    for n in nodes:
        if len(n.words) < 2:
            continue
        skeletons = [compare.skeleton(w) for w in n.words]
        ends = {skeletons[-1], skeletons[-2]} if len(n.words) > 2 else {skeletons[-1]}
        if len(n.words) > 2:
            blocks["", "".join(skeletons), ""].append(n)
        for evidence in _evidence(n, shared):
            for last in ends:
                blocks[evidence, skeletons[0], "^" + last[:1]].append(n)
                blocks[evidence, skeletons[0][:1] + "^", last].append(n)
    for _, members in sorted(blocks.items(), key=lambda b: b[0]):
        if len(members) < 2:
            continue
        members.sort(key=lambda n: (n.words, n.entity_id))
        reach = len(members) if len(members) <= _CROWDED else _NEIGHBOURS
        for i, a in enumerate(members):
            for b in members[i + 1 : i + 1 + reach]:
                if a.sightings or b.sightings:  # two of the registry's are two
                    yield a, b


def _evidence(node: Node, stories: set[str]) -> Iterable[str]:
    p = node.profile
    return (*p.countries, *p.organizations, *p.titles, *(f"story {s}" for s in p.stories & stories))
