"""With whom a chair is shared, from whom it was taken over and to whom it went."""

from __future__ import annotations

from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_sentence import REACH, RoleSentence


def companions(f: RoleLedger, s: RoleSentence, body: int, body_id: str, spot: tuple[int, int], known: set[str], default: str = "current") -> None:
    """Who shares the chair: "مع هولندا أولا، ثم مع كندا …، وإلى جانب الاتحاد الأوروبي حاليا"."""
    els, r = s.elements, f.r
    j = body + 1
    misses = 0
    found: list[tuple[str, str]] = []
    while j < min(len(els), body + REACH) and misses < 9:
        e = els[j]
        starter = e.mention is None and (e.text in r.with_words or (e.text in r.beside_nouns and els[j - 1].text.removeprefix("و") == "الي"))
        if starter:
            got = s.holders_at(j + 1, ("country", "organization"))
            k = j + 1
            if got:
                # "مع هولندا ثم كندا": the list may be joined by ثم
                last = got[-1]
                while last + 2 < len(els) and els[last + 1].text == "ثم" and els[last + 2].mention is not None:
                    last += 2
                    got.append(last)
                k = last + 1
                now = any(s.cue(x, r.now) for x in (*range(max(0, j - 3), j), *range(k, min(len(els), k + 1))) if els[x].mention is None)
                for g in got:
                    found.append((els[g].mention.entity_id, "current" if now else "?"))  # type: ignore[union-attr]
                misses = 0
            j = k
            continue
        if e.mention is None and (e.text in (".", ";", "ان") or (len(e.text) > 4 and e.text.startswith(("وي", "وت")))):
            break
        misses += 1
        j += 1
    if not found:
        return
    sequence = any(e.text in r.sequence for e in els[body + 1 : j] if e.mention is None)  # one after the other, not together
    for n, (entity, status) in enumerate(found):
        if entity in known or entity == body_id:
            continue
        if status == "?":
            later = any(other == "current" for _, other in found)  # "مع هولندا وكندا، وحاليا إلى جانب …"
            status = "former" if later or (sequence and n < len(found) - 1) else "current" if sequence else default
        f.add(s, entity, "co_chair", body_id, spot, status, "companion", 0.75)
    for role in f.found:
        if role.organization_id == body_id and role.holder_id in known and role.role == "chair":
            role.role = "co_chair"


def handed(f: RoleLedger, s: RoleSentence, body: int, body_id: str, spot: tuple[int, int], holders: list[str], role: str = "chair") -> None:
    """ "من نيجيريا إلى السنغال"; after "تسلمت جيبوتي رئاسة الدورة" only "من الجزائر"."""
    els = s.elements
    for j in range(body + 1, min(len(els), body + 18)):
        giver = j + 2 if j + 2 < len(els) and els[j + 1].text in f.r.state_words else j + 1
        if els[j].text == "الي" and not holders and giver < len(els) and els[giver].kind == "country":
            f.add(s, els[giver].mention.entity_id, role, body_id, spot, "current", "handover")  # type: ignore[union-attr]
            return
        if holders and els[j].text == "بعد" and j <= body + 3 and giver < len(els) and els[giver].kind in ("country", "organization"):
            f.add(s, els[giver].mention.entity_id, role, body_id, spot, "former", "handover")  # type: ignore[union-attr]  # "تسلمت مصر رئاسة المنتدى بعد المغرب"
            return
        if els[j].text == "من" and els[j - 1].text not in ("كل", "كلا") and giver < len(els) and els[giver].kind in ("country", "organization"):
            if holders:
                if all(x.is_time or x.text in f.r.between or x.text in f.r.shared or (x.mention is None and len(x.text) < 8) for x in els[body + 1 : j]) and j <= body + 3:
                    f.add(s, els[giver].mention.entity_id, role, body_id, spot, "former", "handover")  # type: ignore[union-attr]
                return
            if j + 3 < len(els) and els[j + 2].text == "الي" and els[j + 3].kind == "country":
                f.add(s, els[j + 1].mention.entity_id, role, body_id, spot, "former", "handover")  # type: ignore[union-attr]
                f.add(s, els[j + 3].mention.entity_id, role, body_id, spot, "current", "handover")  # type: ignore[union-attr]
            return


def successor(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "خلفا للنيجيري …": he held the role that the sentence gives to another, before it or after it ("خلفا لمصر، تتولى كينيا رئاسة …")."""
    els = s.elements
    told = [
        x for x in f.found
        if s.s.start <= x.start < s.s.end and x.role in ("chair", "co_chair", "vice_chair") and x.rule != "successor" and not (x.status == "former" and x.rule in f.r.ending_rules)
    ]  # fmt: skip
    current = [x for x in told if x.start < els[i].start] or told[:1]
    if not current:
        return
    person = next((els[k].mention for k in range(i + 1, min(len(els), i + 5)) if els[k].kind == "person"), None)
    last = current[-1]
    for k in s.holders_at(i + 1, ("country", "organization")):
        if person is not None and els[k].mention.method == "nisba":  # type: ignore[union-attr]
            continue  # "خلفا للتشادي فلان": he was, and not his country
        if els[k].prefix.endswith(("ل", "و")) or k > i + 1:
            f.add(s, els[k].mention.entity_id, last.role, last.organization_id, (els[i].start, els[k].end), "former", "successor")  # type: ignore[union-attr]
    if person is not None:
        f.add(s, person.entity_id, last.role, last.organization_id, (els[i].start, person.end), "former", "successor")


def own_country(f: RoleLedger, s: RoleSentence, j: int) -> str | None:
    """The state that "بلاده" at element ``j`` means: that of the person before it, else the state named before it."""
    for k in range(j - 1, max(-1, j - REACH), -1):
        m = s.elements[k].mention
        if m is not None and m.kind == "person" and (got := f.country_of(m.entity_id)):
            return got
    return next((s.elements[k].mention.entity_id for k in range(j - 1, max(-1, j - REACH), -1) if s.elements[k].kind == "country"), None)  # type: ignore[union-attr]
