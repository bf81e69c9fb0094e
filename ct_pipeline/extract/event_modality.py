"""Whether an event is told as done, planned, cancelled or denied."""

from __future__ import annotations

from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import plain
from ct_pipeline.extract.event_words import is_future

_STIPULATED = 12  # words from "on that" to what it stipulates


def _maybe(m: EventMention) -> bool:
    """Whether "qad" with a present verb stands before: it may happen."""
    view = m.view
    anchor = min([m.at, *(c.at for c in m.carriers)])
    for k in range(max(0, anchor - 7), anchor):
        if plain(view.tokens[k].text) in view.grammar["perhaps"] and view.covered[k] is None and not view.opener[anchor]:
            word = view.tokens[k + 1].text
            present = word.startswith("ي") or any(h.at == k + 1 and h.form.shape.tense == "present" for h in view.hits) and not any(h.at == k + 1 and h.form.shape.tense == "past" for h in view.hits)
            if (present or word in view.grammar["may"]) and not any(view.opener[j] for j in range(k + 1, anchor + 1)):
                return True
    return False


def _norm(m: EventMention) -> bool:
    """Whether a verb of providing opens the sentence's rule before a present or a verbal noun."""
    view = m.view
    if m.times and m.shape.pos != "verb" or m.trigger.noun is not None or m.shape.pos == "participle" or m.shape.tense in ("past", "future"):
        return False
    law = next((k for k in range(m.at - 1, max(-1, m.at - 30), -1) if view.covered[k] is None and plain(view.tokens[k].text) in view.grammar["providing"]), None)
    if law is None or any(view.opener[k] == "stop" for k in range(law, m.at + 1)):
        return False
    return any(view.tokens[k].text in ("علي", "ان", "بان") for k in range(law + 1, min(m.at + 1, law + 7)))


def _anchor(m: EventMention) -> int:
    return min([m.at, *(c.at for c in m.carriers)])


def _failed(m: EventMention) -> bool:
    """"Did not manage, so far, to hold a meeting", "failed to sign": it did not come about."""
    view = m.view
    held = [c for c in m.carriers if c.at < m.at]
    if not m.is_act and not (held and all(c.form.shape.pos == "noun" for c in held)):
        return False
    anchor = _anchor(m) if held else m.at
    for k in range(anchor - 1, max(-1, anchor - 14), -1):
        if view.opener[k + 1] in ("that", "stop", "and", "rel"):
            return False
        word = plain(view.tokens[k].text)
        if view.covered[k] is None and (word in view.grammar["failing"] or word in view.grammar["managing"] and k and plain(view.tokens[k - 1].text) in view.grammar["verb_negations"]):
            return True
    return False


def _asked(m: EventMention) -> bool:
    """"Does the ministry give back ...?": a question."""
    view = m.view
    anchor = _anchor(m)
    for k in range(anchor, max(-1, anchor - 25), -1):
        if plain(view.tokens[k].text) in view.grammar["questions"]:
            return True
        if view.opener[k] == "stop":
            return False
    return False


def _denied(m: EventMention) -> bool:
    """"Denying that his daughter travelled": what a verb of denying rules out."""
    view = m.view
    anchor = _anchor(m)
    that = next((k for k in range(anchor, max(-1, anchor - 12), -1) if view.opener[k]), None)
    if that is None or view.opener[that] != "that" or that < 1:
        return False
    return any(view.covered[k] is None and plain(view.tokens[k].text) in view.grammar["denying"] for k in range(max(0, that - 2), that))


def _stipulated(m: EventMention, anchor: int) -> bool:
    """"..., a meeting to be held afterwards", "they agreed that they would sign": "on that" and a verb in the present right behind."""
    view = m.view
    for k in range(anchor, max(1, anchor - _STIPULATED), -1):
        if view.tokens[k - 1].text == "ان" and plain(view.tokens[k - 2].text) == "علي":
            return view.tokens[k].text[:1] in "يت" and view.covered[k] is None
        if view.opener[k] in ("stop", "rel", "and"):
            return False
    return False


def read_modality(m: EventMention, frames: Frames) -> None:
    view, words = m.view, frames.words
    if any(c.form.shape.pos == "noun" and c.at > m.at for c in m.carriers):
        m.planned = True
    if _norm(m):
        m.negated = True  # "the constitution provides that the president entrusts": a rule, no happening
        return
    if _maybe(m):
        m.negated = True  # "may be crowned by the signing of"
        return
    if _failed(m) or _asked(m) or _denied(m):
        m.negated = True
        return
    m.proposed = m.is_act and any(view.tokens[k].text in words["proposals"] or plain(view.tokens[k].text) in words["proposals"] for k in range(max(0, m.at - 2), m.at))
    shapes = [c.form.shape for c in m.carriers] + ([m.shape] if m.shape.pos == "verb" else [])
    m.planned = any(s.tense == "future" for s in shapes)
    anchor = min([m.at, *(c.at for c in m.carriers)])
    if m.trigger.noun is not None and not any(view.opener[k] for k in range(max(1, m.at - 2), m.at + 1)):
        ahead = any(view.covered[k] is None and is_future(plain(view.tokens[k].text), view.grammar["look_future"]) for k in range(max(0, m.at - 3), m.at))
        m.planned = m.planned or ahead  # "this visit will be ..."
    if _stipulated(m, anchor):
        m.planned = True
    if m.carriers and anchor and view.bare_forms(anchor - 1) & view.grammar["awaiting"]:
        m.planned = True  # "while the leaders' meeting is awaited"
    if any(c.last + 1 < len(view.tokens) and view.bare_forms(c.last + 1) & view.grammar["preparing"] for c in m.carriers):
        m.planned = True  # "the visit was being prepared"
    if m.type == "attack" and any(view.bare_forms(k) & view.grammar["intentions"] and view.clause[k] == view.clause[m.at] for k in range(max(0, m.at - 4), m.at)):
        m.planned = True
    for k in range(max(0, anchor - 5), m.at):
        text = view.tokens[k].text
        word = plain(text)
        if view.covered[k] is not None:
            continue
        if text in words["planned"] or word in words["planned"]:
            m.planned = True
        off = word in words["cancelled"] or word[:1] in "بل" and word[1:] in words["cancelled"]
        if off and k >= min(m.at - 3, anchor - 3) and not (k and plain(view.tokens[k - 1].text) == "من"):  # "min ajl" is "for"
            m.cancelled = True
        if m.trigger.noun is not None and not m.carriers and (k < m.at - 1 or text != word) and (text in view.grammar["verb_negations"] or word in view.grammar["verb_negations"]):
            continue  # "I don't forget the bombing of ...": what is denied is another verb
        if (word in words["denied"] or text in words["denied"]) and k >= anchor - 3 and view.clause[k] == view.clause[anchor]:
            m.negated = not m.negated  # "did not keep X from happening": two denials
    others = {h.at for h in view.hits if h.form.trigger.noun is not None and h.at > m.hit.last and h.form.trigger.type in ("meeting", "conference", "visit")} if m.trigger.verb is not None else set()
    if m.at and view.tokens[m.at - 1].text == "عن" and not m.carriers:
        given_up = [k for k in range(max(0, m.at - 8), m.at - 1) if view.covered[k] is None and plain(view.tokens[k].text) in words["cancelled"] and view.clause[k] == view.clause[m.at]]
        m.cancelled = m.cancelled or bool(given_up)  # "went back, yesterday, on the signing of"
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 12)):
        if view.opener[k] in ("and", "stop", "that"):
            break
        if view.in_time[k] or view.covered[k] is not None:
            continue
        if k in others:
            break  # "who visits Cairo to prepare for the meeting due in March"
        if view.tokens[k].text in words["planned_adjectives"]:
            m.planned = True
    if m.is_act and m.hit.last + 1 < len(view.tokens) and view.bare_forms(m.hit.last + 1) & view.grammar["soon"]:
        m.planned = True  # "the coming opening of"
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 3)):
        if view.tokens[k].text in words["other_edition"] and not view.in_time[k]:
            m.other_edition = "next" if view.tokens[k].text in words["planned_adjectives"] else "past"
