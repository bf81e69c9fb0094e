"""Who is told to take part in a sentence of its own: "the participating states include A, B and C", "a delegation of X and Y accompanied him"."""

from __future__ import annotations

from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_lists import list_items
from ct_pipeline.extract.event_participant_roles import ROLE_TYPES, Roles, target_of
from ct_pipeline.extract.event_sentence import SentenceView, plain

_HEAD, _BEFORE = 6, 8  # words between the verb and who takes part: behind it, and before it


def add_members(view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None, drafts: list[Draft], frames: Frames, roles: Roles) -> None:
    """Give the members of such a list to the event of the sentence, else to the one that the article is about."""
    for k in range(len(view.tokens) - 1):
        if view.covered[k] is not None or view.opener[k] == "that":
            continue
        contains = plain(view.tokens[k].text) in view.grammar["containing"]
        if not contains and plain(view.tokens[k].text) not in view.grammar["presenting"]:
            continue
        head = _taking_part(view, k, contains)
        delegation = contains and head is None and _delegation_before(view, k)
        if head is None and not delegation:
            continue
        start = k + 1 if head is None or head < k else head + 1
        items = list(list_items(view, start, frames, delegation=head is not None, people_only=head is None))
        if head is not None and len(items) < 2:
            continue
        target = visit_of(view, k, drafts, roles) if delegation else None
        target = target or target_of(local, view, k, "attendee") or main
        if target is None or target.type not in ROLE_TYPES["attendee"]:
            continue
        for m in items:
            roles.add(target, m, "attendee", "members")
        if items:
            target.extra.append((view.tokens[k].start, view.tokens[k].end))
        return


def _taking_part(view: SentenceView, k: int, contains: bool) -> int | None:
    """The word for those who take part: the subject of the verb at word k, or what "are" presents."""
    if contains:
        for j in range(k + 1, min(len(view.tokens), k + 1 + _HEAD)):
            if view.opener[j] or any(c in ",.;!?" for c in view.gap[j]):
                return None
            if _is_member(view, j):
                return j
    for j in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
        if view.opener[j + 1] not in ("", "stop") or any(c in ".;!?\n" for c in view.gap[j + 1]):
            return None
        if _is_member(view, j):
            return j
    return None


def _is_member(view: SentenceView, j: int) -> bool:
    """"The participants", "the participating states", "the partners": definite, by themselves or behind what takes part."""
    text = view.tokens[j].text.lstrip("وفبل")
    return view.covered[j] is None and text.startswith(("ال", "لم")) and bool(view.bare_forms(j) & view.grammar["members"])


def _delegation_before(view: SentenceView, k: int) -> bool:
    """"The delegation, which includes": the verb's subject is a delegation."""
    for j in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
        if view.covered[j] is None and view.bare_forms(j) & view.grammar["delegations"] and "وفد" in view.bare_forms(j):
            return True
        if view.opener[j] not in ("", "rel") or any(c in ".;!?\n" for c in view.gap[j + 1]):
            return False
    return False


def main_visit(drafts: list[Draft]) -> Draft | None:
    """The visit that the article is about, where it is about one."""
    told = [d for d in drafts if d.type == "visit" and d.is_main]
    return told[0] if len(told) == 1 else None


def visit_of(view: SentenceView, k: int, drafts: list[Draft], roles: Roles) -> Draft | None:
    """"A delegation of A and B accompanied X": the visit that X was told to make, or the delegation's own."""
    visits = [d for d in drafts if d.type == "visit" and not d.head.planned or d.type == "visit" and d.is_main]
    people = {m.entity_id for m in view.mentions if m.kind == "person" and view.index(m.start) < k}
    accompanied = any(view.bare_forms(j) & view.grammar["accompanying"] for j in range(k))
    for d in visits:
        if accompanied and people & {p.entity_id for p in roles.found[id(d)]}:
            return d
    arrived = [d for d in visits if any(view.grammar["delegations"] & m.view.bare_forms(j) for m in d.mentions for j in range(m.hit.last + 1, min(len(m.view.tokens), m.hit.last + 5)))]
    return arrived[0] if len(arrived) == 1 else None
