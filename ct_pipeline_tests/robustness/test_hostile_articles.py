"""Hostile words in an article go the whole way and come out as words: nothing runs them, nothing loses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import duckdb
import pytest

from ct_pipeline.config import Settings
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline_tests.conftest import make_warehouse
from ct_pipeline_tests.robustness.invariants import LONG, article, digest_once, sample_articles

TITLES = {
    "sql": "وزير الداخلية'); drop table facts.events; -- يستقبل نظيره الإسباني في الرباط",
    "html": "<script>alert('x')</script> وزير الداخلية <img src=x onerror=alert(1)> يستقبل نظيره في الرباط",
    "formula": '=HYPERLINK("http://evil.example";"وزير الداخلية") يستقبل نظيره الإسباني في الرباط',
    "markup": "[red]وزير الداخلية[/red] [link=file:///etc/passwd]يستقبل[/link] نظيره الإسباني في الرباط",
    "override": "وزير الداخلية \u202eيستقبل\u202c نظيره \u2066الإسباني\u2069 في \u200fالرباط",
    "terminal": "وزير الداخلية \x1b[2J\x1b]0;x\x07 يستقبل نظيره الإسباني في الرباط",
}
BODY = "استقبل وزير الداخلية المغربي محمد الفاسي، الخميس 14 مارس 2024 بالرباط، نظيره الإسباني خوان غارسيا.\n\nوقال الفاسي إن التعاون في مكافحة الإرهاب «نموذج يحتذى».\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("hostile")
    records = [{"id": k, "title": t, "text": BODY.replace("الفاسي", f"الفاسي {n}"), "published_at": "2024-03-14"} for n, (k, t) in enumerate(TITLES.items())]
    (folder / "in.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return make_warehouse(folder / "warehouse", folder / "in.jsonl")


def _cli(settings: Settings, *arguments: str) -> str:
    env = {**os.environ, "CT_WAREHOUSE": str(settings.warehouse), "COLUMNS": "200"}
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "ct_pipeline.cli", *arguments], env=env, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_titles_land_and_are_published_as_printed(hostile: Settings) -> None:
    with duckdb.connect(str(hostile.database.resolve()), read_only=True) as con:
        titles = {t for (t,) in con.execute("select hint_title from raw.articles").fetchall()}
        assert con.execute("select count(*) from clean.articles").fetchone() == (len(TITLES),)
        assert con.execute("select count(*) from facts.events").fetchone() != (0,)
    assert titles == set(TITLES.values())


@pytest.mark.parametrize("kind", TITLES if LONG else ["markup", "terminal"])
def test_explain_and_sql_show_them_as_words(hostile: Settings, kind: str) -> None:
    with duckdb.connect(str(hostile.database.resolve()), read_only=True) as con:
        row = con.execute("select article_id from raw.articles where hint_title = ?", [TITLES[kind]]).fetchone()
    assert row is not None
    shown = _cli(hostile, "explain", row[0])
    assert row[0] in shown
    assert "\x1b" not in shown
    assert json.loads(_cli(hostile, "sql", f"select hint_title from raw.articles where article_id = '{row[0]}'", "--format", "json")) == [{"hint_title": TITLES[kind]}]


@pytest.mark.skipif(not LONG, reason="half a minute: CT_LONG=1")
def test_two_megabytes_of_prose_in_bounded_time_and_memory() -> None:
    import resource

    text = "\n".join(a.raw_text for a in sample_articles())
    text = (text * (2_000_000 // len(text) + 1))[:2_000_000]
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    digest_once(article(text), load_knowledge())
    assert time.process_time() - begun < 180
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) < 3_000_000  # KiB
