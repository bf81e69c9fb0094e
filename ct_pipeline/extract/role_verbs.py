"""Roles told by a verb: "تترأس كينيا المنتدى", "يتقاسم رئاسة …", "تحتضن … مقر", "انضمت إلى", and by a verb with a pronoun ("الذي يترأسه")."""

from __future__ import annotations

from ct_pipeline.extract.role_clauses import companions_at
from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_sentence import REACH, SLOT, RoleSentence
from ct_pipeline.extract.role_sharing import companions, handed, own_country


def verb(f: RoleLedger, s: RoleSentence, i: int, role: str, status: str, wants: str | None) -> None:
    r, els = f.r, s.elements
    n = len(els)
    if (role == "founder" and i and els[i - 1].text in r.relatives) or (role == "member" and s.unreal(i)):
        return
    seated = shared = False
    # subject between verb and object
    j = i + 1
    subject: list[int] = []
    while j < n and (s.aside(j) or (els[j].mention is None and (els[j].text in r.between or s.cue(j, r.shared)))):
        if wants and (s.cue(j, r.chair_nouns) or s.cue(j, r.deputies)):
            break
        j += 1
    own = None
    if j < n and els[j].text in r.own_country:
        own = own_country(f, s, j)
        j += 1
    elif j < n and els[j].mention is not None and els[j].kind in SLOT and not els[j].prefix.strip("وف"):
        got = s.holders_at(j)
        # the last of the list may be the object itself: "يترأس المغرب المنتدى"
        if (wants is None and len(got) == 1 and els[got[0]].kind == "organization" and role != "host") or (wants is None and len(got) == 1 and els[got[0]].kind == "organization"):
            got = []
        subject = got
        if got:
            j = got[-1] + 1
    elif j < n and els[j].kind == "city" and not els[j].prefix and role in ("chair", "co_chair"):
        subject = s.names_from(j, cities=True)  # "تتولى نيروبي وأكرا رئاسة"
        j = subject[-1] + 1 if subject else j
    elif j < n and (wants or els[i].text.removeprefix("و") in r.heads) and (titled := s.person_after_titles(j, f.titles)) is not None:
        subject, j = [titled], titled + 1  # "تسلم الفريق أول فلان رئاسة"
    if wants and j + 1 < n and els[j].text == "مع" and (more := s.holders_at(j + 1, ("country", "organization"))):
        subject += more
        j = more[-1] + 1
    if subject and (more := companions_at(s, j)):
        subject += more  # "وترأس إيطاليا إلى جانب السعودية مجموعة العمل"
        j = more[-1] + 1
        shared = True
    if j + 2 < n and els[j].text in r.jointly and els[j + 1].text == "مع" and (more := s.holders_at(j + 2, ("country", "organization"))):
        subject += more
        j = more[-1] + 1
    while j < n and (s.aside(j) or (els[j].mention is None and (els[j].text in r.between or s.cue(j, r.shared) or s.cue(j, r.now) or els[j].text in (",",)))):
        if wants and (s.cue(j, r.chair_nouns) or s.cue(j, r.deputies)):
            break
        j += 1
    shared = shared or any(s.cue(k, r.shared) for k in range(i + 1, min(j + 1, n)) if els[k].mention is None)
    if wants == "chair":
        if j + 1 < n and s.cue(j, r.deputies) and s.cue(j + 1, r.chairs):
            role, j = "vice_chair", j + 1  # "تولت فلانة منصب نائب رئيس اللجنة"
        if j >= n or not (s.cue(j, r.chair_nouns) or s.cue(j, r.chairs)):
            return
        body = s.body_after(j) or s.session_body(j)
        shared = shared or any(s.cue(k, r.shared) for k in range(j + 1, min(n, j + 3)) if els[k].mention is None)
        if body is None:
            target = session_body(f, s, j) or antecedent(f, s, j, i)
            if target is None and shared:
                target = (
                    f.last_chaired
                    or f.topic(s, r.co_chaired)
                    or next((e.mention.entity_id for e in els[max(0, i - REACH) : i] if e.mention is not None and e.kind == "organization" and f.is_group(e.mention, r.co_chaired)), None)
                )
            if target is None:
                return
            body_id, end = target, els[min(n - 1, j + 1)].end
            body = j
        else:
            body_id, end = els[body].mention.entity_id, els[body].end  # type: ignore[union-attr]
    else:
        if role == "chair" and j < n and s.cue(j, r.chair_nouns):
            j += 1
        elif role == "chair" and j < n and els[j].text in r.sessions:
            # "تترأس البحرين الدورة الحالية لمجلس …": of a state, the presidency of the body; of a person, the chair of a meeting
            chairing = subject or (s.subject_before(i, ("country",)) if i and els[i - 1].text in r.relatives else [])
            j = s.session_body(j - 1) or n
            if j == n or not chairing or any(els[k].kind != "country" for k in chairing):
                return
        if role == "host" and j + 2 < n and not subject and els[j].mention is None and els[j].text in r.seat_adjectives:
            j += 2 if els[j + 1].kind == "country" and els[j + 1].mention.method == "nisba" else 1  # type: ignore[union-attr]  # "تستضيف العاصمة الكينية نيروبي مقر"
        if role == "host" and j < n and els[j].kind == "city" and not els[j].prefix and not subject:
            subject, j = [j], j + 1  # "تحتضن الرياض مقر …"
        if role == "host" and j < n and els[j].text in f.r.seat_nouns:
            seated = True
            j += 1
        if role == "member" and not (j and (els[j - 1].text in ("الي", "من", "عن") or (j < n and els[j].prefix.endswith("ب")))):
            return
        body = s.body_after(j - 1)
        if body is None or (role == "member" and not f.is_group(els[body].mention, r.groups)):  # type: ignore[arg-type]
            return  # one who joins a club or a party is no member state
        if role == "host" and not seated and (not f.hostable(els[body].mention) or any(els[k].kind == "city" for k in subject)):
            return
        if role == "chair" and els[body].prefix not in ("",) and els[j].text != els[body].text:
            return
        body_id, end = els[body].mention.entity_id, els[body].end  # type: ignore[union-attr]
    if role in ("chair", "co_chair"):
        f.asked = (s.s.no, body_id)
    after = s.holders_at(body + 1) if wants or role == "chair" else []
    holders = [x for k in subject if (x := f.state_of(els[k].mention))]
    if own:
        holders = [own]
    if not holders and after and (els[body + 1].mention is not None or els[body + 1].text in f.r.introductions):
        holders = [els[k].mention.entity_id for k in after]  # type: ignore[union-attr]
    elif not holders and role == "chair" and (person := person_after(f, s, body)):
        holders = [person]
    elif not holders:
        kinds = ("country", "city") if seated else ("country",) if role == "host" else SLOT
        skip = frozenset({body_id})
        if els[i].text.startswith("و"):  # "… نائب رئيس المنتدى ويرأس اللجنة": the body before is the object of the clause before
            before = s.subject_before(i, tuple(k for k in kinds if k != "organization"), skip) or s.subject_before(i, kinds, skip)
        else:
            before = s.subject_before(i, kinds, skip)
        holders = [x for k in before if (x := f.state_of(els[k].mention))]
        feminine = els[i].text.endswith("ت") or els[i].text.removeprefix("و").startswith("ت")
        if not holders and role != "chair" and (role != "member" or feminine):
            holders = carried(f, s)
    if wants and role == "co_chair" and els[i].text.startswith("و") and len(subject) > 1:
        # "وكانت الكويت قد انضمت … وتشارك تركيا وهولندا في رئاسة": with them, the one the sentence speaks of
        holders += [els[k].mention.entity_id for k in range(min(i, 3)) if els[k].kind == "country" and not els[k].prefix.strip("و")][:1]  # type: ignore[union-attr]
    if shared and role == "chair":
        role = "co_chair"
    if len(holders) > 1 and role == "chair" and not s.cue(i, r.in_turn):
        role = "co_chair"
    final = f.status(s, i, body, status)
    if final == "former" and s.cue(i, r.taking) and els[i].text.startswith("ب"):  # "ستقوم كينيا بتولي رئاسة": the verbal noun, which folds like the verb
        final = "elected" if any(len(e.text) > 4 and e.text.removeprefix("و").startswith(("سي", "ست")) for e in els[max(0, i - 6) : i] if e.mention is None) else "current"
    if final == "former" and s.cue(i, r.taking) and _begun(f, s, i, body):
        final = "current"
    if final == "current" and i > 1 and els[i - 1].text in ("ان", "بان") and els[i - 2].text in r.settled:
        final = "elected"  # "ومن المقرر أن تتولى"
    if final == "current" and not s.cue(i, r.beginners) and any(e.text in r.was for e in els[max(0, i - 3) : i]):
        final = "former"
    if final == "current" and wants and (_coming(f, s, i, body) or _will_begin(s, i)):
        final = "elected"
    spot = (els[i].start, end)
    if role == "founder" and len(holders) == 1 and f.is_own(body_id, holders[0]):
        return  # a state sets up its own offices
    for holder in holders:
        f.add(s, holder, role, body_id, spot, final, "verb", change="begins" if final == "current" and s.cue(i, r.beginners) else "")
    if role in ("chair", "co_chair") and holders:
        companions(f, s, body, body_id, spot, set(holders), final)
        handed(f, s, body, body_id, spot, holders, role)


def _will_begin(s: RoleSentence, i: int) -> bool:
    """ "ما الذي سيتغير مع تولي كينيا الرئاسة": the verbal noun at ``i`` hangs on a verb of the future."""
    before = [e.text for e in s.elements[max(0, i - 3) : i] if e.mention is None]
    return len(before) > 1 and before[-1] in s.r.governing | s.r.since and any(len(w) > 4 and w.removeprefix("و").startswith(("سي", "ست", "سن")) for w in before[:-1])


def _coming(f: RoleLedger, s: RoleSentence, i: int, body: int) -> bool:
    """ "تولي الكاميرون رئاسة المجلس لشهر سبتمبر المقبل": every date behind the body is still to come."""
    now = f.c.doc.published_on
    text, end = f.c.doc.text, s.elements[body].end
    behind = [t.start_date for t in f.c.times_in(s.s) if t.start_date is not None and end <= t.start <= end + 30 and f.r.until.isdisjoint(text[end : t.start].split())]
    return now is not None and bool(behind) and all(d > now for d in behind)


def _begun(f: RoleLedger, s: RoleSentence, i: int, body: int) -> bool:
    """ "تولت مصر رئاسة المجلس ابتداء من فبراير الجاري", "أعلن عن تولي مصر": begun lately, and not over."""
    els = s.elements
    now = f.c.doc.published_on
    lasting = [t.end_date for t in f.c.times_in(s.s) if t.end_date is not None and els[i].start < t.start]
    if now is not None and any(end > now for end in lasting):
        return True  # "تولى الرئاسة حتى عام 2030"
    if i and els[i - 1].text in f.r.governing:
        return True  # the verbal noun, which folds like the verb
    if any(e.text in f.r.beginning or e.text in f.r.since for e in els[max(0, i - 4) : body + 7] if e.mention is None):
        return not any(e.text in f.r.until for e in els[i : body + 9])
    near = [t for t in f.c.times_in(s.s) if t.start_date is not None and els[i].start - 60 <= t.start <= els[body].end + 40]
    return now is not None and bool(near) and all(abs((now - t.start_date).days) < 200 for t in near if t.start_date)


def relative(f: RoleLedger, s: RoleSentence, i: int, role: str, status: str, wants: str | None) -> None:
    """ "المنتدى … الذي يترأسه كل من المغرب وهولندا", "مركز … الذي تستضيفه أبوظبي"."""
    els = s.elements
    if wants:
        # "بعد أن تولتها المملكة": the chair spoken of
        spoken = [x for x in f.found if x.role in ("chair", "co_chair") and x.start < els[i].start and x.start > els[i].start - 300]
        if wants == "chair" and spoken:
            named = s.names_from(i + 1)
            at = i + 2 if i + 1 < len(els) and els[i + 1].is_time else i + 1
            if not named and (person := s.person_after_titles(at, f.titles)) is not None:
                named = [person]
            for k in named:
                f.add(s, els[k].mention.entity_id, spoken[-1].role, spoken[-1].organization_id, (els[i].start, els[k].end), f.status(s, i, i, status), "verb")  # type: ignore[union-attr]
        return
    body = next((k for k in range(i - 1, max(-1, i - 7), -1) if els[k].kind == "organization"), None)
    if body is None or not any(els[k].text in f.r.relatives for k in range(body, i)):
        return
    if role == "chair" and body and els[body - 1].mention is None and els[body - 1].text in f.r.gatherings and not els[body - 1].text.startswith("ال"):
        return  # "في اجتماع التحالف، الذي يرأسه فلان": he chairs the meeting
    kinds = ("country", "city") if role == "host" else SLOT
    after_verb = i + 1
    while after_verb < len(els) and els[after_verb].mention is None and (els[after_verb].text in f.r.between or s.cue(after_verb, f.r.shared)) and els[after_verb].text not in f.r.introductions:
        after_verb += 1  # "التي يرأسها بشكل مشترك كل من"
    after = s.holders_at(after_verb, kinds)
    mention = els[body].mention
    assert mention is not None
    if role == "host" and (not f.hostable(mention) or els[body].prefix.endswith("ل")):
        return  # "المؤتمر الوزاري لـ… الذي يحتضنه": the conference is held there
    ids = [f.state_of(els[k].mention) for k in after]
    if role == "chair" and len(ids) > 1:
        role = "co_chair"
    for holder in ids:
        if holder:
            f.add(s, holder, role, mention.entity_id, (els[body].start, els[after[-1]].end), f.status(s, i, i, status), "relative")


def carried(f: RoleLedger, s: RoleSentence) -> list[str]:
    """The state that the previous sentence spoke of, when a verb has no subject of its own."""
    i = s.s.no - 1
    sentences = f.c.doc.sentences
    if 0 <= i < len(sentences):
        for m in reversed(f.c.mentions_in(sentences[i], ("country",))):
            return [m.entity_id]
    return []


def session_body(f: RoleLedger, s: RoleSentence, i: int) -> str | None:
    """ "رئاسة الدورة": the body whose session the article spoke of."""
    nxt = s.elements[i + 1].text if i + 1 < len(s.elements) else ""
    if nxt not in f.r.sessions:
        return None
    text = f.c.doc.text
    for m in f.c.mentions:
        if m.kind == "organization" and m.start < s.elements[i].start and f.r.session_before.search(text[max(0, m.start - 60) : m.start]):
            return m.entity_id
    return None


def antecedent(f: RoleLedger, s: RoleSentence, noun: int, verb: int) -> str | None:
    """The body that the pronoun of "رئاسته" means: the nearest before the verb."""
    if s.cue(noun, f.r.chair_nouns) not in f.r.own_chairs:
        return None
    for k in range(verb - 1, max(-1, verb - REACH), -1):
        m = s.elements[k].mention
        if m is not None and m.kind == "organization":
            return m.entity_id
    return None


def person_after(f: RoleLedger, s: RoleSentence, body: int) -> str | None:
    """ "ويرأس المجلس لهذا الشهر السفير فلان": the person after the body, over times and titles."""
    mention = s.elements[body].mention
    own = mention.entity_id if mention is not None else None
    for e in s.elements[body + 1 : body + 8]:
        if e.kind == "person" and not e.prefix and e.mention is not None:
            return e.mention.entity_id
        if e.mention is not None and (e.mention.method == "nisba" or (e.kind == "organization" and e.mention.entity_id == own)):
            continue  # "يرأس المجموعة (فاتف) حاليا المكسيكية فلانة"
        if e.mention is not None or not (e.is_time or e.text.removeprefix("ال") in f.titles or e.text in f.r.person_asides):
            return None
    return None
