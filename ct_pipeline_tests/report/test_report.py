"""The report: what is in it, that it escapes what articles say, and that it asks nobody for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from ct_pipeline.cli import main
from ct_pipeline.config import Settings
from ct_pipeline.report import write_pages, write_report
from ct_pipeline.report.charts import cooperation_matrix, months_chart, network
from ct_pipeline.report.data import ReportData, read_report
from ct_pipeline.report.page import anchor, marked, render

_VOID = {"meta", "input", "br", "line", "rect", "circle", "img", "link"}


class Page(HTMLParser):
    """Ids, links, text by element, and whether the tags nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if "href" in found:
            self.links.append(str(found["href"]))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def data(samples: Settings) -> Iterator[ReportData]:
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        yield read_report(con, 2000)


@pytest.fixture(scope="module")
def html(data: ReportData) -> str:
    return render(data, "en")


def test_every_link_leads_somewhere_in_the_file_and_no_id_is_twice(html: str) -> None:
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert page.links and {link.removeprefix("#") for link in page.links} <= set(page.ids)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_loaded_from_anywhere(data: ReportData, language: str) -> None:
    page = render(data, language)
    assert not re.search(r"""(?:src|href|url\()\s*=?\s*["'(]?\s*(?:https?:)?//""", page)
    assert "default-src 'none'" in page and "@import" not in page
    assert page.count("<script>") == 1


def test_an_event_page_quotes_each_source_and_marks_the_words(html: str, data: ReportData) -> None:
    event = next(e for e in data.events if e["stories"] > 1)
    start = html.index(f'id="{anchor(event["event_id"])}"')
    page = html[start : html.index("</section>", start)]
    assert page.count("<blockquote") == len(data.evidence[event["event_id"]]) >= 2
    assert page.count("<mark>") == page.count("<blockquote")


def test_the_marked_words_are_those_of_the_row() -> None:
    row = {"sentence": "ترأس المغرب الاجتماع.", "mark_start": 5, "mark_end": 11}
    assert marked(row) == ("ترأس ", "المغرب", " الاجتماع.")
    assert marked({**row, "mark_start": -3, "mark_end": 99}) == ("", row["sentence"], "")


def test_arabic_is_right_to_left_with_arabic_labels(data: ReportData) -> None:
    page = render(data, "ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert "التسلسل الزمني" in page and "Timeline" not in page


def test_what_an_article_says_is_escaped(data: ReportData) -> None:
    from copy import deepcopy

    hostile = """<script>alert(1)</script><img src=x onerror=alert(2)>" onmouseover="alert(3)' </style>"""
    poisoned = deepcopy(data)
    for rows in (poisoned.events, poisoned.people, poisoned.bodies, poisoned.cooperation, poisoned.checks, poisoned.coverage):
        for row in rows:
            for key, value in row.items():
                if isinstance(value, str) and not key.endswith(("_id", "_iso2", "_type", "severity", "status")) and key not in ("country_a", "country_b", "mode"):
                    row[key] = hostile
    for groups in (poisoned.participants, poisoned.evidence, poisoned.offices, poisoned.roles, poisoned.statements, poisoned.disagreements):
        for rows in groups.values():
            for row in rows:
                for key in [k for k, v in row.items() if isinstance(v, str) and k.endswith(("_ar", "_en", "sentence", "outlet", "quote"))]:
                    row[key] = hostile
    for node in poisoned.nodes.values():
        node["name_ar"] = node["name_en"] = hostile
    page = render(poisoned, "en")
    clean = Page(render(data, "en"))
    seen = Page(page)  # its tags nest
    assert "<script>alert" not in page and "<img" not in page
    assert set(seen.tags) == set(clean.tags) and seen.tags.count("script") == 1
    assert not {a for a in seen.attributes if a.startswith("on")}


def test_the_same_warehouse_gives_the_same_bytes(samples: Settings, tmp_path: Path) -> None:
    first, second = (write_report(samples.database, tmp_path / name).path.read_bytes() for name in ("a.html", "b.html"))
    assert first == second and len(first) > 100_000


def test_older_events_are_left_out_and_that_is_said(samples: Settings, tmp_path: Path) -> None:
    made = write_report(samples.database, tmp_path / "r.html", events=10)
    assert made.events == 10 and made.left_out > 100
    assert f"{made.left_out:,} older events are left out" in made.path.read_text(encoding="utf-8")


def test_an_empty_warehouse_has_a_report_that_says_what_to_do(data: ReportData) -> None:
    empty = ReportData(
        totals=dict.fromkeys(data.totals, 0) | {"first_on": None, "last_on": None, "landed_on": None}, events=[], left_out=0, new=set(), participants={}, evidence={}, disagreements={},
        cooperation=[], months=[], people=[], offices={}, bodies=[], roles={}, statements={}, edges=[], nodes={}, coverage=[], checks=[], labels=data.labels,
    )  # fmt: skip
    assert "ct-pipeline run" in render(empty, "en")


def test_bars_of_a_month_add_up_and_stay_within_the_chart() -> None:
    rows = [{"year_month": f"202{y}-{m:02}", "event_type": t, "events": m} for y in range(5) for m in range(1, 13) for t in ("attack", "meeting")]
    chart = months_chart(rows)
    assert len({b.label for b in chart.bars}) == 36 and chart.top == 24
    assert all(b.x >= 0 and b.x + b.width <= chart.width and b.y >= 0 and b.y + b.height <= chart.height for b in chart.bars)
    highest = [b for b in chart.bars if b.label == "2024-12"]
    assert sum(b.count for b in highest) == 24
    assert months_chart([]).bars == []


def test_the_matrix_is_symmetric_and_keeps_the_busiest() -> None:
    pairs = [("MA", "ES", 5), ("DZ", "MA", 1), ("ES", "FR", 2)]
    rows = [{"country_a": a, "country_b": b, "events": n, "country_a_ar": a, "country_b_ar": b, "country_a_en": None, "country_b_en": None} for a, b, n in pairs]
    matrix = cooperation_matrix(rows, size=2)
    assert matrix.codes == ["ES", "MA"] and matrix.cells["MA", "ES"] == matrix.cells["ES", "MA"] == matrix.top == 5


def test_the_network_is_drawn_the_same_each_time_within_its_frame() -> None:
    nodes = {f"org:{i}": {"kind": "organization", "name_ar": f"هيئة {i}", "name_en": None} for i in range(60)}
    edges = [{"source": f"org:{a}", "target": f"org:{b}", "events": 1 + b % 4} for a, b in [(0, i) for i in range(1, 60)] + [(i, i + 1) for i in range(1, 59)]]
    first = network(edges, nodes)
    assert first == network(edges, nodes)
    assert 10 < len(first.nodes) <= 45
    assert all(0 <= n.x <= first.width and 0 <= n.y <= first.height for n in first.nodes)
    assert any(n.is_labelled for n in first.nodes)


def test_two_thousand_events_render_in_a_file_that_a_browser_takes(data: ReportData) -> None:
    from copy import copy

    many = copy(data)
    many.events = [
        {**e, "event_id": f"{e['event_id']}x{k}", "start_date": (e["start_date"] or date(2024, 1, 1)) + timedelta(days=k)} for k in range(2000 // len(data.events) + 1) for e in data.events
    ][:2000]
    many.events_of = {}
    many.participants = {e["event_id"]: data.participants.get(e["event_id"].rsplit("x", 1)[0], []) for e in many.events}
    many.evidence = {e["event_id"]: data.evidence[e["event_id"].rsplit("x", 1)[0]] for e in many.events}
    assert 1_000_000 < len(render(many, "ar").encode()) < 16_000_000


def test_the_command_writes_the_file_and_says_so(samples: Settings, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["report", "--warehouse", str(samples.warehouse), "--output", str(tmp_path / "sub" / "r.html"), "--language", "ar"])
    assert done.exit_code == 0 and "events" in done.output and (tmp_path / "sub" / "r.html").exists()
    missing = CliRunner().invoke(main, ["report", "--warehouse", str(tmp_path), "--output", str(tmp_path / "r.html")])
    assert missing.exit_code == 2 and "ct-pipeline run" in missing.output
    (tmp_path / "file").write_text("x")
    blocked = CliRunner().invoke(main, ["report", "--warehouse", str(samples.warehouse), "--output", str(tmp_path / "file" / "r.html")])
    assert blocked.exit_code == 2 and "--output" in blocked.output


def test_pages_of_an_unchanged_warehouse_stay_as_they_are(samples: Settings, tmp_path: Path) -> None:
    from dataclasses import replace
    from shutil import copy

    settings = replace(samples, warehouse=tmp_path)
    copy(samples.database.resolve(), settings.database)
    pages = write_pages(settings)
    assert {p.name for p in pages.values()} == {"report.html", "report.ar.html"}
    before = {p: p.stat().st_mtime_ns for p in pages.values()}
    write_pages(settings)
    assert before == {p: p.stat().st_mtime_ns for p in pages.values()}
    pages["en"].unlink()
    assert write_pages(settings)["en"].exists()
