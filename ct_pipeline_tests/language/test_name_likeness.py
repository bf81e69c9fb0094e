"""The letters of a word say whether it may be a foreign name."""

from __future__ import annotations

import pytest

from ct_pipeline.config import seeds_dir
from ct_pipeline.language.fold import fold
from ct_pipeline.language.name_likeness import NameLikeness, load_name_likeness, train
from ct_pipeline.lexicon.seeds import Seeds


@pytest.fixture(scope="module")
def model() -> NameLikeness:
    return load_name_likeness(Seeds(seeds_dir()))


@pytest.mark.parametrize("word", ["إيمانكولوف", "سانيانغ", "ستولتنبرغ", "نغويسو", "رودريغيز", "كواديو", "شيفتشينكو"])
def test_foreign_names_look_like_names(model: NameLikeness, word: str) -> None:
    assert model.score(fold(word)) > 1


@pytest.mark.parametrize("word", ["التعاون", "يعزز", "تنزيل", "معتدل", "المقبلة", "والتنسيق", "مكافحة"])
def test_common_words_do_not(model: NameLikeness, word: str) -> None:
    assert model.score(fold(word)) < 0


def test_it_tells_names_from_words_that_it_was_not_shown() -> None:
    """Two thirds to learn from, one third to judge: a name scores above a word in nine pairs of ten."""
    from ct_pipeline.language.name_likeness import _Named, _Word

    seeds = Seeds(seeds_dir())
    words = sorted({fold(r.word) for _, r in seeds.csv("language/common_words.csv", _Word)})
    names = sorted({w for _, r in seeds.csv("language/given_names.csv", _Named) for w in fold(r.name).split()} - set(words))
    model = train([n for i, n in enumerate(names) if i % 3], [w for i, w in enumerate(words) if i % 3])
    held_names = [model.score(n) for n in names[::3] if len(n) > 3]
    held_words = [model.score(w) for w in words[::3] if len(w) > 3][: len(held_names)]
    above = sum(n > w for n in held_names for w in held_words) / (len(held_names) * len(held_words))
    assert above > 0.85


