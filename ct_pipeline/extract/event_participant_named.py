"""People and bodies that a sentence presents as the ones seized, tried or listed before: "they are A, B and C", "the list includes A"."""

from __future__ import annotations

from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_lists import list_items
from ct_pipeline.extract.event_participant_roles import Roles
from ct_pipeline.extract.event_sentence import SentenceView, plain

_REACH = 4  # sentences between the event and the names


def add_named(view: SentenceView, local: list[tuple[EventMention, Draft]], drafts: list[Draft], frames: Frames, roles: Roles) -> None:
    """Give the names of a presenting list to the arrest, trial or listing told last."""
    target = _event_before(view, local, drafts)
    if target is None:
        return
    for k in range(len(view.tokens) - 1):
        if view.covered[k] is not None:
            continue
        if not (_presents(view, k) or target.type == "other" and _contains(view, k)):
            continue
        start = next((j for j in range(k + 1, min(len(view.tokens), k + 6)) if view.covered[j] is not None), None)
        if start is None or not any(x.kind == "person" or target.type == "other" for x in (view.covered[start],) if x is not None):
            continue
        for m in list_items(view, k + 1, frames, people_only=target.type != "other"):
            if m.kind == "person" or m.kind == "organization" and (view.index(m.start) == start or '"' in view.gap[view.index(m.start)]):
                roles.add(target, m, "subject", "presented")


def _event_before(view: SentenceView, local: list[tuple[EventMention, Draft]], drafts: list[Draft]) -> Draft | None:
    kinds = [(m, d) for m, d in local if _takes_names(d)]
    if kinds:
        return kinds[0][1]
    near = [
        d for d in drafts
        if _takes_names(d) and any(0 < view.span.no - m.view.span.no <= _REACH for m in d.mentions)
    ]  # fmt: skip
    return max(near, key=lambda d: max(m.view.span.no for m in d.mentions if m.view.span.no < view.span.no)) if near else None


def _takes_names(d: Draft) -> bool:
    return d.type in ("operation", "trial") or d.type == "attack" and d.head.shape.passive or d.head.trigger.plover_type == "SANCTION"


def _presents(view: SentenceView, k: int) -> bool:
    """A pronoun of presentation ("they are") behind a word for those who were seized, tried or listed."""
    if view.tokens[k].text == "بين" and k and plain(view.tokens[k - 1].text) == "من":
        return any(view.covered[j] is None and view.bare_forms(j) & view.grammar["seized_people"] and view.tokens[j].text.startswith("ال") for j in range(k + 1, min(len(view.tokens), k + 3)))
    if view.tokens[k].text not in view.grammar["presenting"] or view.tokens[k].text == "هي" and k == 0:
        return False
    if view.tokens[k].text.endswith(("هما", "هم")):
        return True
    return any(view.bare_forms(j) & view.grammar["seized_people"] or view.bare_forms(j) & view.grammar["lists"] for j in range(max(0, k - 14), k)) or k <= 1


def _contains(view: SentenceView, k: int) -> bool:
    """A verb of containing whose subject or object is a list ("the list includes A")."""
    if view.tokens[k].text.lstrip("وف") not in view.grammar["containing"] and view.tokens[k].text not in view.grammar["containing"]:
        return False
    return any(view.bare_forms(j) & view.grammar["lists"] for j in (*range(max(0, k - 4), k), *range(k + 1, min(len(view.tokens), k + 4))))
