"""One event an article: mentions that tell the same event are brought together, others are kept apart."""

from __future__ import annotations

from ct_pipeline.extract.event_antecedents import antecedent_of
from ct_pipeline.extract.event_draft import GATHERINGS, TALKS, Draft
from ct_pipeline.extract.event_likeness import complement_of
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_score import score

_THRESHOLD = 2.0


def merge(mentions: list[EventMention]) -> list[Draft]:
    """Events from the candidates of an article, in the order in which they are first told."""
    drafts: list[Draft] = []
    pending: EventMention | None = None  # "two meetings", told before each of them is named
    for m in mentions:
        if pending is not None and (m.view.span.no > pending.view.span.no + 1 or m.number == "two"):
            pending = None
        if m.negated or m.type == "attack" and (m.cancelled or m.planned):
            continue  # what plotters intend has not happened
        _type_of_round(drafts, m)
        strength = score(m)
        m.score = strength
        if _dual(m):
            pair = _pair(drafts, m)
            if pair:
                for d in pair:
                    d.mentions.append(m)
                continue
            if not m.definite:
                pending = m
                if m.trigger.noun is not None and m.trigger.noun.dual_only:
                    continue
        old = antecedent_of(drafts, m, strength)
        if old is not None:
            if m.type == "trial" and m.these and old.dates()[0] is not None and all(r == "start" for _, r in m.times):
                m.times = []
            old.mentions.append(m)
            if old.head.view.is_title and m.type != old.type and m.type in GATHERINGS and not (m.trigger.noun and (m.trigger.noun.vague or m.trigger.noun.part or not complement_of(m))):
                old.type = m.type
        elif strength >= _THRESHOLD and not _only_reference(m):
            drafts.append(Draft([m], m.type))
            if pending is not None and m is not pending and m.type in TALKS and m.view is not pending.view:
                drafts[-1].mentions.append(pending)
            if m.number == "two" and not m.definite and m.trigger.noun is not None:
                _split(drafts, m)
    return drafts


def _dual(m: EventMention) -> bool:
    return m.number == "two" and m.type in TALKS and m.trigger.noun is not None


def _pair(drafts: list[Draft], m: EventMention) -> list[Draft]:
    """The two events that "the two meetings" stands for: the last two of one kind with one date, told side by side."""
    if not (m.definite or m.these):
        return []
    pool = [d for d in drafts if d.type in TALKS and not d.head.planned]
    if len(pool) < 2:
        return []
    a, b = pool[-2:]
    return [a, b] if abs(a.head.view.span.no - b.head.view.span.no) <= 1 else []


def _split(drafts: list[Draft], m: EventMention) -> None:
    """"Two separate meetings with A and B" are two events."""
    view = m.view
    after = m.hit.last + 1
    if after < len(view.tokens) and view.tokens[after].text in view.grammar["separate"]:
        drafts.append(Draft([m], m.type, twin=True))


def _type_of_round(drafts: list[Draft], m: EventMention) -> None:
    """"The first edition was held in ...": a bare round is of the kind that the article speaks of."""
    noun = m.trigger.noun
    if noun is None or not (noun.edition_word or m.other_edition) or m.inner is not None or m.type != m.trigger.type:
        return
    if noun.edition_word and any(w.startswith("ل") or w in ("من",) for w in _after(m)):
        return
    pool = [d for d in drafts if d.type in GATHERINGS - {"visit"} or d.type == "operation" and d.head.trigger.noun is not None]
    if not pool or not noun.edition_word:
        return
    like = next((d for d in pool if d.edition is not None), pool[0])
    m.type = like.type
    m.like = next((x.trigger for x in like.mentions if x.type == like.type), like.head.trigger)


def _after(m: EventMention) -> list[str]:
    view = m.view
    out = []
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 5)):
        if view.opener[k] or "," in view.gap[k] or view.in_time[k]:
            break
        out.append(view.tokens[k].text)
    return out


def _only_reference(m: EventMention) -> bool:
    """A definite "the meeting" without name, date or place of its own makes no event."""
    noun = m.trigger.noun
    if noun is None:
        return False
    if noun.reference_only:
        return True
    distinct = m.edition or m.times or m.city or m.country
    if m.these and not distinct:
        return True
    if m.type == "attack" and any(c.at > m.at and c.form.trigger.name in m.view.grammar["attack_carriers"] for c in m.carriers):
        return False  # "concerning the bombing that struck a checkpoint": told by its own clause
    return bool(m.definite and not distinct and (m.shape.definite and not m.shape.suffixed and not complement_of(m)) and not m.view.is_title)
