"""Reading an invented text with the finders that come before roles: for the tests of bodies, their short forms and their roles."""

from __future__ import annotations

import re

from ct_pipeline.extract.bodies import find_bodies
from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.coreference_bodies import resolve_bodies
from ct_pipeline.extract.names import find_names
from ct_pipeline.extract.people import find_people
from ct_pipeline.extract.times import find_times
from ct_pipeline.language.document import Document
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.model import CleanArticle, RawArticle, Segment, Sentence


def context_of(text: str) -> Context:
    """A context over ``text``, one sentence a full stop, nothing found yet."""
    raw = RawArticle("a" * 16, "invented.txt", "text/plain", "utf-8", text)
    sentences = []
    for m in re.finditer(r"[^.\n]+\.?", text):
        if m.group().strip():
            start = m.start() + len(m.group()) - len(m.group().lstrip())
            sentences.append(Sentence(f"{raw.article_id}-{len(sentences):04d}", raw.article_id, len(sentences), start, m.end(), text[start : m.end()]))
    article = CleanArticle(raw.article_id, None, text, None, None, None, None, "ar", None, None, None, "unknown", "[]", True, 1.0, None)
    return Context(Document(raw, article, (Segment(raw.article_id, 0, 0, len(text), "body", "test"),), sentences), load_knowledge())


def read(text: str) -> Context:
    """``text`` with names, people, bodies and their short forms found."""
    context = context_of(text)
    find_times(context)
    find_names(context)
    find_people(context)
    find_bodies(context)
    resolve_bodies(context)
    return context


def bodies(context: Context, named: bool = True) -> list[FoundMention]:
    return [m for m in context.mentions if m.kind == "organization" and m.is_named == named]


def names(context: Context, named: bool = True) -> list[str]:
    """The surfaces of the bodies found."""
    return [context.doc.surface(m.start, m.end) for m in bodies(context, named)]
