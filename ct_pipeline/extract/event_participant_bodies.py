"""Bodies and people that an event noun names itself: what "its founding" founds, whose meeting it is, from whom a call came."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_lists import in_office, list_items
from ct_pipeline.extract.event_participant_roles import GATHERINGS, Roles
from ct_pipeline.extract.event_sentence import SentenceView, plain

_BACK = 14


def add_noun_slots(m: EventMention, d: Draft, frames: Frames, roles: Roles) -> None:
    """Participants by the noun's own complements and pronoun."""
    if m.type == "launch" and d.type == "launch":
        founded = _founded(m)
        if founded is not None:
            roles.add(d, founded, "subject", "founded")
    if m.type == "meeting" and m.trigger.noun is not None and m.trigger.name.split()[0] in m.view.grammar["talks"]:
        for person in _other_side(m, frames):
            roles.add(d, person, "attendee", "complement")
    if d.type in GATHERINGS and m.trigger.noun is not None and not m.trigger.noun.press:
        seat = _seat_of(m)
        if seat is not None:
            roles.add(d, seat, "host", "seat")
        body = _convened(m)
        if body is not None:
            roles.add(d, body, "organizer", "convened")


def _seat_of(m: EventMention) -> FoundMention | None:
    """"The conference that was held at the council", "a meeting at the seat of the embassy": the body that houses it."""
    view = m.view
    for carrier in m.carriers:
        seed = carrier.form.trigger.carrier
        if seed is None or seed.aspect not in ("hold", "open", "close") or carrier.form.shape.pos == "noun" and carrier.at > m.at:
            continue
        for k in range(carrier.at + 1, min(len(view.tokens), carrier.at + 5)):
            if view.opener[k] or any(c in ",.;:!?(" for c in view.gap[k]):
                break
            c = view.covered[k]
            if view.in_time[k] or view.tokens[k].text in view.grammar["within"] or view.bare_forms(k) & view.grammar["seat_words"] and c is None:
                continue
            if c is None or c.kind != "organization" or view.index(c.start) != k:
                break
            housed = view.prefix_of(c).endswith("ب") or view.tokens[k - 1].text in view.grammar["within"] or view.bare_forms(k - 1) & view.grammar["seat_words"]
            return c if housed else None
    return None


def _founded(m: EventMention) -> FoundMention | None:
    """"The office, whose opening took place in ...", "that the alliance was announced to be founded": the body before a verbal noun with a pronoun, or before "which was founded"."""
    view = m.view
    relative = next((k for k in range(m.at - 1, max(-1, m.at - 4), -1) if view.opener[k] == "rel"), None)
    if not (m.shape.suffixed and m.shape.pos == "noun" or relative is not None and m.shape.pos == "verb" and not m.shape.suffixed):
        return None
    if relative is not None:
        for k in range(relative - 1, max(-1, relative - 4), -1):
            c = view.covered[k]
            if c is not None:
                return c if c.kind == "organization" else None if c.kind == "person" else _before(view, k)
        return None
    return _before(view, m.at)


def _before(view: SentenceView, at: int) -> FoundMention | None:
    for k in range(at - 1, max(-1, at - _BACK), -1):
        if view.opener[k + 1] in ("stop", "and"):
            return None
        c = view.covered[k]
        if c is not None and c.kind == "organization" and view.index(c.start) == k and not in_office(view, k, 0) and view.in_affiliation[k] is None:
            return c
    return None


def _other_side(m: EventMention, frames: Frames) -> list[FoundMention]:
    """"A telephone call from / with / to X": the person right behind the noun and its adjectives."""
    view = m.view
    n = len(view.tokens)
    for k in range(m.hit.last + 1, min(n, m.hit.last + 4)):
        if view.opener[k] or any(c in ",.;:!?" for c in view.gap[k]):
            return []
        text = view.tokens[k].text
        if text in ("من", "مع"):
            return [x for x in list_items(view, k + 1, frames, role="chair", reach=34) if x.kind == "person"][:3]
        titled = view.in_affiliation[k]
        named = view.covered[k] is not None and view.covered[k].kind == "person"  # type: ignore[union-attr]
        office = titled is not None and view.index(titled.start) == k or any(text[1:].startswith(stem) for stem in view.grammar["office_stems"])
        if text.startswith("ب") and (named or office):
            return list(list_items(view, k, frames, people_only=True, role="chair", reach=34))[:1]
    return []


def _convened(m: EventMention) -> FoundMention | None:
    """"The third session of the committee", "a summit of the union": the body whose gathering it is, right behind the noun and its adjectives."""
    view = m.view
    if m.trigger.name.split()[0] in view.grammar["talks"] or m.shape.suffixed:
        return None
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 5)):
        if view.opener[k] or any(c in ",.;:!?(" for c in view.gap[k]) and not view.tokens[k].text.isdigit() or view.in_time[k]:
            return None
        if any(h.at == k and h.form.shape.pos == "verb" and not h.prefix for h in view.hits):
            return None
        c = view.covered[k]
        if c is not None:
            meets = c.kind == "organization" and view.index(c.start) == k and view.prefix_of(c) in ("", "ل", "لل") and plain(view.tokens[k - 1].text) not in view.grammar["no_list_after"]
            return c if meets and not view.bare_forms(k) & view.grammar["gathering_bodies"] else None  # "a session of the general assembly": that is the gathering
        if view.tokens[k].text in view.grammar["before_nouns"] or view.bare_forms(k) & view.grammar["offices"] and not view.bare_forms(k) & view.grammar["several_officials"]:
            return None
    return None
