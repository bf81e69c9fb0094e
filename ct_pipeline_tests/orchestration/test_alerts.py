"""Alerts reach real receivers: an HTTP server and an SMTP server of this machine, opened by the test."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from dagster import AssetCheckResult, AssetCheckSeverity, asset_check

from ct_pipeline.config import ConfigError, Settings, seeds_dir
from ct_pipeline.orchestration.alerts import Alert, EmailSink, WebhookSink, check_lines, configured_sinks, send
from ct_pipeline.quality.results import CheckResult

FAILED = CheckResult("facts.mentions", "surface_matches", "critical", False, "3 of 90 rows fail", "no row fails", '["m-1", "m-2"]', 3.0, "surface = raw_text[raw_start:raw_end]")
WARNED = CheckResult("clean.articles", "no_new_boilerplate", "warning", False, "2 of 9 rows fail (صدى المتوسط: اشترك في النشرة)", "no row fails", None, 2.0, "")
PASSED = CheckResult("clean.articles", "tiles", "critical", True, "0 of 9 rows fail", "no row fails", None, 0.0, "")
ALERT = Alert("critical", "land_extract_publish failed; nothing was published", check_lines([WARNED, PASSED, FAILED]), "run-1", "land_extract_publish", "2026-11-20", "http://127.0.0.1:3000/runs/run-1")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(seeds_dir(), tmp_path / "warehouse", tmp_path)


@pytest.fixture
def web() -> Iterator[tuple[str, list[Any], list[int]]]:
    """Address, what was posted, and the answers to give (the last one stays)."""
    posted: list[Any] = []
    answers = [200]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append((self.headers["Content-Type"], json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(answers.pop(0) if len(answers) > 1 else answers[0])
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", posted, answers
    server.shutdown()


@pytest.fixture
def mail() -> Iterator[tuple[int, list[bytes]]]:
    """The port of an SMTP server, and the messages it took."""
    taken: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                verb = line[:4].upper()
                if verb == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    content = b""
                    while (part := self.rfile.readline()) != b".\r\n":
                        content += part.removeprefix(b".") if part.startswith(b"..") else part
                    taken.append(content)
                self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 fine\r\n")
                if verb == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], taken
        server.shutdown()


def test_the_message_says_the_worst_first_and_how_to_look_at_a_row() -> None:
    assert [line.split()[0] for line in ALERT.lines] == ["CRITICAL", "WARNING"]
    assert "ct-pipeline explain m-1" in ALERT.lines[0]
    assert ALERT.text().endswith("http://127.0.0.1:3000/runs/run-1")


def test_a_webhook_is_posted_the_text_and_the_fields(web: tuple[str, list[Any], list[int]]) -> None:
    address, posted, _ = web
    assert send(ALERT, [WebhookSink(kind="webhook", url=address)]) == []
    kind, body = posted[0]
    assert kind == "application/json; charset=utf-8"
    assert body["text"] == ALERT.text()
    assert body["severity"] == "critical"
    assert "صدى المتوسط" in body["lines"][1]


def test_a_receiver_that_is_down_for_a_moment_is_tried_again_and_one_that_refuses_is_not(web: tuple[str, list[Any], list[int]]) -> None:
    address, posted, answers = web
    waits: list[float] = []
    answers[:] = [503, 503, 200]
    assert send(ALERT, [WebhookSink(kind="webhook", url=address)], waits.append) == []
    assert (len(posted), waits) == (3, [1.0, 2.0])
    answers[:] = [404]
    assert "404" in send(ALERT, [WebhookSink(kind="webhook", url=address)], waits.append)[0]
    assert len(posted) == 4


def test_an_email_arrives_whole_and_in_arabic(mail: tuple[int, list[bytes]]) -> None:
    port, taken = mail
    assert send(ALERT, [EmailSink(kind="email", to=["desk@example.org", "night@example.org"], host="127.0.0.1", port=port)]) == []
    message = message_from_bytes(taken[0], policy=policy.default)
    assert message["To"] == "desk@example.org, night@example.org"
    assert message["Subject"].strip() == "[ct_pipeline] critical: land_extract_publish failed; nothing was published"
    assert message.get_content().replace("\r\n", "\n").rstrip("\n") == ALERT.text()


def test_one_sink_that_is_down_does_not_keep_the_others_from_theirs(settings: Settings, mail: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    port, taken = mail
    sinks = configured_sinks(settings, {"CT_ALERT_WEBHOOK": "http://127.0.0.1:9/", "CT_ALERT_EMAIL": "desk@example.org", "CT_ALERT_SMTP": f"127.0.0.1:{port}"})
    problems = send(ALERT, sinks, lambda seconds: None)
    assert len(problems) == 1
    assert problems[0].startswith("webhook: ")
    assert len(taken) == 1
    kept = [json.loads(line) for line in (settings.warehouse / "alerts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [a["run_id"] for a in kept] == ["run-1"]


def test_sinks_are_read_from_a_file_and_secrets_from_the_environment(settings: Settings, tmp_path: Path, web: tuple[str, list[Any], list[int]], monkeypatch: pytest.MonkeyPatch) -> None:
    address, posted, _ = web
    config = tmp_path / "alerts.yml"
    config.write_text("sinks:\n  - {kind: webhook, url_from: DESK_HOOK, minimum: critical}\n  - {kind: file, path: " + str(tmp_path / "own.jsonl") + "}\n", encoding="utf-8")
    sinks = configured_sinks(settings, {"CT_ALERTS": str(config)})
    assert "DESK_HOOK" in send(ALERT, sinks)[0]
    monkeypatch.setenv("DESK_HOOK", address)
    assert send(ALERT, sinks) == []
    warning = Alert("warning", "1 check did not pass", check_lines([WARNED]), "run-2", "land_extract_publish")
    assert send(warning, sinks) == []
    assert len(posted) == 1, "this webhook wants critical ones only"
    assert len((tmp_path / "own.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sinks: [{kind: pigeon}]", "pigeon"),
        ("sinks: []", "sinks"),
        ("sinks: [{kind: webhook}]", "url_from"),
        ("sinks: [{kind: email, to: []}]", "to"),
        ("sinks: [", "not valid YAML"),
    ],
)
def test_a_file_that_cannot_work_is_refused_with_the_place(settings: Settings, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "alerts.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        configured_sinks(settings, {"CT_ALERTS": str(tmp_path / "alerts.yml")})


@asset_check(asset="articles", blocking=True)
def share_with_body() -> AssetCheckResult:
    return AssetCheckResult(passed=False, severity=AssetCheckSeverity.WARN, metadata={"observed": "0.4 of 5 rows", "bound": "at least 0.9", "failing_ids": ["a1"]})


def test_the_sensors_alert_once_a_run_with_every_failed_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On an instance in memory: a run that came through with a warning, and what would be said had it failed."""
    from dagster import DagsterInstance, Definitions, asset, build_run_status_sensor_context, define_asset_job

    from ct_pipeline.orchestration.alerting import alert_checks_failed, run_failed

    monkeypatch.setenv("CT_WAREHOUSE", str(tmp_path))
    monkeypatch.setenv("CT_UI_URL", "http://127.0.0.1:3000")

    @asset
    def articles() -> None: ...

    job = Definitions(assets=[articles], asset_checks=[share_with_body], jobs=[define_asset_job("work")]).resolve_job_def("work")
    with DagsterInstance.ephemeral() as instance:
        done = job.execute_in_process(instance=instance)
        alert_checks_failed(build_run_status_sensor_context("alert_checks_failed", done.get_run_success_event(), instance, done.dagster_run))
        failed = run_failed(instance, done.dagster_run, "disk on fire")
    kept = [json.loads(line) for line in (tmp_path / "alerts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(a["severity"], a["title"]) for a in kept] == [("warning", "1 check did not pass")]
    assert kept[0]["lines"] == ["WARNING articles share_with_body: observed 0.4 of 5 rows, expected at least 0.9; look at one: ct-pipeline explain a1"]
    assert kept[0]["link"] == f"http://127.0.0.1:3000/runs/{done.run_id}"
    assert failed.lines[0] == "disk on fire"
    assert failed.severity == "critical"
