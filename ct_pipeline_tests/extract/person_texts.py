"""A context for an invented text, with every finder up to references run on it."""

from __future__ import annotations

import re

from ct_pipeline.extract.affiliations import find_affiliations
from ct_pipeline.extract.bodies import find_bodies
from ct_pipeline.extract.context import Context
from ct_pipeline.extract.coreference import resolve_references
from ct_pipeline.extract.names import find_names
from ct_pipeline.extract.people import find_people
from ct_pipeline.language.document import Document
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.model import CleanArticle, RawArticle, Segment, Sentence


def bare_context(text: str, agency: str | None = None) -> Context:
    """``text`` as one article; a line break or ". " ends a sentence. Nothing is found in it yet."""
    raw = RawArticle("a", "a.txt", "text/plain", "utf-8", text)
    article = CleanArticle("a", None, text, None, agency, None, None, "ar", None, None, None, "unknown", "[]", True, 1.0, None)
    sentences = [Sentence(f"a-{n:04d}", "a", n, m.start(), m.end(), m.group()) for n, m in enumerate(re.finditer(r"[^\n]+?(?:(?<!\b\w)\.(?= )|(?=\n)|$)", text)) if m.group().strip()]
    return Context(Document(raw, article, [Segment("a", 0, 0, len(text), "body", "test")], sentences), load_knowledge())


def people_context(text: str, agency: str | None = None) -> Context:
    context = bare_context(text, agency)
    find_names(context)
    find_people(context)
    find_bodies(context)
    find_affiliations(context)
    resolve_references(context)
    return context


def named(text: str) -> list[str]:
    """The people named in ``text``, as printed."""
    context = people_context(text)
    return [context.doc.surface(m.start, m.end) for m in context.mentions if m.kind == "person" and m.is_named]


def offices(text: str, agency: str | None = None) -> list[tuple[str, str, str | None]]:
    """(person, title, country) of each affiliation."""
    context = people_context(text, agency)
    return [(context.entities[a.person_id].name_ar, a.title, a.country_iso2) for a in context.affiliations]


def references(text: str) -> list[tuple[str, str]]:
    """(phrase, person) of each mention that only stands for a name."""
    context = people_context(text)
    return [(context.doc.surface(m.start, m.end), context.entities[m.entity_id].name_ar) for m in context.mentions if m.kind == "person" and not m.is_named]
