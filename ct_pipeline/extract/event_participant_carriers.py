"""Verbs of taking part that no event noun of their sentence claimed: "who chairs it", "attended the opening"."""

from __future__ import annotations

from ct_pipeline.extract.context import Context
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_guards import is_denied, is_led_body, is_noun_like
from ct_pipeline.extract.event_participant_lists import list_items
from ct_pipeline.extract.event_participant_members import main_visit, visit_of
from ct_pipeline.extract.event_participant_roles import GATHERINGS, ROLE_TYPES, Roles, all_targets, target_of
from ct_pipeline.extract.event_participant_subjects import is_event_noun, subjects_of
from ct_pipeline.extract.event_participant_takers import says, takers_of
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain


def add_free_carriers(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None, drafts: list[Draft], frames: Frames, roles: Roles) -> bool:
    """Verbs of taking part that no event noun of the sentence claimed: "who chairs it", "attended the opening", "headed the delegation"."""
    claimed = {c.at for m, _ in local for c in m.carriers}
    joined = False
    for hit in view.hits:
        carrier = hit.form.trigger.carrier
        if carrier is not None and carrier.subject == "perpetrator" and hit.form.shape.pos == "verb" and hit.form.shape.suffixed and hit.at not in claimed:
            attacks = [d for m, d in local if d.type == "attack" and m.at < hit.at]
            if attacks:
                for s in subjects_of(view, hit, frames, ("organization",)):
                    roles.add(attacks[-1], s, "perpetrator", f"slot:{carrier.past}")
            continue
        if carrier is not None and carrier.object == "attendee" and hit.form.shape.pos == "verb" and hit.at not in claimed:
            delegation = any(view.bare_forms(k) & view.grammar["delegations"] for k in range(max(0, hit.at - 30), min(len(view.tokens), hit.at + 3)))
            target = visit_of(view, hit.at, drafts, roles) or target_of(local, view, hit.at, "head_of_delegation") or main
            if delegation and target is not None:
                for s in list_items(view, hit.at + 1, frames, people_only=True):
                    roles.add(target, s, "attendee", f"slot:{carrier.past}")
            continue
        if carrier is not None and carrier.past in view.grammar["also_said"] and says(view, hit):
            continue
        if is_denied(view, hit) or is_led_body(view, hit):
            continue
        if carrier is not None and carrier.past in view.grammar["delivering"] and _is_received(context, view, hit):
            continue
        if carrier is not None and carrier.past in view.grammar["speech_nouns"] and is_noun_like(view, hit):
            continue
        if carrier is None or hit.at in claimed or hit.form.shape.pos != "verb" or carrier.aspect not in ("take_part", "hold", "open"):
            continue
        if hit.prefix not in ("", "و", "ف") or carrier.subject in (None, "place", "perpetrator"):
            continue
        if carrier.subject == "chair" and hit.last + 1 < len(view.tokens) and view.tokens[hit.last + 1].text == "الي":
            continue  # "a tour that led him to A and B"
        rule = f"slot:{carrier.past}"
        object_at = _delegation_object(view, hit, frames)
        role = carrier.subject
        if object_at is not None and role == "chair":
            role = "head_of_delegation"
        elif role == "chair" and not hit.form.shape.suffixed and not _pronoun_object(view, hit):
            if _other_object(view, hit):
                continue  # "leads the government"
            if not any(m.type in GATHERINGS and abs(m.at - hit.at) < 12 for m, _ in local) and not _reference_after(view, hit, frames):
                continue
        target = target_of([x for x in local if x[0].at < hit.at], view, hit.at, role) if hit.form.shape.suffixed or _pronoun_object(view, hit) else None
        if target is None:
            target = target_of(local, view, hit.at, role)
            if target is None or (role != "head_of_delegation" and not hit.form.shape.suffixed and not _pronoun_object(view, hit)):
                attends = carrier.past.split()[0] in view.grammar["attending_verbs"] and not any(d.type in GATHERINGS for _, d in local)
                if role in ("head_of_delegation", "speaker") or _reference_after(view, hit, frames) or attends:
                    target = target or main or (main_visit(drafts) if role == "head_of_delegation" else None)
                elif target is None:
                    continue
        if target is None or target.type not in ROLE_TYPES.get(role, frozenset({target.type})):
            continue
        if carrier.aspect == "hold" and not hit.form.shape.suffixed:
            continue
        if role == "chair" and target.type == "launch" and hit.form.shape.suffixed:
            continue  # who leads what was founded did not found it
        delivered = _delivered(view, hit) if carrier.past in view.grammar["delivering"] else False
        if carrier.past in view.grammar["with_pronoun_only"] and not hit.form.shape.suffixed and not delivered:
            continue
        speech = delivered or any(view.bare_forms(k) & view.grammar["spoken"] for k in range(max(0, hit.at - 6), min(len(view.tokens), hit.at + 5)) if k != hit.at)
        if carrier.past in view.grammar["delivering"] and not speech:
            continue
        if carrier.past in view.grammar["with_gathering_only"] and not any(d.type in GATHERINGS for _, d in local) and not _reference_after(view, hit, frames):
            continue  # "intervened": seldom with words
        people = takers_of(view, hit, frames, role) if role != "head_of_delegation" else subjects_of(view, hit, frames, ("person",))
        for s in people:
            if role == "speaker" and (s.kind == "organization" or s.kind == "country" and carrier.past in view.grammar["with_gathering_only"]):
                continue
            for t in all_targets(local, target):
                roles.add(t, s, role, rule)
        if people and target is main:
            joined = True
            target.extra.append((view.tokens[hit.at].start, view.tokens[hit.last].end))
    return joined


def _delivered(view: SentenceView, hit: Hit) -> bool:
    """"Dr X, the head of the unit, gave a short presentation": what is delivered stands behind who delivers it, indefinite and in the accusative."""
    for k in range(hit.last + 1, min(len(view.tokens), hit.last + 16)):
        if view.opener[k] or any(c in ".;:!?" for c in view.gap[k]):
            return False
        if view.covered[k] is None and view.in_affiliation[k] is None and view.tokens[k].text.endswith("ا") and view.bare_forms(k) & view.grammar["spoken"]:
            return True
    return False


def _pronoun_object(view: SentenceView, hit: Hit) -> bool:
    return hit.at + 1 < len(view.tokens) and view.tokens[hit.at + 1].text in view.grammar["in_it"]


def _reference_after(view: SentenceView, hit: Hit, frames: Frames) -> bool:
    for k in range(hit.at + 1, min(len(view.tokens), hit.at + 4)):
        if view.covered[k] is None and (frames.words["references"] & view.bare_forms(k) or view.grammar["gathering_references"] & view.bare_forms(k) and "ال" in view.tokens[k].text[:4]):
            return True
    return False


def _other_object(view: SentenceView, hit: Hit) -> bool:
    """Whether something else than a gathering stands right behind a verb of leading: a definite noun that no event word is."""
    k = hit.last + 1
    if k >= len(view.tokens) or view.covered[k] is not None or view.in_affiliation[k] is not None or view.in_time[k] or not view.tokens[k].text.startswith("ال") or view.gap[k].strip():
        return False
    return not is_event_noun(view, k) and not view.bare_forms(k) & (view.grammar["gathering_references"] | view.grammar["offices"] | view.grammar["proceedings"])


def _delegation_object(view: SentenceView, hit: Hit, frames: Frames) -> int | None:
    """Where the verb's object is a delegation: after it, or before it when the verb carries a pronoun."""
    for k in range(hit.at + 1, min(len(view.tokens), hit.at + 32)):
        if view.opener[k] or k > hit.at + 3 and is_event_noun(view, k) and view.covered[k] is None:
            break
        if view.bare_forms(k) & view.grammar["delegations"] and view.covered[k] is None and plain(view.tokens[k - 1].text) != "الي":
            return k  # not "beside" ("to the side of")
    if hit.form.shape.suffixed or (hit.at and view.opener[hit.at - 1] == "rel"):
        for k in range(hit.at - 1, max(-1, hit.at - 9), -1):
            if view.bare_forms(k) & view.grammar["delegations"]:
                return k
    return None


def _is_received(context: Context, view: SentenceView, hit: Hit) -> bool:
    """"Received a paper" ends in alif maqsura, "delivers a paper" in ya, which folding makes one."""
    token = view.tokens[hit.at]
    return token.text.endswith("تلقي") and context.doc.surface(token.start, token.end).endswith("ى")
