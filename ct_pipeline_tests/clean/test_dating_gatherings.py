"""Gatherings known by who meets and where, former office-holders, events told of last week: what each says of the day an article was written. All sentences are invented."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ct_pipeline.clean.dating_gatherings import load_gatherings
from ct_pipeline.config import seeds_dir
from ct_pipeline.lexicon.seeds import SeedError, Seeds
from ct_pipeline_tests.clean.pages import clean


def read(text: str) -> tuple[str, str, str, set[str]]:
    """The day, the bounds, and the rules of the evidence."""
    a = clean(f"خبر جديد عن جهود محاربة الإرهاب\n\n{text}").article
    return str(a.published_on or ""), str(a.published_earliest or ""), str(a.published_latest or ""), {e["rule"] for e in json.loads(a.published_evidence)}


def test_a_gathering_told_as_todays_news_fixes_the_day() -> None:
    on, *_, rules = read('قالت المسؤولة في افتتاح اجتماع التحالف الدولي لهزيمة "داعش" بمراكش، الأربعاء، إن التهديد قائم في عدة مناطق.')
    assert on == "2022-05-11"
    assert "gathering_now" in rules


def test_the_day_after() -> None:
    assert read("أشاد السفير اليوم الخميس بنتائج اجتماع التحالف الدولي لهزيمة داعش الذي احتضنته مدينة مراكش أمس.")[0] == "2022-05-12"


def test_a_weekday_that_no_day_of_it_was_fixes_nothing() -> None:
    on, earliest, _, rules = read("قالت المسؤولة في اجتماع التحالف الدولي لهزيمة داعش بمراكش، الاثنين، إن التهديد قائم في عدة مناطق.")
    assert (on, earliest) == ("", "2022-05-11")
    assert "gathering_held" in rules


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("قال الوزير، الأربعاء، إن التحالف الدولي لهزيمة داعش يواصل عمله في المنطقة بكل حزم.", id="no town"),
        pytest.param("قال الوزير بمراكش، الأربعاء، إن الشراكة مع أوروبا متينة وتتقدم بثبات.", id="nobody who meets"),
    ],
)
def test_no_gathering(text: str) -> None:
    assert not read(text)[3] & {"gathering_now", "gathering_held", "gathering_coming"}


def test_a_gathering_to_come_bounds_from_above() -> None:
    on, _, latest, rules = read("ستحتضن مدينة مراكش اجتماع التحالف الدولي لهزيمة داعش بمشاركة عشرات الوزراء من العالم.")
    assert (on, latest) == ("", "2022-05-11")
    assert "gathering_coming" in rules


def test_of_two_in_one_town_the_weekday_tells() -> None:
    assert read("اختتم اجتماع التحالف الدولي لهزيمة داعش في روما، اليوم الأحد، أشغاله بالتأكيد على محاربة الإرهاب.")[0] == ""  # neither of them had a Sunday
    assert read("اختتم اجتماع التحالف الدولي لهزيمة داعش في روما، اليوم الاثنين، أشغاله بالتأكيد على محاربة الإرهاب.")[0] == "2021-06-28"


def test_a_line_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    shutil.copytree(seeds_dir(), tmp_path / "seeds", ignore=shutil.ignore_patterns("articles"))
    path = tmp_path / "seeds/registry/gatherings.csv"
    path.write_text(path.read_text("utf-8") + "wrong,قمة,فاس,2020-01-02,2020-01-01,x\n", "utf-8")
    with pytest.raises(SeedError, match="wrong has no names or towns, or ends before it begins"):
        load_gatherings(Seeds(tmp_path / "seeds"))


def test_a_former_office_holder_bounds_from_the_day_he_left() -> None:
    _, earliest, _, rules = read("أعلن رئيس المحكمة التي تنظر في ملف الرئيس المصري السابق، حسني مبارك، أن الجلسة علنية.")
    assert (earliest, "former_office" in rules) == ("2011-02-11", True)


def test_a_time_that_is_former_is_no_office() -> None:
    assert "former_office" not in read("وكان ذلك في عهد الرئيس المصري حسني مبارك كما يقول المؤرخون.")[3]


def test_former_is_said_of_whom_it_stands_with() -> None:
    _, earliest, latest, rules = read('وقال وزير الخارجية الإسرائيلي، يسرائيل كاتس، في تدوينة على موقع "إكس"، تويتر سابقا، إن الرد قادم.')
    assert (earliest, latest) == ("2023-07-24", "2024-11-08")  # the site by its new name, and the end of his second term
    assert "term_of_office" in rules


def test_an_event_of_last_week() -> None:
    _, earliest, latest, _ = read("وتأجلت الرحلة بسبب توقع رد على استهداف القنصلية الإيرانية في دمشق الأسبوع الماضي كما قال مسؤول.")
    assert (earliest, latest) == ("2024-04-08", "2024-04-14")
    _, earliest, latest, _ = read("وتأجلت الرحلة بسبب توقع رد على استهداف القنصلية الإيرانية في دمشق كما قال مسؤول كبير.")
    assert (earliest, latest) == ("2024-04-01", "")


def test_a_verb_behind_the_date_of_what_is_said() -> None:
    assert read("وقالت الوزارة إن المتهم في أبريل 2020 أرسل طردا إلى جهة أجنبية مجهولة حتى الآن.")[1] == "2020-05-01"
    assert read("وقالت الوزارة إن المتهم في أبريل 2020 كما هو معلوم لديها منذ مدة.")[1] == ""


def test_a_weekday_with_its_day_settles_the_year_after_the_last_date_told() -> None:
    text = "واعتقل المتهمان أمس الأول السبت. وقالت الوزارة إن المتهم في أبريل 2020 أرسل طردا إلى جهة أجنبية. ومن المقرر أن يمثل أمام المحكمة غدا الثلاثاء الموافق 12 أكتوبر."
    assert read(text)[0] == "2021-10-11"
