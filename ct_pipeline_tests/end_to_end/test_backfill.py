"""A backfill over several landing days, launched as the UI launches it: through the GraphQL API of a running webserver, carried out by the daemon."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ct_pipeline import tables
from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.orchestration.instance import open_instance
from ct_pipeline.orchestration.landing import landing_day
from ct_pipeline.orchestration.names import asset_key
from ct_pipeline.pipeline import land
from ct_pipeline.warehouse.store import Store
from ct_pipeline_tests.conftest import samples_folder
from ct_pipeline_tests.end_to_end.test_daemon import articles_in, daemon, drop, wait_for
from ct_pipeline_tests.robustness.invariants import LONG

_LAUNCH = """
mutation Launch($params: LaunchBackfillParams!) {
  launchPartitionBackfill(backfillParams: $params) { __typename ... on LaunchBackfillSuccess { backfillId } ... on PythonError { message } ... on InvalidSubsetError { message } }
}"""
_STATUS = "query Status($id: String!) { partitionBackfillOrError(backfillId: $id) { __typename ... on PartitionBackfill { status } } }"
_BY_DAY = "select b.landed_on::varchar, count(*) from marts.dim_article join ops.batches b using (batch_id) group by 1 order by 1"


@contextmanager
def webserver(settings: Settings, log: Path) -> Iterator[str]:
    """The UI's server on the warehouse's instance; yields its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CT_WAREHOUSE": str(settings.warehouse), "CT_LANDING": str(settings.landing), "DAGSTER_HOME": str(settings.dagster_home)}
    with log.open("w") as out:
        command = [sys.executable, "-W", "ignore", "-m", "dagster_webserver", "-h", "127.0.0.1", "-p", str(port), "-m", "ct_pipeline.definitions"]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, start_new_session=True)
    address = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return bool(ask(address, "{ version }")["version"])
        except (urllib.error.URLError, ConnectionError):
            return False

    try:
        wait_for("the webserver", answers, log)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def ask(address: str, query: str, **variables: Any) -> Any:
    """The answer of the GraphQL API. Raises URLError where nobody listens; fails on an error in the answer."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{address}/graphql", body, {"Content-Type": "application/json"}), timeout=60) as answer:
        found = json.load(answer)
    assert "errors" not in found, found["errors"]
    return found["data"]


@pytest.mark.skipif(not LONG, reason="a webserver, a daemon and two runs: make torture")
def test_a_backfill_of_several_days_is_one_run_and_the_marts_follow(tmp_path: Path) -> None:
    from dagster import RunsFilter

    inbox, log = tmp_path / "inbox", tmp_path / "daemon.log"
    inbox.mkdir()
    settings = Settings(seeds_dir(), tmp_path / "warehouse", inbox)
    today = date.fromisoformat(landing_day())
    landed = {today - timedelta(days=n): name for n, name in ((4, "a08-valletta-mou.txt"), (3, "a11-atar-joint-exercise.txt"), (2, "a12-police-chiefs-handover.txt"))}
    for day, name in landed.items():
        land([samples_folder() / name], settings, day)
    days = [day.isoformat() for day in sorted(landed)]
    keys = [asset_key(t) for t in (*tables.RAW_TABLES, *tables.CLEAN_TABLES, *tables.FACTS_TABLES)]
    with open_instance(settings) as instance, daemon(settings, log), webserver(settings, tmp_path / "web.log") as address:
        params = {"assetSelection": [{"path": key.path} for key in keys], "partitionNames": days, "title": "three days again"}
        launched = ask(address, _LAUNCH, params=params)["launchPartitionBackfill"]
        assert launched["__typename"] == "LaunchBackfillSuccess", launched
        backfill = launched["backfillId"]
        wait_for("the end of the backfill", lambda: ask(address, _STATUS, id=backfill)["partitionBackfillOrError"]["status"] not in ("REQUESTED",), log)
        assert ask(address, _STATUS, id=backfill)["partitionBackfillOrError"]["status"] == "COMPLETED_SUCCESS"
        (run,) = instance.get_runs(RunsFilter(tags={"dagster/backfill": backfill}))
        assert (run.tags["dagster/asset_partition_range_start"], run.tags["dagster/asset_partition_range_end"]) == (days[0], days[-1])
        assert run.status.value == "SUCCESS"
        for key in keys:
            assert instance.get_materialized_partitions(key) == set(days), key
        store = Store(settings.store)
        for stage in ("clean", "facts"):
            assert {b.landed_on.isoformat(): b.rows("articles") for b in store.batches(stage)} == dict.fromkeys(days, 1)
        wait_for("the marts that follow their facts", lambda: articles_in(settings) == 3, log)
        after = instance.get_runs(RunsFilter(tags={"dagster/from_automation_condition": "true"}))
        assert len(after) == 1, "built once"
        with duckdb.connect(str(settings.database.resolve()), read_only=True) as con:
            found = con.execute(_BY_DAY).fetchall()
        assert found == [(day, 1) for day in days]

        # a past day asked for while something lies in the landing folder: it is landed, on its own day, by the sensor's run, not into the past
        drop(inbox, "a13.txt", (samples_folder() / "a13-arab-ministers-communique.txt").read_bytes())
        raw = [asset_key(t) for t in tables.RAW_TABLES]
        past = {"assetSelection": [{"path": key.path} for key in raw], "partitionNames": days[:1]}
        second = ask(address, _LAUNCH, params=past)["launchPartitionBackfill"]["backfillId"]
        wait_for("the second backfill", lambda: ask(address, _STATUS, id=second)["partitionBackfillOrError"]["status"] == "COMPLETED_SUCCESS", log)
        wait_for("the sensor's run", lambda: articles_in(settings) == 4, log)
        assert {b.landed_on.isoformat(): b.rows("articles") for b in Store(settings.store).batches("raw")} == dict.fromkeys([*days, landing_day()], 1)
