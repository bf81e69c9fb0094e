"""Days and places of other verbs, participles and nouns of the sentence are not an event's: and those of its own stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ct_pipeline.extract.event_frames import load_frames
from ct_pipeline.extract.verb_lexicon import load_verbs
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.lexicon.seeds import SeedError, Seeds
from ct_pipeline_tests.extract.test_event_retellings import events
from ct_pipeline_tests.extract.test_events import facts_of, one

FIELD = " ويأتي ذلك في إطار مكافحة الإرهاب."
VERBS = load_knowledge().rules(load_verbs)


@pytest.mark.parametrize(
    ("other", "own", "kind"),
    [
        (
            "أوقفت الشرطة شابا للاشتباه في صلته بجريمة وقعت الليلة الماضية.",
            "أوقفت الشرطة الليلة الماضية شابا للاشتباه في صلته بجريمة قتل.",
            "operation",
        ),
        (
            "وجاء ذلك في وثيقة أصدرها الحزب أمس الثلاثاء بعد اجتماع مع وزير الداخلية سالم الحارثي.",
            "وجاء ذلك خلال اجتماع عقده الحزب أمس الثلاثاء مع وزير الداخلية سالم الحارثي.",
            "meeting",
        ),
        (
            "احتفلت المديرية العامة للأمن، أمس الثلاثاء، بمرور ستين سنة على تأسيسها.",
            "تأسست المديرية العامة للأمن سنة 1956 واحتفلت بذلك.",
            "launch",
        ),
        (
            "تستضيف مسقط المؤتمر العربي الخامس للمسؤولين عن مكافحة الإرهاب، على ما أعلنت أمس الثلاثاء الأمانة العامة.",
            "تستضيف مسقط غدا الخميس المؤتمر العربي الخامس للمسؤولين عن مكافحة الإرهاب، على ما أعلنت الأمانة العامة.",
            "conference",
        ),
        (
            "وقعت الدولتان اتفاقية للتعاون الأمني تعوض القواعد المعمول بها منذ 1991.",
            "وقعت الدولتان سنة 1991 اتفاقية للتعاون الأمني تعوض القواعد المعمول بها.",
            "agreement",
        ),
        (
            "وفي تقريره [الوثيقة المنشورة في 14 أبريل 2020] أطلق المعهد مبادرة لمكافحة التطرف.",
            "وفي 14 أبريل 2020 أطلق المعهد مبادرة لمكافحة التطرف.",
            "launch",
        ),
    ],
    ids=["relative", "issued", "celebrated", "announced", "in force", "published"],
)
def test_the_day_of_another_verb_is_not_the_events(other: str, own: str, kind: str) -> None:
    assert all(e.start_date is None for e in events(other + FIELD, kind))
    assert one(own + FIELD, kind)[0].start_date is not None


def test_words_said_at_a_gathering_share_its_day() -> None:
    event, _ = one("حذر وزير الداخلية سالم الحارثي، أمس الثلاثاء، من الإرهاب خلال اجتماع مع نظيره مارك دوران.", "meeting")
    assert event.start_date is not None
    assert one("وقال الوزير سالم الحارثي أمس الثلاثاء عقب اجتماع مع نظيره مارك دوران إن مكافحة الإرهاب أولوية.", "meeting")[0].start_date is not None


def test_a_communique_has_the_day_of_what_it_tells() -> None:
    text = "أعلنت السعودية ومصر إدراج سبعين كيانا على قوائم الإرهاب في بيان مشترك أصدرته فجر الجمعة."
    assert all(e.start_date is not None for e in events(text, "other"))


def test_the_place_of_another_verb_is_not_the_events() -> None:
    far = "أعلنت الوزارة تفكيك خلية إرهابية عناصرها ينشطون في تطوان."
    assert all(e.city is None for e in events(far, "operation"))
    assert one("أعلنت الوزارة تفكيك خلية إرهابية في تطوان عناصرها ينشطون بالمنطقة.", "operation")[0].city == "تطوان"


def test_a_gathering_keeps_the_place_of_its_own_relative_clause() -> None:
    text = "وقال الوزير في افتتاح القمة الأمنية الثالثة التي ينظمها المنتدى وتقام في أبوظبي إن مكافحة الإرهاب أولوية."
    assert any(e.city == "أبوظبي" for e in facts_of(text).events)


def test_what_one_is_suspected_of_was_elsewhere_and_before() -> None:
    text = "أوقفت الشرطة بالرباط أمس الثلاثاء شابا يشتبه في تورطه في هجوم على مقر بمدينة سلا يوم 3 مارس 2020."
    event, _ = one(text, "operation")
    assert event.city == "الرباط"
    assert event.start_date is not None and event.start_date != date(2020, 3, 3)


@pytest.mark.parametrize(
    ("attribute", "own", "year"),
    [
        (
            "عقدت الوزارة اجتماعا مع الأحزاب لمناقشة الانتخابات المقبلة لسنة 2031.",
            "عقدت الوزارة سنة 2011 اجتماعا مع الأحزاب لمناقشة الانتخابات المقبلة.",
            2011,
        ),
        (
            "وتمت المصادقة على برنامج مكافحة الإرهاب وعلى ميزانية 2019.",
            "وتمت المصادقة سنة 2018 على برنامج مكافحة الإرهاب وعلى الميزانية.",
            2018,
        ),
        (
            "وقعت الدولتان مذكرة تفاهم لتنفيذ خطة مكافحة الإرهاب للفترة ما بين 2017 و2020.",
            "وقعت الدولتان في الفترة ما بين 2017 و2020 مذكرة تفاهم لمكافحة الإرهاب.",
            2017,
        ),
    ],
    ids=["elections", "budget", "period"],
)
def test_the_year_of_a_noun_says_which_one_is_meant(attribute: str, own: str, year: int) -> None:
    assert all(e.start_date is None for e in facts_of(attribute + FIELD).events)
    assert any(e.start_date is not None and e.start_date.year == year for e in facts_of(own + FIELD).events)


def test_the_first_of_its_kind_since() -> None:
    text = "وتمت المصادقة على قانون لمكافحة الإرهاب هو الأول من نوعه منذ سنة 1990."
    assert all(e.start_date is None for e in facts_of(text).events)
    assert one("وتمت المصادقة على قانون مكافحة الإرهاب سنة 1990.", "launch")[0].start_date is not None


@pytest.mark.parametrize(
    "text",
    [
        "وأسست سبع دول مجموعة لمكافحة الإرهاب تضم اليوم 21 دولة.",
        "وقال إن توقيع اتفاقية التعاون الأمني ليس وليد اليوم.",
        "وأضاف أن العالم أصبح اليوم أمام تحديات بعد توقيع اتفاقية التعاون الأمني.",
    ],
    ids=range(3),
)
def test_today_as_nowadays_is_no_day(text: str) -> None:
    assert all(e.start_date is None for e in facts_of(text + FIELD).events)


def test_today_of_its_own_verb_is_a_day() -> None:
    assert one("وقعت الدولتان اليوم اتفاقية للتعاون الأمني." + FIELD, "agreement")[0].start_date is not None


@pytest.mark.parametrize("word", ["اصدرت", "واصدرت", "وقعت", "يقطنون", "ليصدر", "سيعود", "افضي"])
def test_a_form_that_is_surely_a_verb(word: str) -> None:
    form = VERBS.read(word)
    assert form is not None and form.pos == "verb" and form.sure


@pytest.mark.parametrize("word", ["تقدم", "قتل", "اصابه", "اصابتها", "طالب", "اعاده", "بنت", "فيهم", "القوه", "منظمه"])
def test_a_form_that_may_be_a_noun_is_not_sure(word: str) -> None:
    form = VERBS.read(word)
    assert form is None or not form.sure


@given(st.sampled_from(sorted(VERBS.forms)))
def test_every_form_is_read_with_and_without_the_conjunction(word: str) -> None:
    form = VERBS.read(word)
    joined = VERBS.read("و" + word)
    assert form is None or form == VERBS.forms[word]
    assert form is None or joined is not None


def test_a_verb_told_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "seeds" / "language"
    folder.mkdir(parents=True)
    (folder / "verbs.csv").write_text("past,present,kind,participle\nأصدر,يصدر,event,\nأصدر,يصدر,event,\n", encoding="utf-8")
    with pytest.raises(SeedError, match="line 3: أصدر"):
        load_verbs(Seeds(tmp_path / "seeds"))
    (folder / "verbs.csv").write_text("past,present,kind,participle\nأصدر,أصدر,event,\n", encoding="utf-8")
    with pytest.raises(SeedError, match="column present"):
        load_verbs(Seeds(tmp_path / "seeds"))


def test_the_heads_of_a_sentence_are_looked_up_once_a_word() -> None:
    frames = load_knowledge().rules(load_frames)
    assert frames.facts("واصدرت") is frames.facts("واصدرت")
    assert frames.facts("واصدرت").verb == VERBS.read("واصدرت")


@pytest.mark.parametrize(
    ("other", "own", "edition"),
    [
        (
            "ونظمت الوزارة أمس اجتماعا لمكافحة الإرهاب بجامعة محمد السادس.",
            "ونظمت الوزارة أمس الاجتماع السادس لمكافحة الإرهاب بجامعة محمد الخامس.",
            6,
        ),
        (
            "وأكد الوزير سالم الحارثي في أول اجتماع أمني يترأسه منذ تعيينه أن مكافحة الإرهاب أولوية.",
            "وترأس الوزير سالم الحارثي أمس الاجتماع الأول للجنة مكافحة الإرهاب.",
            1,
        ),
        (
            "وعقد الوزير سالم الحارثي أمس اجتماعا ثانيا مع نظيره مارك دوران.",
            "وانعقد أمس في مسقط الاجتماع الثاني لوزراء الداخلية.",
            2,
        ),
    ],
    ids=["name", "that he chairs", "one more"],
)
def test_an_ordinal_of_something_else_is_no_edition(other: str, own: str, edition: int) -> None:
    assert all(e.edition is None for e in facts_of(other + FIELD).events)
    assert any(e.edition == edition for e in facts_of(own + FIELD).events)


@pytest.mark.parametrize(
    ("other", "own"),
    [
        (
            "عقدت الأكاديمية أمس اجتماعا مع وزير الداخلية سالم الحارثي لبحث إجراء امتحانات الضباط عن بعد.",
            "عقدت الأكاديمية أمس عن بعد اجتماعا مع وزير الداخلية سالم الحارثي لبحث امتحانات الضباط.",
        ),
        (
            "وشدد الوزير سالم الحارثي خلال اللقاء الذي عقد أمس في مسقط على أن الأطراف مطالبة بالجلوس وجها لوجه.",
            "وشدد الوزير سالم الحارثي خلال اللقاء الذي عقد أمس حضوريا في مسقط على أن الأطراف مطالبة بالهدوء.",
        ),
    ],
    ids=["examinations", "wish"],
)
def test_a_manner_of_something_else_is_no_mode(other: str, own: str) -> None:
    assert all(e.mode is None for e in facts_of(other + FIELD).events)
    assert any(e.mode is not None for e in facts_of(own + FIELD).events)


def test_the_seat_of_an_office_is_not_where_it_was_given() -> None:
    seat, _ = one("عين الوزير أمس سالم الحارثي مديرا لأكاديمية الشرطة في نزوى." + FIELD, "appointment")
    assert seat.city is None
    held = events("انتخب سالم الحارثي أمس رئيسا للمنتدى خلال مؤتمر في نزوى." + FIELD, "appointment")
    assert all(e.city in (None, "نزوى") for e in held)


def test_of_two_days_the_one_behind_the_verb() -> None:
    text = "بعد تعيين سالم الحارثي سفيرا في باريس سنة 1957، تم استدعاؤه سنة 1958 لقيادة جهاز الأمن."
    assert all(e.start_date is None or e.start_date.year == 1958 for e in facts_of(text + FIELD).events if e.event_type == "other")


def test_where_somebody_lives_is_not_where_he_went() -> None:
    text = "وأوضح الوزير أن عائلة سالم الحارثي تقطن بمدينة صحار وصلت أمس إلى نزوى في إطار زيارة رسمية."
    assert all(e.city != "صحار" for e in facts_of(text + FIELD).events)


def test_what_stands_behind_a_turn_is_of_something_else() -> None:
    text = "ونفى أن يكون الوزير سالم الحارثي زار مسقط، بل هو مقيم في نزوى."
    assert all(e.city != "نزوى" for e in facts_of(text + FIELD).events)
    assert any(e.city == "نزوى" for e in facts_of("وأكد أن الوزير سالم الحارثي زار أمس نزوى." + FIELD).events)


def test_a_number_of_suspects_is_no_edition() -> None:
    assert all(e.edition is None for e in facts_of("حملة أمنية تطيح بـ15 مشتبها فيهم." + FIELD, "حملة أمنية تطيح ب15 مشتبها فيهم بنزوى").events)


def test_of_the_year_behind_a_number_is_the_bills() -> None:
    text = "وتمت المصادقة على مشروع قانون مكافحة الإرهاب المعدل رقم 35 للسنة المالية 2019."
    assert all(e.start_date is None for e in facts_of(text + FIELD).events)


@pytest.mark.parametrize(
    ("text", "kind", "city"),
    [
        ("اعتقلت الشرطة الاتحادية ثلاثة متهمين بالإرهاب في قضاء الحويجة يوم 14 يناير 2020.", "operation", "الحويجة"),
        ("وانطلقت أمس، بأحد فنادق القاهرة، أعمال الاجتماع العاشر للجنة مكافحة الإرهاب.", "meeting", "القاهرة"),
        ("وأطلقت من العاصمة النمساوية فيينا أمس منصة دائمة للحوار بين الأديان.", "launch", "فيينا"),
        ("وجرى أمس لقاء بين وزير الداخلية سالم الحارثي ونظيره مارك دوران في العاصمة المؤقتة عدن.", "meeting", "عدن"),
        ("وفي 3 مارس 1990 اغتيل سالم الحارثي القيادي في الحركة؛ وذلك بتفجير سيارته في العاصمة الفرنسية باريس.", "attack", "باريس"),
    ],
    ids=["district", "hotels", "from", "temporary", "semicolon"],
)
def test_a_part_of_the_town_tells_the_town(text: str, kind: str, city: str) -> None:
    assert {e.city for e in events(text + FIELD, kind)} == {city}


def test_a_town_from_which_somebody_comes_is_no_place() -> None:
    assert all(e.city is None for e in events("وقعت الوزارة أمس مذكرة تفاهم لمكافحة الإرهاب مع خبراء من فيينا." + FIELD, "agreement"))
    assert all(e.city is None for e in events("وخلف التفجير أمس أضرارا بفندق مكة المكرمة." + FIELD, "attack"))


def test_behind_a_semicolon_a_new_sentence_has_its_own_place() -> None:
    text = "اغتيل سالم الحارثي القيادي في الحركة أمس؛ يذكر أن أنصاره تجمعوا في باريس."
    assert all(e.city is None for e in events(text + FIELD, "attack"))


def test_what_came_at_another_occasion_has_not_its_day_and_town() -> None:
    lead = "استقبل وزير الداخلية سالم الحارثي اليوم الأربعاء في مسقط نظيره مارك دوران لبحث مكافحة الإرهاب. "
    other = facts_of(lead + "وجاء ذلك في بلاغ مشترك عقب مؤتمر بين خبراء البلدين." + FIELD).events
    assert all(e.start_date is None and e.city is None for e in other if e.event_type == "conference")
    same = facts_of(lead + "وجاء ذلك خلال مؤتمر بين خبراء البلدين." + FIELD).events
    assert any(e.city == "مسقط" for e in same)
