"""Events: every frame reads its sentences and leaves look-alikes alone; dates, places, editions, capacities; one event however often told."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.extract import extract_facts
from ct_pipeline.extract.event_forms import noun_forms, verb_forms
from ct_pipeline.extract.event_frames import TYPES, load_frames
from ct_pipeline.lexicon.knowledge import Knowledge, load_knowledge
from ct_pipeline.lexicon.seeds import SeedError, Seeds
from ct_pipeline.model import CleanArticle, CleanResult, Event, Facts, RawArticle, Segment, Sentence

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def facts_of(text: str, title: str | None = None, relevance: float = 1.0, knowledge: Knowledge | None = None) -> Facts:
    """What an article of ``text`` says, published on PUBLISHED; one sentence a full stop."""
    full = f"{title}\n{text}" if title else text
    raw = RawArticle("e" * 16, "invented.txt", "text/plain", "utf-8", full)
    edge = len(title) + 1 if title else 0
    segments = [Segment(raw.article_id, 0, 0, edge, "title", "test")] if title else []
    segments.append(Segment(raw.article_id, len(segments), edge, len(full), "body", "test"))
    sentences = [Sentence(f"{raw.article_id}-0000", raw.article_id, 0, 0, edge - 1, full[: edge - 1])] if title else []
    for m in re.finditer(r"[^.\n]+\.?", full[edge:]):
        if m.group().strip():
            start = edge + m.start() + len(m.group()) - len(m.group().lstrip())
            sentences.append(Sentence(f"{raw.article_id}-{len(sentences):04d}", raw.article_id, len(sentences), start, edge + m.end(), full[start : edge + m.end()]))
    article = CleanArticle(
        raw.article_id, title, text, None, None, None, None, "ar", PUBLISHED, PUBLISHED, PUBLISHED, "byline", "[]", relevance > 0.3, relevance, None,
    )  # fmt: skip
    return extract_facts(raw, CleanResult(article, tuple(segments), tuple(sentences)), knowledge or load_knowledge())


def one(text: str, kind: str, title: str | None = None) -> tuple[Event, Facts]:
    facts = facts_of(text, title)
    found = [e for e in facts.events if e.event_type == kind]
    assert len(found) == 1, [(e.event_type, e.rule) for e in facts.events]
    return found[0], facts


def role_of(facts: Facts, event: Event, entity_id: str) -> str | None:
    return next((p.role for p in facts.event_participants if p.event_mention_id == event.event_mention_id and p.entity_id == entity_id), None)


READ = {
    "meeting": [
        "عقد وزراء داخلية دول الجوار أمس الثلاثاء اجتماعا في عمّان لبحث أمن الحدود.",
        "أجرى وزير الدفاع الأردني مباحثات مع نظيره العراقي في بغداد يوم الأحد الماضي.",
        "التأمت بتونس الدورة السابعة عشرة للجنة الأمنية المشتركة يوم 12 مايو 2024.",
        "تلقى وزير الخارجية القطري اتصالا هاتفيا اليوم من نظيره التركي حول مكافحة الإرهاب.",
        "ومن المقرر أن تستضيف الدوحة الاجتماع المقبل للخبراء في سبتمبر 2024.",
    ],
    "conference": [
        "احتضنت الرباط يومي 6 و7 مايو 2024 المؤتمر الثالث لمكافحة التطرف العنيف.",
        "انطلقت أمس في نواكشوط ورشة عمل إقليمية حول أمن المطارات.",
        "تنظم الأكاديمية ندوة دولية بالقاهرة يوم 20 مايو 2024 حول تجفيف منابع التمويل.",
        "شارك وفد لبناني في القمة الأمنية المنعقدة في باريس أول من أمس.",
        "اختتمت في جدة اليوم الدورة التدريبية الرابعة لمحققي الجرائم الإرهابية.",
    ],
    "visit": [
        "بدأ وزير الداخلية الفرنسي أمس زيارة إلى الجزائر تستغرق يومين.",
        "وصل رئيس الأركان المصري إلى الخرطوم اليوم على رأس وفد عسكري.",
        "زار المبعوث الأممي بغداد يوم 3 مايو 2024 والتقى مسؤولين أمنيين.",
        "ومن المنتظر أن يتوجه وزير العدل المغربي إلى مدريد الأسبوع المقبل.",
        "قام المدير العام للأمن بزيارة رسمية إلى السنغال في أبريل 2024.",
    ],
    "agreement": [
        "وقعت قطر وتركيا أمس الثلاثاء مذكرة تفاهم للتعاون الأمني.",
        "تم اليوم بالرياض توقيع اتفاقية لتبادل المطلوبين بين السعودية والأردن.",
        "أبرم المغرب وإسبانيا بروتوكولا للتعاون الشرطي يوم 2 مايو 2024.",
        "وتنص على ذلك مذكرة التفاهم الموقعة بين البلدين في مسقط يوم 5 مارس 2019.",
        "يستعد الجانبان لتوقيع اتفاق أمني بين العراق والأردن الشهر المقبل.",
    ],
    "launch": [
        "أطلقت جامعة الدول العربية أمس مبادرة لحماية الشباب من التطرف.",
        "تم يوم 4 مايو 2024 افتتاح مكتب إقليمي لمكافحة الإرهاب في نيروبي.",
        "تأسس المنتدى العالمي لمكافحة الإرهاب في سبتمبر 2011.",
        "صدر القانون المتعلق بمكافحة تمويل الإرهاب سنة 2018.",
        "اعتمدت اللجنة أمس خطة لتأمين الحدود.",
    ],
    "appointment": [
        "انتخب المجلس أمس غانا رئيسة للجنة الأمنية.",
        "عين الأمين العام للأمم المتحدة الأسبوع الماضي منسقا جديدا لمكافحة الإرهاب.",
        "تسلمت جيبوتي رئاسة المجلس من الجزائر يوم الاثنين.",
        "أعيد انتخاب السنغال أمس نائبة لرئيس اللجنة.",
        "وكانت موريتانيا قد تولت رئاسة المجموعة في يناير 2023.",
    ],
    "operation": [
        "أوقفت الشرطة الإسبانية أمس شخصين يشتبه في تمويلهما للإرهاب.",
        "تمكنت مصالح الأمن، بناء على معلومات دقيقة، من تفكيك خلية إرهابية بفاس يوم 9 مايو 2024.",
        "أعلن جهاز مكافحة الإرهاب العراقي إلقاء القبض على قيادي في تنظيم داعش بكركوك.",
        "اختتمت أمس في أغادير النسخة العشرون من تمرين الأسد الإفريقي.",
        "أحبط المكتب المركزي للأبحاث القضائية اليوم مخططا إرهابيا.",
    ],
    "attack": [
        "أدانت مصر الهجوم الذي استهدف ثكنة في مقديشو يوم الأحد.",
        "وتبنت حركة الشباب تفجيرا انتحاريا هز كيسمايو في أكتوبر 2022.",
        "وتعود الواقعة إلى اعتداءات مدريد في 11 مارس 2004.",
        "هاجم مسلحون أمس نقطة عسكرية قرب الموصل.",
        "أسفر هجوم على دورية في النيجر يوم 14 أبريل 2024 عن مقتل عشرة جنود.",
    ],
    "trial": [
        "قضت محكمة الجنايات أمس بالسجن المؤبد في حق متهمين بالإرهاب.",
        "أصدرت المحكمة الجزائية اليوم أحكاما بسجن سبعة أشخاص.",
        "سلمت بلجيكا المغرب يوم 9 فبراير 2024 مطلوبا في قضايا الإرهاب.",
        "ومن المنتظر أن تنظر محكمة الاستئناف في القضية يوم 22 يونيو 2024.",
        "أحيل المتهمون أمس على النيابة العامة وتمت إحالة ملفهم على قاضي التحقيق يوم 10 مايو 2024.",
    ],
    "other": [
        "أدرجت وزارة الخزانة الأمريكية أمس ثلاثة كيانات على قوائم العقوبات.",
        "فرضت بريطانيا عقوبات على شبكة لتمويل الإرهاب يوم 7 مايو 2024.",
        "شطبت لجنة العقوبات ثلاثة أسماء من قائمتها في أبريل 2024.",
        "استعادت السويد أمس خمسة أطفال من مخيم في سوريا.",
        "غادر آخر جنود القوة الفرنسية النيجر في 22 ديسمبر 2023.",
    ],
}  # fmt: skip

LEAVE = {
    "meeting": [
        "وبدوره أكد الوزير أن التعاون مستمر.",
        "تقوم اللجنة بتنظيم اجتماعات دورية بين الخبراء.",
        "ويختلف الباحثان لكنهما يلتقيان في رفض العنف.",
    ],
    "conference": [
        "ناقشت اللجنة التحضيرية للمؤتمر بنودا عدة.",
        "دعا المتحدث إلى الاستفادة من المؤتمرات والندوات.",
        "يعد المنتدى فضاء للحوار بين الدول.",
    ],
    "visit": [
        "أعلنت وزارة الداخلية أن الوضع مستقر.",
        "وزارة الخارجية أكدت تضامنها.",
        "زار المغرب هذه السنة أكثر من عشرة ملايين سائح.",
    ],
    "agreement": [
        "وقع حادث سير مساء أمس قرب المدينة.",
        "وتسمح الاتفاقيات الدولية بتبادل المعلومات.",
        "اتفق الخبراء على أن الخطر قائم.",
    ],
    "launch": [
        "أطلق مجهول النار على دورية ثم فر.",
        "ويقترح التقرير معالجة الأزمة من خلال إحداث لجنة متابعة.",
        "وترتكز العلاقات على أسسها المتينة.",
    ],
    "appointment": [
        "وتضيف الباحثة عينها أن الوضع صعب.",
        "واختار الرئيس أن يزور المنطقة.",
        "وينص الفصل على أن يعين الملك رئيس الحكومة.",
    ],
    "operation": [
        "إن كل خلية يتم تفكيكها دليل على اليقظة.",
        "أوقفت الشركة العمل في المصنع أمس.",
        "وتتطلب مكافحة التطرف تفكيك الخطاب المتشدد.",
    ],
    "attack": [
        "وتهدف الخطة إلى مواجهة الهجمات الإرهابية.",
        "ويجند التنظيم عناصر للقيام بهجمات.",
        "ونفت السلطات وقوع أي هجوم في المدينة.",
    ],
    "trial": [
        "قضى الوفد ليلته في الفندق.",
        "سلم المدير الشهادات للخريجين أمس.",
        "ويحاكم التاريخ من يفرط في أمنه.",
    ],
    "other": [
        "أدرج الكاتب فصلا عن التاريخ في كتابه.",
        "غادر السائح المدينة صباحا.",
        "استعاد الفريق صدارة الترتيب.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in READ.items() for t in texts])
def test_frame_reads(kind: str, text: str) -> None:
    assert kind in [e.event_type for e in facts_of(text).events]


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in LEAVE.items() for t in texts])
def test_frame_leaves(kind: str, text: str) -> None:
    assert kind not in [e.event_type for e in facts_of(text).events]


def test_every_frame_has_five_and_three() -> None:
    assert set(READ) == set(LEAVE) == set(TYPES)
    assert all(len(v) >= 5 for v in READ.values())
    assert all(len(v) >= 3 for v in LEAVE.values())


# ---------------------------------------------------------------------------------------- attributes


def test_day_is_the_events_not_the_publication() -> None:
    event, _ = one("احتضنت تونس يوم 3 أبريل 2024 مؤتمرا حول أمن الحدود.", "conference")
    assert (event.start_date, event.end_date, event.date_precision) == (date(2024, 4, 3), date(2024, 4, 3), "day")
    assert (event.country_iso2, event.status) == ("TN", "held")


def test_no_date_is_no_guess() -> None:
    event, _ = one("احتضنت تونس المؤتمر الرابع حول أمن الحدود.", "conference")
    assert event.start_date is None and event.end_date is None and event.date_precision is None


def test_opening_and_closing_day_make_a_range() -> None:
    event, _ = one("انطلقت أول أمس بالرباط ندوة دولية حول التطرف، وتتواصل إلى غاية يوم غد الخميس.", "conference")
    assert (event.start_date, event.end_date, event.date_precision) == (date(2024, 5, 13), date(2024, 5, 16), "range")


def test_duration_makes_a_range() -> None:
    event, _ = one("افتتح اليوم في الرياض المؤتمر الثاني لمكافحة تمويل الإرهاب الذي يستمر يومين.", "conference")
    assert (event.start_date, event.end_date) == (date(2024, 5, 15), date(2024, 5, 16))


def test_the_day_of_the_claim_is_not_the_day_of_the_attack() -> None:
    event, _ = one("أدانت قطر، اليوم الأربعاء، الهجوم الذي استهدف يوم الاثنين فندقا في مقديشو.", "attack")
    assert event.start_date == date(2024, 5, 13)
    assert (event.country_iso2, event.city) == ("SO", "مقديشو")


def test_edition_city_and_name() -> None:
    event, _ = one("انعقدت بالقاهرة أمس الدورة الحادية والأربعون لمجلس وزراء الداخلية العرب.", "meeting")
    assert (event.edition, event.city, event.country_iso2) == (41, "القاهرة", "EG")
    assert event.name_ar is not None and event.name_ar.startswith("الدورة الحادية والأربعون") and event.name_ar.endswith("العرب")


def test_two_editions_are_two_events() -> None:
    facts = facts_of("احتضنت الرباط يوم 6 مايو 2024 المؤتمر الثالث لمكافحة التطرف. وكان المؤتمر الثاني قد انعقد في تونس في ماي 2022.")
    assert sorted((e.edition, e.country_iso2) for e in facts.events if e.event_type == "conference") == [(2, "TN"), (3, "MA")]


def test_one_event_however_often_told() -> None:
    text = "انعقد أمس بالرباط المؤتمر الثالث لمكافحة التطرف. وناقش المؤتمر أمن الحدود. وشهد هذا المؤتمر مشاركة خبراء. وحضر المؤتمر سفراء عدة دول."
    event, facts = one(text, "conference", "الرباط تحتضن المؤتمر الثالث لمكافحة التطرف")
    assert event.is_main
    assert len([v for v in facts.event_evidence if v.event_mention_id == event.event_mention_id]) >= 4


def test_background_is_not_main() -> None:
    facts = facts_of("وقعت قطر والأردن أمس مذكرة تفاهم أمنية بالدوحة. وقال مسؤول إن التعاون قائم. وكان البلدان قد عقدا اجتماعا في عمّان في مارس 2021.")
    main = {e.event_type: e.is_main for e in facts.events}
    assert main == {"agreement": True, "meeting": False}


def test_virtual_and_planned() -> None:
    event, _ = one("ستعقد المديرية ندوة افتراضية للدول الأعضاء في 14 يونيو 2024.", "conference")
    assert (event.mode, event.status, event.start_date) == ("virtual", "planned", date(2024, 6, 14))


def test_plover_codes() -> None:
    arrest, _ = one("أوقفت الشرطة الإسبانية أمس شخصين يشتبه في تمويلهما للإرهاب.", "operation")
    exercise, _ = one("انطلقت أمس في أطار مناورات عسكرية مشتركة.", "operation")
    assert (arrest.plover_type, arrest.plover_mode) == ("COERCE", "arrest")
    assert (exercise.plover_type, exercise.plover_mode) == ("COOPERATE", "military")


# -------------------------------------------------------------------------------------- participants


def test_chair_attendees_and_delegations() -> None:
    event, facts = one("انعقد أمس بتونس الاجتماع الخامس للجنة الأمنية برئاسة الأردن وبمشاركة مصر والعراق، إلى جانب ممثلين عن الإنتربول.", "meeting")
    assert role_of(facts, event, "country:JO") == "chair"
    assert role_of(facts, event, "country:EG") == role_of(facts, event, "country:IQ") == "attendee"


def test_head_of_delegation() -> None:
    text = "احتضنت الدوحة أمس المؤتمر الثاني لأمن الملاعب. وترأس الوفد المغربي في المؤتمر السفير محمد ستري."
    event, facts = one(text, "conference")
    roles = {p.role for p in facts.event_participants if p.event_mention_id == event.event_mention_id and p.entity_id.startswith("person:")}
    assert roles == {"head_of_delegation"}
    assert role_of(facts, event, "country:MA") == "attendee"


def test_signatories_and_not_the_ministers_countries() -> None:
    event, facts = one("وقعت قطر وتركيا أمس مذكرة تفاهم أمنية.", "agreement")
    assert role_of(facts, event, "country:QA") == role_of(facts, event, "country:TR") == "signatory"


def test_a_country_takes_no_part_because_its_minister_does() -> None:
    event, facts = one("ترأس أمس وزير الداخلية الجزائري إبراهيم مراد الاجتماع الثالث للجنة الحدود.", "meeting")
    assert role_of(facts, event, "country:DZ") is None


def test_who_claims_an_attack() -> None:
    event, facts = one("أعلنت حركة الشباب مسؤوليتها عن الهجوم الذي استهدف فندقا في مقديشو يوم الاثنين.", "attack")
    assert role_of(facts, event, "org:al-shabaab") == "perpetrator"


def test_who_arrests_is_organizer() -> None:
    event, facts = one("تمكنت المديرية العامة لمراقبة التراب الوطني أمس من تفكيك خلية إرهابية بطنجة.", "operation")
    roles = {p.role for p in facts.event_participants if p.event_mention_id == event.event_mention_id}
    assert roles == {"organizer"}


def test_counts() -> None:
    event, facts = one("احتضنت الرباط أمس المؤتمر الثالث لمكافحة التطرف بمشاركة 450 خبيرا و33 وزيرا.", "conference")
    assert {(c.unit_ar, c.count) for c in facts.event_counts if c.event_mention_id == event.event_mention_id} == {("خبيرا", 450), ("وزيرا", 33)}


# ------------------------------------------------------------------------------------------- the rest


def test_an_article_about_football_has_no_event() -> None:
    assert facts_of("فاز الفريق الأول على ضيفه أمس الثلاثاء في عمّان، ويلتقي الفريقان إيابا في بيروت يوم 25 مايو 2024.", relevance=0.0).events == ()


def test_forms_of_a_verb_and_a_noun() -> None:
    verb = {w for w, _ in verb_forms("التقى", "يلتقي")}
    assert {"التقي", "التقت", "التقيا", "التقوا", "يلتقي", "تلتقي", "سيلتقي", "يلتقون"} <= verb
    noun = {w for w, _ in noun_forms("زيارة")}
    assert {"زياره", "الزياره", "زيارته", "زيارتين", "الزيارتين"} <= noun


def with_line(folder: Path, frame: str, above: str, line: str) -> Knowledge:
    """The knowledge of a copy of the frames in ``folder`` with one line more, right below the line ``above``; everything else as shipped."""
    shipped = load_knowledge()
    for part in ("frames", "language"):
        copytree(shipped.seeds.folder / part, folder / part)
    path = folder / "frames" / f"{frame}.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(f"{above}\n") == 1
    path.write_text(text.replace(f"{above}\n", f"{above}\n  {line}\n"), encoding="utf-8")
    knowledge = Knowledge(shipped.seeds.folder)
    knowledge.__dict__["registry"] = shipped.registry
    knowledge._rules = {**shipped._rules, load_frames: load_frames(Seeds(folder))}
    return knowledge


@pytest.mark.parametrize(
    ("kind", "above", "line", "text"),
    [
        ("conference", "nouns:", "- {noun: محفل أمني, plural: [محافل أمنية]}", "انعقد أمس بمسقط المحفل الأمني الثالث لمكافحة الإرهاب."),
        ("operation", "verbs:", "- {past: صاد, present: يصيد, mode: arrest, needs: [suspect], subject: organizer, object: subject}", "وصادت الشرطة أمس ثلاثة أشخاص بتهمة الإرهاب."),
    ],
)
def test_a_new_trigger_is_one_line(tmp_path: Path, kind: str, above: str, line: str, text: str) -> None:
    assert not [e for e in facts_of(text).events if e.event_type == kind]
    found = [e for e in facts_of(text, knowledge=with_line(tmp_path, kind, above, line)).events if e.event_type == kind]
    assert len(found) == 1


def test_a_line_that_is_wrong_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"operation\.yml.*no_such_class"):
        with_line(tmp_path, "operation", "verbs:", "- {past: صاد, present: يصيد, needs: [no_such_class]}")


def test_forms_of_a_trigger_with_particles() -> None:
    frames = load_knowledge().rules(load_frames)
    assert {f.trigger.type for f, _ in frames.lookup("والموتمر") if f.trigger.noun} == {"conference"}
    assert frames.lookup("وزاره") == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("اجتماع مؤتمر في تونس أمس وقعت هجوم .،:«»\n12"), max_size=160))
def test_never_raises_and_stays_in_its_sentences(text: str) -> None:
    facts = facts_of(text or "س")
    ids = {e.event_mention_id for e in facts.events}
    assert all(v.event_mention_id in ids for v in facts.event_evidence)
    assert all(e.start_date is None or e.end_date is None or e.start_date <= e.end_date for e in facts.events)


def test_the_same_text_gives_the_same_events() -> None:
    text = "وقعت قطر وتركيا أمس مذكرة تفاهم أمنية. وعقد الجانبان مباحثات في الدوحة."
    assert facts_of(text) == facts_of(text)


def test_a_statement_is_tied_to_the_event_where_it_was_made() -> None:
    event, facts = one("انعقد أمس بالرباط المؤتمر الثالث لمكافحة التطرف. وقال الوزير ناصر بوريطة، في كلمته خلال المؤتمر، إن التعاون ضرورة.", "conference")
    assert [s.event_mention_id for s in facts.statements] == [event.event_mention_id]
    assert role_of(facts, event, facts.statements[0].speaker_id) == "speaker"


def test_meeting_with_whom() -> None:
    text = "بحث وزير العدل المغربي عبد اللطيف وهبي، خلال لقائه أمس بالرباط وزير العدل الإسباني فيليكس بولانيوس، تسليم المطلوبين."
    event, facts = one(text, "meeting")
    people = [p for p in facts.event_participants if p.event_mention_id == event.event_mention_id and p.entity_id.startswith("person:")]
    assert len(people) == 2 and {p.role for p in people} == {"attendee"}
    assert (event.city, event.start_date) == ("الرباط", date(2024, 5, 14))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ويستحضر السكان تفجير مقهى الساحل بوهران في 3 مارس 2012.", "attack"),
        ("وجاء ذلك بعد شهرين على معركة كيدال التي خاضها الجيش ضد الجماعات المسلحة في مكافحة الإرهاب.", "attack"),
        ("وقال إن القبض عليه تم أمس بفضل تعاون جهاز مكافحة الإرهاب.", "operation"),
        ("وفي 4 ماي 2022، تدخلت القوة الخاصة ضد خلية إرهابية.", "operation"),
        ("وكان المتهم بالانتماء إلى داعش قد وصل سنة 2014 وأوقف في برلين في مارس 2019.", "operation"),
        ("وتشكل التحالف الدولي ضد داعش، وكان قد تشكل في سبتمبر 2014.", "launch"),
        ("واختتمت أعمال اللجنة وتوجت بالتوقيع على محضر تعاون أمني.", "agreement"),
        ("وحلت إسبانيا محل فرنسا في رئاسة مجموعة مكافحة الإرهاب في مارس 2019.", "appointment"),
        ("وألغت محكمة النقض في 10 مارس 2021 حكم الإعدام في قضية خلية إرهابية.", "trial"),
        ("وأعلنت مالي الانسحاب منها في 28 يناير 2024 رغم تهديد الجماعات الإرهابية.", "other"),
    ],
)
def test_what_background_tells(text: str, kind: str) -> None:
    assert kind in {e.event_type for e in facts_of(text).events}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ونادرا ما يحدث اضطراب في عمل المركز الأمني لمكافحة الإرهاب.", "launch"),
        ("ولا يزال التنظيم الإرهابي يشكل تهديدا خطيرا للجان المحلية.", "launch"),
        ("وتسعى دول المنطقة في حل أزمة التطرف والإرهاب بالمغرب.", "visit"),
        ("وتخرج الملفات إلى الوجود في قضايا الإرهاب.", "launch"),
        ("ووصفت السلطات عناصر الخلية الإرهابية بالخطيرة.", "operation"),
        ("وتوقف رئيس جهاز مكافحة الإرهاب أحمد سالم عند خطر المقاتلين.", "operation"),
        ("وجدد الوزير دعوته للعودة إلى حوار سياسي شامل في مكافحة الإرهاب.", "meeting"),
        ("وافتتح الوزير مكتب اتصال لمكافحة الإرهاب.", "meeting"),
    ],
)
def test_what_only_looks_like_it(text: str, kind: str) -> None:
    assert kind not in {e.event_type for e in facts_of(text).events}


def test_told_by_place_and_day_alone() -> None:
    facts = facts_of("وعقدت الدورات الثلاث السابقة للمنصة الأمنية لمكافحة الإرهاب بمراكش في يونيو 2022، وبطنجة سنة 2023، وبفاس سنة 2024.")
    assert sorted((e.city, e.start_date.year) for e in facts.events if e.city and e.start_date) == [("طنجة", 2023), ("فاس", 2024), ("مراكش", 2022)]


def test_calls_of_one_day_stay_apart_and_are_nowhere() -> None:
    text = (
        "تلقى وزير الداخلية خالد يوسف اليوم اتصالا هاتفيا من نظيره الأردني مازن الفراية بشأن مكافحة الإرهاب. "
        "واستقبل خالد يوسف اليوم في الكويت سفير فرنسا كلير لوفليشر لبحث مكافحة الإرهاب."
    )
    meetings = [e for e in facts_of(text).events if e.event_type == "meeting"]
    assert sorted(str(e.mode) for e in meetings) == ["None", "virtual"]
    assert all(e.city is None for e in meetings if e.mode == "virtual")


def test_the_town_decides_the_country() -> None:
    event, _ = one("عقد وفد بنين أمس في أبوجا اجتماعا حول مكافحة الإرهاب مع بنين.", "meeting")
    assert (event.city, event.country_iso2) == ("أبوجا", "NG")


def test_a_journey_lends_its_day_and_town() -> None:
    facts = facts_of("وانتهى اللقاء. ويتوجه الوزير سعيد عمران الأسبوع المقبل إلى ليون للمشاركة في أشغال ندوة ينظمها الإنتربول حول المقاتلين الأجانب والإرهاب.")
    found = [e for e in facts.events if e.event_type == "conference"]
    assert [(e.city, e.start_date) for e in found] == [("ليون", date(2024, 5, 20))]
