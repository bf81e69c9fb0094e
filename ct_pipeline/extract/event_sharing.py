"""Days and places that events of one sentence lend each other."""

from __future__ import annotations

from itertools import pairwise

from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_places import has_locative_prefix
from ct_pipeline.extract.event_sentence import SentenceView, plain


def share_slots(view: SentenceView, mentions: list[EventMention]) -> None:
    """An event told as the occasion of another ("during the meeting of ...") shares its date and place."""
    nouns = [m for m in mentions if m.trigger.noun is not None]
    for a, b in pairwise(nouns):
        joined = b.hit.prefix.startswith("و") or b.at - 1 >= 0 and b.edition is not None and view.tokens[b.at - 1].text.startswith("و")
        if joined and a.type == b.type and a.edition and b.edition and b.at - a.at <= 24 and all(view.opener[k] in ("", "rel") for k in range(a.at + 1, b.at + 1)):
            a.coordinated = b.coordinated = True
            a.times, b.times = a.times or list(b.times), b.times or list(a.times)
            both = sorted({(c.at, c.last): c for c in (*a.carriers, *b.carriers)}.items())
            a.carriers = b.carriers = [c for _, c in both]
    for m in mentions:
        if m.is_act and m.hit.prefix.endswith("ب") and not m.times:
            before = [x for x in mentions if x.at < m.at and x.times and view.clause[x.at] == view.clause[m.at] and "close" in x.aspects]
            if before:
                m.times = [(t, "during") for t, r in before[-1].times if r == "end"]  # "ends tomorrow with the adoption of ..."
    for a, b in pairwise(mentions):
        if a.type == "visit" and b.type in ("meeting", "conference") and any(view.tokens[k].text in view.grammar["purposes"] for k in range(a.hit.last + 1, b.at)):
            if not view.breaks(a.hit.last, b.at):
                a.times, b.times = a.times or list(b.times), b.times or list(a.times)  # "goes to Lyon next week to take part in a seminar"
                if b.city is None and b.country is None:
                    b.city, b.country = a.city, a.country
    for a, b in pairwise(mentions):
        near = a.is_act and b.trigger.noun is not None and b.type in ("meeting", "conference") and 0 < b.at - a.hit.last <= 3
        if near and any(view.tokens[k].text in view.grammar["on_occasion"] for k in range(a.hit.last + 1, b.at)) and not a.times and a.city is None:
            a.times, a.city, a.country = list(b.times), b.city, a.country or b.country  # "its launch was announced at the second meeting"
    for m in mentions:
        if m.type == "launch" and m.shape.suffixed and m.city is None and m.trigger.verb is not None:
            # "the programme's office in Rabat, which was opened in June": a building is opened where it stands
            m.city = next((c for c in view.mentions if c.kind == "city" and 0 < m.at - view.index(c.start) <= 6 and has_locative_prefix(view, c, view.index(c.start))), None)
    for m in mentions:
        at = [x for x in mentions if x.at < m.at and x.type in ("meeting", "conference", "visit")] if m.crowns else []
        if at and not m.times and m.city is None:
            m.times, m.city, m.country = [(t, "during") for t, _ in at[-1].times], at[-1].city, m.country or at[-1].country
    for a, b in pairwise(mentions):
        where = next((k for k in range(b.at - 1, max(a.at, b.at - 5), -1) if view.tokens[k].text == "حيث"), None) if b.type == "meeting" else None
        if where is not None and (b.trigger.verb is not None and where == b.at - 1 or a.type == "visit"):
            if not b.planned and not b.times:
                b.times = list(a.times)  # "went on Saturday to Baghdad, where he met ..."
            if b.city is None and b.country is None:
                b.city, b.country = a.city, b.country or a.country
    for a, b in ((a, b) for a in mentions for b in mentions if a.type == "meeting" and b.type == "visit" and b.trigger.noun is not None and b.at > a.at):
        inside = plain(view.tokens[b.at - 1].text) in view.grammar["inside_words"] and not any(view.opener[k] in ("that", "stop", "and") for k in range(a.hit.last + 1, b.at))
        if inside and not a.times and a.city is None and a.country is None and not a.planned:
            a.times, a.city, a.country = list(b.times), b.city, b.country  # "met X during his visit to ..."
    occasion = view.grammar["shared_occasions"]
    for m in mentions:
        i = m.at - 1
        words = {plain(view.tokens[j].text) for j in range(max(0, i - 1), i + 1)}
        if not (words & occasion):
            continue
        hosts = [h for h in mentions if h is not m and h.at < m.at]
        if not hosts:
            continue
        other = hosts[-1]
        if any(view.opener[j] == "that" for j in range(other.hit.last + 1, m.at + 1)):
            continue  # "said at a press conference that ... during his visit": the visit's own day
        a, b = (m, other) if not m.times else (other, m)
        if not a.times and b.times and not a.is_act:
            a.times = list(b.times)
        elif words & view.grammar["closings"] and a.times and b.times and all(r == "start" for _, r in m.times):
            m.times += [(t, "end") for t, _ in other.times if all(t is not x for x, _ in m.times)]
        a, b = (m, other) if m.city is None else (other, m)
        if a.city is None and b.city is not None and a.country is None:
            a.city, a.country = b.city, a.country or b.country
            a.at_virtual = "virtual" in (a.held, b.held)
