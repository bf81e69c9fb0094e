"""What is worked out for the changed only, or beside, is what working everything out gives; and what is added costs no writing of the whole file."""

from __future__ import annotations

import os
import random
import signal
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.pipeline import clean, extract, land
from ct_pipeline.quality import judging
from ct_pipeline.quality.judging import Judged, beside, judge
from ct_pipeline.resolve import Link, Sighting, load_identity_rules, redirects, resolve
from ct_pipeline.resolve.evidence import Held, Known
from ct_pipeline.warehouse import entities, loading, publish
from ct_pipeline.warehouse.build import _stories, build
from ct_pipeline.warehouse.digest import digests
from ct_pipeline.warehouse.schema import ROW_GROUP

DAY = date(2026, 3, 1)


def _plain(con: duckdb.DuckDBPyConnection) -> tuple[list[Sighting], list[Known]]:
    """Every sighting and registry entry as an object, read without any of the ways around it."""
    offices: dict[tuple[str, str], list[Held]] = {}
    for article, person, *rest, former in con.execute(
        """select f.article_id, f.person_id, f.title, f.organization_id, f.country_iso2, a.published_on, f.is_former
           from facts.affiliations f join clean.articles a using (article_id) order by all"""
    ).fetchall():
        offices.setdefault((article, person), []).append(Held(rest[0], rest[1], rest[2], rest[3], rest[3], former))
    told = "select f.article_id, f.person_id from facts.affiliations f join facts.entities e on e.article_id = f.article_id and e.entity_id = f.person_id where f.country_iso2 <> e.country_iso2"
    foreign = set(con.execute(told).fetchall())
    sightings, named = [], dict[str, set[str]]()
    for article, entity, kind, name, country, story, registered in con.execute(
        "select e.article_id, e.entity_id, e.kind, e.name_ar, e.country_iso2, a.story_id, e.is_registered from facts.entities e join clean.articles a using (article_id)"
    ).fetchall():
        if registered:
            named.setdefault(entity, set()).add(article)
        if kind in ("person", "organization") and (not registered or (kind == "person" and (article, entity) in foreign)):
            sightings.append(Sighting(article, entity, kind, name, None if registered else country, tuple(offices.get((article, entity), ())), story))
    registry = load_knowledge(seeds_dir()).registry
    known = [
        Known(e.entity_id, e.kind, e.aliases, e.country_iso2, tuple(Held(o.title_ar, o.organization_id, o.country_iso2, o.start, o.end) for o in registry.offices.get(e.entity_id, ())),
              frozenset(named.get(e.entity_id, ())))
        for e in registry.entities.values() if e.kind in ("person", "organization")
    ]  # fmt: skip
    return sightings, known


def test_links_and_redirects_are_those_of_all_sightings_one_by_one(samples: Settings, tmp_path: Path) -> None:
    knowledge = load_knowledge(samples.seeds)
    rules = knowledge.rules(load_identity_rules)
    with duckdb.connect() as con:
        loading.load(con, Settings(samples.seeds, samples.warehouse, samples.landing), tmp_path / "w.duckdb")
        _stories(con)
        # a body that every town has, and one name under several ids
        con.execute("update facts.entities set name_ar = 'المجلس الجماعي' where kind = 'organization' and not is_registered and hash(article_id || entity_id) % 7 = 0")
        con.execute(
            """update facts.entities set name_ar = 'معهد بحوث الساحل', country_iso2 = null where (article_id, entity_id) in
               (select (article_id, max(entity_id)) from facts.entities where kind = 'organization' and not is_registered group by article_id)"""
        )
        sightings, known = _plain(con)
        links = resolve(sightings, known, rules)
        entities.resolve_entities(con, knowledge)
        found = [Link(*row) for row in con.execute("select article_id, found_id, entity_id, kind, reason from entity_links order by article_id, found_id").fetchall()]
        assert found == links
        assert {x.reason for x in links} >= {"itself", "homonym", "variant"}
        assert con.execute("from entity_redirects order by entity_id, resolved_id").fetchall() == redirects(links, sightings, known, rules)
        moved = [x for x in links if x.found_id != x.entity_id]
        left = con.execute("select article_id, entity_id from facts.entities").fetchall()
        assert {(x.article_id, x.entity_id) for x in moved} <= set(left)


@pytest.mark.parametrize("seed", range(6 if os.environ.get("CT_LONG") else 1))
def test_any_split_into_landings_gives_the_rows_of_one(samples: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Each landing is added to what the one before left: kept tables, and a file that was built before."""
    monkeypatch.setattr(loading, "KEPT_FROM", 0)
    articles = sorted(samples.landing.glob("*.txt"))[:9]
    chance = random.Random(seed)
    chance.shuffle(articles)
    cuts = sorted(chance.sample(range(1, len(articles)), 2))
    made = []
    for name, parts in (("one", [articles]), ("several", [articles[: cuts[0]], articles[cuts[0] : cuts[1]], articles[cuts[1] :]])):
        settings = Settings(samples.seeds, tmp_path / name, samples.landing)
        path = settings.warehouse / "built.duckdb"
        for n, part in enumerate(parts):
            land(part, settings, DAY if name == "one" else DAY + timedelta(days=n - len(parts) + 1))
            clean(settings)
            extract(settings)
            build(settings, path)
        made.append({d.table: d for d in digests(path) if d.table != "ops.batches"})
    assert made[0] == made[1]


def test_publishing_and_adding_write_row_groups_that_are_full_no_second_time(tmp_path: Path) -> None:
    path = tmp_path / "candidate.duckdb"
    with duckdb.connect() as con:
        loading._attach(con, path, private=True)
        con.execute("create schema ops")
        for log in (publish.tables.CHECKS, publish.tables.QUALITY_HISTORY):
            con.execute(loading.ddl(log))
        con.execute(f"create table big as select md5(i::varchar) as text from range({ROW_GROUP * 3 + 5}) t(i)")
        con.execute("checkpoint wh")

    def groups() -> list[tuple[int, int]]:
        with duckdb.connect(str(path), read_only=True) as con:
            return con.execute("select row_group_id, block_id from pragma_storage_info('big') where segment_type = 'VARCHAR' order by 1").fetchall()

    before = groups()
    assert len({group for group, _ in before}) == 4
    publish._write_checks(path, [], [])
    assert groups() == before
    with duckdb.connect() as con:
        loading._attach(con, path)
        con.execute("insert into big values ('one more')")
        con.execute("checkpoint wh")
    after = groups()
    full = [g for g in before if g[0] < 3]
    assert [g for g in after if g[0] < 3] == full, "only the last row group was written again"


def test_a_process_beside_judges_as_this_one_does_and_is_not_missed_when_it_dies() -> None:
    rows = [Judged("a", 0.5, 0.6, None, "too low"), Judged("b", 3.0, None, 3.0, "at most"), Judged("c", 1.0, 1.0, 1.0, "exactly")]
    plain = judge("raw", rows)
    assert plain == {"a": False, "b": True, "c": True}
    with beside():
        process = judging._helper[-1]
        assert judge("raw", rows) == plain
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert judge("raw", rows) == plain
    assert not judging._helper
    with beside():
        last = judging._helper[-1]
    assert last.poll() is not None, "nothing is left running"
