"""Arrivals of those who take part in a gathering: they belong to it and are no visits of their own."""

from __future__ import annotations

from ct_pipeline.extract.event_draft import TALKS, Draft
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import plain

_SUBJECT = 4  # words between the arrival and those who arrive


def fold_arrivals(drafts: list[Draft]) -> None:
    """"The arrival of the heads of state in X, among them A and B": told with a gathering in X, those named take part in it."""
    for d in [x for x in drafts if x.type == "visit"]:
        if not all(_several(m) for m in d.mentions if not m.view.is_title) or d.head.view.is_title:
            continue
        cities = set(d.cities)
        hosts = [x for x in drafts if x.type in TALKS and cities & set(x.cities)]
        host = next((x for x in hosts if x.is_main), hosts[0] if len(hosts) == 1 else None)
        if host is None:
            continue
        for m in d.mentions:
            m.times = []  # they came on that day, the gathering need not have begun
            m.arrival = True
            host.mentions.append(m)
        drafts.remove(d)


def _several(m: EventMention) -> bool:
    """Whether several office-holders or delegations arrive: "heads", "delegations", "the participants"."""
    view = m.view
    after = range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 1 + _SUBJECT))
    return any(view.covered[k] is None and (plain(view.tokens[k].text).removeprefix("ال") in view.grammar["several_officials"] or view.bare_forms(k) & view.grammar["arriving"]) for k in after)
