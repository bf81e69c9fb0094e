"""Where a sentence reports an event: triggers with what they need, the verbs that carry event nouns, and how sure that makes it."""

from __future__ import annotations

from ct_pipeline.extract.event_carriers import attach_carriers, attach_to_acts
from ct_pipeline.extract.event_draft import TALKS
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_modality import read_modality
from ct_pipeline.extract.event_naming import read_edition, read_name
from ct_pipeline.extract.event_nouns import absorb_exercises, absorb_rounds, find_nouns, is_uncounted
from ct_pipeline.extract.event_sentence import SentenceView, plain
from ct_pipeline.extract.event_verbs import find_verbs


def find_mentions(view: SentenceView, frames: Frames) -> list[EventMention]:
    """Every candidate of the sentence, without dates and places yet, in text order."""
    if not any(h.form.trigger.noun is not None or h.form.trigger.verb is not None for h in view.hits):
        return []
    nouns = find_nouns(view, frames)
    verbs = find_verbs(view, frames)
    found: list[EventMention] = []
    taken: set[int] = set()
    for m in nouns:
        if any(k in taken for k in range(m.at, m.hit.last + 1)):
            continue
        taken.update(range(m.at, m.hit.last + 1))
        found.append(m)
    noun_at = {m.at for m in found}
    absorb_rounds(view, found)
    absorb_exercises(found)
    for m in found:
        read_edition(m, frames.words["clause_verbs"])
    found = [m for m in found if not is_uncounted(m)]
    attach_carriers(view, frames, found, {v.at for v in verbs if v.is_act or not any(h.at == v.at and h.form.trigger.carrier is not None for h in view.hits)})
    attach_to_acts(view, [v for v in verbs if v.is_act])
    used_carriers = {c.at for m in found for c in m.carriers}
    for v in verbs:
        if v.at in noun_at or any(v.at == x.at for x in found):
            continue
        if v.at in used_carriers and v.type in ("meeting", "launch", "visit", "attack") and not v.is_act:
            continue
        found.append(v)
    found.sort(key=lambda m: (m.at, m.type))
    found = [m for m in found if not _police_ambush(m, found)]
    _fold_documents(found)
    found = [m for m in found if not _manner(m, found)]
    for m in found:
        read_modality(m, frames)
        m.name = read_name(m, frames)
    return found


def _fold_documents(found: list[EventMention]) -> None:
    """A verb that governs an event noun it also fits ("launched the exercise") gives way to the noun; two verbs of one clause and type stay."""
    for m in list(found):
        verb = m.trigger.verb
        if verb is None or m.type not in ("launch",):
            continue
        if m.trigger.name not in m.view.grammar["opening_verbs"]:
            continue
        opened = next((k for k in range(m.at, max(-1, m.at - 3), -1) if m.view.opener[k] == "rel"), None)
        opens = m.trigger.name in m.view.grammar["gathering_openers"] and m.shape.suffixed and m.shape.pos == "verb" and opened is not None
        if opens and opened is not None and any(x.trigger.noun is not None and x.type in TALKS and opened - 12 <= x.at < opened for x in found):
            found.remove(m)  # "the session of the council, which the president opened": the session
            continue
        led = [x for x in found if x.trigger.noun is not None and x.type == "operation" and m.hit.last < x.at <= m.hit.last + 10 and m.shape.pos == "verb"]
        near = next((x for x in found if x.trigger.noun is not None and m.hit.last < x.at <= m.hit.last + 3), None)
        if near is None and led and not any(m.view.opener[k] for k in range(m.at + 1, led[0].at + 1)):
            near = led[0]  # "launched today, with its allies, an operation"
        far = next((x for x in found if x.trigger.noun is not None and m.hit.last < x.at <= m.hit.last + 9 and _proceedings(m.view, m.hit.last + 1, x.at)), None)
        if far is not None and not m.shape.suffixed:
            far.first = min(far.first, m.at)
            found.remove(m)
            continue
        if near is None or m.shape.suffixed or any(m.view.tokens[k].text in m.view.grammar["inside_words"] for k in range(m.hit.last + 1, near.at)):
            continue
        near.opened = True
        if near.number == "many" and near.type != "operation" and m.trigger.name in m.view.grammar["series_verbs"]:
            found.remove(near)  # what is launched is a series of meetings
        else:
            found.remove(m)


def _proceedings(view: SentenceView, start: int, at: int) -> bool:
    """"Opened yesterday at the seat of the league the proceedings of the course": what is opened is the gathering, wherever its verb stands."""
    return not any(view.opener[k] or "," in view.gap[k] for k in range(start, at)) and plain(view.tokens[at - 1].text) in view.grammar["proceedings"]


def _manner(m: EventMention, found: list[EventMention]) -> bool:
    """"X was assassinated in Beirut ... by the bombing of his car", "... by shooting at him": how he was killed, no second attack."""
    if m.type != "attack" or m.trigger.noun is None or m.carriers or not m.hit.prefix.endswith("ب"):
        return False
    killed = [x for x in found if x.type == "attack" and x.trigger.verb is not None and x.shape.pos == "verb" and x.trigger.plover_mode == "assassinate" and x.at < m.at]
    return any(not any(m.view.opener[k] in ("that", "and") for k in range(x.at + 1, m.at)) for x in killed)


def _police_ambush(m: EventMention, found: list[EventMention]) -> bool:
    """"The police caught him in an ambush": how he was caught, no attack."""
    view = m.view
    if not view.bare_forms(m.at) & view.grammar["ambushes"] or not m.at or view.tokens[m.at - 1].text not in ("في", "خلال", "اثر"):
        return False
    return any(x.trigger.verb is not None and x.type == "operation" and 0 < m.at - x.at <= 10 for x in found)
