"""Whom a person acts for in his sentence: a delegation, a side, or a body "on behalf of" which he speaks or signs."""

from __future__ import annotations

from collections.abc import Iterator

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.home_country import serves_no_state
from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import ARTICLE, COMMON, bare
from ct_pipeline.language.document import SentenceSpan


def on_behalf(context: Context, view: View, sentence: SentenceSpan) -> Iterator[tuple[FoundMention, int, FoundMention]]:
    """ "فلان عن وزارة ..." and "فلان، من هيئة ...": person, word of the preposition, body."""
    for m in context.mentions_in(sentence, ("person",)):
        i = context.doc.token_at(m.end)
        if i + 1 >= sentence.last_token or view.words[i] not in view.rules.on_behalf or view.gap(i).strip() not in ("", ","):
            continue
        body = view.mention.get(i + 1)
        if body is not None and body.kind == "organization" and body.start <= view.tokens[i + 1].start:
            yield m, i, body


def side_of(context: Context, view: View, at: int) -> tuple[bool, str | None]:
    """Whom the person at ``at`` acts for in his sentence: (True, country) of the nearest delegation, side or body before him, None where that is no state's."""
    sentence = context.doc.sentence_at(at)
    if sentence is None:
        return False, None
    found: tuple[bool, str | None] = _represented(context, view, sentence, at)
    if (code := _accompanying(context, view, sentence, at)) is not None:
        found = (True, code)
    for m in context.mentions_in(sentence, ("country", "organization")):
        if m.start >= at:
            break
        i = context.doc.token_at(m.start)
        if i <= sentence.first_token:
            continue
        if m.kind == "country" and _delegation_head(view, i - 1):
            found = (True, context.entities[m.entity_id].country_iso2)
        elif m.kind == "organization" and view.words[i - 1].lstrip("و") in view.rules.behalf_before and context.doc.token_at(m.end) + 1 >= context.doc.token_at(at):
            if serves_no_state(context, m.entity_id):
                found = (True, None)
            elif (code := context.entities[m.entity_id].country_iso2) is not None:
                found = (True, code)
    return found


def _accompanying(context: Context, view: View, sentence: SentenceSpan, at: int) -> str | None:
    """ "استقبل الوزير ... والوفد المرافق له، المكون من مدير ...": the country of the one who came."""
    for i in range(sentence.first_token, sentence.last_token - 1):
        if view.tokens[i].start >= at:
            break
        if view.words[i + 1] in view.rules.accompanying and _delegation_head(view, i):
            return next((a.country_iso2 for a in reversed(context.affiliations) if sentence.start <= a.start and a.end <= view.tokens[i + 1].end), None)
    return None


def _represented(context: Context, view: View, sentence: SentenceSpan, at: int) -> tuple[bool, str | None]:
    """ "ومثّل التحالف في التوقيع مدير ...": acts for a body between states, which is named before under its full name."""
    rules = view.rules
    for i in range(sentence.first_token, sentence.last_token - 1):
        if view.tokens[i + 1].start >= at:
            break
        if view.words[i] not in rules.represent_verbs:
            continue
        m = view.mention.get(i + 1)
        if m is not None and m.kind == "country":
            return True, context.entities[m.entity_id].country_iso2  # "مثّل الجمهورية ... وفد برئاسة فلان"
        if not view.flags[i + 1] & ARTICLE:
            continue
        if m is None:
            head = bare(view.words[i + 1])
            m = next((o for o in context.mentions if o.kind == "organization" and o.start < at and bare(view.words[context.doc.token_at(o.start)].lstrip("لب")) == head), None)
        if m is not None and m.kind == "organization" and serves_no_state(context, m.entity_id):
            return True, None
    return False, None


def _delegation_head(view: View, i: int) -> bool:
    heads = view.rules.delegation_heads
    word = view.words[i]
    return (
        word in heads or any(rest in heads for _, rest in view.facts[i].rests) or (bool(view.flags[i] & COMMON) and i > 0 and word in view.rules.state_words and _delegation_head(view, i - 1))
    )
