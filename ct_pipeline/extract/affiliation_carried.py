"""An office told in one sentence, its holder's name in the next: "قال مدير المنظمة إن ... . وأضاف فلان الفلاني: ..."

Two ways of it are read. The name bears the office's head again ("وأضاف المندوب فلان"), so the full office is his. Or the next sentence opens with a verb of speech and the name
of somebody the article has not named before and gives no office. Only an office that is the subject of a verb, with what it is of, and with nobody named beside it, is carried on.
"""

from __future__ import annotations

from collections.abc import Sequence

from ct_pipeline.extract.affiliation_country import office_country
from ct_pipeline.extract.affiliations import GUESSED, body_of
from ct_pipeline.extract.context import Context, FoundAffiliation, FoundMention
from ct_pipeline.extract.coreference_merge import merge
from ct_pipeline.extract.coreference_titles import reference_end
from ct_pipeline.extract.home_country import home_country
from ct_pipeline.extract.person_grammar import Title
from ct_pipeline.extract.person_view import View, view_of
from ct_pipeline.extract.person_words import FUNCTION
from ct_pipeline.extract.title_links import TitleLink, title_links, title_text, titles_of
from ct_pipeline.language.document import SentenceSpan

CARRIED = "_carried"
_AHEAD = 3  # sentences in which the head comes again with the name


def carry_titles(context: Context) -> None:
    """Add the affiliations, and a mention where the office stands, for offices whose holder only a later sentence names."""
    people = [m for m in context.mentions if m.kind == "person" and m.is_named]
    if not people:
        return
    view = view_of(context)
    first_named: dict[str, int] = {}
    for m in people:
        first_named.setdefault(m.entity_id, m.start)
    sentences = context.doc.sentences
    added: list[FoundMention] = []
    for n, sentence in enumerate(sentences[:-1]):
        title = _untold(context, view, sentence)
        if title is None:
            continue
        person = _named_again(context, view, title, sentences[n + 1 : n + 1 + _AHEAD], first_named) or _named_next(context, view, title, sentences[n + 1], first_named)
        if person is None:
            continue
        body = body_of(context, view, title)
        link = TitleLink(title, person)
        country, guessed = office_country(context, view, link, body, home_country(context), {})
        bare = next((a for a in context.affiliations if a.person_id == person.entity_id and len(a.title.split()) == 1), None)
        if bare is not None:
            context.affiliations.remove(bare)
        rule = f"title_{title.form.kind}{CARRIED}" + GUESSED * guessed
        context.affiliations.append(FoundAffiliation(title.start, title.end, person.entity_id, title_text(context, view, link), body.entity_id if body else None, country, False, 0.7, rule))
        added.append(FoundMention(title.start, view.tokens[reference_end(view, title) - 1].end, "person", person.entity_id, "coreference", 0.7, is_named=False))
    merge(context, added)


def _untold(context: Context, view: View, sentence: SentenceSpan) -> Title | None:
    """The office that is the subject of the sentence's first verb, with a complement, and nobody named in the sentence."""
    if any(m.is_named for m in context.mentions_in(sentence, ("person",))):
        return None
    for title in titles_of(view, sentence):
        k = title.first - 1
        if k < sentence.first_token or not view.is_subject_verb(k) or view.gap(title.first) != " ":
            continue
        whole = title.form.kind == "office" and not title.form.plural and not title.prefix and title.run is None and title.last - title.first > 1 and not title.form.accusative
        return title if whole and not any(a.start <= title.start < a.end for a in context.affiliations) else None
    return None


def _named_again(context: Context, view: View, title: Title, following: Sequence[SentenceSpan], first_named: dict[str, int]) -> FoundMention | None:
    """Who bears the head of ``title`` alone, with the article, where he is named first: "وأضاف المندوب فلان"."""
    for sentence in following:
        for link in title_links(context, view, sentence):
            t = link.title
            alone = t.form.definite and t.last - t.first == 1 and t.run is not None and not t.comma
            if alone and view.words[t.first].removeprefix("ال") == view.words[title.first].removeprefix("ال") and first_named[link.person.entity_id] == link.person.start:
                return link.person
        if any(m.is_named for m in context.mentions_in(sentence, ("person",))):
            return None
    return None


def _named_next(context: Context, view: View, title: Title, sentence: SentenceSpan, first_named: dict[str, int]) -> FoundMention | None:
    """Who is named first, without an office of his own anywhere, behind the verb of speech that opens the next sentence."""
    i = sentence.first_token
    word = view.words[i].removeprefix("و")
    if word not in view.rules.plain_speech or i + 1 >= sentence.last_token or view.gap(i + 1) != " " or word.endswith("ت") != (title.form.gender == "f"):
        return None
    m = view.mention.get(i + 1)
    if m is None or m.kind != "person" or not m.is_named or m.start != view.tokens[i + 1].start or first_named.get(m.entity_id) != m.start or " " not in context.doc.text[m.start : m.end]:
        return None
    j = context.doc.token_at(m.end)
    if j < sentence.last_token and "," in view.gap(j) and (not view.flags[j] & FUNCTION or view.words[j] in view.rules.apposition_words):
        return None  # "وقال فلان، وهو شاهد عيان، ...": who he is follows
    registered = context.entities[m.entity_id].is_registered  # whose offices are known is not described by another's
    own = any(a.person_id == m.entity_id for a in context.affiliations) or any(link.person is m for link in title_links(context, view, sentence))
    return None if own or registered else m
