"""Near-duplicates: copies and trims are one story, other figures and follow-ups are not."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

import pytest

from ct_pipeline.clean.stories import StoryInput, fingerprint, group_stories, groups
from ct_pipeline.config import seeds_dir
from ct_pipeline.language.fold import fold_text
from ct_pipeline_tests.clean.pages import KNOWLEDGE, clean

WORDS = [f"كلمة{chr(0x0627 + i % 26)}{chr(0x0628 + i % 20)}{chr(0x062A + i % 15)}" for i in range(600)]


def paragraphs(seed: int, count: int = 6) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choice(WORDS) + rng.choice("ابتثجحخ") for _ in range(30)) + "." for _ in range(count)]


def row(name: str, body: str, day: date | None = None) -> StoryInput:
    return StoryInput(name, fingerprint(fold_text(body).text, KNOWLEDGE), day)


def test_copies_and_trims_are_one_story() -> None:
    text = paragraphs(1)
    rows = [row("b", "\n".join(text)), row("a", "\n".join(text[:4])), row("c", "\n".join(text).replace(" ", "  ")), row("d", "\n".join(paragraphs(2)))]
    found = group_stories(rows)
    assert found["a"][0] == found["b"][0] == found["c"][0] == "story:a"
    assert found["d"] == ("story:d", True)
    assert [i for i in "abc" if found[i][1]] == ["b"]  # the longest leads


def test_order_does_not_matter() -> None:
    text = paragraphs(3)
    rows = [row(str(i), "\n".join(text[: 6 - i % 3])) for i in range(6)] + [row(f"x{i}", "\n".join(paragraphs(10 + i))) for i in range(20)]
    expected = group_stories(rows)
    for seed in range(3):
        shuffled = rows[:]
        random.Random(seed).shuffle(shuffled)
        assert group_stories(shuffled) == expected


@pytest.mark.parametrize(("one", "other"), [("14 قتيلا", "17 قتيلا"), ("يوم 7 مارس", "يوم 7 أبريل"), ("في 2019", "في 2023")])
def test_other_figures_are_other_stories(one: str, other: str) -> None:
    text = "\n".join(paragraphs(4))
    assert not groups([row("a", f"{text} {one}"), row("b", f"{text} {other}")])
    assert groups([row("a", f"{text} {one}"), row("b", f"{text} {one}")])


def test_follow_up_with_the_same_background_is_another_story() -> None:
    background = paragraphs(5, 4)
    assert not groups([row("a", "\n".join(paragraphs(6, 2) + background)), row("b", "\n".join(paragraphs(7, 1) + background))])


def test_same_text_weeks_apart_is_another_story() -> None:
    text = "\n".join(paragraphs(8))
    day = date(2024, 5, 14)
    assert groups([row("a", text, day), row("b", text, day + timedelta(days=1))])
    assert not groups([row("a", text, day), row("b", text, day + timedelta(days=30))])


def test_short_and_missing_bodies() -> None:
    assert fingerprint("خبر قصير جدا", KNOWLEDGE) is None
    assert group_stories([StoryInput("a", None), StoryInput("b", None)]) == {"a": ("story:a", True), "b": ("story:b", True)}


def test_samples_hold_one_pair() -> None:
    """b15 and b16 are trims of one agency story; the other samples tell different ones."""
    rows, names = [], {}
    for path in sorted((seeds_dir() / "articles").glob("*.txt")):
        text = path.read_bytes()
        decoded = text.decode("utf-8-sig") if not path.name.startswith("b08") else text.decode("cp1256")
        article = clean(decoded).article
        rows.append(StoryInput(path.name, article.fingerprint, article.published_on))
        names[path.name] = article
    assert [[re.match(r"\w+", n).group() for n in ids] for ids in groups(rows).values()] == [["b15", "b16"]]  # type: ignore[union-attr]
