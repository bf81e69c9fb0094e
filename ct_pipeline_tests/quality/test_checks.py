"""Each check fails on the corruption it exists for, and it alone; all pass on the clean samples."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from ct_pipeline import tables
from ct_pipeline.config import Settings
from ct_pipeline.quality import STAGES, run_checks, runner
from ct_pipeline.quality.catalog import Check, check_catalog
from ct_pipeline.quality.results import stored_results
from ct_pipeline.warehouse.store import Store
from ct_pipeline_tests.conftest import LANDED_ON

ALL = [(stage, check) for stage in STAGES for check in check_catalog(stage)]
EARLIER = [LANDED_ON - timedelta(days=k) for k in (1, 2, 3)]
FIRST = "(article_id = (select min(article_id) from t))"
RANKED = "(select *, row_number() over (order by {}) as rn from t)"
ROW = "rowid = least(5, (select count(*) - 1 from t))"  # not the rows that a doubled key takes
Corruption = list[tuple[str, str]]


def ranked(what: str, by: str = "article_id") -> str:
    """A query over the numbered rows of t."""
    return f"select * exclude (rn) replace ({what}) from {RANKED.format(by)}"


# What to do to which tables so that exactly this truth no longer holds: SQL on a view `t` of a table's rows.
BY_HAND: dict[tuple[str, str], Corruption] = {
    ("raw.articles", "has_text"): [("raw.articles", f"select * replace (case when {FIRST} then ' ' else raw_text end as raw_text) from t")],
    ("raw.articles", "batch_adds_up"): [("raw.batches", "select * replace (landed + 1 as landed) from t")],
    ("raw.articles", "id_is_content_hash"): [("raw.articles", f"select * replace (case when {FIRST} then 'not-a-hash' else article_id end as article_id) from t")],
    ("raw.articles", "share_arabic"): [("raw.articles", ranked("case when rn <= 20 then 'latin only' else raw_text end as raw_text"))],
    ("raw.articles", "share_without_replacement_characters"): [("raw.articles", ranked("case when rn <= 5 then raw_text || chr(65533) else raw_text end as raw_text"))],
    ("raw.rejects", "detail_given"): [("raw.rejects", "select * replace ('' as detail) from t")],
    ("raw.rejects", "share_rejected"): [("raw.batches", "select * replace (12 as rejected, 12 + cleaned + known as landed) from t")],
    ("clean.articles", "article_id_known"): [
        ("clean.articles", f"select * replace (case when {FIRST} then 'nobody' else article_id end as article_id) from t"),
        ("clean.segments", f"select * replace (case when {FIRST} then 'nobody' else article_id end as article_id) from t"),
    ],
    ("clean.articles", "published_plausible"): [(
        "clean.articles", ranked("case when rn = 1 then date '1850-01-01' else published_on end as published_on, case when rn = 1 then date '1850-01-01' else "
            "published_earliest end as published_earliest, "
        "case when rn = 1 then date '1850-01-01' else published_latest end as published_latest"),
    )],
    ("clean.articles", "has_segments"): [("clean.segments", f"select * from t where not {FIRST}")],
    ("clean.articles", "bounds_ordered"): [("clean.articles", "select * replace (case when published_on is null then published_latest + 9 else published_earliest end as "
        "published_earliest) from t")],
    ("clean.articles", "day_within_bounds"): [("clean.articles", f"select * replace (case when {FIRST} then coalesce(published_earliest, date '2024-01-01') - 1 else "
        f"published_earliest end as published_earliest) from t")],
    ("clean.articles", "evidence_is_json"): [("clean.articles", f"select * replace (case when {FIRST} then '{{' else published_evidence end as published_evidence) from t")],
    ("clean.articles", "none_missing"): [("clean.articles", f"select * from t where not {FIRST}")],
    ("clean.articles", "share_without_conflict"): [("clean.articles", ranked("case when rn <= 9 then '[\"(in conflict with stronger evidence: set aside)\"]' else "
        "published_evidence end as published_evidence"))],
    ("clean.articles", "outlet_month_without_conflict"): [(
        "clean.articles", ranked("case when rn <= 10 then 'one' else outlet end as outlet, case when rn <= 10 then date '2024-05-05' else published_on end as published_on, "
        "case when rn <= 10 then date '2024-05-05' else published_earliest end as published_earliest, case when rn <= 10 then date '2024-05-05' else published_latest end "
            "as published_latest, "
        "case when rn <= 5 then '[\"(in conflict with stronger evidence: set aside)\"]' else published_evidence end as published_evidence"),
    )],
    ("clean.articles", "share_with_body"): [("clean.articles", ranked("case when rn <= 4 then ' ' else body end as body", "outlet, article_id"))],
    ("clean.articles", "outlet_with_body"): [("clean.articles", ranked("case when rn <= 5 then 'one' else outlet end as outlet, case when rn <= 2 then '' else body end as body"))],
    ("clean.articles", "share_dated_or_bounded"): [("clean.articles", "select * replace (null::date as published_on, null::date as published_earliest, null::date as "
        "published_latest) from t where published_on is null "
        "union all select * from t where published_on is not null")],
    ("clean.articles", "share_dated"): [("clean.articles", ranked("case when rn <= 9 then null else published_on end as published_on", "published_on is null, outlet is null, article_id"))],
    ("clean.articles", "outlet_dated"): [(
        "clean.articles", ranked("case when rn <= 10 then 'one' else outlet end as outlet, case when rn = 10 then null else published_on end as "
            "published_on", "published_on is not null, outlet is null, article_id"),
    )],
    ("clean.articles", "drift_dated"): [("clean.articles", ranked("case when rn <= 4 then null else published_on end as published_on", "published_on is null, article_id"))],
    ("clean.articles", "drift_kept"): [("clean.articles", ranked("case when rn <= 4 then 'steady' else outlet end as outlet, case when rn <= 4 then left(body, "
        "length(body) // 3) else body end as body"))],
    ("clean.articles", "no_new_boilerplate"): [
        ("clean.articles", ranked("case when rn <= 4 then 'one' else outlet end as outlet")),
        ("clean.sentences", "select * from t union all select s.* replace ('new-' || s.article_id as sentence_id, 'اشترك في نشرتنا اليومية المجانية' as text) from t s "
            "where s.sentence_no = 1 "
         "and s.article_id in (select distinct article_id from t order by 1 limit 4)"),
    ],
    ("clean.articles", "share_with_title"): [("clean.articles", ranked("case when rn <= 11 then null else title end as title"))],
    ("clean.articles", "share_kept_plausible"): [("clean.articles", ranked("case when rn <= 4 then left(body, 5) else body end as body", "outlet, article_id"))],
    ("clean.articles", "share_in_arabic"): [("clean.articles", ranked("case when rn <= 8 then 'fa' else language end as language"))],
    ("clean.segments", "tiles"): [("clean.segments", f"select * replace (case when segment_no = 1 and {FIRST} then raw_end - 1 else raw_end end as raw_end) from t")],
    ("clean.sentences", "text_matches"): [("clean.sentences", "select * replace (case when sentence_id = (select min(sentence_id) from t) then raw_start + 1 else "
        "raw_start end as raw_start) from t")],
    ("facts.articles", "none_missing"): [("facts.articles", f"select * from t where not {FIRST}")],
    ("facts.articles", "share_with_person"): [("facts.mentions", "select * from t where kind <> 'person'")],
    ("facts.articles", "drift_person"): [("facts.mentions", "select * from t where kind <> 'person' or article_id not in (select distinct article_id from t where kind = "
        "'person' order by 1 limit 10)")],
    ("facts.articles", "share_with_organization"): [("facts.mentions", "select * from t where kind <> 'organization'")],
    ("facts.articles", "drift_organization"): [("facts.mentions", "select * from t where kind <> 'organization' or article_id not in (select distinct article_id from t "
        "where kind = 'organization' order by 1 limit 5)")],
    ("facts.articles", "share_with_country"): [("facts.mentions", "select * from t where kind <> 'country'")],
    ("facts.articles", "share_with_place"): [("facts.mentions", "select * from t where kind not in ('city', 'place')")],
    ("facts.articles", "share_with_event"): [("facts.events", "select * from t limit 3")],
    ("facts.articles", "drift_event"): [("facts.events", "select * from t where article_id not in (select distinct article_id from t order by 1 limit 10)")],
    ("facts.articles", "share_with_time"): [("facts.time_expressions", "select * from t limit 3")],
    ("facts.mentions", "surface_matches"): [("facts.mentions", "select * replace (case when mention_id = (select min(mention_id) from t) then surface || 'x' else surface "
        "end as surface) from t")],
    ("facts.mentions", "within_sentence"): [("clean.sentences", "select * replace (case when sentence_id = (select min(sentence_id) from t) then raw_end else raw_start "
        "end as raw_start) from t")],
    ("facts.mentions", "share_linked"): [("facts.entities", "select * replace (false as is_registered) from t")],
    ("facts.mentions", "drift_linked"): [("facts.entities", "select * replace (is_registered and article_id not in (select distinct article_id from t order by 1 limit 9) "
        "as is_registered) from t")],
    ("facts.time_expressions", "surface_matches"): [("facts.time_expressions", "select * replace (case when rowid = 1 then surface || 'x' else surface end as surface) from t")],
    ("facts.time_expressions", "dates_ordered"): [("facts.time_expressions", "select * replace (case when rowid = 1 then date '2024-02-01' else start_date end as "
        "start_date, case when rowid = 1 then date '2024-01-01' else end_date end as end_date, "
        "case when rowid = 1 then 'month' else granularity end as granularity) from t")],
    ("facts.time_expressions", "open_has_two_readings"): [
        ("facts.time_expressions", "select * replace (case when rowid = 1 then '2024-05-06 or 2024-06-05' else readings end as readings) from t")
    ],
    ("facts.time_expressions", "start_plausible"): [("facts.time_expressions", "select * replace (case when rowid < 8 then date '1700-01-01' else start_date end as "
        "start_date, case when rowid < 8 then date '1700-01-01' else end_date end as end_date, "
        "case when rowid < 8 then 'month' else granularity end as granularity) from t")],
    ("facts.time_expressions", "share_resolved"): [("facts.time_expressions", "select * replace (case when rowid % 3 = 0 then null else start_date end as start_date, "
        "case when rowid % 3 = 0 then null else end_date end as end_date) from t")],
    ("facts.time_expressions", "outlet_month_resolved"): [
        ("clean.articles", ranked("case when rn <= 8 then 'one' else outlet end as outlet, case when rn <= 8 then date '2024-05-05' else published_on end as published_on")),
        ("facts.time_expressions", "select t.* replace (case when r.rn <= 8 and t.rowid % 2 = 0 then null else start_date end as start_date, case when r.rn <= 8 and "
            "t.rowid % 2 = 0 then null else end_date end as end_date) from t "
         "join (select article_id, row_number() over (order by article_id) as rn from (select distinct article_id from read_parquet('CLEAN_ARTICLES'))) r using (article_id)"),
    ],
    ("facts.time_expressions", "weekday_agrees"): [("facts.time_expressions", "select * replace (case when surface like '%الخميس%' or surface like '%الثلاثاء%' then "
        "start_date + 1 else start_date end as start_date, "
        "case when surface like '%الخميس%' or surface like '%الثلاثاء%' then end_date + 1 else end_date end as end_date) from t")],
    ("facts.affiliations", "title_given"): [("facts.affiliations", "select * replace (case when rowid = 0 then ' ' else title end as title) from t")],
    ("facts.events", "dates_ordered"): [("facts.events", "select * replace (case when rowid = 0 then date '2014-02-01' else start_date end as start_date, case when rowid "
        "= 0 then date '2014-01-01' else end_date end as end_date) from t")],
    ("facts.events", "has_evidence"): [("facts.event_evidence", "select * from t where event_mention_id <> (select min(event_mention_id) from t)")],
    ("facts.events", "start_plausible"): [("facts.events", "select * replace (case when rowid < 5 then date '1700-01-01' else start_date end as start_date, case when "
        "rowid < 5 then date '1700-01-01' else end_date end as end_date, "
        "case when rowid < 5 then 'held' else status end as status) from t")],
    ("facts.events", "share_main_events_dated"): [("facts.events", "select * replace (case when is_main then null else start_date end as start_date, case when is_main "
        "then null else end_date end as end_date) from t")],
    ("facts.events", "share_main_events_with_place"): [("facts.events", "select * replace (null::varchar as city, null::varchar as country_iso2) from t")],
    ("facts.events", "share_main_events_with_participants"): [("facts.event_participants", "select * from t limit 3")],
    ("facts.events", "share_held_not_after_report"): [("facts.events", "select * replace (case when rowid % 8 = 0 then 'held' else status end as status, case when rowid "
        "% 8 = 0 then date '2026-11-01' else start_date end as start_date, "
        "case when rowid % 8 = 0 then date '2026-11-01' else end_date end as end_date) from t")],
    ("facts.events", "share_planned_not_before_report"): [("facts.events", "select * replace (case when status = 'planned' then date '2001-11-01' else start_date end as "
        "start_date, case when status = 'planned' then date '2001-11-01' else end_date end as end_date) from t")],
    ("facts.statements", "quote_given"): [("facts.statements", "select * replace (case when rowid = 0 then '' else quote end as quote) from t")],
    ("facts.roles", "dates_ordered"): [("facts.roles", "select * replace (case when rowid = 0 then date '2024-02-01' else start_date end as start_date, case when rowid = "
        "0 then date '2024-01-01' else end_date end as end_date) from t")],
    ("facts.event_counts", "count_positive"): [("facts.event_counts", "select * replace (case when rowid = 0 then 0 else count end as count) from t")],
}

# Statements on a copy of the published file.
MARTS: dict[tuple[str, str], str] = {
    ("ref.aliases", "claimed_once"): "insert or ignore into ref.aliases select 'country:MA', alias from ref.aliases where entity_id like 'country:%' and entity_id <> "
        "'country:MA' order by alias limit 200",
    ("ref.aliases", "share_seen"): "update facts.mentions set surface = 'xyz'",
    ("ref.offices", "tenure_ordered"): "update ref.offices set start_date = '2024-02-01', end_date = '2024-01-01' where rowid = 0",
    ("ref.offices", "tenure_plausible"): "update ref.offices set start_date = '1930-02-01', end_date = '2024-01-01', title_ar = 'x' where rowid = 0",
    ("ref.offices", "held_by_one"): "update ref.offices set start_date = '2010-02-01', end_date = '2014-01-01', title_ar = 'x', organization_id = 'org:interpol' where rowid < 60",
    ("marts.dim_entity", "named"): "update marts.dim_entity set name_ar = ' ' where entity_id = (select min(entity_id) from marts.dim_entity)",
    ("marts.dim_entity", "named_once"): "update marts.dim_entity set name_ar = 'أحمد' where kind = 'person' and rowid % 3 = 0",
    ("marts.dim_entity", "seen_ordered"): "update marts.dim_entity set first_seen_on = last_seen_on + 1 where last_seen_on is not null",
    ("marts.entity_alias", "entity_known"): "update marts.entity_alias set entity_id = 'person:none' where rowid = 0",
    ("marts.dim_article", "is_cleaned"): "update marts.dim_article set article_id = '0000000000000000' where article_id = (select min(article_id) from marts.dim_article)",
    ("marts.dim_article", "none_missing"): "delete from marts.dim_article where article_id = (select min(article_id) from marts.dim_article)",
    ("marts.dim_article", "outlet_known"): "delete from marts.dim_outlet where outlet_id = (select max(outlet_id) from marts.dim_article)",
    ("marts.dim_office", "tenure_ordered"): "update marts.dim_office set start_date = '2024-02-01', end_date = '2024-01-01' where rowid = 0",
    ("marts.event_link", "none_missing"): "delete from marts.event_link where event_mention_id = (select min(event_mention_id) from marts.event_link)",
    ("marts.fct_event", "dates_ordered"): "update marts.fct_event set start_date = '2024-02-01', end_date = '2024-01-01' where event_id = (select min(event_id) from marts.fct_event)",
    ("marts.fct_event", "has_evidence"): "delete from marts.fct_event_evidence where event_id = (select min(event_id) from marts.fct_event_evidence)",
    ("marts.fct_event", "counted_once"): "update marts.fct_event set stories = articles + 1 where event_id = (select min(event_id) from marts.fct_event)",
    ("marts.fct_event", "share_dates_agree"): "update marts.fct_event set dated_stories = 2, distinct_start_dates = 2 where rowid < 20",
    ("marts.fct_event", "told_once"): "update marts.fct_event set name_ar = 'القمة', event_type = 'meeting', start_date = '2024-02-01', end_date = '2024-02-02' where rowid < 12",
    ("marts.fct_event_participant", "event_known"): "update marts.fct_event_participant set event_id = 'event:none' where rowid = 0",
    ("marts.fct_event_participant", "entity_known"): "update marts.fct_event_participant set entity_id = 'person:none' where rowid = 0",
    ("marts.fct_event_evidence", "event_known"): "update marts.fct_event_evidence set event_id = 'event:none' where rowid = 0",
    ("marts.fct_event_evidence", "sentence_known"): "update marts.fct_event_evidence set sentence_id = 'none' where rowid = 0",
    ("marts.fct_statement", "speaker_known"): "update marts.fct_statement set speaker_id = 'person:none' where rowid = 0",
    ("marts.fct_statement", "article_known"): "update marts.fct_statement set article_id = 'none' where rowid = 0",
    ("marts.fct_affiliation", "person_known"): "update marts.fct_affiliation set person_id = 'person:none' where rowid = 0",
    ("marts.fct_affiliation", "organization_known"): "update marts.fct_affiliation set organization_id = 'org:none' where rowid = 0",
    ("marts.fct_affiliation", "said_ordered"): "update marts.fct_affiliation set first_said_on = last_said_on + 1 where last_said_on is not null",
    ("marts.fct_role", "holder_known"): "update marts.fct_role set holder_id = 'person:none' where rowid = 0",
    ("marts.fct_role", "organization_known"): "update marts.fct_role set organization_id = 'org:none' where rowid = 0",
    ("marts.fct_role", "dates_ordered"): "update marts.fct_role set start_date = '2024-02-01', end_date = '2024-01-01' where rowid < 6",
}

# What must fail with it: the corruption cannot be made without.
ALSO: dict[tuple[str, str], set[str]] = {
    ("clean.segments", "key_unique"): {"tiles"},  # a stretch of text in two segments
    ("clean.segments", "article_id_known"): {"tiles"},  # its own article now lacks it
    # a share that collapses has drifted as well
    ("clean.articles", "share_dated"): {"drift_dated"},
    ("facts.articles", "share_with_person"): {"drift_person"},
    ("facts.articles", "share_with_organization"): {"drift_organization"},
    ("facts.articles", "share_with_event"): {"drift_event"},
    ("facts.mentions", "share_linked"): {"drift_linked"},
}

# Seeded singly only: with others of their table they make further ones fail.
TOGETHER: dict[str, tuple[str, ...]] = {"facts.articles": ("types_as_described",), "raw.articles": ("key_unique",)}

_OTHER_TYPE = {
    "raw.articles": "media_type::blob as media_type", "raw.rejects": "record_no::bigint as record_no", "clean.articles": "relevance::float as relevance",
    "facts.articles": "article_id::blob as article_id", "facts.entities": "is_registered::integer as is_registered",
}


def corruption(check: Check) -> Corruption:
    """The tables to rewrite and the queries that give their new rows."""
    key = (check.table_name, check.check_name)
    if key in BY_HAND:
        return BY_HAND[key]
    table, column = check.table_name, check.columns[0]
    match check.check_name:
        case "types_as_described":
            return [(table, f"select * replace ({_OTHER_TYPE.get(table, 'raw_start::bigint as raw_start')}) from t")]
        case "required_values":
            required = check.description.removeprefix("Never null: ").split(", ")
            target = next((c for c in reversed(required) if c not in check.key and c not in HELD), required[-1])
            return [(table, f'select * replace (case when {ROW} then null else "{target}" end as "{target}") from t')]
        case "confidence_in_range":
            return [(table, f"select * replace (case when {ROW} then 1.5 else confidence end as confidence) from t")]
        case name if name.endswith("_known"):
            target = name.removesuffix("_known")
            return [(table, f"select * replace (case when {ROW} then 'nobody' else \"{target}\" end as \"{target}\") from t")]
    if check.kind == "unique":
        return [(table, "select * from t where rowid <> 0 union all select * from t where rowid = least(1, (select count(*) - 1 from t))")] if table != "raw.rejects" else []
    if check.kind == "in_set":
        return [(table, f"select * replace (case when {ROW} then 'nonsense' else \"{column}\" end as \"{column}\") from t")]
    if check.kind == "dates":
        return [(table, f"select * replace (case when {ROW} then date '1850-01-01' else \"{column}\" end as \"{column}\") from t")]
    raise AssertionError(f"no corruption is written for {check.table_name} {check.check_name}: add one")


# Columns of which a null makes other truths fail, or nothing be judged.
HELD = {"confidence", "raw_text", "raw_start", "raw_end", "surface", "text", "batch_id", "article_id", "sentence_id", "event_mention_id"}


def seed(con: duckdb.DuckDBPyConnection, check: Check) -> None:
    """Corrupt the published file for a check; a view becomes a table of its rows first."""
    schema, _, name = check.table_name.partition(".")
    if con.execute("select 1 from duckdb_views() where schema_name = ? and view_name = ?", [schema, name]).fetchone():
        con.execute(f"create table {schema}.kept as select * from {check.table_name}; drop view {check.table_name}; alter table {schema}.kept rename to {name}")
    con.execute(statement(check))


def statement(check: Check) -> str:
    """As :func:`corruption`, for a table of the published file."""
    key, table, column = (check.table_name, check.check_name), check.table_name, check.columns[0]
    if key in MARTS:
        return MARTS[key]
    free = f"create or replace table {table} as select * from {table}; "  # without the constraints that would refuse the corruption
    if check.kind == "unique":
        return f"{free}insert into {table} select * from {table} limit 1; delete from {table} where rowid = 1"
    if check.kind == "in_set":
        return f"update {table} set \"{column}\" = 'nonsense' where rowid = 5"
    if check.check_name == "types_as_described":
        first = next(c.name for c in reversed(next(t for t in tables.REF_TABLES if t.full_name == table).columns) if c.name not in check.key and not c.references)
        return f"create or replace table {table} as select * replace (to_json(\"{first}\") as \"{first}\") from {table}"
    if check.check_name == "required_values":
        required = check.description.removeprefix("Never null: ").split(", ")
        return f"{free}update {table} set \"{required[-1]}\" = null where rowid = 5"
    if check.check_name.endswith("_known"):
        target = check.check_name.removesuffix("_known")
        return f"update {table} set \"{target}\" = 'nobody' where rowid = 5"
    raise AssertionError(f"no corruption is written for {table} {check.check_name}: add one")


@pytest.fixture(scope="module")
def work(samples: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A private copy of the samples' store with one reject in it, and three landing days before with the same articles, all of them dated."""
    from ct_pipeline.pipeline import land

    folder = tmp_path_factory.mktemp("corrupt")
    shutil.copytree(samples.store, folder / "store")
    settings = Settings(samples.seeds, folder, samples.landing)
    (folder / "broken.txt").write_bytes(b"")
    land([folder / "broken.txt"], settings, LANDED_ON)
    for day in EARLIER:
        for stage in ("raw", "clean", "facts"):
            here = folder / "store" / stage / f"landed_on={LANDED_ON}"
            there = folder / "store" / stage / f"landed_on={day}"
            shutil.copytree(here, there)
            for batch in there.iterdir():
                name = f"{day.day}{batch.name[2:]}"
                batch.rename(there / name)
                _redate(there / name, day, name.partition(".")[0])
    return settings


def _redate(batch: Path, day: date, name: str) -> None:
    changes = {
        "articles": {"raw": f"'{name}' as batch_id", "clean": "coalesce(published_on, date '2024-01-01') as published_on, coalesce(outlet, 'steady') as outlet"},
        "batches": {"raw": f"'{name}' as batch_id, date '{day}' as landed_on"},
    }
    for table, by_stage in changes.items():
        what = by_stage.get(batch.parent.parent.name)
        if what and (batch / f"{table}.parquet").is_file():
            _copy(batch / f"{table}.parquet", f"select * replace ({what}) from t")


def _copy(path: Path, query: str) -> None:
    with duckdb.connect() as con:
        con.execute(f"create table t as select * from read_parquet('{path}')")
        con.execute(f"copy ({query}) to '{path}' (format parquet)")


def rewrite(settings: Settings, table: str, query: str) -> Iterator[tuple[Path, bytes]]:
    """Replace the rows of a table in the store of the landing day; yields what was there."""
    schema, _, name = table.partition(".")
    articles = next(b for b in Store(settings.store).batches("clean", LANDED_ON) if b.rows("articles")).table("articles")
    for batch in Store(settings.store).batches(schema, LANDED_ON):
        path = batch.table(name)
        yield path, path.read_bytes()
        _copy(path, query.replace("CLEAN_ARTICLES", str(articles)))


def failures(stage: str, settings: Settings, check: Check, days: list[date] | None) -> dict[str, str]:
    """The checks of the check's table that fail, and what was seen; in the long profile, of the whole stage."""
    only = None if os.environ.get("CT_LONG") and check.check_name != "types_as_described" else check.table_name
    found = [r for r in runner.run_checks(stage, settings, days, only=only) if not r.success]
    for r in found:
        if (r.table_name, r.check_name) == (check.table_name, check.check_name) and check.key and check.kind not in ("unique", "whole"):
            assert r.failing_ids or check.check_name == "required_values", f"{r.check_name} names no row: {r.observed}"
    return {r.check_name if r.table_name == check.table_name else f"{r.table_name}.{r.check_name}": f"{r.severity}: {r.observed}" for r in found}


def is_derived(check: Check) -> bool:
    """Types, key, nullability, allowed values, references: of these a table's are seeded together, into one row each or the same, but for the long profile."""
    return (check.table_name, check.check_name) not in BY_HAND and (check.table_name, check.check_name) not in MARTS and (check.table_name, check.check_name) not in ALSO


SINGLY = [p for p in ALL if os.environ.get("CT_LONG") or not is_derived(p[1])]
DERIVED = sorted({(stage, check.table_name) for stage, check in ALL if is_derived(check)})


@pytest.mark.parametrize(("stage", "table"), [p for p in DERIVED if p[0] != "marts"])
def test_exactly_the_derived_checks_fail_that_were_seeded(work: Settings, stage: str, table: str) -> None:
    mine = [c for s, c in ALL if s == stage and c.table_name == table and is_derived(c) and c.check_name not in TOGETHER.get(table, ())]
    mine.sort(key=lambda c: (c.kind != "unique", c.check_name == "types_as_described"))
    saved = [part for c in mine for name, query in corruption(c) for part in rewrite(work, name, query)]
    try:
        found = [r for r in runner.run_checks(stage, work, [LANDED_ON], only=table) if not r.success]
    finally:
        for path, content in reversed(saved):
            path.write_bytes(content)
    assert {r.check_name: r.observed for r in found}.keys() == {c.check_name for c in mine}, found


@pytest.mark.parametrize("table", [t for s, t in DERIVED if s == "marts"])
def test_exactly_the_derived_marts_checks_fail_that_were_seeded(samples: Settings, tmp_path: Path, table: str) -> None:
    mine = [c for s, c in ALL if s == "marts" and c.table_name == table and is_derived(c)]
    settings = Settings(samples.seeds, tmp_path, samples.landing)
    shutil.copyfile(samples.database.resolve(), settings.candidate)
    with duckdb.connect(str(settings.candidate)) as con:
        for check in sorted(mine, key=lambda c: (c.kind != "unique", c.check_name == "types_as_described")):
            seed(con, check)
    found = [r for r in runner.run_checks("marts", settings, only=table) if not r.success]
    assert {r.check_name for r in found} == {c.check_name for c in mine}, found


@pytest.mark.parametrize(("stage", "check"), [p for p in SINGLY if p[0] != "marts"], ids=lambda p: p if isinstance(p, str) else f"{p.table_name}-{p.check_name}")
def test_exactly_the_check_fails_that_the_corruption_was_made_for(work: Settings, stage: str, check: Check) -> None:
    saved = [part for table, query in corruption(check) for part in rewrite(work, table, query)]
    try:
        found = failures(stage, work, check, [LANDED_ON])
    finally:
        for path, content in reversed(saved):
            path.write_bytes(content)
    assert set(found) - ALSO.get((check.table_name, check.check_name), set()) == {check.check_name}, found


@pytest.mark.parametrize("check", [c for s, c in SINGLY if s == "marts"], ids=lambda c: f"{c.table_name}-{c.check_name}")
def test_exactly_the_marts_check_fails_that_the_corruption_was_made_for(samples: Settings, tmp_path: Path, check: Check) -> None:
    settings = Settings(samples.seeds, tmp_path, samples.landing)
    shutil.copyfile(samples.database.resolve(), settings.candidate)
    with duckdb.connect(str(settings.candidate)) as con:
        seed(con, check)
    found = failures("marts", settings, check, None)
    assert set(found) - ALSO.get((check.table_name, check.check_name), set()) == {check.check_name}, found


@pytest.mark.parametrize("stage", STAGES)
def test_every_check_passes_on_the_clean_samples(samples: Settings, work: Settings, tmp_path: Path, stage: str) -> None:
    settings = Settings(samples.seeds, tmp_path, samples.landing)
    (tmp_path / "store").symlink_to(work.store)
    settings.database.symlink_to(samples.database.resolve())
    results = run_checks(stage, settings, [LANDED_ON] if stage != "marts" else None)
    assert [f"{r.table_name} {r.check_name}: {r.observed}" for r in results if not r.success] == []
    assert {(r.table_name, r.check_name) for r in results} == {(c.table_name, c.check_name) for c in check_catalog(stage)}
    assert [(r.table_name, r.check_name) for r in stored_results(settings)] == sorted((r.table_name, r.check_name) for r in results)


def test_an_empty_partition_is_not_judged(samples: Settings, tmp_path: Path) -> None:
    settings = Settings(samples.seeds, tmp_path, samples.landing)
    assert all(r.success for r in run_checks("clean", settings, [LANDED_ON]))
