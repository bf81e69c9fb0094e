"""What expressions mean: every month of every system, digits, years present and absent, before and after publication; relative ones; what is no date."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.extract.context import Context
from ct_pipeline.extract.times import find_times
from ct_pipeline.language.calendars import prints_day_first
from ct_pipeline.language.document import Document
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.model import CleanArticle, RawArticle, Segment, Sentence

WRITTEN = date(2024, 5, 15)  # a Wednesday
SYSTEMS = {
    "morocco": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "algeria_tunisia": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "mauritania": "يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر",
    "gulf_egypt": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "levant": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "doubled": (
        "كانون_الثاني/يناير شباط/فبراير آذار/مارس نيسان/أبريل أيار/مايو حزيران/يونيه تموز/يوليه آب/أغسطس أيلول/سبتمبر تشرين_الأول/أكتوبر تشرين_الثاني/نوفمبر كانون_الأول/ديسمبر"
    ),
    "bracketed": (
        "يناير_(كانون_الثاني) فبراير_(شباط) مارس_(آذار) أبريل_(نيسان) مايو_(أيار) يونيو_(حزيران) يوليو_(تموز) أغسطس_(آب) سبتمبر_(أيلول) أكتوبر_(تشرين_الأول) نوفمبر_(تشرين_الثاني) ديسمبر_(كانون_الأول)"
    ),
}
DIGITS = {"ascii": "0123456789", "arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹"}


def document(text: str, on: date | None = WRITTEN, earliest: date | None = None, latest: date | None = None) -> Document:
    raw = RawArticle("a" * 16, "x.txt", "text/plain", "utf-8", text)
    article = CleanArticle(
        raw.article_id, None, text, None, None, None, None, "ar", on, on or earliest, on or latest, "byline" if on else "constraint", "[]", True, 1.0, None
    )
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Sentence(f"{raw.article_id}-{len(lines):04d}", raw.article_id, len(lines), at, at + len(line), line))
        at += len(line) + 1
    return Document(raw, article, (Segment(raw.article_id, 0, 0, len(text), "body", "test"),), lines)


def found(text: str, on: date | None = WRITTEN, **bounds: date) -> list[tuple[str, str | None, str | None]]:
    doc = document(text, on, **bounds)
    context = Context(doc, load_knowledge())
    find_times(context)
    return [
        (doc.surface(t.start, t.end), t.start_date.isoformat() if t.start_date else None, t.end_date.isoformat() if t.end_date else None)
        for t in sorted(context.times, key=lambda t: t.start)
    ]


def values(text: str, on: date | None = WRITTEN, **bounds: date) -> list[str]:
    return [a if a == b else f"{a}..{b}" for _, a, b in found(text, on, **bounds) if a and b]


def months(system: str) -> list[str]:
    return [m.replace("_", " ") for m in SYSTEMS[system].split()]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("digits", DIGITS)
def test_every_month_with_its_year(system: str, digits: str) -> None:
    for number, name in enumerate(months(system), 1):
        day, year = (str(n).translate(str.maketrans(DIGITS["ascii"], DIGITS[digits])) for n in (17, 2022))
        assert values(f"وقع البلدان الاتفاق في {day} {name} {year} بالعاصمة") == [f"2022-{number:02d}-17"], name
        assert values(f"تأسس المركز في {name} {year} بالعاصمة") == [f"2022-{number:02d}-01..{last_day(2022, number)}"], name


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("written", [date(2024, 1, 2), WRITTEN, date(2024, 12, 30)])
def test_every_month_without_a_year_before_and_after_the_day_of_publication(system: str, digits: str, written: date) -> None:
    for number, name in enumerate(months(system), 1):
        day = "17".translate(str.maketrans(DIGITS["ascii"], DIGITS[digits]))
        this = date(written.year, number, 17)
        past = this if this <= written else date(written.year - 1, number, 17)
        coming = this if this >= written else date(written.year + 1, number, 17)
        if (written - past).days < 250:  # nearly a year back, the coming one is meant more often: nothing decides
            assert values(f"وكانت الشرطة أوقفت المتهم يوم {day} {name} بالمدينة", written) == [past.isoformat()], name
        if (coming - written).days < 250:
            assert values(f"ومن المقرر أن ينعقد المؤتمر يوم {day} {name} بالمدينة", written) == [coming.isoformat()], name


HIJRI = ["محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"]
# First days of the months of 1445 in the calendar of Umm al-Qura.
HIJRI_1445 = [
    date(2023, 7, 19), date(2023, 8, 17), date(2023, 9, 16), date(2023, 10, 16), date(2023, 11, 15), date(2023, 12, 14),
    date(2024, 1, 13), date(2024, 2, 11), date(2024, 3, 11), date(2024, 4, 10), date(2024, 5, 9), date(2024, 6, 7),
]  # fmt: skip


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("number", range(1, 13))
def test_every_hijri_month_with_and_without_its_year(number: int, digits: str) -> None:
    first, name = HIJRI_1445[number - 1], HIJRI[number - 1]
    day, year = (n.translate(str.maketrans(DIGITS["ascii"], DIGITS[digits])) for n in ("5", "1445"))
    on = first + timedelta(4)
    assert values(f"وقع البلدان الاتفاق في {day} {name} {year} هـ بالعاصمة") == [on.isoformat()]
    if name == "صفر":
        return  # "5 صفر" without a year is as often a score
    assert values(f"وكانت الشرطة أوقفت المتهم يوم {day} {name} بالمدينة", on + timedelta(20)) == [on.isoformat()]
    assert values(f"ومن المقرر أن ينعقد المؤتمر يوم {day} {name} بالمدينة", on - timedelta(20)) == [on.isoformat()]


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_month_without_a_year_told_as_past_and_as_coming(system: str) -> None:
    for number, name in enumerate(months(system), 1):
        past = 2024 if date(2024, number, 3) <= WRITTEN else 2023
        coming = 2024 if date(2024, number, 3) >= WRITTEN else 2025
        assert values(f"أعلنت الوزارة يوم 3 {name} الماضي عن القرار") == [f"{past}-{number:02d}-03"], name
        assert values(f"ستنعقد الدورة في 3 {name} المقبل بالعاصمة") == [f"{coming}-{number:02d}-03"], name


@pytest.mark.parametrize("system", ["morocco", "levant", "algeria_tunisia"])
def test_the_verb_decides_where_no_word_does(system: str) -> None:
    names = months(system)
    assert values(f"وكانت الشرطة أوقفت المتهم يوم 20 {names[2]} بالمدينة") == ["2024-03-20"]
    assert values(f"ومن المقرر أن ينعقد المؤتمر يوم 20 {names[9]} بالمدينة") == ["2024-10-20"]
    assert values(f"وسيتوجه الوفد يوم 20 {names[0]} إلى العاصمة") == ["2025-01-20"]
    assert values(f"واندلع الحريق يوم 20 {names[11]} في المخيم") == ["2023-12-20"]


def last_day(year: int, month: int) -> str:
    from calendar import monthrange

    return date(year, month, monthrange(year, month)[1]).isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-14", ["2024-05-14"]), ("14/05/2024", ["2024-05-14"]), ("14 - 05 - 2024", ["2024-05-14"]), ("2024/5/14", ["2024-05-14"]), ("14.05.2024", ["2024-05-14"]),
        ("٢٠٢٤/٠٥/١٤", ["2024-05-14"]), ("٠٦/مارس/٢٠٢٤", ["2024-03-06"]), ("05/14/2024", ["2024-05-14"]), ("الخميس 06/07/2023", ["2023-07-06"]), ("الأربعاء 06/07/2023", ["2023-06-07"]),
        ("May 14, 2024", ["2024-05-14"]), ("14 mai 2024", ["2024-05-14"]), ("مايو 14, 2024", ["2024-05-14"]), ("الثلاثاء، 14 مايو / ايار 2024", ["2024-05-14"]),
        ("نشر 13:04-14 مايو 2024 م", ["2024-05-14"]), ("14 ماي 2024م", ["2024-05-14"]),
    ],
)  # fmt: skip
def test_numeric_dates_and_date_lines(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في الحادي والعشرين من شهر مارس الماضي", ["2024-03-21"]), ("في الأول من يونيو المقبل", ["2024-06-01"]), ("ابتداء من فاتح يوليوز المقبل", ["2024-07-01"]),
        ("في الثامن والعشرين من الشهر الجاري", ["2024-05-28"]), ("يوم 15 من الشهر المنصرم", ["2024-04-15"]), ("في الـ7 من أكتوبر 2023", ["2023-10-07"]),
        ("في العاشر من محرم 1445", ["2023-07-28"]), ("26 شعبان 1445 هـ الموافق 7 مارس 2024 م", ["2024-03-07"]), ("7 مارس 2024 - 26 شعبان 1445هـ", ["2024-03-07"]),
        ("صدر عام 1424هـ", ["2003-03-04..2004-02-20"]),
    ],
)  # fmt: skip
def test_written_out_and_hijri(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عقد يومي 4 و5 أبريل الماضي", ["2024-04-04..2024-04-05"]), ("من 24 إلى 27 نونبر المقبل", ["2024-11-24..2024-11-27"]),
        ("ما بين 27 نونبر وفاتح دجنبر 2023", ["2023-11-27..2023-12-01"]),
        ("خلال الفترة من 28 أبريل إلى 2 يونيو المقبلين", ["2024-04-28..2024-06-02"]), ("جرت المناورة (26 فبراير - 7 مارس)", ["2024-02-26..2024-03-07"]),
        ("28-30 أكتوبر 2023", ["2023-10-28..2023-10-30"]),
        ("بين عامي 2014 و2017", ["2014-01-01..2017-12-31"]), ("بين 2012 و2015", ["2012-01-01..2015-12-31"]), ("خلال موسم 2019-2020", ["2019-01-01..2020-12-31"]),
        ("الموسم الدراسي 2021-2020", ["2020-01-01..2021-12-31"]),
        ("في جلستي يومي 10 أكتوبر و5 ديسمبر الماضيين", ["2023-10-10", "2023-12-05"]), ("يومي 3 و7 ماي 2023", ["2023-05-03", "2023-05-07"]),
        ("من يناير إلى مارس 2023", ["2023-01-01..2023-03-31"]),
        ("أجلت المحكمة الجلسة من 3 يونيو إلى 10 يوليوز المقبل", ["2024-06-03", "2024-07-10"]), ("من 3 يونيو المقبل إلى غاية 7 منه", ["2024-06-03..2024-06-07"]),
        ("يومي الاثنين والثلاثاء 20 و21 مارس 2023", ["2023-03-20..2023-03-21"]), ("من 30 دجنبر إلى 2 يناير 2024", ["2023-12-30..2024-01-02"]),
    ],
)  # fmt: skip
def test_ranges_and_lists(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل أمس", ["2024-05-14"]), ("وصل أول أمس", ["2024-05-13"]), ("وصل أول من أمس", ["2024-05-13"]), ("يغادر غدا", ["2024-05-16"]), ("يغادر بعد غد الجمعة", ["2024-05-17"]),
        ("وصل البارحة", ["2024-05-14"]),
        ("وصل الخميس الماضي", ["2024-05-09"]), ("يصل الخميس المقبل", ["2024-05-16"]), ("وصل الأربعاء الماضي", ["2024-05-08"]), ("سيعقد الأحد جلسة طارئة", ["2024-05-19"]),
        ("انعقد الإثنين بالعاصمة", ["2024-05-13"]),
        ("استهدف التفجير مساء الثلاثاء فندقا", ["2024-05-14"]), ("وصل أمس الاثنين", ["2024-05-13"]), ("صباح اليوم الأربعاء", ["2024-05-15"]),
        ("خلال الأسبوع الماضي", ["2024-05-06..2024-05-12"]), ("خلال هذا الأسبوع", ["2024-05-13..2024-05-19"]), ("الأسبوع المقبل", ["2024-05-20..2024-05-26"]),
        ("الشهر المقبل", ["2024-06-01..2024-06-30"]),
        ("الربع الأول من العام", ["2024-01-01..2024-03-31"]), ("الثلاثي الأخير من سنة 2023", ["2023-10-01..2023-12-31"]), ("النصف الثاني من يونيو المقبل", ["2024-06-16..2024-06-30"]),
        ("صيف 2022", ["2022-06-01..2022-08-31"]),
        ("مطلع السنة الماضية", ["2023-01-01..2023-01-31"]), ("نهاية شتنبر المقبل", ["2024-09-21..2024-09-30"]), ("قبل ثلاث سنوات", ["2021-01-01..2021-12-31"]),
        ("قبل سنتين", ["2022-01-01..2022-12-31"]),
        ("منذ 2011", ["2011-01-01..2011-12-31"]), ("منذ عام ١٩٨٢", ["1982-01-01..1982-12-31"]), ("قبل نحو سبع سنوات", ["2017-01-01..2017-12-31"]),
        ("الأشهر السبعة الأولى من عام 2023", ["2023-01-01..2023-07-31"]),
    ],
)  # fmt: skip
def test_relative_expressions(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أوقف يوم 17 ماي 2022 شخصان، ونقلا في اليوم نفسه إلى العاصمة", ["2022-05-17", "2022-05-17"]),
        ("انعقدت في 11 ماي 2022 ثم في الشهر الموالي بفاس", ["2022-05-11", "2022-06-01..2022-06-30"]),
        ("دشن المعهد في 20 مارس 2015 وافتتح المقر السنة ذاتها", ["2015-03-20", "2015-01-01..2015-12-31"]),
        ("تأسس في 28 أبريل 2011 وانضم إليه البلد في 22 شتنبر من السنة نفسها", ["2011-04-28", "2011-09-22"]),
        ("افتتح في 20 مارس 2015 وبعده بأسبوع فتح الثاني", ["2015-03-20", "2015-03-27"]),
        ("اعتقل في 14 يناير 2019 وحكم عليه في 20 مارس بالسجن", ["2019-01-14", "2019-03-20"]),
        ("وقعت الاتفاقية في 3 ماي 2019 وستعقد اللجنة دورتها في 5 يونيو", ["2019-05-03", "2024-06-05"]),
        ("اعتقل في 14 نونبر 2019 وحكم عليه في 20 مارس بالسجن", ["2019-11-14", "2020-03-20"]),
        ("وقع الهجوم يوم 16 ماي 2003.\nوخلدت الأسر ذكرى 16 ماي", ["2003-05-16", "2003-05-16"]),
    ],
)  # fmt: skip
def test_what_points_to_what_was_said_before(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "مونديال 2030", "كأس العالم 2026", "رؤية 2030", "القانون رقم 03.03", "فاز الفريق 2-1", "انتهت المباراة 3-صفر", "ازداد الطلب 15 في المائة", "هاتف 0522 14 05 20", "شارك 2020 شخصا في المسيرة",
        "الأمين العام الحالي للحزب", "في الدقيقة 18",
        "بمناسبة اليوم العالمي للسلام", "أداء صلاة الجمعة", "يعقد كل خميس", "حركة 20 فبراير", "بلغ عددهم 1480 مقاتلا في 1400 قرية", "مارس ضغوطا على الحكومة", "تيريزا ماي",
        "رئيسها شعبان", "للمرة الثالثة", "يوما بعد يوم", "بعد خمس سنوات",
        "الدورة الأولى من الحوار", "الساعة 20:30", "بعمر 43 عاما", "أب لثلاثة أطفال", "دامت ثلاثة أيام",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert found(f"{text} بالمدينة") == []


def test_without_a_day_of_publication_relative_expressions_stay_open() -> None:
    assert found("وصل أمس إلى العاصمة", None) == [("أمس", None, None)]
    assert values("تأسس في يونيو 2018", None) == ["2018-06-01..2018-06-30"]


def test_bounds_that_agree_resolve() -> None:
    bounds = {"earliest": date(2019, 7, 7), "latest": date(2019, 9, 29)}
    assert values("أطلق قبل ست سنوات", None, **bounds) == ["2013-01-01..2013-12-31"]
    assert values("وقع في 14 يونيو الماضي", None, **bounds) == ["2019-06-14"]
    assert values("وقع الشهر الماضي", None, **bounds) == []


def test_a_text_that_prints_months_first() -> None:
    assert values("نشر 05/14/2024\nوعدل 05/06/2024") == ["2024-05-14", "2024-05-06"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("التقرير: 05/06/2024", []),  # nothing decides: open
        ("التقرير: 05/11/2024", ["2024-05-11"]),  # written on 15 May: days away rather than months
        ("وكانت الشرطة قد أوقفت المتهم في 11/06/2024 بالعاصمة", []),  # neither reading fits the verb: open
        ("25/04/2024\n05/06/2024", ["2024-04-25", "2024-06-05"]),  # the page's other date
        ("04/25/2024\n05/06/2024", ["2024-04-25", "2024-05-06"]),
        ("25/04/2024\n04/25/2024\n05/06/2024", ["2024-04-25", "2024-04-25"]),  # both orders on one page: open
        ("2/11/2024 2:14:00 PM", []),  # English software: open
        ("2024/06/05", ["2024-06-05"]), ("2024-06-05", ["2024-06-05"]), ("الخميس 06/06/2024", ["2024-06-06"]), ("الاثنين 05/06/2024", ["2024-05-06"]),
        ("05-06-2024", []), ("05.06.2024", ["2024-06-05"]), ("05 / 06 / 2024", []), ("05/06/2024 - 21:09", ["2024-06-05"]), ("21:09 | 05/06/2024", ["2024-06-05"]),
        ("05/06/2024 الساعة 9:05 م", ["2024-06-05"]), ("05/06/2024 21h05", ["2024-06-05"]), ("06:13 م 02/11/2025", ["2025-11-02"]), ("9:05 PM - 05/06/2024", []), ("05/06/2024 | 9:05 pm", []),
        ("4.25.2024\n05.06.2024", ["2024-04-25", "2024-05-06"]),
        ("خميس, 06/07/2023", ["2023-07-06"]), ("جمعة 05/06/2024", []), ("الاثنين 05/06/2024 ثم 07/08/2024", ["2024-05-06", "2024-07-08"]),
        ("الخميس 6/6/24", ["2024-06-06"]), ("ونشر التقرير في 05/06/2024 بالعاصمة", ["2024-05-06"]),
    ],
)  # fmt: skip
def test_the_order_of_a_date_in_digits(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_an_open_order_is_kept_as_an_expression_without_a_day() -> None:
    assert found("2/11/2024 2:14:00 PM") == [("2/11/2024", None, None)]
    doc = document("التقرير: 05/06/2024")
    context = Context(doc, load_knowledge())
    find_times(context)
    assert [(t.granularity, t.rule, t.readings) for t in context.times] == [("day", "timex.numeric.open", "2024-05-06 or 2024-06-05")]


def test_the_forms_that_only_those_use_who_put_the_day_first() -> None:
    """What ``day_form`` rests on, read off CLDR."""
    african = {"zu", "xh", "om", "en_BI", "blo", "ee"}
    for name in locale_identifiers():
        short = Locale.parse(name).date_formats["short"].pattern
        if next((c for c in short if c in "dMyL"), "") in "ML":
            assert "." not in short
            clock = Locale.parse(name).time_formats["short"].pattern
            assert "a" in clock or name in african or name.split("_")[0] in african


def test_the_order_that_is_usual_in_a_country() -> None:
    assert all(map(prints_day_first, ("MA", "SA", "SO", "FR", "GB")))
    assert not any(map(prints_day_first, ("US", "PH", "CN", "IR", "ZZ", "com")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("التقى الوزير نظيره اليوم الاثنين الموافق 6 مايو 2024 بالعاصمة", ["2024-05-06"]),
        ("وتعقد الدورة خلال الفترة من 22 – 27/4/2024 بالكويت", ["2024-04-22..2024-04-27"]), ("من 22 إلى 27/4/2024", ["2024-04-22..2024-04-27"]),
        ("في 30 أغسطس 2023 رحلتهم السلطات، منذ عودة الحركة عام 2021، بعد هجوم يوم 23 من الشهر نفسه", ["2023-08-30", "2021-01-01..2021-12-31", "2023-08-23"]),
        ("بما فيها اتفاقية 1999 وقانون 1958 والقرار 1989", ["1999-01-01..1999-12-31", "1958-01-01..1958-12-31"]),
        ("أصيب 12 جنديا و3 مدنيين في 20 هجوما على 5 قرى", []), ("انتهت المباراة 10:00 بنتيجة 3-1", []),
    ],
)  # fmt: skip
def test_what_real_pages_print(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_surfaces_leave_particles_out() -> None:
    assert [s for s, _, _ in found("وبيونيو 2020 ولشهر ماي 2021 والخميس الماضي")] == ["يونيو 2020", "شهر ماي 2021", "الخميس الماضي"]


PIECES = st.sampled_from([*SYSTEMS["levant"].replace("_", " ").split(), "يوم", "يومي", "من", "إلى", "بين", "و", "الأول", "والعشرين", "2024", "31", "30/02/2024", "الماضي", "المقبل",
"أمس", "الخميس", "قبل", "سنوات", "ثلاث", "(", ")", "-", "/", "الشهر", "نفسه", "نهاية", "الربع", "هـ", "1445", "شعبان", "\n", "ـ", "\u200f", "9999", "1", "29", "فبراير"])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map(" ".join), st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.none())
def test_any_text_is_read_and_offsets_hold(text: str, on: date | None) -> None:
    doc = document(text, on)
    context = Context(doc, load_knowledge())
    find_times(context)
    end = 0
    for t in context.times:
        assert 0 <= t.start < t.end <= len(doc.text)
        assert t.start >= end, "in order, not overlapping"
        end = t.end
        assert (t.start_date is None) == (t.end_date is None)
        assert t.start_date is None or t.end_date is None or t.start_date <= t.end_date
        assert 0 < t.confidence <= 1


@pytest.mark.parametrize("piece", ["من 3 إلى 5 ماي و", "5 و", "الخميس و", "بين ", "2014-", "الحادي و", "قبل ", "(", "12/"])
def test_time_is_linear(piece: str) -> None:
    def seconds(n: int) -> float:
        doc = document(piece * n)
        began = time.perf_counter()
        find_times(Context(doc, load_knowledge()))
        return time.perf_counter() - began

    seconds(50)
    short, long = min(seconds(500) for _ in range(2)), min(seconds(4000) for _ in range(2))
    assert long < 40 * short + 0.05


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خلال الفترة من 2021 وحتى مايو 2024 سجلت المحكمة قضايا.", ["2021-01-01..2024-05-31"]),
        ("من عام 2019 حتى يونيو 2023 أوقف عشرون شخصا.", ["2019-01-01..2023-06-30"]),
        ("من مارس إلى 15 يونيو 2023 نفذت عشر دوريات.", ["2023-03-01..2023-06-15"]),
        ("من 2021 وحتى الآن لم يصدر حكم.", []),  # a bare year after "من" is one only where a range goes on from it
        ("GMT 8:40 2017 الأحد 15 يناير", ["2017-01-15"]),
        ("يعقد المجلس يومه الخميس اجتماعا.", ["2024-05-16"]),
        ("قضى الوزير يومه في مكتبه.", []),
        ("في الأسبوع ما قبل الماضي زار الوفد المدينة.", ["2024-04-29..2024-05-05"]),
        ("سافر العام قبل الماضي إلى الخارج.", ["2022-01-01..2022-12-31"]),
        ("بمدينتي نصر و6 أكتوبر ومدينة 15 مايو.", []),
        ("يفتتح المركز قبل نهاية السنة الجارية.", ["2024-12-31"]),
        ("يفتتح المركز قبل متم مارس المقبل.", ["2025-03-31"]),
        ("افتتح المركز نهاية السنة الماضية.", ["2023-12-01..2023-12-31"]),
        ("Posted on 29th, April 2024", ["2024-04-29"]),
        ("وقع الهجوم في 5 ماي 2024 وفي اليوم التالي للهجوم وصل الوفد.", ["2024-05-05", "2024-05-06"]),
        ("استقبل السفراء في اليوم التالي للهجوم.", []),
        ("فتش بيته قبل أن تتم إحالته على القضاء، الأحد.", ["2024-05-12"]),
        ("يرتقب أن تتم إحالته على القضاء، الأحد.", ["2024-05-19"]),
    ],
)
def test_what_other_outlets_print(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_an_unmistakable_verb_decides_the_side() -> None:
    assert values("والمحاكمة بدأت في يوليوز.") == ["2023-07-01..2023-07-31"]  # not seven weeks ahead
    assert values("وقتل ثلاثة جنود، ووقع الهجوم في 5 يونيو.") == ["2023-06-05"]
    assert values("ستبدأ المحاكمة في أبريل.") == ["2025-04-01..2025-04-30"]
    assert values("ومن المقرر أن تبدأ في فرانكفورت يوم 19 ماي محاكمته.") == ["2024-05-19"]  # after a preposition stands no verb, whatever it looks like


def test_the_hour_right_behind_the_year() -> None:
    assert found("نشر في 14/3/2019، آخر تحديث: 15/3/201906:44 م") == [("14/3/2019", "2019-03-14", "2019-03-14"), ("15/3/2019", "2019-03-15", "2019-03-15")]
    assert found("عام 2019 والرقم 15/3/20190644") == [("عام 2019", "2019-01-01", "2019-12-31")]


def test_a_day_said_twice_in_brackets_or_in_quotation_marks() -> None:
    assert found("تمكنت الأجهزة صباح اليوم (أمس) من رصده.") == [("صباح اليوم (أمس)", "2024-05-14", "2024-05-14")]
    assert found('اختتم أعماله اليوم "الأربعاء" بالرياض.') == [('اليوم "الأربعاء"', "2024-05-15", "2024-05-15")]
    assert values('ووصل مساء "الثلاثاء" الوزير.') == ["2024-05-14"]
    assert values('قال الوزير اليوم "الجمعة المقبل موعدنا".') == ["2024-05-15", "2024-05-17"]  # what he says begins with another day
    assert values("زاره اليوم (الخميس المقبل موعد الاجتماع).")[0] == "2024-05-15"


def test_an_attack_on_a_day_is_not_the_name_of_one() -> None:
    assert values("وقال بعد هجمات 7 أكتوبر إن الأمن أولوية.") == ["2023-10-07"]
    assert values("كانت الخلية تستعد لتنفيذ هجوم يوم 7 أكتوبر الجاري.", date(2016, 10, 5)) == ["2016-10-07"]
    assert values("كانت الخلية تعتزم تنفيذ هجوم يوم 7 أكتوبر.", None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024 مايو 14/ مجموعة", ["2024-05-14"]), ("NOUAKCHOTT, موريتانيا, 2024 مايو 14/APO", ["2024-05-14"]), ("14-May-24 10:23 AM", ["2024-05-14"]),
        ("14 أبريل 202415 أبريل 2024", ["2024-04-14", "2024-04-15"]), ("GMT 10:23 2024 الثلاثاء 14 مايو :آخر تحديث", ["2024-05-14"]),
        ("وبلغ عددهم في 2019 مايو 14 قتيلا", ["2019-01-01..2019-12-31"]),  # counted
        ("وكان يحتفل به في 21 يونيو من كل سنة", []), ("تنعقد الدورة في مارس من كل عام", []),  # every year
        ("يغطي البرنامج 12 قطاعا، 3 منها جديدة", []),  # of them
        ("سجلت 928 حالة خلال 28 يوما الأولى من شهر أبريل الماضي", ["2024-04-01..2024-04-30"]),  # the first 28 days of it
        ("شعارات حركة 20 فبراير، وقال إن ما جاء في 20 فبراير محترم", []),  # the name of a movement, and that name again
        ("وكانت الدولة وضعت جميع السيناريوهات الممكنة لما بعد 5 يونيو", ["2024-06-05"]), ("ويسمح البلاغ بذلك ابتداء من يوم الأحد 18 ماي", ["2024-05-18"]),
        ("توقفت الأشغال إلى جانب ملاعب 3 مارس المغلقة", []), ("وفي 12 ماي، سيرفع رئيس المجلس مذكرة ثانية", ["2024-05-12"]), ("وفي 12 مارس، سيرفع رئيس المجلس مذكرة ثانية", ["2025-03-12"]),
        ("وصدر القرار في فاتح دجنبر 2008، وتنص المادة 14 منه على تشكيل لجنة", ["2008-12-01"]), ("الجمعة فاتح محرم 1446 هـ\nويعد يوم فاتح محرم عطلة", ["2024-07-07", "2024-07-07"]),
        ("وقتل ثلاثة في 20 فبراير الماضي قرب ساحة 20 فبراير", ["2024-02-20"]),
    ],
)  # fmt: skip
def test_orders_glued_dates_and_what_looks_like_one(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("التقرير: 05/06/2024", "timex.numeric.open"), ("التقرير: 15/06/2024", "timex.numeric"), ("25/04/2024 ثم 05/06/2024", "timex.numeric.by_habit"),
        ("05.06.2024", "timex.numeric.by_form"),
    ],
)  # fmt: skip
def test_what_decided_the_order_is_said(text: str, rule: str) -> None:
    doc = document(text)
    context = Context(doc, load_knowledge())
    find_times(context)
    assert context.times[-1].rule == rule
    assert (context.times[-1].start_date is None) == rule.endswith("open") == (context.times[-1].readings is not None)
