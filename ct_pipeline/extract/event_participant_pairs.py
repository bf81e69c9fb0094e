"""Who "the two sides" are, and whose meeting "his meeting" is."""

from __future__ import annotations

from ct_pipeline.extract.context import Context, FoundParticipant
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_doers import sayer
from ct_pipeline.extract.event_participant_roles import GATHERINGS, Roles
from ct_pipeline.extract.event_participant_subjects import agent_at
from ct_pipeline.extract.event_sentence import SentenceView, plain


def add_dual_subjects(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], drafts: list[Draft], frames: Frames, roles: Roles) -> None:
    """"The two sides had met", "the agreement that the two countries signed"."""
    for m, d in local:
        found = {p.entity_id for p in roles.found[id(d)] if p.role in ("attendee", "signatory", "organizer", "chair")}
        if len(found) >= 2 or d.type not in ("meeting", "agreement", "launch", "operation", "trial"):
            continue
        for k in range(max(0, m.first - 4), min(len(view.tokens), m.last + 5)):
            text = plain(view.tokens[k].text)
            if text in frames.words["both_countries"]:
                if k + 1 < len(view.tokens) and view.tokens[k + 1].text.startswith("ال") and not view.gap[k + 1].strip():
                    continue  # "the participating countries": more than two
                pair = _top_countries(context)
            elif text in frames.words["both_parties"] and not (k and view.tokens[k - 1].text in view.grammar["some_of"]):
                pair = _parties(d, drafts, roles) or (_top_countries(context) if d.type in ("meeting", "agreement") else [])
            else:
                continue
            if found and not found <= set(pair):
                continue  # another pair than the one that is named in part
            role = {"agreement": "signatory", "launch": "organizer"}.get(d.type, "attendee")
            for entity_id in pair:
                roles.found[id(d)].append(FoundParticipant(entity_id, role, view.tokens[k].start, view.tokens[k].end, "dual"))
            break


def _parties(draft: Draft, drafts: list[Draft], roles: Roles) -> list[str]:
    """The two people or bodies of the first event that has exactly two."""
    for d in drafts:
        if d is draft:
            continue
        people = sorted({p.entity_id for p in roles.found[id(d)] if p.role in ("signatory", "attendee", "chair") and p.entity_id.startswith("person:")})
        bodies = sorted({p.entity_id for p in roles.found[id(d)] if p.role in ("signatory", "attendee", "chair") and p.entity_id.startswith("org:")})
        for pair in (bodies, people):
            if len(pair) == 2:
                return pair
    return []


def _top_countries(context: Context) -> list[str]:
    """The two countries that the article names most."""
    count: dict[str, int] = {}
    for m in context.mentions:
        if m.kind == "country":
            count[m.entity_id] = count.get(m.entity_id, 0) + 1
    ranked = sorted(count, key=lambda c: (-count[c], c))
    return ranked[:2] if len(ranked) == 2 or len(ranked) > 2 and count[ranked[1]] > count[ranked[2]] else []


def _visitor(m: EventMention, d: Draft, roles: Roles) -> None:
    """"X said during a visit to Kabul", "he discussed it on his visit": the first person of the clause made the visit, where nobody else is told to."""
    view = m.view
    if any(p.role in ("attendee", "head_of_delegation") and p.entity_id.startswith("person:") for p in roles.found[id(d)]):
        return
    if not m.at or plain(view.tokens[m.at - 1].text) not in view.grammar["inside_words"] | view.grammar["during"]:
        return
    for c in view.mentions:
        k = view.index(c.start)
        if k >= m.at:
            return
        if c.kind == "person" and agent_at(view, k, -1) and not any(view.opener[j] in ("that", "stop", "and") for j in range(k + 1, m.at + 1)):
            roles.add(d, c, "attendee", "visitor")
            return


def add_owner(context: Context, m: EventMention, d: Draft, roles: Roles) -> None:
    """"Its extraordinary meeting", "during his meeting yesterday with X": whose meeting it is takes part in it, and whom he met."""
    if d.type == "visit" and m.trigger.noun is not None:
        _visitor(m, d, roles)
    if not m.shape.suffixed or m.trigger.noun is None or d.type not in GATHERINGS:
        return
    view = m.view
    if d.type == "meeting" and m.trigger.noun.vague and m.number == "one":
        people = [c for c in view.mentions if c.kind == "person"]
        met = [c for c in people if m.at < view.index(c.start) <= m.at + 18 and not any(view.opener[j] in ("that", "stop", "and") for j in range(m.at, view.index(c.start)))]
        owner = [c for c in people if view.index(c.start) < m.at][-1:]
        if met and not owner and (said := sayer(context, view, m.at)) is not None and all(c.entity_id != said.entity_id for c in met):
            owner = [said]
        if met:
            for person in (*owner, *met[:2]):
                roles.add(d, person, "attendee", "owner")
            return
    for k in range(m.at - 1, max(-1, m.at - 7), -1):
        c = view.covered[k]
        if c is not None:
            if c.kind == "organization":
                roles.add(d, c, "organizer", "owner")
            return
