"""One event told twice in words that do not show it: the same people, on the same journey or in the same talks, as far as day and place go."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundStatement
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_roles import best_of
from ct_pipeline.extract.event_sentence import plain

_PEOPLE = {"visit": 1, "meeting": 2}  # how many people both must name


def fold_twins(drafts: list[Draft], said: list[tuple[FoundStatement, Draft]]) -> list[tuple[FoundStatement, Draft]]:
    """Bring together visits of one person to one country and talks of the same people that nothing tells apart; ``drafts`` shrinks, the statements follow."""
    for late in list(drafts):
        if late.type not in _PEOPLE:
            continue
        for early in drafts:
            if early is late:
                break
            if _same(early, late):
                early.mentions.extend(late.mentions)
                early.extra.extend(late.extra)
                early.is_main = early.is_main or late.is_main
                early.participants = best_of([*early.participants, *late.participants])
                early.counts.extend(c for c in late.counts if all(c[2] != x[2] for x in early.counts))
                drafts.remove(late)
                said = [(s, early if d is late else d) for s, d in said]
                break
    return said


def _same(a: Draft, b: Draft) -> bool:
    if a.type != b.type or a.twin or b.twin or a in b.siblings or b in a.siblings or a.head.view is b.head.view:
        return False
    if a.edition != b.edition and a.edition is not None and b.edition is not None:
        return False
    if any(m.other_edition or m.aside or _another(m) for m in (*a.mentions, *b.mentions)) or _phone(a) != _phone(b):
        return False
    people = _people(a) & _people(b)
    if len(people) < _PEOPLE[a.type] or a.type == "meeting" and (_people(a) - people) and (_people(b) - people):
        return False
    if a.type == "visit" and (not _countries(a) or not _countries(b)):
        return False
    places = not (_countries(a) and _countries(b)) or bool(_countries(a) & _countries(b))
    towns = not (a.cities and b.cities) or bool(set(a.cities) & set(b.cities))
    return places and towns and _days(a, b) and all(m.planned for m in a.mentions) == all(m.planned for m in b.mentions)


def _days(a: Draft, b: Draft) -> bool:
    """Whether nothing speaks against one day: one of them is not dated at all, or both are told by the same day."""
    told = [[t for m in d.mentions for t, _ in m.times] for d in (a, b)]
    if not told[0] or not told[1]:
        return all(t.anchor == "published" or t.granularity == "day" for side in told for t in side)
    x, y = a.dates(), b.dates()
    if x[0] is None and y[0] is None:
        return {t.start for t in told[0]} == {t.start for t in told[1]} or {_words(a)} == {_words(b)}
    return x[:2] == y[:2]


def _words(d: Draft) -> tuple[str, ...]:
    return tuple(sorted({d.head.view.text[t.start : t.end] for m in d.mentions for t, _ in m.times}))


def _people(d: Draft) -> set[str]:
    return {p.entity_id for p in d.participants if p.entity_id.startswith("person:") and p.role != "speaker"}


def _countries(d: Draft) -> set[str]:
    told = {m.country.entity_id.rpartition(":")[2].lower() for m in d.mentions if m.country is not None}
    hosts = {p.entity_id.rpartition(":")[2].lower() for p in d.participants if p.role == "host" and p.entity_id.startswith("country:")}
    return told | hosts | {c.rpartition("-")[2].lower() for c in d.cities}


def _phone(d: Draft) -> bool:
    return d.head.trigger.plover_mode == "phone"


def _another(m: EventMention) -> bool:
    view = m.view
    return any(view.bare_forms(k) & view.grammar["further"] for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 3))) or bool(
        m.first and plain(view.tokens[m.first - 1].text) in view.grammar["once_more"]
    )
