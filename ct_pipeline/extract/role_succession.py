"""One takes a chair over from another, or hands it on: "حلت كندا محل هولندا", "تسليم الجانب الكندي مهامه إلى الاتحاد الأوروبي"."""

from __future__ import annotations

from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_sentence import RoleSentence


def taken_over(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "حلت <من يتسلم> محل <من سلم> …": the verb at ``i``, the taker right after or before it."""
    els = s.elements
    takers = s.names_from(i + 1)
    j = takers[-1] + 1 if takers else i + 1
    if len(takers) == 2 and els[takers[1]].prefix == "":
        takers, j = takers[:1], takers[1]  # "خلفت غانا كينيا"
    if not takers:
        takers = [k for k in s.subject_before(i, ("country", "organization")) if k >= i - 6]
    if j < len(els) and els[j].text in f.r.in_place:
        j += 1
    elif s.cue(i, f.r.takes_over) in f.r.takes_place:
        return
    givers = s.names_from(j)
    if not takers or not givers or set(takers) & set(givers):
        return
    _change(f, s, i, givers[-1], takers, givers)


def handed_on(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "سلمت <من سلم> مهامها إلى <من يتسلم>": the verb or its noun at ``i``; what is handed on is a chair."""
    els = s.elements
    charge = next((k for k in range(i + 1, min(len(els), i + 7)) if els[k].mention is None and els[k].text in f.r.charges), None)
    if charge is None:
        return
    givers = s.names_from(i + 1 if els[i + 1].mention is not None or els[i + 1].text in f.r.state_words else charge)
    givers = [k for k in givers if k < charge] or [k for k in s.subject_before(i, ("country", "organization")) if k >= i - 6]
    takers: list[int] = []
    for k in range(charge + 1, min(len(els), charge + 9)):
        if els[k].text == "الي":
            takers = s.names_from(k + 1)
            break
        if els[k].kind == "country" and els[k].prefix == "ل":
            takers = s.names_from(k)
            break
    if not givers and (person := s.person_after_titles(i + 1, f.titles)) is not None and person < charge:
        givers = [person]  # "سلم الرئيس الكيني فلان رئاسة المجموعة إلى نظيره الغاني فلان"
    to = next((k for k in range(charge + 1, min(len(els), charge + 9)) if els[k].text == "الي"), None)
    if not takers and givers and to is not None and (person := s.person_after_titles(to + 1, f.titles)) is not None:
        takers = [person]
    if givers and takers:
        _change(f, s, i, charge, takers, givers)


def _change(f: RoleLedger, s: RoleSentence, i: int, at: int, takers: list[int], givers: list[int]) -> None:
    """Add the role of both sides in the body named after ``at``, or in the one whose chair the article spoke of."""
    els = s.elements
    ids = [[x for k in side if (x := f.state_of(els[k].mention))] for side in (takers, givers)]
    body: str | None = None
    for k in range(at, min(len(els), at + 5)):
        if els[k].mention is None and (s.cue(k, f.r.chair_nouns) or els[k].text == "راس") and (named := s.body_after(k)) is not None:
            body = els[named].mention.entity_id  # type: ignore[union-attr]
            break
    if body is None:
        held = [x.organization_id for x in f.found if x.holder_id in ids[1] and x.role in ("chair", "co_chair")]
        told = any(e.mention is None and e.text in f.r.charges for e in els[max(0, i - 3) : max(takers + givers) + 3])
        body = held[-1] if held else (f.topic(s, f.r.co_chaired) or f.last_chaired) if told else None
        if body is None and told:
            body = f.group_before(s, i, f.r.co_chaired)
    if body is None:
        return
    shared = any(x.organization_id == body and x.role == "co_chair" for x in f.found)
    spot = (els[min([i, *takers, *givers])].start, els[max([i, *takers, *givers])].end)
    together = len(ids[0]) > 1
    coming = els[i].text.removeprefix("و").startswith(("ست", "سي", "سن"))  # "ستخلف": has yet to happen
    for side, status in zip(ids, ("elected", "current") if coming else ("current", "former"), strict=True):
        for holder in side:
            f.add(s, holder, "co_chair" if shared or (together and side is ids[0]) else "chair", body, spot, status, "succession", 0.85)
