"""Publication lines as Arab outlets and agencies lay them out, round an invented article that holds no other evidence of its day: 14 May 2024."""

from __future__ import annotations

from datetime import date

import pytest

from ct_pipeline_tests.clean.pages import clean

DAY = date(2024, 5, 14)
HEADLINE = "وزيرا داخلية البلدين يوقعان اتفاقا لتبادل المعلومات عن الشبكات الإرهابية"
OPENING = (
    "وقع وزيرا الداخلية في البلدين اتفاقا لتبادل المعلومات عن الشبكات الإرهابية العابرة للحدود، وذلك في ختام مباحثات جرت في مقر الوزارة بحضور عدد من كبار المسؤولين الأمنيين."
)
MIDDLE = "وقال الوزير إن الاتفاق يتيح تبادل قوائم المطلوبين وتدريب المحققين، مضيفا أن لجنة مشتركة ستتابع تنفيذه خلال الأشهر المقبلة."
CLOSE = "وأضاف أن التعاون بين الجانبين شمل في السنوات الماضية تفكيك خلايا عدة كانت تخطط لهجمات في المنطقة."
ARTICLE = f"{OPENING}\n{MIDDLE}\n{CLOSE}\n"
MENU = "الرئيسية | سياسة | اقتصاد | رياضة | ثقافة\n"
TAIL = "اقرأ أيضا\nافتتاح معرض للكتاب في العاصمة\nارتفاع أسعار الخضر في الأسواق\nجميع الحقوق محفوظة\n"
PLACES = {
    "under the headline": lambda line: f"{HEADLINE}\n{line}\n{ARTICLE}",
    "above the headline": lambda line: f"{line}\n{HEADLINE}\n{ARTICLE}",
    "before the text": lambda line: f"{HEADLINE}\n{line} {ARTICLE}",
    "under the text": lambda line: f"{HEADLINE}\n{ARTICLE}{line}\n",
    "among furniture": lambda line: f"{MENU}{HEADLINE}\n{line}\nشارك على فيسبوك\nتويتر\nواتساب\n{ARTICLE}{TAIL}",
}
UNDER, ABOVE, BEFORE, BELOW, AMONG = PLACES
LINES = [
    (AMONG, "الثلاثاء 14 ماي 2024 - 10:23"),
    (UNDER, "14/5/2024"),
    (UNDER, "Tue, 14 May 2024 20:52:48 +0000"),
    (UNDER, "14 May 2024"),
    (ABOVE, "Tue May 14, 2024 at 8:52 pm"),
    (UNDER, "14/5/2024|آخر تحديث: 14/5/202410:23 م (بتوقيت مكة المكرمة)"),
    (UNDER, "14 مايو/ أيار 2024"),
    (UNDER, "نُشر في 14 مايو/ أيار 2024"),
    (UNDER, "14 مايو/ أيار 2024، 10:23 GMT\nآخر تحديث 15 مايو/ أيار 2024، 07:10 GMT"),
    (BEFORE, "الرياض 06 ذو القعدة 1445 هـ الموافق 14 مايو 2024 م واس"),
    (UNDER, "الرياض 06 ذو القعدة 1445 هـ الموافق 14 مايو 2024 م واس"),
    (UNDER, "الثلاثاء 1445/11/6 هـ الموافق 2024/05/14 م"),
    (BEFORE, "أبوظبي في 14 مايو 2024 / وام / "),
    (UNDER, "الثلاثاء، 14 مايو 2024 10:23 صباحاً\nأبوظبي في 14 مايو / وام /"),
    (UNDER, "عمان 14 أيار 2024 (بترا)"),
    (BEFORE, "الدوحة في 14 مايو 2024 /قنا/ "),
    (UNDER, "نشر في: 14 مايو 2024"),
    (BEFORE, "مسقط في 14 مايو 2024 /العُمانية/ "),
    (BEFORE, "تونس 14 ماي 2024 (وات) - "),
    (UNDER, "نواكشوط ,  14/05/2024  -  "),
    (UNDER, "ثلاثاء, 14/05/2024 - 10:23"),
    (UNDER, "ثلاثاء, 05/14/2024 - 10:23"),
    (UNDER, "10:23 GMT 14.05.2024 (محدثة: 11:40 GMT 14.05.2024)"),
    (UNDER, "تم النشر: 10:23 GMT 14.05.2024"),
    (UNDER, "تاريخ النشر: 14.05.2024 | 10:23 GMT |"),
    (UNDER, "تاريخ النشر:14.05.2024 | 10:23 GMT | آخر تحديث:14.05.2024 | 12:01 GMT | أخبار العالم"),
    (UNDER, "14.05.2024"),
    (UNDER, "١٤ مايو ٢٠٢٤"),
    (UNDER, "14 مايو 202414 مايو 2024"),
    (UNDER, "نشر في ١٤ مايو ٢٠٢٤آخر تحديث ١٥ مايو ٢٠٢٤"),
    (UNDER, "نشرت في: 14/05/2024 - 10:23\nآخر تحديث: 14/05/2024 - 11:00"),
    (UNDER, "نشرت في: 14/05/2024 - 10:23آخر تحديث: 14/05/2024 - 11:00"),
    (UNDER, "نشرت في 14/05/2024 - 10:23 GMT+2•آخر تحديث 11:00"),
    (UNDER, "نشر الثلاثاء، 14 مايو / أيار 2024"),
    (UNDER, "14 مايو 2024 - 10:23 بتوقيت أبوظبي"),
    (UNDER, "نُشر: 10:23-14 مايو 2024 م ـ 06 ذو القِعدة 1445 هـ"),
    (UNDER, "الثلاثاء - 6 ذو القعدة 1445 هـ - 14 مايو 2024 مـ"),
    (UNDER, "الثلاثاء - 6 ذو القعدة 1445 هـ - 14 مايو 2024 مـ رقم العدد [16604]"),
    (UNDER, "العين الإخبارية - أبوظبي\nالثلاثاء 2024/5/14 10:23 ص بتوقيت أبوظبي"),
    (UNDER, "الثلاثاء، 14 مايو 2024 10:23 ص"),
    (UNDER, "الثلاثاء، 14 مايو 2024 10:23 ص\nكتب أحمد السيد"),
    (UNDER, "10:23 ص الثلاثاء 14 مايو 2024"),
    (UNDER, "الثلاثاء 14-05-2024 10:23 | كتب: محمد علي |"),
    (UNDER, "كتب: محمد علي\n10:23 ص | الثلاثاء 14 مايو 2024"),
    (UNDER, "نشر في: الثلاثاء 14 مايو 2024 - 10:23 ص | آخر تحديث: الأربعاء 15 مايو 2024 - 1:05 م"),
    (UNDER, "14-5-2024 | 10:23"),
    (UNDER, "التاريخ: 14 مايو 2024"),
    (UNDER, "المصدر: دبي ـ الإمارات اليوم\nالتاريخ: 14 مايو 2024"),
    (UNDER, "الثلاثاء - 14 مايو 2024"),
    (UNDER, "الثلاثاء 6 ذو القعدة 1445هـ 14 مايو 2024م"),
    (ABOVE, "الثلاثاء 6 ذو القعدة 1445هـ - 14 مايو 2024م - العدد 20412"),
    (UNDER, "تم النشر في: \n14 مايو 2024, 10:23 صباحاً"),
    (UNDER, "الثلاثاء 14 ماي 2024 10:23"),
    (UNDER, "نشر في يوم الثلاثاء 14 ماي 2024 على الساعة 10:23"),
    (UNDER, "نشر في باب نات يوم 14 - 05 - 2024"),
    (UNDER, "10:23 2024.05.14"),
    (UNDER, "2024/05/14"),
    (UNDER, "14 ماي 2024 (منذ يومين) - 10:23"),
    (UNDER, "14 ماي 2024 - 10:23"),
    (UNDER, "نشر بتاريخ : الثلاثاء 14 مايو 2024 10:23"),
    (UNDER, "نشرت بتاريخ : 14-05-2024"),
    (UNDER, "القاهرة - بوابة الوسط الثلاثاء 14 مايو 2024, 10:23 صباحا"),
    (BEFORE, "طرابلس 14 مايو 2024 (وال) - "),
    (UNDER, "14 مايو 2024 - 10:23"),
    (UNDER, "2024-05-14T07:23:43+00:00"),
    (UNDER, "2024-05-14 10:23"),
    (UNDER, "14-05-2024"),
    (UNDER, "2024-05-14 | 10:23"),
    (UNDER, "السومرية نيوز/ بغداد\n2024-05-14 | 10:23"),
    (UNDER, "الثلاثاء، 14 مايو 2024 10:23 ص بتوقيت غرينتش"),
    (UNDER, "لندن- عربي21\n14-May-24 10:23 AM"),
    (UNDER, "14.05.2024 - محدث : 14.05.2024"),
    (UNDER, "Istanbul\n14 مايو 2024•تحديث: 14 مايو 2024"),
    (UNDER, "14 أيار/مايو 2024 السلم والأمن"),
    (UNDER, "14 أيار/مايو 2024 \nالسلم والأمن"),
    (UNDER, "14 مايو 2024"),
    (UNDER, "14 - مايو - 2024"),
    (UNDER, "GMT 10:23 2024 الثلاثاء 14 مايو :آخر تحديث"),
    (BEFORE, "وطنية - الثلاثاء 14 أيار 2024 - "),
    (UNDER, "الثلاثاء 14 أيار 2024 الساعة 10:23"),
    (UNDER, "14 أيار 2024 10:23"),
    (UNDER, "14-05-2024 10:23 AM"),
    (UNDER, "نشر: الثلاثاء 14 أيار / مايو 2024. 10:23 صباحاً"),
    (UNDER, "تم نشره في الثلاثاء 14 أيار / مايو 2024. 10:23 مـساءً"),
    (BEFORE, "الخرطوم في 14-5-2024 (سونا) - "),
    (BEFORE, "الخرطوم 14-5-2024 (سونا)-"),
    (UNDER, "[14/مايو/2024]"),
    (UNDER, "الثلاثاء, 14 مايو, 2024 إلى 10:23"),
    (BEFORE, "الرباط 14 ماي 2024 (ومع) - "),
    (UNDER, "في 14/05/2024 على الساعة 10:23"),
    (UNDER, "نشر بتاريخ الثلاثاء 14 ماي 2024"),
    (UNDER, "2024-05-14 10:23:45|arabic.news.cn"),
    (BEFORE, "بغداد 14 مايو 2024 (شينخوا) -- "),
    (UNDER, "وقت النشر: 2024-05-14 10:23"),
    (UNDER, "10:23, May 14, 2024"),
    (UNDER, "الثلاثاء ١٤ مايو ٢٠٢٤ - ١٠:٢٣ بتوقيت غرينتش"),
    (UNDER, "14-05-2024  آخر تحديث   | 14-05-2024 نشر في   |  آواز      بواسطة | آواز"),
    (UNDER, "NOUAKCHOTT, موريتانيا, 2024 مايو 14/APO Group/ --"),
    (UNDER, "الثلاثاء - 14 مايو 2024\nTue - 14 May 2024"),
    (UNDER, "تاريخ النشر\n14 مايو 2024"),
    (BEFORE, "١٤ مايو ٢٠٢٤"),
    (BEFORE, "14/05/2024 10:23 ص"),
    (UNDER, "الخرطوم 14 مايو 2024 – "),
    (BELOW, "نشر بتاريخ 14 ماي 2024"),
    (BELOW, "انتهى\n14/05/2024"),
    (ABOVE, "14 مايو 2024"),
    (ABOVE, "الثلاثاء 14 مايو 2024 10:23 م"),
    (UNDER, "6 ذو القعدة 1445"),
    (UNDER, "Published: May 14, 2024"),
    (UNDER, "2024-05-14 نشر بتاريخ"),
    (UNDER, "10:23 | 2024 مايو 14"),
    (UNDER, "Publié le 14/05/2024 à 10:23"),
    (UNDER, "14 mai 2024 - 10:23"),
    (UNDER, "A+ A- 14 مايو 2024 | 10:23"),
    (UNDER, "14 مايو 2024  1,235 مشاهدة  دقيقتان للقراءة"),
    (UNDER, "محرر الشؤون الأمنية 14 مايو، 2024 آخر تحديث: 14 مايو، 2024  0 142 دقيقة واحدة"),
    (UNDER, "مايو 14, 2024"),
    (UNDER, "بواسطة admin في 14 مايو, 2024"),
    (UNDER, "أضيف بتاريخ مايو 14, 2024"),
    (UNDER, "كتبه فريق التحرير | 14 مايو 2024"),
    (UNDER, "الجزائر - 14 مايو 2024 - وكالات"),
]


@pytest.mark.parametrize(("place", "line"), LINES)
def test_a_publication_line_fixes_the_day_and_leaves_the_article_whole(place: str, line: str) -> None:
    article = clean(PLACES[place](line)).article
    assert (article.published_on, article.title) == (DAY, HEADLINE)
    assert all(part in article.body for part in (OPENING[:60], MIDDLE, CLOSE))


@pytest.mark.parametrize("line", [line for place, line in LINES if place == UNDER])
def test_the_same_line_among_menus_and_buttons(line: str) -> None:
    article = clean(PLACES[AMONG](line)).article
    assert (article.published_on, article.title) == (DAY, HEADLINE)
    assert article.body.split("\n")[-1] == CLOSE


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (ABOVE, "الثلاثاء 14 ماي 2024 الرئيسية | سياسة | اقتصاد | رياضة | ثقافة"),  # a masthead's running date
        (BELOW, "© 2024 جميع الحقوق محفوظة"),
        (BELOW, "عدد الزوار منذ 14 مايو 2024: 1250000"),
        (UNDER, "منذ 3 أيام"),
        (UNDER, "آخر تحديث: قبل ساعتين"),
        (UNDER, "10:23 ص"),
    ],
)
def test_what_is_no_publication_line(place: str, line: str) -> None:
    assert clean(PLACES[place](line)).article.published_on is None


@pytest.mark.parametrize(("line", "day"), [("13-05-2024  آخر تحديث   | 11-05-2024 نشر في   |  المنبر نيوز      بواسطة | المنبر نيوز", date(2024, 5, 11))])
def test_a_label_behind_its_date(line: str, day: date) -> None:
    assert clean(PLACES[UNDER](line)).article.published_on == day


@pytest.mark.parametrize("line", ["الكويت - 14 - 5 (كونا) --", "عمان 14 أيار (بترا)-"])
def test_a_dispatch_without_a_year_fixes_no_year(line: str) -> None:
    article = clean(PLACES[BEFORE](line)).article
    assert article.published_on is None
    assert "date_line_without_year" in article.published_evidence


FOREIGN = [("Mon, 26 Feb 2018 20:52:48 +0000", date(2018, 2, 26)), ("Sept 3, 2018", date(2018, 9, 3)), ("12 févr. 2018", date(2018, 2, 12)), ("4 déc. 2018", date(2018, 12, 4))]


@pytest.mark.parametrize(("line", "day"), FOREIGN)
def test_short_names_of_foreign_months(line: str, day: date) -> None:
    assert clean(f"{HEADLINE}\n{line}\n{ARTICLE}").article.published_on == day


def test_a_name_written_like_a_short_month_is_no_date_line() -> None:
    assert clean(f"{HEADLINE}\nJan Mar 14\n{ARTICLE}").article.published_on is None
