"""Events: those who arrive, represent, accompany, host and judge; what a place, a time or a retelling belongs to. Each sentence that is read has one that is not."""

from __future__ import annotations

from datetime import date

from ct_pipeline.model import Event, Facts
from ct_pipeline_tests.extract.test_events import facts_of


def _who(facts: Facts, event: Event) -> dict[str, str]:
    names = {e.entity_id: e.name_ar if e.kind != "country" else str(e.country_iso2) for e in facts.entities}
    return {names[p.entity_id]: p.role for p in facts.event_participants if p.event_mention_id == event.event_mention_id}


def _only(text: str, kind: str, title: str | None = None) -> tuple[Event, dict[str, str]]:
    facts = facts_of(text, title)
    found = [e for e in facts.events if e.event_type == kind]
    assert len(found) == 1, [(e.event_type, e.rule) for e in facts.events]
    return found[0], _who(facts, found[0])


def test_who_arrives_for_a_summit_takes_part_in_it() -> None:
    text = "تنعقد اليوم في نجامينا قمة حوض بحيرة تشاد. واكتمل أمس وصول قادة الدول إلى نجامينا، ومن بينهم محمد بازوم وبول بيا."
    facts = facts_of(text)
    assert [e.event_type for e in facts.events] == ["conference"]
    assert _who(facts, facts.events[0]) == {"محمد بازوم": "attendee", "بول بيا": "attendee"}
    assert facts.events[0].start_date == date(2024, 5, 15)  # they came the day before


def test_one_minister_who_arrives_is_on_a_visit() -> None:
    facts = facts_of("تنعقد اليوم في نجامينا قمة حوض بحيرة تشاد. ووصل أمس إلى نجامينا وزير الدفاع الإيطالي غويدو كروزيتو في زيارة رسمية.")
    assert sorted(e.event_type for e in facts.events) == ["conference", "visit"]


def test_who_represents_a_state_heads_its_delegation() -> None:
    _, who = _only("انعقد أمس في مسقط المؤتمر الخليجي الخامس لمكافحة التطرف. ومثّل الكويت في المؤتمر وكيل وزارة الداخلية الفريق سالم النواف.", "conference")
    assert who == {"KW": "attendee", "سالم النواف": "head_of_delegation"}
    _, who = _only("انعقد أمس في مسقط المؤتمر الخليجي الخامس لمكافحة التطرف. ويمثل التطرف في الكويت خطرا كما قال سالم النواف.", "conference")
    assert "KW" not in who and who.get("سالم النواف") == "speaker"


def test_members_of_a_delegation_and_its_head() -> None:
    _, who = _only("انعقد أمس في مسقط المؤتمر الخليجي الخامس. وشارك في المؤتمر وفد برئاسة اللواء سعد الدوسري وبعضوية كل من سالم النواف وحامد الدواس.", "conference")
    assert who == {"سعد الدوسري": "head_of_delegation", "سالم النواف": "attendee", "حامد الدواس": "attendee"}
    _, who = _only("انعقد أمس في مسقط برئاسة اللواء سعد الدوسري المؤتمر الخليجي الخامس لمكافحة التطرف.", "conference")
    assert who == {"سعد الدوسري": "chair"}


def test_whoever_opens_a_session_launches_nothing() -> None:
    facts = facts_of("واحتضنت مسقط أمس الدورة التاسعة لمجلس الأمن العربي، الذي افتتحه السلطان هيثم بن طارق بحضور سالم النواف.")
    assert [e.event_type for e in facts.events] == ["meeting"]
    assert _who(facts, facts.events[0])["سالم النواف"] == "attendee"
    assert [e.event_type for e in facts_of("افتتح السلطان هيثم بن طارق مقر المركز الإقليمي لمكافحة التطرف أمس في مسقط.").events] == ["launch"]


def test_a_speakers_own_country_hosts() -> None:
    event, who = _only("قال وزير الداخلية التونسي خالد النوري إن بلاده استضافت في مارس الماضي المؤتمر العربي لمكافحة الإرهاب.", "conference")
    assert event.country_iso2 == "TN" and who["TN"] == "host"
    event, who = _only("قال وزير الداخلية التونسي خالد النوري إن عمان استضافت في مارس الماضي المؤتمر العربي لمكافحة الإرهاب.", "conference")
    assert "TN" not in who


def test_two_states_that_discuss_meet() -> None:
    event, who = _only("بحثت الأردن والعراق أمس تأمين الحدود في إطار الجولة الرابعة من الحوار الاستراتيجي بين البلدين.", "meeting")
    assert who == {"JO": "attendee", "IQ": "attendee"} and event.edition == 4
    assert facts_of("بحثت الأردن أمس تأمين الحدود.").events == ()


def test_plots_their_makers_and_their_aims() -> None:
    event, who = _only("أحبط جهاز الأمن الوطني أمس مخططا أعدته خلية تابعة لتنظيم القاعدة واستهدف مدينة الموصل.", "operation")
    assert event.city is None and who["تنظيم القاعدة"] == "subject" and sorted(who.values()) == ["organizer", "subject"]
    event, who = _only("أحبط جهاز الأمن الوطني أمس في الموصل مخططا إرهابيا.", "operation")
    assert event.city == "الموصل"


def test_the_body_whose_head_tells_of_it_acted() -> None:
    assert list(_only("كشف مدير جهاز الأمن الوطني عن إحباط مخطط إرهابي أمس.", "operation")[1].values()) == ["organizer"]
    assert _only("كشف وزير السياحة عن إحباط مخطط إرهابي أمس.", "operation")[1] == {}


def test_courts_stand_where_they_are_named_after() -> None:
    event, who = _only("أصدرت محكمة جنايات كركوك أمس حكما بالإعدام على ثلاثة مدانين بالإرهاب.", "trial")
    assert event.city == "كركوك" and who == {"محكمة جنايات كركوك": "organizer"}
    assert _only("أصدرت المحكمة العسكرية أمس حكما بالإعدام على ثلاثة بتهمة تنفيذ هجوم في كركوك.", "trial")[0].city is None
    assert _only("صدرت أمس أحكام بالسجن عن محكمة الاستئناف بتونس في قضية الهجوم.", "trial")[1] == {"محكمة الاستئناف بتونس": "organizer"}


def test_a_moment_has_no_range() -> None:
    event, _ = _only("انتقلت رئاسة اللجنة الأمنية اليوم بأبوجا من نيجيريا إلى السنغال، في ختام الدورة السابعة للجنة المنعقدة منذ أول أمس.", "appointment")
    assert (event.start_date, event.end_date) == (date(2024, 5, 15), date(2024, 5, 15))


def test_a_body_that_sits_and_what_it_talks_about() -> None:
    event, who = _only("عقد مجلس السلم والأمن أمس جلسة بشأن الوضع في السودان.", "meeting")
    assert event.country_iso2 is None and "SD" not in who
    event, _ = _only("عقد مجلس السلم والأمن أمس جلسة بشأن مكافحة الإرهاب في أديس أبابا.", "meeting")
    assert event.city == "أديس أبابا"
    assert facts_of("وافقت الجمعية العامة للأمم المتحدة على اقتراح قدمه الأمين العام أنطونيو غوتيريش في أبريل الماضي.").events == ()


def test_at_the_head_of_is_no_verb_and_to_no_article() -> None:
    event, who = _only("توجه وزير الداخلية فهد اليوسف أمس في زيارة إلى تونس على رأس وفد أمني.", "visit")
    assert list(who.values()).count("chair") == 0 and event.country_iso2 == "TN"


def test_a_visit_behind_an_aside() -> None:
    event, _ = _only("وسيزور المبعوث بريت ماكغورك، عقب العراق، العاصمة المغربية الرباط.", "visit")
    assert event.city == "الرباط"


def test_a_ministrys_state_is_no_place() -> None:
    event, who = _only("شاركت وزارة الداخلية في الجمهورية العربية السورية أمس في أعمال المؤتمر السابع لمكافحة الإرهاب الذي انعقد في مسقط.", "conference")
    assert event.city == "مسقط" and "SY" not in who
    assert _only("انعقد أمس في الجمهورية العربية السورية المؤتمر السابع لمكافحة الإرهاب.", "conference")[0].country_iso2 == "SY"


def test_who_visits_is_the_holder_of_the_office() -> None:
    _, who = _only("ويجري محمد بن علي كومان أمين عام مجلس وزراء الداخلية العرب، الذي يزور القاهرة حاليا، عدة لقاءات.", "visit")
    assert who == {"محمد بن علي كومان": "attendee"}
