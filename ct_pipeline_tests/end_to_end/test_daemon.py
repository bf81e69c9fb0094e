"""The daemon with its schedule and sensors, really run: nobody's hand on it but on the landing folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.orchestration.instance import open_instance
from ct_pipeline.warehouse.store import Store, reseal
from ct_pipeline_tests.conftest import samples_folder
from ct_pipeline_tests.robustness.invariants import LONG

PATIENCE = 600.0  # seconds a step may take where the machine is busy; on two free cores the whole test takes under a minute


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A webhook's other end: its address, and what was posted to it."""
    posted: list[dict[str, Any]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", posted
    server.shutdown()


def wait_for(what: str, true: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, f"{what} did not happen; the daemon's log ends:\n{log.read_text()[-3000:]}"
        time.sleep(0.2)


def drop(inbox: Path, name: str, content: bytes, age: float = 60.0) -> None:
    """Put a file into the landing folder under a hidden name first. A young one counts as still being written: a run that is going on leaves it, the next look but one takes it."""
    work = inbox / f".{name}"
    work.write_bytes(content)
    os.utime(work, (time.time() - age, time.time() - age))
    work.rename(inbox / name)


def page_without_article(number: int) -> bytes:
    """What is left of a page when an outlet moves its article into a script: menu and footer."""
    menu = "".join(f'<li><a href="/{i}">{word}</a></li>' for i, word in enumerate("الرئيسية سياسة اقتصاد رياضة ثقافة مجتمع فيديو صور آراء".split()))
    return f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>نافذة الضفاف</title><meta property="og:site_name" content="نافذة الضفاف"></head>
        <body><header><nav><ul>{menu}</ul></nav></header><div id="app" data-id="{number}"></div><footer><p>جميع الحقوق محفوظة</p></footer></body></html>""".encode()


def articles_in(settings: Settings) -> int:
    if not settings.database.exists():
        return 0
    with duckdb.connect(str(settings.database.resolve()), read_only=True) as con:
        row = con.execute("select count(*) from marts.dim_article").fetchone()
    return int(row[0]) if row else 0


@contextmanager
def daemon(settings: Settings, log: Path, **environment: str) -> Iterator[None]:
    """Dagster's daemon on the warehouse's own instance, as ``ct-pipeline ui`` starts it; stopped with all it has started."""
    own = {**os.environ, "CT_WAREHOUSE": str(settings.warehouse), "CT_LANDING": str(settings.landing), "CT_SENSOR_SECONDS": "1", "DAGSTER_HOME": str(settings.dagster_home)}
    with log.open("w") as out:
        command = [sys.executable, "-W", "ignore", "-m", "dagster._daemon", "run", "-m", "ct_pipeline.definitions"]
        process = subprocess.Popen(command, env={**own, "PYTHONWARNINGS": "ignore", **environment}, stdout=out, stderr=out, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.skipif(not LONG, reason="52 s by itself, three minutes beside other tests: make torture")
def test_files_become_facts_a_broken_page_warns_and_a_corruption_blocks(tmp_path: Path, receiver: tuple[str, list[dict[str, Any]]]) -> None:
    """Three runs of the whole job. The second set of files comes while the first is worked on: its run waits for the first, and both succeed."""
    address, posted = receiver
    inbox, log = tmp_path / "inbox", tmp_path / "daemon.log"
    inbox.mkdir()
    settings = Settings(seeds_dir(), tmp_path / "warehouse", inbox)
    with open_instance(settings) as instance, daemon(settings, log, CT_ALERT_WEBHOOK=address):
        for name in ("a08-valletta-mou.txt", "a11-atar-joint-exercise.txt"):
            drop(inbox, name, (samples_folder() / name).read_bytes())
        wait_for("the first run", lambda: [r.status.value for r in instance.get_runs()] == ["STARTED"], log)
        for number in (1, 2):
            drop(inbox, f"page-{number}.html", page_without_article(number), age=0.0)

        def published_are(number: int) -> bool:
            failed = [r.run_id for r in instance.get_runs() if r.is_failure]
            assert failed == [], "a run failed: " + log.read_text()[-3000:]
            return articles_in(settings) == number

        wait_for("the publication of what was dropped", lambda: published_are(2), log)
        assert posted == [], "a green run alerts nobody"
        wait_for("the publication with the empty pages", lambda: published_are(4), log)

        published = settings.database.resolve()
        batch = next(b for b in Store(settings.store).batches("facts") if b.rows("mentions"))
        with duckdb.connect() as con:
            con.execute(f"create table t as select * replace (surface || 'x' as surface) from read_parquet('{batch.table('mentions')}')")
            con.execute(f"copy t to '{batch.table('mentions')}' (format parquet)")
        reseal(batch, "facts")
        drop(inbox, "a13.txt", (samples_folder() / "a13-arab-ministers-communique.txt").read_bytes())
        wait_for("the warning", lambda: len(posted) == 1, log)
        assert posted[0]["severity"] == "warning"
        assert "clean.articles share_with_body: observed 0.500 of 4 rows, expected at least 0.9; look at one: ct-pipeline explain" in posted[0]["text"]

        wait_for("the alert of the corruption", lambda: len(posted) == 2, log)
        assert posted[1]["severity"] == "critical"
        assert "failed; nothing was published" in posted[1]["title"]
        assert "CRITICAL facts.mentions surface_matches" in posted[1]["text"]
        assert settings.database.resolve() == published
        assert articles_in(settings) == 4
        wait_for("the sensor's word on it", lambda: "failed for good" in last_tick(instance, "landing_folder"), log)
        records = instance.get_run_records()
        assert [r.dagster_run.status.value for r in records] == ["FAILURE", "SUCCESS", "SUCCESS"], "one run for each set of files, nothing built twice, what failed for good not tried again"
        assert {r.dagster_run.tags["dagster/sensor_name"] for r in records} == {"landing_folder"}
        first, second = records[2], records[1]
        assert second.create_timestamp.timestamp() < float(first.end_time or 0) <= float(second.start_time or 0), "the second was asked for while the first was going on, and waited for it"
        for r in reversed(records):
            print(f"run {r.dagster_run.run_id[:8]}: asked {r.create_timestamp:%H:%M:%S}, ran {float(r.end_time or 0) - float(r.start_time or 0):.1f} s")


def last_tick(instance: Any, sensor: str) -> str:
    """What the sensor said when it last asked for nothing."""
    state = next(s for s in instance.all_instigator_state() if s.instigator_name == sensor)
    ticks = instance.get_ticks(state.instigator_origin_id, state.selector_id, limit=1)
    return str(ticks[0].skip_reason) if ticks else ""
