"""Headline, author, agency, outlet and place."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.clean.pages import LEAD, SECOND, THIRD, TITLE, clean, page

AGENCIES = [
    ("و م ع", "MAP"), ("فاليتا - ومع", "MAP"), ("(و.م.ع)", "MAP"), ("المصدر: وكالة المغرب العربي للأنباء", "MAP"), ("فاليتا - أ ف ب", "AFP"), ("فاليتا - (أ.ف.ب)", "AFP"),
    ("فاليتا - فرانس برس", "AFP"), ("فاليتا - رويترز", "Reuters"), ("فاليتا (أ ب)", "AP"), ("الرياض 05 رمضان 1446 هـ الموافق 05 مارس 2025 م واس", "SPA"), ("فاليتا - كونا", "KUNA"),
    ("--(بترا)", "Petra"), ("الدوحة - قنا", "QNA"), ("وام/ناصر الشامسي", "WAM"), ("القاهرة - أ ش أ", "MENA"), ("نواكشوط (وما)", "AMI"), ("الجزائر، 22 أوت 2023 (وأج)", "APS"),
    ("تونس 23 جانفي 2024 (وات)", "TAP"), ("بغداد / واع", "INA"), ("فاليتا - الأناضول", "Anadolu"), ("بكين - شينخوا", "Xinhua"), ("برلين - د ب أ", "DPA"), ("موسكو - سبوتنيك", "Sputnik"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "agency"), AGENCIES)
def test_agency_lines(line: str, agency: str) -> None:
    assert clean(page(TITLE, line, LEAD, SECOND)).article.agency == agency


@pytest.mark.parametrize(
    ("lead", "agency"),
    [("فاليتا 14 ماي (بترا)- ", "Petra"), ("أبوظبي في 14 يناير / وام / ", "WAM"), ("أطار (وما) – ", "AMI"), ("الكويت - 14 - 5 (كونا) -- ", "KUNA"), ("القاهرة في 4 مايو /أ ش أ/ ", "MENA")],
)
def test_agency_in_the_lead(lead: str, agency: str) -> None:
    result = clean(page(TITLE, lead + LEAD, SECOND))
    assert result.article.agency == agency
    assert result.article.dateline_place == lead.split()[0]


def test_words_that_look_like_agencies() -> None:
    """"ومع" is "and with", "بنا" is "with us": no agency unless a line credits one."""
    text = page(TITLE, LEAD, "ومع انتهاء الورشة، التقى بنا مدير البرنامج وسلم المشاركين شهادات التكوين في حفل قصير.")
    assert clean(text).article.agency is None


def test_outlet() -> None:
    assert clean(page(TITLE, LEAD, SECOND, "المصدر : بريد الضفة")).article.outlet == "بريد الضفة"
    assert clean(page(TITLE, "نشر في بريد الضفة يوم 14 - 05 - 2024", LEAD, SECOND)).article.outlet == "بريد الضفة"
    assert clean(page(TITLE, LEAD, SECOND, "© 2024 بريد الضفة - جميع الحقوق محفوظة")).article.outlet == "بريد الضفة"
    assert clean(page(TITLE, LEAD, SECOND), hint_outlet="بريد الضفة").article.outlet == "بريد الضفة"
    assert clean(page(TITLE, LEAD, SECOND, "جميع الحقوق محفوظة")).article.outlet is None


def test_author() -> None:
    assert clean(page(TITLE, "بقلم: سلمى الراجي", LEAD, SECOND)).article.author == "سلمى الراجي"
    assert clean(page(TITLE, "سلمى الراجي", LEAD, SECOND)).article.author == "سلمى الراجي"
    assert clean(page(TITLE, LEAD, SECOND)).article.author is None


def test_title_among_other_headlines() -> None:
    others = ("موجة برد بالأطلس المتوسط نهاية الأسبوع", "تأجيل مباراة الديربي إلى الأحد المقبل", "وزير الفلاحة يفتتح معرض الزيتون بوزان")
    assert clean(page(*others, TITLE, LEAD, SECOND)).article.title == TITLE
    assert clean(page(others[0], TITLE, LEAD, SECOND), hint_title=TITLE).article.title == TITLE


def test_title_under_the_article() -> None:
    assert clean(page(LEAD, SECOND, TITLE, "الثلاثاء، 14 مايو 2024 04:48 م")).article.title == TITLE


@pytest.mark.parametrize(
    ("line", "place", "author", "outlet"),
    [
        ("دبي- (الوادي):", "دبي", None, None), ("عمان _ صدى الوادي نيوز", "عمان", None, "صدى الوادي نيوز"), ("مسقط ـ «الوادي»:", "مسقط", None, "الوادي"),
        ("أبوظبي - الوادي 24", "أبوظبي", None, None), ("الدار البيضاء - محمد العلوي", "الدار البيضاء", "محمد العلوي", None),
        ("طنجة - مراسل الوادي نيوز", "طنجة", None, "الوادي نيوز"), ("بغداد - دنيا الوادي", "بغداد", None, None),
    ],
)  # fmt: skip
def test_a_place_and_who_reports_from_there(line: str, place: str, author: str | None, outlet: str | None) -> None:
    result = clean(page(TITLE, line, LEAD, SECOND))
    assert [s.kind for s in result.segments].count("dateline") == 1
    assert (result.article.dateline_place, result.article.author, result.article.outlet) == (place, author, outlet)


def test_who_no_name_is_signs_nothing() -> None:
    assert clean(page(TITLE, "الشرطة الوطنية", LEAD, SECOND)).article.author is None  # the caption of a picture
    assert clean(page(TITLE, LEAD, SECOND, THIRD, "المصدر")).article.author is None  # a link


def test_what_stands_behind_an_outlets_name() -> None:
    assert clean(page("الوادي نيوز _متابعات", LEAD, SECOND)).article.outlet == "الوادي نيوز"
    assert clean(page(TITLE, LEAD, SECOND, "جميع الحقوق محفوظة للوادي © 2024")).article.outlet == "الوادي"


@pytest.mark.parametrize(
    ("lead", "place", "agency"),
    [
        ("جدة 16 محرم 1440 هـ الموافق 26 سبتمبر 2018 م واس ", "جدة", "SPA"), ("دبي، الإمارات العربية المتحدة (CNN) -- ", "دبي", "CNN"), ("دبي 14 ماي 2024 / ", "دبي", None),
        (" date 2025-12-30 نيويورك في 30 ديسمبر/وام/ ", None, "WAM"),
    ],
)  # fmt: skip
def test_agencies_that_hardly_anything_parts_from_the_text(lead: str, place: str | None, agency: str | None) -> None:
    article = clean(page(TITLE, lead + LEAD, SECOND)).article
    assert (article.agency, article.body.startswith(LEAD[:15])) == (agency, True)
    assert place is None or article.dateline_place == place


def test_an_outlet_and_its_place() -> None:
    assert clean(page("الوادي عربية - أربيل", LEAD, SECOND)).article.dateline_place == "أربيل"
    assert clean(page(TITLE, "محمد العلوي - نواكشوط", LEAD, SECOND)).article.author == "محمد العلوي"
    assert clean(page(TITLE, LEAD, SECOND, 'المصدر: "أ ف ب"')).article.agency == "AFP"
    assert clean(page(TITLE, "نيويورك ـ يو.بي.آي", LEAD, SECOND)).article.agency == "UPI"
