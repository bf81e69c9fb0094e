"""One event told twice in words that do not show it: the same people, or the same act of the same doer, as far as day, place and the rest go.

Mentions are brought together while the text is read (``event_merge``). Who took part is known only afterwards; then two drafts of a kind are one
where something strong binds them (who, or what was opened, signed, adopted) and nothing that the text tells of both contradicts.
"""

from __future__ import annotations

from ct_pipeline.extract.context import FoundStatement
from ct_pipeline.extract.event_antecedents_verbs import again_of, object_head, object_words
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_roles import best_of
from ct_pipeline.extract.event_sentence import plain
from ct_pipeline.extract.event_visitors import apart, visitors_of

_COUNTERPART = 12  # words from talks to "his counterpart"
_DOERS = ("organizer", "subject")
_KINDS = frozenset({"visit", "meeting", "agreement", "launch", "appointment", "operation"})


def fold_twins(drafts: list[Draft], said: list[tuple[FoundStatement, Draft]]) -> list[tuple[FoundStatement, Draft]]:
    """Bring together drafts that tell one event and that nothing tells apart; ``drafts`` shrinks, the statements follow."""
    for late in list(drafts):
        if late.type not in _KINDS:
            continue
        for early in drafts:
            if early is late:
                break
            if _same(early, late, drafts):
                early.mentions.extend(late.mentions)
                early.extra.extend(late.extra)
                early.is_main = early.is_main or late.is_main
                early.participants = best_of([*early.participants, *late.participants])
                early.counts.extend(c for c in late.counts if all(c[2] != x[2] for x in early.counts))
                drafts.remove(late)
                said = [(s, early if d is late else d) for s, d in said]
                break
    return said


def _same(a: Draft, b: Draft, drafts: list[Draft]) -> bool:
    if a.type != b.type or a.twin or b.twin or a in b.siblings or b in a.siblings or a.head.view is b.head.view:
        return False
    if a.edition != b.edition and a.edition is not None and b.edition is not None:
        return False
    if any(m.aside or _another(m) for m in (*a.mentions, *b.mentions)):
        return False
    if not (_places(a, b) and _days(a, b) and all(m.planned for m in a.mentions) == all(m.planned for m in b.mentions)):
        return False
    other = any(m.other_edition for m in (*a.mentions, *b.mentions))
    match a.type:
        case "visit":
            return not other and _same_visit(a, b, drafts)
        case "meeting":
            return not other and _same_talks(a, b)
        case "agreement":
            return _same_accord(a, b)
        case "launch":
            return _same_launch(a, b)
        case "operation":
            return _same_exercise(a, b)
        case _:
            return _same_office(a, b)


def _same_visit(a: Draft, b: Draft, drafts: list[Draft]) -> bool:
    """One traveller, to one country; "his visit" is the only one that he is told to make."""
    if apart(_visitors(a), _visitors(b)):
        return False
    shared = _people(a) & _people(b)
    if shared and _countries(a) and _countries(b):
        return True
    if shared and all(m.shape.suffixed and not m.times for m in b.mentions):
        return not any(d is not a and d is not b and d.type == "visit" and shared & _people(d) for d in drafts)
    state = {x for x in _visitors(a) if x.startswith("of:")} & {x for x in _visitors(b) if x.startswith("of:")}
    nameless = not (_people(a) and _people(b))
    return bool(state and nameless and set(a.cities) & set(b.cities) and (a.is_lead or b.is_lead))


def _same_talks(a: Draft, b: Draft) -> bool:
    """Talks of the same two: by telephone or not, unless one of them is only said to have been discussed."""
    if _phone(a) != _phone(b) and not any(_discusses(d) for d in (a, b)):
        return False
    people = _people(a) & _people(b)
    if (_people(a) - people) and (_people(b) - people):
        return False
    return len(people) >= 2 or len(people) == 1 and bool(_counterparts(a) & _counterparts(b))


def _counterparts(d: Draft) -> set[str]:
    """The states of "his Iranian counterpart", whether or not his name follows."""
    out: set[str] = set()
    for m in d.mentions:
        view = m.view
        for k in range(m.first, min(len(view.tokens), m.last + _COUNTERPART)):
            if k > m.last and view.opener[k]:
                break
            if view.bare_forms(k) & view.grammar["counterparts"]:
                out |= {c.entity_id for j in range(k + 1, min(len(view.tokens), k + 4)) if (c := view.covered[j]) is not None and c.kind == "country" and c.method == "nisba"}
    return out


def _same_accord(a: Draft, b: Draft) -> bool:
    """The same two sign: one document unless both are told by names that differ."""
    sides = [{p.entity_id for p in d.participants if p.role == "signatory"} for d in (a, b)]
    shared = sides[0] & sides[1]
    words = [_objects(d) for d in (a, b)]
    return len(shared) >= 2 and shared in sides and len(words[0] & words[1]) >= min(2, len(words[0]), len(words[1]))


def _same_launch(a: Draft, b: Draft) -> bool:
    """The same body is opened or founded, or the same doer does the same to what bears the same name."""
    shared = {p.entity_id for p in a.participants if p.role in _DOERS} & {p.entity_id for p in b.participants if p.role in _DOERS}
    if not shared or any(_as_well(m) for m in b.mentions):
        return False
    heads = _heads(a) & _heads(b)
    if heads and any(p.entity_id in shared and p.role == "subject" for p in a.participants) and any(p.entity_id in shared and p.role == "subject" for p in b.participants):
        return True
    words = _objects(a) & _objects(b)
    return bool(heads) and a.head.trigger.name == b.head.trigger.name and (len(words) >= 3 or any(again_of(m) in heads for m in b.mentions))


def _same_exercise(a: Draft, b: Draft) -> bool:
    """One exercise by two words ("a drill with live ammunition", "the manoeuvres"): both told by the same day."""
    nouns = [d.head.like.noun if d.head.like is not None else d.head.trigger.noun for d in (a, b)]
    return all(n is not None and n.exercise for n in nouns) and a.dates()[0] is not None and a.dates()[:2] == b.dates()[:2]


def _same_office(a: Draft, b: Draft) -> bool:
    """"After his appointment": of the same person, told by the verbal noun and without a day of its own."""
    subjects = [{p.entity_id for p in d.participants if p.role == "subject" and p.entity_id.startswith("person:")} for d in (a, b)]
    return bool(subjects[0] & subjects[1]) and all(m.is_act and m.shape.suffixed and not m.times for m in b.mentions) and a.head.trigger.name == b.head.trigger.name


def _visitors(d: Draft) -> frozenset[str]:
    return frozenset[str]().union(*(visitors_of(m) for m in d.mentions))


def _objects(d: Draft) -> frozenset[str]:
    return frozenset[str]().union(*(object_words(m) for m in d.mentions if m.trigger.verb is not None))


def _heads(d: Draft) -> frozenset[str]:
    """The first word of what is opened, adopted, founded."""
    return frozenset(h for m in d.mentions if (h := object_head(m)) is not None)


def _places(a: Draft, b: Draft) -> bool:
    """Whether nothing speaks against one place, as far as both tell one."""
    countries = not (_countries(a) and _countries(b)) or bool(_countries(a) & _countries(b))
    return countries and (not (a.cities and b.cities) or bool(set(a.cities) & set(b.cities)))


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


def _discusses(d: Draft) -> bool:
    """Whether nothing but a verb of discussing and what takes it up tells it: talks in whatever way they were held."""
    told = d.head.trigger.name in d.head.view.grammar["discussing"]
    return told and all((m is d.head or m.definite) and not m.times and m.city is None for m in d.mentions)


def _as_well(m: EventMention) -> bool:
    return bool(m.first) and plain(m.view.tokens[m.first - 1].text) in m.view.grammar["as_well"]


def _another(m: EventMention) -> bool:
    view = m.view
    return any(view.bare_forms(k) & view.grammar["further"] for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 3))) or bool(
        m.first and plain(view.tokens[m.first - 1].text) in view.grammar["once_more"]
    )
