"""Printed numbers of participants."""

from __future__ import annotations

from ct_pipeline.extract.context import Context
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_roles import target_of
from ct_pipeline.extract.event_sentence import SentenceView
from ct_pipeline.language.numerals import parse_number

_NUMERAL = 6  # words that a numeral may have before what it counts


def add_counts(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], fallback: Draft | None, frames: Frames) -> None:
    """Printed numbers of participants: 450 people, 33 ministers."""
    if "count_unit" not in view.marked or not local and fallback is None:
        return
    texts = [t.text for t in view.tokens]
    near = {k for u in view.marked["count_unit"] for k in range(max(0, u - _NUMERAL), u)}
    for k in sorted(near):
        if view.in_time[k] or view.covered[k] is not None:
            continue
        number = parse_number(texts[k : k + 5])
        if texts[k].startswith("و") and len(texts[k]) >= 3:
            joined = parse_number([texts[k][1:], *texts[k + 1 : k + 5]])  # "and thirteen": the whole numeral, not its first word
            number = max((x for x in (number, joined) if x is not None), key=lambda x: x[1], default=None)
        if number is None or number[0] < 2:
            continue
        u = k + number[1]
        if u >= len(texts) or texts[u] not in frames.words["count_units"]:
            continue
        target = target_of(local, view, k, "attendee") or fallback
        if target is None or target.type not in ("meeting", "conference", "operation", "visit"):
            continue
        if target.type == "operation" and not any(m.trigger.noun for m in target.mentions):
            continue
        start, end = view.tokens[k].start, view.tokens[u].end
        if all(c[2] != start for c in target.counts):
            target.counts.append((context.doc.surface(view.tokens[u].start, end), number[0], start, end))
