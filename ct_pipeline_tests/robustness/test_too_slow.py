"""An article that a rule cannot cope with is given up after its limit, in whatever thread it is read, and listed; the others go their way."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from ct_pipeline.deadline import TooSlow, allowance, limited
from ct_pipeline_tests.robustness.figures import note
from ct_pipeline_tests.robustness.invariants import LONG


def _spin() -> None:
    while True:
        pass


def _swallow() -> None:
    """A rule that takes every error for an ordinary one."""
    while True:
        try:
            _spin()
        except Exception:  # noqa: BLE001
            continue


def _backtrack() -> None:
    assert re.match(r"(a+)+$", "a" * 60 + "b") is None  # for ever: the work is in C


@pytest.mark.parametrize("slow", [_spin, _swallow, _backtrack])
def test_work_in_the_main_thread_is_ended(slow: Callable[[], None]) -> None:
    begun = time.process_time()
    with pytest.raises(TooSlow), limited(0.2):
        slow()
    assert 0.15 < time.process_time() - begun < 1.5


def test_work_in_another_thread_is_ended() -> None:
    ends = []

    def work() -> None:
        try:
            with limited(0.2):
                _swallow()
        except TooSlow:
            ends.append("too slow")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert ends == ["too slow"]


def test_waiting_is_not_charged() -> None:
    """Processor time counts: a busy machine, a slow disk, a debugger make no article too slow."""
    with limited(0.2):
        time.sleep(0.5)


def test_the_limit_is_gone_afterwards() -> None:
    with limited(0.1):
        pass
    begun = time.process_time()
    while time.process_time() - begun < 0.3:
        pass
    with limited(0.1), limited(5.0):  # the inner one counts
        begun = time.process_time()
        while time.process_time() - begun < 0.3:
            pass


def test_the_limit_is_far_above_what_articles_take() -> None:
    assert allowance(2_600) > 10  # 20 ms is normal
    assert allowance(2_000_000) < 300  # the longest that lands: bounded


# The whole way, in a process of its own with short limits and one rule that never ends for one article.
_RUN = """
import json, sys
from datetime import date
from pathlib import Path
import ct_pipeline.clean, ct_pipeline.extract
from ct_pipeline import deadline, pipeline
from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.orchestration.launch import run_pipeline
from ct_pipeline.warehouse.build import build_candidate
from ct_pipeline.warehouse.publish import publish_candidate
folder, whole = Path(sys.argv[1]), sys.argv[2] == "whole"
real_clean, real_extract = ct_pipeline.clean.clean_together, ct_pipeline.extract.extract_together
def slow_clean(raws, knowledge, seconds=None):
    while any("بطيء جدا" in raw.raw_text for raw in raws):
        pass
    return real_clean(raws, knowledge, seconds)
def slow_extract(articles, knowledge, seconds=None):
    while any("بطيء قليلا" in raw.raw_text for raw, _ in articles):
        pass
    return real_extract(articles, knowledge, seconds)
pipeline._warm(load_knowledge(seeds_dir()))
ct_pipeline.clean.clean_together, ct_pipeline.extract.extract_together = slow_clean, slow_extract
deadline.SECONDS = 1.0
settings, day = Settings(seeds_dir(), folder / "w", folder / "landing"), date(2026, 11, 20)
if whole:
    outcome = run_pipeline(settings, [settings.landing], day=day)
    print(json.dumps([outcome.success, outcome.error, [c.check_name for c in outcome.checks if not c.success and c.severity == "critical"]]))
else:
    pipeline.land([settings.landing], settings, day)
    counts = [[r.articles, r.failed] for r in (pipeline.clean(settings, day), pipeline.extract(settings, day))]
    build_candidate(settings)
    publish_candidate(settings)
    print(json.dumps(counts))
"""


def _run(folder: Path, whole: str = "") -> list[object]:
    landing = folder / "landing"
    landing.mkdir()
    sentence = "قال الوزير إن التعاون في مكافحة الإرهاب مستمر، وعقد اجتماع في الرباط."
    for name, words in (("good", "عادي"), ("slow-clean", "بطيء جدا"), ("slow-facts", "بطيء قليلا"), ("good-2", "آخر")):
        (landing / f"{name}.txt").write_text(f"خبر {words}\n\n{sentence}\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", _RUN, str(folder), whole], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: list[object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _rejects(folder: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str((folder / "w" / "ct.duckdb").resolve()), read_only=True) as con:
        assert con.execute("select count(*) from clean.articles").fetchone() == (3,)
        assert con.execute("select count(distinct article_id) from facts.mentions").fetchone() == (2,)
        return con.execute("select source_uri, reason, detail from raw.rejects order by 1").fetchall()


def test_a_slow_article_is_rejected_and_the_rest_published(tmp_path: Path) -> None:
    assert _run(tmp_path) == [[3, 1], [2, 1]]
    found = _rejects(tmp_path)
    assert [(uri, reason) for uri, reason, _ in found] == [("slow-clean.txt", "too_slow"), ("slow-facts.txt", "too_slow")]
    assert all("given up after 1 s" in str(detail) for _, _, detail in found)
    note("articles given up as too slow, the run going on", 2)


@pytest.mark.skipif(not LONG, reason="a whole run with its checks: CT_LONG=1")
def test_it_blocks_no_publication(tmp_path: Path) -> None:
    """No critical check takes a rejected article for a lost one."""
    assert _run(tmp_path, "whole") == [True, None, []]
    assert len(_rejects(tmp_path)) == 2
