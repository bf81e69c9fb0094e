"""Entities across articles, in the warehouse: facts name those of dim_entity, old ids lead on, and ``explain`` says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.extract.people import person_id
from ct_pipeline.pipeline import clean, extract, land
from ct_pipeline.warehouse.build import build
from ct_pipeline.warehouse.explain import UnknownId, explain_id
from ct_pipeline_tests.conftest import LANDED_ON

TEXTS = {
    "one": "وزير الدفاع النيجري يلتقي سفراء\nالرباط، 3 مارس 2024 - قال وزير الدفاع النيجري مارتن كويندارس إن مكافحة الإرهاب أولوية.\nوأضاف كويندارس أن التعاون الأمني مستمر.\n",
    "two": "وزير الدفاع النيجري في باماكو\nباماكو، 9 أبريل 2024 - أعلن وزير الدفاع النيجري مارتن كوندارس أن التعاون ضد الإرهاب مستمر.\n",
    "four": "وزير الدفاع النيجري في نيامي\nنيامي، 12 أبريل 2024 - افتتح وزير الدفاع النيجري مارتن كويندارز ندوة حول مكافحة الإرهاب.\n",
    "three": "وزير النقل السوداني يرحب\nالخرطوم، 9 أبريل 2024 - رحب وزير النقل السوداني مارتن كوندارس باتفاق أمن الحدود ومكافحة الإرهاب.\n",
}  # fmt: skip


def warehouse(folder: Path, seeds: Path) -> Settings:
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    for name, text in TEXTS.items():
        (inbox / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(seeds, folder / "warehouse", inbox)
    land([inbox], settings, LANDED_ON)
    clean(settings, LANDED_ON)
    extract(settings, LANDED_ON)
    build(settings, settings.candidate)
    return settings


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path.resolve()), read_only=True) as con:
        return con.execute(sql).fetchall()


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return warehouse(tmp_path_factory.mktemp("news"), seeds_dir())


PEOPLE = "select split_part(a.source_uri, '.', 1), m.entity_id from facts.mentions m join raw.articles a using (article_id) where m.kind = 'person' group by all order by 1"


def test_two_spellings_of_one_minister_are_one_and_his_namesake_is_not(news: Settings) -> None:
    found = dict(rows(news.candidate, PEOPLE))  # type: ignore[arg-type]
    assert found["one"] == found["two"] != found["three"]


def test_every_entity_of_the_facts_is_in_dim_entity_and_in_entity_redirect(news: Settings, samples: Settings) -> None:
    for path in (news.candidate, samples.database):
        for table, column in (("mentions", "entity_id"), ("affiliations", "person_id"), ("affiliations", "organization_id"), ("statements", "speaker_id"), ("roles", "holder_id"),
                              ("roles", "organization_id"), ("event_participants", "entity_id"), ("entities", "entity_id")):  # fmt: skip
            for known, key in (("dim_entity", "entity_id"), ("entity_redirect", "resolved_id")):
                assert rows(path, f"select {column} from facts.{table} where {column} is not null and {column} not in (select {key} from marts.{known})") == []


def test_every_id_found_leads_to_the_entity_it_is(news: Settings, samples: Settings) -> None:
    for path in (news.candidate, samples.database):
        assert rows(path, "select found_id from marts.entity_link l where not exists (select 1 from marts.entity_redirect r where r.entity_id = l.found_id and r.resolved_id = l.entity_id)") == []
        assert rows(path, "select count(*) from marts.entity_link") > [(0,)]


def test_the_id_of_another_spelling_is_explained_as_what_it_stands_for(news: Settings) -> None:
    now = dict(rows(news.candidate, PEOPLE))["one"]  # type: ignore[arg-type]
    told = explain_id(news.candidate, person_id("مارتن كويندارز"))
    assert told.identifier == now == person_id("مارتن كويندارس")
    assert told.kind == "person"
    assert told.facts[0] == ("was asked for", f"{person_id('مارتن كويندارز')}, which stands for {now} today: another form of its name")
    assert {value for name, value in told.facts if name == "name, from text"} >= {"مارتن كويندارس", "مارتن كوندارس", "مارتن كويندارز"}
    assert [name for name, _ in told.facts if name.startswith("in text, 2024-03-03")]
    assert len(told.quotations) == 3  # of two articles, not of the namesake's


def test_the_id_of_a_name_that_two_bear_lists_both(news: Settings) -> None:
    told = explain_id(news.candidate, person_id("مارتن كوندارس"))
    assert told.kind == "redirect"
    found = dict(rows(news.candidate, PEOPLE))  # type: ignore[arg-type]
    assert {value.partition(": ")[0] for _, value in told.facts} == {found["two"], found["three"]}


def test_who_is_registered_and_not_in_the_news_is_explained_all_the_same(news: Settings) -> None:
    told = explain_id(news.candidate, "person:nasser-bourita")
    assert ("articles", "none that was read names it") in told.facts
    assert [value for name, value in told.facts if name.startswith("office, 2017-04-05") and "public record" in value]
    assert told.quotations == []
    assert [value for name, value in told.facts if name == "name, from registry"]
    office = [value for name, value in explain_id(news.candidate, "org:mfa-ma").facts if name.startswith("held in it, 2017-04-05")]
    assert any("person:nasser-bourita" in value and "public record" in value for value in office)
    with pytest.raises(UnknownId):
        explain_id(news.candidate, "person:xnobody")


def test_behind_an_attached_particle_no_name_is_made(samples: Settings) -> None:
    names = {alias for (alias,) in rows(samples.database, "select alias from marts.entity_alias where entity_id in ('org:gctf', 'country:MA')")}
    assert {"المنتدى العالمي لمكافحة الإرهاب", "المغرب"} <= names
    assert not [name for name in names if name.startswith("ل")]  # "للمنتدى" and "للمغرب" are printed without the article's alef


def test_a_later_registry_entry_takes_the_name_over_without_breaking_references(news: Settings, tmp_path: Path) -> None:
    before = dict(rows(news.candidate, PEOPLE))["one"]  # type: ignore[arg-type]
    seeds = tmp_path / "seeds"
    shutil.copytree(seeds_dir(), seeds)
    with (seeds / "registry" / "people.csv").open("a", encoding="utf-8") as people:
        people.write("martin-quindars,مارتن كويندارس,Martin Quindars,NE,,\n")
    with (seeds / "registry" / "offices.csv").open("a", encoding="utf-8") as offices:
        offices.write("martin-quindars,وزير الدفاع,Minister of Defence,,NE,,,\n")
    later = warehouse(tmp_path, seeds)
    after = dict(rows(later.candidate, PEOPLE))  # type: ignore[arg-type]
    assert after["one"] == after["two"] == "person:martin-quindars" != after["three"]
    told = explain_id(later.candidate, str(before))
    assert told.identifier == "person:martin-quindars" or any(value.startswith("person:martin-quindars") for _, value in told.facts)
    assert explain_id(later.candidate, person_id("مارتن كويندارس")).identifier == "person:martin-quindars"
