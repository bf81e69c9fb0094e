"""The capacities that are being collected for an article's events, and which event words about taking part belong to."""

from __future__ import annotations

from collections import defaultdict

from ct_pipeline.extract.context import FoundMention, FoundParticipant
from ct_pipeline.extract.event_cost import cost_of
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView
from ct_pipeline.tables import PARTICIPANT_ROLES

ROLE_TYPES: dict[str, frozenset[str]] = {
    "chair": frozenset({"meeting", "conference", "operation", "launch", "trial"}),
    "speaker": frozenset({"meeting", "conference", "launch", "trial", "operation"}),
    "attendee": frozenset({"meeting", "conference", "visit", "operation", "trial", "launch", "other"}),
    "host": frozenset({"meeting", "conference", "visit", "operation", "launch"}),
    "subject": frozenset({"trial"}),
    "head_of_delegation": frozenset({"meeting", "conference", "visit", "operation"}),
}
GATHERINGS = frozenset({"meeting", "conference"})
OFFICIAL = "official"  # rule of a body that stands for its nameless head
ANY = ("person", "organization", "country")


class Roles:
    """Collects participants of drafts, with the words that name each."""

    def __init__(self) -> None:
        self.found: dict[int, list[FoundParticipant]] = defaultdict(list)

    def add(self, draft: Draft, m: FoundMention, role: str, rule: str) -> None:
        if role == "organizer" and m.kind == "country" and rule == "slot:نظم" and draft.type in GATHERINGS:
            role = "host"  # the state that organizes a gathering is where it is held
        self.found[id(draft)].append(FoundParticipant(m.entity_id, role, m.start, m.end, rule))


def target_of(local: list[tuple[EventMention, Draft]], view: SentenceView, k: int, role: str) -> Draft | None:
    """The event of the sentence to which words at k belong."""
    best, cost = None, 60.0
    types = ROLE_TYPES.get(role)
    for m, d in local:
        if types is not None and d.type not in types:
            continue
        c = cost_of(view, m, k, k) - (4 if m.at < k else 0)
        if c < cost:
            best, cost = d, c
    return best


def all_targets(local: list[tuple[EventMention, Draft]], draft: Draft | None) -> list[Draft]:
    """The draft, and its twin where the sentence tells two coordinated events of one kind together ("the two meetings")."""
    if draft is None:
        return []
    out = [draft, *draft.siblings]
    for m, d in local:
        if d is draft or d.type != draft.type or d in out:
            continue
        if m.coordinated or (d.twin and d.head is draft.head) or (draft.twin and d.head is draft.head) or any(m is x for x in draft.mentions):
            out.append(d)
    return out


def best_of(found: list[FoundParticipant]) -> list[FoundParticipant]:
    """Each participant once, with the highest capacity, in text order."""
    best: dict[str, FoundParticipant] = {}
    for p in found:
        old = best.get(p.entity_id)
        if old is None or PARTICIPANT_ROLES.index(p.role) < PARTICIPANT_ROLES.index(old.role):
            best[p.entity_id] = p
    return sorted(best.values(), key=lambda p: (p.start, p.entity_id))


def is_exercise(d: Draft) -> bool:
    return d.type == "operation" and any(t.noun is not None and (t.noun.exercise or t.noun.edition_word) for m in d.mentions for t in (m.trigger, m.like or m.trigger))
