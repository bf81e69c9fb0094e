"""From a raw page to the article on it: blocks, headline and source lines, sentences, publication date, story fingerprint."""

from __future__ import annotations

import dataclasses

from ct_pipeline.clean.dating import date_article
from ct_pipeline.clean.language import detect_language
from ct_pipeline.clean.outlets import country_order, load_outlet_countries, load_outlets, outlet_key
from ct_pipeline.clean.page_text import PageText
from ct_pipeline.clean.relevance import score_relevance
from ct_pipeline.clean.segments import find_segments
from ct_pipeline.clean.sentences import load_sentence_rules, split_sentences
from ct_pipeline.clean.source import find_source
from ct_pipeline.clean.stories import fingerprint
from ct_pipeline.language.fold import fold, fold_text
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import CleanArticle, CleanResult, RawArticle

BODY_KINDS = ("body", "crosshead")


def clean_article(raw: RawArticle, knowledge: Knowledge) -> CleanResult:
    """Find the article within its page. Pure: the same raw article and seeds give the same result; no text makes it fail."""
    folded = fold_text(raw.raw_text)
    layout = find_segments(raw, folded, knowledge)
    source = find_source(raw, folded, layout, knowledge)
    outlets = knowledge.rules(load_outlets)
    profile = outlets.get(outlet_key(raw, source.outlet) or "") if outlets else None
    if profile is not None and profile.lines:
        layout = find_segments(raw, folded, knowledge, profile.lines)
        source = find_source(raw, folded, layout, knowledge)
    order = (profile.order if profile is not None else None) or country_order(raw, source.outlet, knowledge.rules(load_outlet_countries))
    sentences = split_sentences(raw.article_id, folded, layout.segments, knowledge.rules(load_sentence_rules))
    body = "\n".join(part for s in layout.segments if s.kind in BODY_KINDS and (part := raw.raw_text[s.raw_start : s.raw_end].strip()))
    folded_body = "\n".join(u.text for u in layout.units if u.kind in BODY_KINDS)
    is_relevant, relevance = score_relevance(fold(source.title) if source.title else "", folded_body, knowledge)
    article = CleanArticle(
        article_id=raw.article_id,
        title=source.title,
        body=body,
        outlet=source.outlet,
        agency=source.agency,
        author=source.author,
        dateline_place=source.dateline_place,
        language=detect_language(body or raw.raw_text, knowledge),
        published_on=None,
        published_earliest=None,
        published_latest=None,
        published_method="unknown",
        published_evidence="[]",
        is_relevant=is_relevant,
        relevance=relevance,
        fingerprint=fingerprint(folded_body, knowledge),
        date_order=order,
    )
    dating = date_article(raw, PageText(folded, layout.segments, sentences, order), knowledge)
    article = dataclasses.replace(
        article,
        published_on=dating.published_on,
        published_earliest=dating.published_earliest,
        published_latest=dating.published_latest,
        published_method=dating.published_method,
        published_evidence=dating.published_evidence,
    )
    return CleanResult(article, layout.segments, sentences)
