"""Ordinals and numbers near a gathering that do not count it: "the first four rounds", "the first meeting that he chairs", "Hassan II"."""

from __future__ import annotations

from collections.abc import Sequence

from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView
from ct_pipeline.language.numerals import parse_ordinal

_YEARS = 1900  # a session of this number is one of a year
_WINDOW = 9  # words after a noun in which its ordinal stands


def drop_editions(view: SentenceView, mentions: Sequence[EventMention], frames: Frames) -> None:
    """Take the edition from each gathering whose ordinal counts something else."""
    for m in mentions:
        if m.edition is not None and _is_anothers(view, m, frames):
            m.edition = None


def _is_anothers(view: SentenceView, m: EventMention, frames: Frames) -> bool:
    words, tokens = frames.verbs.words, view.tokens
    assert m.edition is not None
    if m.edition >= _YEARS:
        return True
    before = parse_ordinal([tokens[m.at - 1].text]) if m.at else None
    if before is not None and before[0] == m.edition:
        return m.edition == 1 and _of_somebody(view, m, words["first_of_somebody"])
    at = next((k for k in range(m.hit.last + 1, min(len(tokens), m.hit.last + _WINDOW)) if (found := parse_ordinal([t.text for t in tokens[k : k + 4]])) and found[0] == m.edition), None)
    if at is None:
        return False
    if tokens[at].text[0] in "بك" and tokens[at].text[1:].isdigit():
        return True  # "brought down 15 suspects"
    if at > m.hit.last + 1 and view.bare_forms(at - 1) & view.grammar["offices"]:
        return True  # "talks with the first minister"
    if tokens[at - 1].text in words["regnal"] or at + 1 < len(tokens) and tokens[at + 1].text in words["amounts"]:
        return True
    noun = m.trigger.noun
    if m.number == "many" and m.shape.definite and at > m.hit.last + 1:
        return not view.covered[at - 1]  # "the first four rounds"
    indefinite = noun is not None and not m.shape.definite and not noun.edition_word and at == m.hit.last + 1 and not tokens[at].text.startswith("ال") and not tokens[at].text.isdigit()
    return indefinite and m.type == "meeting"  # "a second meeting": one more


def _of_somebody(view: SentenceView, m: EventMention, words: frozenset[str]) -> bool:
    """Whether the words right behind the noun say that it is the first of somebody's, or since."""
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 4)):
        if view.opener[k] in ("stop", "rel", "that") or "," in view.gap[k]:
            return False
        head = view.heads.get(k)
        if view.tokens[k].text in words or head is not None and head.pos == "verb" and view.tokens[k].text.endswith(("ه", "ها")):
            return True
    return False
