"""How a gathering was held, and the nouns that only say by which means ("by way of a video conference")."""

from __future__ import annotations

from collections.abc import Sequence

from ct_pipeline.extract.event_cost import cost_of
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain

_FAR = 60
_REACH = 6  # words between a gathering and its adjective


def attach_modes(view: SentenceView, mentions: Sequence[EventMention], frames: Frames) -> None:
    """Give each phrase of manner ("held virtually", "in person") to the gathering it attaches to."""
    pool = [m for m in mentions if m.type in ("meeting", "conference", "visit", "agreement")]
    for i in view.marked.get("mode", ()):
        for name in ("hybrid", "in_person", "virtual"):
            length = view.phrase_at(i, frames.phrases[name])
            if not length:
                continue
            adjective = length == 1 and bool(view.bare_forms(i) & view.grammar["mode_adjectives"]) and not view.bare_forms(i - 1) & view.grammar["manners"]
            fit = [m for m in pool if _qualifies(view, m, i)] if adjective and i else [m for m in pool if not _of_something_else(view, m, i, frames)]
            best = min(fit, key=lambda m: (cost_of(view, m, i, i + length - 1), m.at), default=None)
            if best is not None and best.held is None and cost_of(view, best, i, i) < _FAR:
                best.held = name
            break


def _of_something_else(view: SentenceView, m: EventMention, i: int, frames: Frames) -> bool:
    """"Examinations at a distance", "called on them to sit face to face": what is learnt, worked or wished so, told at the gathering."""
    if i <= m.hit.last or any(i < c.at for c in m.carriers):
        return False
    words = frames.verbs.words
    near = (j for j in range(i - 1, max(m.hit.last, i - 4), -1))
    if any(view.covered[j] is None and view.bare_forms(j) & words["distance_nouns"] for j in near):
        return True
    return any(view.opener[j] == "that" or view.bare_forms(j) & words["wishing"] for j in range(i - 1, m.hit.last, -1))


def _qualifies(view: SentenceView, m: EventMention, i: int) -> bool:
    """Whether the adjective at word i is the gathering's: it agrees with its noun and stands in its phrase; "virtual assets" are what it is about."""
    if m.trigger.noun is None or not m.hit.last < i <= m.hit.last + _REACH:
        return False
    noun, word = view.tokens[m.at].text, view.tokens[i].text
    if noun.endswith(("ه", "ات")) != word.endswith("ه") or any(view.opener[k] or view.tokens[k].text in view.grammar["behind_prepositions"] for k in range(m.hit.last + 1, i)):
        return False
    return i == m.hit.last + 1 or word.startswith("ال") == m.definite


def is_means(view: SentenceView, hit: Hit, frames: Frames) -> bool:
    """"By way of visual debate": a noun that belongs to a phrase of manner and stands behind a word of means is no gathering."""
    at = next((i for i in view.marked.get("mode", ()) if i <= hit.at < i + view.phrase_at(i, frames.phrases["virtual"])), None)
    if at is None:
        return False
    before = plain(view.tokens[at - 1].text) if at else ""
    return at < hit.at or hit.prefix.endswith("ب") or before in view.grammar["by_means"]
