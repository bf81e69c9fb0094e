"""Names of the registry in an article: what decides between the meanings of one spelling. All sentences are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.extract.context import Context
from ct_pipeline.extract.names import find_names, nested_countries, same_spelling
from ct_pipeline_tests.extract.reading import context_of


def named(text: str) -> Context:
    context = context_of(text)
    find_names(context)
    return context


def ids(text: str) -> list[str]:
    return [m.entity_id for m in named(text).mentions]


def surfaces(text: str) -> list[str]:
    context = named(text)
    return [context.doc.surface(m.start, m.end) for m in context.mentions]


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        # a cautious country needs a state organ, a preposition or a list of states
        ("زار الوزير مالي والنيجر.", "country:ML", None),
        ("عزز المصرف مركزه بدعم مالي جديد.", None, "country:ML"),
        ("استقبل نظيره المالي في باماكو بجمهورية مالي.", "country:ML", None),
        ("ناقش الطرفان مكافحة غسل الأموال والتحقيق المالي في باماكو.", None, "country:ML"),
        # masks hide names
        ("يجتمع قادة المغرب العربي قريبا.", None, "country:MA"),
        ("تفيض مياه نهر الأردن كل شتاء.", None, "country:JO"),
        ("تضم منطقة حوض بحيرة تشاد جماعات مسلحة.", None, "country:TD"),
        ("وصل الوفد باكرا.", None, "city:accra-gh"),
        ("وصل الوفد إلى الندوة بأكرا.", "city:accra-gh", None),
        ("بقي الحراس حتى ساعة متأخرة من ليل الأحد في فرنسا.", None, "city:lille-fr"),
        # a list of states with their presidents; a preposition that is spelled like a given name
        ("حضر رئيسا غينيا ألفا كابالو والنيجر محمد تاندجا ومالي إبراهيم بابا.", "country:ML", None),
        ("بعد هجمات ذلك العام على نيويورك تغير كل شيء.", "city:new-york-city-us", None),
        # a mountain, and a word of a longer name
        ("لجأ المسلحون إلى سلسلة حمرين.", None, "city:hamrin-iq"),
        ("أغلق سجن كايا كيندجيريبا قبل عام.", None, "city:kaya-bf"),
        ("وصل الوفد إلى كايا مساء.", "city:kaya-bf", None),
        # an organ's short name, where its family is named
        ("ناقشت الجمعية العامة ومجلس الأمن القرار.", "org:un-ga", None),
        ("صادقت الجمعية العامة للنادي على التقرير.", None, "org:un-ga"),
        # floods, streets, clubs, a hamza that the town has not, one letter and a short name: no towns
        ("جرفت سيول قوية الجسر.", None, "city:seoul-kr"),
        ("زار الوزير كوريا الجنوبية ووصل إلى سيول مساء.", "city:seoul-kr", None),
        ("يسكن في شارع القيروان.", None, "city:kairouan-tn"),
        ("فاز مانشستر يونايتد.", None, "city:manchester-gb"),
        ("وصل الوفد إلى مانشستر.", "city:manchester-gb", None),
        ("ينتظر الفريق تأهله إلى الدور المقبل.", None, "city:tahla-ma"),
        ("عاد إلى مسقط رأسهم بعد العيد.", None, "city:muscat-om"),
        ("عاد إلى مسقط بعد العيد.", "city:muscat-om", None),
        # the word before a short ministry is the sentence's, though no space parts it from the last one's
        ("زار الوفد المركز الوطني.وأعلنت الخارجية الكينية ذلك.", "org:mfa-ke", None),
        # g as Cairo writes it
        ("شاركت تشاد وتوجو وغانا.", "country:TG", None),
        # a body's name that several states use, in an article about none of them
        ("قرر مجلس القضاء الأعلى نقل القاضي.", None, "org:sjc-iq"),
        ("قرر مجلس القضاء الأعلى في بغداد نقل القاضي، كما أعلن العراق.", "org:sjc-iq", None),
        # the beginning of the longer name that the short one in brackets stands for
        ("أبلغت الرابطة الاتحاد الأوروبي (اليويفا) بالأندية.", "org:uefa", "org:eu"),
        # a club is no city
        ("خسر فريق مراكش المباراة.", None, "city:marrakesh-ma"),
        ("وصل الفريق إلى مراكش.", "city:marrakesh-ma", None),
        # an ambiguous city needs a place cue, and its own hamzas
        ("عادت الحياة إلى مدينة الباب في سوريا.", "city:al-bab-sy", None),
        ("فتح الحارس الباب أمام الزوار.", None, "city:al-bab-sy"),
        ("دمر القصف منازل في مدينة تدمر.", "city:palmyra-sy", None),
        ("هذه الحرب تدمر كل شيء في سوريا.", None, "city:palmyra-sy"),
        # surnames and given names
        ("قال محمد السوداني إن الأمر بسيط.", None, "country:SD"),
        ("قالت مديرة البرامج هند المنصوري السويدي إن العمل مستمر.", None, "country:SE"),
        ("قال وزير الخارجية السويدي إن العمل مستمر.", "country:SE", None),
        ("ترأس الأمير سعود بن تركي الجلسة.", None, "country:TR"),
        ("أدلى خالد حمص بتصريح.", None, "city:homs-sy"),
        ("وصلت القافلة إلى حمص.", "city:homs-sy", None),
        ("سافرت فاطمة إلى سوريا.", None, "city:atme-sy"),
        # languages
        ("صدر الدليل باللغات العربية والإنجليزية والفرنسية.", None, "country:FR"),
        ("تحدث بالإسبانية أمام الحضور.", None, "country:ES"),
        ("حضرت السفيرة الفرنسية الحفل.", "country:FR", None),
        # the state or its city
        ("زار الوزير الأردن وعمان وقطر.", "country:OM", "city:amman-jo"),
        ("عقد الاجتماع في العاصمة الأردنية عمّان.", "city:amman-jo", "country:OM"),
        ("تونس 3 مارس 2019 (وات) - اجتمع الوزراء.", "city:tunis-tn", None),
        ("رحبت تونس بالقرار.", "country:TN", "city:tunis-tn"),
        # one word, or a particle and another town
        ("زار الوفد السعودية، وتوقف في الرياض وجدة.", "city:jeddah-sa", "city:oujda-ma"),
        ("زار الوفد المغرب، وتوقف في الرباط وجدة.", "city:oujda-ma", "city:jeddah-sa"),
        # a pronoun is no ta marbuta
        ("نقل السفير شكر بلده الخالص إلى العراق.", None, "city:khalis-iq"),
        ("وصلت القافلة إلى بلدة الخالص في العراق.", "city:khalis-iq", None),
        # a ministry's short name, and a policy
        ("أعلنت الخارجية الجزائرية موقفها.", "org:mfa-dz", None),
        ("تتغير السياسة الخارجية الجزائرية ببطء.", "country:DZ", "org:mfa-dz"),
        # the court of the kingdom that the article speaks of
        ("أفاد الديوان الملكي بأن العاهل الأردني بخير.", "org:royal-court-jo", None),
        ("أفاد الديوان الملكي بذلك.", None, "org:royal-court-sa"),
        ("اشتدت المعارك جنوبي مأرب في اليمن.", "city:marib-ye", None),
        ("يسعى إلى مآرب أخرى في اليمن.", None, "city:marib-ye"),
        ("قتل عنصر من لواء القدس.", None, "city:jerusalem-ps"),
        # an accusative nisba
        ("قتل عشرون جنديا نيجريا في الكمين.", "country:NE", "country:NG"),
        ("هاجم مسلحون قرية قرب باندياجارا.", "city:bandiagara-ml", None),
        ("أوقفت المديرية العامة للأمن الوطني مشتبها به في وهران بالجزائر.", "org:dgsn-dz", "org:dgsn"),
        ("أوقفت المديرية العامة للأمن الوطني مشتبها به في وجدة بالمغرب.", "org:dgsn", "org:dgsn-dz"),
        # bare names of several states
        ("هاجم مسلحون قرى في الكونغو. وقال جيش الكونغو الديمقراطية إنه رد عليهم.", "country:CD", "country:CG"),
        ("اجتمع في برازافيل رئيس الكونغو مع ضيوفه.", "country:CG", "country:CD"),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_decides(text: str, present: str | None, absent: str | None) -> None:
    found = ids(text)
    assert present is None or present in found
    assert absent is None or absent not in found


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("أدانت وزارة الخارجية السعودية الهجوم، مجددة وقوف المملكة إلى جانب الصومال. ورحبت وزارة الخارجية الأردنية بالبيان. وقال الأردن إنه حزين. وقال الأردن إنه حاضر.", "country:SA"),
        ("أكد الوزير في الرباط أن المملكة تدعم المبادرة.", "country:MA"),
        ("أعلنت المنامة أن المملكة انضمت إلى التحالف، وفق ما ذكرته البحرين.", "country:BH"),
    ],
)
def test_the_kingdom_is_the_one_the_sentence_or_the_article_names(text: str, country: str) -> None:
    kingdoms = [m.entity_id for m in named(text).mentions if m.method == "metonymy"]
    assert kingdoms == [country]


def test_a_kingdom_of_nobody_is_nobody() -> None:
    assert not named("درس الطلاب المملكة النباتية.").mentions
    assert not named("تزدهر المملكة.").mentions


def test_the_longest_name_wins() -> None:
    assert surfaces("اجتمع مجلس الأمن التابع للأمم المتحدة في جنوب السودان.") == ["مجلس الأمن التابع للأمم المتحدة", "جنوب السودان"]


def test_a_name_and_its_abbreviation_in_brackets_are_two_mentions() -> None:
    found = surfaces("عقدت مجموعة العمل المالي لمنطقة الشرق الأوسط وشمال أفريقيا (مينافاتف) اجتماعا.")
    assert found == ["مجموعة العمل المالي لمنطقة الشرق الأوسط وشمال أفريقيا", "مينافاتف"]


def test_quotation_marks_inside_a_name_do_not_hide_it() -> None:
    assert ids('زار الوفد مركز "هداية" أمس.') == ["org:hedayah"]


def test_the_name_of_a_body_names_its_state_when_all_else_is_found() -> None:
    context = named("أعلنت وزارة الخارجية السعودية موقفها.")
    assert [m.entity_id for m in context.mentions] == ["org:mfa-sa"]
    nested_countries(context)
    assert [m.entity_id for m in context.mentions] == ["org:mfa-sa", "country:SA"]


@pytest.mark.parametrize("text", ["قالت وكالة الأنباء السعودية إن الجو معتدل.", "نفى تنظيم القاعدة في بلاد المغرب الإسلامي الخبر."])
def test_media_and_regions_in_a_name_name_no_state(text: str) -> None:
    context = named(text)
    nested_countries(context)
    assert not [m for m in context.mentions if m.kind == "country"]


def test_the_town_at_the_end_of_a_known_body_is_named() -> None:
    context = named("قضت المحكمة الجزائية المتخصصة في الرياض بسجنه.")
    nested_countries(context)
    assert "city:riyadh-sa" in {m.entity_id for m in context.mentions}


def test_spelling_tells_only_what_typists_keep_apart() -> None:
    assert same_spelling("حديثة", "حديثة")
    assert not same_spelling("حديثة", "حديثه")
    assert same_spelling("أطار", "اطار")
    assert not same_spelling("أطار", "إطار")
    assert not same_spelling("إب", "آب"), "the month is no Yemeni town"


WORDS = st.sampled_from(["المملكة", "عمان", "تونس", "وزارة", "الخارجية", "السعودية", "مالي", "بالفرنسية", "محمد", "السوداني", "(", ")", '"', "،", "\n", ".", "و", "في", "الكونغو"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_and_names_do_not_overlap(text: str) -> None:
    context = named(text)
    spans = [(m.start, m.end) for m in context.mentions]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(0 <= s < e <= len(context.doc.text) for s, e in spans)
    nested_countries(context)
    assert all(m.entity_id in context.entities for m in context.mentions)
