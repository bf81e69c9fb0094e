"""Other heads of a sentence: finite verbs and participles that report no event here, and the days and places that are theirs."""

from __future__ import annotations

from collections.abc import Sequence

from ct_pipeline.extract.event_carriers import agrees
from ct_pipeline.extract.event_draft import GATHERINGS
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView, plain

_GOVERNED = 4  # words between a preposition and the noun it governs
_LINKED = 4  # words between a participle and its day or place
_HOLDS = {False: frozenset({"event", "say"}), True: frozenset({"event", "state"})}


def is_anothers(view: SentenceView, mentions: Sequence[EventMention], m: EventMention, k: int, last: int, frames: Frames, *, place: bool = False) -> bool:
    """Whether the time or place in words k..last belongs to a head of the sentence that is not the event's own."""
    if not view.heads:
        return False
    if m.type in ("operation", "trial") and m.hit.last < k and _over_suspicion(view, m, k, frames):
        return True
    own = _own(mentions)
    if m.hit.last < k and any(view.tokens[j].text in frames.verbs.words["turns"] for j in range(m.hit.last + 1, k)) and not any(c.at > k for c in m.carriers):
        return True  # "denied that she had travelled; she is enrolled in Rabat instead"
    if m.hit.last < k and not any(c.at > k for c in m.carriers):
        return _after(view, m, own, k, frames, place=place)
    return last < m.first and _before(view, m, own, k, last, frames, place=place)


def _over_suspicion(view: SentenceView, m: EventMention, k: int, frames: Frames) -> bool:
    """"Arrested a man suspected of being involved in a killing near ...": where and when the deed was."""
    at = next((j for j in range(k - 1, m.hit.last, -1) if view.bare_forms(j) & frames.verbs.words["suspicion"]), None)
    return at is not None and not any("," in view.gap[j] for j in range(at + 1, k + 1))


def _own(mentions: Sequence[EventMention]) -> set[int]:
    """Words that report the sentence's events."""
    own: set[int] = set()
    for m in mentions:
        own.update(range(m.at, m.hit.last + 1))
        own.update(c.at for c in m.carriers)
        own.add(m.first)
        if m.achiever is not None:
            own.add(m.achiever)
    return own


def _clause_begins(view: SentenceView, j: int, frames: Frames) -> bool:
    """Whether a clause begins at word j; "before", "after" and "as" before a noun only look like it."""
    if view.opener[j] != "adv" or plain(view.tokens[j].text) not in frames.verbs.words["before_nouns"]:
        return bool(view.opener[j])
    return j + 1 < len(view.tokens) and view.opener[j + 1] == "that"


def _head_before(view: SentenceView, k: int, stop: int, own: set[int], frames: Frames, *, verbs: bool = False) -> int | None:
    """The nearest head before word k and after word ``stop`` in the same clause, or None; None too where it is an event's own word."""
    for p in range(k - 1, stop, -1):
        if _clause_begins(view, p + 1, frames):
            return None
        if p in own:
            return None
        if p in view.heads and (not verbs or view.heads[p].pos == "verb" or _linked(view, p, k, frames)):
            return p
    return None


def _linked(view: SentenceView, p: int, k: int, frames: Frames) -> bool:
    """Whether the time or place at word k follows the participle at word p directly: "published on", "in force since", "living in the town of"."""
    links = frames.verbs.words["links"]
    return k - p <= _LINKED and all(view.tokens[j].text in links for j in range(p + 1, k)) and not any("," in view.gap[j] for j in range(p + 1, k + 1))


def _after(view: SentenceView, m: EventMention, own: set[int], k: int, frames: Frames, *, place: bool) -> bool:
    """"An arrest over a killing that happened last night", "the decision of the council, which was published on Monday"."""
    p = _head_before(view, k, m.hit.last, own, frames)
    if p is None:
        return False
    head = view.heads[p]
    if head.pos == "participle":
        return _linked(view, p, k, frames) and p - m.hit.last > 1 and head.kind != "trait"
    if m.type in GATHERINGS and _holds_it(view, p) or _document(view, p, frames):
        return False
    opened = next((j for j in (p, p - 1) if view.opener[j]), None)
    if opened is not None and view.opener[opened] == "rel":
        return head.kind in _HOLDS[place] and not (opened - m.hit.last <= _GOVERNED and agrees(view, opened, m))
    if opened is not None or view.tokens[p].text not in frames.verbs.forms:  # "and ...": a clause of its own
        before = next((j for j in range(p - 1, m.hit.last, -1) if view.opener[j]), None)
        return not (before is not None and view.opener[before] == "rel" and before - m.hit.last <= _GOVERNED and agrees(view, before, m))
    if head.kind not in _HOLDS[place] or any("," in view.gap[j] for j in range(p + 1, k + 1)):
        return False
    return not _is_subject(view, m, p)


def _holds_it(view: SentenceView, p: int) -> bool:
    """Whether the verb at word p says of a gathering that it takes place, whichever it is."""
    carriers = (h.form.trigger for h in view.hits if h.at == p and h.form.trigger.carrier is not None)
    return any(t.carrier is not None and t.carrier.aspect in ("hold", "open", "close", "last") and t.name not in view.grammar["attack_carriers"] for t in carriers)


def _document(view: SentenceView, p: int, frames: Frames) -> bool:
    """"Announced ..., in a joint communiqué that it issued on Friday": the day of the words is that of what they tell."""
    near = range(max(0, p - 3), p)
    return any(view.bare_forms(j) & frames.verbs.words["documents"] and (view.tokens[j].text.startswith("ب") or j and view.tokens[j - 1].text == "في") for j in near)


def _is_subject(view: SentenceView, m: EventMention, p: int) -> bool:
    """Whether the event noun opens its clause and the verb at word p is its predicate: "the meeting of the council decided on Monday"."""
    if m.trigger.noun is None and m.shape.pos == "verb":
        return False
    start = next((j for j in range(m.at, -1, -1) if view.opener[j]), 0)
    return m.at - start <= 2 and not any(j in view.heads for j in (*range(start, m.at), *range(m.hit.last + 1, p)))


def _before(view: SentenceView, m: EventMention, own: set[int], k: int, last: int, frames: Frames, *, place: bool) -> bool:
    """"X condemned on Thursday the opening", "which it issued on Tuesday after meetings": between another verb and what that verb does not bring about."""
    p = _head_before(view, k, -1, own, frames, verbs=True)
    if p is None or any(_clause_begins(view, j, frames) for j in range(last + 1, m.first + 1)):
        return False
    head = view.heads[p]
    if head.pos == "participle":
        return head.kind != "trait"
    words = frames.verbs.words
    if place and head.kind == "state" and _linked(view, p, k, frames):
        return True  # "a family that lives in the town of ...": wherever it went
    if head.kind == "trait" or _holds_it(view, p) or head.past in words["performing"] and m.is_act:
        return False
    governor = _governor(view, m, last, words["prepositions"])
    if governor is None or governor == "ل":
        return False
    if governor in words["after"] and m.number == "many":
        return True
    return governor not in words["occasions"]


def _governor(view: SentenceView, m: EventMention, last: int, prepositions: frozenset[str]) -> str | None:
    """The preposition that governs the event's noun, or None where it may be the object of the verb."""
    if m.shape.pos == "verb":
        return None
    if m.hit.prefix[-1:] in ("ب", "ل", "ك"):
        return m.hit.prefix[-1]
    for j in range(m.at - 1, max(last, m.at - 1 - _GOVERNED), -1):
        word = plain(view.tokens[j].text)
        if word in prepositions:
            return word
        if "," in view.gap[j + 1]:
            return None
    return None
