"""What two tellings of an event have in common: day, place, people, words."""

from __future__ import annotations

from datetime import date

from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_mention import EventMention


def complement_of(m: EventMention) -> frozenset[str]:
    """The words of the event's name after its noun."""
    if m.name is None:
        return frozenset()
    view = m.view
    out = set()
    for k in range(m.hit.last + 1, len(view.tokens)):
        token = view.tokens[k]
        if token.end > m.name[1]:
            break
        if token.text not in view.grammar["open_words"]:
            out.add(token.text.removeprefix("و").removeprefix("لل").removeprefix("ال"))
    return frozenset(out)


def interval(m: EventMention) -> tuple[date, date] | None:
    spans = [(t.start_date, t.end_date) for t, _ in m.times if t.start_date and t.end_date]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def is_another(m: EventMention) -> bool:
    """Whether the noun is told as a further one ("another attack", "a second bombing")."""
    return any(m.view.bare_forms(k) & m.view.grammar["further"] for k in range(m.hit.last + 1, min(len(m.view.tokens), m.hit.last + 3)))


def is_fresh(m: EventMention) -> bool:
    """Whether it is told by a day that counts from the report ("yesterday"), not by a date of its own."""
    return all(t.anchor == "published" for t, _ in m.times)


def shares(d: Draft, m: EventMention) -> bool:
    mine = interval(m)
    a, b, _ = d.dates()
    if mine and a and b and mine[0] <= b and a <= mine[1]:
        return True
    return m.city is not None and m.city.entity_id in d.cities


def people_of(m: EventMention) -> frozenset[str]:
    return frozenset(c.entity_id for c in m.view.mentions if c.kind == "person")


def is_phone(m: EventMention) -> bool:
    return m.trigger.plover_mode == "phone"


def same_country(d: Draft, m: EventMention) -> bool:
    """Whether the mention's place lies in a country of the draft's, as far as both tell one."""
    mine = m.country.entity_id.rpartition(":")[2].lower() if m.country is not None else m.city.entity_id.rpartition("-")[2].lower() if m.city is not None else None
    theirs = {x.country.entity_id.rpartition(":")[2].lower() for x in d.mentions if x.country is not None} | {c.rpartition("-")[2].lower() for c in d.cities}
    return mine is None or mine in theirs or m.type == "attack" and not theirs


def names_of(m: EventMention) -> frozenset[str]:
    return frozenset(c.entity_id for c in m.view.mentions if c.kind in ("person", "organization", "country"))
