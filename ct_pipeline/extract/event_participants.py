from __future__ import annotations
from ct_pipeline.extract.context import Context
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_merge import Draft
from ct_pipeline.extract.event_sentence import SentenceView


def add_participants(context: Context, frames: Frames, views: list[SentenceView], drafts: list[Draft]) -> None:
    return
