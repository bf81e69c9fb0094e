"""Chairs told by a noun: a title, "رئاسته لـ", "الرئيس المشارك لـ", "نائبا للرئيس", "على رأس"."""

from __future__ import annotations

from ct_pipeline.extract.affiliations import APPOINTED
from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_sentence import SLOT, RoleSentence
from ct_pipeline.extract.role_sharing import companions, handed, own_country
from ct_pipeline.language.fold import fold
from ct_pipeline.language.numerals import parse_ordinal


def titles_held(f: RoleLedger) -> None:
    """ "رئيسة لجنة …" as somebody's title."""
    for a in f.c.affiliations:
        words = fold(a.title).split()
        if not words or a.organization_id is None or a.organization_id not in f.entities or APPOINTED in a.rule:  # "انتخب فلان رئيسا": the verb's to tell
            continue
        body = f.entities[a.organization_id]
        if not f.chaired(body):
            continue
        first = words[0]
        name = fold(body.name_ar).split()
        direct = len(words) == 1 or words[1].removeprefix("لل").removeprefix("ل").removeprefix("ال")[:4] == name[0].removeprefix("ال")[:4]
        if first in f.r.chair_titles and not direct and len(words) > 2 and words[1] in f.r.shared:
            direct = True
        if first in f.r.chair_titles and len(words) > 1 and words[1] in f.r.session_words:
            direct = True  # "رئيس الدورة الحالية لمجلس …"
        if not direct:
            continue
        sentence = f.c.doc.sentence_at(a.start)
        if sentence is None:
            continue
        s = RoleSentence(f.c, f.r, sentence)
        role = None
        if first in f.r.chair_titles:
            role = "co_chair" if len(words) > 1 and words[1] in f.r.shared else "chair"
        elif first in f.r.member_titles:
            role = "member"
        elif first in f.r.founder_titles:
            role = "founder"
        elif first in f.r.deputy_titles and len(words) > 1 and words[1] in f.r.chair_titles:
            role = "vice_chair"
        holder = a.person_id
        for m in f.c.mentions_in(sentence, ("person",)):
            # "فلان، رئيس المجلس، استقبل …": the name before the title has it
            if m.end < a.start <= m.end + 2 and m.entity_id != holder and f.c.doc.text[m.end] == ",":
                holder = m.entity_id
        if role:
            past = a.is_former or any(w in f.r.former for w in f.c.doc.text[a.start : a.end].split())
            f.add(s, holder, role, a.organization_id, (a.start, a.end), "former" if past else "current", "title", 0.9)


def chair_noun(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "رئاسته المشتركة لـ …", "تولي X رئاسة …", "انتقلت رئاسة … من … إلى …", "لرئاسة …"."""
    els, r = s.elements, f.r
    word = s.cue(i, r.chair_nouns) or ""
    if word in r.leadership:
        return
    body = s.body_after(i)
    if body is None:
        if word in r.own_chairs and s.near(i, r.elected, 12, 0) and not s.near(i, r.verb_forms, 3, 0) and (meant := f.group_before(s, i, r.co_chaired)):
            held = s.subject_before(i, ("country",), frozenset({meant}))  # "حظي المغرب وهولندا بثقة أعضاء المنتدى لمواصلة رئاسته"
            for k in held:
                f.add(s, els[k].mention.entity_id, "co_chair" if len(held) > 1 else "chair", meant, (els[k].start, els[i].end), "elected", "chair_noun")  # type: ignore[union-attr]
        chair_of(f, s, i)
        return
    mention = els[body].mention
    assert mention is not None
    spot = (els[i].start, els[body].end)
    shared = any(s.cue(k, r.shared) for k in range(i + 1, body) if els[k].mention is None)
    role = "co_chair" if shared else "chair"
    pronoun = word in r.own_chairs
    moved = any(s.cue(k, r.handover) for k in range(max(0, i - 3), i) if els[k].mention is None)
    if moved:
        handed(f, s, body, mention.entity_id, spot, [])
        return
    if any(r.verbs[verb][2] for k in range(max(0, i - 8), i) if (verb := s.cue(k, r.verb_forms))):
        return  # the verb's rule has it
    if pronoun:
        got = s.subject_before(i, ("country",), frozenset({mention.entity_id})) or s.subject_before(i, SLOT, frozenset({mention.entity_id}))
        if not got and i < 3:
            got = s.beyond(body)  # "خلال رئاستها للمجلس، نظمت كينيا"
        default = "current"
    elif s.near(i, r.elected, 16 if els[i].text.startswith("ل") else 6, 0) or s.near(i - 1, r.conferring, 3, 0):
        got = s.subject_before(i, SLOT, frozenset({mention.entity_id}))
        default = "elected" if s.near(i, r.elected, 16, 0) else "current"
    else:
        return
    ids = [els[k].mention.entity_id for k in got]  # type: ignore[union-attr]
    if len(ids) > 1:
        role = "co_chair"
    for holder in ids:
        f.add(s, holder, role, mention.entity_id, spot, f.status(s, i, body, default), "chair_noun")
    if ids:
        companions(f, s, body, mention.entity_id, spot, set(ids))


def chair_named(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "الرئاسة الكويتية للمجلس" where the presidency was read as a body: the states are its nisbas."""
    els = s.elements
    words = els[i].text.split()
    if els[i].kind != "organization" or len(words) < 2 or words[0] not in f.r.chair_nouns:
        return
    nisbas = f.c.knowledge.registry.nisbas
    states = [f"country:{nisbas[w]}" for w in words[1:] if w in nisbas]
    if not states or any(w not in nisbas and w not in f.r.shared and w not in f.r.between and w not in f.r.now for w in words[1:]):
        return
    body = s.body_after(i, 3)
    if body is None or not els[body].prefix.endswith("ل") or not f.is_group(els[body].mention, f.r.groups):  # type: ignore[arg-type]
        return
    shared = len(states) > 1 or any(w in f.r.shared for w in words[1:])
    for state in states:
        f.know_state(state)
        f.add(s, state, "co_chair" if shared else "chair", els[body].mention.entity_id, (els[i].start, els[body].end), f.status(s, i, body, "current"), "chair_of")  # type: ignore[union-attr]


def chair_of(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "رئاسة المغرب المشتركة للمنتدى", "في ظل رئاسة دولة الكويت لأعمال المجموعة", "الرئاسة الكويتية للمجلس": the holder between the noun and the body."""
    els, r = s.elements, f.r
    nisbas = []
    j = i + 1
    while j < len(els) and els[j].kind == "country" and els[j].mention.method == "nisba" and els[j].prefix in ("", "و"):  # type: ignore[union-attr]
        nisbas.append(j)
        j += 1
    holders = nisbas or s.names_from(i + 1)
    if not holders and (person := s.person_after_titles(i + 1, f.titles)) is not None:
        holders = [person]
    if not holders or any(els[k].prefix.endswith("ل") for k in holders):
        return
    last = holders[-1]
    body = s.body_after(last) or s.session_body(last)
    if body is None or not (els[body].prefix.endswith("ل") or els[body - 1].text.startswith("ل") or els[body - 1].text in r.sessions or s.session_body(last) == body):
        return
    mention = els[body].mention
    assert mention is not None
    if not f.is_group(mention, r.groups) or s.unreal(i):
        return
    shared = any(s.cue(k, r.shared) for k in range(i + 1, body) if els[k].mention is None) or len(holders) > 1
    spot = (els[i].start, els[body].end)
    ids = [x for k in holders if (x := f.state_of(els[k].mention))]
    for holder in ids:
        f.add(s, holder, "co_chair" if shared else "chair", mention.entity_id, spot, f.status(s, i, body, "current"), "chair_of", 0.8)
    companions(f, s, body, mention.entity_id, spot, set(ids))


def chair(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "المغرب، بصفته الرئيس المشارك لـ …", "رئيسا مشاركا لـ …", "رئيسا للجنة"."""
    els, r = s.elements, f.r
    word = s.cue(i, r.chairs) or ""
    if s.cue(i, r.verb_forms) or (i and s.cue(i - 1, r.deputies)) or (i > 1 and s.cue(i - 2, r.deputies) and parse_ordinal([els[i - 1].text]) is not None):
        return
    body = s.body_after(i, 3) or s.session_body(i)
    if body is None:
        if (meant := f.object_body(s, i)) is not None and (elected := s.near(i, r.elected, 8, 0) or s.near(i, r.conferring, 8, 0)):
            for k in [k for k in s.subject_before(i, ("country", "person"), frozenset({meant})) if k >= i - 4]:  # "انتخب المجلس المغرب رئيسا له"
                f.add(s, els[k].mention.entity_id, "chair", meant, (els[k].start, els[i + 1].end), "elected" if elected else "current", "as_chair")  # type: ignore[union-attr]
        return
    mention = els[body].mention
    assert mention is not None
    e = f.entities.get(mention.entity_id)
    if e is None or not f.chaired(e):
        return
    shared = any(s.cue(k, r.shared) for k in range(i + 1, body) if els[k].mention is None)
    role = "co_chair" if shared else "chair"
    spot = (els[i].start, els[body].end)
    # a person right before or after: an office of his
    person = person_beside(f, s, i, body)
    if person:
        f.add(s, person, role, mention.entity_id, spot, f.status(s, i, body, "current"), "apposition", 0.85)
        return
    if word in r.chair_subject and _equational(s, i):
        f.add(s, els[i - 1].mention.entity_id, role, mention.entity_id, spot, f.status(s, i, body, "current"), "as_chair")  # type: ignore[union-attr]
        return
    if i > 1 and _is_state(s, i - 1) and (copula := els[i - 2].text.removeprefix("و")) in r.copulas and not s.unreal(i - 2):  # "ستكون غانا رئيسة المجلس"
        told = "elected" if copula in r.copulas_coming else "former" if copula in r.copulas_past else f.status(s, i, body, "current")
        f.add(s, els[i - 1].mention.entity_id, role, mention.entity_id, spot, told, "as_chair")  # type: ignore[union-attr]
        return
    if i > 2 and els[i - 1].text == "," and _is_state(s, i - 2, ("ب", "ل", "ك")) and word in r.chair_subject:  # "أشادت بالمغرب، رئيس اللجنة"
        f.add(s, els[i - 2].mention.entity_id, role, mention.entity_id, spot, f.status(s, i, body, "current"), "as_chair")  # type: ignore[union-attr]
        return
    if i and els[i - 1].text in r.own_country and (own := own_country(f, s, i - 1)):
        f.add(s, own, role, mention.entity_id, spot, f.status(s, i, body, "current"), "as_chair")  # "بصفة بلاده رئيسة لجنة …"
        return
    if i and els[i - 1].text.endswith(("كم", "كما")):
        return  # "باعتباركم رئيسا": who is spoken to
    as_object = word in r.chair_object or (word in r.chair_feminine and s.near(i, r.elected, 5, 0))  # "انتخبت غانا رئيسة للمنتدى"
    in_capacity = i > 0 and els[i - 1].text.removeprefix("و") in r.capacity
    if as_object or shared or in_capacity or (i > 1 and els[i - 1].text == "," and els[i - 2].kind == "country"):
        got = s.subject_before(i, ("country", "person") if as_object else SLOT, frozenset({mention.entity_id}))
        if not got and in_capacity and i > 1 and _is_state(s, i - 2, ("", "و")):
            got = [i - 2]  # "بمبادرة من الصين وغانا باعتبارها الرئيس الدوري للمجموعة"
        if not got and in_capacity:  # "بصفتها رئيسة …، دعت موريتانيا إلى": the subject follows
            got = s.beyond(body)
        apposed = i > 1 and els[i - 1].text == ","
        if in_capacity and not els[i - 1].text.endswith("هما"):
            got = got[-1:]
        if as_object and els[i].text[:1] == "ر" and not got and (elected := s.near(i, r.elected, 5, 0)):
            got = s.subject_before(i, SLOT, frozenset({mention.entity_id})) if elected else got
        for k in got:
            holder = els[k].mention
            if holder is not None and (not apposed or as_object or shared or k == i - 2):
                f.add(s, holder.entity_id, role, mention.entity_id, spot, f.status(s, i, body, "current"), "as_chair")
        if shared and got:
            companions(f, s, body, mention.entity_id, spot, {els[k].mention.entity_id for k in got})  # type: ignore[union-attr]


def _equational(s: RoleSentence, i: int) -> bool:
    """ "المغرب رئيس لجنة …", "أن المغرب رئيس …": the state right before is the subject of a sentence without a verb."""
    return bool(i) and _is_state(s, i - 1) and (i == 1 or s.elements[i - 2].text in ("ان", "بان"))


def _is_state(s: RoleSentence, k: int, prefixes: tuple[str, ...] = ("",)) -> bool:
    """A state is named at element ``k``, behind one of ``prefixes``."""
    e = s.elements[k]
    return e.kind == "country" and e.prefix in prefixes and e.mention is not None and e.mention.method != "nisba"


def person_beside(f: RoleLedger, s: RoleSentence, i: int, body: int) -> str | None:
    """The person to whom the title at ``i`` … ``body`` stands in apposition."""
    els = s.elements
    if i > 1 and els[i - 1].text == "," and els[i - 2].kind == "person":
        return els[i - 2].mention.entity_id  # type: ignore[union-attr]
    for j in range(body + 1, min(len(els), body + 9)):
        e = els[j]
        if e.kind == "person" and not e.prefix and els[i].text not in f.r.chair_object:
            return e.mention.entity_id  # type: ignore[union-attr]
        if e.mention is not None and e.kind != "organization":
            break
        word = e.text.removeprefix("ال")
        if e.is_time:
            continue
        if e.mention is None and word not in f.titles and e.text not in f.r.titles_between:
            break
    if not (els[i].text.startswith("و") or (i and els[i - 1].text == ",")):
        return None
    for k in range(i - 1, max(-1, i - 10), -1):
        m = els[k].mention
        if m is not None and m.kind == "person":
            # "فلانة، نائبة المندوبة الدائمة … ورئيسة لجنة …": titles in a row after a comma
            if k == i - 1 or els[k + 1].text in (",", "-") or (els[k + 1].text == "من" and els[min(k + 2, i)].kind == "country"):
                return m.entity_id
            return None
        if m is None and (els[k].text in f.r.relatives or els[k].text in ("ان", "الي", ".", ":")):
            return None
    return None


def deputy(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "انتُخبت غانا نائبة للرئيس"."""
    els = s.elements
    ordinal = i + 2 < len(els) and els[i + 1].mention is None and parse_ordinal([els[i + 1].text]) is not None  # "النائب الأول لرئيس"
    at = i + ordinal
    if at + 1 >= len(els) or s.cue(at + 1, f.r.chairs) is None:
        return
    body = s.session_body(at + 1)  # "لرئيس الدورة الـ 31 للجنة"
    body = body if body is not None else s.body_after(at + 1, 2)
    body_id = els[body].mention.entity_id if body is not None else f.last_chaired  # type: ignore[union-attr]
    if body_id is None:
        return
    if body is None and not els[at + 1].text.startswith("لل") and els[at + 1].text not in f.r.chair_definite:
        return
    if body is not None and not f.chaired(f.entities[body_id]):
        return
    elected = s.near(i, f.r.elected, 30, 0)
    if body is not None and (person := person_beside(f, s, i, body)):
        f.add(s, person, "vice_chair", body_id, (els[i].start, els[body].end), "elected" if elected else f.status(s, i, body, "current"), "deputy")
        return
    got = s.subject_before(i, ("country", "organization", "person") if elected else ("country", "organization"), frozenset({body_id}))
    if not got or got[-1] < i - (12 if elected else 4):
        return
    if not elected and got[0] and s.cue(got[0] - 1, f.r.members):
        return  # "عضو المكتب السياسي للحزب نائب رئيس المجلس": the man is
    if els[got[-1]].kind == "person" and any(els[k].text == "شخص" for k in range(max(0, got[-1] - 12), got[-1])):
        got = s.subject_before(got[-1], ("country",), frozenset({body_id})) + got  # "انتخاب المغرب، في شخص سفيره فلان، نائبا لرئيس …"
    for k in got:
        status = "elected" if elected else f.status(s, i, i, "current")
        f.add(s, els[k].mention.entity_id, "vice_chair", body_id, (els[k].start, els[at + 1].end), status, "deputy")  # type: ignore[union-attr]


def head_of(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "ما بذله المغرب على رأس المنتدى", "السنغال تخلف نيجيريا على رأس …"."""
    els, r = s.elements, f.r
    body = s.body_after(i, 1)
    if body is None:
        return
    mention = els[body].mention
    assert mention is not None
    spot = (els[i - 1].start, els[body].end)
    change = next((k for k in range(i - 1, max(-1, i - 6), -1) if els[k].mention is None and s.cue(k, r.succeeds)), None)
    if change is not None:
        after = s.holders_at(change + 1)
        before = s.subject_before(change)
        if after and before:
            for k in before:
                f.add(s, els[k].mention.entity_id, "chair", mention.entity_id, spot, "current", "succeeds")  # type: ignore[union-attr]
            for k in after[:1]:
                f.add(s, els[k].mention.entity_id, "chair", mention.entity_id, spot, "former", "succeeds")  # type: ignore[union-attr]
            return
    got = s.subject_before(i - 1, SLOT, frozenset({mention.entity_id}))
    if not got or got[-1] < i - 7:
        return
    ids = [els[k].mention.entity_id for k in got]  # type: ignore[union-attr]
    role = "co_chair" if len(ids) > 1 else "chair"
    for holder in ids:
        f.add(s, holder, role, mention.entity_id, spot, f.status(s, i, body, "current"), "head_of", 0.75)
    companions(f, s, body, mention.entity_id, spot, set(ids))


def beside(f: RoleLedger, s: RoleSentence) -> None:
    """ "سنتسلم المهمة … إلى جانب المغرب", or as an answer "إلى جانب كندا": the one beside whom the chair of the sentence before is held."""
    els = s.elements
    earlier = [x for x in f.found if x.role == "co_chair" and s.s.start - 250 < x.start < s.s.start]
    answer = f.asked is not None and s.s.no - 2 <= f.asked[0] < s.s.no
    for i in range(1, min(len(els) - 1, 14)):
        if els[i].text in f.r.beside_nouns and els[i + 1].kind == "country":
            if answer and f.asked is not None and not any(len(e.text) > 3 for e in els[: i - 1]):
                body = f.asked[1]
            elif earlier and any(e.text in f.r.tasks for e in els[:8]):
                body = earlier[-1].organization_id
            else:
                return
            for k in s.names_from(i + 1):
                f.add(s, els[k].mention.entity_id, "co_chair", body, (els[i].start, els[k].end), "current", "beside", 0.65)  # type: ignore[union-attr]
            return
