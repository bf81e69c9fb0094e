"""Assassinations told by passives, by nouns and with nameless attackers; series of meetings; appointments agreed to; the end of a fight."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.test_events import facts_of, one


def roles(text: str, kind: str) -> list[str]:
    event, facts = one(text, kind)
    return sorted(f"{p.role} {p.entity_id.partition(':')[0]}" for p in facts.event_participants if p.event_mention_id == event.event_mention_id)


def test_how_he_was_killed_takes_no_day_away() -> None:
    event, _ = one("اغتيل الوزير السابق خالد نزال في بيروت يوم 12 مارس 2020 بتفجير سيارته.", "attack")
    assert str(event.start_date) == "2020-03-12"


def test_a_bombing_of_its_own_keeps_its_day() -> None:
    event, _ = one("قتل ستة أشخاص بتفجير انتحاري استهدف فندقا في عدن يوم 12 مارس 2020.", "attack")
    assert str(event.start_date) == "2020-03-12"


def test_several_without_names() -> None:
    event, _ = one("في 14 جانفي 2011 اغتيل ثلاثة من ضباط الشرطة في تونس.", "attack")
    assert str(event.start_date) == "2011-01-14"


@pytest.mark.parametrize("attackers", ["مسلحون", "مجهولون", "مسلحان"])
def test_whoever_is_named_behind_nameless_attackers_is_the_victim(attackers: str) -> None:
    assert roles(f"اغتال {attackers} الوزير كمال الزياني في بيروت يوم 12 مارس 2020.", "attack") == ["subject person"]


def test_a_named_attacker_stays_one() -> None:
    assert "perpetrator person" in roles("اغتال سالم الهادي الوزير كمال الزياني في بيروت يوم 12 مارس 2020.", "attack")


def test_the_noun_is_of_its_victim() -> None:
    assert roles("نفذت الخلية عملية اغتيال النقيب أحمد مراد في طرابلس في 22 أوت 2019.", "attack") == ["subject person"]


def test_at_the_hands_of_is_no_victim() -> None:
    assert "subject person" not in roles("وقعت عملية اغتيال في طرابلس على يد سالم الهادي في 22 أوت 2019.", "attack")


def test_an_explosion_at_a_motorcade_is_an_attack() -> None:
    assert [e.event_type for e in facts_of("ذكر شهود أن انفجارا وقع يوم الثلاثاء لدى مرور موكب وزير الداخلية في بنغازي.").events] == ["attack"]
    assert facts_of("ذكر شهود أن انفجارا وقع يوم الثلاثاء في أنبوب للغاز في بنغازي.").events == ()


def test_a_series_of_meetings_is_one() -> None:
    event, _ = one("قالت القيادة إن الفريق مارك دنفر عقد سلسلة اجتماعات مع مسؤولين عسكريين في طرابلس يوم 12 مارس 2020.", "meeting")
    assert str(event.start_date) == "2020-03-12"
    assert facts_of("ودعا الوزير إلى عقد سلسلة اجتماعات مع المسؤولين.").events == ()


def test_who_was_appointed_in_a_relative_clause() -> None:
    event, _ = one("ولم يتوصل الوزير كمال الزياني الذي عين في أبريل 2015 إلى أي نتيجة.", "appointment")
    assert str(event.start_date) == "2015-04-01"
    assert roles("ولم يتوصل الوزير كمال الزياني الذي عين في أبريل 2015 إلى أي نتيجة.", "appointment") == ["subject person"]
    assert facts_of("وتقع المنطقة قرب عين في جبل عرفه الناس في أبريل 2015.").events == ()


def test_who_agrees_to_an_appointment() -> None:
    found = roles("وافق مجلس الأمن الدولي الخميس 3 ماي 2018 على تعيين البريطاني جون سميث مبعوثا خاصا إلى اليمن.", "appointment")
    assert found == ["organizer org", "subject person"]


@pytest.mark.parametrize("text", ["وقد أعلنت حركة طالبان وقف إطلاق النار في عام 2011.", "وسلمت حركة طالبان ترسانتها من الأسلحة في أبريل 2017.", "حلت حركة طالبان نفسها في 3 ماي 2018."])
def test_a_group_ends_its_fight(text: str) -> None:
    assert roles(text, "other") == ["subject org"]


@pytest.mark.parametrize("text", ["أعلنت الوزارة أمس أن وقف إطلاق النار ضروري.", "سلمت الوزارة الجيش أسلحة جديدة في 3 ماي 2020.", "حلت الوزارة مشكلة الحدود في 3 ماي 2020."])
def test_what_ends_no_fight(text: str) -> None:
    assert [e for e in facts_of(text).events if e.event_type == "other"] == []


def test_pointing_a_finger_is_no_charge() -> None:
    assert facts_of("ووجهت الرئاسة أصابع الاتهام إلى حركة طالبان في 3 ماي 2019.").events == ()
    assert [e.event_type for e in facts_of("ووجهت النيابة تهمة الإرهاب إلى كمال الزياني في 3 ماي 2019.").events] == ["trial"]


def test_that_somebody_held_is_a_verb() -> None:
    assert "attendee person" in roles("وقالت القيادة إن الوزير كمال الزياني عقد اجتماعا مع مسؤولين عسكريين في تونس.", "meeting")
    assert roles("وأعلن الوزير كمال الزياني عن عقد اجتماع في تونس يوم 3 ماي 2024.", "meeting") == roles("وأعلن الوزير سالم الهادي عن عقد اجتماع في تونس يوم 3 ماي 2024.", "meeting")


def test_the_body_of_the_victim_did_not_do_it() -> None:
    assert "perpetrator org" not in roles("وهي الأيدي التي اغتالت كمال الزياني أحد قياديي حركة حماس في غزة يوم 3 ماي 2019.", "attack")
    assert "perpetrator org" in roles("اغتال تنظيم داعش الوزير كمال الزياني في بيروت يوم 12 مارس 2020.", "attack")


def test_a_headline_printed_twice_tells_once() -> None:
    twice = facts_of("اغتال مسلحون الوزير كمال الزياني.\n\nاغتال مسلحون أمس في بيروت الوزير كمال الزياني وهو في سيارته.", "اغتيال الوزير كمال الزياني في بيروت")
    assert len([e for e in twice.events if e.event_type == "attack"]) == 1
    two = facts_of("اغتال مسلحون أمس في بيروت الوزير كمال الزياني. واغتال مسلحون سنة 2010 في طرابلس القاضي سالم الهادي.", "اغتيال الوزير كمال الزياني في بيروت")
    assert len([e for e in two.events if e.event_type == "attack"]) == 2


def test_who_tried_to_kill_is_the_attacker() -> None:
    assert "perpetrator person" in roles("حاول سالم الهادي اغتيال الوزير كمال الزياني في بيروت يوم 12 مارس 2020.", "attack")
    assert "perpetrator person" not in roles("حاول مسلحون اغتيال الوزير كمال الزياني في بيروت يوم 12 مارس 2020.", "attack")


def test_another_victim_is_another_attack() -> None:
    first = "استهدف انفجار أمس موكب الوزير كمال الزياني في بيروت وأدانته الحكومة."
    assert len([e for e in facts_of(first + " وهي الأيدي ذاتها التي اغتالت القاضي سالم الهادي.").events if e.event_type == "attack"]) == 2
    assert len([e for e in facts_of(first + " وقال شهود إن الانفجار أصاب سيارة الوزير كمال الزياني.").events if e.event_type == "attack"]) == 1


@pytest.mark.parametrize("pronoun", ["وهم", "وهما"])
def test_those_who_are_listed_behind_they_are(pronoun: str) -> None:
    found = roles(f"أدرجت وزارة الخزانة أمس الخميس شخصين على قائمة الإرهاب {pronoun}: كريم الدوري ومراد التليلي.", "other")
    assert found.count("subject person") == 2
    assert "subject person" not in roles("أدرجت وزارة الخزانة أمس الخميس شخصين على قائمة الإرهاب. وقال الوزير سالم الهادي إنهما خطيران.", "other")
