"""Short forms of bodies: "المنتدى", "الوزارة", "المكتب المركزي", "هذه اللجنة" stand for a body that the article has named.

A head noun with the article and without a complement never makes a new body; it resolves to the latest body whose name has
that head (and those adjectives), or stays unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from ct_pipeline.extract.bodies import BodyRules, load_body_rules, name_at
from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.language.fold import fold

# Heads whose bare form is a kind of people or a thing more often than the body named before: "القوات", "القيادة".
_NOT_ALONE = frozenset({"armed_force", "unit", "media", "presidency"})


def resolve_bodies(context: Context) -> None:
    """Add mentions with ``is_named`` False and method ``short_form`` for head nouns that stand for a body of this article."""
    rules = context.knowledge.rules(load_body_rules)
    doc = context.doc
    named = [m for m in context.mentions if m.kind == "organization" and m.is_named]
    if not named:
        return
    heads_of = _heads_of(context, named, rules)
    if not heads_of:
        return
    passing = {m.start for m in named if (i := doc.token_at(m.start)) and doc.tokens[i].start == m.start and doc.tokens[i - 1].text in rules.aside}
    taken = sorted((m.start, m.end) for m in context.mentions)
    starts = [a for a, _ in taken]
    spoken_of = {head: _SpokenOf(bodies, [(m.start, m.entity_id, m.start in passing) for m in named if m.entity_id in bodies]) for head, bodies in heads_of.items()}
    heads_with: dict[str, list[str]] = defaultdict(list)
    for head_word, bodies in heads_of.items():
        for body in bodies:
            heads_with[body].append(head_word)
    found: list[FoundMention] = []
    here = rules.heads.keys() & doc.distinct
    for sentence in doc.sentences:
        for index in [i for i in range(sentence.first_token, sentence.last_token) if doc.words[i] in here]:
            token = doc.tokens[index]
            forms = rules.heads[token.text]
            place = bisect_right(starts, token.start)
            if (place and taken[place - 1][1] > token.start) or (place < len(taken) and taken[place][0] < token.end):
                continue
            for skip, definite, head in forms:
                if not definite or len(head.words) > 1:
                    continue
                word = head.words[0]
                if word not in heads_of:
                    continue
                adjectives: list[str] = []
                j = index + 1
                while j < sentence.last_token and doc.text[doc.tokens[j - 1].end : doc.tokens[j].start] == " ":
                    w = doc.tokens[j].text
                    if not w.startswith("ال") or w in rules.stops or w[2:] in rules.titles or w[2:] in rules.not_adjectives or len(adjectives) > 2:
                        break
                    if not (w[2:] in rules.deictic or w[2:] in rules.naming or w[2:].endswith(("ي", "يه"))):
                        break
                    adjectives.append(w[2:])
                    j += 1
                if index and doc.tokens[index - 1].text.lstrip("وبل") in rules.cups:
                    continue  # "كأس الكونفدرالية"
                if j < sentence.last_token and not adjectives and doc.tokens[j].text in rules.compound_adjectives and doc.text[token.end] == " ":
                    continue  # "الكلية متعددة التخصصات"
                naming = [a for a in adjectives if a not in rules.deictic]
                if not naming and (head.type in _NOT_ALONE):
                    continue
                entity = spoken_of[word].referent(naming, token.start)
                if entity is None:
                    continue
                end = doc.tokens[index + len(naming)].end if naming and adjectives[: len(naming)] == naming else token.end
                start = token.start + skip
                found.append(FoundMention(start, end, "organization", entity, "short_form", 0.7, False))
                for other in heads_with[entity]:
                    spoken_of[other].spoken(entity, token.start)
                break
    if found:
        context.mentions = sorted([*context.mentions, *found], key=lambda m: (m.start, -m.end, m.kind))


_REMEMBERED = 400  # characters for which the body told before outlasts one named in passing


class _SpokenOf:
    """The bodies that one head noun may stand for, and which of them was spoken of last."""

    def __init__(self, bodies: Mapping[str, frozenset[str]], named: list[tuple[int, str, bool]]) -> None:
        self._named, self._next = named, 0  # in text order; whether in passing
        self._all = bodies
        self._with: dict[str, set[str]] = defaultdict(set)
        for body, words in bodies.items():
            for word in words:
                self._with[word].add(body)
        self._before: dict[str, int] = {}  # body -> where it was spoken of last; the latest at the end

    def referent(self, adjectives: list[str], at: int) -> str | None:
        """The body meant at folded offset ``at``: the latest before it that fits; the only one of the article if none stands before."""
        self._advance(at)
        if adjectives:
            fitting = set.intersection(*(self._with.get(a, set()) for a in adjectives))
            latest = max(((self._before[e], e) for e in fitting if e in self._before), default=None)
            if latest is not None:
                return latest[1]
            return next(iter(fitting)) if len(fitting) == 1 else None
        if self._before:
            return next(reversed(self._before))
        return next(iter(self._all)) if len(self._all) == 1 else None

    def spoken(self, body: str, at: int) -> None:
        """A short form at ``at`` stood for ``body``."""
        self._advance(at)
        self._before.pop(body, None)
        self._before[body] = at

    def _advance(self, at: int) -> None:
        while self._next < len(self._named) and self._named[self._next][0] < at:
            start, body, in_passing = self._named[self._next]
            self._before.pop(body, None)
            latest = next(reversed(self._before), None)
            self._before[body] = start
            if in_passing and latest is not None and start - self._before[latest] < _REMEMBERED:
                self._before[latest] = self._before.pop(latest)
            self._next += 1


def _heads_of(context: Context, named: list[FoundMention], rules: BodyRules) -> dict[str, dict[str, frozenset[str]]]:
    """Head noun -> body -> the words of its names: which bodies of the article each head noun may stand for."""
    names: dict[str, set[str]] = defaultdict(set)
    for m in named:
        names[m.entity_id].add(name_at(context, m))
    registry = context.knowledge.registry.entities
    out: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for entity, printed in sorted(names.items()):
        known = registry.get(entity)
        forms = set(printed) | ({fold(known.name_ar)} if known else set())
        heads: set[str] = set()
        words: set[str] = set()
        for form in sorted(forms):
            parts = re.findall(r"\w+", form)
            if not parts:
                continue
            first = parts[0][2:] if parts[0].startswith("ال") else parts[0]
            if first not in rules.by_word and "ل" + first in rules.by_word:
                first = "ل" + first  # اللجنة after ل
            words |= {p[2:] if p.startswith("ال") else p[2:] if p.startswith("لل") else p for p in parts}
            if first in rules.by_word:
                heads.add(first)
        for head in heads:
            out[head][entity] = frozenset(words)
    return out
