"""An event in the making: the mentions that tell it and what follows from all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from ct_pipeline.extract.context import FoundParticipant
from ct_pipeline.extract.event_mention import EventMention

GATHERINGS = frozenset({"meeting", "conference", "visit"})


TALKS = frozenset({"meeting", "conference"})
_Span = tuple[date, date, str]  # first day, last day, granularity
_LONG = 31  # days that a gathering told by a day of its own may last
_MOMENTS = frozenset({"appointment", "agreement", "launch"})  # they last no longer than the day that tells them


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making: its mentions in text order, the first of them made it."""

    mentions: list[EventMention]
    type: str
    participants: list[FoundParticipant] = field(default_factory=list)
    counts: list[tuple[str, int, int, int]] = field(default_factory=list)
    extra: list[tuple[int, int]] = field(default_factory=list)  # further evidence: folded spans
    held: str | None = None
    is_main: bool = False
    siblings: list[Draft] = field(default_factory=list)  # told side by side with it
    twin: bool = False  # the second of two events told by the same words

    @property
    def head(self) -> EventMention:
        return self.mentions[0]

    @property
    def edition(self) -> int | None:
        return next((m.edition for m in self.mentions if m.edition is not None), None)

    @property
    def is_lead(self) -> bool:
        """Whether the headline or the first sentence tells it."""
        return any(m.view.is_title or m.view.rank <= 1 for m in self.mentions)

    @property
    def cities(self) -> list[str]:
        return sorted({m.city.entity_id for m in self.mentions if m.city is not None})

    def dates(self) -> tuple[date | None, date | None, str | None]:
        """First and last day and how fine they are, from all mentions: a range told as such, else beginning and end, else the day."""
        starts: list[_Span] = []
        ends: list[_Span] = []
        during: list[_Span] = []
        for m in self.mentions:
            for t, role in m.times:
                if t.start_date is not None and t.end_date is not None:
                    (starts if role == "start" else ends if role == "end" else during).append((t.start_date, t.end_date, t.granularity))
        days = next((m.days for m in self.mentions if m.days), None)
        fine = any(d[2] == "day" for d in during)
        ranges = [d for d in during if d[2] == "range" and d[0] != d[1] and not (fine and (d[1] - d[0]).days > _LONG)]  # a plan's years are no days of the meeting
        if ranges:
            return ranges[0]
        if starts and ends and starts[0][0] <= ends[-1][1]:
            return starts[0][0], ends[-1][1], "range" if starts[0][0] != ends[-1][1] else "day"
        if during:
            a, b, grain = min(during, key=lambda d: ((d[1] - d[0]).days, during.index(d)))
            if self.type in _MOMENTS:
                return a, b, grain  # "handed over today, at the close of the session that began on Saturday"
            if grain == "day" and ends and a < ends[-1][1] and (ends[-1][1] - a).days < 32:
                return a, ends[-1][1], "range"
            if grain == "day" and starts and starts[0][0] < a and (a - starts[0][0]).days < 32:
                return starts[0][0], a, "range"
            if grain == "day" and days and days > 1:
                return a, a + timedelta(days=days - 1), "range"
            return a, b, grain
        if starts:
            first, last, grain = starts[0]
            return (first, first + timedelta(days=days - 1), "range") if grain == "day" and days and days > 1 else (first, last, grain)
        if ends:
            first, last, grain = ends[-1]
            return (last - timedelta(days=days - 1), last, "range") if grain == "day" and days and days > 1 else (first, last, grain)
        return None, None, None
