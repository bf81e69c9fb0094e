"""Who takes part by a verb that carries an event, and in what capacity the verb takes them in."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_carriers import agrees
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_lists import list_items
from ct_pipeline.extract.event_participant_roles import ANY, GATHERINGS
from ct_pipeline.extract.event_participant_subjects import subjects_of
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain


def beside(view: SentenceView, carrier: Hit, m: EventMention, role: str) -> list[FoundMention]:
    """"X chaired, with his Malian counterpart Y, the session": who chairs beside him, named between the verb and the event."""
    if role != "chair" or carrier.at > m.at:
        return []
    beside = next((k for k in range(carrier.at + 1, m.at) if plain(view.tokens[k].text) in view.grammar["beside"] and view.in_affiliation[k] is None), None)
    if beside is None or any(view.opener[k] for k in range(carrier.at + 1, m.at)):
        return []
    return [c for c in view.mentions if c.kind == "person" and beside < view.index(c.start) < m.at and view.index(c.start) <= beside + 12][:1]


def of_event(m: EventMention, carrier: Hit) -> bool:
    """"The conference of ... that was held": the relative pronoun before the verb stands for the event, nobody named before it did it."""
    at = carrier.at
    return m.trigger.noun is not None and m.at < at and not carrier.form.shape.suffixed and at > 0 and m.view.opener[at - 1] == "rel" and agrees(m.view, at - 1, m)


def carrier_role(role: str, name: str, m: EventMention, d: Draft) -> str:
    view = m.view
    if name in view.grammar["sharing"] and any(view.word_in(k, view.grammar["chairing"]) and view.tokens[k - 1].text == "في" for k in range(m.first + 1, m.at)):
        return "chair"  # "took part in chairing the fifth round"
    if name in view.grammar["organizing_verbs"] and d.type == "conference":
        return "speaker" if m.trigger.noun is not None and m.trigger.noun.press else "organizer"
    if name in view.grammar["acting_verbs"] and d.type == "operation":
        return "organizer"
    if role == "chair" and d.type == "attack":
        return "perpetrator"  # "who led the attack on"
    if role == "speaker" and d.type == "visit":
        return "attendee"  # "concluded his visit"
    if role in ("chair", "attendee") and d.type == "agreement":
        return "signatory"
    if role == "attendee" and d.type == "launch" and name in view.grammar["sharing"]:
        return role  # "took part in the launch of"
    if role in ("chair", "attendee") and d.type not in GATHERINGS and (m.trigger.verb is not None or d.type == "trial"):
        return "organizer"
    return role


def says(view: SentenceView, hit: Hit) -> bool:
    """Whether a colon, a quotation mark or "that" follows the verb within a few words: it reports speech."""
    for k in range(hit.last + 1, min(len(view.tokens), hit.last + 8)):
        if any(c in ':"' for c in view.gap[k]) or view.opener[k] == "that":
            return True
        if any(c in ".;!?\n" for c in view.gap[k]):
            return False
    return False


def _delegates_ahead(view: SentenceView, hit: Hit) -> int | None:
    """"That representatives of A and B will take part": where the clause opens with nameless delegates."""
    if hit.prefix or not hit.form.shape.plural:
        return None
    for k in range(hit.at - 1, max(-1, hit.at - 40), -1):
        if any(c in ".;:!?" for c in view.gap[k + 1]) or view.opener[k + 1] in ("rel", "and"):
            return None
        if k == 0 or view.opener[k] == "that":
            first = k if k == 0 and view.opener[k] != "that" else k + 1
            return first if plain(view.tokens[first].text) in view.grammar["delegation_cues"] and view.covered[first] is None else None
    return None


def takers_of(view: SentenceView, hit: Hit, frames: Frames, role: str, *, event_ahead: bool = False) -> list[FoundMention]:
    """Subjects of a verb of taking part; those who attend may be a long list ("ministers and officials from A, B and C")."""
    out = subjects_of(view, hit, frames, ANY, event_ahead=event_ahead)
    if role == "attendee" and hit.form.trigger.carrier is not None and hit.form.trigger.carrier.aspect == "take_part" and hit.form.shape.pos == "verb":
        seen = {m.entity_id for m in out}
        start = hit.last + 1
        colon = next((k for k in range(start, min(len(view.tokens), start + 9)) if ":" in view.gap[k]), None)
        each = next((k for k in range(start + 2, min(len(view.tokens), start + 30)) if ":" in view.gap[k] and [t.text for t in view.tokens[k - 2 : k]] == ["كل", "من"]), None)
        if each is not None:
            return out + [m for m in list_items(view, each, frames, delegation=True) if m.entity_id not in seen]  # "attended it, for the Saudi side, each of: A, B and C"
        if colon is not None and not any(view.opener[k] not in ("", "stop") for k in range(start, colon + 1)):
            return out + [m for m in list_items(view, colon, frames, delegation=True) if m.entity_id not in seen]  # "took part in the meeting: A, B and C"
        if (not out or out[-1].end <= view.tokens[hit.at].start) and (ahead := _delegates_ahead(view, hit)) is not None:
            return list(list_items(view, ahead, frames, delegation=True, reach=hit.at - ahead))
        if not out or out[0].start > view.tokens[hit.at].start:
            out = out + [m for m in list_items(view, start, frames) if m.entity_id not in seen]
    return out
