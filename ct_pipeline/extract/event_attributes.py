"""Times that are of no event: they tell which budget or election is meant, how long there was none like it, or only "nowadays"."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundTime
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView, plain

_PHRASE = 5  # words of a noun's phrase before its year
_OWN = 3  # words behind an event's noun in which "of the year" may be its own ("the session of the year 2020")
_SINCE = 4  # a "since" further off than this is of something else, where the event is over in a moment
_AT_ONCE = frozenset({"launch", "agreement", "appointment", "trial"})


def is_attribute(view: SentenceView, m: EventMention, t: FoundTime, k: int, last: int, role: str, frames: Frames) -> bool:
    """Whether the time in words k..last says no day of the event m, to which it would go as ``role``."""
    return _nowadays(view, m, k, last, frames) or _of_noun(view, m, t, k, frames) or role == "start" and _since(view, m, t, k, frames)


def _of_noun(view: SentenceView, m: EventMention, t: FoundTime, k: int, frames: Frames) -> bool:
    """"The elections of 2021", "the finance bill for the year 2020", "for the time between 2017 and 2020": the year belongs to the noun before it."""
    if t.granularity not in ("year", "range") or not k or t.granularity == "range" and t.start_date is not None and t.end_date is not None and (t.end_date - t.start_date).days < 300:
        return False
    words = frames.verbs.words
    if t.granularity == "year" and view.tokens[k].text.startswith("ل") and k > 1 and not m.first <= k <= m.last + _OWN:
        return True  # "the bill ... no. 35 for the year 2020"
    for j in range(k - 1, max(-1, k - 1 - _PHRASE), -1):
        if m.first <= j <= m.last and (j in (m.at, m.hit.last) or j in {c.at for c in m.carriers}):
            return False
        if "," in view.gap[j + 1] or view.opener[j + 1] not in ("", "adv") or j in view.heads and view.heads[j].pos == "verb":
            return False
        if view.bare_forms(j) & words["dated_nouns"] and not _trigger_of(m, j):
            return True
        if view.bare_forms(j) & words["dated_spans"]:
            return not (j and plain(view.tokens[j - 1].text) in words["span_openers"])
    return False


def _trigger_of(m: EventMention, j: int) -> bool:
    """Whether word j is the event's own object ("signed the agreement of", "adopted the law of")."""
    return m.at <= j <= m.hit.last or m.trigger.verb is not None and 0 < j - m.hit.last <= 2


def _since(view: SentenceView, m: EventMention, t: FoundTime, k: int, frames: Frames) -> bool:
    """"The first of its kind since 1990"; "closed a shop that had been a nuisance for five years": no beginning of what is over in a moment."""
    if t.granularity == "year" and any(view.bare_forms(j) & frames.verbs.words["first_of_kind"] for j in range(max(0, k - 6), k)):
        return True
    return t.granularity == "year" and m.type in _AT_ONCE and not m.carriers and k - m.hit.last > _SINCE


def _nowadays(view: SentenceView, m: EventMention, k: int, last: int, frames: Frames) -> bool:
    """"Has become today", "the world of today", "today more than ever": nowadays, no day."""
    if last != k or plain(view.tokens[k].text) != "اليوم":
        return False
    words = frames.verbs.words
    if k and (view.bare_forms(k - 1) | {view.tokens[k - 1].text}) & words["nowadays_after"] and not view.gap[k].strip():
        return True
    if k + 1 < len(view.tokens) and view.tokens[k + 1].text in words["nowadays_before"]:
        return True
    own = {m.at, m.first, m.hit.last, *(c.at for c in m.carriers)}
    near = next((view.heads[j] for j in range(k - 1, max(-1, k - 4), -1) if j in view.heads and j not in own and not view.opener[j + 1]), None)
    return near is not None and near.pos == "verb" and (near.past in words["becoming"] or near.kind in ("state", "trait") and near.tense == "present")
