"""Findings become rows: folded offsets to raw offsets, ids from content, every row in its sentence."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TypeVar

from ct_pipeline.extract.context import Context
from ct_pipeline.model import (
    Affiliation,
    Entity,
    Event,
    EventCount,
    EventEvidence,
    EventParticipant,
    Facts,
    Mention,
    Role,
    Statement,
    TimeExpression,
)
from ct_pipeline.tables import PARTICIPANT_ROLES

RowT = TypeVar("RowT", Affiliation, Statement, Role)


def content_id(*parts: object) -> str:
    """16 hex digits derived from ``parts``: never from counters, clocks or order."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def assemble(context: Context) -> Facts:
    """The rows of everything in ``context``. What stands outside every sentence (page furniture) is left out."""
    doc = context.doc
    article_id = doc.article_id

    def place(start: int, end: int) -> tuple[str, int, int] | None:
        sentence = doc.sentence_at(start)
        if sentence is None:
            return None
        a, b = doc.raw_span(start, min(end, sentence.end) if end > start else end)
        return sentence.sentence_id, a, b

    mentions = []
    for m in context.mentions:
        if at := place(m.start, m.end):
            sid, a, b = at
            mentions.append(Mention(content_id(article_id, a, b, m.kind), article_id, sid, a, b, doc.raw[a:b], m.kind, m.entity_id, m.method, round(m.confidence, 3)))
    times = []
    for t in context.times:
        if at := place(t.start, t.end):
            sid, a, b = at
            times.append(TimeExpression(article_id, sid, a, b, doc.raw[a:b], t.start_date, t.end_date, t.granularity, t.anchor, t.calendar, round(t.confidence, 3), t.rule, t.readings))
    affiliations = []
    for f in context.affiliations:
        if at := place(f.start, f.end):
            affiliations.append(Affiliation(article_id, *at, f.person_id, f.title, f.organization_id, f.country_iso2, f.is_former, round(f.confidence, 3), f.rule))
    roles = []
    for r in context.roles:
        if at := place(r.start, r.end):
            roles.append(Role(article_id, *at, r.holder_id, r.role, r.organization_id, r.start_date, r.end_date, r.status, r.terms, round(r.confidence, 3), r.rule))

    events: list[Event] = []
    evidence: list[EventEvidence] = []
    participants: list[EventParticipant] = []
    counts: list[EventCount] = []
    event_ids: dict[int, str] = {}
    for index, e in enumerate(context.events):
        at = place(e.start, e.end)
        if at is None:
            continue
        sid, a, b = at
        event_id = content_id(article_id, "event", e.event_type, a, b)
        if event_id in event_ids.values():
            continue
        event_ids[index] = event_id
        events.append(
            Event(
                event_id, article_id, sid, a, b, e.event_type, e.plover_type, e.plover_mode, e.name_ar, e.edition, e.start_date, e.end_date, e.date_precision,
                e.country_iso2, e.city, e.mode, e.status, e.is_main, round(e.confidence, 3), e.rule,
            )  # fmt: skip
        )
        seen: set[str] = set()
        for start, end in sorted({(e.start, e.end), *e.evidence}):
            if (spot := place(start, end)) and spot[0] not in seen:
                seen.add(spot[0])
                evidence.append(EventEvidence(event_id, *spot))
        best: dict[str, EventParticipant] = {}
        for p in e.participants:
            if spot := place(p.start, p.end):
                row = EventParticipant(event_id, p.entity_id, p.role, spot[1], spot[2], p.rule)
                old = best.get(p.entity_id)
                if old is None or PARTICIPANT_ROLES.index(p.role) < PARTICIPANT_ROLES.index(old.role):
                    best[p.entity_id] = row
        participants.extend(best.values())
        number: dict[int, EventCount] = {}
        for unit, count, start, end in e.counts:
            if spot := place(start, end):
                number.setdefault(spot[1], EventCount(event_id, unit, count, spot[1], spot[2]))
        counts.extend(number.values())

    statements = []
    for s in context.statements:
        if at := place(s.start, s.end):
            event_id_of = event_ids.get(s.event_key) if s.event_key is not None else None
            statements.append(Statement(article_id, *at, s.speaker_id, s.verb, s.is_direct, s.quote, event_id_of, round(s.confidence, 3), s.rule))

    used = {m.entity_id for m in mentions} | {f.person_id for f in affiliations} | {f.organization_id for f in affiliations if f.organization_id}
    used |= {p.entity_id for p in participants} | {s.speaker_id for s in statements} | {i for r in roles for i in (r.holder_id, r.organization_id)}
    entities = [
        Entity(article_id, i, e.kind, e.name_ar, e.name_en, e.country_iso2, e.is_registered) for i, e in sorted(context.entities.items()) if i in used
    ]
    return Facts(
        article_id,
        _unique(mentions, "mention_id"), _unique_spans(times), _identified(affiliations, "affiliation_id"),
        tuple(events), tuple(evidence), tuple(participants), tuple(counts),
        _identified(statements, "statement_id"), _identified(roles, "role_id"), tuple(entities),
    )  # fmt: skip


def _unique(rows: list[Mention], key: str) -> tuple[Mention, ...]:
    return tuple({getattr(r, key): r for r in rows}.values())


def _unique_spans(rows: list[TimeExpression]) -> tuple[TimeExpression, ...]:
    return tuple({(r.raw_start, r.raw_end): r for r in rows}.values())


def _identified(rows: list[RowT], key: str) -> tuple[RowT, ...]:
    """Each row with an id of its content; equal rows fall together."""
    out: dict[str, RowT] = {}
    for row in rows:
        values = [getattr(row, f) for f in row.__dataclass_fields__ if f != key]
        identifier = content_id(key, *values)
        out.setdefault(identifier, replace(row, **{key: identifier}))  # type: ignore[arg-type]
    return tuple(out.values())
