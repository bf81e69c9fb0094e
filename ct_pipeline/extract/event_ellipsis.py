"""Events told by place and day alone: "the three earlier editions were held in Marrakesh in June 2022, in Tangier in 2023 and in Fez in 2024"."""

from __future__ import annotations

from dataclasses import replace

from ct_pipeline.extract.context import FoundMention, FoundTime
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView

_KINDS = frozenset({"meeting", "conference", "visit", "attack", "launch", "operation"})
_TIME_REACH = 3  # words between a town and its day
_NEXT_REACH = 1  # words between a day and the next town


def spread(view: SentenceView, mentions: list[EventMention]) -> list[EventMention]:
    """The mentions, and after each that is followed by several towns with a day of their own one mention a further pair.

    The mention itself keeps the first pair. Returns the list in text order; without such a chain the same list.
    """
    if len(view.times) < 2:
        return mentions
    pairs = _pairs(view)
    out = list(mentions)
    for chain in _chains(view, pairs):
        if len(chain) < 2:
            continue
        first = view.index(chain[0][0].start)
        owners = [m for m in mentions if m.type in _KINDS and m.at < first and not any(view.opener[k] in ("that", "stop") for k in range(m.at + 1, first + 1))]
        owners = [m for m in owners if m.times or m.city is not None]
        if not owners:
            continue
        owner = owners[-1]
        if any(owner.at < x.at and x is not owner and x.at > first for x in mentions if x.at <= view.index(chain[-1][1].end - 1)):
            continue
        owner.city, owner.times, owner.several_cities = chain[0][0], [(chain[0][1], "during")], False
        for city, time in chain[1:]:
            a, b = view.index(city.start), view.index(time.end - 1)
            out.append(replace(owner, city=city, country=None, times=[(time, "during")], first=a, last=b, name=None, number="one", definite=False, edition=None, these=False, score=0.0, aside=True))
    return sorted(out, key=lambda m: (m.at, m.first))


def _pairs(view: SentenceView) -> list[tuple[FoundMention, FoundTime]]:
    """Each town with the time that stands right after it."""
    cities = [c for c in view.mentions if c.kind == "city"]
    out = []
    for n, c in enumerate(cities):
        end = view.index(c.end - 1)
        limit = view.index(cities[n + 1].start) if n + 1 < len(cities) else len(view.tokens)
        time = next((t for t in view.times if end < view.index(t.start) <= end + _TIME_REACH and view.index(t.start) < limit), None)
        if time is not None and not any(view.opener[k] for k in range(end + 1, view.index(time.start) + 1)):
            out.append((c, time))
    return out


def _chains(view: SentenceView, pairs: list[tuple[FoundMention, FoundTime]]) -> list[list[tuple[FoundMention, FoundTime]]]:
    """Runs of pairs joined by "and", "then" or a comma."""
    chains: list[list[tuple[FoundMention, FoundTime]]] = []
    for pair in pairs:
        if chains:
            end, start = view.index(chains[-1][-1][1].end - 1), view.index(pair[0].start)
            joined = view.tokens[end + 1].text.startswith("و") or view.tokens[end + 1].text in view.grammar["then"] or "," in view.gap[end + 1] if end + 1 < len(view.tokens) else False
            if 0 < start - end <= 1 + _NEXT_REACH and joined:
                chains[-1].append(pair)
                continue
        chains.append([pair])
    return chains
