"""Build and publish: the same input gives the same rows, readers are never interrupted, old DuckDB clients can read the file."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import duckdb
import pytest

from ct_pipeline.config import Settings
from ct_pipeline.warehouse.build import input_digest
from ct_pipeline.warehouse.dictionary import data_dictionary
from ct_pipeline.warehouse.publish import KEEP_VERSIONS, publish, published_version, retire
from ct_pipeline.warehouse.reader import NoWarehouse, open_published
from ct_pipeline.warehouse.sqlmodels import models
from ct_pipeline_tests.conftest import make_warehouse, samples_folder


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path.resolve()), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_every_article_is_accounted_for(samples: Settings) -> None:
    landed, cleaned, known, rejected = rows(samples.database, "select sum(landed), (select count(*) from clean.articles), sum(known), sum(rejected) from ops.batches")[0]
    assert landed == 31
    assert landed == cleaned + known + rejected  # type: ignore[operator]


def test_every_mention_is_what_stands_at_its_offsets(samples: Settings) -> None:
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        found = con.execute("select r.raw_text, m.raw_start, m.raw_end, m.surface from facts.mentions m join raw.articles r using (article_id)").fetchall()
    assert len(found) > 500
    assert all(text[a:b] == surface for text, a, b, surface in found)


def test_segments_tile_every_raw_text(samples: Settings) -> None:
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        texts = dict(con.execute("select article_id, raw_text from raw.articles").fetchall())
        segments = con.execute("select article_id, raw_start, raw_end from clean.segments order by article_id, segment_no").fetchall()
    for article_id, text in texts.items():
        spans = [(a, b) for i, a, b in segments if i == article_id]
        assert "".join(text[a:b] for a, b in spans) == text
        assert all(a < b for a, b in spans)


def test_the_file_is_frozen_and_has_the_format_that_older_clients_read(samples: Settings) -> None:
    target = samples.database.resolve()
    assert samples.database.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o444
    tag = rows(samples.database, "select tags['storage_version'] from duckdb_databases() where not internal")[0][0]
    assert str(tag).startswith("v1.2.0")


def test_every_table_and_column_has_a_comment(samples: Settings) -> None:
    missing = rows(
        samples.database,
        """select schema_name, table_name, column_name from duckdb_columns() where not internal and comment is null
           union all select schema_name, table_name, null from duckdb_tables() where comment is null
           union all select schema_name, view_name, null from duckdb_views() where not internal and comment is null""",
    )
    assert missing == []


def test_the_contract_holds(samples: Settings) -> None:
    """Tables and columns of the public interface."""
    contract = json.loads((Path(__file__).parent / "contract.json").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for schema, table, column in rows(samples.database, "select schema_name, table_name, column_name from duckdb_columns() where not internal"):
        found.setdefault(f"{schema}.{table}", set()).add(str(column))
    for table, columns in contract.items():
        assert set(columns) <= found[table], table


def test_the_data_dictionary_is_current(samples: Settings, root: Path) -> None:
    current = (root / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert current == data_dictionary(samples.database.resolve()), "run 'make dictionary'"


def test_every_model_has_rows_or_is_a_macro(samples: Settings) -> None:
    """On the samples each model answers something; an empty one would be a broken join."""
    for model in models():
        if "create or replace macro" in model.sql:
            continue
        assert rows(samples.database, f"select count(*) from {model.name}")[0][0] > 0, model.name  # type: ignore[operator]


def test_the_same_input_gives_the_same_rows(samples: Settings, tmp_path: Path) -> None:
    """Another order of files, in two landings: equal tables but for batch and clock columns."""
    files = sorted(samples_folder().iterdir())
    make_warehouse(tmp_path / "w", *files[20:], publish=False)
    other = make_warehouse(tmp_path / "w", *reversed(files))
    tables = ["clean.articles", "clean.sentences", "facts.mentions", "facts.events", "facts.event_participants", "facts.statements", "marts.dim_entity"]
    tables += ["marts.fct_event", "marts.event_link", "marts.event_redirect", "marts.fct_event_value", "marts.dim_person_office", "marts.first_reports"]
    with duckdb.connect() as con:
        con.execute(f"attach '{samples.database.resolve()}' as a (read_only)")
        con.execute(f"attach '{other.database.resolve()}' as b (read_only)")
        for table in tables:
            difference = con.execute(f"select count(*) from ((from a.{table} except all from b.{table}) union all (from b.{table} except all from a.{table}))").fetchone()
            assert difference == (0,), table


def test_publishing_swaps_a_link_and_keeps_old_readers(samples: Settings, tmp_path: Path) -> None:
    settings = Settings(samples.seeds, tmp_path, samples.landing)
    held = None
    for n in range(KEEP_VERSIONS + 3):
        shutil.copyfile(samples.database.resolve(), settings.candidate)
        report = publish(settings, settings.candidate, f"{n:016x}", [])
        assert report.changed
        assert published_version(settings) == f"{n:016x}"
        if n == 0:
            held = open_published(settings.database)
        again = publish(settings, settings.candidate, f"{n:016x}", [])
        assert not again.changed
    assert held is not None
    assert held.execute("select count(*) from raw.articles").fetchone() == (31,)
    held.close()
    retire(settings)
    assert len(list(tmp_path.glob("ct-*.duckdb"))) == KEEP_VERSIONS


def test_unchanged_input_has_the_published_digest(samples: Settings) -> None:
    assert published_version(samples) == input_digest(samples)


def test_a_missing_warehouse_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="ct-pipeline run"):
        open_published(tmp_path / "ct.duckdb")


def test_readers_cannot_write_nor_reach_other_files(samples: Settings, tmp_path: Path) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("a\n1\n")
    with open_published(samples.database) as con:
        for attempt in (
            "create table x (a int)", "delete from facts.events", f"select * from read_csv('{outside}')", f"attach '{tmp_path / 'new.db'}'",
            f"copy (select 1) to '{tmp_path / 'out.csv'}'", "set enable_external_access = true", "install spatial",
        ):  # fmt: skip
            with pytest.raises(duckdb.Error):
                con.execute(attempt)
