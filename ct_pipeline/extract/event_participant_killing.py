"""Who is killed and who tries to, where a noun tells it: "the assassination of X", "the group tried to assassinate X"."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_roles import ANY
from ct_pipeline.extract.event_participant_subjects import subjects_of
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain

_REACH = 10  # words between the noun and the name: titles and offices


def victim_of(m: EventMention) -> FoundMention | None:
    """The person that a noun of killing is of: named in its own phrase, before any clause, comma or "at the hands of"."""
    view = m.view
    if m.trigger.plover_mode != "assassinate" or m.shape.pos != "noun" or m.shape.suffixed or m.shape.definite and view.tokens[m.at].text.startswith("ال"):
        return None
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + _REACH)):
        if view.opener[k] or view.in_time[k] or any(c in ",.;:!?()" for c in view.gap[k]):
            return None
        c = view.covered[k]
        if c is None and plain(view.tokens[k].text) in ("علي", "من", "بيد", "مع", "بعد", "قبل") and view.in_affiliation[k] is None:
            return None
        if c is not None and c.kind == "person" and view.index(c.start) == k:
            return None if view.prefix_of(c) else c
    return None


def attempted_by(m: EventMention, frames: Frames) -> list[FoundMention]:
    """"A unit of the group tried to assassinate X": whoever the verb of trying tells of."""
    view = m.view
    for k in range(m.at - 1, max(-1, m.at - 8), -1):
        if view.opener[k + 1]:
            return []
        if view.covered[k] is None and plain(view.tokens[k].text.removeprefix("و")) in view.grammar["attempting"]:
            found = subjects_of(view, Hit(k, k, m.hit.form, ""), frames, ANY)
            inside = [c for c in view.mentions if c.kind == "organization" and k < view.index(c.start) < m.at]
            return [s for s in found if s.start < view.tokens[m.at].start] or inside[:1]
    return []


def unnamed_attackers(view: SentenceView, m: EventMention, frames: Frames) -> bool:
    """"Gunmen assassinated the minister X": who did it has no name, so whoever is named behind it is whom it was done to."""
    k = m.hit.last + 1
    return m.shape.pos == "verb" and not m.shape.suffixed and k < len(view.tokens) and view.covered[k] is None and view.word_in(k, frames.classes["nameless_attackers"].words)
