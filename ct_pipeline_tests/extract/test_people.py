"""People nobody registered: what introduces a name, where it ends, and what is no name. All sentences are invented."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.config import seeds_dir
from ct_pipeline.extract.people import find_people, name_tokens, person_id, same_person
from ct_pipeline.extract.person_rules import load_person_rules
from ct_pipeline.language.romanize import load_latin_names, romanize
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.lexicon.seeds import SeedError, Seeds
from ct_pipeline_tests.extract.person_texts import bare_context, named, people_context

FOUND = [
    # title, then name; the name ends at a verb, a preposition, a mark
    ("استقبل وزير النقل رياض الزرقطي وفدا من المستثمرين.", "رياض الزرقطي"),
    ("قال مدير إدارة المراسم بوزارة الري السيد طلال القنبري إن الحفل تأجل.", "طلال القنبري"),
    ("حضر قائد المنطقة الشرقية بالنيابة اللواء الركن مثنى الجربوعي الحفل.", "مثنى الجربوعي"),
    ("شكر رئيس البلدية، حسام الدين القرمادي، المتطوعين.", "حسام الدين القرمادي"),
    # apposition, and the verb before its subject
    ("تحدث في الندوة غسان المصمودي، مدير الأرشيف، عن الوثائق.", "غسان المصمودي"),
    ("وأكد برهان الدين السلاوي أن النتائج مشجعة.", "برهان الدين السلاوي"),
    # connectors
    ("وصل السفير ناصر بن حمد آل عفيفة إلى المطار.", "ناصر بن حمد آل عفيفة"),
    ("زار العقيد أحمدو ولد سيدينا الثكنة.", "أحمدو ولد سيدينا"),
    ("قالت المديرة ماريا دي لا كروث إن المعرض مفتوح.", "ماريا دي لا كروث"),
    ("التقى المبعوث يان فان در ميركل بالوفد.", "يان فان در ميركل"),
    ("حاضر الدكتور عبد رب النبي القصار في الكلية.", "عبد رب النبي القصار"),
    ("كرم النادي العداءة لاورا سانتوس-بيريث، بطلة القارة.", "لاورا سانتوس-بيريث"),
    # initials
    ("مثل أمام المحكمة المسمى هشام ق. بتهمة التزوير.", "هشام ق."),
    ("علق الخبير ج. ر. هاملتون على القرار.", "ج. ر. هاملتون"),
    # a nisba that stands for its bearer, alone and in a list
    ("حضر نظيره الكيني أوتينغو واماليكا الجلسة.", "أوتينغو واماليكا"),
    ("شارك الرئيس الغاني كوفي أمبوفو، والسنغالي عليون باندي، والمالي موديبو سانغاري.", "موديبو سانغاري"),
    ("ضم الوفد رشيد العلمي وعادل بنسودة.", "عادل بنسودة"),
    # the last name is an everyday word; everyday words inside
    ("ترأس الاجتماع النقيب محمود سالم حداد، من مصلحة الحدود.", "محمود سالم حداد"),
    ("قال الوزير مازن عيد الخصاونة إن الخطة جاهزة.", "مازن عيد الخصاونة"),
    # labels
    ("أوقفت الشرطة المدعو صابر القسنطيني في المرفأ.", "صابر القسنطيني"),
    # a given name that is spelled like a preposition, a place that is a given name
    ("قال إمام علي ساحروف إن بلاده تدعم المبادرة.", "إمام علي ساحروف"),
    ("أوضحت السفيرة هالة رفعت الدمنهوري أن الموعد ثابت.", "هالة رفعت الدمنهوري"),
    # particles
    ("ووجه الدعوة لعبد القادر بنعاشور.", "عبد القادر بنعاشور"),
]


@pytest.mark.parametrize(("sentence", "name"), FOUND)
def test_a_person_is_found_and_the_name_is_closed(sentence: str, name: str) -> None:
    assert name in named(sentence)


NOT_FOUND = [
    "افتتحت جامعة محمد الخامس موسمها أمس.",  # a university's name
    "يقع المعرض في شارع عبد المومن قرب ملعب الشهيد حمادي العقربي.",  # a street's, a stadium's
    "نقل المصاب إلى المستشفى الجامعي محمد السادس.",
    "قالت وزارة الداخلية إن الحالة الأمنية مستقرة.",
    "أعلن المتحدث باسم الشرطة أن الطريق مفتوح.",
    "في ١٢ رمضان ١٤٤٥ وفي ربيع الأول انعقدت الدورة.",  # months
    "أشاد بحسن الجوار وبكريم العناية وبسعيد المناسبات.",  # adjectives that are names elsewhere
    "أشرف على الحفل مدير المركز.",  # a verb that is a name elsewhere
    "أكد رئيس اللجنة غاضبا أن الأمر انتهى.",  # nunation: no name
    "عاد اللاعب بعد فترة إلى ناديه السابق.",  # "ناديه" is not "نادية"
    "حل الوفد بسيدي قاسم ثم بمولاي يعقوب.",
    "عرض المسرح مسرحية «حمزة القمر» للجمهور.",  # a name in quotes is a title
    "يحضر وزراء الدفاع والداخلية العرب.",
    "صرح بأنني لم أحضر وأنه غائب.",
]


@pytest.mark.parametrize("sentence", NOT_FOUND)
def test_what_is_no_person_is_left_alone(sentence: str) -> None:
    assert named(sentence) == []


def test_a_name_does_not_swallow_the_verb_or_the_title_behind_it() -> None:
    assert named("قال الرئيس عمر القشاش أجرى مشاورات مع الوزير بدر القطامي نقلت الوكالة.") == ["عمر القشاش", "بدر القطامي"]


def test_a_nickname_is_another_name_of_the_same_person() -> None:
    context = people_context("سلم الإرهابي فيصل القنيطري، المكنى «أبو مصعب»، نفسه للسلطات.")
    people = [m for m in context.mentions if m.kind == "person"]
    assert len(people) == 2
    assert len({m.entity_id for m in people}) == 1


def test_the_longest_form_names_the_person_and_short_forms_join_it() -> None:
    context = people_context("قال الوزير سالم بن راشد المقبالي إن الخطة جاهزة. وأكد سالم المقبالي ذلك.")
    ids = {m.entity_id for m in context.mentions if m.kind == "person"}
    assert len(ids) == 1
    assert context.entities[ids.pop()].name_ar == "سالم بن راشد المقبالي"


def test_namesakes_with_other_given_names_stay_apart() -> None:
    context = people_context("قال الوزير سالم المقبالي إن الخطة جاهزة. وأكد السفير حمد المقبالي ذلك.")
    assert len({m.entity_id for m in context.mentions if m.kind == "person" and m.is_named}) == 2


def test_ids_come_from_the_name_alone_and_survive_spelling() -> None:
    assert person_id("عبدالله بن عيسى الحمادي") == person_id("عبد الله ابن عيسي الحمادى")
    assert person_id("عبدالله الحمادي") != person_id("عبدالرحمن الحمادي")
    assert person_id("منى السعدي").startswith("person:x")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("سالم بن حمد الغيثي", "سالم الغيثي", True),
        ("بيرت كونديرس", "بيرت كوندرز", True),
        ("عبد الصمد ك.", "عبد الصمد", True),
        ("سالم الغيثي", "حمد الغيثي", False),
        ("سالم حمد", "حمد سالم", False),
    ],
)
def test_same_person(a: str, b: str, same: bool) -> None:
    assert same_person(name_tokens(a), name_tokens(b)) is same
    assert same_person(name_tokens(b), name_tokens(a)) is same


def test_romanized_names_can_be_read() -> None:
    usual = load_knowledge().rules(load_latin_names)
    assert romanize("كريم الكتاني") == "Karim al-Katani"
    assert romanize("بلال بن خليفة", usual) == "Bilal Ben Khalifa"
    assert romanize("كريم نصر الدين", usual) == "Karim Nasr al-Din"
    assert romanize("هشام عبدالحق", usual) == "Hisham Abd al-Haq"
    assert romanize("عبد الله بن عمر").isascii()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_any_text_is_read_and_mentions_never_overlap(text: str) -> None:
    context = bare_context(text)
    find_people(context)
    for m in context.mentions:
        assert 0 <= m.start < m.end <= len(context.doc.text)
    for a, b in pairwise(context.mentions):
        assert a.end <= b.start


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("وزير رئيس الداخلية محمد علي بن آل عبد الله ، . « » الكتاني قال السيد اللواء من إلى سفير المغرب أبو دي 12 و ك. المدعو".split()), max_size=25))
def test_any_order_of_name_words_is_read(words: list[str]) -> None:
    context = people_context(" ".join(words))
    for a, b in pairwise(context.mentions):
        assert a.end <= b.start


def _seeds_with(tmp_path: Path, name: str, text: str) -> Seeds:
    folder = tmp_path / "seeds"
    for part in ("cues", "language"):
        shutil.copytree(seeds_dir() / part, folder / part)
    (folder / name).write_text(text, encoding="utf-8")
    return Seeds(folder)


def test_a_broken_title_is_refused_with_its_line(tmp_path: Path) -> None:
    seeds = _seeds_with(tmp_path, "cues/titles.csv", "masculine,feminine,plural,kind,serves,needs,generic\nوزير,,,boss,state,,\n")
    with pytest.raises(SeedError, match=r"titles\.csv, line 2: column kind"):
        load_person_rules(seeds)


def test_a_given_name_stands_in_the_list_once(tmp_path: Path) -> None:
    seeds = _seeds_with(tmp_path, "language/given_names.csv", "name,gender,origin,also_common\nرضى,m,arab,\nرضي,m,arab,\n")
    with pytest.raises(SeedError, match="line 3: رضي stands there twice"):
        load_person_rules(seeds)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # a kunya alone, closed by a mark; the list goes on
        ("قتل قادة التنظيم وهم: أبو ياسر، وأبو طارق الحمروني.", ["أبو ياسر", "أبو طارق الحمروني"]),
        # a name in quotes behind a title is a name, speech in quotes is not
        ("أعلن المتحدث باسم الجيش العميد «يحيى الساعدي» ذلك.", ["يحيى الساعدي"]),
        ("قال وزير الخارجية «سعيد بزيارتي هذه المدينة».", []),
        # the daughter is not the father
        ("حضرت الأميرة لمياء بنت تركي بن سعود الغامدي الحفل.", ["لمياء بنت تركي بن سعود الغامدي"]),
        # a given name alone takes the family's name up to the comma, whatever it means
        ("قال عبد الوافي لمسيح، أستاذ التاريخ، إن الوثائق نادرة.", ["عبد الوافي لمسيح"]),
        # a verb that is a given name
        ("أشرف نبيل القرشي على الحفل.", ["نبيل القرشي"]),
        ("صرح المتحدث باسم الحكومة أن القرار نهائي.", []),
    ],
)
def test_where_names_begin_and_end_in_harder_places(sentence: str, names: list[str]) -> None:
    assert named(sentence) == names
