"""docs/performance.md says what docs/performance.json holds: figures, verdicts, nothing typed by hand."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ct_pipeline.config import project_root
from ct_pipeline_tests.benchmark import processes
from ct_pipeline_tests.benchmark.__main__ import BEGIN, END, page
from ct_pipeline_tests.benchmark.targets import TARGETS, verdicts

DOCS = project_root() / "docs"


def test_the_page_and_the_figures_agree() -> None:
    found: dict[str, Any] = json.loads((DOCS / "performance.json").read_text(encoding="utf-8"))
    text = (DOCS / "performance.md").read_text(encoding="utf-8")
    assert text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip() == page(found).strip()


def row(stage: str, workers: int, wall: float, load: float = 0.5) -> dict[str, Any]:
    return {"stage": stage, "articles": 6000, "workers": workers, "wall_seconds": wall, "cpu_seconds": 50.0, "peak_memory_mb": 500.0, "load": load}


def run(articles: int, **seconds: float) -> dict[str, Any]:
    return {"articles": articles, "workers": 2} | {name: {"wall_seconds": s, "cpu_seconds": s, "peak_memory_mb": 500, "load": 0.5} for name, s in seconds.items()}


GOOD: dict[str, Any] = {
    "machine": "2 cores, 24 GB",
    "yardstick": {"tokenizer": 100.0, "clean_and_extract": 60.0, "ratio": 0.6},
    "stages": [row("clean and extract", 1, 48.0), row("clean and extract", 2, 26.0)],
    "whole": [run(1000, first=20.0, nothing_new=2.0), run(6000, first=55.0)],
    "grown": [
        {"extracted": 6000, "stages": [row("build", 1, 100.0) | {"cpu_seconds": 100.0, "articles": 100_000}]} | run(100_000, **{"added again": 19.0}),
        {"extracted": 6000, "stages": [row("build", 1, 1100.0) | {"cpu_seconds": 1100.0}]} | run(1_000_000),
    ],
    "startup": {"wall_seconds": 0.1, "cpu_seconds": 0.1},
}
BAD: dict[str, Any] = {
    "machine": "2 cores, 24 GB",
    "yardstick": {"tokenizer": 100.0, "clean_and_extract": 40.0, "ratio": 0.4},
    "stages": [row("clean and extract", 1, 48.0), row("clean and extract", 2, 28.0)],
    "whole": [run(1000, first=20.0, nothing_new=6.0), run(6000, first=65.0)],
    "grown": [
        {"extracted": 6000, "stages": [row("build", 1, 100.0) | {"cpu_seconds": 100.0}]} | run(100_000, **{"added again": 21.0}),
        {"extracted": 6000, "stages": [row("build", 1, 1200.0) | {"cpu_seconds": 1200.0, "peak_memory_mb": 5000.0}]} | run(1_000_000),
    ],
    "startup": {"wall_seconds": 0.7, "cpu_seconds": 0.1},
}


def test_a_verdict_follows_from_the_figures() -> None:
    assert [v.holds for v in verdicts(GOOD)] == [True] * len(TARGETS)
    assert [v.holds for v in verdicts(BAD)] == [False] * len(TARGETS)
    assert [v.holds for v in verdicts({})] == [None] * len(TARGETS)
    assert [v.word() for v in verdicts({})] == ["not shown"] * len(TARGETS)


def test_seconds_on_a_busy_machine_prove_nothing() -> None:
    slow = {"first": {"wall_seconds": 300.0, "cpu_seconds": 80.0, "load": 9.0}}
    busy = GOOD | {"stages": [row("clean and extract", 1, 200.0, 9.0), row("clean and extract", 2, 180.0, 9.0)], "whole": [run(6000) | slow]}
    found = {v.target: v for v in verdicts(busy)}
    for target in ("two cores: clean and extract at least 1.8 times one", "the whole way for 6,000 articles in 60 s on two cores"):
        assert found[target].holds is None
        assert "the machine was busy (load 9" in found[target].says


def test_a_command_is_charged_with_the_processes_that_it_leaves_behind(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(f"""
import subprocess, sys, time
subprocess.Popen([{sys.executable!r}, "-c", "import time\\nx = bytearray(60_000_000)\\nwhile time.process_time() < 0.6: pass"], start_new_session=True)
print("gone")
""")
    begun = time.perf_counter()
    used = processes.run([sys.executable, str(script)])
    assert used.output == "gone\n" and used.returncode == 0
    assert used.cpu_seconds >= 0.6
    assert used.peak_mb > 60
    assert used.wall_seconds <= time.perf_counter() - begun


def test_a_command_is_not_charged_with_what_ran_before() -> None:
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        assert processes.run([sys.executable, "-c", "print('done')"]).output == "done\n"
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


@pytest.mark.parametrize("copies", [2])
def test_a_store_told_again_has_other_ids_and_passes_its_checks(samples: Any, tmp_path: Path, copies: int) -> None:
    import duckdb

    from ct_pipeline.config import Settings
    from ct_pipeline.quality import run_checks
    from ct_pipeline.warehouse.build import build
    from ct_pipeline.warehouse.store import Store
    from ct_pipeline_tests.benchmark.multiply import multiply

    target = Settings(samples.seeds, tmp_path, samples.landing)
    multiply(samples, target, copies)
    build(target, target.candidate)
    with duckdb.connect(str(target.candidate), read_only=True) as con:
        assert con.execute("select count(*), count(distinct article_id), count(distinct story_id) > 50 from clean.articles").fetchone() == (62, 62, True)
        people = con.execute("select count(*) filter (not is_registered) from marts.dim_entity where kind = 'person'").fetchone()
        once = con.execute("""select count(distinct entity_id) from facts.entities
            where kind = 'person' and not is_registered and article_id in (select article_id from raw.articles where source_uri not like '%-1')""").fetchone()
        assert people and once and people[0] > once[0]
    days = Store(target.store).days()
    failed = [(r.table_name, r.check_name, r.observed) for stage in ("raw", "clean", "facts") for day in days for r in run_checks(stage, target, [day]) if not r.success and r.severity == "critical"]
    failed += [(r.table_name, r.check_name, r.observed) for r in run_checks("marts", target) if not r.success and r.severity == "critical"]
    assert failed == []


def test_what_was_not_run_to_its_end_is_not_claimed() -> None:
    half = {v.target: v for v in verdicts(GOOD | {"grown": [GOOD["grown"][0], GOOD["grown"][1] | {"articles": 500_000, "stages": [row("build", 1, 550.0) | {"cpu_seconds": 550.0}]}]})}
    assert half["1,000,000 articles in 4 GB"].holds is None and "at 500,000 articles" in half["1,000,000 articles in 4 GB"].says
    assert half["time linear within 15% up to 1,000,000"].holds is None
