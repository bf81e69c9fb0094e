"""Time grows with the length of the text, whatever the text: four times as much takes about four times as long.

A quadratic step takes sixteen times as long. Texts are those that a rule could stumble on: one thing repeated, nothing but marks, lists without end.
"""

from __future__ import annotations

import gc
import itertools
import time
from collections.abc import Callable, Iterator

import pytest

from ct_pipeline.clean import clean_article
from ct_pipeline.extract import extract_facts
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline_tests.robustness.invariants import LONG, article, sample_articles

SIZE = 40_000 if LONG else 3_000  # characters; the larger text has four times as many
RATIO = 7.0  # between 4 (linear) and 16 (quadratic), with room for caches and a busy machine
FLOOR = 0.04  # seconds: below it the clock says nothing
LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهي"


def _names() -> Iterator[str]:
    """Family names that nobody bears, all different."""
    for a, b, c in itertools.product(LETTERS, LETTERS, LETTERS):
        yield f"ال{a}و{b}ا{c}ي"


def _repeat(piece: str) -> Callable[[int], str]:
    return lambda n: piece * (n // len(piece) + 1)


def _each(pattern: str) -> Callable[[int], str]:
    """``pattern`` with another family name each time."""

    def text(n: int) -> str:
        out, size = [], 0
        for i, name in enumerate(itertools.cycle(_names())):
            out.append(pattern.format(name=name, day=i % 28 + 1, year=1950 + i % 80))
            size += len(out[-1])
            if size > n:
                return "".join(out)
        raise AssertionError

    return text


def _prose(n: int) -> str:
    text = "\n".join(a.raw_text for a in sample_articles())
    return (text * (n // len(text) + 1))[:n]


TEXTS: dict[str, Callable[[int], str]] = {
    "one word": _repeat("إرهاب "),
    "one letter": _repeat("ا"),
    "one conjunction": _repeat("و "),
    "joined conjunctions": _repeat("و"),
    "articles": _repeat("ال"),
    "diacritics": _repeat("\u064e"),
    "stretched word": lambda n: "م" + "\u0640" * n + "ن",
    "direction marks": _repeat("\u202e\u202c"),
    "digits": _repeat("5"),
    "single digits": _repeat("٥ "),
    "digits and slashes": _repeat("1/"),
    "digits and stops": _repeat("1."),
    "digits and colons": _repeat("12:"),
    "quotes": _repeat('"'),
    "single quotes": _repeat("'"),
    "brackets": _repeat("("),
    "bracket pairs": _repeat("(ا)"),
    "stops": _repeat("."),
    "dashes": _repeat("- "),
    "commas": _repeat("، "),
    "colons": _repeat("ا: "),
    "nested quotes": lambda n: "«" * (n // 2) + "قال" + "»" * (n // 2),
    "quoted words": _repeat('"قال الوزير" '),
    "quotes never closed": _repeat("قال «الوزير "),
    "quotes over lines": _repeat("«قال الوزير\n"),
    "given names": _repeat("محمد أحمد علي "),
    "names and commas": _repeat("محمد العلوي، "),
    "titles": _repeat("وزير الخارجية "),
    "titles joined": _repeat("نائب رئيس "),
    "titles and names": _repeat("وزير الخارجية المغربي ناصر بوريطة و"),
    "new people": _each("والسفير أحمد {name}، "),
    "new people on lines": _each("قال السفير أحمد {name} إن التعاون مهم.\n"),
    "months": _repeat("يناير "),
    "month names of two systems": _repeat("يناير/كانون الثاني "),
    "dates": _repeat("15 يناير 2024 "),
    "days of the week": _repeat("يوم الخميس "),
    "days": _repeat("3 و4 و5 "),
    "from and to": _repeat("من 3 إلى 5 "),
    "ordinals": _repeat("الحادي والعشرين "),
    "number words": _repeat("مائة وخمسة وعشرون ألفا و"),
    "ago": _repeat("قبل ثلاث سنوات من "),
    "years": _repeat("عام 2020 و"),
    "countries": _repeat("المغرب وفرنسا وإسبانيا والعراق ومصر وكندا و"),
    "countries that take part": lambda n: "عقد اجتماع بمشاركة " + _repeat("المغرب، فرنسا، إسبانيا، العراق، ")(n),
    "bodies": _repeat("المنتدى العالمي لمكافحة الإرهاب "),
    "new bodies": _each("منظمة {name} للتعاون الأمني و"),
    "new bodies on lines": _each("أعلنت منظمة {name} للتعاون الأمني موقفها.\n"),
    "meetings": _repeat("عقد اجتماع في الرباط "),
    "meetings on lines": _each("عقد المغرب وفرنسا اجتماعا في الرباط يوم {day} يناير {year}.\n"),
    "attacks on lines": _repeat("قتل 12 شخصا في هجوم على فندق في مقديشو.\n"),
    "sayings": _repeat("قال الوزير إن "),
    "sayings on lines": _each('وقال {name}: "إن التعاون مهم".\n'),
    "chairs": _repeat("يترأس المغرب المنتدى "),
    "members": _each("عضو في مجلس {name} و"),
    "who and which": _repeat("الذي قال الذي "),
    "two words a sentence": _repeat("قال الوزير. "),
    "two words a line": _repeat("قال الوزير.\n"),
    "one letter a line": _repeat("ا\n"),
    "titles on lines": _repeat("السفير محمد العلوي.\n"),
    "newlines": _repeat("\n"),
    "spaces": _repeat(" "),
    "menus": _repeat("سياسة\nرياضة\nاقتصاد\nشارك\n"),
    "Latin words": _repeat("the minister said "),
    "prose": _prose,
}  # fmt: skip


def _seconds(text: str) -> tuple[float, float]:
    """Processor time of cleaning and of extraction."""
    knowledge, raw = load_knowledge(), article(text)
    gc.collect()
    gc.disable()  # a full collection in the middle says nothing of the text
    try:
        begun = time.process_time()
        cleaned = clean_article(raw, knowledge)
        middle = time.process_time()
        extract_facts(raw, cleaned, knowledge)
        return middle - begun, time.process_time() - middle
    finally:
        gc.enable()


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    _seconds("قال الوزير المغربي محمد العلوي في الرباط يوم 3 يناير 2020 إن اجتماعا عقد.")


@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_with_the_length(name: str) -> None:
    make = TEXTS[name]
    slow = ["clean", "extract"]
    measured = []
    for _ in range(3):  # another process may disturb one measurement, not three
        small, large = _seconds(make(SIZE)), _seconds(make(4 * SIZE))
        measured.append((small, large))
        slow = [s for s, a, b in zip(("clean", "extract"), small, large, strict=True) if s in slow and b > max(FLOOR, RATIO * max(a, FLOOR / 8))]
        if not slow:
            return
    raise AssertionError(f"{name}: {slow} grows faster than the text: {measured}")
