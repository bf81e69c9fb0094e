"""Editions of recurring meetings bound the day an article was written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ct_pipeline.clean.dating_editions import load_editions
from ct_pipeline.config import seeds_dir
from ct_pipeline.lexicon.seeds import SeedError, Seeds
from ct_pipeline_tests.clean.pages import KNOWLEDGE, clean


def read(text: str) -> tuple[str | None, str | None, list[str]]:
    a = clean(f"خبر عن دورة جديدة\n\n{text}").article
    rules = [e["rule"] for e in json.loads(a.published_evidence) if e["kind"] == "edition"]
    return str(a.published_earliest or ""), str(a.published_latest or ""), rules


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "rule"),
    [
        ("انطلقت اليوم بتونس أعمال الدورة الحادية والأربعين لمجلس وزراء الداخلية العرب بمشاركة وفود أمنية.", "2024-02-26", "2024-02-28", "edition_now"),
        ("شارك الوزير في الاجتماع الوزاري العاشر للمنتدى العالمي لمكافحة الإرهاب وألقى كلمة أمام الحاضرين.", "2019-09-25", "", "edition_held"),
        ("أكدت القمة العربية الثالثة والثلاثون ضرورة مواجهة الإرهاب في المنطقة وخارجها بكل حزم.", "2024-05-16", "", "edition_held"),
        ("وقال الوزير إن القمة العربية الـ33 المقبلة ستناقش ملف الإرهاب في المنطقة كلها.", "2023-05-19", "2024-05-16", "edition_coming"),
        ("على هامش أعمال الدورة الـ78 للجمعية العامة للأمم المتحدة يلتقي الوزير نظيره لبحث التعاون الأمني.", "2022-09-13", "", "edition_named"),
    ],
)
def test_an_edition_bounds(text: str, earliest: str, latest: str, rule: str) -> None:
    assert read(text) == (earliest, latest, [rule])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ناقش مجلس وزراء الداخلية العرب ثلاثة ملفات أمنية، وحضر اللقاء 41 خبيرا من المنطقة.", id="a count is no edition"),
        pytest.param("أكدت اللجنة في دورتها الحادية والأربعين أهمية التعاون. وشكرت مجلس وزراء الداخلية العرب على دعمه.", id="another body's session, in another sentence"),
        pytest.param("انعقدت الدورة الثالثة لمجلس وزراء الداخلية العرب قبل عقود طويلة من الآن.", id="an edition whose day is not known"),
    ],
)
def test_no_edition(text: str) -> None:
    assert read(text)[2] == []


def test_a_fixed_day_is_not_moved_and_a_contradiction_is_shown() -> None:
    a = clean("خبر\n\nالثلاثاء 14 ماي 2019 - 10:00\n\nشهدت تونس انعقاد الدورة الحادية والأربعين لمجلس وزراء الداخلية العرب بمشاركة وفود أمنية.").article
    assert str(a.published_on) == "2019-05-14"


def test_every_meeting_has_editions_in_order() -> None:
    rules = KNOWLEDGE.rules(load_editions)
    for meeting, days in rules.days.items():
        assert days, meeting
        starts = [days[n][0] for n in sorted(days)]
        assert starts == sorted(starts), meeting


def test_an_edition_of_an_unknown_meeting_is_refused(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    shutil.copy(seeds_dir() / "registry" / "meetings.csv", tmp_path / "registry")
    (tmp_path / "registry" / "editions.csv").write_text("meeting,edition,start,end,source\nnowhere,1,2020-01-01,2020-01-02,x\n", encoding="utf-8")
    with pytest.raises(SeedError, match="line 2: nowhere"):
        load_editions(Seeds(tmp_path))
