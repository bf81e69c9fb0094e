"""What the report shows, read from the marts in a handful of queries: plain rows, no shapes of the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import duckdb

from ct_pipeline.tables import PARTICIPANT_ROLES
from ct_pipeline.warehouse.reader import rows

Row = dict[str, Any]

QUOTED = 40  # statements on the page of a person or body, the latest first

_TOTALS = """
select (select count(*) from marts.dim_article) as articles, (select count(distinct story_id) from marts.dim_article) as stories,
       (select count(*) from marts.dim_article where is_relevant) as relevant, (select count(*) from marts.dim_article where published_on is not null) as dated,
       (select count(*) from marts.fct_event) as events, (select count(*) from marts.dim_entity where kind = 'person') as people,
       (select count(*) from marts.dim_organization where articles > 0) as organizations, (select count(*) from marts.fct_statement) as statements,
       (select count(*) from marts.dim_outlet) as outlets, (select min(published_on) from marts.dim_article) as first_on,
       (select max(published_on) from marts.dim_article) as last_on, (select max(landed_on) from ops.batches) as landed_on
"""
_EVENTS = "select * from marts.fct_event order by start_date desc nulls last, stories desc, event_id limit ?"
_NEW = """
select distinct v.event_id from marts.fct_event_evidence v join marts.dim_article a using (article_id) join ops.batches b on b.batch_id = a.batch_id
where b.landed_on = (select max(landed_on) from ops.batches where cleaned > 0)
"""
_PARTICIPANTS = f"select * from marts.fct_event_participant order by event_id, list_position({list(PARTICIPANT_ROLES)}, role), name_ar"
_EVIDENCE = """
select v.event_id, v.sentence_id, v.article_id, v.outlet, v.published_on, v.sentence, v.date_from_merge, v.raw_start - s.raw_start as mark_start, v.raw_end - s.raw_start as mark_end
from marts.fct_event_evidence v join clean.sentences s using (sentence_id) order by v.event_id, v.published_on nulls last, v.article_id, s.raw_start
"""
_DISAGREEMENTS = "select * from marts.disagreements order by event_id, column_name"
_COOPERATION = """
select country_a, country_b, country_a_ar, country_b_ar, country_a_en, country_b_en, sum(events)::integer as events
from marts.country_cooperation group by all order by events desc, 1, 2
"""
_MONTHS = "select strftime(start_date, '%Y-%m') as year_month, event_type, count(*)::integer as events from marts.fct_event where start_date is not null group by all order by 1, 2"
_PEOPLE = """
select * from marts.person_activity where events > 0 or statements > 0 or titles_ar is not null
order by stories desc, events desc, statements desc, person_id limit ?
"""
_OFFICES = "select * from marts.dim_person_office order by person_id, coalesce(valid_from, said_from) nulls last, title_ar"
_BODIES = "select * from marts.organization_activity where events > 0 or statements > 0 or roles_in_it > 0 order by stories desc, events desc, organization_id limit ?"
_ROLES = "select * from marts.role_history order by organization_id, role, status, holder_ar"
_STATEMENTS = f"""
select s.speaker_id, s.sentence, s.outlet, s.published_on from marts.fct_statement s join marts.dim_article a using (article_id)
where a.is_story_lead and s.speaker_id in (select unnest(?))
qualify row_number() over (partition by s.speaker_id order by s.published_on desc nulls last, s.statement_id) <= {QUOTED}
order by s.published_on desc nulls last, s.statement_id
"""
_TOGETHER = """
select a.entity_id as source, b.entity_id as target, count(*)::integer as events
from marts.fct_event_participant a join marts.fct_event_participant b on a.event_id = b.event_id and a.entity_id < b.entity_id
where a.kind in ('country', 'organization') and b.kind in ('country', 'organization') and a.role not in ('subject', 'perpetrator') and b.role not in ('subject', 'perpetrator')
group by all order by events desc, 1, 2 limit ?
"""
_NODES = "select entity_id, kind, name_ar, name_en, stories from marts.dim_entity where kind in ('country', 'organization')"
_COVERAGE = """
select outlet, sum(articles)::integer as articles, sum(dated)::integer as dated, sum(with_entities)::integer as with_entities, sum(with_events)::integer as with_events
from marts.coverage group by 1 order by articles desc, outlet nulls last limit 30
"""
_CHECKS = "select * from ops.checks order by success, severity, table_name, check_name"
_LABELS = "select list, code, ar, en from ref.labels"


@dataclass(slots=True)
class ReportData:
    """Rows of the marts, grouped as the pages need them. Every list is in a fixed order."""

    totals: Row
    events: list[Row]
    left_out: int
    new: set[str]
    participants: dict[str, list[Row]]
    evidence: dict[str, list[Row]]
    disagreements: dict[str, list[Row]]
    cooperation: list[Row]
    months: list[Row]
    people: list[Row]
    offices: dict[str, list[Row]]
    bodies: list[Row]
    roles: dict[str, list[Row]]
    statements: dict[str, list[Row]]
    edges: list[Row]
    nodes: dict[str, Row]
    coverage: list[Row]
    checks: list[Row]
    history: list[Row] = field(default_factory=list)
    labels: dict[tuple[str, str], Row] = field(default_factory=dict)
    events_of: dict[str, list[str]] = field(default_factory=dict)


def read_report(con: duckdb.DuckDBPyConnection, events: int) -> ReportData:
    """Everything the page shows; ``events`` bounds the event pages, and the pages of people and bodies with them."""
    chosen = rows(con, _EVENTS, [events])
    ids = {e["event_id"] for e in chosen}
    totals = rows(con, _TOTALS)[0]
    participants = _grouped(con, _PARTICIPANTS, "event_id", ids)
    events_of: dict[str, list[str]] = defaultdict(list)
    for event in chosen:
        for p in participants.get(event["event_id"], ()):
            events_of[p["entity_id"]].append(event["event_id"])
    people = rows(con, _PEOPLE, [events])
    bodies = rows(con, _BODIES, [events])
    return ReportData(
        totals=totals, events=chosen, left_out=totals["events"] - len(chosen), new={r["event_id"] for r in rows(con, _NEW)} & ids,
        participants=participants, evidence=_grouped(con, _EVIDENCE, "event_id", ids), disagreements=_grouped(con, _DISAGREEMENTS, "event_id", ids),
        cooperation=rows(con, _COOPERATION), months=rows(con, _MONTHS),
        people=people, offices=_grouped(con, _OFFICES, "person_id", {p["person_id"] for p in people}),
        bodies=bodies, roles=_grouped(con, _ROLES, "organization_id", {b["organization_id"] for b in bodies}),
        statements=_by(rows(con, _STATEMENTS, [[p["person_id"] for p in people] + [b["organization_id"] for b in bodies]]), "speaker_id"),
        edges=rows(con, _TOGETHER, [160]), nodes={r["entity_id"]: r for r in rows(con, _NODES)},
        coverage=rows(con, _COVERAGE), checks=rows(con, _CHECKS), history=_history(con),
        labels={(r["list"], r["code"]): r for r in rows(con, _LABELS)}, events_of=dict(events_of),
    )  # fmt: skip


def _history(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Checks that passed and did not, run by run, where the warehouse keeps that."""
    known = con.execute("select count(*) from duckdb_tables() where schema_name = 'ops' and table_name = 'quality_history'").fetchone()
    if not known or not known[0]:
        return []
    return rows(con, """
        select strftime(min(checked_at), '%Y-%m-%d %H:%M') as at, count(*) filter (success)::integer as passed, count(*) filter (not success and severity = 'warning')::integer as warned,
               count(*) filter (not success and severity <> 'warning')::integer as failed
        from ops.quality_history group by coalesce(run_id, strftime(checked_at, '%Y-%m-%d %H:%M')) order by min(checked_at) desc limit 40""")[::-1]  # fmt: skip


def _by(found: list[Row], key: str) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        out[row[key]].append(row)
    return dict(out)


def _grouped(con: duckdb.DuckDBPyConnection, query: str, key: str, wanted: set[str]) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    found = con.execute(query)
    names = [c[0] for c in found.description or ()]
    at = names.index(key)
    while part := found.fetchmany(10_000):  # of a large warehouse most rows are not shown: these become nothing
        for values in part:
            if values[at] in wanted:
                out[values[at]].append(dict(zip(names, values, strict=True)))
    return dict(out)
