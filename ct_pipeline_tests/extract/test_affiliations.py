"""Offices of named people: title, body, country. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import offices, people_context

OFFICES = [
    # before the name, behind it, and joined to it
    ("قال وزير الري رياض الزرقطي إن السد ممتلئ.", None, ("رياض الزرقطي", "وزير الري")),
    ("قال غسان المصمودي، مدير الأرشيف الوطني، إن الوثائق محفوظة.", None, ("غسان المصمودي", "مدير الأرشيف الوطني")),
    ("قال غسان المصمودي مدير الأرشيف الوطني إن الوثائق محفوظة.", None, ("غسان المصمودي", "مدير الأرشيف الوطني")),
    # honorifics go, the country's nisba goes
    ("حضر سعادة وزير الخارجية الكيني الدكتور دانيال أوموندي.", "KE", ("دانيال أوموندي", "وزير الخارجية")),
    # a clause between title and name
    ("قدم مدير مرصد الحدود، ومقره طنجة، العقيد رشيد القرقري عرضا.", None, ("رشيد القرقري", "مدير مرصد الحدود")),
    # a body told apart from the title
    ("أبرز مدير التعاون الدولي بوزارة الري المغربية هشام البوزيدي أهمية الماء.", "MA", ("هشام البوزيدي", "مدير التعاون الدولي")),
    # on behalf of a body
    ("ضم الوفد المغربي هشام البوزيدي عن وزارة الري.", "MA", ("هشام البوزيدي", "عن وزارة الري")),
    # ambassadors serve the sender
    ("استقبل الوالي سفير اليابان بالرباط كينجي تاكاهاشي.", "JP", ("كينجي تاكاهاشي", "سفير اليابان بالرباط")),
    ("وصل سفير صاحب الجلالة بالسنغال هشام البوزيدي إلى المملكة المغربية.", "MA", ("هشام البوزيدي", "سفير صاحب الجلالة بالسنغال")),
    # the delegation says whose official he is
    ("ترأس الجانب الأردني مدير المراسم فايز الخصاونة.", "JO", ("فايز الخصاونة", "مدير المراسم")),
    # international bodies serve no state
    ("قال الأمين العام للأمم المتحدة ألفارو مونتيرو إن الوضع صعب في مالي.", None, ("ألفارو مونتيرو", "الأمين العام للأمم المتحدة")),
    # professions serve none
    ("دافع المحامي رشيد القرقري عن موكله في المغرب.", None, ("رشيد القرقري", "المحامي")),
    # a rank where there is no other title
    ("أعلن النقيب خوليو سانتانا انطلاق التمرين في إسبانيا.", None, ("خوليو سانتانا", "النقيب")),
]


@pytest.mark.parametrize(("sentence", "country", "office"), OFFICES)
def test_an_office_is_read(sentence: str, country: str | None, office: tuple[str, str]) -> None:
    found = offices(sentence)
    assert office in [(person, title) for person, title, _ in found]
    if country is not None or "الأمم المتحدة" in sentence or "المحامي" in sentence:
        assert next(c for person, title, c in found if (person, title) == office) == country


def test_a_rank_beside_an_office_is_no_second_office() -> None:
    assert [title for _, title, _ in offices("قال مدير الدرك اللواء مثنى الجربوعي إن المعبر مفتوح.")] == ["مدير الدرك"]


def test_a_counterpart_holds_the_office_of_his_counterpart() -> None:
    found = offices("عقد وزير الداخلية التونسي منصف الزغلامي لقاء مع نظيريه الغاني كوفي أمبوفو والتوغولي كوامي أغبينو.")
    assert ("كوفي أمبوفو", "وزير الداخلية", "GH") in found
    assert ("كوامي أغبينو", "وزير الداخلية", "TG") in found


def test_two_offices_of_one_person() -> None:
    found = offices("قالت نورة خليفة القبيسي، نائبة المندوبة الدائمة لقطر ورئيسة لجنة الميزانية، إن العمل جار.")
    assert {title for _, title, _ in found} == {"نائبة المندوبة الدائمة لقطر", "رئيسة لجنة الميزانية"}


def test_a_former_office_is_marked() -> None:
    context = people_context("قال وزير الري الأسبق رياض الزرقطي إن السد ممتلئ.")
    assert [a.is_former for a in context.affiliations] == [True]


def test_the_agency_says_the_country_where_the_text_does_not() -> None:
    assert offices("استقبل مدير الأمن الوقائي فايز الخصاونة وفدا.", agency="Petra")[0][2] == "JO"
    assert offices("استقبل مدير الأمن الوقائي فايز الخصاونة وفدا.")[0][2] is None


def test_a_foreign_name_holds_no_office_of_the_papers_country() -> None:
    assert offices("قال الرئيس دونالد هاملتون إن القرار نهائي في المغرب.", agency="MAP")[0][2] is None


def test_titles_without_a_name_give_nothing() -> None:
    assert offices("أكد وزير الري أن السد ممتلئ، وحضر السفير ومدير الأرشيف.") == []
    assert offices("حضر القنصل العام ونائب رئيس البلدية.") == []


def test_an_office_between_two_names_belongs_to_the_one_it_leads_to() -> None:
    found = offices("التقى نبيل القرشي وزير خارجية اليابان السيد كينجي تاكاهاشي في الرباط.")
    assert [(person, title) for person, title, _ in found] == [("كينجي تاكاهاشي", "وزير خارجية اليابان")]
    found = offices("استقبل نبيل القرشي وزير الخارجية الدكتور كينجي تاكاهاشي الأمين العام لمنظمة التعاون الإسلامي.")
    assert ("نبيل القرشي", "وزير الخارجية") in [(person, title) for person, title, _ in found]


def test_offices_joined_before_one_name_are_both_his() -> None:
    found = offices("أكد مساعد وزير الخارجية لشؤون التنمية ورئيس لجنة المتابعة السفير حمد القطامي ذلك.")
    assert {title for person, title, _ in found} == {"مساعد وزير الخارجية لشؤون التنمية", "رئيس لجنة المتابعة"}


def test_envoys_serve_who_sends_them_not_where_they_go() -> None:
    assert offices("زار المبعوث الخاص للأمين العام إلى ليبيا كارل هاينريش طرابلس.")[0][2] is None
    assert offices("قال رئيس بعثة الأمم المتحدة للدعم في ليبيا كارل هاينريش ذلك.")[0][2] is None


@pytest.mark.parametrize(
    ("text", "title", "country"),
    [
        # where one is posted and what he deals with is not whom he serves
        ("ضم الوفد الأمريكي ضابط الأمن الإقليمي لدى اليمن جوزيف بارنت.", "ضابط الأمن الإقليمي لدى اليمن", "US"),
        ("ضم الوفد الأمريكي مسؤولة الشؤون الليبية في مجلس الأمن القومي بالبيت الأبيض سوزان هارلي.", "مسؤولة الشؤون الليبية في مجلس الأمن القومي بالبيت الأبيض", "US"),
        ("وقال زياد الفاروق، منسق وحدة الرصد باللغة الفرنسية، إن العرض موجز.", "منسق وحدة الرصد باللغة الفرنسية", None),
        # the accusative of an international adjective
        ("وعين المجلس كارل هاينريش مبعوثا أمميا خاصا لليمن.", "مبعوثا أمميا خاصا لليمن", None),
        # an adjective behind an office is no office of its own
        ("ضم الوفد الأمريكي المسؤول السياسي والاقتصادي بالسفارة ماثيو بارنت.", "المسؤول السياسي والاقتصادي بالسفارة", "US"),
    ],
)
def test_posts_and_topics(text: str, title: str, country: str | None) -> None:
    assert [(t, c) for _, t, c in offices(text)] == [(title, country)]


def test_an_adjective_of_repression_or_of_armed_groups_is_no_office() -> None:
    assert offices("انتهى القمع السياسي والثقافي في عهد فرانثيسكو مارتينيث.") == []
    assert [t for _, t, _ in offices("سيطرت فصائل مسلحة معارضة لنظام الرئيس كريم المنصوري على البلدة.")] == ["الرئيس"]


def test_offices_behind_a_nickname_and_behind_a_quoted_body() -> None:
    assert ("رشيد المهدي", "نائب القائد العام") in [(p, " ".join(t.split()[:3])) for p, t, _ in offices('اغتيل رشيد المهدي "أبو جهاد" نائب القائد العام للجيش بمنزله ليلا.')]
    assert len(offices('وقال كريم المهدي القيادي في حركة "فتح" ومسؤول الاستخبارات في الجيش، إن الأمر انتهى.')) == 2
