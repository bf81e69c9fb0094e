"""The CLI as a person uses it, in processes of its own, and the job it starts."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from ct_pipeline.config import Settings
from ct_pipeline_tests.conftest import samples_folder


def call(*arguments: str, warehouse: Path, ok: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "CT_WAREHOUSE": str(warehouse), "COLUMNS": "200", **environment}
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "ct_pipeline.cli", *arguments], capture_output=True, text=True, env=env, timeout=240)
    assert (done.returncode == 0) == ok, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse made by `ct-pipeline run` on three samples and a broken file."""
    folder = tmp_path_factory.mktemp("cli")
    inbox = folder / "inbox"
    inbox.mkdir()
    for name in ("a01-kuwait-border-conference.txt", "a06-spanish-police-visit.html", "b08-kuwait-jordan-agreement.txt"):
        (inbox / name).write_bytes((samples_folder() / name).read_bytes())
    (inbox / "empty.txt").write_bytes(b"")
    done = call("run", str(inbox), warehouse=folder / "warehouse")
    assert "4 articles: 3 new, 0 already known, 1 rejected" in done.stdout
    assert "new version published" in done.stdout
    assert "cleaning: 3" in done.stderr
    return folder / "warehouse"


def test_a_second_run_changes_nothing(landed: Path) -> None:
    before = (landed / "ct.duckdb").resolve()
    done = call("run", str(landed.parent / "inbox"), warehouse=landed)
    assert "0 new, 3 already known, 1 rejected" in done.stdout
    assert "unchanged" in done.stdout
    assert (landed / "ct.duckdb").resolve() == before


def test_the_runs_are_in_the_dagster_instance(landed: Path) -> None:
    code = "from dagster import DagsterInstance; runs = DagsterInstance.get().get_runs(); print([(r.job_name, r.status.value) for r in runs][-1])"
    env = {**os.environ, "DAGSTER_HOME": str(landed / ".dagster")}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, env=env, check=True)
    assert "('land_extract_publish', 'SUCCESS')" in done.stdout


def test_sql_prints_csv_json_and_parquet(landed: Path, tmp_path: Path) -> None:
    query = "select article_id, encoding from raw.articles order by source_uri"
    rows = list(csv.DictReader(io.StringIO(call("sql", query, warehouse=landed).stdout)))
    assert [r["encoding"] for r in rows][-1] == "windows-1256"
    assert json.loads(call("sql", query, "--format", "json", warehouse=landed).stdout) == rows
    call("sql", query, "--format", "parquet", "--output", str(tmp_path / "out.parquet"), warehouse=landed)
    assert duckdb.execute(f"select count(*) from '{tmp_path / 'out.parquet'}'").fetchone() == (3,)
    assert "windows-1256" in call("sql", query, "--format", "table", warehouse=landed).stdout


def test_status_and_check_say_what_is_there(landed: Path) -> None:
    text = call("status", warehouse=landed).stdout
    assert "3 (3 stories" in text
    assert "empty.txt" in text
    assert "success" in text
    assert "by ct-pipeline run" in text
    text = call("check", "--stage", "raw", warehouse=landed).stdout
    assert "0 failed" in text


@pytest.mark.parametrize(
    "query",
    [
        "select event_mention_id from facts.events", "select event_id from marts.fct_event", "select statement_id from facts.statements", "select affiliation_id from facts.affiliations",
        "select mention_id from facts.mentions", "select entity_id from marts.dim_entity where kind = 'person'", "select article_id from clean.articles",
    ],
)  # fmt: skip
def test_explain_shows_the_words_and_where_they_stand(samples: Settings, query: str) -> None:
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        row = con.execute(query + " order by 1 limit 1").fetchone()
    assert row is not None
    text = call("explain", row[0] + "\r", warehouse=samples.warehouse).stdout  # as a shell takes it out of the CSV of `ct-pipeline sql`
    assert row[0] in text
    if "clean.articles" not in query:
        assert "⟦" in text
        assert "article " in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("run", "no-such-file.txt"), "does not exist"),
        (("sql", "select nothing from nowhere"), "the query failed"),
        (("sql", "delete from facts.events"), "read-only"),
        (("sql", "select 1", "--format", "parquet"), "--output"),
        (("explain", "nonsense"), "no event"),
        (("check", "--stage", "nonsense"), "Invalid value"),
        (("frobnicate",), "No such command"),
        (("run", "--day", "1999-01-01"), "landing day"),
    ],
)
def test_wrong_usage_gets_one_clear_line(landed: Path, arguments: tuple[str, ...], says: str) -> None:
    done = call(*arguments, warehouse=landed, ok=False)
    assert says in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.strip()]) <= 4


def test_an_empty_warehouse_says_what_to_run(tmp_path: Path) -> None:
    for command in (("status",), ("sql", "select 1"), ("explain", "x"), ("check", "--stage", "marts"), ("dictionary",)):
        assert "ct-pipeline run" in call(*command, warehouse=tmp_path, ok=False).stderr


def test_two_runs_at_once_both_succeed(tmp_path: Path) -> None:
    inbox = samples_folder() / "a08-valletta-mou.txt"
    env = {**os.environ, "CT_WAREHOUSE": str(tmp_path)}
    command = [sys.executable, "-W", "ignore", "-m", "ct_pipeline.cli", "run", str(inbox)]
    first = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(0.5)
    second = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    outputs = [p.communicate(timeout=240) for p in (first, second)]
    assert [p.returncode for p in (first, second)] == [0, 0], outputs
    text = "".join(out for out, _ in outputs)
    assert "1 new, 0 already known" in text
    assert "0 new, 1 already known" in text
