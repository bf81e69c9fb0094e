"""What a changed registry line makes stale, what making it again changes, and what a re-landed or late article leaves alone."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.orchestration.stale import pending_days, stale_days
from ct_pipeline.pipeline import clean, extract, land
from ct_pipeline.warehouse.store import Store
from ct_pipeline.warehouse.versions import stage_version
from ct_pipeline_tests.conftest import samples_folder

FIRST, SECOND, LATE = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)


def rows(settings: Settings, stage: str, table: str) -> set[tuple[Any, ...]]:
    """Every row of a table of the store, with its landing day."""
    files = [(str(b.table(table)), b.landed_on) for b in Store(settings.store).current(stage, stage_version(stage, settings.seeds))]
    with duckdb.connect() as con:
        return {(day, *row) for path, day in files for row in con.execute(f"select * from read_parquet('{path}')").fetchall()}


def files_of(settings: Settings, *days: date) -> dict[str, tuple[int, bytes]]:
    """Path, time and content of what lies in the store for ``days``."""
    found = (p for stage in ("raw", "clean", "facts") for day in days for p in (settings.store / stage / f"landed_on={day}").rglob("*") if p.is_file())
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in found}


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(seeds_dir(), tmp_path_factory.mktemp("days") / "warehouse", samples_folder())
    for day, name in ((FIRST, "a08-valletta-mou.txt"), (SECOND, "a11-atar-joint-exercise.txt")):
        land([samples_folder() / name], settings, day)
    clean(settings)
    extract(settings)
    return settings


def test_a_late_or_relanded_article_goes_to_its_own_day_and_changes_nothing_elsewhere(two_days: Settings, tmp_path: Path) -> None:
    settings = Settings(two_days.seeds, tmp_path / "warehouse", two_days.landing)
    shutil.copytree(two_days.warehouse, settings.warehouse)
    before = files_of(settings, FIRST, SECOND)
    # one that was landed on the first day, lying elsewhere now, and one that is new but older than both
    elsewhere = tmp_path / "again"
    elsewhere.mkdir()
    shutil.copyfile(samples_folder() / "a08-valletta-mou.txt", elsewhere / "a08-valletta-mou.txt")
    shutil.copyfile(samples_folder() / "a13-arab-ministers-communique.txt", elsewhere / "old.txt")
    report = land([elsewhere], settings, LATE)
    clean(settings)
    extract(settings)
    assert (report.new, report.known) == (1, 1)
    assert files_of(settings, FIRST, SECOND) == before, "not a byte of other days was written"
    assert len({r[1] for r in rows(settings, "raw", "articles") if r[0] == LATE}) == 1
    assert {r[0] for r in rows(settings, "facts", "mentions")} == {FIRST, SECOND, LATE}


def changed_seeds(folder: Path, entity_id: str) -> Path:
    """A copy of the seeds in which one line of the registry has another English name."""
    shutil.copytree(seeds_dir(), folder, ignore=shutil.ignore_patterns("articles"))
    path = folder / "registry" / "bodies.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        lines = list(reader)
    identifier = next(c for c in lines[0] if any(line[c] == entity_id.removeprefix("org:") or line[c] == entity_id for line in lines))
    changed = [line for line in lines if line[identifier] in (entity_id, entity_id.removeprefix("org:"))]
    assert len(changed) == 1
    changed[0]["name_en"] = "Another Name"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, reader.fieldnames or [])
        writer.writeheader()
        writer.writerows(lines)
    return folder


def test_a_changed_registry_line_makes_its_days_stale_and_only_its_rows_other(two_days: Settings, tmp_path: Path) -> None:
    body = min(r[2] for r in rows(two_days, "facts", "entities") if r[3] == "organization" and r[-1] and r[0] == FIRST)
    settings = Settings(changed_seeds(tmp_path / "seeds", body), tmp_path / "warehouse", two_days.landing)
    shutil.copytree(two_days.warehouse, settings.warehouse)
    looked_at = (("raw", "articles"), ("clean", "articles"), ("clean", "segments"), ("facts", "mentions"), ("facts", "entities"), ("facts", "events"))
    tables = {(stage, t): rows(settings, stage, t) for stage, t in looked_at}
    assert stale_days(two_days) == {"clean": [], "facts": []}
    assert stale_days(settings) == {"clean": [FIRST, SECOND], "facts": [FIRST, SECOND]}
    clean(settings)
    assert pending_days(settings, "clean") == set()
    extract(settings)
    assert stale_days(settings) == {"clean": [], "facts": []}
    for (stage, table), before in tables.items():
        after = rows(settings, stage, table)
        if table != "entities":
            assert after == before, f"{stage}.{table}"
    gone, come = tables[("facts", "entities")] - rows(settings, "facts", "entities"), rows(settings, "facts", "entities") - tables[("facts", "entities")]
    assert {r[2] for r in gone} == {r[2] for r in come} == {body}
    assert {r[5] for r in come} == {"Another Name"}


def test_a_changed_frame_leaves_the_cleaned_articles_alone(two_days: Settings, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(seeds_dir(), seeds, ignore=shutil.ignore_patterns("articles"))
    path = seeds / "frames" / "visit.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    settings = Settings(seeds, two_days.warehouse, two_days.landing)
    assert stale_days(settings) == {"clean": [], "facts": [FIRST, SECOND]}


_STATUSES = """
import json, sys
from pathlib import Path
from dagster import AssetMaterialization, DagsterInstance
from dagster._core.definitions.data_version import CachingStaleStatusResolver
from dagster._core.loader import LoadingContextForTest
from ct_pipeline.config import seeds_dir
from ct_pipeline.definitions import build_defs
from ct_pipeline.warehouse.versions import stage_version

before = Path(sys.argv[1])
graph = build_defs().get_repository_def().asset_graph
found = {}
with DagsterInstance.ephemeral() as instance:
    for key in graph.toposorted_asset_keys:
        stage = "report" if key.path == ["marts", "report"] else key.path[0]
        days = ["2026-11-18", "2026-11-19"] if stage in ("raw", "clean", "facts") else [None]
        for day in days:
            instance.report_runless_asset_event(AssetMaterialization(key, partition=day, tags={"dagster/code_version": stage_version(stage, before)}))
    resolver = CachingStaleStatusResolver(instance, graph, LoadingContextForTest(instance))
    for key in graph.get_all_asset_keys():
        partition = "2026-11-18" if graph.get(key).partitions_def else None
        causes = resolver.get_stale_root_causes(key, partition)
        found[key.to_user_string()] = [resolver.get_status(key, partition).value, sorted({c.reason for c in causes})]
print(json.dumps(found))
"""


def statuses(seeds: Path) -> dict[str, tuple[str, list[str]]]:
    """What the UI says of each asset, made with the seeds of the checkout, once the definitions are loaded with other ``seeds``."""
    environment = {**os.environ, "CT_SEEDS": str(seeds)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", _STATUSES, str(seeds_dir())], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return {k: (status, reasons) for k, (status, reasons) in json.loads(done.stdout.splitlines()[-1]).items()}


def test_the_ui_shows_as_stale_what_a_changed_registry_line_touches(two_days: Settings, tmp_path: Path) -> None:
    body = min(r[2] for r in rows(two_days, "facts", "entities") if r[3] == "organization" and r[-1] and r[0] == FIRST)
    found = statuses(changed_seeds(tmp_path / "seeds", body))
    by_stage: dict[str, set[str]] = {}
    for key, (status, _) in found.items():
        by_stage.setdefault(key.split("/")[0], set()).add(status)
    assert by_stage["raw"] == {"FRESH"}, "landing reads no registry"
    assert by_stage["clean"] == by_stage["facts"] == {"STALE"}
    stale_marts = {key for key, (status, _) in found.items() if key.startswith("marts/") and status == "STALE"}
    assert stale_marts >= {"marts/dim_entity", "marts/fct_event", "marts/warehouse"}
    assert "has a new code version" in found["clean/articles"][1]


def test_the_job_makes_again_what_a_changed_registry_line_touches_and_nothing_else(two_days: Settings, tmp_path: Path) -> None:
    """The job ``reprocess`` itself, from a published warehouse to the next: nothing landed, and of all published rows only that entity's are other."""
    if not os.environ.get("CT_LONG"):
        pytest.skip("two publications: long profile")
    body = min(r[2] for r in rows(two_days, "facts", "entities") if r[3] == "organization" and r[-1] and r[0] == FIRST)
    shutil.copytree(two_days.warehouse, tmp_path / "w")
    changed = changed_seeds(tmp_path / "seeds", body)
    published = []
    for seeds in (seeds_dir(), changed):
        environment = {**os.environ, "CT_SEEDS": str(seeds), "CT_WAREHOUSE": str(tmp_path / "w"), "CT_LANDING": str(two_days.landing)}
        done = subprocess.run([sys.executable, "-W", "ignore", "-m", "ct_pipeline.cli", "reprocess"], capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr
        published.append((tmp_path / "w" / "ct.duckdb").resolve())
    with duckdb.connect() as con:
        for name, path in zip("ab", published, strict=True):
            con.execute(f"attach '{path}' as {name} (read_only)")
        listing = "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'a' and schema_name in ('raw', 'clean', 'facts', 'marts', 'ref')"
        names = [name for (name,) in con.execute(listing).fetchall()]
        other = {}
        for name in names:
            difference = con.execute(f"select count(*) from ((from a.{name} except all from b.{name}) union all (from b.{name} except all from a.{name}))").fetchone()
            if difference and difference[0]:
                other[name] = difference[0]
        assert {"facts.entities", "marts.dim_entity", "ref.entities"} <= other.keys(), other
        for name in other:
            columns = [c[0] for c in con.execute(f"describe a.{name}").fetchall() if c[0] in ("entity_id", "organization_id")]
            touched = con.execute(f"select distinct {columns[0]} from (from a.{name} except all from b.{name})").fetchall() if columns else [("?",)]
            assert touched == [(body,)], (name, touched)


def test_the_definitions_are_loaded_with_the_versions_of_their_seeds() -> None:
    """Else the UI would compare with nothing."""
    from ct_pipeline.definitions import build_defs

    graph = build_defs().get_repository_def().asset_graph
    for key in graph.get_all_asset_keys():
        stage = "report" if key.path == ["marts", "report"] else key.path[0]
        assert graph.get(key).code_version == stage_version(stage, seeds_dir()), key
