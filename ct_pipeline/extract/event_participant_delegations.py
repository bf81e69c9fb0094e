"""Delegations, and who leads them."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_roles import ROLE_TYPES, Roles, target_of
from ct_pipeline.extract.event_sentence import SentenceView, plain


def add_delegations(view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None, frames: Frames, roles: Roles) -> None:
    """"The Moroccan delegation", "the delegation of Egypt": the country takes part. "At the head of a delegation": who heads it."""
    if not local and main is None:
        return
    n = len(view.tokens)
    for k in view.marked.get("delegation", ()):
        length = view.phrase_at(k, frames.phrases["head_of_delegation"])
        if length:
            target = target_of(local, view, k, "head_of_delegation") or main
            if target is not None:
                person = _nearest_person(view, k)
                if person is not None:
                    roles.add(target, person, "head_of_delegation", "delegation")
        if not (view.bare_forms(k) & view.grammar["delegation_nouns"]) or view.covered[k] is not None:
            continue
        target = target_of(local, view, k, "head_of_delegation") or main
        if target is None or target.type not in ROLE_TYPES["head_of_delegation"]:
            continue
        for j in range(k + 1, min(n, k + 6)):
            c = view.covered[j]
            if c is None and not view.opener[j] and (plain(view.tokens[j].text) in ("من", "عن") or view.bare_forms(j) & view.grammar["delegation_adjectives"]):
                continue  # "a high-level delegation from A"
            if c is not None and c.kind == "country" and view.index(c.start) == j and not view.prefix_of(c).endswith("ب"):
                roles.add(target, c, "attendee", "delegation")
                break
            if view.opener[j] or c is not None or j > k + 2:
                break


def _nearest_person(view: SentenceView, k: int) -> FoundMention | None:
    people = [m for m in view.mentions if m.kind == "person"]
    before = [m for m in people if view.index(m.start) < k]
    near = [m for m in people if k < view.index(m.start) <= k + 5]
    return before[-1] if before else (near[0] if near else None)
