"""What stands beside a verb, a comma or a preposition: a name, a part of one, or two everyday words. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import named, offices, people_context

NAMES = [
    # the verb behind a name, whatever mark follows it
    ("وكتب إردوغان يعلن: سنعود.", []),
    ("وكتب سالم يوسف: سنعود.", ["سالم يوسف"]),
    # "they praise" begins no name
    ("سفراء آسيويون يباركون أدوار تونس في السلام.", []),
    ("سفراء آسيويون ومنهم يانغ دونغ، زاروا تونس.", ["يانغ دونغ"]),
    # an object and its adjective
    ("حضر قائد القوات، اللواء سالم بن راشد الكعبي، عرضا وصفيا عن التمرين.", ["سالم بن راشد الكعبي"]),
    ("أوقفت الشرطة شابا كان يتبع شيخ سلفي في المدينة.", []),
    # the rest of a name that was not read
    ("وتابع رئيس مركز درك مشرع بن عبو الحادثة.", []),
    # both words bear the article, a verb before them and an office behind
    ("ويرى الحنصالي البوشتاوي، أستاذ بمركز الدراسات، أن الأمر صعب.", ["الحنصالي البوشتاوي"]),
    ("ويرى الخبراء الدوليون، أعضاء اللجنة، أن الأمر صعب.", []),
    # "and" behind a comma, and an office said of the name
    ("بمشاركة ليلى العمراني، مديرة الشركة، وبرنارد مونغو، مدير عام للمجموعة.", ["ليلى العمراني", "برنارد مونغو"]),
    ("بمشاركة ليلى العمراني، مديرة الشركة، وشركاء آخرين، مدير عام للمجموعة بينهم.", ["ليلى العمراني"]),
]


@pytest.mark.parametrize(("text", "people"), NAMES)
def test_names(text: str, people: list[str]) -> None:
    assert named(text) == people


def _short(text: str) -> list[tuple[str, str]]:
    context = people_context(text)
    return [(context.doc.surface(m.start, m.end), context.entities[m.entity_id].name_ar) for m in context.mentions if m.kind == "person"]


def test_a_last_name_opens_its_sentence_before_a_verb() -> None:
    assert ("السعيد", "أمين السعيد") in _short("قال الدكتور أمين السعيد، أستاذ القانون، إن النقاش طويل. السعيد شدد على أن النص واضح.")
    assert ("السعيد", "أمين السعيد") not in _short("قال الدكتور أمين السعيد، أستاذ القانون، إن النقاش طويل. السعيد من اتعظ بغيره.")


def test_a_family_that_is_a_given_name_of_no_arab_stands_alone() -> None:
    found = _short("استقبل الرئيس التركي رجب طيب أردوغان الوفد. وقد حدد أردوغان مطالب الحكومة.")
    assert found == [("رجب طيب أردوغان", "رجب طيب أردوغان"), ("أردوغان", "رجب طيب أردوغان")]


def test_a_surname_spelled_like_no_arabic_word_behind_a_preposition() -> None:
    assert ("ميركل", "أنغيلا ميركل") in _short("ويعقد في ألمانيا اجتماعين مع ميركل غدا.")
    assert [name for _, name in _short("ويعقد في ألمانيا اجتماعين مع ميركل شنايدر غدا.")] == ["ميركل شنايدر"]
    assert _short("ويعقد في تونس اجتماعين مع ميركل غدا.") == []  # nobody speaks of Germany


def test_a_king_goes_by_the_first_of_his_names() -> None:
    found = _short("أكد العاهل السعودي الملك سلمان بن عبد العزيز دعمه. وحضر ولي العهد الأمير محمد بن سلمان. وقال الملك سلمان إن التمرين ناجح.")
    assert [name for printed, name in found if printed == "سلمان"] == ["سلمان بن عبد العزيز آل سعود"]


def test_whom_a_spokesman_speaks_for_is_not_the_spokesman() -> None:
    assert offices("قال المتحدث الرسمي باسم جبران باسيل إن اللقاء تم.") == []


def test_an_acting_head_and_one_who_is_known_by_a_name() -> None:
    found = offices("قال رئيس الهيئة بالنيابة سمير العمراني إن اللقاء تم. وانتقد الصحافي الجزائري المعروف باسم كريم بوعلام هذا القرار.")
    assert [person for person, _, _ in found] == ["سمير العمراني", "كريم بوعلام"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("وهنأ الملك بحلول رمضان المبارك.", []),
        ("وقال رمضان البوعزاوي إن القانون مهم.", ["رمضان البوعزاوي"]),
        ("وجدد دعمه للشعب الفلسطيني لنيل كامل حقوقه.", []),
        ("وقال جمال كريمي بنشقرون، برلماني عن المجموعة، إن القانون مهم.", ["جمال كريمي بنشقرون"]),
    ],
)
def test_months_gains_and_what_begins_like_a_comparison(text: str, people: list[str]) -> None:
    assert named(text) == people




def test_whom_a_deputy_spokesman_speaks_for_is_not_his_name() -> None:
    assert named("وأشاد نائب المتحدث باسم الأمين العام للأمم المتحدة بالتعاون في مكافحة الإرهاب.") == []
    assert named("وأشاد نائب المتحدث باسم الأمين العام للأمم المتحدة، فرحان حق، بالتعاون في مكافحة الإرهاب.") == ["فرحان حق"]
