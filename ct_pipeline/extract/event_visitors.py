"""Whose visit a mention tells, as far as its own words say: two visits of different people are two."""

from __future__ import annotations

from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView, plain

ROYAL = "royal"  # "the royal visit": the king's, whatever he is called
_REACH = 10  # words from a verb to who does it


def visitors_of(m: EventMention) -> frozenset[str]:
    """Ids of those who make the visit (``royal`` for a king, ``of:country:XX`` for the state of an office-holder); empty where the words do not tell."""
    view = m.view
    if m.trigger.verb is not None:
        return _behind(view, m.hit.last + 1, _REACH) or (_ahead(view, m.at) if m.shape.pos == "verb" else frozenset())
    own = _adjectives(m) if m.shape.definite or m.shape.suffixed else _behind(view, m.hit.last + 1, 8)
    if own:
        return own
    for c in sorted(m.carriers, key=lambda c: -c.at):
        if c.at > m.at and not _behind(view, c.last + 1, _REACH):
            continue
        return _behind(view, c.last + 1, _REACH) if c.at > m.at else _behind(view, c.last + 1, m.at - c.last) or _ahead(view, c.at)
    return frozenset(set[str]().union(*(_named(view, k) for k in range(min(m.at, 4))))) if view.is_title else frozenset()


def other_visitor(d: Draft, m: EventMention) -> bool:
    """Whether the mention's visit is told to be made by somebody else than the draft's."""
    theirs, mine = {g for x in d.mentions if (g := _gender(x))}, _gender(m)
    if mine is not None and theirs and mine not in theirs:
        return True  # "her visit", "his visit"
    return apart(frozenset[str]().union(*(visitors_of(x) for x in d.mentions)), visitors_of(m))


def _gender(m: EventMention) -> str | None:
    """Whether a visit is told to be a man's or a woman's, by the pronoun joined to it; None without one."""
    if m.trigger.noun is None or not m.shape.suffixed:
        return None
    word = m.view.tokens[m.hit.last if m.hit.last == m.at else m.at].text
    return "f" if word.endswith("تها") else "m" if word.endswith("ته") else None


def apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of visitors contradict each other: other names, or other states where one side has no name."""
    names = [{x for x in side if not x.startswith("of:")} for side in (a, b)]
    if all(names):
        return not names[0] & names[1]
    states = [{x for x in side if x.startswith("of:")} for side in (a, b)]
    return all(states) and not states[0] & states[1]


def _adjectives(m: EventMention) -> frozenset[str]:
    """"The royal visit"."""
    view = m.view
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 3)):
        if view.opener[k] or view.covered[k] is not None or not view.tokens[k].text.startswith("ال"):
            break
        if view.bare_forms(k) & view.grammar["royal"]:
            return frozenset({ROYAL})
    return frozenset()


def _behind(view: SentenceView, start: int, reach: int) -> frozenset[str]:
    """Who stands from word ``start`` on, before the clause ends or the way to a place begins."""
    out: set[str] = set()
    for k in range(start, min(len(view.tokens), start + reach)):
        if view.opener[k] or plain(view.tokens[k].text) in view.grammar["visit_ends"] or "," in view.gap[k] and any(x.startswith("person:") for x in out):
            break
        out |= _named(view, k, construct=k > start)
    return frozenset(out)


def _ahead(view: SentenceView, at: int) -> frozenset[str]:
    """Who stands right before a verb, or before the relative pronoun that opens its clause."""
    k = at - 1
    while k > 0 and k > at - 4 and view.covered[k] is None and (view.opener[k + 1] == "rel" or view.opener[k] == "rel"):
        k -= 1
    cover = view.covered[k] if k >= 0 else None
    if cover is None or cover.kind != "person":
        return frozenset()
    first = view.index(cover.start)
    return frozenset(_named(view, first) | (_named(view, first - 1) if first else set()))


def _named(view: SentenceView, k: int, *, construct: bool = False) -> set[str]:
    """Whom word k names: a person, a king, or a state that tells whose office it is ("the French minister", "the minister of France")."""
    cover = view.covered[k]
    if cover is None:
        return {ROYAL} if view.bare_forms(k) & view.grammar["royal"] else set()
    if cover.kind == "person":
        return {cover.entity_id, ROYAL} if view.bare_forms(k) & view.grammar["royal"] else {cover.entity_id}
    own = cover.kind == "country" and (cover.method == "nisba" or construct) and not view.prefix_of(cover)
    return {f"of:{cover.entity_id}"} if own else set()
