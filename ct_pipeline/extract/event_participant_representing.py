"""Who represents whom: "Chad was represented at the conference by X", "with the participation of Oman, represented by Y"."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_roles import GATHERINGS, Roles, target_of
from ct_pipeline.extract.event_sentence import SentenceView, plain

_COUNTRY, _PERSON = 3, 40


def add_representing(view: SentenceView, local: list[tuple[EventMention, Draft]], fallback: Draft | None, roles: Roles) -> None:
    """A country represented at a gathering takes part in it, and who represents it heads its delegation."""
    for k, token in enumerate(view.tokens):
        if view.covered[k] is not None or plain(token.text).removesuffix("ها").removesuffix("ه") not in view.grammar["representing_verbs"] and token.text not in view.grammar["representing_verbs"]:
            continue
        target = target_of([x for x in local if x[1].type in GATHERINGS], view, k, "attendee") or fallback
        country = _represented(view, k)
        if target is None or target.type not in GATHERINGS or country is None:
            continue
        person = _who(view, max(k, view.index(country.end - 1)))
        if person is None:
            continue
        roles.add(target, country, "attendee", "representing")
        roles.add(target, person, "head_of_delegation", "representing")


def _represented(view: SentenceView, k: int) -> FoundMention | None:
    """The country behind the verb, or before "which X represents (it)"."""
    places = range(k + 1, min(len(view.tokens), k + 1 + _COUNTRY))
    if k and view.opener[k - 1] == "rel" and view.tokens[k].text.endswith(("ه", "ها")):
        places = range(k - 2, max(-1, k - 2 - _COUNTRY), -1)
    for j in places:
        c = view.covered[j]
        if c is not None:
            return c if c.kind == "country" and (c.method != "nisba" or j and bool(view.bare_forms(j - 1) & view.grammar["sides"])) else None
        if view.opener[j]:
            return None
    return None


def _who(view: SentenceView, k: int) -> FoundMention | None:
    """The first person named behind, in this clause or behind a relative clause that describes the gathering."""
    skipping = False
    for j in range(k + 1, min(len(view.tokens), k + _PERSON)):
        if any(c in ".;!?\n" for c in view.gap[j]) or view.opener[j] in ("that", "and"):
            return None
        if view.opener[j] == "rel":
            skipping = True
        elif "," in view.gap[j]:
            skipping = False
        c = view.covered[j]
        if c is not None and c.kind == "person" and not skipping:
            return c
    return None
