"""The seat of a body: "ومقره الرياض", "تتخذ من تونس مقرا لها", "تحتضن كينيا مقر أمانته الدائمة", "يقع مقر المنتدى في نيروبي"."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_sentence import RoleSentence


def seat(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """Read the word for a seat at element ``i``: its body before it, after it or spoken of before; its place after it, or the state that hosts it."""
    els = s.elements
    word = (s.cue(i, f.r.seats) or "").removeprefix("و")
    j = i + 1
    if word in f.r.seat_object:
        if i >= 2 and els[i - 1].kind in ("city", "country") and any(e.text == "من" for e in els[max(0, i - 5) : i - 1]):
            _add(f, s, i, els[i - 1].mention, _body_before(f, s, i))
        return
    pronoun = word in f.r.own_seats
    if word == "مقر":
        if (at := s.body_after(i, 0)) is not None:
            # only where the sentence says where it stands: a visit to "مقر المنتدى في نيروبي" is told by every report of a visit
            if i and els[i - 1].text in f.r.stands and (place := _place_after(s, at + 1)) is not None and f.has_seat(els[at].mention):
                _add(f, s, i, els[place].mention, els[at].mention.entity_id)  # type: ignore[union-attr]
            return
        if j >= len(els) or els[j].text not in f.r.secretariats or not els[j].text.endswith("ه") and not els[j].text.endswith("ها"):
            return
        j += 1
        pronoun = True
    if not pronoun or (i and els[i - 1].text in f.r.governing) or not els[i].text.startswith(("م", "وم")):
        return  # "من مقرها بتونس": where something was said, not where the seat is
    body = _body_before(f, s, i) or (None if _is_of_other(s, i) else f.topic(s, f.r.groups))
    host = next((k for k in range(i - 1, max(-1, i - 7), -1) if els[k].mention is None and (verb := s.cue(k, f.r.verb_forms)) and f.r.verbs[verb][0] == "host"), None)
    if host is not None:
        between = [k for k in range(host + 1, i) if els[k].kind in ("country", "city") and not els[k].prefix]
        reach = 24 if els[host - 1].text in f.r.relatives else 6
        for k in between or [k for k in s.subject_before(host, ("country", "city")) if k >= host - reach]:
            _add(f, s, i, els[k].mention, body)
        return
    if (found := _place_after(s, j)) is not None:
        _add(f, s, i, els[found].mention, body)


def _place_after(s: RoleSentence, j: int) -> int | None:
    """The city or state after ``j``: right there, or after "في مدينة", "الرئيسي"."""
    els = s.elements
    named = False
    for k in range(j, min(len(els), j + 5)):
        if els[k].kind == "country" and els[k].mention.method == "nisba" and k + 1 < len(els) and els[k + 1].kind == "city":  # type: ignore[union-attr]
            named = True  # "بالعاصمة الكينية نيروبي"
            continue
        if els[k].kind in ("city", "country"):
            # right after the pronoun a bare name is the place; after a body's name it takes a preposition
            return k if els[k].prefix in ("", "ب") and (els[k].prefix or k > j or els[k - 1].mention is None or named) and els[k].mention.method != "nisba" else None  # type: ignore[union-attr]
        if els[k].mention is not None or els[k].text.removeprefix("ب") not in s.r.seat_adjectives and els[k].text not in s.r.seat_adjectives:
            return None
        named = named or els[k].text == "في"
    return None


def _body_before(f: RoleLedger, s: RoleSentence, i: int) -> str | None:
    """The nearest body before ``i`` that can have a seat of its own."""
    for k in range(i - 1, max(-1, i - 12), -1):
        m = s.elements[k].mention
        if m is not None and s.elements[k].kind == "organization":
            return m.entity_id if f.has_seat(m) else None
    return None


def _is_of_other(s: RoleSentence, i: int) -> bool:
    """Whether a body or a common noun right before says whose seat it is: "المرصد، وهو هيئة مقرها لندن"."""
    before = s.elements[max(0, i - 3) : i]
    return any(e.kind == "organization" for e in before) or any(e.text in ("وهو", "وهي") for e in before)


def _add(f: RoleLedger, s: RoleSentence, i: int, place: FoundMention | None, body: str | None) -> None:
    holder = f.state_of(place)
    if holder is not None and body is not None and place is not None:
        start, end = sorted((s.elements[i].start, place.start))
        f.add(s, holder, "host", body, (start, max(end, s.elements[i].end, place.end)), "current", "seat", 0.7)
