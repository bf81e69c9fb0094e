"""Who holds which office: a named person, the title as printed, the body it belongs to, and the country the office serves."""

from __future__ import annotations

from dataclasses import replace

from ct_pipeline.extract.affiliation_country import office_country, stated_country
from ct_pipeline.extract.affiliation_sides import on_behalf, side_of
from ct_pipeline.extract.context import Context, FoundAffiliation, FoundMention
from ct_pipeline.extract.home_country import home_country, serves_no_state
from ct_pipeline.extract.person_grammar import Title
from ct_pipeline.extract.person_view import View, view_of
from ct_pipeline.extract.title_links import TitleLink, title_cut, title_links, title_text
from ct_pipeline.language.fold import fold

_EMITTED = frozenset({"office", "sovereign", "profession"})
APPOINTED = "_appointed"  # in the rule of an affiliation whose title stands in the accusative of a verb that makes one something
GUESSED = "_home"  # the end of the rule of an affiliation whose country is only the one the article is written from


def find_affiliations(context: Context) -> None:
    """Add one affiliation for each office the text gives to a named person."""
    if not any(m.kind == "person" for m in context.mentions):
        return
    view = view_of(context)
    home = home_country(context)
    links: list[TitleLink] = []
    behalf: list[tuple[FoundMention, int, FoundMention]] = []
    for sentence in context.doc.sentences:
        links.extend(title_links(context, view, sentence))
        behalf.extend(on_behalf(context, view, sentence))
    titled = {link.person.entity_id for link in links if link.title.form.kind in _EMITTED and link.title.last - link.title.first >= 1}
    acting = {person.entity_id for person, first, _ in behalf if view.gap(first) == " "}
    rich = {link.person.entity_id for link in links if link.title.form.kind in _EMITTED and len(title_text(context, view, link).split()) > 1}
    # "نظيره التونسي العميد فلان، قائد ...": one title says the country, the other the office
    elsewhere = {link.person.entity_id: code for link in links if link.title.form.kind in ("kin", "rank", "role") and (code := stated_country(context, view, link.title))}
    behalf_country = {p.entity_id: context.entities[o.entity_id].country_iso2 for p, _, o in behalf}
    seen: dict[str, list[set[str]]] = {}
    for link in links:
        kind, person = link.title.form.kind, link.person.entity_id
        if kind == "rank":
            if person in titled or person in acting:
                continue
        elif kind == "kin":
            if link.text is None:
                continue
        elif kind not in _EMITTED or (link.title.form.plural and not link.shared):
            continue
        text = link.text or title_text(context, view, link)
        of_state = kind == "sovereign" and link.title.form.definite and view.sure_nisba(link.title.last - 1) is not None  # "العاهل السعودي، ...، القائد الأعلى لـ..."
        if not text or (len(text.split()) == 1 and person in rich and link.text is None and not of_state):
            continue
        words = set(fold(text).split())
        if any(words <= other for other in seen.get(person, [])):
            continue
        seen.setdefault(person, []).append(words)
        body = body_of(context, view, link.title)
        country, guessed = (link.nisba_only, False) if link.nisba_only else office_country(context, view, link, body, home, elsewhere)
        if kind == "rank" and guessed and person in behalf_country:
            country = behalf_country[person]
        former = any(view.words[i] in view.rules.former for i in range(link.title.first, min(link.title.last + 1, len(view.words))))
        start, end = min(link.title.start, link.person.start), max(link.title.end, link.person.end)
        confidence = 0.9 if link.title.run is not None else 0.8
        rule = f"title_{kind}" + APPOINTED * link.title.form.accusative + GUESSED * guessed
        context.affiliations.append(FoundAffiliation(start, end, person, text, body.entity_id if body else None, country, former, confidence, rule))
    for mention, first, organization in behalf:
        if mention.entity_id in titled:
            continue
        text = " ".join(context.doc.surface(view.tokens[first].start, organization.end).split())
        acting_for, country = side_of(context, view, mention.start)
        if not acting_for and not serves_no_state(context, organization.entity_id):
            country = context.entities[organization.entity_id].country_iso2 or home
        context.affiliations.append(FoundAffiliation(mention.start, organization.end, mention.entity_id, text, organization.entity_id, country, False, 0.75, "on_behalf"))
    for found in context.affiliations:
        info = context.entities.get(found.person_id)
        if info is not None and info.country_iso2 is None and found.country_iso2 is not None and not info.is_registered:
            context.entities[found.person_id] = replace(info, country_iso2=found.country_iso2)


def body_of(context: Context, view: View, title: Title) -> FoundMention | None:
    """The body named within ``title`` that the office belongs to."""
    inside = []
    for k in range(title.first, title.last):
        m = view.mention.get(k)
        if m is not None and m.kind == "organization" and m not in inside:
            inside.append(m)
    if not inside:
        return None
    cut = title_cut(context, view, title)
    return next((m for m in inside if m.start >= view.tokens[cut].start), inside[0]) if cut < title.last else inside[0]
