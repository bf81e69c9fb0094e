"""Each check fails on the corruption it exists for, and all pass on the clean samples."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from ct_pipeline.config import Settings
from ct_pipeline.quality import STAGES, run_checks
from ct_pipeline.quality.catalog import Check, check_catalog
from ct_pipeline.quality.results import stored_results
from ct_pipeline.warehouse.store import Store
from ct_pipeline_tests.conftest import LANDED_ON

ALL = [(stage, check) for stage in STAGES for check in check_catalog(stage)]

# What to do to the table (or another one) so that exactly this truth no longer holds: SQL on a view `t` of its rows.
BY_HAND: dict[tuple[str, str], tuple[str, str]] = {
    ("raw.articles", "has_text"): ("raw.articles", "select * replace ('' as raw_text) from t"),
    ("raw.articles", "batch_adds_up"): ("raw.batches", "select * replace (landed + 1 as landed) from t"),
    ("raw.articles", "id_is_content_hash"): ("raw.articles", "select * replace ('not-a-hash' as article_id) from t limit 1"),
    ("raw.articles", "share_arabic"): ("raw.articles", "select * replace ('latin only' as raw_text) from t"),
    ("raw.articles", "share_without_replacement_characters"): ("raw.articles", "select * replace (raw_text || chr(65533) as raw_text) from t"),
    ("raw.rejects", "detail_given"): ("raw.rejects", "select * replace ('' as detail) from t"),
    ("clean.articles", "is_landed"): ("clean.articles", "select * replace ('0000000000000000' as article_id) from t"),
    ("clean.articles", "bounds_ordered"): ("clean.articles", "select * replace (date '2024-02-01' as published_earliest, date '2024-01-01' as published_latest) from t"),
    ("clean.articles", "day_within_bounds"): ("clean.articles", "select * replace (date '2024-02-01' as published_on, date '2024-01-01' as published_earliest) from t"),
    ("clean.articles", "evidence_is_json"): ("clean.articles", "select * replace ('{' as published_evidence) from t"),
    ("clean.articles", "none_missing"): ("clean.articles", "select * from t limit 5"),
    ("clean.articles", "share_with_body"): ("clean.articles", "select * replace ('' as body) from t"),
    ("clean.articles", "share_dated_or_bounded"): ("clean.articles", "select * replace (null::date as published_on, null::date as published_earliest, null::date as published_latest) from t"),
    ("clean.articles", "share_dated"): ("clean.articles", "select * replace (null::date as published_on) from t"),
    ("clean.articles", "share_with_title"): ("clean.articles", "select * replace (null::varchar as title) from t"),
    ("clean.segments", "tiles"): ("clean.segments", "select * from t where segment_no <> 1"),
    ("clean.sentences", "text_matches"): ("clean.sentences", "select * replace (raw_start + 1 as raw_start) from t"),
    ("facts.articles", "none_missing"): ("facts.articles", "select * from t limit 5"),
    ("facts.articles", "share_with_person"): ("facts.mentions", "select * from t where kind <> 'person'"),
    ("facts.articles", "share_with_organization"): ("facts.mentions", "select * from t where kind <> 'organization'"),
    ("facts.articles", "share_with_country"): ("facts.mentions", "select * from t where kind <> 'country'"),
    ("facts.articles", "share_with_event"): ("facts.events", "select * from t limit 3"),
    ("facts.mentions", "surface_matches"): ("facts.mentions", "select * replace (surface || 'x' as surface) from t"),
    ("facts.mentions", "within_sentence"): ("facts.mentions", "select * replace (raw_end + 100000 as raw_end) from t"),
    ("facts.time_expressions", "surface_matches"): ("facts.time_expressions", "select * replace (surface || 'x' as surface) from t"),
    ("facts.time_expressions", "dates_ordered"): ("facts.time_expressions", "select * replace (date '2024-02-01' as start_date, date '2024-01-01' as end_date) from t"),
    ("facts.time_expressions", "share_resolved"): ("facts.time_expressions", "select * replace (null::date as start_date, null::date as end_date) from t"),
    ("facts.affiliations", "title_given"): ("facts.affiliations", "select * replace (' ' as title) from t"),
    ("facts.events", "dates_ordered"): ("facts.events", "select * replace (date '2024-02-01' as start_date, date '2024-01-01' as end_date) from t"),
    ("facts.events", "has_evidence"): ("facts.event_evidence", "select * from t limit 1"),
    ("facts.events", "share_main_events_dated"): ("facts.events", "select * replace (null::date as start_date, null::date as end_date) from t"),
    ("facts.events", "share_held_not_after_report"): ("facts.events", "select * replace ('held' as status, date '2026-11-01' as start_date, date '2026-11-01' as end_date) from t"),
    ("facts.statements", "quote_given"): ("facts.statements", "select * replace ('' as quote) from t"),
    ("facts.roles", "dates_ordered"): ("facts.roles", "select * replace (date '2024-02-01' as start_date, date '2024-01-01' as end_date) from t"),
    ("facts.event_counts", "count_positive"): ("facts.event_counts", "select * replace (0 as count) from t"),
}

MARTS: dict[tuple[str, str], str] = {
    ("marts.fct_event", "dates_ordered"): "update marts.fct_event set start_date = '2024-02-01', end_date = '2024-01-01'",
    ("marts.fct_event", "has_evidence"): "delete from marts.fct_event_evidence",
    ("marts.fct_event", "counted_once"): "update marts.fct_event set stories = articles + 1",
    ("marts.fct_event_participant", "event_known"): "update marts.fct_event_participant set event_id = 'event:none'",
    ("marts.fct_event_participant", "entity_known"): "update marts.fct_event_participant set entity_id = 'person:none'",
    ("marts.fct_statement", "speaker_known"): "update marts.fct_statement set speaker_id = 'person:none'",
    ("marts.fct_role", "holder_known"): "update marts.fct_role set holder_id = 'person:none'",
    ("marts.dim_article", "is_cleaned"): "delete from marts.dim_article where article_id = (select min(article_id) from marts.dim_article)",
    ("marts.dim_entity", "named"): "update marts.dim_entity set name_ar = ' '",
    ("marts.dim_office", "tenure_ordered"): "update marts.dim_office set start_date = '2024-02-01', end_date = '2024-01-01'",
}


def corruption(check: Check) -> tuple[str, str]:
    """The table to rewrite and the query that gives its new rows."""
    key = (check.table_name, check.check_name)
    if key in BY_HAND:
        return BY_HAND[key]
    column = check.columns[0]
    match check.kind:
        case "unique":
            return check.table_name, "select * from t union all select * from t limit all"
        case "in_set":
            return check.table_name, f"select * replace ('nonsense' as \"{column}\") from t"
        case "between":
            return check.table_name, f"select * replace (date '1850-01-01' as \"{column}\") from t"
        case "true" if check.check_name == "required_values":
            required = check.description.removeprefix("Never null: ").split(", ")
            target = next(c for c in reversed(required) if c not in {"article_id"}) if len(required) > 1 else required[0]
            return check.table_name, f'select * replace (null as "{target}") from t'
        case "true" if check.check_name == "confidence_in_range":
            return check.table_name, "select * replace (1.5 as confidence) from t"
        case "true" if check.check_name.endswith("_known"):
            return check.table_name, f"select * replace ('nobody' as \"{check.check_name.removesuffix('_known')}\") from t"
    raise AssertionError(f"no corruption is written for {check.table_name} {check.check_name}: add one")


@pytest.fixture(scope="module")
def work(samples: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A private copy of the samples' store and file, with one reject in it."""
    from ct_pipeline.pipeline import land

    folder = tmp_path_factory.mktemp("corrupt")
    shutil.copytree(samples.store, folder / "store")
    settings = Settings(samples.seeds, folder, samples.landing)
    (folder / "broken.txt").write_bytes(b"")
    land([folder / "broken.txt"], settings, LANDED_ON)
    return settings


def rewrite(settings: Settings, table: str, query: str) -> list[tuple[Path, bytes]]:
    """Replace the rows of a table in the store; returns what was there."""
    schema, _, name = table.partition(".")
    saved = []
    for batch in Store(settings.store).batches(schema):
        path = batch.table(name)
        saved.append((path, path.read_bytes()))
        with duckdb.connect() as con:
            con.execute(f"create table t as select * from read_parquet('{path}')")
            con.execute(f"copy ({query}) to '{path}' (format parquet)")
    return saved


@pytest.mark.parametrize(("stage", "check"), [p for p in ALL if p[0] != "marts"], ids=lambda p: p if isinstance(p, str) else f"{p.table_name}-{p.check_name}")
def test_the_check_fails_on_its_corruption(work: Settings, stage: str, check: Check) -> None:
    from ct_pipeline.quality import runner

    table, query = corruption(check)
    saved = rewrite(work, table, query)
    try:
        results = {(r.table_name, r.check_name): r for r in runner.run_checks(stage, work, LANDED_ON, only=check.table_name)}
    finally:
        for path, content in saved:
            path.write_bytes(content)
    result = results[(check.table_name, check.check_name)]
    assert not result.success, f"{check.check_name} passed on: {query}"
    assert result.observed
    if check.kind != "share" and check.key and check.kind != "unique" and table == check.table_name and check.check_name != "required_values":
        assert result.failing_ids, "a failed row-wise check names rows"


@pytest.mark.parametrize("check", [c for s, c in ALL if s == "marts"], ids=lambda c: f"{c.table_name}-{c.check_name}")
def test_the_marts_check_fails_on_its_corruption(samples: Settings, tmp_path: Path, check: Check) -> None:
    from ct_pipeline.quality import runner

    settings = Settings(samples.seeds, tmp_path, samples.landing)
    shutil.copyfile(samples.database.resolve(), settings.candidate)
    statement = f"insert into {check.table_name} select * from {check.table_name} limit 1" if check.kind == "unique" else MARTS[(check.table_name, check.check_name)]
    with duckdb.connect(str(settings.candidate)) as con:
        con.execute(statement)
    results = {(r.table_name, r.check_name): r for r in runner.run_checks("marts", settings, only=check.table_name)}
    assert not results[(check.table_name, check.check_name)].success


@pytest.mark.parametrize("stage", STAGES)
def test_no_critical_check_fails_on_the_clean_samples(samples: Settings, tmp_path: Path, stage: str) -> None:
    settings = Settings(samples.seeds, tmp_path, samples.landing)
    (tmp_path / "store").symlink_to(samples.store)
    settings.database.symlink_to(samples.database.resolve())
    results = run_checks(stage, settings, LANDED_ON if stage != "marts" else None)
    assert results
    assert [r for r in results if not r.success and r.severity == "critical"] == []
    assert [(r.table_name, r.check_name) for r in stored_results(settings)] == sorted((r.table_name, r.check_name) for r in results)


def test_an_empty_partition_is_not_judged(samples: Settings, tmp_path: Path) -> None:
    settings = Settings(samples.seeds, tmp_path, samples.landing)
    assert all(r.success for r in run_checks("clean", settings, LANDED_ON))
