"""Look-alikes that give nobody a part: what is denied, what a noun of the state does, what another body is led by, what was said elsewhere."""

from __future__ import annotations

from ct_pipeline.extract.context import Context, FoundMention, FoundParticipant, FoundStatement
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_participant_roles import OFFICIAL
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain

_OWNER = 6  # words before "which X chairs" in which the body stands that X chairs


def is_denied(view: SentenceView, hit: Hit) -> bool:
    """"X will not take part", "has not attended": who is said not to has no part."""
    return hit.at > 0 and hit.form.shape.pos == "verb" and view.covered[hit.at - 1] is None and plain(view.tokens[hit.at - 1].text) in view.grammar["verb_negations"]


def is_of_state(view: SentenceView, k: int, verb_at: int) -> bool:
    """"The courts of the kingdom held", "the constitution of the kingdom laid down": the bare noun right before a country acts, not the state."""
    c = view.covered[k]
    if c is None or c.kind != "country" or c.method == "nisba" or k == 0 or k - 1 == verb_at or view.prefix_of(c) or view.gap[k].strip() or view.opener[k]:
        return False
    text = view.tokens[k - 1].text
    if view.covered[k - 1] is not None or view.in_time[k - 1] or view.opener[k - 1]:
        return False
    if plain(text) in view.grammar["of_states"] or view.bare_forms(k - 1) & view.grammar["of_states"] and not text.startswith("ال"):
        return True
    if k < verb_at or len(text) <= 3 or text.startswith("ال") or text.endswith("ا") or view.bare_forms(k - 1) & view.grammar["for_states"] or plain(text) in view.grammar["for_states"]:
        return False
    return not any(h.at == k - 1 for h in view.hits) and view.index(c.start) == k and verb_at < k - 1 and not view.gap[k - 1].strip()


def is_led_body(view: SentenceView, hit: Hit) -> bool:
    """"The federation, which X chairs, holds talks": the pronoun on the verb stands for the body before "which", not for the gathering."""
    if not hit.form.shape.suffixed or hit.form.shape.pos != "verb" or hit.at < 2 or view.opener[hit.at - 1] != "rel":
        return False
    for k in range(hit.at - 2, max(-1, hit.at - 2 - _OWNER), -1):
        if view.in_time[k]:
            continue
        c = view.covered[k]
        if c is not None:
            first = view.index(c.start)
            gathers = any(h.form.trigger.noun is not None and first - _OWNER <= h.at <= first for h in view.hits)  # "the meeting of the council, which X opened"
            return c.kind == "organization" and not gathers and _agrees(view, hit.at - 1, c)
        if any(h.at == k and h.form.trigger.noun is not None for h in view.hits) or view.opener[k]:
            return False
    return False


def _agrees(view: SentenceView, rel: int, body: FoundMention) -> bool:
    """A body is feminine where its first word is."""
    feminine = view.tokens[view.index(body.start)].text.endswith("ه")
    return plain(view.tokens[rel].text).endswith("تي") == feminine


def said_elsewhere(view: SentenceView, said: FoundStatement) -> bool:
    """"X said in a communiqué", "in a post", "to the paper": the words were not spoken at a gathering."""
    that = next((k for k in range(1, len(view.tokens)) if view.opener[k] == "that"), 0)  # "said in a communiqué that": told from "in" or from "that"
    end = max(view.index(said.told_from), that) if said.told_from > view.span.start else len(view.tokens)
    for k in range(1, min(end, len(view.tokens))):
        if '"' in view.gap[k] or k > end - 1:
            break
        text = view.tokens[k].text
        if view.covered[k] is not None or not view.bare_forms(k) & view.grammar["written_words"] or view.bare_forms(k) & view.grammar["spoken"]:
            continue
        if text.startswith("ب") or plain(view.tokens[k - 1].text) in view.grammar["inside_words"] | view.grammar["not_agents"]:
            return True
    return False


def said_before(view: SentenceView) -> bool:
    """"The king had stated that": what somebody had said earlier, told as background."""
    first = plain(view.tokens[0].text) if view.tokens else ""
    return first in view.grammar["was"] | view.grammar["beforehand"]


def told_otherwise(context: Context, draft: Draft, found: list[FoundParticipant]) -> list[FoundParticipant]:
    """Without the body whose nameless head took part where the head is named elsewhere, and without the gathering itself taken for a body."""
    people = {p.entity_id for p in found if p.entity_id.startswith("person:")}
    headed = {f.organization_id for f in context.affiliations if f.person_id in people}
    heads = [(m.view.tokens[m.at].start, m.view.tokens[m.hit.last].end) for m in draft.mentions if m.type == "conference" and m.trigger.noun is not None]
    itself = {p.entity_id for p in found if p.entity_id.startswith("org:") and any(p.start <= a and b <= p.end for a, b in heads)}
    return [p for p in found if not (p.rule == OFFICIAL and p.entity_id in headed) and p.entity_id not in itself]


def tells_grounds(view: SentenceView, k: int) -> bool:
    """"Over ties to X", "who took part in killing X": the word tells for what somebody was seized, and goes on with what it names."""
    if view.covered[k] is not None or view.in_affiliation[k] is not None or not view.bare_forms(k) & view.grammar["grounds_of"]:
        return False
    after = view.tokens[k + 1].text if k + 1 < len(view.tokens) else ""
    return after in ("في", "مع", "علي") or after.startswith("ب") or k > 0 and plain(view.tokens[k - 1].text) in ("علي", "في")


def is_noun_like(view: SentenceView, hit: Hit) -> bool:
    """"To discuss a presentation", "regarded X's intervention as": a word that may be a verb or a noun is a noun where no clause begins with it and no name stands before it."""
    at = hit.at
    if view.tokens[at].text.endswith("ا"):
        return True
    if at == 0 or hit.prefix.startswith(("و", "ف")) or view.opener[at] or view.gap[at].strip() or hit.form.shape.tense != "past" or hit.form.shape.suffixed:
        return False
    if view.opener[at - 1] or view.covered[at - 1] is not None or view.in_affiliation[at - 1] is not None or view.in_time[at - 1]:
        return False
    return view.tokens[at - 1].text not in view.grammar["dropped_subject"]
