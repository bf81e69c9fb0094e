"""Who took part in an event and in what capacity.

Capacities come from the verbs that carry the event (their subjects and objects), from the phrases that open lists ("with the participation
of"), from delegations and who leads them, and from what people say at it. An entity keeps its highest capacity; that is settled in assembling.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from ct_pipeline.extract.context import Context, FoundStatement
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_bench import add_bench
from ct_pipeline.extract.event_participant_bodies import add_noun_slots
from ct_pipeline.extract.event_participant_carriers import add_free_carriers
from ct_pipeline.extract.event_participant_counts import add_counts
from ct_pipeline.extract.event_participant_cues import add_attackers, add_between, add_cue_lists, add_listed, add_signing_sides
from ct_pipeline.extract.event_participant_delegations import add_delegations
from ct_pipeline.extract.event_participant_doers import add_doers
from ct_pipeline.extract.event_participant_guards import told_otherwise
from ct_pipeline.extract.event_participant_lists import list_items
from ct_pipeline.extract.event_participant_members import add_members, main_visit
from ct_pipeline.extract.event_participant_named import add_named
from ct_pipeline.extract.event_participant_pairs import add_dual_subjects, add_owner
from ct_pipeline.extract.event_participant_representing import add_representing
from ct_pipeline.extract.event_participant_roles import GATHERINGS, Roles, best_of, is_exercise
from ct_pipeline.extract.event_participant_speakers import add_delegates, add_speakers
from ct_pipeline.extract.event_participant_verbs import add_unnamed_subjects, add_verb_slots
from ct_pipeline.extract.event_sentence import SentenceView, plain


def add_participants(context: Context, frames: Frames, views: list[SentenceView], drafts: list[Draft]) -> list[tuple[FoundStatement, Draft]]:
    """Fill ``participants``, ``counts`` and further evidence of the drafts; returns the statements with the event they were made at."""
    roles = Roles()
    here: dict[int, list[tuple[EventMention, Draft]]] = defaultdict(list)
    for d in drafts:
        for m in d.mentions:
            here[m.view.span.no].append((m, d))
    _find_siblings(drafts)
    main = _main_gathering(drafts, context.doc.published_on)
    previous: SentenceView | None = None
    for view in views:
        local = sorted(here.get(view.span.no, []), key=lambda x: x[0].at)
        fallback = main if main is not None and (_refers_to_gathering(view, frames) or _is_expected(view)) else None
        add_verb_slots(context, view, local, frames, roles)
        add_unnamed_subjects(context, view, previous, local, frames, roles)
        add_doers(context, view, local, main, frames, roles)
        if any(m.kind == "person" for m in view.mentions):
            previous = view
        if add_free_carriers(context, view, local, main, drafts, frames, roles):
            fallback = main
        add_dual_subjects(context, view, local, drafts, frames, roles)
        add_attackers(context, view, local, frames, roles)
        add_cue_lists(context, view, local, fallback, frames, roles)
        add_between(view, local, roles)
        add_delegations(view, local, main or main_visit(drafts), frames, roles)
        add_representing(view, local, fallback, roles)
        add_signing_sides(view, local, roles)
        add_listed(view, drafts, frames, roles)
        add_named(view, local, drafts, frames, roles)
        add_members(view, local, main, drafts, frames, roles)
        add_bench(view, local, drafts, frames, roles)
        add_delegates(view, local, main, frames, roles)
        add_counts(context, view, local, fallback, frames)
    said = add_speakers(context, views, here, main, frames, roles)
    for d in drafts:
        for m in d.mentions:
            add_owner(context, m, d, roles)
            add_noun_slots(m, d, frames, roles)
            if d.type == "visit" and m.trigger.noun is not None:
                view = m.view
                to = next((k for k in range(m.hit.last + 1, min(len(view.tokens) - 1, m.hit.last + 6)) if view.tokens[k].text == "الي"), None)
                if to is not None:
                    for c in list_items(view, to + 1, frames, delegation=True, reach=14):
                        if c.kind == "country":
                            roles.add(d, c, "host", "visited")
        if d.type == "conference" and not (d.head.trigger.noun is not None and d.head.trigger.noun.press):
            for m in d.mentions:
                if m.country is not None and m.country.method != "nisba":
                    roles.add(d, m.country, "host", "place")  # a conference that is placed by its state alone is the state's guest
    for d in drafts:
        d.participants = best_of(told_otherwise(context, d, roles.found[id(d)]))
    return said


def _find_siblings(drafts: list[Draft]) -> None:
    """Events that the text tells side by side ("the fifth round ... and the ninth consultation") share who takes part."""
    for a in drafts:
        a.siblings = [
            b for b in drafts
            if b is not a and b.type == a.type and (b.head.coordinated and a.head.coordinated and b.head.view is a.head.view or any(x is y for x in a.mentions for y in b.mentions))
        ]  # fmt: skip


def _main_gathering(drafts: list[Draft], published: date | None) -> Draft | None:
    """The meeting, conference or exercise that the article is about."""
    pool = [d for d in drafts if d.is_main and (d.type in GATHERINGS or is_exercise(d)) and not (d.head.trigger.noun and d.head.trigger.noun.press)]
    if not pool:
        pool = [d for d in drafts if d.type in GATHERINGS and d.head.view.rank <= 4 and not all(m.planned for m in d.mentions) and not (d.head.trigger.noun and d.head.trigger.noun.press)]
        pool = [d for d in pool if len(d.mentions) > 1 or d.head.view.rank <= 2][:1]
    if pool and all(d.head.view.is_title and d.edition is None for d in pool):
        # the headline's gathering is told in the body as another one that nobody brought together with it
        cities = {c for d in pool for c in d.cities}
        told = [d for d in drafts if d.type in GATHERINGS and d not in pool and not d.head.planned and d.edition and d.head.carriers and cities & set(d.cities)]
        told = [d for d in told if published is not None and (day := d.dates()[0]) is not None and abs((day - published).days) <= 3]
        pool = told[:1] or pool
    if not pool:
        return None

    def weight(d: Draft) -> tuple[bool, bool, int, int]:
        bodies = [m for m in d.mentions if not m.view.is_title]
        return bool(bodies), any(m.view.rank == 1 for m in bodies), len(d.mentions), -drafts.index(d)

    return max(pool, key=weight)


def _refers_to_gathering(view: SentenceView, frames: Frames) -> bool:
    for i in view.marked.get("reference", ()):
        if view.covered[i] is not None:
            continue
        forms = view.bare_forms(i)
        if forms & frames.words["references"]:
            return True
        if forms & view.grammar["gathering_references"] and view.tokens[i].text.lstrip("وفبك").startswith(("ال", "لل")) and i < 6:
            return True  # "this date on the continent's calendar saw the participation of"
    return False


def _is_expected(view: SentenceView) -> bool:
    """"The presence of X is expected as well": who is to come to the gathering that the article is about."""
    for k in range(1, min(5, len(view.tokens))):
        if view.covered[k] is None and view.tokens[k].text in view.grammar["participation_nouns"]:
            return any(plain(view.tokens[j].text) in view.grammar["expected"] for j in range(k)) and not any(view.opener[j] for j in range(1, k + 1))
    return False
