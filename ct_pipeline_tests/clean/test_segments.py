"""The article within the page: each rule with a line it must catch and one it must not."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline_tests.clean.pages import KNOWLEDGE, LEAD, SECOND, THIRD, TITLE, clean, kept, kinds, page, raw

FURNITURE_IN_ARTICLE = [
    "اقرأ أيضا: وزير الفلاحة يفتتح معرض الزيتون بوزان",
    "إقرأ المزيد » طقس الأربعاء.. أمطار متفرقة بالشمال",
    "شاهد أيضا : ملخص مباراة نهضة بركان",
    "إعلان",
    "شارك هذا المقال",
    "تابعوا آخر الأخبار على قناتنا في تلغرام",
    "اشترك في نشرتنا البريدية لتصلك أهم الأخبار",
    "جانب من توقيع البرنامج - تصوير: سعيد الناجي",
    "المشاركون في الورشة (عدسة: ن. برادة)",
    "مقر المعهد في فاليتا (أ ف ب)",
    "صورة تعبيرية",
    "• هكذا احتفل سكان فاليتا بالعيد (فيديو)",
]
ARTICLE_LINES = [
    "شارك وزير الداخلية المالطي في حفل إطلاق البرنامج، وألقى كلمة عبر تقنية الفيديو أمام الحاضرين.",
    "تابع الحاضرون عرضا حول الأدلة الرقمية قدمه خبراء من البلدين على هامش حفل الإطلاق.",
    "علق على البرنامج عدد من الخبراء، وقالوا إن الإعلان عنه جاء في وقته.",
    "أسئلة معلقة",
    "– كيف سيقيم البلدان نتائج هذا التعاون؟",
    "- تكوين المحققين في تحليل الأدلة الرقمية؛",
]


@pytest.mark.parametrize("line", FURNITURE_IN_ARTICLE)
def test_furniture_between_paragraphs_goes(line: str) -> None:
    assert kinds(page(TITLE, LEAD, line, SECOND, THIRD))[line] == "boilerplate"


@pytest.mark.parametrize("line", ARTICLE_LINES)
def test_lines_of_the_article_stay(line: str) -> None:
    got = kinds(page(TITLE, LEAD, line, SECOND, THIRD))
    assert got[line] in ("body", "crosshead")
    assert got[LEAD] == got[SECOND] == got[THIRD] == "body"


HEADS = [
    "الرئيسية | سياسة | مجتمع | رياضة | اتصل بنا",
    "الرئيسية » أخبار » أمن",
    "عاجل: هزة أرضية خفيفة بإقليم الدريوش",
    "البرلمان يصادق على قانون المناجم    أسعار الزيت تتراجع بالأسواق    فريق بركان يتعادل بميدانه    انقطاع الماء بحي السلام",
    "▪ ارتفاع طفيف في أسعار الخضر ▪ افتتاح معرض الكتاب ▪ تأجيل مباراة الديربي ▪ موجة برد بالأطلس",
    "رئيس التحرير: فلان الفلاني",
    "حجم الخط أ+ أ-",
    "عدد القراءات 412",
    "Facebook Twitter WhatsApp",
]


@pytest.mark.parametrize("line", HEADS)
def test_furniture_above_the_headline_goes(line: str) -> None:
    result = kinds(page(line, TITLE, LEAD, SECOND, THIRD))
    assert result[line] == "boilerplate"
    assert result[TITLE] == "title"


TAILS = [
    "مقالات ذات صلة\n\nوزير الفلاحة يفتتح معرض الزيتون بوزان\n\nتأجيل مباراة الديربي إلى الأحد",
    "الأكثر قراءة\n\n1 - موجة برد بالأطلس المتوسط\n\n2 - أسعار الزيت تتراجع بالأسواق",
    "الوسوم: مالطا، المغرب، تكوين",
    "التعليقات (2)\n\nمواطن: مبادرة طيبة جدا ونتمنى أن تستمر مثل هذه البرامج في المستقبل القريب إن شاء الله.",
    "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
    "جميع الحقوق محفوظة © 2023 بريد الضفة",
    "يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتك. موافق",
    "انقر هنا لقراءة الخبر من مصدره.",
    "وزير الفلاحة يفتتح معرض الزيتون بوزان\n\nتأجيل مباراة الديربي إلى الأحد\n\nموجة برد بالأطلس المتوسط",
    "هل تؤيد هذا التعاون؟ نعم / لا / صوت الآن",
]


@pytest.mark.parametrize("tail", TAILS)
def test_furniture_under_the_article_goes(tail: str) -> None:
    assert kept(page(TITLE, LEAD, SECOND, THIRD, tail)) == "\n".join((TITLE, LEAD, SECOND, THIRD))


@pytest.mark.parametrize("line", ["المصدر: وكالات", "و م ع", "(أ ف ب)", "// انتهى //", "س م/ر ق", "14:33 ت م", "وام/ناصر الشامسي/منى راشد"])
def test_source_and_sign_off_stay(line: str) -> None:
    assert kinds(page(TITLE, LEAD, SECOND, THIRD, line))[line] == "source_line"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("الثلاثاء 14 ماي 2024 - 10:20", "dateline"),
        ("نشر في ضفة بوست يوم 14 - 05 - 2024", "dateline"),
        ("بقلم: سلمى الراجي", "byline"),
        ("كتبت سلمى الراجي", "byline"),
        ("فاليتا - أ ش أ", "dateline"),
        ("فاليتا: «البريد المتوسطي»", "dateline"),
        (TITLE, "title"),
        ("برنامج مدته سنتان يشمل تبادل الخبرات في تحليل الأدلة الرقمية", "crosshead"),
    ],
)
def test_lines_under_the_headline(line: str, kind: str) -> None:
    assert kinds(page("الرئيسية | سياسة | مجتمع | رياضة", TITLE, line, LEAD, SECOND, THIRD))[line] == kind


def test_several_blocks_on_one_line() -> None:
    """An advertisement inside a paragraph, a cookie notice glued to the last line."""
    text = page(TITLE, f"{LEAD} اقرأ أيضا: موجة برد بالأطلس المتوسط. {SECOND}", f"{THIRD}يستخدم هذا الموقع ملفات تعريف الارتباط. قبول الكل")
    assert kept(text) == "\n".join((TITLE, LEAD, SECOND, THIRD))


def test_a_page_on_one_line() -> None:
    text = f"{TITLE} شارك على فيسبوك شارك على تويتر {LEAD}{SECOND}{THIRD} نستخدم ملفات تعريف الارتباط لتحسين تجربتك."
    assert kept(text, hint_title=TITLE) == f"{TITLE}\n{LEAD}{SECOND}{THIRD}"


def test_page_of_furniture_only() -> None:
    result = clean("الرئيسية | سياسة | رياضة\nتسجيل الدخول\nشارك هذا المقال\nالأكثر قراءة\n1 موجة برد بالأطلس\n2 أسعار الزيت تتراجع\nجميع الحقوق محفوظة")
    assert {s.kind for s in result.segments} == {"boilerplate"}
    assert result.article.title is None and result.article.body == "" and result.sentences == ()


def test_article_without_furniture() -> None:
    text = page(TITLE, LEAD, SECOND, THIRD)
    assert kept(text) == text.replace("\n\n", "\n")
    assert kept(page(LEAD, SECOND)) == f"{LEAD}\n{SECOND}"
    assert clean(page(LEAD, SECOND)).article.title is None


def test_cookie_notice_is_the_news() -> None:
    title = "غرامة على موقع إخباري بسبب إشعار ملفات تعريف الارتباط والنشرة البريدية"
    lead = "فرضت هيئة حماية المعطيات، أمس الاثنين، غرامة على موقع إخباري لأن إشعار ملفات تعريف الارتباط لا يتيح للزوار رفضها."
    second = "وقالت الهيئة إن عبارة «يستخدم هذا الموقع ملفات تعريف الارتباط، باستمرارك في التصفح فأنت توافق على ذلك» لا تعد موافقة."
    third = "وأضافت أن النشرة البريدية للموقع كانت ترسل إلى القراء دون موافقتهم، وأن زر الاشتراك كان مفعلا مسبقا."
    assert kept(page(title, lead, second, third)) == "\n".join((title, lead, second, third))


def test_paragraph_broken_at_its_links() -> None:
    """Flattened with a line break at each link: one paragraph, whose sentences run over the breaks."""
    broken = "أعلن\nالمركز الوطني\nللتعاون القضائي في\nمجلس القضاء\n، أمس الجمعة، تفاصيل محاكمة\nالمتهمين\n، وقال إنهم قادمون من عدة بلدان. وأضاف\nالمركز\n، في بيان، أن المحاكمة ستستمر ستة أشهر."
    result = clean(f"{TITLE}\n\n{broken}\n{SECOND}")
    assert [s.text for s in result.sentences] == [TITLE, broken[: broken.index("وأضاف")].strip(), broken[broken.index("وأضاف") :], SECOND]
    crossheads = page(TITLE, LEAD, "مرحلة جديدة", SECOND)
    assert kinds(crossheads)["مرحلة جديدة"] == "crosshead"


def test_numbered_list_ends_an_article() -> None:
    items = ("1 – تكوين المحققين في تحليل الأدلة الرقمية", "2 – تبادل قوائم المطلوبين بين البلدين", "3 – تنظيم ورشات مشتركة بمراكش وفاليتا")
    assert kept(page(TITLE, LEAD, SECOND, "ويشمل البرنامج ما يلي:", *items)).endswith("\n".join(items))
    others = ("1 – موجة برد بالأطلس المتوسط", "2 – أسعار الزيت تتراجع بالأسواق")
    assert kept(page(TITLE, LEAD, SECOND, "الأكثر قراءة", *others)).endswith(SECOND)


def test_caption_printed_twice() -> None:
    caption = "منظر عام لميناء فاليتا القديم"
    got = kinds(page(TITLE, f"{caption}\n{caption}", LEAD, SECOND))
    assert got[caption] == "boilerplate" and got[TITLE] == "title"
    assert kinds(page(TITLE, TITLE, LEAD, SECOND))[TITLE] == "title"


def test_html_tree_decides() -> None:
    """What the tree calls a menu or an aside goes, whatever it looks like; its h1 is the headline."""
    aside = "وقال مسؤول في حديث آخر إن موسم جني الزيتون سينطلق في الأسبوع المقبل بعدد من المناطق."
    text = f"بريد الضفة\n{TITLE}\n{LEAD}\n{SECOND}\n{aside}\n{THIRD}"
    at = {line: text.index(line) for line in (TITLE, aside)}
    markup = [[0, 10, "header"], [at[TITLE], at[TITLE] + len(TITLE), "h1"], [at[aside], at[aside] + len(aside), "aside"]]
    got = kinds(text, markup=json.dumps(markup))
    assert got[aside] == "boilerplate" and got[TITLE] == "title" and got[LEAD] == got[THIRD] == "body"


def test_lead_dateline_is_cut_off() -> None:
    result = clean(page(TITLE, f"فاليتا 14 ماي 2024 (ومع) - {LEAD}", SECOND))
    datelines = [s for s in result.segments if s.kind == "dateline"]
    assert len(datelines) == 1 and result.article.body.startswith("أطلق")


def test_a_clause_with_its_agency_in_brackets_is_no_dateline() -> None:
    lead = "ذكرت وكالة الأنباء العراقية (واع) أن وفدا من الخبراء وصل إلى العاصمة لبحث تبادل المعلومات مع نظرائه في الأجهزة الأمنية خلال ثلاثة أيام."
    result = clean(page(TITLE, lead, SECOND))
    assert result.sentences[1].text == lead
    assert result.article.agency == "INA"


def test_the_bold_opening_of_a_paragraph_belongs_to_it() -> None:
    for opening in ("ترأس نائب", "وأكد كبير المستشارين"):
        result = clean(page(TITLE, f"{opening}\nرئيس اللجنة الوطنية مع وفد من الخبراء، اليوم الثلاثاء، سبل تعزيز التعاون في مجال مكافحة الإرهاب وتبادل الخبرات بين البلدين الصديقين.", SECOND))
        assert result.article.body.startswith(opening), opening
    for label in ("أخبار محلية", "كتبت سلمى", "تابعنا"):
        result = clean(page(TITLE, f"{label}\n{LEAD}", SECOND))
        assert label not in result.article.body


def test_segments_name_their_rules() -> None:
    rules = {s.rule for s in clean(page("الرئيسية | سياسة | رياضة | فن", TITLE, LEAD, SECOND, "جميع الحقوق محفوظة")).segments}
    assert {"headline", "prose", "copyright"} <= rules and "unknown" not in rules


ARABIC = st.text(alphabet="ابتثجدرسعفقكلمنهوي ةأى.،:؟!\n\t «»\"()|/-0123456789١٢٣ـًٌ\u200f©•", max_size=300)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), ARABIC, st.lists(st.sampled_from([TITLE, LEAD, SECOND, *HEADS, *TAILS, *FURNITURE_IN_ARTICLE]), max_size=8).map("\n".join)))
def test_any_text_is_tiled(text: str) -> None:
    result = clean(text)
    assert "".join(text[s.raw_start : s.raw_end] for s in result.segments) == text
    assert [s.segment_no for s in result.segments] == list(range(len(result.segments)))
    assert all(s.raw_start < s.raw_end for s in result.segments)
    end = 0
    for s in result.sentences:
        assert s.text == text[s.raw_start : s.raw_end] and s.text == s.text.strip() and s.raw_start >= end
        end = s.raw_end
        assert any(g.kind != "boilerplate" and g.raw_start <= s.raw_start and s.raw_end <= g.raw_end for g in result.segments)


@pytest.mark.parametrize("block", ["اقرأ أيضا: خبر. شارك على فيسبوك تويتر. ", "، ا\n", "• خبر آخر ", f"{TITLE}\n", f"{LEAD} ", '"قال". ', "[f] ((", f"اقرأ أيضا\n{TITLE}\n{LEAD}\n"])
def test_time_grows_with_length_only(block: str) -> None:
    """Eight times the text may take no more than about eight times the time (measured with room for a busy machine)."""
    from ct_pipeline.clean.segments import find_segments
    from ct_pipeline.language.fold import fold_text

    def seconds(size: int) -> float:
        page_ = raw((block * (size // len(block) + 1))[:size])
        folded = fold_text(page_.raw_text)
        best = 9.0
        for _ in range(2):
            begun = time.process_time()
            find_segments(page_, folded, KNOWLEDGE)
            best = min(best, time.process_time() - begun)
        return best

    assert seconds(64_000) < 25 * max(seconds(8_000), 0.004)


def test_date_above_its_section_belongs_to_the_article() -> None:
    date_line = "20 آب/أغسطس 2025"
    assert kinds(page("أخبار المدار\nمنظور محلي قصص إنسانية", f"{date_line}\nالسلم والأمن", TITLE, LEAD, SECOND, THIRD))[date_line] == "dateline"
    masthead = "الأربعاء 20 آب/أغسطس 2025"
    assert kinds(page("أخبار المدار\nمنظور محلي قصص إنسانية", f"{masthead}\nالسلم والأمن", TITLE, LEAD, SECOND, THIRD))[masthead] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    ["سعيد الناجي (أرشيفية)", "أخبار ذات علاقة", "حفظ المقالات لقراءتها لاحقا", "تفعيل إشعارات التطبيق", "Bookmark and Share", "مادة إعلانية", "♦ مكافحة الجريمة ♦ التعاون ♦ مالطا"],
)
def test_more_furniture(line: str) -> None:
    assert kinds(page(TITLE, LEAD, SECOND, THIRD, line))[line] == "boilerplate"


def test_list_of_links_ends_where_it_says() -> None:
    found = kinds(page(TITLE, LEAD, "اقرأ أيضا", "list of 1 items", "هكذا احتفل سكان فاليتا بالعيد", "end of list", "تعاون يبحث عن تمويل", SECOND, THIRD))
    assert found["هكذا احتفل سكان فاليتا بالعيد"] == "boilerplate"
    assert found["تعاون يبحث عن تمويل"] == "crosshead"


def test_end_of_a_dispatch_and_its_initials_stay() -> None:
    last = "وجدد الوزير دعوة البلدين إلى تبادل المعلومات في أقرب وقت. (النهاية)"
    found = kinds(page(TITLE, LEAD, SECOND, THIRD, last, "ع س ج / م م ج"))
    assert found[last] == "body"
    assert found["ع س ج / م م ج"] in ("byline", "source_line")


def test_countries_between_paragraphs_are_a_crosshead() -> None:
    assert kinds(page(TITLE, LEAD, "سوريا والعراق", SECOND, THIRD))["سوريا والعراق"] == "crosshead"


def test_place_and_name_under_a_date_belong_to_the_head() -> None:
    found = kinds(f"مرصد الضفتين\n18/03/2024\nمدريد – كارمن أورتيغا\n\n{TITLE}\n\n{LEAD}\n\n{SECOND}")
    assert found["18/03/2024"] == "dateline"
    assert found["مدريد – كارمن أورتيغا"] == "dateline"
    assert found[TITLE] == "title"


def test_the_opening_under_dates_and_names_stays() -> None:
    opening = "شكلت المسائل المتعلقة بتطور التهديد وتسيير أمن الحدود في المنطقة"
    found = kinds(f"{TITLE}\n\n27 نوفمبر 2018\n27 نوفمبر 2018\n\nالجزائر -عمان - مختار بوزيان -\n\n{opening}\n\n{SECOND}\n\n{THIRD}")
    assert found[opening] != "boilerplate"


def test_a_label_above_other_headlines_is_no_name() -> None:
    found = kinds(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\nصور ساخنة\nمهرجان الحصاد يجذب آلاف الزوار إلى ريف المقاطعة\nالقمر الجديد يضيء سماء المدينة القديمة")
    assert found["صور ساخنة"] == "boilerplate"
    assert kinds(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\nسلمى بنيعيش")["سلمى بنيعيش"] == "byline"


def test_a_line_that_says_when_this_was_published() -> None:
    found = kinds(f"{TITLE}\n\nهذا المحتوى تم نشره يوم 3 مارس 2018 - 08:30\n\n{LEAD}\n\n{SECOND}")
    assert found["هذا المحتوى تم نشره يوم 3 مارس 2018 - 08:30"] == "dateline"


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("الثلاثاء 14 ماي 2024 - 10:00", "2024-05-14"), ("14/05/2024 10:00", "2024-05-14"), ("نشر في 14 ماي 2024", "2024-05-14"), ("تاريخ النشر: 14 ماي 2024", "2024-05-14"),
        ("نشر في جريدة الوادي يوم 14 - 05 - 2024", "2024-05-14"), ("الثلاثاء 1445/11/6 هـ الموافق 2024/05/14 م", "2024-05-14"), ("10:00 - 14 ماي 2024", "2024-05-14"),
    ],
)  # fmt: skip
def test_a_page_flattened_into_one_line_is_cut_at_its_date(stamp: str, day: str) -> None:
    page = f"{TITLE} {stamp} {LEAD} {SECOND} {THIRD}"
    result = clean(page)
    assert [page[s.raw_start : s.raw_end].strip() for s in result.segments if s.kind == "dateline"] == [stamp]
    assert result.article.title == TITLE
    assert str(result.article.published_on) == day


def test_a_date_told_in_a_long_paragraph_is_no_stamp() -> None:
    paragraph = f"{LEAD} وكانت الورشة السابقة قد انعقدت يوم 14 ماي 2024 بحضور خبراء من البلدين. {SECOND} {THIRD}"
    assert [s.kind for s in clean(f"{TITLE}\n\n{paragraph}").segments] == ["title", "body"]


def test_the_place_before_the_date_of_a_dispatch_stays_with_it() -> None:
    page = f"{TITLE}\n\nتونس 23 جانفي 2024 (وات) - {LEAD} {SECOND} {THIRD}"
    result = clean(page)
    assert [page[s.raw_start : s.raw_end].strip() for s in result.segments if s.kind == "dateline"] == ["تونس 23 جانفي 2024 (وات) -"]
    assert result.article.dateline_place == "تونس"


def test_a_line_of_thousands_of_date_stamps() -> None:
    result = clean("14/05/2024 - 21:09 " * 3000 + "\n" + LEAD)
    assert result.segments[-1].raw_end == len("14/05/2024 - 21:09 ") * 3000 + 1 + len(LEAD)
