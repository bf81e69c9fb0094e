"""Events across articles: what is told twice is one row, what is not stays apart, and an undated report says that its day is another's."""

from __future__ import annotations

from pathlib import Path

import duckdb

from ct_pipeline.config import Settings

MERGED = """
  select e.event_type, e.start_date::varchar, list_sort(list(distinct split_part(r.source_uri, '-', 1)))
  from marts.fct_event e join marts.event_link l using (event_id) join facts.events f using (event_mention_id) join raw.articles r on r.article_id = f.article_id
  group by e.event_id, 1, 2 having count(distinct r.article_id) > 1 order by 2, 1
"""


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path.resolve()), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_what_two_samples_tell_is_one_event(samples: Settings) -> None:
    found = [(kind, day, tuple(articles)) for kind, day, articles in rows(samples.database, MERGED)]  # type: ignore[arg-type]
    assert ("meeting", "2022-05-11", ("a14", "a15")) in found  # the coalition's ministerial in Marrakech
    assert ("attack", "2025-09-02", ("b15", "b16")) in found  # the hotel in Mogadishu


def test_nothing_else_is_merged(samples: Settings) -> None:
    """Each merge of the samples was read and is right; a new one is to be read before it is listed."""
    known = {("a14", "a15"), ("b15", "b16"), ("a05", "a15")}
    assert {tuple(articles) for _, _, articles in rows(samples.database, MERGED)} <= known  # type: ignore[arg-type]


def test_near_duplicates_count_once(samples: Settings) -> None:
    stories, articles = rows(samples.database, "select stories, articles from marts.fct_event where event_type = 'attack' and start_date = '2025-09-02'")[0]
    assert (stories, articles) == (1, 2)
    leads = rows(samples.database, "select count(*) filter (is_story_lead), count(*) from marts.dim_article where source_uri like 'b15%' or source_uri like 'b16%'")
    assert leads == [(1, 2)]


def test_a_report_that_does_not_date_its_event_says_so(samples: Settings) -> None:
    bad = rows(samples.database, "select count(*) from marts.fct_event_evidence where date_from_merge and start_date is not null")
    assert bad == [(0,)]


def test_pairs_of_countries_are_counted_once_and_in_order(samples: Settings) -> None:
    assert rows(samples.database, "select count(*) from marts.country_cooperation where country_a >= country_b") == [(0,)]
    repeated = "select count(*) from (select country_a, country_b, year_month, event_type from marts.country_cooperation group by all having count(*) > 1)"
    assert rows(samples.database, repeated) == [(0,)]


def test_folding_in_sql_is_folding_in_python(samples: Settings) -> None:
    from ct_pipeline.language.fold import fold

    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        for text in ("الأُمَمُ المُتّحِدة", "الرباط – و م ع", "٢٠٢٤", "منتدى ڤورونكوف"):
            found = con.execute("select marts.fold(?)", [text]).fetchone()
            expected = " ".join("".join(c if c.isalnum() or c == " " else " " for c in fold(text)).split())
            assert found == (expected,)
