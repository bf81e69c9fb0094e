# ruff: noqa: E501  (one row a line reads better than short lines)
"""The analysts' questions of docs/questions.md: what the page shows is current, and holds what a reader finds in the sample articles.

``BY_HAND`` was made by reading the articles: rows (some of their cells) that an answer must have, and cells that it must not.
"""

from __future__ import annotations

import re

import duckdb
import pytest

from ct_pipeline.config import Settings, project_root
from ct_pipeline_tests.readme import filled

PAGE = project_root() / "docs" / "questions.md"
QUESTIONS = re.findall(r"^\*\*(\d+)\. (.*?)\*\*\n```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S | re.M)

MUST: dict[int, list[tuple[str, ...]]] = {
    1: [("Canada", "former"), ("European Union", "current"), ("Morocco", "current"), ("Morocco", "elected", "2017-09-21"), ("Morocco", "former"), ("Netherlands", "elected", "2017-09-21"), ("Netherlands", "former")],
    2: [("2024-02-20", "الرباط"), ("2024-03-06", "2024-03-07", "تونس العاصمة"), ("2024-04-22", "2024-04-23", "أبوجا"), ("2024-07-13", "2024-07-15", "أبوجا"), ("2024-11-05", "الكويت"), ("2024-12-03", "أبوظبي"), ("2024-12-10",)],
    3: [("Spain", "Meeting"), ("Senegal", "Conference"), ("Mauritania", "Conference")],
    4: [("2017-09-21", "وزير الشؤون الخارجية والتعاون الدولي", "اعتبر")],
    5: [("محمد السادس", "الملك", "1999-07-23"), ("ناصر بوريطة", "وزير الشؤون الخارجية", "2017-04-05"), ("لويجي دي مايو", "2019-09-05", "2022-10-22"), ("صباح خالد الحمد الصباح", "ولي العهد", "2024-06-01")],
    6: [("2021-06-24", "Launch", "ناصر بوريطة"), ("Conference", "إمام علي رحمان"), ("Conference", "صباح خالد الحمد الصباح")],
    7: [("2019-08-09", "القصرين", "الحرس الوطني"), ("2022-10-03", "لييج", "الشرطة الفدرالية البلجيكية"), ("2023-01-17", "بيروت", "شعبة المعلومات"), ("2023-12-13", "المكتب المركزي للأبحاث القضائية"), ("2024-11-05", "ألميريا", "المفوضية العامة للاستعلامات الإسبانية")],
    8: [("2019-02-13", "إسبانيا، المغرب"), ("العراق، لبنان",), ("2024-05-14", "المعهد الدولي للعدالة وسيادة القانون"), ("2024-05-14", "الأردن، الكويت"), ("الإدارة العامة للتحريات المالية",)],
    9: [("2003-05-16", "الدار البيضاء"), ("2004-03-11", "مدريد"), ("2011-04-28", "مراكش"), ("2015-11-13", "باريس", "عبد الحميد أباعوض"), ("2018-12-17", "إمليل"), ("2019-06-14", "تيرا"), ("2024-08-02", "مقديشو", "حركة الشباب"), ("2025-09-02", "مقديشو", "حركة الشباب")],
    10: [("2021-06-24", "launch", "2", "2"), ("2022-05-11", "meeting", "2", "2"), ("2025-09-02", "attack", "2", "1"), ("2022-10-01", "attack", "2", "1")],
    11: [("Launch", "2021-06-24", "2025-05-16", "الحدث المغاربي"), ("Meeting", "2022-05-11", "2022-08-30", "2025-05-16"), ("Attack", "2025-09-02", "2025-09-03")],
    12: [("2021-06-24", "2021-06-21/2021-06-27", "coarser")],
    13: [("2023-06-22", "trial", "6"), ("2023-11-27", "conference", "39"), ("2024-02-22", "visit", "1")],
    14: [("United Nations Office of Counter-Terrorism",), ("United Nations › United Nations Security Council",), ("UNOCT Programme Office for Counter-Terrorism and Training in Africa",)],
    15: [("⟦تفكيك⟧ ⟦خلية⟧", "2024-11-06"), ("⟦والخلية⟧", "⟦فُككت⟧")],
    16: [("2025-03-05", "5 رمضان 1446", "الأربعاء")],
}  # fmt: skip
MUST_NOT: dict[int, list[tuple[str, ...]]] = {
    1: [("Canada", "current"), ("Netherlands", "current"), ("European Union", "former")],
    3: [("Morocco",)],
    8: [("Held", "اليوروبول")],  # not signed yet
    10: [("2015-11-13",), ("2003-05-16",)],  # one article each
    12: [("contradicts",)],
}


def test_there_are_fifteen_or_more_and_each_is_short() -> None:
    assert len(QUESTIONS) >= 15
    assert [int(n) for n, _, _ in QUESTIONS] == list(range(1, len(QUESTIONS) + 1)) == sorted(MUST)
    for number, _, sql in QUESTIONS:
        assert len(sql.strip().splitlines()) <= 6, number
        assert not re.search(r"\b(raw|clean|facts|ref|ops)\.", sql), f"question {number} is answered from marts alone"


def test_the_page_shows_what_the_warehouse_says(samples: Settings) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert filled(text, samples.database) == text, "run 'make readme', and read what changed"


@pytest.mark.parametrize(("number", "sql"), [(int(n), sql) for n, _, sql in QUESTIONS])
def test_the_answer_is_what_a_reader_finds(samples: Settings, number: int, sql: str) -> None:
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        rows = [" | ".join("" if v is None else str(v) for v in row) for row in con.execute(sql).fetchall()]
    for cells in MUST[number]:
        assert any(all(c in row for c in cells) for row in rows), f"no row with {cells}"
    for cells in MUST_NOT.get(number, ()):
        assert not any(all(c in row for c in cells) for row in rows), f"a row with {cells}"


