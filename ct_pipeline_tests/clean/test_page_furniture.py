"""Blocks that real pages put round an article, in invented words: each goes, and the article stays whole."""

from __future__ import annotations

from datetime import date

import pytest

from ct_pipeline_tests.clean.pages import LEAD, SECOND, THIRD, TITLE, clean, kept, page
from ct_pipeline_tests.clean.test_publication_lines import ARTICLE, CLOSE, HEADLINE, MIDDLE, OPENING

SCHEDULE = "\n".join(f"{h:02d}:00" for h in range(24))
SCHEDULE += "\nبرنامج الصباح\n03:30 GMT\n150 د\nحوار المساء\nخبير: السوق العالمية تحتاج إلى مزيد من الوقت كي تتعافى\n17:03 GMT\n30 د\nأمساليوم\nبث مباشر\n\n"
DATED_COLUMNS = (
    "عيون المقالات\n\nعودة المهاجرين إلى القرى\n\n07/11/2025 - سالم الحاج صالح\n\nحكاية مدينة قديمة\n\n07/11/2025 - مروان قبلان\n\nأسرار الحديقة\n\n06/11/2025 - حسين عبد الرحمن\n\n\n"
)
AGENCY_NOTE = "الأخبار المنشورة على الصفحة الرسمية للوكالة، هي اختصار لجزء من الأخبار التي تُعرض للمشتركين عبر نظام تدفق الأخبار.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SCHEDULE, ""),
        (DATED_COLUMNS, ""),
        ("تركيا, دولي, الدول العربية\n\n", AGENCY_NOTE),
        ("No Script\n\nتصغير\nتكبير\n\n", ""),
        ("1. تخطي إلى المحتوى\n  2. تخطي إلى القائمة الرئيسية\n\n", "كيف تتواصل معنا\nأرسل لنا صورك ومشاركاتك عبر البريد الإلكتروني\n"),
        ("مصرف البلاد ينشر بيان الإيرادات    شركة الكهرباء تعيد التيار إلى أحياء الجنوب    وزارة التعليم تحدد موعد الامتحانات\n\n", ""),
        ("", "The post وزيرا الداخلية يوقعان appeared first on صحيفة المنارة.\n\nيمكنك ايضا قراءة الخبر في المصدر من صحيفة المنارة\n"),
        ("", "مواضيع قد تهمك\nالفريق يستعد للمباراة بغياب مدافعه\nيمكنكم تسلم إشعارات بالأخبار العاجلة عبر تحميل أحدث نسخة من تطبيق المنارة.\n"),
        ("canlı bahis siteleri bahis siteleri giriş casino oku\nأرشيف صحفي\n\n", "podcast widget youtube\n\nتابعونا على الفايسبوك\n"),
    ],
    ids=["schedule", "dated columns", "labels with commas", "text size", "skip links", "three headlines on a line", "feed", "app notice", "spam"],
)
def test_furniture_round_an_article(before: str, after: str) -> None:
    text = f"{before}{HEADLINE}\n\n{ARTICLE}\n{after}"
    article = clean(text).article
    assert (article.title, article.published_on) == (HEADLINE, None)
    left = kept(text)
    assert all(part in left for part in (HEADLINE, OPENING[:60], MIDDLE, CLOSE))
    assert not [line for line in (*before.split("\n"), *after.split("\n")) if len(line.split()) > 3 and line.strip() in left]


def test_a_link_and_a_pictures_text_in_another_script_between_headline_and_article() -> None:
    text = f"{HEADLINE}\n\nhttps://p.example.com/p/3zb3b\nHarbour of the city at night\nالميناء ليلا (مشهد عام)صورة من: Getty Images/F. Nobody\n\n{ARTICLE}"
    left = kept(text)
    assert "example.com" not in left and "Harbour" not in left and "Getty" not in left
    assert OPENING[:60] in left


DECK = "أوضح البيان المشترك أن اتفاقا لتبادل المعلومات عن الشبكات الإرهابية سيتيح تبادل قوائم المطلوبين وتدريب المحققين في البلدين"


@pytest.mark.parametrize("between", ["", "المنارة الإخبارية - الرباط\nالجمعة 2017/6/9 05:22 م\n\n"])
def test_a_longer_line_under_the_headline_is_its_deck(between: str) -> None:
    article = clean(f"{HEADLINE}\n{between}{DECK}\n\n{ARTICLE}").article
    assert article.title == HEADLINE


def test_another_headline_above_is_not_the_title() -> None:
    article = clean(f"الفريق الوطني يفوز في مباراته الودية\n{HEADLINE}\n\n{ARTICLE}").article
    assert article.title == HEADLINE


def test_an_entity_that_a_scrape_left_behind_the_last_sentence() -> None:
    last = "والاتفاق هو الأخير في سلسلة الاتفاقات التي وقعها البلدان.&"
    assert last in kept(f"{HEADLINE}\n\n{ARTICLE}{last}\n\nمواضيع قد تهمك\nالفريق يستعد للمباراة بغياب مدافعه\n")


def test_the_day_of_a_picture_is_a_bound_not_the_day_of_publication() -> None:
    text = f"{HEADLINE}\n\nوزير الداخلية خلال مؤتمر صحفي - المنارة عربي, 1920, 14.05.2024\nتابعنا عبر\n{ARTICLE}"
    article = clean(text).article
    assert (article.published_on, article.published_earliest) == (None, date(2024, 5, 14))
    assert "picture_dated" in article.published_evidence


@pytest.mark.parametrize(
    ("top", "outlet"),
    [
        ("إيلاف\nأخبار    آراء    اقتصاد    رياضة    ثقافات\n", "إيلاف"),
        ("الحياة\nالرئيسية    السياسة    اقتصاد    مجتمع    رأي\n", "الحياة"),  # an everyday word, but alone on the first line
        ("الرئيسية | سياسة | الحياة | رياضة\n", None),
    ],
)
def test_an_outlet_known_by_its_name(top: str, outlet: str | None) -> None:
    assert clean(f"{top}{HEADLINE}\n\n{ARTICLE}").article.outlet == outlet


def test_the_rights_of_a_picture_name_no_outlet() -> None:
    assert clean(f"{HEADLINE}\n© AFP 2023 / JOHN DOE\n{ARTICLE}").article.outlet is None


def test_the_headline_above_a_picture_and_its_caption() -> None:
    headline, caption = "تفاصيل لقاء الوزير بالأمين العام لمجلس البرنامج", "الوزير يلتقي\nالوزير يلتقي الأمين العام لمجلس البرنامج"
    text = page(headline, caption, LEAD.replace("أطلق", "استقبل الوزير الأمين العام لمجلس البرنامج الذي أطلق"), SECOND)
    assert clean(text).article.title == headline


def test_teasers_of_other_articles_are_no_headline() -> None:
    teaser = "ترأس الوزير الأول اليوم الخميس بالعاصمة اجتماعا خصص لدراسة مشاريع مراسيم تتعلق بالوقاية من أخطار الكوارث..."
    result = clean(page(teaser, teaser.replace("الخميس", "الجمعة"), LEAD, SECOND, THIRD))
    assert result.article.title is None and "مراسيم" not in result.article.body


def test_remnants_of_markup_and_what_plugins_write() -> None:
    body = clean(page("-->", TITLE, "![]() |", LEAD, f"Thank you for reading this post, don't forget to subscribe!{SECOND}", "![]() |", THIRD)).article.body
    assert not any(x in body for x in ("-->", "![]", "subscribe"))
    assert body.split("\n") == [LEAD, SECOND, THIRD]


def test_the_way_to_the_page_with_the_headline_at_its_end() -> None:
    result = clean(page(f"الرئيسيةالوطنية{TITLE}", TITLE, LEAD, SECOND))
    assert [s.kind for s in result.segments][:2] == ["boilerplate", "title"]


def test_a_date_glued_to_the_text() -> None:
    result = clean(page(f" date 2024-05-14 {LEAD}", SECOND, THIRD))
    assert result.article.body.startswith(LEAD[:20]) and str(result.article.published_on) == "2024-05-14"


def test_the_first_words_of_the_headline_under_a_picture() -> None:
    result = clean(page("أخبار المدار\nعاجل", TITLE, f"{' '.join(TITLE.split()[:5])}\n{TITLE}", "2024-05-14 15:00:04", LEAD, SECOND))
    assert result.article.title == TITLE


def test_a_headline_under_the_name_of_its_site_is_the_pages() -> None:
    caption = "مدير البرنامج المشترك لتبادل الخبرات في مكافحة الإرهاب"
    text = page("توقيت العاصمة 14:35:05 آخر تحديث", "أمطار متفرقة غدا في شمال البلاد", TITLE, f"النجم - {TITLE}", f"{caption}\nفاليتا - محمد العلوي", LEAD, SECOND)
    assert clean(text).article.title == TITLE


def test_a_deck_of_one_sentence_above_the_date() -> None:
    result = clean(page(TITLE, "في فاليتا والرباط، وفق بيان رسمي.", f"14.05.2024\n{TITLE}", LEAD, SECOND))
    assert [s.kind for s in result.segments][:4] == ["title", "body", "dateline", "title"]


def test_a_lead_without_its_full_stop_is_no_list_of_headlines() -> None:
    lead = LEAD.rstrip(".").replace("،", "") + " " + "بحضور عدد من المسؤولين الأمنيين والقضائيين وممثلي السلك الدبلوماسي المعتمد لدى البلدين في قاعة الاجتماعات الكبرى"
    others = "وأشارت المصادر إلى أن الأمطار الغزيرة تسببت في انقطاع الطرق المؤدية إلى القرى الجبلية، وأن فرق الإنقاذ وصلت إلى السكان العالقين بعد ساعات طويلة من العمل."
    assert clean(page(TITLE, lead, others, others.replace("الأمطار", "الثلوج"))).article.body.startswith(lead[:20])


def test_counters_under_the_headline() -> None:
    result = clean(page(TITLE, "• 14/5/2024\n• 00:00\n• 6\n• 0\nnews-picture", LEAD, SECOND))
    assert result.article.body.startswith(LEAD) and result.article.author is None
