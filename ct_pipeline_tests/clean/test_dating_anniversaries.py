"""Bounds from anniversaries, from years since a founding, from who takes office and from months that a presidency is held for."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from ct_pipeline.clean.dating_solver import plus_years
from ct_pipeline.language.timevalues import shift_months
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.lexicon.registry import Office
from ct_pipeline_tests.clean.test_dating import body, bounds

MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")


def rules_of(text: str) -> set[str]:
    return {e["rule"] for e in json.loads(body(text).published_evidence)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # known events, by name
        ("أحيت العاصمة اليوم الذكرى العشرين لهجمات 11 سبتمبر بحضور عائلات الضحايا.", ("2021-09-11", "2021-09-12")),
        ("تستعد المدينة لإحياء الذكرى الثانية عشرة لهجمات 11 سبتمبر في حفل تنظمه البلدية.", ("2013-08-12", "2013-09-11")),
        # independence: by name, by nisba, of the state named before
        ("هنأ الرئيس نظيره بمناسبة الذكرى الستين لاستقلال الجزائر.", ("2022-06-05", "2022-08-04")),
        ("حضر السفير الاحتفال بالذكرى ال61 لاستقلال موريتانيا.", ("2021-10-29", "2021-12-28")),
        ("وصل الرئيس إلى كينيا قبل احتفالات الذكرى الستين لاستقلالها.", ("2023-11-12", "2023-12-12")),
        # years since a founding that the text itself dates, or the registry
        ("يتزامن الإعلان مع مرور 5 أعوام على إنشاء مركز الرصد البحري الإقليمي. ومركز الرصد البحري الإقليمي تأسس في يونيو 2016 بطنجة.", ("2021-06-01", "2022-05-31")),
        ("جاء الاجتماع بعد مرور عشر سنوات على تأسيس المنتدى العالمي لمكافحة الإرهاب.", ("2021-09-01", "2022-08-31")),
        # since: a bound even where the verb is of the present
        ("يرأس البلدان معا فريق العمل منذ عام 2017 في إطار المنتدى.", ("2017-01-01", None)),
        # an announcement holds for what is told after it
        ("تعتزم الحكومة طرح المشروع خلال مؤتمر يعقد في مارس 2022.", (None, "2022-03-31")),
    ],
)
def test_bounds(text: str, expected: tuple[str | None, str | None]) -> None:
    assert bounds(body(text)) == expected


def test_a_day_of_the_year_that_is_near_narrows_a_year() -> None:
    text = "تعود الاتفاقية إلى سنة 2022، وقد وقعت في يناير 2022. يشارك الرئيس خلال الأسبوع الجاري في احتفالات ذكرى الاستقلال الكيني التي ستقام بالعاصمة."
    found = body(text)
    assert "anniversary_near" in rules_of(text)
    assert found.published_earliest is not None and (found.published_earliest.month, found.published_earliest.day) == (12, 6)


@pytest.mark.parametrize(
    "text",
    [
        "زار الوزير معرضا يروي قصة استقلال الجزائر وذكرى رجالها.",  # no number, nothing near
        "احتفلت الشركة بالذكرى الخامسة لاستقلالها المالي.",  # no state
        "قال إن مرور خمس سنوات على الحادث لم يغير شيئا.",  # no founding
        "مرت 5 أعوام على إنشاء المركز.",  # a founding that nobody dates
    ],
)
def test_what_bounds_nothing(text: str) -> None:
    assert bounds(body(text)) == (None, None)


def term(person: str, title: str) -> Office:
    """The last term in an office, as the registry has it."""
    return [o for o in load_knowledge().registry.offices[f"person:{person}"] if o.title_ar == title and o.start is not None][-1]


@pytest.mark.parametrize(
    ("text", "person", "title"),
    [
        # the counterpart holds the office named before: the second term, not the first
        ("ترأس وزير الشؤون الخارجية عبد القادر مساهل اللجنة مع نظيره المالي، تيمان هوبير كوليبالي.", "tieman-coulibaly", "وزير الخارجية"),
        # an honorific and a comma between title and name
        ("حضر اللقاء وزير الثقافة والإعلام، الدكتور عادل بن زيد الطريفي.", "adel-toraifi", "وزير الثقافة والإعلام"),
    ],
)
def test_terms_of_office(text: str, person: str, title: str) -> None:
    held = term(person, title)
    assert held.start is not None and held.end is not None
    assert bounds(body(text)) == (held.start.isoformat(), held.end.isoformat())


def test_since_taking_office_in_a_month_called_the_last_one() -> None:
    """Which of two terms: the one that began in such a month."""
    held = term("hassan-sheikh-mohamud", "رئيس الجمهورية")
    found = body(f"هذه ثاني زيارة للرئيس الصومالي حسن شيخ محمود منذ توليه المنصب في {MONTHS[held.start.month - 1] if held.start else ''} الماضي.")
    assert found.published_earliest == shift_months(held.start, 1) if held.start else False
    assert found.published_latest is not None and held.start is not None and found.published_latest < plus_years(held.start, 1)


def test_taking_office_is_the_news() -> None:
    held = term("gilles-de-kerchove", "منسق الاتحاد الأوروبي لمكافحة الإرهاب")
    found = body("تولى جيل دو كيرشوف أمس مهام منصب منسق الاتحاد الأوروبي لمكافحة الإرهاب.")
    assert held.start is not None and found.published_earliest == held.start - timedelta(3) and found.published_latest == held.start + timedelta(3)


def test_another_ministers_counterpart_is_not_of_this_office() -> None:
    """Coulibaly was minister of defence too: who is called a counterpart of the minister of culture bounds by neither."""
    assert bounds(body("التقى وزير الثقافة الفنانين مع نظيره المالي، تيمان هوبير كوليبالي.")) == (None, None)


def test_the_month_of_a_rotating_presidency() -> None:
    assert "presidency_month" in rules_of("عقدت الجلسة بطلب من الدولة التي تتولى الرئاسة الدورية لأعمال المجلس لشهر غشت.")
    assert "presidency_month" not in rules_of("نشرت رئاسة الحكومة حصيلة العمليات لشهر غشت.")


@pytest.mark.parametrize(
    "text",
    [
        "عين أعضاء اللجنة الملك محمد السادس أمس بالرباط.",  # who appoints takes no office
        "وعكس فترة حكم الرئيس الفرنسي فرانسوا هولاند، تحسنت العلاقات بين البلدين.",  # a time that is over
        "مدد القرار من 20 مارس الماضي إلى 20 أبريل الجاري.",  # the end of a stretch is not yet past
    ],
)
def test_what_dates_no_text(text: str) -> None:
    found = body(text)
    assert found.published_on is None and found.published_latest is None
    assert "accession" not in rules_of(text)


def test_on_the_eve_of_a_month_its_first_day_is_called_current() -> None:
    text = "أعلنت الوزارة في شتنبر 2020، مساء اليوم الأربعاء، إغلاق المقر ابتداء من يوم الخميس فاتح أكتوبر الجاري."
    assert bounds(body(text))[0] == "2020-09-30"


def test_the_day_of_a_document_is_not_the_news() -> None:
    """A month called the last one bounds by the news of the day, not by minutes of years ago that the first sentences quote."""
    text = "قال الرئيس إن الاجتماع الذي انعقد في 26 يونيو الماضي لم يتطرق إلى المشروع. وأكد أن المشروع ورد في محضر المجلس المنعقد بتاريخ 24 ماي 2016 بالمدينة."
    assert bounds(body(text)) == ("2016-07-01", None) or bounds(body(text))[1] is None


def test_a_month_told_further_down_is_not_the_current_one_of_its_year() -> None:
    text = "سيطبق القرار ابتداء من شهر يوليوز الجاري. الأولى. الثانية. الثالثة. الرابعة. وكان الشطر الأول قد نفذ بتاريخ 1 يوليوز 2019 بالمدينة."
    assert "current_month_dated" not in rules_of(text)
