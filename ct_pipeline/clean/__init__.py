"""From a raw page to the article on it: blocks, headline and source lines, sentences, publication date, story fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ct_pipeline.clean.dating import Dating, date_article
from ct_pipeline.clean.language import detect_language
from ct_pipeline.clean.outlets import country_order, load_outlet_countries, load_outlets, outlet_key
from ct_pipeline.clean.page_text import PageText
from ct_pipeline.clean.relevance import score_relevance
from ct_pipeline.clean.segments import Layout, find_segments
from ct_pipeline.clean.sentences import load_sentence_rules, split_sentences
from ct_pipeline.clean.source import Source, find_source
from ct_pipeline.clean.stories import fingerprint
from ct_pipeline.language.fold import FoldedText, fold, fold_text
from ct_pipeline.language.timex_rules import DateOrder
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import CleanArticle, CleanResult, RawArticle, Sentence
from ct_pipeline.together import side_by_side

BODY_KINDS = ("body", "crosshead")


@dataclass(slots=True)
class _Page:
    """A page on its way through the steps: what each has found."""

    raw: RawArticle
    knowledge: Knowledge
    folded: FoldedText = field(init=False)
    layout: Layout = field(init=False)
    source: Source = field(init=False)
    order: DateOrder | None = None
    sentences: tuple[Sentence, ...] = ()
    body: str = ""
    folded_body: str = ""
    relevance: tuple[bool, float] = (False, 0.0)
    fingerprint: str | None = None
    dating: Dating = field(init=False)


def clean_article(raw: RawArticle, knowledge: Knowledge) -> CleanResult:
    """Find the article within its page. Pure: the same raw article and seeds give the same result; no text makes it fail."""
    return clean_together([raw], knowledge)[0]


def clean_together(raws: Sequence[RawArticle], knowledge: Knowledge, seconds: list[float] | None = None) -> list[CleanResult]:
    """The article within each page, the same as :func:`clean_article` finds, with less work for many. ``seconds`` gets what each took."""
    pages = [_Page(raw, knowledge) for raw in raws]
    spent = side_by_side(_STEPS, pages)
    results = [_result(page) for page in pages]
    if seconds is not None:
        seconds[:] = spent
    return results


def _lay_out(page: _Page) -> None:
    """Blocks, headline and source lines; again where the outlet's own furniture is known."""
    raw, knowledge = page.raw, page.knowledge
    page.folded = fold_text(raw.raw_text)
    page.layout = find_segments(raw, page.folded, knowledge)
    page.source = find_source(raw, page.folded, page.layout, knowledge)
    outlets = knowledge.rules(load_outlets)
    profile = outlets.get(outlet_key(raw, page.source.outlet) or "") if outlets else None
    if profile is not None and profile.lines:
        page.layout = find_segments(raw, page.folded, knowledge, profile.lines)
        page.source = find_source(raw, page.folded, page.layout, knowledge)
    page.order = (profile.order if profile is not None else None) or country_order(raw, page.source.outlet, knowledge.rules(load_outlet_countries))


def _split(page: _Page) -> None:
    raw, segments = page.raw, page.layout.segments
    page.sentences = split_sentences(raw.article_id, page.folded, segments, page.knowledge.rules(load_sentence_rules))
    page.body = "\n".join(part for s in segments if s.kind in BODY_KINDS and (part := raw.raw_text[s.raw_start : s.raw_end].strip()))
    page.folded_body = "\n".join(u.text for u in page.layout.units if u.kind in BODY_KINDS)


def _weigh(page: _Page) -> None:
    page.relevance = score_relevance(fold(page.source.title) if page.source.title else "", page.folded_body, page.knowledge)


def _print(page: _Page) -> None:
    page.fingerprint = fingerprint(page.folded_body, page.knowledge)


def _date(page: _Page) -> None:
    page.dating = date_article(page.raw, PageText(page.folded, page.layout.segments, page.sentences, page.order), page.knowledge)


_STEPS = (_lay_out, _split, _weigh, _print, _date)


def _result(page: _Page) -> CleanResult:
    source, dating = page.source, page.dating
    article = CleanArticle(
        article_id=page.raw.article_id,
        title=source.title,
        body=page.body,
        outlet=source.outlet,
        agency=source.agency,
        author=source.author,
        dateline_place=source.dateline_place,
        language=detect_language(page.body or page.raw.raw_text, page.knowledge),
        published_on=dating.published_on,
        published_earliest=dating.published_earliest,
        published_latest=dating.published_latest,
        published_method=dating.published_method,
        published_evidence=dating.published_evidence,
        is_relevant=page.relevance[0],
        relevance=page.relevance[1],
        fingerprint=page.fingerprint,
        date_order=page.order,
    )
    return CleanResult(article, page.layout.segments, page.sentences)
