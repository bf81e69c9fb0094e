"""The quality page, the history, and the file of bounds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.lexicon.seeds import SeedError
from ct_pipeline.quality.frames import ROWS, WHOLE
from ct_pipeline.quality.history import append_history, history_file, read_history
from ct_pipeline.quality.page import render, sparkline, write_page
from ct_pipeline.quality.results import CheckResult, store_results
from ct_pipeline.quality.thresholds import load_parameters, load_thresholds


def result(name: str, success: bool, severity: str = "warning", observed: str = "", ids: str | None = None, value: float | None = 1.0) -> CheckResult:
    return CheckResult("clean.articles", name, severity, success, observed, "at least 0.9", ids, value, "why it is there")


class _Links(HTMLParser):
    found: list[str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [str(v) for k, v in attrs if k in ("src", "href", "srcset", "action")]
        self.found += [tag] if tag in ("script", "link", "iframe") else []


def test_the_page_needs_nothing_from_elsewhere_and_escapes_what_articles_say(tmp_path: Path) -> None:
    settings = Settings(seeds_dir(), tmp_path, tmp_path)
    bad = result("no_new_boilerplate", False, observed="2 of 9 rows fail (صدى المتوسط: <script>alert(1)</script>)", ids='["a1", "a2", "a3", "a4", "a5", "a6"]')
    store_results(settings, "clean", [bad, result("tiles", True), result("surface_matches", False, "critical")])
    for day in (1, 2, 3):
        append_history(settings, [result("no_new_boilerplate", day == 1, value=float(day))], date(2026, 11, day), f"run-{day}", datetime(2026, 11, day, 6, tzinfo=UTC))
    html = write_page(settings).read_text(encoding="utf-8")
    links = _Links()
    links.found = []
    links.feed(html)
    assert links.found == []
    assert not re.search(r"https?://|@import|url\(", html)
    assert "&lt;script&gt;alert(1)" in html
    assert 'dir="auto">2 of 9 rows fail (صدى المتوسط' in html
    assert "ct-pipeline explain a5" in html
    assert "and 1 more" in html
    assert "failing since 2026-11-02 06:00" in html, "the first of the failing runs in a row"
    assert html.index("✕ critical") < html.index("▲ warning"), "the worst first"
    assert html.count("<circle") == 4, "two failing runs, in the list of failing checks and in that of the stage"


def test_a_page_without_anything_is_a_page(tmp_path: Path) -> None:
    assert "Every check passed." in render([], [])


def test_a_line_of_one_number_is_no_line() -> None:
    assert sparkline([1.0], [True]) == ""
    assert sparkline([None, 2.0], [True, True]) == ""
    assert sparkline([1.0, 1.0, 1.0], [True, True, False]).count("<circle") == 1


def test_history_keeps_every_run_and_skips_a_line_that_was_cut(tmp_path: Path) -> None:
    settings = Settings(seeds_dir(), tmp_path, tmp_path)
    assert read_history(settings) == []
    append_history(settings, [result("tiles", True), result("share_dated", False)], date(2026, 11, 20), "run-1")
    with history_file(settings).open("a") as handle:
        handle.write('{"checked_at": "2026-1')
    kept = read_history(settings)
    assert [(r["check_name"], r["success"], r["landed_on"], r["run_id"]) for r in kept] == [("tiles", True, date(2026, 11, 20), "run-1"), ("share_dated", False, date(2026, 11, 20), "run-1")]


def test_every_bound_is_of_something_that_is_measured() -> None:
    for t in load_thresholds(seeds_dir()):
        if t.kind == "whole":
            assert t.measure in WHOLE[t.table], (t.table, t.measure)
        elif t.kind != "dates":
            assert t.measure in ROWS[t.table], (t.table, t.measure)
        if t.per:
            assert t.per in ROWS[t.table], (t.table, t.per)
    used = {(t.table, name) for t in load_thresholds(seeds_dir()) for name in (t.measure, t.per) if name}
    assert {(table, name) for table, names in (*ROWS.items(), *WHOLE.items()) for name in names} - used == set(), "measured, and nobody looks"


def test_every_parameter_is_used() -> None:
    from ct_pipeline.quality import measures, measures_marts

    text = repr((measures.ROWS, measures.WHOLE, measures.PRELUDES, measures_marts.ROWS, measures_marts.WHOLE, measures_marts.PRELUDES))
    assert {name for name in load_parameters(seeds_dir()) if f"getvariable('{name}')" not in text.replace('\\', "")} == set()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"warning": None, "critical": None}, "give a warning level"),
        ({"warning": 0.5, "critical": 0.9}, "must lie outside"),
        ({"kind": "groups"}, "needs 'per'"),
        ({"kind": "drift"}, "needs 'trailing'"),
        ({"earliest": date(1990, 1, 1)}, "belong to kind dates"),
        ({"threshold": 1}, "Extra inputs"),
        ({"why": "x"}, "at least 10"),
    ],
)
def test_a_bound_that_cannot_work_is_refused_with_its_place(tmp_path: Path, change: dict[str, object], says: str) -> None:
    line = {"table": "clean.articles", "expectation": "share_dated", "measure": "is_dated", "warning": 0.6, "why": "most news pages print their day"} | change
    (tmp_path / "quality.yml").write_text(yaml.safe_dump({"parameters": {}, "thresholds": [line]}), encoding="utf-8")
    with pytest.raises(SeedError, match=says):
        load_thresholds(tmp_path)


def test_great_expectations_is_set_up_once_a_process_with_telemetry_off(samples: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from ct_pipeline.quality.judging import _great_expectations

    monkeypatch.delenv("GX_ANALYTICS_ENABLED", raising=False)
    _great_expectations.cache_clear()
    first = _great_expectations()
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
    assert _great_expectations() is first
    assert _great_expectations.cache_info().misses == 1
