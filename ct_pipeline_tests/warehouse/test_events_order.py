"""Events do not depend on the order in which articles land, and no id that was published is lost."""

from __future__ import annotations

import random
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.config import Settings
from ct_pipeline.warehouse.events import MAX_GAP, Pair, Report, group_reports
from ct_pipeline_tests.warehouse.subsets import Stage

EVENTS = "marts.fct_event"
COLUMNS = "event_id, event_type, name_ar, edition, start_date, end_date, date_precision, country_iso2, city, mode, status, is_main, articles, stories, date_stories, undated_articles, contradictions"


@pytest.fixture(scope="module")
def stage(samples: Settings) -> Stage:
    return Stage(samples.database)


def events(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute(f"select {COLUMNS} from {EVENTS} order by all").fetchall()


def test_rows_in_any_order_give_the_same_events(stage: Stage) -> None:
    first = events(stage.marts(seed=1, through=EVENTS))
    assert len(first) > 100
    for seed in (2, 3):
        assert events(stage.marts(seed=seed, through=EVENTS)) == first


def test_articles_one_by_one_end_where_all_at_once_end_and_every_id_leads_on(stage: Stage) -> None:
    """Those articles of the samples that tell of common events, added in two orders; each id ever given resolves to the event that its report belongs to now."""
    names = stage.articles()
    common = [names[a] for a in ("a05", "a14", "a15", "b15", "b16", "a01")]
    final = events(stage.marts(common, through=EVENTS))
    for seed in (5, 6):
        order = random.Random(seed).sample(common, len(common))
        published: set[str] = set()
        for count in (2, 4, 6):
            con = stage.marts(order[:count], seed=seed, through=EVENTS)
            ids = {i for (i,) in con.execute("select event_id from marts.fct_event").fetchall()}
            redirects = dict(con.execute("select event_id, resolved_id from marts.event_redirect").fetchall())
            assert set(redirects.values()) == ids
            assert published <= set(redirects)
            assert all(redirects[i] == i for i in ids)
            published |= ids
        assert events(con) == final


def test_a_later_report_renames_nothing_and_an_earlier_one_leaves_a_redirect(stage: Stage) -> None:
    names = stage.articles()
    question = "select event_id from marts.fct_event where event_type = 'launch' and city = 'الرباط' and start_date between '2021-06-01' and '2021-06-30'"
    (old,) = stage.marts([names["a15"]], through=EVENTS).execute(question).fetchall()[0]
    both = stage.marts([names["a15"], names["a05"]], through=EVENTS)
    found = both.execute(question).fetchall()
    assert len(found) == 1
    (new,) = found[0]
    assert new != old  # a05 was published years before a15
    assert both.execute("select resolved_id, is_current from marts.event_redirect where event_id = ?", [old]).fetchall() == [(new, False)]
    (early,) = stage.marts([names["a05"]], through=EVENTS).execute("select event_id from marts.fct_event where event_type = 'launch' and city = 'الرباط'").fetchall()[0]
    assert early == new


# ---------------------------------------------------------------- the grouping alone

DAY = date(2024, 5, 1)


def report(name: str, article: str, day: int | None = 0, **more: object) -> Report:
    start = None if day is None else DAY + timedelta(days=day)
    values: dict[str, object] = {"published_on": start, "edition": None, "country": None, "city": None, "fine": True}
    values.update(more)
    return Report(name, article, start=start, end=start, **values)  # type: ignore[arg-type]


def test_a_report_without_a_town_does_not_join_two_towns() -> None:
    reports = [report("r1", "a", city="الرباط"), report("r2", "b"), report("r3", "c", city="مدريد")]
    found = group_reports(reports, [Pair("r1", "r2", 4, "participants"), Pair("r2", "r3", 5, "city and day")])
    assert found["r1"][0] == found["r2"][0] != found["r3"][0]


def test_reports_of_one_article_stay_apart() -> None:
    reports = [report("r1", "a"), report("r2", "b"), report("r3", "a")]
    found = group_reports(reports, [Pair("r1", "r2", 3, "name"), Pair("r2", "r3", 3, "name")])
    assert len({found[r][0] for r in ("r1", "r3")}) == 2


def test_days_do_not_drift_apart_along_a_chain() -> None:
    reports = [report(f"r{i}", f"a{i}", day=i * 4) for i in range(6)]
    found = group_reports(reports, [Pair(f"r{i}", f"r{i + 1}", 3, "name") for i in range(5)])
    for founder in {f for f, _ in found.values()}:
        days = [i * 4 for i in range(6) if found[f"r{i}"][0] == founder]
        assert max(days) - min(days) <= MAX_GAP


reports_of_any_kind = st.lists(
    st.tuples(st.integers(0, 5), st.none() | st.integers(0, 12), st.none() | st.sampled_from(["الرباط", "مدريد"]), st.none() | st.integers(1, 2), st.booleans()), min_size=1, max_size=9
)


@settings(max_examples=150, deadline=None)
@given(data=reports_of_any_kind, pairs=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 7)), max_size=16), seed=st.integers(0, 1000))
def test_any_order_of_reports_and_pairs_gives_the_same_groups(data: list[tuple[int, int | None, str | None, int | None, bool]], pairs: list[tuple[int, int, int]], seed: int) -> None:
    reports = [report(f"r{i}", f"a{a}", day, city=city, edition=edition, fine=fine) for i, (a, day, city, edition, fine) in enumerate(data)]
    known = {r.report_id for r in reports}
    joins = sorted({Pair(f"r{min(x, y)}", f"r{max(x, y)}", rank, "name") for x, y, rank in pairs if x != y and {f"r{x}", f"r{y}"} <= known}, key=lambda p: (p.a, p.b, p.rank))
    found = group_reports(reports, joins)
    shuffled = random.Random(seed)
    assert group_reports(shuffled.sample(reports, len(reports)), shuffled.sample(joins, len(joins))) == found
    by_id = {r.report_id: r for r in reports}
    groups: dict[str, list[Report]] = {}
    for report_id, (founder, _) in found.items():
        groups.setdefault(founder, []).append(by_id[report_id])
    for founder, members in groups.items():
        assert min(members, key=lambda r: (r.published_on or date.max, r.report_id)).report_id == founder
        assert len({r.article_id for r in members}) == len(members)
        assert len({r.city for r in members} - {None}) <= 1
        assert len({r.edition for r in members} - {None}) <= 1
