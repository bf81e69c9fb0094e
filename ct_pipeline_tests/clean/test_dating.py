"""The day an article was written: what fixes it, what bounds it, what is no evidence."""

from __future__ import annotations

import dataclasses
import json
import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.clean.dating import Dating, date_article
from ct_pipeline.clean.page_text import PageText
from ct_pipeline.language.fold import fold_text
from ct_pipeline.lexicon.knowledge import Knowledge, load_knowledge
from ct_pipeline.lexicon.registry import Office
from ct_pipeline.model import RawArticle, Segment, Sentence

Lines = list[tuple[str, str]]  # (kind, text)


def make(lines: Lines, **hints: object) -> tuple[RawArticle, PageText]:
    text = "\n".join(t for _, t in lines)
    raw = RawArticle("a" * 16, "x.txt", "text/plain", "utf-8", text, **hints)  # type: ignore[arg-type]
    segments, sentences, at = [], [], 0
    for kind, line in lines:
        end = min(len(text), at + len(line) + 1)
        segments.append(Segment(raw.article_id, len(segments), at, end, kind, "test"))
        if kind != "boilerplate":
            start = at
            for part in line.split(". "):
                if part.strip():
                    sentences.append(Sentence(f"{raw.article_id}-{len(sentences):04d}", raw.article_id, len(sentences), start, start + len(part), part))
                start += len(part) + 2
        at = end
    return raw, PageText(fold_text(text), segments, sentences)


def dated(lines: Lines, knowledge: Knowledge | None = None, **hints: object) -> Dating:
    return date_article(*make(lines, **hints), knowledge or load_knowledge())


def body(text: str, **hints: object) -> Dating:
    return dated([("body", text)], **hints)


def bounds(d: Dating) -> tuple[str | None, str | None]:
    return (d.published_earliest.isoformat() if d.published_earliest else None, d.published_latest.isoformat() if d.published_latest else None)


NEWS = "استقبل الوزير نظيره بالعاصمة وبحث معه التعاون الأمني."


def test_metadata_fixes_the_day() -> None:
    d = body(NEWS, hint_published_at=datetime(2024, 5, 15, 18, 20))
    assert (d.published_on, d.published_method) == (date(2024, 5, 15), "metadata")
    assert bounds(d) == ("2024-05-15", "2024-05-15")


@pytest.mark.parametrize(
    "line",
    [
        "نشر في بوابة الخبر يوم 30 - 06 - 2021", "الأربعاء ٣٠/يونيو/٢٠٢١ - ٠٣:٢٥ م", "30 يونيو 2021", "نُشر: 30/06/2021 08:15", "الأربعاء 30 يونيو 2021 - 11:20", "2021-06-30 14:32",
        "الأربعاء 20 ذو القعدة 1442 هـ الموافق 30 يونيو 2021 م", "June 30, 2021", "30.06.2021 17:32", "الأربعاء، 30 حزيران 2021",
        "الرياض 20 ذو القعدة 1442 هـ الموافق 30 يونيو 2021 م واس",
    ],
)  # fmt: skip
def test_a_date_line_fixes_the_day(line: str) -> None:
    d = dated([("title", "لقاء أمني في العاصمة"), ("dateline", line), ("body", NEWS)])
    assert (d.published_on, d.published_method) == (date(2021, 6, 30), "byline")


def test_the_day_of_publication_goes_before_that_of_an_update() -> None:
    d = dated([("dateline", "آخر تحديث: 3 يوليوز 2021"), ("dateline", "نشر في 30 يونيو 2021"), ("body", NEWS)])
    assert d.published_on == date(2021, 6, 30)


def test_the_date_under_the_headline_goes_before_the_one_above_it() -> None:
    d = dated([("dateline", "الأحد 5 يناير 2025"), ("title", "لقاء أمني في العاصمة"), ("dateline", "14 ماي 2024 - 10:20"), ("body", NEWS)])
    assert d.published_on == date(2024, 5, 14)
    assert "2025-01-05" in d.published_evidence and "conflict" in d.published_evidence


def test_an_agency_opens_with_place_and_date() -> None:
    for line in ("أبوجا 15 يوليوز 2024 (وكالات) - انتقلت الرئاسة إلى السنغال.", "الجزائر، 15 جويلية 2024 (وأج) - اختتمت المناورة.", "تونس (وات) 15 جويلية 2024 - نظرت المحكمة."):
        assert body(line).published_on == date(2024, 7, 15), line


def test_a_date_within_a_short_sentence_is_no_date_line() -> None:
    assert body("أوقف المتهم في 3 فبراير 2023").published_on is None
    assert body("من 3 فبراير - 5 مارس 2023 جرت المناورة.").published_on is None


def test_a_dateline_without_its_year_takes_it_from_the_text() -> None:
    lines = [("dateline", "العقبة 20 تشرين الأول (بترا)-"), ("body", "اختتمت اليوم الخميس الجولة. وكانت الجولة السابقة انعقدت في 5 أيار 2022. وستعقد الجولة المقبلة في 3 شباط 2023.")]
    d = dated(lines)
    assert (d.published_on, d.published_method) == (date(2022, 10, 20), "constraint")


def test_the_address_holds_the_day() -> None:
    d = body(NEWS, url="https://news.example/2024/02/21/visit.html")
    assert (d.published_on, d.published_method) == (date(2024, 2, 21), "url")
    assert bounds(body(NEWS, url="https://news.example/2024/02/58213.html")) == ("2024-02-01", "2024-02-29")


def test_the_text_names_its_own_day() -> None:
    assert body("وقع الطرفان اليوم الثلاثاء 14 ماي 2024 مذكرة تفاهم.").published_on == date(2024, 5, 14)
    d = body("أطلقت المجموعة أمس الخميس 2 دجنبر 2021 خلال اجتماع.")
    assert (d.published_on, d.published_method) == (date(2021, 12, 3), "relative")


def test_a_masthead_or_a_ticker_is_no_date_line() -> None:
    lines = [("boilerplate", "الأحد 5 يناير 2025 | الطقس | الأسواق"), ("title", "لقاء أمني"), ("body", NEWS), ("boilerplate", "حوادث: 3 قتلى يوم 4 يناير 2025")]
    assert dated(lines).published_on is None


def test_a_labelled_date_in_the_furniture_beside_the_headline_counts() -> None:
    lines = [("title", "لقاء أمني"), ("boilerplate", "شارك المقال | تاريخ النشر: 5 يناير 2025 | طباعة"), ("body", NEWS)]
    assert dated(lines).published_on == date(2025, 1, 5)


def test_dates_told_as_past_and_as_coming_bound() -> None:
    d = body("شارك الوفد في الحوار يوم 21 مارس 2023. وستعقد الدورة المقبلة في 3 أبريل 2023.")
    assert (bounds(d), d.published_on, d.published_method) == (("2023-03-21", "2023-04-03"), None, "constraint")
    assert bounds(body("شارك المغرب في الدورة الخامسة للحوار في 20 و 21 مارس 2023.")) == ("2023-03-21", None)


def test_what_a_law_or_a_programme_is_for_bounds_nothing() -> None:
    assert bounds(body("قدمت الحكومة مشروع قانون المالية لسنة 2021. وتمتد الخطة من 2020 إلى 2030.")) == (None, None)


def test_a_weekday_beside_yesterday_narrows() -> None:
    d = body("التقى الوزيران أمس الجمعة. وأوقف المتهم في 3 فبراير 2023. وستبدأ المحاكمة في 28 فبراير 2023.")
    assert bounds(d) == ("2023-02-04", "2023-02-25")


def test_months_called_last_and_coming() -> None:
    d = body("أوقف في 17 كانون الثاني الماضي وتبدأ المحاكمة في الأول من نيسان المقبل. وصدر الحكم الأول في 3 تشرين الثاني 2022. وسينقل المتهم في 2 أيار 2023.")
    assert bounds(d) == ("2023-02-01", "2023-03-31")


def test_years_since() -> None:
    d = body("تأسس المسار في مارس 2013، أي قبل ست سنوات.")
    assert d.published_earliest is not None and d.published_latest is not None
    assert d.published_earliest.year == 2019 and d.published_latest == date(2019, 12, 31)
    late = body("ويأتي ذلك بعد أكثر من خمس سنوات على إعلان النصر في كانون الأول 2017.")
    assert bounds(late) == ("2022-12-01", "2023-12-31")


def test_years_since_a_known_founding() -> None:
    d = body("ورحب الوزير بما حققه المنتدى العالمي لمكافحة الإرهاب منذ إحداثه قبل ست سنوات.")
    assert bounds(d) == ("2017-01-01", "2017-12-31")
    assert bounds(body("ورحب الوزير بما حققته الجمعية المحلية منذ تأسيسها قبل ست سنوات.")) == (None, None)


def test_an_anniversary() -> None:
    d = body("تحل اليوم الجمعة الذكرى الثانية والعشرون للاعتداءات التي وقعت ليلة 16 ماي 2003.")
    assert (d.published_on, d.published_method) == (date(2025, 5, 16), "constraint")


def test_a_current_month_said_with_its_date() -> None:
    assert bounds(body("سيلتئم المؤتمر الشهر المقبل بعمان، وذلك من 28 إلى 30 يناير 2025.")) == ("2024-12-01", "2024-12-31")


def with_offices(*offices: Office) -> Knowledge:
    knowledge = Knowledge(load_knowledge().seeds.folder)
    registry = knowledge.registry
    person = next(i for i in sorted(registry.entities) if registry.entities[i].kind == "person") if any(e.kind == "person" for e in registry.entities.values()) else None
    if person is None:
        pytest.skip("the registry knows no people")
    by_person = {person: [dataclasses.replace(o, person_id=person) for o in offices]}
    knowledge.__dict__["registry"] = dataclasses.replace(registry, offices=by_person)
    return knowledge


def office(start: date, end: date | None) -> Office:
    return Office("", "وزير الخارجية", None, None, "MA", start, end, None)


def test_terms_of_office() -> None:
    knowledge = with_offices(office(date(2017, 4, 5), date(2017, 10, 26)))
    name = knowledge.registry.entities[next(iter(knowledge.registry.offices))].name_ar
    d = dated([("body", f"قال وزير الخارجية {name} أمس الأربعاء إن التعاون ضروري.")], knowledge)
    assert bounds(d) == ("2017-04-06", "2017-10-26")
    former = dated([("body", f"قال وزير الخارجية السابق {name} إن التعاون ضروري.")], knowledge)
    assert bounds(former) == ("2017-10-26", None)
    private = dated([("body", f"كتب الشاعر {name} قصيدة في المدينة.")], knowledge)
    assert bounds(private) == (None, None)


def test_conflicts_are_shown_not_hidden() -> None:
    d = body("انعقد الاجتماع في 20 مارس 2024.", hint_published_at=datetime(2023, 5, 15))
    assert d.published_on == date(2023, 5, 15)
    assert any("conflict" in e["why"] for e in json.loads(d.published_evidence))


def test_a_date_line_that_the_text_makes_impossible_gives_way() -> None:
    lines = [("dateline", "الأحد 5 يناير 2020"), ("body", "وقع الطرفان اليوم الثلاثاء 14 ماي 2024 مذكرة تفاهم. وكان الوفد وصل في 12 ماي 2024.")]
    assert dated(lines).published_on == date(2024, 5, 14)


def test_evidence_has_offsets_that_reproduce_its_surface() -> None:
    raw, doc = make([("title", "لقاء"), ("dateline", "نُشـر: ٣٠/٠٦/٢٠٢١"), ("body", "وقع الاتفاق يوم 28 يونيو 2021 بالعاصمة. وقال الوزير أمس الثلاثاء إنه مهم.")])
    d = date_article(raw, doc, load_knowledge())
    pieces = json.loads(d.published_evidence)
    assert len(pieces) >= 3
    for e in pieces:
        assert set(e) == {"raw_start", "raw_end", "surface", "kind", "earliest", "latest", "rule", "why"}
        if e["raw_start"] is not None:
            assert raw.raw_text[e["raw_start"] : e["raw_end"]] == e["surface"] != ""


def test_nothing_is_guessed() -> None:
    d = body(NEWS)
    assert (d.published_on, bounds(d), d.published_method, d.published_evidence) == (None, (None, None), "unknown", "[]")


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["title", "body", "dateline", "byline", "boilerplate", "source_line"]),
            st.lists(st.one_of(st.text(max_size=8), st.sampled_from(["أمس الخميس", "في 31 شباط 2023", "يوم 3 ماي الماضي", "بعد 9999 سنوات على 2017", "قبل ست سنوات", "نشر في", "1/1/1",
            "30/06/2021", "الأسبوع الجاري", "20 مارس 2023", "سيعقد"])), max_size=8).map(" ".join),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_any_text_is_dated_without_failing(lines: Lines) -> None:
    d = dated(lines)
    lo, hi = d.published_earliest, d.published_latest
    assert lo is None or hi is None or lo <= hi
    assert d.published_on is None or d.published_on == lo == hi
    json.loads(d.published_evidence)


@pytest.mark.parametrize("piece", ["بعد خمس سنوات على 2017. ", "منذ تأسيسه قبل ست سنوات. ", "قال وزير الخارجية ناصر بوريطة أمس الخميس. ", "في 3 ماي 2021، الأسبوع الجاري، "])
def test_time_is_linear(piece: str) -> None:
    def seconds(n: int) -> float:
        raw, doc = make([("body", piece * n)])
        began = time.perf_counter()
        date_article(raw, doc, load_knowledge())
        return time.perf_counter() - began

    seconds(20)
    short, long = min(seconds(100) for _ in range(2)), min(seconds(800) for _ in range(2))
    assert long < 40 * short + 0.05


def test_the_year_said_twice() -> None:
    assert bounds(body("انسحبت الدول الثلاث من المجموعة في 28 يناير من العام الجاري 2024.")) == ("2024-01-28", "2024-12-31")
    assert bounds(body("ارتفع العدد في العام الماضي 2023 ارتفاعا طفيفا.")) == ("2024-01-01", "2024-12-31")
    assert bounds(body("ارتفع العدد في العام 2023 ارتفاعا طفيفا."))[1] is None


def test_namely_in() -> None:
    d = body("قبل إحدى عشرة سنة، وتحديدا في 22 شتنبر 2011، أعلن عن ميلاد المنتدى. ويبدأ العمل به في شتنبر الجاري.")
    assert bounds(d) == ("2022-09-01", "2022-09-30")


def test_shortly_before_a_day_to_come() -> None:
    d = body("وقع الهجوم في العام الجاري 2024، قبل أيام من ذكرى الاستقلال التي تحل في 22 سبتمبر.")
    assert bounds(d) == ("2024-09-10", "2024-09-22")
    past = body("وقع الهجوم في العام الجاري 2024، قبل أيام من الانتخابات التي جرت في 22 سبتمبر.")
    assert bounds(past) == ("2024-01-01", "2024-12-31")


def test_date_line_takes_the_year_that_the_page_prints() -> None:
    lines = [("boilerplate", "Февраль 2025"), ("title", "مسؤول أممي يحذر"), ("dateline", "نيويورك - 10 - 2 (كونا)"), ("body", "قال المسؤول اليوم الاثنين إن الخطر قائم منذ عام 2017.")]
    assert dated(lines).published_on == date(2025, 2, 10)
    assert dated(lines[1:]).published_on is None
    tuesday = [*lines[:3], ("body", "قال المسؤول اليوم الثلاثاء إن الخطر قائم منذ عام 2017.")]
    assert dated(tuesday).published_on is None  # 10 February 2025 was a Monday


def test_date_line_takes_the_year_before_what_is_planned() -> None:
    text = "اتفق الوزيران عام 2019 على التعاون. وتعقد الدورة المقررة في داكار يومي 10 و11 فبراير 2025."
    assert dated([("dateline", "الدوحة في 03 ديسمبر /قنا/"), ("body", text)]).published_on == date(2024, 12, 3)
    assert dated([("dateline", "الدوحة في 03 ديسمبر /قنا/"), ("body", "اتفق الوزيران عام 2019 على التعاون.")]).published_on is None


def test_date_above_the_headline_gives_way_to_the_weekday() -> None:
    lines = [("dateline", "14 ديسمبر 2025"), ("boilerplate", "سياسة"), ("title", "توقيف خمسة أشخاص")]
    assert dated([*lines, ("body", "أعلنت الوزارة أمس السبت توقيف خمسة أشخاص.")]).published_on == date(2025, 12, 14)
    d = dated([*lines, ("body", "أعلنت الوزارة أمس الثلاثاء توقيف خمسة أشخاص.")])
    assert d.published_on is None
    assert "set aside" in d.published_evidence


def test_bare_date_that_opens_a_dispatch() -> None:
    assert body("date 2025-09-29 أعلنت الوزارة توقيف خمسة أشخاص.").published_on == date(2025, 9, 29)
    assert body("منذ 2025-09-29 لم تعلن الوزارة توقيف أحد.").published_on is None


def test_today_beside_its_date_after_namely() -> None:
    assert body("التقى الوزير نظيره اليوم الاثنين الموافق 6 أكتوبر 2025 في العاصمة.").published_on == date(2025, 10, 6)


def test_the_eve_of_a_dated_meeting() -> None:
    d = body("استقبل المدير العام ضيفه، عشية انطلاق الدورة الثانية التي تحتضنها العاصمة يومي 15 و16 أكتوبر 2018.")
    assert bounds(d) == ("2018-10-14", "2018-10-15")
    assert bounds(body("استقبل المدير العام ضيفه عشية يوم الجمعة 14 مارس 2018 في العاصمة.")) == ("2018-03-14", None)  # an evening
    assert bounds(body("خضع اللاعب لاختبار عشية فوزه الذي حققه في التاسع من مايو 2019.")) == (None, None)  # long ago


def test_a_verb_after_the_date_or_with_its_object_tells_of_the_past() -> None:
    assert bounds(body("وفي 15 سبتمبر 2024، جرى في العاصمة توقيع اتفاقية بين البلدين.")) == ("2024-09-15", None)
    assert bounds(body("البرنامج، الذي أطلقته الوزارة في 27 نوفمبر 2023 بدعم من شركائها، استفاد منه مئتا شخص.")) == ("2023-11-27", None)
    assert bounds(body("وفي 15 سبتمبر 2024، ستنعقد الدورة المقبلة.")) == (None, "2024-09-15")


def test_what_is_decided_is_not_yet_held() -> None:
    assert bounds(body("قررت الوزارة تنظيم لقاء دراسي يوم 24 دجنبر 2019 بالعاصمة."))[0] is None
    assert bounds(body("نظمت الوزارة لقاء دراسيا يوم 24 دجنبر 2019 بالعاصمة."))[0] == "2019-12-24"


def test_the_text_decides_the_order_of_a_date_line_in_digits() -> None:
    line = [("title", "عنوان الخبر"), ("dateline", "05/06/2024"), ("body", NEWS)]
    d = dated(line)
    assert d.published_on is None  # nothing decides: both readings, in the evidence too
    assert bounds(d) == ("2024-05-06", "2024-06-05")
    assert "2024-05-06 or 2024-06-05" in d.published_evidence
    assert dated([line[0], ("dateline", "05/06/2024 - 14:10"), ("body", NEWS)]).published_on == date(2024, 6, 5)  # the form: a clock without AM and PM
    assert dated([line[0], ("dateline", "05.06.2024"), ("body", NEWS)]).published_on == date(2024, 6, 5)
    assert dated([line[0], ("dateline", "أربعاء, 05/06/2024"), ("body", NEWS)]).published_on == date(2024, 6, 5)
    assert dated([line[0], ("dateline", "05.06.2024"), ("body", "استقبل الوزير، اليوم الاثنين، نظيره بالعاصمة وبحث معه التعاون الأمني.")]).published_on == date(2024, 5, 6)  # the text knows better
    assert dated([*line[:2], ("body", "وقع الطرفان الاتفاق في العاصمة يوم 3 يونيو 2024 بعد مفاوضات.")]).published_on == date(2024, 6, 5)  # told as past
    assert dated([*line[:2], ("body", "استقبل الوزير، اليوم الاثنين، نظيره بالعاصمة وبحث معه التعاون الأمني.")]).published_on == date(2024, 5, 6)
    assert dated([*line[:2], ("body", "استقبل الوزير، اليوم الأربعاء، نظيره بالعاصمة وبحث معه التعاون الأمني.")]).published_on == date(2024, 6, 5)
    open_order = dated([line[0], ("dateline", "5/6/2024 2:14:00 PM"), ("body", NEWS)])
    assert open_order.published_on is None
    assert bounds(open_order) == ("2024-05-06", "2024-06-05")


def test_what_now_holds_has_not_ended() -> None:
    assert bounds(body("وأبلغ المبعوث المجلس أنه سيغادر بعد انتهاء ولايته الحالية في يونيو 2021، وكان قد عين في مارس 2018.")) == ("2018-04-01", "2021-06-30")
    assert bounds(body("غادر المبعوث بعد انتهاء ولايته في يونيو 2021."))[1] is None


def test_day_and_month_in_digits_after_a_headline_on_the_same_line() -> None:
    head = "مسؤول أممي: التهديد لا يزال قائمانيويورك – 20 – 8 (كونا) –"
    d = dated([("dateline", head), ("body", "حذر وكيل الأمين العام أنطونيو غوتيريش، الأمين العام للأمم المتحدة، اليوم الأربعاء من التهديد.")])
    assert d.published_on == date(2025, 8, 20)


def test_a_current_month_of_which_the_text_prints_the_year() -> None:
    text = "تدخل الدورة الممتدة من 24 إلى 26 ديسمبر 2024 ضمن البرنامج. وكان التحالف قد أعلن البدء فيه فاتح ديسمبر الحالي."
    assert bounds(body(text)) == ("2024-12-01", "2024-12-31")
    assert bounds(body("تأسس التحالف في 15 ديسمبر 2015 بالرياض. وكان قد أعلن البدء في البرنامج فاتح نونبر الحالي.")) == ("2016-11-01", None)  # another month: no year is said of it


def test_what_did_not_exist_bounds_from_its_day() -> None:
    assert bounds(body("نشر الوزير بيانه على منصة إكس وتحدث فيه عن التعاون الأمني.")) == ("2023-07-24", None)
    assert bounds(body("قال الوزير إن التحقيق متواصل منذ هجمات السابع من أكتوبر في غلاف غزة.")) == ("2023-10-07", None)
    assert bounds(body("وبحث اللقاء دور مكتب الأمم المتحدة لمكافحة الإرهاب في دعم الدول الأعضاء.")) == ("2017-06-15", None)
    assert bounds(body("ذكر الوزير بأن بلاده شددت الإجراءات بعد هجوم كرايست تشيرش ودعت إلى التعاون.")) == ("2019-03-15", None)
    # spoken of as something to come, or only being made: no bound
    assert bounds(body("قال المعارض إن بلاده ستنعم بالأمن بعد سقوط نظام الأسد.")) == bounds(body("طالب المعارض بسقوط نظام الأسد.")) == (None, None)
    assert bounds(body("اقترح الأمين العام إنشاء مكتب الأمم المتحدة لمكافحة الإرهاب.")) == (None, None)


def test_a_weekday_and_a_day_of_a_month_soon_after_an_event_told_settle_the_year() -> None:
    d = body("عقد المجلس اليوم الثلاثاء 11 شباط جلسة عن الأوضاع في سوريا بعد الإطاحة بنظام الأسد.")
    assert (d.published_on, d.published_method) == (date(2025, 2, 11), "constraint")
    assert body("عقد المجلس اليوم الثلاثاء 11 شباط جلسة عن تنظيم داعش.").published_on is None  # a body speaks for no year


def test_an_event_told_as_the_days_news() -> None:
    assert body("وافقت الجمعية العامة اليوم على إنشاء مكتب جديد لمكافحة الإرهاب.").published_on == date(2017, 6, 15)
    assert body("وافقت الجمعية العامة أمس على إنشاء مكتب جديد لمكافحة الإرهاب.").published_on == date(2017, 6, 16)
    assert body("ناقشت الجمعية العامة إنشاء مكتب جديد لمكافحة الإرهاب.").published_on is None


def test_an_office_told_of_last_august_bounds_a_year_later() -> None:
    told = bounds(body("بحث الأمير مع وزير الداخلية الفرنسي برونو روتايو سبل التعاون."))
    assert told == ("2024-09-21", "2025-10-12")
    recalled = bounds(body("وفي أغسطس الماضي، بحث الأمير مع وزير الداخلية الفرنسي برونو روتايو سبل التعاون."))
    assert recalled[1] is not None and recalled[1] > "2026-01-01"


def test_the_day_of_a_quoted_post() -> None:
    post = "— فلان الفلاني (@someone) December 17, 2025"
    on = dated([("body", "أكد الوزير في تغريدة اليوم الأربعاء أن الاتفاق يشمل التدريب."), ("body", post)])
    assert on.published_on == date(2025, 12, 17)
    assert dated([("body", "أكد الوزير في تغريدة أمس الأربعاء أن الاتفاق يشمل التدريب."), ("body", post)]).published_on == date(2025, 12, 18)
    later = dated([("body", "أكد الوزير في تغريدة أن الاتفاق يشمل التدريب."), ("body", post)])
    assert (later.published_on, bounds(later)) == (None, ("2025-12-17", None))


def test_the_last_update_in_the_furniture_counts_where_the_weekday_of_the_news_agrees() -> None:
    update, title = ("boilerplate", "آخر تحديث الخميس 11 أغسطس 2016"), ("title", "المبعوث يصل إلى العاصمة")
    told = "وصل إلى العاصمة مساء الأربعاء المبعوث الخاص للتحالف."
    assert dated([update, title, ("body", told)]).published_on == date(2016, 8, 11)
    assert dated([update, title, ("body", told.replace("الأربعاء", "الأحد"))]).published_on is None
    assert dated([update, title, ("body", NEWS)]).published_on is None  # the page's clock, for all we know


def test_the_body_of_an_office_may_be_called_the_organisation() -> None:
    named = body("وافقت الدول على مقترح تقدم به الأمين العام للمنظمة الدولية أنطونيو غوتيريش.")
    assert bounds(named)[0] == "2017-01-01"


def test_a_month_called_the_last_one_ends_the_year_after_the_news() -> None:
    news = "أصدر القاضي الجمعة 20 ديسمبر 2019 قرارا في القضية."
    assert bounds(dated([("body", news), ("body", "وكانت المحكمة أصدرت في أيلول الماضي حكما بالسجن.")])) == ("2019-12-20", "2020-08-31")
    assert bounds(dated([("body", news), ("body", "وتنظر المحكمة في القضية في أبريل المقبل.")])) == ("2019-12-20", "2020-03-31")
    assert bounds(body(news)) == ("2019-12-20", None)
    old = [("body", NEWS)] * 5 + [("body", news), ("body", "وكانت المحكمة أصدرت في أيلول الماضي حكما بالسجن.")]
    assert bounds(dated(old)) == ("2019-12-20", None)  # recalled further down: not the news


def test_a_date_after_a_plain_past_verb_bounds() -> None:
    assert bounds(body("ناقش الوزير التعاون الأمني يوم الأربعاء (10 ديسمبر 2014) في عمان.")) == ("2014-12-10", None)
    assert bounds(body("يعتزم الوزير أن يناقش الملف يوم الأربعاء (10 ديسمبر 2014) في عمان."))[0] is None


def test_a_line_with_the_day_of_publication_and_of_the_last_update() -> None:
    line = "نشر في: الثلاثاء 22 ديسمبر 2020 - 6:30 م | آخر تحديث: الأربعاء 23 ديسمبر 2020 - 9:00 ص"
    assert dated([("title", "لقاء أمني"), ("crosshead", line), ("body", NEWS)]).published_on == date(2020, 12, 22)
    assert dated([("title", "لقاء أمني"), ("crosshead", "نشر التنظيم بيانا الثلاثاء 22 ديسمبر 2020 عن العملية"), ("body", NEWS)]).published_on is None
    assert dated([("title", "لقاء أمني"), ("dateline", "تم نشره الثلاثاء 22nd كانون الأوّل / ديسمبر 2020"), ("body", NEWS)]).published_on == date(2020, 12, 22)


def test_a_month_told_as_past_is_most_likely_over() -> None:
    assert bounds(body("اتفق أعضاء المجموعة، في يونيو 2021، على توسيع التعاون الأمني.")) == ("2021-07-01", None)
    current = body("اتفق أعضاء المجموعة، في يونيو 2021، على توسيع التعاون الأمني. ويعقد لقاء آخر يوم 28 يونيو الجاري.")
    assert bounds(current)[0] == "2021-06-01"  # the text says that it is not over
    assert bounds(body("راقبت الوزارة هلال شهر ذي الحجة لعام 1441 هـ."))[0] != "2020-08-21"


@pytest.mark.parametrize("verb", ["اتفق", "توصل", "تعهد", "احتل", "أسفر"])
def test_past_verbs_that_are_no_nouns(verb: str) -> None:
    assert bounds(body(f"{verb} الطرفان في 3 يونيو 2021 على ما ورد في البيان."))[0] == "2021-06-03"


def test_a_ministry_is_called_by_a_later_name_only_since_then() -> None:
    later = body("استقبل وزير الشؤون الخارجية والتعاون الإفريقي والمغاربة المقيمين بالخارج، ناصر بوريطة، نظيره بالعاصمة.")
    assert bounds(later) == ("2019-10-09", None)
    assert bounds(body("استقبل وزير الشؤون الخارجية، ناصر بوريطة، نظيره بالعاصمة.")) == ("2017-04-05", None)
    assert bounds(body("استقبل الوزير ناصر بوريطة نظيره بالعاصمة.")) == ("2016-02-06", None)  # minister delegate before
