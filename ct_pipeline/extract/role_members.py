"""Members, founders and partners of a body, told by a noun beside the body."""

from __future__ import annotations

from ct_pipeline.extract.context import EntityInfo, FoundMention
from ct_pipeline.extract.role_chairs import person_beside
from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_sentence import RoleSentence


def member(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "المغرب عضو نشط في …", "تنال العضوية الكاملة في …", "غانا وموزامبيق، وهي الدول … الأعضاء في …"."""
    els, r = s.elements, f.r
    word = s.cue(i, r.members) or ""
    body = s.body_after(i, 4)
    if s.unnamed_state(i):
        return
    if body is None:
        if word in r.a_member and (meant := f.object_body(s, i)) is not None and not s.unreal(i):
            for k in [k for k in s.subject_before(i, ("country",)) if k >= i - 4]:
                f.add(s, els[k].mention.entity_id, "member", meant, (els[i].start, els[i + 1].end), f.status(s, i, i, "current"), "member")  # type: ignore[union-attr]
        return
    mention = els[body].mention
    assert mention is not None
    between = {els[k].text for k in range(i + 1, body)}
    spot = (els[i].start, els[body].end)
    if word in r.listers and not (i and els[i - 1].text in r.introductions):
        return
    if word in r.a_member and i and els[i - 1].text.isdigit():
        return  # "حكم القضاء الليبي على 12 عضوا في التنظيم": people that are counted
    plural = word in r.members_plural or word in r.listers
    if plural:
        # only where the states are named and then identified: "…، وهي الدول الثلاث الأعضاء في"
        for k in range(body + 1, min(len(els) - 1, body + 9)):
            if els[k].text in (":", "هي", "هم", "وهي"):
                listed = s.holders_at(k + 1, ("country",))
                if len(listed) > 1:
                    for x in listed:
                        f.add(s, els[x].mention.entity_id, "member", mention.entity_id, spot, "current", "members_listed")  # type: ignore[union-attr]
                    return
        if word in r.members_of and i and els[i - 1].kind == "country" and s.near(i, f.r.elected, 12, 0):
            for k in s.subject_before(i, ("country",)):
                f.add(s, els[k].mention.entity_id, "member", mention.entity_id, spot, "elected", "members_elected")  # type: ignore[union-attr]
            return
        start = next((k for k in range(i - 1, max(-1, i - 7), -1) if els[k].text in ("وهي", "وهم", "هي", "هم")), None)
        if start is None or not ("في" in between or els[body].prefix):
            return
        k = start - 1
        got: list[int] = []
        while k >= 0:
            if els[k].kind == "country":
                got.append(k)
            elif els[k].mention is None and els[k].text not in r.between_members:
                break
            k -= 1
        for k in got:
            f.add(s, els[k].mention.entity_id, "member", mention.entity_id, spot, "current", "members_identified")  # type: ignore[union-attr]
        return
    if "في" not in between and not els[body].prefix.startswith("ب") and word not in r.memberships:
        return
    got = s.subject_before(i, ("country",), frozenset({mention.entity_id}))
    if not got or got[-1] < i - 30 or (got[-1] < i - 6 and word not in r.far_members):
        return
    if word in r.member_seats and not (els[got[0]].prefix.endswith("ل") or (els[i - 1].text in f.r.verb_forms and els[i - 1].text[0] != "ل")):
        return  # a seat wanted is no seat held
    if s.unreal(i):
        return
    chosen = word in r.chosen_members and any(s.cue(k, f.r.elected) for k in range(max(0, got[0] - 6), i) if els[k].mention is None)
    status = "elected" if chosen else f.status(s, i, body, "current")
    status = "former" if s.near(i, f.r.withdrawals, 4, 0) else status
    for k in got:
        f.add(s, els[k].mention.entity_id, "member", mention.entity_id, spot, status, "member")  # type: ignore[union-attr]


def withdrawal(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "أعلنت مالي انسحابها من …"."""
    body = s.body_after(i, 2)
    if body is None:
        return
    if s.unreal(i):
        return  # "هددت بالانسحاب من"
    member = s.elements[body].mention
    for k in s.subject_before(i, ("country",)):
        if member is not None and k > i - 8:
            f.add(s, s.elements[k].mention.entity_id, "member", member.entity_id, (s.elements[i].start, member.end), "former", "withdrawal")  # type: ignore[union-attr]


def founder(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "كان المغرب ضمن الأعضاء المؤسسين لـ …"."""
    els = s.elements
    before = els[i - 1] if i else None
    named = s.body_after(i, 1)
    if named is not None and i > 1 and els[i - 1].kind == "person" and els[i - 2].text.removeprefix("و") in f.r.copulas:  # "كان فلان مؤسس الجماعة"
        f.add(s, els[i - 1].mention.entity_id, "founder", els[named].mention.entity_id, (els[i].start, els[named].end), "current", "founder")  # type: ignore[union-attr]
        return
    if named is not None and (person := person_beside(f, s, i, named)) is not None:
        f.add(s, person, "founder", els[named].mention.entity_id, (els[i].start, els[named].end), "current", "founder")  # type: ignore[union-attr]
        return
    if before is None or not (before.kind == "country" or s.cue(i - 1, f.r.members) or before.text in f.r.founder_of or before.text.isdigit()):
        return
    if (meant := f.object_body(s, i)) is not None:
        body_id, end = meant, i + 1
    else:
        body = s.body_after(i, 1)
        if body is None or not (els[body].prefix.endswith("ل") or s.cue(i, f.r.founders) in f.r.founders_of or els[body - 1].text == "في"):
            return
        body_id, end = els[body].mention.entity_id, body  # type: ignore[union-attr]
    got = [k for k in s.subject_before(i, ("country", "person"), frozenset({body_id})) if k >= i - 8]
    if not got and any(e.text.removeprefix("و") in f.r.capacity for e in els[max(0, i - 3) : i]):
        got = s.beyond(end)  # "بصفته عضوا مؤسسا للتحالف، يواصل الأردن"
    for k in got:
        f.add(s, els[k].mention.entity_id, "founder", body_id, (els[i].start, els[end].end), "current", "founder")  # type: ignore[union-attr]


def partner(f: RoleLedger, s: RoleSentence, i: int) -> None:
    els = s.elements
    body = s.body_after(i, 1)
    if body is None or not (els[body].prefix.endswith("ل") or els[body - 1].text == "في"):
        return
    mention = els[body].mention
    assert mention is not None
    for k in s.subject_before(i, ("country", "organization"), frozenset({mention.entity_id})):
        f.add(s, els[k].mention.entity_id, "partner", mention.entity_id, (els[i].start, els[body].end), f.status(s, i, body, "current"), "partner", 0.6)  # type: ignore[union-attr]


def comprises(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "ويضم أيضا البحرين والكويت", "ويضم 15 عضوا من بينهم حاليا المغرب وناميبيا"."""
    els = s.elements
    own = s.body_after(i, 0)
    if own is not None and not els[own].prefix and len(listed := s.holders_at(own + 1, ("country",))) > 1:
        for k in listed:
            f.add(s, els[k].mention.entity_id, "member", els[own].mention.entity_id, (els[i].start, els[listed[-1]].end), "current", "comprises")  # type: ignore[union-attr]
        return
    j = i + 1
    steps = 0
    while j < len(els) and els[j].mention is None and steps < 9 and _leads_to_list(f, s, j):
        j += 1
        steps += 1
    got = s.holders_at(j, ("country",))
    if len(got) < 2:
        return
    reach = -1 if els[i].text.startswith("و") else max(-1, i - 4)  # "صفقة تضم": only what stands beside it
    body = next((els[k].mention for k in range(i - 1, reach, -1) if els[k].kind == "organization"), None)
    own_clause = i > 1 and els[i - 1].text == "التي" and els[i - 2].mention is body and f.c.doc.text[body.start : body.end].split(" ")[0].endswith(("ه", "ات")) if body is not None else False
    met = not own_clause and any(els[k].text in f.r.gatherings for k in range(max(0, i - 8), i + 1))  # a masculine meeting does not "تضم"
    if body is None or not f.chaired(f.entities[body.entity_id]) or met:
        return
    body_id = (_inner(f, body) if own_clause else None) or body.entity_id
    for k in got:
        f.add(s, els[k].mention.entity_id, "member", body_id, (els[i].start, els[got[-1]].end), "current", "comprises")  # type: ignore[union-attr]


def _inner(f: RoleLedger, body: FoundMention) -> str | None:
    """ "The defence committee of the group, which comprises": the registered body that ends the name is the one right before the clause."""
    registry = f.c.knowledge.registry
    for hit in registry.names.find(f.c.doc.text, body.start, body.end):
        if hit.start > body.start and hit.end == body.end:
            inner = next((p for p in hit.payloads if isinstance(p, str) and p.startswith("org:")), None)
            if inner is not None and inner != body.entity_id:
                e = registry.entities[inner]
                f.c.entities.setdefault(inner, EntityInfo(inner, "organization", e.name_ar, e.name_en, e.country_iso2, True, e.type))
                return inner
    return None


def _leads_to_list(f: RoleLedger, s: RoleSentence, j: int) -> bool:
    """Element ``j`` may stand between "يضم" and its list: a count, a day, "من بينهم", "إلى جانب"."""
    e = s.elements[j]
    return e.text in f.r.introductions or e.text in ('"', "(", ":") or e.text.isdigit() or e.is_time or e.text in ("في", "الي") or e.text in f.r.beside_nouns or s.cue(j, f.r.members) is not None
