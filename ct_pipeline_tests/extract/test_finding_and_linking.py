"""Each promise of finding and linking, held by one sentence or a few of its own: spellings, particles, abbreviations, quotes, slips, transliterations, metonyms, what is no person.

All sentences are invented; the names in them are of offices and bodies that the registry knows.
"""

from __future__ import annotations

import pytest

from ct_pipeline.extract.context import Context
from ct_pipeline.extract.host_states import find_host_states
from ct_pipeline.extract.statements import find_statements
from ct_pipeline.extract.towns import find_towns
from ct_pipeline_tests.extract.person_texts import named, people_context

GCTF, MAP, AFP = "org:gctf", "org:map", "org:afp"


def _linked(context: Context, entity: str) -> list[str]:
    return [context.doc.surface(m.start, m.end) for m in context.mentions if m.entity_id == entity]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        # hamza, alef, ya, ta marbuta, diacritics, tatweel
        ("رحب المنتدى العالمى لمكافحه الارهاب بالقرار.", GCTF),
        ("رحب المُنتدى العالَمي لمكافحةِ الإرهاب بالقرار.", GCTF),
        ("رحب المنتـــدى العالمي لمكافحة الإرهـــاب بالقرار.", GCTF),
        ("أكد الامين العام للامم المتحده موقفه.", "org:un"),
        # attached particles, the article after them
        ("وقال إن للمنتدى العالمي لمكافحة الإرهاب دورا.", GCTF),
        ("وبالمنتدى العالمي لمكافحة الإرهاب عقد اللقاء.", GCTF),
        ("أوضح وبوريطة لم يحضر، أن ناصر بوريطة مسافر.", "person:nasser-bourita"),
        # abbreviations with dots and spaces
        ("نيويورك (و م ع) اجتمع المجلس.", MAP),
        ("نيويورك (و.م.ع) اجتمع المجلس.", MAP),
        ("وقالت وكالة أ.ف.ب إن المجلس اجتمع.", AFP),
        ("وقالت وكالة أ ف ب إن المجلس اجتمع.", AFP),
        # quotes inside a name
        ('ينظم مركز "هداية" الندوة في أبوظبي.', "org:hedayah"),
        ('أوقف عناصر من تنظيم "القاعدة" في المغرب الإسلامي.', "org:aqim"),
        # a slip in the last word of a known name
        ("وأفادت المديرية العامة للأمن اوطني في المغرب بذلك.", "org:dgsn"),
    ],
)  # fmt: skip
def test_a_known_name_survives_how_it_is_written(text: str, entity: str) -> None:
    assert _linked(people_context(text), entity)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("قال وزير الخارجية الأمريكي أنتوني بلينكن إن بلاده ستشارك.", "person:antony-blinken"),
        ("قال وزير الخارجية الأمريكي أنتوني بلنكن إن بلاده ستشارك.", "person:antony-blinken"),
        ("قال وزير الخارجية الهولندي بيرت كوندرز إن بلاده ستشارك.", "person:bert-koenders"),
        ("قال وزير الخارجية الهولندي بيرت كوينديرس إن بلاده ستشارك.", "person:bert-koenders"),
        ("قال وكيل الأمين العام فلاديمير فورونكوف إن المكتب جاهز.", "person:vladimir-voronkov"),
        ("قال وكيل الأمين العام فلاديمير فورنكوف إن المكتب جاهز.", "person:vladimir-voronkov"),
    ],
)
def test_a_transliteration_is_the_same_person(text: str, person: str) -> None:
    assert _linked(people_context(text), person)


def test_spellings_of_one_new_name_are_one_person_and_namesakes_are_two() -> None:
    context = people_context("قال العقيد كواديو نغيسان برو إن التمرين نجح. وأضاف العقيد كواديو نغسان برو أنه مستعد. وقال العقيد أمادو نغيسان برو إنه غادر.")
    ids = [m.entity_id for m in context.mentions if m.kind == "person" and m.is_named]
    assert len(ids) == 3
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقال وزير الداخلية عبد الرحمن بن خالد آل رشيد إن الخطة جاهزة.", "عبد الرحمن بن خالد آل رشيد"),
        ("وأوقفت القوات القيادي أبو مصعب الحضري فجرا.", "أبو مصعب الحضري"),
        ("وقال المدعي العام بيتر فان دير ميرفي إن الحكم نهائي.", "بيتر فان دير ميرفي"),
        ("وقالت القاضية ماريا دي لا كروز إن الحكم نهائي.", "ماريا دي لا كروز"),
        ("وأدلى المسؤول جون ف. كارتر بتصريح.", "جون ف. كارتر"),
        ("وقال فضيلة الشيخ صالح بن أحمد الغامدي إن الأمر واضح.", "صالح بن أحمد الغامدي"),
        ("وصرح هشام بلعيد، مدير الوكالة، بأن الاتفاق وقع.", "هشام بلعيد"),
    ],
)
def test_a_name_never_seen_is_found_by_its_grammar(text: str, name: str) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("وأكد وزير الخارجية المغربي أن المملكة ستشارك.", "MA"),
        ("وأكد وزير الخارجية السعودي أن المملكة ستشارك.", "SA"),
    ],
)
def test_a_kingdom_is_the_state_that_the_article_speaks_of(text: str, country: str) -> None:
    assert _linked(people_context(text), f"country:{country}")


def test_a_capital_that_speaks_is_its_state_and_one_where_people_meet_is_a_town() -> None:
    acting, meeting = people_context("واعتبرت الرباط أن الحوار مفيد."), people_context("عقد اللقاء في مدينة الرباط أمس.")
    for context in (acting, meeting):
        find_towns(context)
        find_statements(context)
    assert [s.speaker_id for s in acting.statements] == ["country:MA"]
    assert meeting.statements == []
    assert not _linked(meeting, "country:MA")


def test_the_host_state_is_the_one_that_hosts() -> None:
    context = people_context("تستضيف الكويت المؤتمر الرابع غدا. وشكر المشاركون الدولة المضيفة على حسن التنظيم.")
    find_host_states(context)
    assert "الدولة المضيفة" in _linked(context, "country:KW")


@pytest.mark.parametrize(
    "text",
    [
        "تخرج من جامعة محمد الخامس بالرباط.",
        "وقع الحادث في شارع الحسن الثاني وسط المدينة.",
        "جرت المباراة في ملعب الأمير مولاي عبد الله.",
        "نقل المصاب إلى مستشفى الشيخ زايد.",
        "وانطلقت عملية محمد بن القاسم ضد المسلحين في الجبال.",
        "هبطت الطائرة في مطار هواري بومدين.",
        "وتسلم جائزة الملك فيصل في حفل كبير.",
    ],
)
def test_whom_a_thing_is_called_after_is_no_person_in_the_news(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("text", ["وقال الوزير إن المنتدى سيعقد دورته.", "وعقدت اللجنة اجتماعها أمس.", "وأكد المجلس موقفه من المبادرة."])
def test_a_generic_word_alone_makes_no_body(text: str) -> None:
    assert not [m for m in people_context(text).mentions if m.kind == "organization"]


def test_a_short_form_is_told_without_its_particle() -> None:
    context = people_context("قال كريم المنصوري إن الأمر بسيط. ووجه النقد للمنصوري وبالمنصوري تعلق الأمر.")
    person = next(m.entity_id for m in context.mentions if m.kind == "person")
    assert _linked(context, person) == ["كريم المنصوري", "لمنصوري", "المنصوري"]  # of "لل" the second lam is the article's


def test_short_forms_stand_for_whom_they_name() -> None:
    context = people_context(
        "أعلن وزير الداخلية كريم المنصوري افتتاح المنتدى العالمي لمكافحة الإرهاب. وقال المنصوري إن المنتدى مهم. وأضاف الوزير أن بلاده جاهزة. وشكر المسؤول ذاته الحاضرين."
    )
    person = next(m.entity_id for m in context.mentions if m.kind == "person")
    assert _linked(context, person) == ["كريم المنصوري", "المنصوري", "الوزير", "المسؤول ذاته"]
    assert _linked(context, GCTF) == ["المنتدى العالمي لمكافحة الإرهاب", "المنتدى"]
