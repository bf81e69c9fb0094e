"""Where something was said: statements tied to the events they were made at."""

from __future__ import annotations

from ct_pipeline.extract.context import Context
from ct_pipeline.extract.reporting import load_reporting
from ct_pipeline.language.particles import readings

_SPOKEN_AT = frozenset({"meeting", "conference", "visit", "agreement", "launch"})


def attach_statements(context: Context) -> None:
    """Tie statements to the events they were made at: the event told in the same sentence, or the one meeting, conference or visit
    that the sentences before speak of when the statement says that it was made there ("في كلمته خلال الاجتماع"). Call after the events are known."""
    gatherings = [i for i, e in enumerate(context.events) if e.event_type in _SPOKEN_AT]
    if not gatherings:
        return
    main = [i for i in gatherings if context.events[i].is_main]
    rules = context.knowledge.rules(load_reporting)
    for s in context.statements:
        sentence = context.doc.sentence_at(s.start)
        if sentence is None:
            continue
        here = [i for i in gatherings for a, b in [(context.events[i].start, context.events[i].end), *context.events[i].evidence] if sentence.start <= a < sentence.end]
        here = sorted(set(here))
        words = {t.text for t in context.doc.tokens_of(sentence)}
        says_where = any(rest in rules.occasions for w in words for _, rest in readings(w))
        if not says_where:
            continue
        if len(here) == 1:
            s.event_key = here[0]
            continue
        took_part = [i for i in gatherings if any(p.entity_id == s.speaker_id for p in context.events[i].participants)]
        for choice in (here and [i for i in here if i in took_part], took_part, main, gatherings):
            if choice and len(choice) == 1:
                s.event_key = choice[0]
                break
