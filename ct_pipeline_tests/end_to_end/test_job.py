"""The Dagster job in this process: what blocks, what is recorded, what stays as it was."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ct_pipeline.config import ConfigError, Settings, seeds_dir
from ct_pipeline.orchestration.launch import run_pipeline
from ct_pipeline.warehouse.store import Store, reseal
from ct_pipeline_tests.conftest import samples_folder

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(seeds_dir(), tmp_path_factory.mktemp("job"), samples_folder())


@pytest.fixture(scope="module")
def published(settings: Settings) -> Settings:
    outcome = run_pipeline(settings, [samples_folder() / "a08-valletta-mou.txt"], day=DAY)
    assert outcome.success
    assert outcome.landed == {"landed": 1, "new": 1, "already_known": 0, "rejected": 0}
    assert outcome.published
    assert outcome.checks
    return settings


def test_the_checks_are_in_the_published_file(published: Settings) -> None:
    with duckdb.connect(str(published.database.resolve()), read_only=True) as con:
        stages = con.execute("select distinct table_name.split('.')[1] from ops.checks order by 1").fetchall()
    assert stages == [("clean",), ("facts",), ("marts",), ("raw",), ("ref",)]


def test_materializations_and_checks_are_recorded_with_metadata(published: Settings) -> None:
    from dagster import AssetKey, DagsterInstance

    with DagsterInstance.get() as instance:
        event = instance.get_latest_materialization_event(AssetKey(["facts", "mentions"]))
        assert event is not None
        assert event.asset_materialization is not None
        metadata = event.asset_materialization.metadata
        assert int(metadata["dagster/row_count"].value) > 5  # type: ignore[arg-type]
        assert "preview" in metadata
        assert "chart" in metadata
        assert event.asset_materialization.partition == DAY.isoformat()


def test_numbers_are_plotted_and_the_quality_page_is_linked(published: Settings) -> None:
    """What the UI plots is a number in the metadata of every run; the page is a link on the asset of the published file."""
    from dagster import AssetCheckKey, AssetKey, DagsterInstance, FloatMetadataValue, IntMetadataValue, PathMetadataValue

    from ct_pipeline.quality.judging import _great_expectations

    with DagsterInstance.get() as instance:
        events = {
            key: event.asset_materialization.metadata
            for key in ("raw/articles", "raw/rejects", "facts/mentions", "marts/fct_event", "marts/warehouse")
            if (event := instance.get_latest_materialization_event(AssetKey(key.split("/")))) is not None and event.asset_materialization is not None
        }
        (check,) = instance.event_log_storage.get_latest_asset_check_execution_by_key([AssetCheckKey(AssetKey(["facts", "mentions"]), "share_linked")]).values()
    assert len(events) == 5
    for key, metadata in events.items():
        assert all(isinstance(metadata[name], FloatMetadataValue) for name in ("wall_seconds", "cpu_seconds", "peak_memory_mb")), key
    assert {"landed", "new", "already_known", "rejected", "new_rejects"} <= events["raw/articles"].keys()
    assert "slowest" in events["facts/mentions"]
    assert "ct-pipeline explain" in str(events["facts/mentions"]["slowest"].value)
    assert re.search(r"[\u0621-\u064a]{3}", str(events["facts/mentions"]["preview"].value)), "Arabic as it is written, not as escapes"
    page = events["marts/warehouse"]["quality_page"]
    assert isinstance(page, PathMetadataValue)
    assert "Data quality" in Path(str(page.value)).read_text(encoding="utf-8") or "quality" in Path(str(page.value)).read_text(encoding="utf-8").lower()
    assert isinstance(events["marts/warehouse"]["checks_passed"], IntMetadataValue)
    evaluation = check.evaluation
    assert evaluation is not None
    assert {"observed", "bound", "why", "landing_days"} <= evaluation.metadata.keys()
    assert evaluation.metadata["landing_days"].value == DAY.isoformat()
    assert _great_expectations.cache_info().misses <= 1, "its start is paid once a run at most, however many stages are checked; mostly in a process beside this one"


def test_a_failed_critical_check_leaves_the_published_file_as_it_was(published: Settings) -> None:
    before = published.database.resolve()
    assert run_pipeline(published, [samples_folder() / "a11-atar-joint-exercise.txt"], day=DAY).success
    after = published.database.resolve()
    assert after != before
    batch = Store(published.store).batches("facts", DAY)[0]
    path = batch.table("mentions")
    content = path.read_bytes()
    with duckdb.connect() as con:
        con.execute(f"create table t as select * replace (surface || 'x' as surface) from read_parquet('{path}')")
        con.execute(f"copy t to '{path}' (format parquet)")
    reseal(batch, "facts")  # as if a rule had made it so: a file that is merely broken is rebuilt by the run
    outcome = run_pipeline(published, [samples_folder() / "a13-arab-ministers-communique.txt"], day=DAY)
    path.write_bytes(content)
    reseal(batch, "facts")
    assert not outcome.success
    assert outcome.error is not None
    assert "surface_matches" in outcome.error
    assert not outcome.published
    assert published.database.resolve() == after
    mended = run_pipeline(published, [samples_folder() / "a13-arab-ministers-communique.txt"], day=DAY)
    assert mended.success
    assert mended.landed["already_known"] == 1
    assert published.database.resolve() != after


def test_another_day_is_another_partition(published: Settings) -> None:
    outcome = run_pipeline(published, [samples_folder() / "a12-police-chiefs-handover.txt"], day=date(2026, 11, 19))
    assert outcome.success
    assert Store(published.store).days() == [date(2026, 11, 19), DAY]


def test_a_day_outside_the_partitions_is_refused(published: Settings) -> None:
    with pytest.raises(ConfigError, match="landing day"):
        run_pipeline(published, [], day=date(1999, 1, 1))


def test_a_broken_mapping_is_refused_before_anything_starts(published: Settings, tmp_path: Path) -> None:
    from ct_pipeline.ingest.mapping import MappingError

    (tmp_path / "mapping.yml").write_text("nonsense: true\n", encoding="utf-8")
    with pytest.raises(MappingError):
        run_pipeline(published, [], mapping=tmp_path / "mapping.yml", day=DAY)
