"""An event's own name as printed, or none: "the meeting" and "his visit" only refer to it."""

from __future__ import annotations

from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_mention import EventMention


def own_name(draft: Draft) -> tuple[int, int] | None:
    """Folded offsets of the name, complete: that of a mention with its edition before the others, the first in text order; None where the article only refers to it."""
    named = [m for m in draft.mentions if m.name is not None and _tells_more(m)]
    best = next((m for m in named if m.edition), None) or next(iter(named), None)
    return best.name if best is not None else None


def _is_called(m: EventMention) -> bool:
    """Whether an operation has a name: an exercise's, or one in quotation marks."""
    assert m.name is not None
    nouns = [t.noun for t in (m.trigger, m.like) if t is not None]
    return '"' in m.view.text[m.name[0] : m.name[1]] or any(n is not None and (n.exercise or n.edition_word) for n in nouns)


def _tells_more(m: EventMention) -> bool:
    """Whether words of its own follow the noun: what it is of, about or called; adjectives of rank or length alone name nothing."""
    assert m.name is not None
    if m.shape.suffixed:
        return False  # "his visit", "its meeting"
    if m.type in ("operation", "trial") and not _is_called(m):
        return False
    view = m.view
    words = [view.tokens[k] for k in range(m.hit.last + 1, len(view.tokens)) if view.tokens[k].end <= m.name[1]]
    if not m.shape.definite and m.edition is None and all(view.bare_forms(view.index(t.start)) & view.grammar["further"] for t in words):
        return False  # "a second meeting", "another attack"
    telling = [t for t in words if not view.bare_forms(view.index(t.start)) & view.grammar["plain_adjectives"] and t.text not in view.grammar["open_words"]]
    return bool(telling) or m.edition is not None and bool(words)
