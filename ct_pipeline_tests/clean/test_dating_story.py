"""How an article is dated, told in words."""

from __future__ import annotations

from ct_pipeline.clean.dating_story import tell
from ct_pipeline_tests.clean.pages import LEAD, TITLE, clean


def story(text: str) -> list[tuple[str, str]]:
    a = clean(text).article
    return tell(a.published_on, a.published_earliest, a.published_latest, a.published_evidence)


def test_a_printed_day_says_where_it_stands() -> None:
    said = story(f"{TITLE}\n\nالثلاثاء 14 ماي 2024 - 10:00\n\n{LEAD}")
    assert said[0] == ("written", "on 14 May 2024, because “الثلاثاء 14 ماي 2024”: printed on the article's date line")
    assert said[1] == ("agrees", "“اليوم الثلاثاء”: today was a Tuesday: written on a Tuesday")


def test_bounds_say_what_decides_them_and_what_narrows_them() -> None:
    said = story(f"{TITLE}\n\nقال وزير الخارجية الأمريكي أنتوني بلينكن، أمس الخميس، إن بلاده ملتزمة بالتعاون مع شركائها. وكان البرنامج قد انطلق في يونيو 2018 بدعم من دول عدة.")
    labels = [label for label, _ in said]
    assert said[0][0] == "written" and said[0][1].startswith("between 29 January 2021 and ")
    assert said[1] == ("not before", "26 January 2021, because “أنتوني بلينكن”: أنتوني بلينكن is named in the office of وزير الخارجية")
    assert ("narrowed", "a Friday, because “أمس الخميس”: yesterday was a Thursday") in said
    assert labels.index("not after") < labels.index("narrowed") < labels.index("agrees")


def test_what_contradicts_a_printed_day_is_shown_as_set_aside() -> None:
    said = story(f"{TITLE}\n\nالخميس 16 ماي 2024 - 10:00\n\n{LEAD}")
    assert said[0][1].startswith("on 16 May 2024")
    assert [line for label, line in said if label == "set aside"] == ["“اليوم الثلاثاء”: today was a Tuesday: written on a Tuesday"]


def test_nothing_known_is_said() -> None:
    assert story("بحث الوزير مع نظيره سبل التعاون بين البلدين في مختلف المجالات ذات الاهتمام المشترك.") == [("written", "on a day that nothing in the page or its container tells")]


def test_a_likely_month_is_said_once() -> None:
    said = story(f"{TITLE}\n\nأوقفت الشرطة في أيلول الماضي خمسة أشخاص. وانعقدت الورشة يوم 20 دجنبر 2019 بحضور خبراء من المنطقة.")
    told = "31 August 2020, because “أيلول الماضي”: month 9 is called the last one: written in another month, and the news is of 2019-12-20"
    assert [(label, line) for label, line in said if "أيلول" in line] == [("not after", told)]
    further = story(f"{TITLE}\n\nأوقفت الشرطة في أيلول الماضي خمسة أشخاص. وانعقدت الورشة سنة 2019 بحضور خبراء من المنطقة.")
    assert [line for label, line in further if "أيلول" in line] == ["“أيلول الماضي”: month 9 is called the last one: written in another month"]
