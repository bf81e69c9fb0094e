"""Outlets: what their pages repeat and how they print dates is learnt, written as data, and used as a rule."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from ct_pipeline import pipeline
from ct_pipeline.clean import clean_article
from ct_pipeline.clean.outlet_learning import OutletLearner, load_thresholds
from ct_pipeline.clean.outlets import DateRow, LineRow, outlet_key
from ct_pipeline.config import ConfigError, Settings, seeds_dir
from ct_pipeline.learning import learn_outlets
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import RawArticle
from ct_pipeline.warehouse.versions import stage_version
from ct_pipeline_tests.clean.pages import KNOWLEDGE

FURNITURE = "بوابتكم إلى ما يجري في ضفاف الوادي وما حوله كل صباح"
PLACES = ["طانطان", "ورزازات", "تطوان", "الناظور", "تازة", "العرائش", "سطات", "خريبكة", "بركان", "صفرو", "أزرو", "زاكورة", "تنغير", "الرشيدية", "ميدلت"]
SUBJECTS = ["الشرطة القضائية", "مصالح الجمارك", "الدرك الملكي", "مصالح الأمن", "فرقة محاربة المخدرات"]


def page(n: int, day: str = "", furniture: str = FURNITURE) -> str:
    rng = random.Random(n)
    place, who = PLACES[n % len(PLACES)], SUBJECTS[n % len(SUBJECTS)]
    body = f"أوقفت {who} بمدينة {place} أمس {rng.randint(3, 90)} شخصا يشتبه في انتمائهم إلى شبكة تنشط في {rng.choice(PLACES)} و{rng.choice(PLACES)}، وحجزت {rng.randint(100, 900)} وثيقة مزورة."
    more = f"وأضاف بلاغ لها أن البحث متواصل مع {rng.randint(2, 40)} آخرين في {rng.choice(PLACES)}، وأن التحقيق يشمل {rng.choice(SUBJECTS)} في {rng.choice(PLACES)} منذ {rng.randint(2, 20)} يوما."
    return f"{who} توقف مشتبها فيهم ب{place}\n\n{day}\n{body}\n{furniture}\n{more}\n"


def raw(n: int, text: str | None = None, outlet: str = "جريدة الوادي") -> RawArticle:
    return RawArticle(f"{n:016x}", f"{n}.txt", "text/plain", "utf-8", text or page(n), hint_outlet=outlet)


def learn(articles: list[RawArticle]) -> tuple[list[LineRow], list[DateRow]]:
    learner = OutletLearner(KNOWLEDGE.rules(load_thresholds))
    for a in articles:
        found = clean_article(a, KNOWLEDGE)
        learner.add(a, found.article, found.segments)
    return learner.profiles()


def test_a_line_that_most_articles_of_an_outlet_repeat_is_learnt_and_nothing_else() -> None:
    lines, dates = learn([raw(n) for n in range(14)])
    assert [(r.line, r.articles, r.of) for r in lines] == [(FURNITURE, 14, 14)]
    assert dates == []


def test_learning_does_not_depend_on_the_order_of_articles() -> None:
    articles = [raw(n, page(n, f"{13 + n}/05/2024")) for n in range(12)]
    assert learn(articles) == learn(articles[::-1])


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([raw(n) for n in range(9)], id="too few articles"),
        pytest.param([raw(n, None if n < 4 else page(n, furniture="")) for n in range(14)], id="too few repeats"),
        pytest.param([raw(n, None if n < 6 else page(n, furniture="")) for n in range(30)], id="too small a share"),
        pytest.param([raw(n, page(n, furniture=f"زار هذه الصفحة {n + 1000} قارئا حتى الآن")) for n in range(14)], id="text that changes"),
        pytest.param([raw(n, page(1)) for n in range(14)], id="one story many times"),
        pytest.param([raw(n, outlet="") for n in range(14)], id="no outlet"),
    ],
)
def test_no_line_is_learnt_from(articles: list[RawArticle]) -> None:
    assert learn(articles)[0] == []


@pytest.mark.parametrize(("days", "order"), [([13, 14, 15, 16, 17], "05/{}/2024"), ([13, 14, 15, 16, 17], "{}/05/2024")])
def test_the_order_of_day_and_month_is_counted(days: list[int], order: str) -> None:
    _, dates = learn([raw(n, page(n, order.format(d))) for n, d in enumerate(days)])
    wanted = "month_first" if order.startswith("05") else "day_first"
    assert [(r.order, r.day_first + r.month_first) for r in dates] == [(wanted, 5)]


def test_an_outlet_that_prints_both_orders_is_mixed() -> None:
    _, dates = learn([raw(n, page(n, f"{13 + n}/05/2024" if n % 2 else f"05/{13 + n}/2024")) for n in range(8)])
    assert [r.order for r in dates] == ["mixed"]


def test_an_address_names_the_outlet_before_its_name_does() -> None:
    a = RawArticle("a", "a.txt", "text/html", "utf-8", "نص", url="https://www.example.org/2024/news", hint_outlet="جريدة الوادي")
    assert outlet_key(a, None) == "example.org"
    assert outlet_key(raw(1, outlet=""), "جريدة الوادي") == outlet_key(raw(1), None)
    assert outlet_key(raw(1, outlet=""), None) is None


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store of fourteen landed pages, and a seed folder of its own."""
    root = tmp_path_factory.mktemp("outlets")
    shutil.copytree(seeds_dir(), root / "seeds", ignore=shutil.ignore_patterns("articles"))
    landing = root / "landing"
    landing.mkdir()
    for n in range(14):
        (landing / f"{n}.html").write_text(
            f'<html><head><meta property="og:site_name" content="جريدة الوادي"></head><body>{"".join(f"<p>{p}</p>" for p in page(n, f"05/{13 + n}/2024").splitlines() if p)}</body></html>',
            encoding="utf-8",
        )
    return Settings(root / "seeds", root / "warehouse", landing)


def test_learning_needs_something_landed(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nothing is landed"):
        learn_outlets(Settings(settings.seeds, tmp_path, settings.landing))


def test_what_was_learnt_is_data_that_makes_articles_stale_and_cleans_them(settings: Settings) -> None:
    pipeline.land([settings.landing], settings, date(2024, 6, 1))
    pipeline.clean(settings)
    stage_version.cache_clear()
    before = stage_version("clean", settings.seeds)
    report = learn_outlets(settings)
    assert (report.articles, report.outlets, report.lines, report.orders, report.changed) == (14, 1, 1, 1, True)
    stage_version.cache_clear()
    assert stage_version("clean", settings.seeds) != before
    assert not learn_outlets(settings).changed

    knowledge = Knowledge(settings.seeds)
    fresh = RawArticle("f" * 16, "f.txt", "text/plain", "utf-8", page(20, "05/06/2024"), hint_outlet="جريدة الوادي")
    found = clean_article(fresh, knowledge)
    learnt = [fresh.raw_text[s.raw_start : s.raw_end].strip() for s in found.segments if s.rule == "outlet_line"]
    assert learnt == [FURNITURE]
    assert FURNITURE not in found.article.body
    assert found.article.date_order == "month_first"
    assert found.article.published_on == date(2024, 5, 6)
    kept = clean_article(fresh, KNOWLEDGE)
    assert [line for line in kept.article.body.split("\n") if line != FURNITURE] == found.article.body.split("\n")
    other = clean_article(RawArticle("e" * 16, "e.txt", "text/plain", "utf-8", page(20), hint_outlet="جريدة أخرى"), knowledge)
    assert not any(s.rule == "outlet_line" for s in other.segments)
    assert other.article.date_order is None


@pytest.mark.parametrize(
    ("outlet", "url", "order"),
    [
        ("هسبريس", None, "day_first"), ("وكالة الأنباء الجزائرية", None, "day_first"), ("جريدة لا يعرفها أحد", None, None), (None, None, None),
        (None, "https://www.example.ma/a", "day_first"), (None, "https://example.com/a", None), (None, "https://example.us/a", None), (None, "not an address", None),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month_is_that_of_the_outlets_country(outlet: str | None, url: str | None, order: str | None) -> None:
    found = clean_article(RawArticle("d" * 16, "d.txt", "text/plain", "utf-8", page(1, "05/06/2024"), url=url, hint_outlet=outlet), KNOWLEDGE)
    assert found.article.date_order == order
    assert found.article.published_on == (date(2024, 6, 5) if order else None)


def test_an_address_that_is_none_tells_nothing() -> None:
    from ct_pipeline.clean.outlets import country_order, outlet_key

    raw = RawArticle("a" * 16, "x.txt", "text/plain", "utf-8", "نص", url="http://[")
    assert outlet_key(raw, None) is None
    assert country_order(raw, None, {}) is None
