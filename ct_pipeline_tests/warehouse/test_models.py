# ruff: noqa: E501  (one row a line reads better than short lines)
"""One test a model, on the samples; and what must fail a build."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from ct_pipeline import tables
from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.warehouse import marts
from ct_pipeline.warehouse.sqlmodels import BuildError, models
from ct_pipeline_tests.warehouse.subsets import Stage

# A query whose answer must be that: nothing (rows that break what the model promises), or what the samples say.
NOTHING: list[tuple[object, ...]] = []
PROMISES: list[tuple[str, str, list[tuple[object, ...]]]] = [
    ("marts.fold", "select marts.fold('الأُمَمُ المُتّحِدة'), marts.fold('«ليبيا» ٢٠٢٤')", [("الامم المتحده", "ليبيا 2024")]),
    ("marts.stem", "select marts.stem(marts.fold('وتفكيكها'))", [("فكك",)]),
    ("marts.entity_link", "select found_id from marts.entity_link where entity_id not in (select entity_id from marts.dim_entity)", NOTHING),
    ("marts.entity_redirect", "select entity_id from marts.dim_entity where entity_id not in (select resolved_id from marts.entity_redirect)", NOTHING),
    ("marts.dim_entity", "select name_en, country_iso2, is_registered from marts.dim_entity where entity_id = 'person:nasser-bourita'", [("Nasser Bourita", "MA", True)]),
    ("marts.entity_alias", "select count(*) > 0 from marts.entity_alias where entity_id = 'org:gctf' and alias = 'المنتدى العالمي لمكافحة الإرهاب'", [(True,)]),
    ("marts.dim_outlet", "select o.outlet_id from marts.dim_outlet o where o.articles <> (select count(*) from marts.dim_article a where a.outlet_id = o.outlet_id) or o.dated > o.articles", NOTHING),
    ("marts.dim_article", "select article_id from marts.dim_article where published_at is not null and published_at::date <> published_on", NOTHING),
    ("marts.dim_office", "select person_id from marts.dim_office where start_date > end_date", NOTHING),
    ("marts.dim_place", "select name_en, country_en, latitude between 33 and 35, longitude between -8 and -6 from marts.dim_place where place_id in ('city:rabat-ma', 'country:MA') order by kind", [("Rabat", "Morocco", True, True), ("Morocco", "Morocco", True, True)]),
    ("marts.dim_organization", "select parent_en, top_id, depth, path_en like 'United Nations › %' from marts.dim_organization where organization_id = 'org:unoct'", [("United Nations Secretariat", "org:un", 2, True)]),
    ("marts.event_pair", "select a from marts.event_pair join facts.events x on x.event_mention_id = a join facts.events y on y.event_mention_id = b where x.article_id = y.article_id or a >= b", NOTHING),
    ("marts.event_link", "select event_mention_id from facts.events anti join marts.event_link using (event_mention_id)", NOTHING),
    ("marts.event_redirect", "select event_id from marts.event_redirect where is_current <> (event_id = resolved_id) or resolved_id not in (select event_id from marts.fct_event)", NOTHING),
    ("marts.fct_event_value", "select event_id, column_name from marts.fct_event_value group by 1, 2 having count(*) filter (is_chosen) <> 1 or count(*) filter (agreement = 'chosen') <> 1", NOTHING),
    ("marts.fct_event", "select event_type_ar, status_en, city_en, stories, articles from marts.fct_event where event_type = 'attack' and start_date = '2025-09-02'", [("هجوم", "Held", "Mogadishu", 1, 2)]),
    ("marts.fct_event_participant", "select event_id from marts.fct_event_participant where stories > articles or role_ar is null or role_en is null", NOTHING),
    ("marts.fct_event_evidence", "select sentence_id from marts.fct_event_evidence group by event_id, sentence_id having count(*) > 1", NOTHING),
    ("marts.fct_statement", "select statement_id from facts.statements anti join marts.fct_statement using (statement_id)", NOTHING),
    ("marts.fct_affiliation", "select person_id from marts.fct_affiliation where first_said_on > last_said_on or stories > articles", NOTHING),
    ("marts.fct_role", "select holder_id from marts.fct_role where start_date > end_date or stories > articles", NOTHING),
    ("marts.dim_date", "select weekday_ar, weekday_en, month_ar, hijri_ar, hijri_en from marts.dim_date where day = '2024-03-11'", [("الاثنين", "Monday", "مارس", "1 رمضان 1445", "1 Ramadan 1445")]),
    ("marts.dim_person_office", "select valid_from::varchar, said_from <= said_to, source_kind from marts.dim_person_office where person_id = 'person:nasser-bourita' and articles > 0 and valid_from is not null", [("2017-04-05", True, "both")]),
    ("marts.fct_event_count", "select count(*) > 5, bool_and(count > 0 and stories <= articles), count(*) filter (event_id not in (select event_id from marts.fct_event)) from marts.fct_event_count", [(True, True, 0)]),
    ("marts.statements_by_speaker", "select statement_id from marts.statements_by_speaker join marts.dim_article using (article_id) where not is_story_lead", NOTHING),
    ("marts.timeline", "select count(*) = (select count(*) from marts.fct_event) from marts.timeline", [(True,)]),
    ("marts.country_cooperation", "select country_a from marts.country_cooperation group by country_a, country_b, year_month, event_type having count(*) > 1 or country_a >= country_b", NOTHING),
    ("marts.person_activity", "select person_id from marts.person_activity where chaired > events or quoted > statements", NOTHING),
    ("marts.organization_activity", "select organization_id from marts.organization_activity where organized > events or articles = 0", NOTHING),
    ("marts.role_history", "select count(*) = (select count(*) from marts.fct_role) from marts.role_history", [(True,)]),
    ("marts.first_reports", "select event_id from marts.first_reports where next_published_on < first_published_on or outlets > articles or same_day_articles < 1", NOTHING),
    ("marts.coverage", "select sum(articles) = (select count(*) from clean.articles), bool_and(dated <= articles and with_events <= articles) from marts.coverage", [(True, True)]),
    ("marts.disagreements", "select event_id from marts.disagreements where chosen_value = other_value", NOTHING),
    ("marts.search_sentence", "select count(*) = (select count(*) from clean.sentences) from marts.search_sentence", [(True,)]),
    ("marts.search_terms", "select stem = ' ' || marts.stem('تفكيك') || ' ' from marts.search_terms('في تفكيك')", [(True,)]),
    ("marts.search_weights", "select max(words_found), count(*) = count(distinct sentence_id), bool_and(weight > 0) from marts.search_weights('تفكيك خلية')", [(2, True, True)]),
    ("marts.search", "select rank, words_found, marked like '%⟦تفكيك⟧ ⟦خلية⟧%' from marts.search('تفكيك خلية', hits := 1)", [(1, 2, True)]),
    ("marts.search_articles", "select rank, title like '%تفكيك خلية%' from marts.search_articles('فككوا الخلايا', hits := 1)", [(1, True)]),
]  # fmt: skip


@pytest.mark.parametrize(("model", "sql", "expected"), PROMISES, ids=lambda p: p if isinstance(p, str) and p.startswith("marts.") and " " not in p else "")
def test_a_model_keeps_its_promise(samples: Settings, model: str, sql: str, expected: list[tuple[object, ...]]) -> None:
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        assert con.execute(sql).fetchall() == expected, model


def test_every_model_has_a_test() -> None:
    assert {m.name for m in models()} == {name for name, _, _ in PROMISES}


def test_keys_are_keys(samples: Settings) -> None:
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        for model in models():
            if key := re.search(r"Key: ([\w, ]+)\.", model.grain):
                assert con.execute(f"select {key[1]} from {model.name} group by all having count(*) > 1").fetchall() == [], model.name


def test_no_column_of_the_marts_is_empty_on_the_samples_but_those_named_here(samples: Settings) -> None:
    """A column that is always null answers nothing: it is broken, or it should go."""
    rare = {
        "dim_article.url", "dim_article.published_at", "dim_outlet.entity_id", "dim_outlet.entity_type", "dim_outlet.country_iso2", "dim_outlet.name_en",  # samples are invented pages of invented outlets
        "person_activity.titles_en", "fct_event_value.outlets", "dim_entity.wikidata_id", "dim_person_office.said_former_on",  # no dated sample speaks of a former office holder
    }  # fmt: skip
    empty = set()
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        for table, column in con.execute("select table_name, column_name from duckdb_columns() where schema_name = 'marts' and not internal").fetchall():
            if con.execute(f'select count("{column}") from marts.{table}').fetchone() == (0,):
                empty.add(f"{table}.{column}")
    assert empty <= rare


def test_every_column_of_the_facts_is_used(samples: Settings) -> None:
    """What extraction finds and no model, check or explanation reads was found in vain."""
    package = Path(marts.__file__).parent.parent
    readers = "\n".join(p.read_text(encoding="utf-8") for folder in ("warehouse", "quality", "report", "export") for p in (package / folder).rglob("*") if p.suffix in {".sql", ".py"})
    idle = [f"{t.full_name}.{c.name}" for t in tables.FACTS_TABLES for c in t.columns if not re.search(rf"\b{c.name}\b", readers)]
    assert idle == []


@pytest.fixture(scope="module")
def stage(samples: Settings) -> Stage:
    return Stage(samples.database)


def test_an_undescribed_column_fails_the_build(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    con = stage.marts()
    glossary = dict(tables.MARTS_GLOSSARY)
    monkeypatch.setattr(tables, "MARTS_GLOSSARY", {k: v for k, v in glossary.items() if k != "hijri_day"})
    with pytest.raises(BuildError, match=r"not described: .*dim_date.hijri_day.*MARTS_GLOSSARY"):
        marts._describe(con)
    monkeypatch.setattr(tables, "MARTS_GLOSSARY", {**glossary, "no_such_column": "nothing"})
    with pytest.raises(BuildError, match="no_such_column"):
        marts._describe(con)


def test_a_broken_model_is_named(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [m for m in models() if m.path.name.startswith("05")]
    monkeypatch.setattr(marts, "models", lambda: [*broken, type(broken[0])("marts.x", Path("99_x.sql"), "create table marts.x as select nothing from nowhere", "one row", "what?", ())])
    con = duckdb.connect()
    con.execute("create schema marts")
    with pytest.raises(BuildError, match=r"99_x\.sql"):
        marts.run_models(con, load_knowledge(seeds_dir()))


def test_reports_that_contradict_each_other_are_seen(stage: Stage) -> None:
    """The ministerial in Marrakech, told by two samples: one is made to say a day later, and it stays one event with both days."""
    names = stage.articles()
    change = f"""update facts.events set start_date = date '2022-05-12', end_date = date '2022-05-12', city = 'مراكش', country_iso2 = 'MA'
        where article_id = '{names["a14"]}' and name_ar like '%الاجتماع الوزاري%'"""
    con = stage.marts([names["a14"], names["a15"]], change=change)
    found = con.execute("select column_name, chosen_value, other_value, chosen_stories, other_stories, chosen_outlets, other_outlets from marts.disagreements where agreement = 'contradicts'").fetchall()
    assert found == [("date", "2022-05-12", "2022-05-11", 1, 1, "ضفاف بوست", "الحدث المغاربي")] or found == [("date", "2022-05-11", "2022-05-12", 1, 1, "الحدث المغاربي", "ضفاف بوست")]
    assert con.execute("select articles, contradictions, distinct_start_dates from marts.fct_event where name_ar like '%الاجتماع الوزاري%' and articles > 1").fetchall() == [(2, 1, 2)]


def test_a_date_far_away_is_another_event(stage: Stage) -> None:
    names = stage.articles()
    change = f"""update facts.events set start_date = date '2022-06-11', end_date = date '2022-06-11' where article_id = '{names["a14"]}' and name_ar like '%الاجتماع الوزاري%'"""
    con = stage.marts([names["a14"], names["a15"]], change=change, through="marts.fct_event")
    assert con.execute("select count(*), max(articles) from marts.fct_event where name_ar like '%الاجتماع الوزاري للتحالف%'").fetchall() == [(2, 1)]


def test_what_does_not_fit_is_run_once_more_with_more_memory(tmp_path: Path) -> None:
    con = duckdb.connect(str(tmp_path / "large.duckdb"))
    con.execute("set memory_limit = '20MB'")
    con.execute("set temp_directory = ''")
    large = "create table large as select i, repeat(md5(i::varchar), 8) as text from range(400000) r(i) order by text; create table after_it as select 1 as one"
    with pytest.raises(duckdb.OutOfMemoryException):
        con.execute(large)
    before = con.execute("select current_setting('memory_limit')").fetchall()
    marts._run(con, large)
    assert con.execute("select count(*) from large").fetchall() == [(400000,)]
    assert con.execute("select one from after_it").fetchall() == [(1,)]
    assert con.execute("select current_setting('memory_limit')").fetchall() == before
