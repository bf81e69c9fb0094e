"""Dates and places go to the event they attach to: same clause, the phrase after the trigger, never the nearest by default."""

from __future__ import annotations

from datetime import date

from ct_pipeline.extract.event_editions import drop_editions
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_modes import attach_modes
from ct_pipeline.extract.event_places import attach_places
from ct_pipeline.extract.event_sentence import SentenceView
from ct_pipeline.extract.event_sharing import share_slots
from ct_pipeline.extract.event_times import attach_times


def attach_slots(view: SentenceView, mentions: list[EventMention], frames: Frames, published: date | None = None) -> None:
    """Fill ``times``, ``days``, ``city``, ``country`` and ``held`` of the sentence's candidates."""
    mentions = [m for m in mentions if not (m.trigger.noun is not None and m.trigger.noun.reference_only)]
    if not mentions:
        return
    drop_editions(view, mentions, frames)
    attach_times(view, mentions, frames, published)
    attach_places(view, mentions, frames)
    attach_modes(view, mentions, frames)
    share_slots(view, mentions)
    for m in mentions:
        if m.trigger.plover_mode == "phone":
            m.city = m.country = None  # a call is nowhere
