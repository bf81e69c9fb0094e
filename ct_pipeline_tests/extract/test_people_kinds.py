"""Kinds of names and of what only looks like one: each with the sentence that made its rule necessary and one that must not match."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import named, offices

NAMED = [
    # an office in the accusative of an appointment, behind the name
    ("وتم تعيين العقيد سامي الورداني قائدا جديدا للحرس.", ["سامي الورداني"]),
    # a name with الله behind a word that means something else
    ("وقال آدم حسب الله كوتوما إن الوضع مستقر.", ["آدم حسب الله كوتوما"]),
    ("وقال آدم حسب المصدر إن الوضع مستقر.", []),
    # خلف is "behind", and a name before a kunya
    ("وأدانت المحكمة كلا من سعيد خلف أبو عوض وكمال بدران.", ["سعيد خلف أبو عوض", "كمال بدران"]),
    # a body's quoted name between office and name
    ('التقى قائد قوة التدخل "نسور"، سالم بن حمد الراشد، مدير الشرطة.', ["سالم بن حمد الراشد"]),
    # families with the article that are crafts
    ("يترأس الاجتماع السيد كمال علي الصايغ رئيس الوحدة.", ["كمال علي الصايغ"]),
    # a team is no lieutenant general
    ("وعاد الفريق المسفيوي إلى التداريب.", []),
    ("وعاد الفريق سامي الورداني إلى العاصمة.", ["سامي الورداني"]),
    # companies and outlets
    ('وقال خبراء "إرنست أند يونغ" إن السوق مستقرة.', []),
    # institutions named after people, in the dual; a stadium named after a prince; a hospital with two adjectives
    ("احتج طلبة جامعتي محمد الخامس بالرباط والحسن الثاني بالدار البيضاء.", []),
    ("نقل المصاب إلى المركز الاستشفائي الجهوي الحسن الثاني بأكادير.", []),
    ("نقل الملك الحسن الثاني رسالة إلى ضيفه.", ["الحسن الثاني"]),
    ("تجرى المباراة في المركب الرياضي ولي العهد الأمير مولاي الحسن مساء اليوم.", []),
    ("استقبل ولي العهد الأمير مولاي الحسن ضيفه مساء اليوم.", ["مولاي الحسن"]),
    # what a verb does to somebody is no part of its subject's name
    ("وطلب كمال رزق الله الجماهير بالدعاء.", ["كمال رزق الله"]),
    # two everyday words, of which one is a given name elsewhere
    ("أصدر المجلس بيانا بمناسبة ذكرى عيد العرش.", []),
    # the words of everyday speech end a name
    ("وسأل سي سليمان واش رجع.", ["سليمان"]),
    # letters spelled out are a club's
    ("وانتقل اللاعب إلى إف سي فولنداك.", []),
    # an office's body by place
    ("وشكر رئيس الجمعية الخيرية الإسلامية بامزورت الحاضرين.", []),
    # lieutenants of French-speaking armies
    ("وأشرف الجنرال دو كور دارمي سامي كواكو على المناورة.", ["سامي كواكو"]),
    ("وأعلنت رئيسة مجلس الشيوخ تنزيلة نارباكييفا ذلك.", ["تنزيلة نارباكييفا"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_kind_of_name(text: str, expected: list[str]) -> None:
    assert named(text) == expected


OFFICES = [
    ("مراسم تنصيب العقيد سامي الورداني قائدا جهويا جديدا للدرك الوطني.", "سامي الورداني", "قائدا جهويا جديدا للدرك الوطني"),
    ("ويمثل البلاد في الاجتماع سامي الورداني، السفير المدير العام للعلاقات الثنائية.", "سامي الورداني", "المدير العام للعلاقات الثنائية"),
    ("وقال سامي الورداني، رئيس لجنة « نور » ، إن العمل مستمر.", "سامي الورداني", "رئيس لجنة"),
]


@pytest.mark.parametrize(("text", "person", "title"), OFFICES)
def test_an_office_is_read(text: str, person: str, title: str) -> None:
    assert any(p == person and t.startswith(title) for p, t, _ in offices(text)), offices(text)


def test_an_office_that_introduces_another_is_not_the_one_before() -> None:
    found = offices("وذكر سامي الورداني، وكيل الوزارة كمال بدران حضر اللقاء.")
    assert ("سامي الورداني", "وكيل الوزارة") not in [(p, t) for p, t, _ in found]


def test_home_is_told_by_towns_and_bodies_not_by_a_country_named_again_and_again() -> None:
    text = (
        "قضت المحكمة في بيروت بسجن متهم سوري قاتل في سوريا وعاد من سوريا إلى طرابلس وصيدا. "
        "وقال مسؤولون في سوريا إن سوريا لم تطلب تسليمه. وقال القاضي سامي الورداني، رئيس المحكمة، إن الحكم نهائي."
    )
    assert [country for person, _, country in offices(text) if person == "سامي الورداني"][:1] == ["LB"]


def test_a_name_ends_before_the_body_that_its_bearer_runs() -> None:
    assert named("يدير إبراهيم يحيى غامبو مركز ليبتاكو للدراسات الأمنية.") == ["إبراهيم يحيى غامبو"]
    assert named("قال إبراهيم يحيى غامبو إن مركز ليبتاكو مهم.") == ["إبراهيم يحيى غامبو"]
