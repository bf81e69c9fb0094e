"""Bodies, people and speakers as other outlets print them: each kind with its sentence and a counter-sentence. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import named, offices, people_context, references
from ct_pipeline_tests.extract.reading import bodies, names, read
from ct_pipeline_tests.extract.test_roles import roles
from ct_pipeline_tests.extract.test_statements import said

BODIES = [
    # crimes and bands are organized; an organization has the article too
    ("ناقشوا ملف الجريمة المنظمة العابرة للقارات.", []),
    ("اعتقلت العصابة المنظمة العابرة للقارات.", []),
    ("دعت المنظمة العربية للتنمية الإدارية إلى الاجتماع.", ["المنظمة العربية للتنمية الإدارية"]),
    # the police and the services of a continent are those of all its states; a state has one
    ("اجتمع رؤساء الاستخبارات الإفريقية في أروشا.", []),
    ("ناقشوا مستقبل الشرطة الجنائية الإفريقية.", []),
    ("اعتقلته الاستخبارات السنغالية.", ["الاستخبارات السنغالية"]),
    # who chairs a meeting is no presidency
    ("أشادوا بالرئاسة الكويتية للدورة.", []),
    ("أعلنت الرئاسة الكويتية عن الزيارة.", ["الرئاسة الكويتية"]),
    # "running the affairs of" a ministry is no department
    ("كلف بإدارة شؤون وزارة الداخلية.", ["وزارة الداخلية"]),
    ("نسق مع إدارة شؤون اللاجئين.", []),
    ("أعلنت إدارة الجمارك عن الحصيلة.", ["إدارة الجمارك"]),
    # a minister who is a woman agrees with the nisba as her ministry does
    ("حضرت وزيرة الخارجية الكينية الحفل.", []),
    ("أعلنت الخارجية الكينية عن الزيارة.", ["الخارجية الكينية"]),
    # a former name in brackets is no abbreviation
    ('نشر على منصة "إكس" (تويتر سابقا) صورا.', ['منصة "إكس"']),
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies(text: str, expected: list[str]) -> None:
    assert names(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("شاركت وكالة اليوروبول في العملية.", "org:europol"),
        ("شاركت منظمة الإنتربول في العملية.", "org:interpol"),
        ("اجتمع قادة مجموعة الخمس بالساحل.", "org:g5-sahel"),
        ("اجتمعت لجنة الأمن والمخابرات الإفريقية في دكار.", "org:cissa"),
        ("قالت بعثة الاتحاد الإفريقي في مالي والساحل إن الوضع هادئ.", "org:misahel"),
    ],
)
def test_a_body_is_known_by_more_than_one_name(text: str, body: str) -> None:
    assert [m.entity_id for m in bodies(read(text))] == [body]


def test_a_court_is_named_after_its_town_and_names_it() -> None:
    context = read("صدر الحكم عن محكمة مصراتة أمس.")
    assert names(context) == ["محكمة مصراتة"]
    assert [m.entity_id for m in context.mentions if m.kind == "city"] == ["city:misrata-ly"]


NAMED = [
    # they were convicted of it: no name, whatever the given name that the verb looks like
    ("حوكم عشرون متشددا دينوا بالقتال في الجبل.", []),
    ("حوكم دينو بالدي في الجبل.", ["دينو بالدي"]),
    # "and a communiqué", not "and by" somebody
    ("خرجوا بتوصيات وبيان مشترك.", []),
    # behind an honorific a town's name is a man's
    ("التقى السيد جالو مامادو نظيره.", ["جالو مامادو"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_people(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_a_town_without_an_honorific_is_a_town() -> None:
    assert [m.entity_id for m in people_context("وصل الوفد إلى مدينة جالو الليبية.").mentions if m.kind == "city"] == ["city:jalu-ly"]


def test_a_charge_d_affaires_and_an_inspector_general() -> None:
    assert ("جون ميلر", "القائم بأعمال السفارة الكندية بالأردن", "CA") in offices("حضر القائم بأعمال السفارة الكندية بالأردن جون ميلر الحفل.")
    assert ("سامي الورداني", "مفتش عام وزارة الداخلية التونسية", "TN") in offices("حضر مفتش عام وزارة الداخلية التونسية سامي الورداني الحفل.")


def test_a_middle_name_with_the_article_stands_for_the_man() -> None:
    introduced = "قال وزير الداخلية الشيخ سالم يوسف حمود إن اللقاء ناجح. "
    assert ("اليوسف", "سالم يوسف حمود") in references(introduced + "وأكد اليوسف عمق العلاقات.")
    other = "وحضر السفير كمال يوسف رمزي الحفل. "
    assert not [r for r in references(introduced + other + "وأكد اليوسف عمق العلاقات.") if r[0] == "اليوسف"]  # two of them have it


def test_people_counted_are_no_membership_of_their_state() -> None:
    assert roles("القضاء التونسي يحكم على 12 عضوا في مجلس وزراء الداخلية العرب.") == set()
    assert roles("تونس عضو في مجلس وزراء الداخلية العرب.") == {("TN", "member", "مجلس وزراء", "current")}


SAID = [
    # the body of the other gender is told; who tells it stands right behind
    ("أفاد وزارة الداخلية سليم الوزاري أن المعبر مفتوح.", [("salim", "أفاد")]),
    ("أفادت وزارة الداخلية سليم الوزاري أن المعبر مفتوح.", [("interior", "أفادت")]),
    # "for his part" between a verb and its object
    ("سليم الوزاري ثمن من جهته جهود القرى.", [("salim", "ثمن")]),
    ("سليم الوزاري ثمن بدوره جهود القرى.", [("salim", "ثمن")]),
    ("سليم الوزاري ثمن من مدينته.", []),
    # the communiqué that a body issued
    ("وأوضح البيان الذي أصدرته وزارة الداخلية أن المعبر مفتوح.", [("interior", "أوضح")]),
    ("وأوضح البيان الذي وصل إلى وزارة الداخلية أن المعبر مفتوح.", []),
    # and what the communiqué says further on in the sentence is that body's
    ("أدلت محكمة الاستئناف ببيان. وأوضح بيان لوزارة الداخلية أن المعبر مفتوح، يضيف البيان.", [("interior", "أوضح")]),
    # honorifics
    ("وقال البروفيسور سليم الوزاري إن المعبر مفتوح.", [("salim", "قال")]),
    # عبر is "across" behind a post
    ('وكتب سليم الوزاري في منشور عبر منصة "إكس": "زرنا المعبر وهو مفتوح".', [("salim", "كتب")]),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_who_said_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected
