"""The pure way takes any text: no exception, and every row it makes keeps what the tables promise."""

from __future__ import annotations

import random
import re
from datetime import datetime
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ct_pipeline.extract.context import Context, FoundMention, FoundTime
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline_tests.robustness.invariants import LONG, article, digest_once, sample_articles

EXAMPLES = 1500 if LONG else 60
MIXES = 3000 if LONG else 270
SLOW = settings(max_examples=EXAMPLES, deadline=None, derandomize=not LONG, suppress_health_check=list(HealthCheck))

ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى    \n.،؛؟"), max_size=300)
MARKS = st.text(st.sampled_from("محمد ا\u064b\u064e\u0651\u0640\u0670\u0300\u20dd\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\ufeff\u00ad \n"), max_size=200)
SCRIPTS = st.text(st.sampled_from("اب گچپژکی אב ab Ａｂ 漢字 かな ру 👩‍👩‍👧 ﷺ ﻻ ﷲ ½ Ⅻ ٣ ۳ ३ 3 ² \x00 \x1f \x85 \u2028 \u2029 \U000e0041"), max_size=200)
PUNCTUATION = st.text(st.sampled_from("\"'«»“”„‹›‘’()[]{}<>-–—/\\:،,.؟!…*#@&%٪_|=+ \n\t05٥ا و"), max_size=200)
_NUMBERS = (
    "0 00 1 31 32 12 13 99 1445 2024 9999 10000 999999999999 ٢٠٢٤ ٣١ 29 فبراير مايو رمضان سنة عام يوم / - . : من إلى و قبل مليون مليار ألف شخص وزيرا دولة "
    "الدورة الاجتماع اجتماعا بمشاركة العاشر بعد المائة للمرة منذ الماضي المقبل رئيسا ولاية"
)
NUMBERS = st.lists(st.sampled_from(_NUMBERS.split()), max_size=40).map(" ".join)
ANY_TEXT = st.one_of(st.text(max_size=200), ARABIC, MARKS, SCRIPTS, PUNCTUATION, NUMBERS, st.tuples(ARABIC, PUNCTUATION, NUMBERS, MARKS).map(" ".join))
HINTS = st.fixed_dictionaries({
    "hint_title": st.none() | st.text(max_size=40), "hint_outlet": st.none() | st.text(max_size=20), "hint_author": st.none() | st.text(max_size=20),
    "url": st.none() | st.text(max_size=40) | st.sampled_from(["https://a.example/2024/02/31/x", "https://a.example/0000/00/00", "https://[bad", "//2024-05-14"]),
    "hint_published_at": st.none() | st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)),
})  # fmt: skip


# What the long profile found, cut down to what broke.
FOUND = [
    "ويعود الوفد إلى الرباط غدا موافق",  # "corresponding to", and the text ends
    "ودي،لا\nتوري،\nمن والحرس،المدنيالإسباني،\u200fفأعلن،أن\nبلاده،ستوفر ابتداء",  # a relative word before a verb without a subject
    "أسدل الستار مساء الثلاثاء 17 أكتوبر 2023 في دولة الكويت على المؤتمر الرابع الرفيع المستوى المعني بمواجهة الإرهاب انطلقت يوم 15 يونيو 2023 هذه شروط العبور",  # one event, two ends
]


@pytest.mark.parametrize("text", FOUND)
def test_what_was_found(text: str) -> None:
    digest_once(article(text), load_knowledge())


@SLOW
@given(ANY_TEXT, HINTS)
def test_any_text(text: str, hints: dict[str, object]) -> None:
    digest_once(article(text, **hints), load_knowledge())


@lru_cache(maxsize=1)
def _texts() -> tuple[str, ...]:
    return tuple(a.raw_text for a in sample_articles())


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return tuple(w for t in _texts() for w in re.findall(r"\S+|\n", t))


def _sentence(rng: random.Random) -> str:
    text = rng.choice(_texts())
    a = rng.randrange(len(text))
    return text[a : a + rng.randint(1, 400)]  # cut in the middle of anything


def _shuffled(rng: random.Random) -> str:
    words = re.findall(r"\S+|\n", _sentence(rng) + " " + _sentence(rng))
    rng.shuffle(words)
    return " ".join(words)


def _repeated(rng: random.Random) -> str:
    words = re.findall(r"\S+|\n", _sentence(rng))
    return " ".join(w for w in words for _ in range(rng.choice((1, 1, 1, 2, 7))))


def _truncated(rng: random.Random) -> str:
    return " ".join(w[: rng.randint(1, len(w))] if rng.random() < 0.3 else w for w in re.findall(r"\S+|\n", _sentence(rng)))


def _joined(rng: random.Random) -> str:
    words = re.findall(r"\S+|\n", _sentence(rng))
    return "".join(w + rng.choice(("", " ", " ", " ", "\n", "،", " و", "\u200f", "\u0640")) for w in words)


def _drawn(rng: random.Random) -> str:
    return " ".join(rng.choices(_words(), k=rng.randint(1, 80)))


def _inserted(rng: random.Random) -> str:
    text = list(_sentence(rng))
    for _ in range(rng.randint(1, 12)):
        text.insert(rng.randrange(len(text) + 1), rng.choice("\"'«»“”()[]\n.،:؛-–/ \u064e\u0651\u0640\u202e\u200fو٣3آ"))
    return "".join(text)


def _removed(rng: random.Random) -> str:
    return "".join(c for c in _sentence(rng) if rng.random() > 0.06)


def _spliced(rng: random.Random) -> str:
    return "".join(_sentence(rng) for _ in range(4))


KINDS = (_sentence, _shuffled, _repeated, _truncated, _joined, _drawn, _inserted, _removed, _spliced)


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__.strip("_"))
def test_words_of_articles_in_any_order(kind) -> None:  # type: ignore[no-untyped-def]
    knowledge = load_knowledge()
    for seed in range(MIXES // len(KINDS) if not LONG else MIXES):
        text = kind(random.Random(f"{kind.__name__} {seed}"))
        try:
            digest_once(article(text), knowledge)
        except Exception as error:
            raise AssertionError(f"{kind.__name__}, seed {seed}: {error!r}\n{text!r}") from error


def test_every_prefix_of_a_sentence() -> None:
    """A sentence cut after any of its words, as teasers are."""
    knowledge = load_knowledge()
    text = next(t for t in _texts() if len(t) > 1500)[:900]
    ends = [m.end() for m in re.finditer(r"\S+", text)]
    for end in ends if LONG else ends[::6]:
        digest_once(article(text[:end]), knowledge)


def test_findings_stand_in_text_order_whenever_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """:meth:`Context.mentions_in` finds by bisection: it needs the order, and must give what a scan gives."""
    asked = 0
    mentions_in, times_in = Context.mentions_in, Context.times_in

    def mentions(self: Context, sentence: SentenceSpan, kinds: tuple[str, ...] | None = None) -> list[FoundMention]:
        nonlocal asked
        asked += 1
        found = mentions_in(self, sentence, kinds)
        assert found == [m for m in self.mentions if sentence.start <= m.start < sentence.end and (kinds is None or m.kind in kinds)]
        return found

    def times(self: Context, sentence: SentenceSpan) -> list[FoundTime]:
        found = times_in(self, sentence)
        assert found == [t for t in self.times if sentence.start <= t.start < sentence.end]
        return found

    monkeypatch.setattr(Context, "mentions_in", mentions)
    monkeypatch.setattr(Context, "times_in", times)
    rng = random.Random(8)
    for text in (*_texts()[:: 1 if LONG else 4], *(_spliced(rng) for _ in range(20))):
        digest_once(article(text), load_knowledge())
    assert asked > 100
