"""One reading of one sentence as reporting one event: what the readers of events pass on to each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from ct_pipeline.extract.context import FoundMention, FoundTime
from ct_pipeline.extract.event_forms import Shape
from ct_pipeline.extract.event_frames import Trigger
from ct_pipeline.extract.event_sentence import Hit, SentenceView


@dataclass(slots=True, eq=False)
class EventMention:
    """One reading of one sentence as reporting one event. Word indices are within the sentence."""

    view: SentenceView
    hit: Hit
    trigger: Trigger
    shape: Shape
    at: int
    first: int
    last: int  # last word of the reporting words
    type: str
    carriers: list[Hit] = field(default_factory=list)
    definite: bool = False
    number: str = "one"
    these: bool = False  # "this meeting", "the same meeting"
    negated: bool = False
    planned: bool = False
    cancelled: bool = False
    edition: int | None = None
    other_edition: str = ""  # "next" | "past": another than the one the article is about
    held: str | None = None
    times: list[tuple[FoundTime, str]] = field(default_factory=list)  # role: during | start | end
    days: int | None = None  # "lasts two days"
    city: FoundMention | None = None
    country: FoundMention | None = None
    several_cities: bool = False
    name: tuple[int, int] | None = None  # folded offsets
    after_preposition: bool = False
    coordinated: bool = False
    inner: EventMention | None = None  # what a "round" is a round of
    proposed: bool = False  # a verbal noun after a wish or a proposal
    achiever: int | None = None  # the verb that brings a verbal noun about ("managed to arrest")
    joined_topic: bool = False  # a verbal noun joined to what was talked about
    opened: bool = False  # a verb of launching stands before it ("launched an operation")
    at_virtual: bool = False  # its town is that of a gathering held virtually
    aside: bool = False  # told by its place and day alone, after another of its kind
    crowns: bool = False  # came about at the gathering told before ("the session ended with the signing of")
    like: Trigger | None = None  # the trigger of the event that a bare round continues
    arrival: bool = False  # tells that those who take part arrived
    score: float = 0.0

    @property
    def is_summary(self) -> bool:
        """Whether the headline or one of the first sentences tells it."""
        return self.view.is_title or self.view.rank <= 3

    @property
    def start(self) -> int:
        return self.view.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.view.tokens[self.last].end

    @property
    def is_act(self) -> bool:
        return self.trigger.verb is not None and self.shape.pos == "noun"

    @property
    def aspects(self) -> set[str]:
        return {c.form.trigger.carrier.aspect for c in self.carriers if c.form.trigger.carrier}
