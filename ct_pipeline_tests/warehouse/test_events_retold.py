"""The real articles and the samples that retell them: each retold event is one row with two sources or more. Runs where the real articles are at hand.

The five lie beside the project where it is developed; they are other people's texts and not part of it. ``CT_REAL_ARTICLES`` names their folder.
"""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from ct_pipeline.config import project_root
from ct_pipeline_tests.conftest import make_warehouse, samples_folder

REAL = Path(os.environ.get("CT_REAL_ARTICLES") or project_root().parent / "shared" / "articles")
PAIRS = {
    "a01": "map-kuwait-border-security", "a02": "gctf-ministerial-new-york", "a03": "coalition-africa-focus-group", "a04": "fesnews-gctf-eu-dialogue", "a05": "telexpresse-voronkov-interview",
}  # fmt: skip

# Type, town or None, first day or None, sample: what both of a pair tell.
RETOLD = [
    ("conference", None, "2024-11-04", "a01"),  # the border conference in Kuwait
    ("launch", None, "2018-01-01", "a01"),  # the Dushanbe process
    ("launch", None, "2022-01-01", "a01"),  # the Marrakech platform
    ("meeting", "نيويورك", "2017-09-20", "a02"),  # the ministerial of the forum
    ("appointment", "نيويورك", "2017-09-20", "a02"),  # its chairs re-elected there
    ("launch", None, "2011-01-01", "a02"),  # the forum founded
    ("meeting", "بروكسيل", "2021-12-02", "a03"),  # the coalition's political directors
    ("launch", "بروكسيل", "2021-12-02", "a03"),  # its focus group
    ("launch", None, "2014-09-01", "a03"),  # the coalition founded
    ("meeting", None, "2018-06-01", "a03"),  # the directors' meeting in Morocco
    ("meeting", None, "2023-03-20", "a04"),  # the fifth dialogue and the ninth consultation
    ("launch", "الرباط", "2021-06-24", "a05"),  # the office in Rabat
    ("conference", None, "2021-06-21", "a05"),  # the counter-terrorism week
]

pytestmark = pytest.mark.skipif(not all((REAL / f"{name}.txt").is_file() for name in PAIRS.values()), reason="the real articles are not at hand")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    settings = make_warehouse(tmp_path_factory.mktemp("retold"), samples_folder(), REAL)
    return duckdb.connect(str(settings.database.resolve()), read_only=True)


SOURCES = """
  select e.event_id, e.event_type, e.city, e.start_date::varchar as day, e.stories, list_sort(list(distinct split_part(r.source_uri, '.', 1))) as sources
  from marts.fct_event e join marts.event_link l using (event_id) join raw.articles r on r.article_id = l.article_id group by all
"""


@pytest.mark.parametrize(("kind", "town", "day", "sample"), RETOLD)
def test_a_retold_event_is_one_row(both: duckdb.DuckDBPyConnection, kind: str, town: str | None, day: str, sample: str) -> None:
    where = "event_type = ? and day = ? and (?::varchar is null or city = ?) and list_contains(sources, ?)"
    found = both.execute(f"select stories, sources from ({SOURCES}) where {where}", [kind, day, town, town, PAIRS[sample]]).fetchall()
    assert found, "the real article's event is not there under this type and day"
    for stories, sources in found:
        assert any(s.startswith(sample) for s in sources), f"only {sources}"
        assert stories >= 2


def test_the_two_meetings_of_one_day_stay_two(both: duckdb.DuckDBPyConnection) -> None:
    """The dialogue and the consultation had the same participants on the same days; their editions differ."""
    assert both.execute("select edition, articles from marts.fct_event where event_type = 'meeting' and start_date = '2023-03-20' order by 1").fetchall() == [(5, 2), (9, 2)]


def test_every_merge_was_read(both: duckdb.DuckDBPyConnection) -> None:
    """Besides the pairs above only these were joined, and they are the same events."""
    pairs = {tuple(sorted((next(p.stem for p in samples_folder().iterdir() if p.name.startswith(k)), v))) for k, v in PAIRS.items()}
    others = {
        ("a05-voronkov-rabat-office", "a15-twenty-two-years-on", "telexpresse-voronkov-interview"),  # the office in Rabat
        ("a14-fez-seminar-interview", "a15-twenty-two-years-on"),  # the coalition's ministerial in Marrakech
        ("b15-mogadishu-hotel-attack", "b16-mogadishu-attack-arab-reactions"),  # one wire story
    }
    merged = {tuple(sources) for (sources,) in both.execute(f"select sources from ({SOURCES}) where len(sources) > 1").fetchall()}
    assert merged <= pairs | others


def test_an_undated_report_inherits_openly(both: duckdb.DuckDBPyConnection) -> None:
    rows = both.execute(
        """select f.event_id, f.start_date, f.date_from_merge, f.undated_articles, count(distinct e.article_id) filter (e.start_date is null), bool_or(v.date_from_merge),
             bool_or(v.date_from_merge and e.start_date is not null)
           from marts.fct_event f join marts.fct_event_evidence v using (event_id) join facts.events e using (event_mention_id) group by all"""
    ).fetchall()
    inherited = 0
    for _, day, says_so, undated, counted, in_evidence, wrongly in rows:
        assert undated == counted
        assert says_so == in_evidence == (day is not None and undated > 0)
        assert not wrongly
        inherited += says_so
    assert inherited >= 3  # the coalition's meeting, its group and the appointment in New York are undated in one report
