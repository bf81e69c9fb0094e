"""Whoever speaks at a gathering."""

from __future__ import annotations

from ct_pipeline.extract.context import Context, FoundMention, FoundStatement
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_guards import said_before, said_elsewhere
from ct_pipeline.extract.event_participant_lists import list_items
from ct_pipeline.extract.event_participant_roles import GATHERINGS, Roles, target_of
from ct_pipeline.extract.event_sentence import SentenceView, plain

_TITLE = 7  # words before a name in which "the expert in ... affairs" may stand


def add_speakers(
    context: Context, views: list[SentenceView], here: dict[int, list[tuple[EventMention, Draft]]], main: Draft | None, frames: Frames, roles: Roles
) -> list[tuple[FoundStatement, Draft]]:
    """Whoever speaks at a gathering: a speech named in the sentence, or a statement in an article about one gathering."""
    by_sentence = {v.span.no: v for v in views}
    said: list[tuple[FoundStatement, Draft]] = []
    elsewhere: set[str] = set()  # who speaks to the press about the event
    away: set[str] = set()  # who went on in a communiqué or to a paper
    written, spoken = _where_said(context, by_sentence, here, main)
    current = main  # where the sentences before were said: "he added" goes on at the same gathering
    for s in context.statements:
        sentence = context.doc.sentence_at(s.start)
        if sentence is None or sentence.no not in by_sentence:
            continue
        view = by_sentence[sentence.no]
        local = here.get(sentence.no, [])
        if _commentator(context, s, view, local, main, frames):
            elsewhere.add(s.speaker_id)
        if s.speaker_id in elsewhere:
            continue
        if said_elsewhere(view, s):
            away.add(s.speaker_id)
            continue
        info = context.entities.get(s.speaker_id)
        if info is None or info.kind not in ("person", "country"):
            continue
        if any(d is main for _, d in local):
            current = main
        target = _speech_target(s, view, local, main)
        told_here = target is not None
        if target is not None:
            away.discard(s.speaker_id)
        elif s.speaker_id not in away and s.speaker_id not in written - spoken and not said_before(view) and current is not None and not all(m.planned for m in current.mentions):
            target = current if current.type in GATHERINGS or _of_exercise(context, view, s.speaker_id) else None
        if main is not None and target is not None and any(d is target for _, d in local):
            current = target
        if target is None or info.kind == "country" and (target is not main or not _represented(view, s.speaker_id)):
            continue
        spot = next((m for m in view.mentions if m.entity_id == s.speaker_id), None)
        mention = spot or FoundMention(s.start, s.end, "person", s.speaker_id, "statement", 0.6)
        twins = [target, *target.siblings]
        said.append((s, target))
        for t in twins:
            if t.type == "meeting" and t.head.trigger.verb is not None:
                continue
            talks = t.type == "meeting" and t.head.trigger.noun is not None and t.head.trigger.name.split()[0] in view.grammar["talks"] or t.type == "meeting" and t.head.trigger.verb is not None
            if talks and any(p.entity_id == s.speaker_id and p.rule != "taking part" for p in roles.found[id(t)]):
                continue  # a party to talks is no speaker at them
            if talks and not told_here and t.edition is None and sum(p.entity_id.startswith("person:") for p in roles.found[id(t)] if p.rule != "statement") >= 2:
                continue  # who met is known: somebody else speaks of it
            roles.add(t, mention, "attendee" if talks and t.edition is None and len(roles.found[id(t)]) <= 2 else "speaker", "statement")
    for view in views:
        local = here.get(view.span.no, [])
        for i in view.marked.get("speech", ()):
            if view.covered[i] is not None:
                continue
            if view.tokens[i].text.removeprefix("ب").removeprefix("ال") not in view.grammar["speech_lists"]:
                continue
            target = target_of(local, view, i, "speaker") or (main if main is not None and main.type in GATHERINGS else None)
            if target is None:
                continue
            people = list(list_items(view, i + 1, frames, delegation=False)) if view.tokens[i].text.endswith(("ات", "ه")) else []
            for m in people:
                if m.kind in ("person", "country"):
                    roles.add(target, m, "speaker", "speech")
            break
    return said


def _of_exercise(context: Context, view: SentenceView, speaker: str) -> bool:
    """Whether somebody speaks at an exercise: in a speech, or as an officer; a minister speaks of it."""
    if any(view.bare_forms(k) & view.grammar["spoken"] and plain(view.tokens[k - 1].text) in ("في", "خلال") for k in range(1, len(view.tokens)) if view.covered[k] is None):
        return True
    titles = {w.removeprefix("و").removeprefix("ال") for f in context.affiliations if f.person_id == speaker for w in context.doc.text[f.start : f.end].split()}
    named = next((view.index(m.start) for m in view.mentions if m.entity_id == speaker), 0)
    return bool(titles & view.grammar["ranks"]) or any(view.bare_forms(k) & view.grammar["ranks"] for k in range(max(0, named - 4), named))


def _where_said(context: Context, views: dict[int, SentenceView], here: dict[int, list[tuple[EventMention, Draft]]], main: Draft | None) -> tuple[set[str], set[str]]:
    """Who speaks to a paper or in writing anywhere in the article, and who is told to speak at a gathering."""
    written: set[str] = set()
    spoken: set[str] = set()
    for s in context.statements:
        sentence = context.doc.sentence_at(s.start)
        view = views.get(sentence.no) if sentence is not None else None
        if view is None:
            continue
        if said_elsewhere(view, s):
            written.add(s.speaker_id)
        elif _speech_target(s, view, here.get(view.span.no, []), main) is not None:
            spoken.add(s.speaker_id)
    return written, spoken


def _commentator(context: Context, said: FoundStatement, view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None, frames: Frames) -> bool:
    """Whether an expert explains matters to a medium ("in a statement to ..."): he speaks about the event, not at it."""
    speaker = said.speaker_id
    titles = {w for f in context.affiliations if f.person_id == speaker for w in context.doc.text[f.start : f.end].split()}
    expert = any(w.removeprefix("و").removeprefix("ال") in view.grammar["commentators"] for w in titles)
    named = next((view.index(m.start) for m in view.mentions if m.entity_id == speaker), 0)
    untitled = not titles and any(view.bare_forms(k) & view.grammar["commentators"] and view.covered[k] is None for k in range(max(0, named - _TITLE), named))
    expert = expert or untitled and not any(view.opener[k] for k in range(max(1, named - _TITLE), named + 1))
    if not expert or any(d.type in GATHERINGS and m.at and plain(view.tokens[m.at - 1].text) in view.grammar["at_gathering"] and not _spoken_of(said, view, m) for m, d in local):
        return False
    if main is not None and main.type in ("meeting", "operation") and not any(view.bare_forms(k) & frames.words["speech"] for k in range(len(view.tokens))):
        return True  # states talk to states: a scholar comments
    return any(view.bare_forms(k) & view.grammar["media_talk"] for k in range(len(view.tokens)) if view.covered[k] is None)


def add_delegates(view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None, frames: Frames, roles: Roles) -> None:
    """"The representatives of A, B and C agreed that ...": nameless delegates speak for their countries at the main gathering."""
    if main is None or main.type not in GATHERINGS or any(d.type in GATHERINGS and d is not main for _, d in local):
        return
    for k in range(min(4, len(view.tokens) - 1)):
        if view.covered[k] is None and plain(view.tokens[k].text) in view.grammar["delegation_cues"] and view.bare_forms(k) & view.grammar["envoys"]:
            if not any(plain(view.tokens[j].text).removesuffix("ت") in view.grammar["delegates_say"] for j in range(k)):
                return
            for c in (c for c in list_items(view, k + 1, frames, delegation=True) if c.kind == "country"):
                roles.add(main, c, "speaker", "delegates")
            return


def _represented(view: SentenceView, entity_id: str) -> bool:
    """"The representative of Gabon said": the country speaks through a nameless envoy."""
    for m in view.mentions:
        if m.entity_id == entity_id:
            k = view.index(m.start)
            return any(view.bare_forms(j) & view.grammar["envoys"] for j in range(max(0, k - 3), k))
    return False


def _spoken_of(said: FoundStatement, view: SentenceView, m: EventMention) -> bool:
    """Whether the event is told within the reported words: what is spoken of, not where it was spoken."""
    return said.told_from > view.span.start and any(view.opener[k] == "that" for k in range(max(1, view.index(said.told_from) - 2), m.at + 1))


def _speech_target(said: FoundStatement, view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None) -> Draft | None:
    """The gathering at which the sentence itself says that its statement was made."""
    for m, d in local:
        press = d.head.trigger.noun is not None and d.head.trigger.noun.press
        if main is not None and not press and d is not main and d.dates()[0] != main.dates()[0] and not main.head.planned and not d.is_main:
            continue
        if d is not main and _spoken_of(said, view, m):
            continue
        if d.type in GATHERINGS and m.at and plain(view.tokens[m.at - 1].text) in view.grammar["at_gathering"] and view.clause[m.at] <= 2 and not m.planned:
            return d
    return None
