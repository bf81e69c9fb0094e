"""The automaton: whole words, attached particles, contracted articles, longest first."""

from __future__ import annotations

import pytest

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.matcher import Matcher, longest

NAMES = Matcher([(fold(n), n) for n in ("المنتدى العالمي", "المنتدى", "الرباط", "مالي")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("افتتح المنتدى العالمي أمس", ["المنتدى العالمي"]),
        ("وللمنتدى العالمي دور", ["المنتدى العالمي"]),
        ("بالرباط والرباط", ["الرباط", "الرباط"]),
        ("في مالي.", ["مالي"]),
        ("الدعم المالي", []),  # a name is never a part of another word
        ("ماليزيا", []),
        ("سرباط", []),
    ],
)
def test_names_are_whole_words_with_particles(text: str, found: list[str]) -> None:
    assert [m.payloads[0] for m in longest(NAMES.find(fold(text)))] == found


def test_particles_are_left_off_the_span() -> None:
    text = fold("وبالرباط")
    (match,) = NAMES.find(text)
    assert (text[match.start : match.end], match.prefix) == ("الرباط", "وب")


def test_overlaps_are_all_reported_and_longest_decides() -> None:
    text = fold("المنتدى العالمي")
    assert len(list(NAMES.find(text))) == 2
    assert len(longest(NAMES.find(text))) == 1


def test_an_empty_lexicon_finds_nothing() -> None:
    assert list(Matcher([]).find("نص")) == []
