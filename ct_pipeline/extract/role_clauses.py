"""Membership told by a clause: "تشارك غانا، إلى جانب توغو، في القوة …", "تنتهي عضوية كينيا في …", "على أن تنضم إليه اعتبارا من يناير غانا".

A clause is read from its cue on: its subject, an inset of companions ("، مع مالي والنيجر،"), adverbs and dates, then a preposition and the body,
or the preposition with a pronoun for a body told before. The cue's data say which prepositions it takes and which kinds of bodies.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_rules import Clause
from ct_pipeline.extract.role_sentence import RoleSentence
from ct_pipeline.extract.role_sharing import own_country


@dataclass(slots=True)
class _Slots:
    subject: list[int] = field(default_factory=list)
    company: list[int] = field(default_factory=list)
    body: int | None = None  # element of the body's name
    referred: str | None = None  # the body that a pronoun means
    own: str | None = None  # the state that "بلاده" means
    end: int = 0  # the last element read


def read_clauses(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """Read the clauses whose cue is the element ``i``."""
    for clause in f.r.clauses.get(s.elements[i].text, ()):
        if _read(f, s, i, clause):
            return


def _read(f: RoleLedger, s: RoleSentence, i: int, clause: Clause) -> bool:
    els, r = s.elements, f.r
    if s.unreal(i) or s.unnamed_state(i):
        return False
    coming = i > 1 and els[i - 1].text in ("ان", "بان") and els[i - 2].text in r.settled and not clause.noun
    slots = _scan(f, s, i, clause)
    if slots is None:
        return False
    body_id = slots.referred
    if slots.body is not None:
        mention = els[slots.body].mention
        assert mention is not None
        if not f.is_group(mention, r.standing if clause.bodies == "standing" else r.groups):
            return False
        body_id = mention.entity_id
    if body_id is None:
        return False
    if slots.own is not None and slots.body is not None:
        spot = (els[i].start, els[slots.end].end)
        f.add(s, slots.own, clause.role, body_id, spot, _status(f, s, i, slots.end, clause), clause.name, 0.8)
        return True
    told = slots.subject
    if not told and slots.body is not None and not clause.noun and slots.referred is None:
        told = _after_body(s, slots.body)
    if not told and (clause.before or slots.company):
        told = [k for k in s.subject_before(i, ("country",)) if k >= i - 8]
    if not told and slots.body is not None and i and els[i - 1].text.removeprefix("و") in r.capacity:
        told = s.beyond(slots.body)  # "بصفتها عضوا في التحالف، تشارك كينيا"
    company = slots.company or _company_before(s, i) if told or not clause.noun else slots.company
    if company and not slots.company and clause.before is False and not told:
        return False
    holders = sorted(set(told) | set(company))
    ids = [x for k in holders if els[k].kind == "country" and els[k].mention.method != "nisba" and (x := f.state_of(els[k].mention))]  # type: ignore[union-attr]
    if not ids:
        return False
    status = "elected" if coming else _status(f, s, i, max(slots.end, *holders), clause)
    spot = (els[min(i, *holders)].start, els[max(slots.end, *holders)].end)
    for holder in ids:
        f.add(s, holder, clause.role, body_id, spot, status, clause.name, 0.82, "ends" if clause.noun and _is_ending(s, i) else "")
    return True


def _scan(f: RoleLedger, s: RoleSentence, i: int, clause: Clause) -> _Slots | None:
    """The slots of the clause after its cue at ``i``; None where the sentence goes on otherwise."""
    els, r, n = s.elements, f.r, len(s.elements)
    out = _Slots(end=i)
    j = i + 1
    while j < n and j < i + 40:
        e = els[j]
        if e.mention is None and (got := companions_at(s, j)):
            out.company += got
            j = got[-1] + 1
            if j < n and els[j].text == ",":
                j += 1
        elif e.mention is None and (skipped := s.relative_aside(j)):
            j = skipped
        elif e.kind == "organization" and len(e.prefix) < 2 and e.prefix in clause.preps:
            out.body = out.end = j
            return out
        elif e.kind == "country" and not out.subject and e.prefix in ("", "ل") and (got := s.names_from(j)):
            out.subject = [k for k in got if els[k].kind == "country"]
            j = got[-1] + 1
            if out.referred is not None:
                out.end = max(out.end, j - 1)
                return out
        elif e.mention is None and e.text in r.own_country and out.own is None and j == i + 1 and (own := own_country(f, s, j)):
            out.own = own
            j += 1
        elif e.mention is None and e.text in clause.preps:
            body = s.body_after(j, 4)
            if body is not None:
                out.body = out.end = body
                return out
            if e.text not in r.fillers:
                return None
            j += 1
        elif e.mention is None and e.text in clause.pronouns and out.referred is None:
            if any(x.text in r.gatherings or x.text.removeprefix("ال") in r.gatherings for x in els[max(0, i - 14) : i]):
                return None  # "الاجتماع … وتشارك فيه"
            out.referred = f.group_before(s, j, r.groups) or f.topic(s, r.groups)
            if out.referred is None:
                return None
            out.end = j
            if out.subject:
                return out
            j += 1
        elif s.aside(j) or (e.mention is None and (e.text in r.between or e.text in r.beginning or e.text in r.fillers or e.text in r.introductions or s.cue(j, r.now))):
            j += 1
        else:
            break
    return out if out.referred is not None and (out.subject or clause.before) else None


def companions_at(s: RoleSentence, j: int) -> list[int]:
    """The list after "مع", "إلى جانب", "رفقة" … (a comma before it left out) that begins at element ``j``."""
    els, n = s.elements, len(s.elements)
    if j < n and els[j].text == ",":
        j += 1
    if j < n and els[j].mention is None and els[j].text.removeprefix("و") == "الي" and j + 1 < n and els[j + 1].text in s.r.beside_nouns:
        j += 1
    if j >= n or els[j].mention is not None or not (els[j].text in s.r.with_words or els[j].text in s.r.beside_nouns):
        return []
    j += 1
    while j < n and els[j].mention is None and els[j].text in s.r.introductions:
        j += 1
    return [k for k in s.names_from(j) if els[k].kind == "country"] if j < n else []


def _after_body(s: RoleSentence, body: int) -> list[int]:
    """The subject behind the body: "انضمت إلى التحالف، الذي …، كل من غانا وتوغو"."""
    els, n = s.elements, len(s.elements)
    j = s.relative_aside(body + 1) or body + 1
    while j < n and (s.aside(j) or (els[j].mention is None and (els[j].text in s.r.introductions or els[j].text in s.r.fillers or els[j].text in s.r.beginning))):
        j += 1
    if j < n and els[j].kind == "country" and els[j].prefix == "":
        return [k for k in s.names_from(j) if els[k].kind == "country"]
    return []


def _company_before(s: RoleSentence, i: int) -> list[int]:
    """ "غانا، إلى جانب توغو وبنين، عضو في …": all of them."""
    els = s.elements
    if i < 3 or els[i - 1].text != ",":
        return []
    for k in range(i - 2, max(0, i - 14), -1):
        if els[k].mention is None and (els[k].text in s.r.with_words or els[k].text in s.r.beside_nouns):
            start = k - 1 if els[k].text in s.r.beside_nouns else k
            first = [x for x in s.subject_before(start, ("country",)) if x >= start - 4]
            return first + companions_at(s, k) if first else []
    return []


def _is_ending(s: RoleSentence, i: int) -> bool:
    return any(e.text.removeprefix("و") in s.r.ending or e.text.removeprefix("و") in s.r.ended for e in s.elements[max(0, i - 5) : i] if e.mention is None)


def _status(f: RoleLedger, s: RoleSentence, i: int, last: int, clause: Clause) -> str:
    """The clause's own status, unless a date, an ending or a word beside it says that it is over or has yet to begin."""
    els, r = s.elements, f.r
    before = [e.text.removeprefix("و") for e in els[max(0, i - 5) : i] if e.mention is None]
    if clause.noun and any(w in r.ended for w in before):
        return "former"
    if any(s.cue(k, r.coming) for k in range(max(0, i - 3), min(len(els), last + 4)) if els[k].mention is None):
        return "current" if clause.noun and any(w in r.ending for w in before) else "elected"
    if clause.noun and any(w in r.ending for w in before):
        return "current"
    if (clause.noun or clause.name.startswith("own_")) and s.near(i, r.withdrawals, 3, 0):
        return "former"
    if clause.name == "gains" and any(e.text in r.seats_won for e in els[i + 1 : last]):
        return "elected"
    if clause.name == "is_member" and s.near(i, r.elected, 8, 0):
        return "elected"
    if clause.name == "is_member" and any(e.text in r.was for e in els[max(0, i - 4) : i]):
        return "former"
    now = f.c.doc.published_on
    dates = [t.start_date for t in f.c.times_in(s.s) if t.start_date is not None and els[i].start <= t.start <= els[last].end + 30]
    begins = any(e.text in r.beginning for e in els[i : last + 4] if e.mention is None)
    if now is not None and begins and clause.status == "current" and dates and all(d > now for d in dates):
        return "elected"
    if clause.status == "current" and any(s.cue(k, r.former) for k in range(max(0, i - 2), i + 3) if k < len(els) and els[k].mention is None):
        return "former"
    return clause.status
