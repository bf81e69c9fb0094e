"""Building blocks of invented pages."""

from __future__ import annotations

from ct_pipeline.clean import clean_article
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.model import CleanResult, RawArticle

KNOWLEDGE = load_knowledge()
TITLE = "المغرب ومالطا يطلقان برنامجا لتبادل الخبرات في مكافحة الإرهاب"
LEAD = "أطلق المغرب ومالطا، اليوم الثلاثاء بفاليتا، برنامجا لتبادل الخبرات في مجال مكافحة الإرهاب يمتد على سنتين."
SECOND = "وقال مدير البرنامج، في كلمة بالمناسبة، إن تبادل الخبرات بين البلدين سيشمل تكوين المحققين وتحليل الأدلة الرقمية."
THIRD = "وأضاف أن الورشة الأولى من هذا البرنامج ستنعقد بمراكش خلال الأسبوع الثاني من الشهر المقبل."


def raw(text: str, **hints: object) -> RawArticle:
    return RawArticle("0123456789abcdef", "page.txt", "text/plain", "utf-8", text, **hints)  # type: ignore[arg-type]


def clean(text: str, **hints: object) -> CleanResult:
    return clean_article(raw(text, **hints), KNOWLEDGE)


def kinds(text: str, **hints: object) -> dict[str, str]:
    """Kind of each line of a page, by its text (whole or beginning)."""
    result = clean(text, **hints)
    out = {}
    position = 0
    for line in text.split("\n"):
        middle = position + len(line) // 2
        if line.strip():
            out[line.strip()] = next(s.kind for s in result.segments if s.raw_start <= middle < s.raw_end)
        position += len(line) + 1
    return out


def kept(text: str, **hints: object) -> str:
    """What is left of a page, lines joined with single line breaks."""
    result = clean(text, **hints)
    parts = [text[s.raw_start : s.raw_end].strip() for s in result.segments if s.kind != "boilerplate"]
    return "\n".join(p for p in parts if p)


def page(*lines: str) -> str:
    return "\n\n".join(lines)
