"""Metonymy: "الدولة المضيفة" is the state that the article says to host, else the one whose town all its towns lie in."""

from __future__ import annotations

from bisect import bisect_left

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.names import load_name_rules

_REACH = 40  # characters between a verb of hosting and the state


def find_host_states(context: Context) -> None:
    """Add a mention of the host wherever a phrase stands for it; where the article does not tell the host, nothing is added."""
    doc, rules = context.doc, context.knowledge.rules(load_name_rules)
    spots = [m for m in rules.host_phrases.find(doc.text) if doc.sentence_at(m.start) is not None]
    if not spots:
        return
    states = [m for m in context.mentions if m.kind == "country"]
    starts = [m.start for m in states]
    hosts: list[str] = []
    for verb in rules.hosting.find(doc.text):
        i = bisect_left(starts, verb.end)
        if i < len(states) and states[i].start - verb.end < _REACH and "." not in doc.text[verb.end : states[i].start]:
            hosts.append(states[i].entity_id)
    if not hosts:
        lands = {e.country_iso2 for m in context.mentions if m.kind == "city" and (e := context.entities.get(m.entity_id)) is not None and e.country_iso2}
        hosts = [f"country:{iso2}" for iso2 in lands if f"country:{iso2}" in context.entities]
    if len(set(hosts)) != 1:
        return
    found = [FoundMention(m.start, m.end, "country", hosts[0], "metonymy", 0.75, False) for m in spots if not any(o.start < m.end and m.start < o.end for o in context.mentions)]
    context.mentions[:] = sorted([*context.mentions, *found], key=lambda m: (m.start, -m.end))
