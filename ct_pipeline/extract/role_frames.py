"""Roles told by a phrase of ``cues/roles.yml``: which side the holders stand on and where the body is, is said there."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_rules import Frame
from ct_pipeline.extract.role_sentence import REACH, RoleSentence


def read_frames(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """Read the frames whose cue begins at element ``i``: of those with one holder side, the longest cue that finds all its slots."""
    els = s.elements
    for rest, frame in f.r.frames.get(els[i].text, ()):
        end = i + 1 + len(rest)
        if end > len(els):
            continue
        tail = [e.text if e.mention is None else "" for e in els[i + 1 : end]]
        last_particle = rest and rest[-1] in ("ل", "ب")
        if last_particle:
            if tuple(tail[:-1]) != rest[:-1] or els[end - 1].prefix != rest[-1]:
                continue
            end -= 1
        elif tuple(tail) != rest:
            continue
        if _read(f, s, i, end, frame):
            return


def _read(f: RoleLedger, s: RoleSentence, i: int, end: int, frame: Frame) -> bool:
    """Fill the slots of ``frame`` whose cue is the elements ``i`` to ``end`` (exclusive); whether a role was told."""
    els = s.elements
    cities = frame.role in ("chair", "co_chair", "host")
    if (frame.role == "member" and s.unreal(i)) or (frame.needs and not any(e.mention is None and e.text.removeprefix("و") in frame.needs for e in els[max(0, i - 16) : i])):
        return False
    body = s.body_after(end - 1, 3) if "after" in frame.body else None
    if body is not None and (els[body].prefix.startswith("و") or (frame.role == "member" and not f.is_group(_mention(s, body), f.r.groups))):
        body = None
    if frame.name == "members_of" and body is None:
        return False
    start = end if body is None else s.relative_aside(body + 1) or body + 1
    if frame.holders == "listed":
        if body is not None and start < len(els) and els[start].text in ("من", "في"):
            start += 1
        holders = s.list_after(start)
    elif frame.holders == "after":
        while start < len(els) and els[start].text in f.r.introductions:
            start += 1
        holders = s.names_from(start, cities)
    else:
        holders = s.subject_before(i, ("country",))
        holders = holders if holders and holders[-1] >= i - 4 else []
    holders = [k for k in holders if k != body and els[k].kind != "person"]
    if not holders or (frame.role == "co_chair" and els[holders[0]].kind == "organization" and f.is_group(_mention(s, holders[0]), f.r.co_chaired)):
        return False  # "الرئاسة المشتركة للمنتدى": the body, not who chairs it
    shared = False
    if body is None and "beyond" in frame.body:
        body, shared = _beyond(s, holders)
    if frame.name == "chosen":
        told = [k for k in range(holders[-1] + 1, min(len(els), holders[-1] + 9)) if els[k].mention is None]
        if any(s.cue(k, f.r.deputies) for k in told) or not any(_tells_chair(f, s, k) for k in told):
            return False
    body_id = els[body].mention.entity_id if body is not None else None  # type: ignore[union-attr]
    if body_id is None and "before" in frame.body:
        body_id = _before(f, s, i, set(holders), frame)
    if body_id is None and "topic" in frame.body:
        body_id = f.topic(s, f.r.co_chaired if cities and frame.role != "host" else f.r.groups)
    if body_id is None:
        return False
    ids = [x for k in holders if (x := f.state_of(els[k].mention)) and x != body_id]
    role = "co_chair" if frame.role == "chair" and (shared or len(ids) > 1) else frame.role
    if frame.role == "member":
        ids = [x for x in ids if x.startswith("country:")]
    status = "former" if frame.role == "member" and s.near(i, f.r.withdrawals, 4, 0) else frame.status
    if frame.role == "member" and status == "current" and frame.name in f.r.chosen_frames and s.near(min([i, *holders]), f.r.choosing, 9, 0):
        status = "elected"  # "انتخبت الصين وكوبا ضمن أعضاء مجلس …", "فاز بعضوية المجلس 14 دولة هم"
    last = max(end - 1, holders[-1], body or 0)
    for holder in ids:
        f.add(s, holder, role, body_id, (els[min(i, holders[0])].start, els[last].end), status, frame.name, 0.75)
    return bool(ids)


def _tells_chair(f: RoleLedger, s: RoleSentence, k: int) -> bool:
    return s.elements[k].mention is None and bool(s.cue(k, f.r.chair_nouns) or s.cue(k, f.r.chairs) or s.cue(k, f.r.successor_of))


def _mention(s: RoleSentence, j: int) -> FoundMention:
    mention = s.elements[j].mention
    assert mention is not None
    return mention


def _beyond(s: RoleSentence, holders: list[int]) -> tuple[int | None, bool]:
    """The body after the list, and whether its chair is shared: "انضمام غانا إلى …", "انتخاب غانا بالإجماع للرئاسة المشتركة ل…"."""
    els = s.elements
    last = holders[-1]
    for k in range(last + 1, min(len(els), last + 9)):
        if els[k].mention is None and (s.cue(k, s.r.chair_nouns) or s.cue(k, s.r.chairs)):
            shared = any(s.cue(x, s.r.shared) for x in range(k, min(len(els), k + 3)) if els[x].mention is None)
            named = [x for x in range(last + 1, k) if els[x].kind == "organization"]
            return s.body_after(k, 3) or (named[-1] if named else None), shared
    if last + 1 < len(els) and els[last + 1].text not in ("الي", "في", "ل", "ب"):
        return None, False
    return s.body_after(last, 3), False


def _before(f: RoleLedger, s: RoleSentence, i: int, holders: set[int], frame: Frame) -> str | None:
    """The nearest body before the cue that can have such a role; none where a meeting or a delegation stands between."""
    els = s.elements
    heads = f.r.co_chaired if frame.role in ("chair", "co_chair") else f.r.groups
    for k in range(i - 1, max(-1, i - REACH), -1):
        e = els[k]
        if e.mention is None:
            if frame.name in ("belong", "comprises") and (e.text in f.r.gatherings or e.text.removeprefix("ال") in f.r.gatherings):
                return None
            continue
        if k in holders or e.kind != "organization" or e.prefix.startswith("و") or (frame.name in ("comprises", "belong") and i - k > 8):
            continue
        founded = frame.role == "co_chair" and any(x.mention is None and x.text.removeprefix("و") in f.r.founded for x in els[k + 1 : i])  # "المركز، الذي تأسس برئاسة مشتركة بين"
        if f.is_group(e.mention, f.r.groups if founded else heads):
            if frame.name in ("belong", "comprises") and any(x.text in f.r.gatherings for x in els[max(0, k - 4) : k]):
                return None
            return e.mention.entity_id
        if frame.name == "comprises":
            return None
    return None
