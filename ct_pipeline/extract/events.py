"""What happened, when, where, and who took part: one event an article, however many of its sentences tell it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from ct_pipeline.extract.context import Context, EntityInfo, FoundAffiliation, FoundEvent, FoundMention, FoundTime
from ct_pipeline.extract.event_arrivals import fold_arrivals
from ct_pipeline.extract.event_capitals import METHOD, add_capitals
from ct_pipeline.extract.event_draft import GATHERINGS, TALKS, Draft
from ct_pipeline.extract.event_ellipsis import spread
from ct_pipeline.extract.event_frames import Frames, load_frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_mentions import find_mentions
from ct_pipeline.extract.event_merge import merge
from ct_pipeline.extract.event_names import own_name
from ct_pipeline.extract.event_participants import add_participants
from ct_pipeline.extract.event_sentence import SentenceView, view_sentence
from ct_pipeline.extract.event_slots import attach_slots
from ct_pipeline.extract.event_twins import fold_twins
from ct_pipeline.extract.event_words import bare_forms, phrase_at, plain
from ct_pipeline.language.fold import fold

_FLOOR = 0.12  # relevance under which an article is about something else, unless its own words say otherwise
_DOUBT = 0.2  # and under which a few of the field's words are asked for
_FIELD_WORDS, _FEW_WORDS = 3, 2
_SPORT_WORDS = 2  # distinct words of sport that settle it
_READ = frozenset({"title", "body", "crosshead", "dateline", "caption"})  # segments that tell events


def find_events(context: Context) -> None:
    """Add the article's events to ``context.events`` and tie statements to the event at which they were made."""
    frames = context.knowledge.rules(load_frames)
    if _is_foreign(context, frames):
        return  # football, prices, weather: whatever happens there is no event of this field
    views = _views(context, frames)
    add_capitals(context, views)
    mentions: list[EventMention] = []
    for view in views:
        found = find_mentions(view, frames)
        attach_slots(view, found, frames, context.doc.published_on)
        mentions.extend(spread(view, found))
    drafts = merge(mentions)
    _mark_main(drafts, views)
    fold_arrivals(drafts)
    _inherit(drafts, views, context.doc.published_on)
    _aside(drafts)
    _during(drafts, frames)
    _from_lead(context, drafts, views, frames)
    for draft in drafts:
        if draft.type == "trial":
            _court_city(context, draft)
    said = fold_twins(drafts, add_participants(context, frames, views, drafts))
    told = sorted(((_event(context, draft), draft) for draft in drafts), key=lambda x: (x[0].start, x[0].end, x[0].event_type))
    context.events.extend(event for event, _ in told)
    for statement, draft in said:
        statement.event_key = next(i for i, (_, d) in enumerate(told) if d is draft)


def _inherit(drafts: list[Draft], views: list[SentenceView], published: date | None) -> None:
    """"This came during official talks ...": the talks were when and where the event told before was."""
    for d in drafts:
        head = d.head
        words = [t.text for t in head.view.tokens[:2]]
        if d.dates()[0] is not None or not (len(words) == 2 and plain(words[0]) in head.view.grammar["came"] and words[1] in head.view.grammar["what_came"]):
            continue
        if any(head.view.opener[k] in ("rel", "that") or plain(head.view.tokens[k].text) in head.view.grammar["after_words"] for k in range(2, head.at + 1)):
            continue  # "this came at a time when he was appointed who ...", "in a communiqué, after a meeting in ...": another occasion
        if head.view.rank == 2:
            lead = next((v for v in views if v.rank == 1), None)
            days = [t for t in lead.times if t.granularity == "day" and t.anchor == "published" and (t.start_date or published is None)] if lead is not None else []
            if len(days) == 1:
                head.times = [(days[0], "during")]
                continue  # "X warned today ...; this came in a briefing"
        told = [x for x in drafts if x is not d and x.head.start < head.start and x.is_main]
        if told:
            source = told[-1]
            head.times = [t for m in source.mentions for t in m.times]
            if head.city is None and head.country is None:
                head.city = next((m.city for m in source.mentions if m.city is not None), None)
                head.country = next((m.country for m in source.mentions if m.country is not None), None)


def _aside(drafts: list[Draft]) -> None:
    """"On the sidelines of the meeting he held talks with ...": the talks were where and when the meeting was, as far as it lasted one day."""
    for d in drafts:
        head = d.head
        view = head.view
        if d.type not in GATHERINGS | {"agreement"} or d.dates()[0] is not None and d.cities:
            continue
        for k in range(max(0, head.first - 12), min(len(view.tokens), head.last + 14)):
            if not view.bare_forms(k) & view.grammar["sidelines"] or view.breaks(min(k, head.at), max(k, head.at)) > 20:
                continue
            if any(view.opener[j] == "that" for j in range(min(k, head.at) + 1, max(k, head.at) + 1)):
                continue  # "said at a press conference that ... during his visit in June": the visit's own day
            host = next((x for x in drafts if x is not d and any(m.view is view and 0 < m.at - k <= 4 and m.at not in (head.at, head.hit.last) for m in x.mentions)), None)
            if host is None:
                continue
            if not head.times:
                head.times = [t for m in host.mentions for t in m.times]
            if not d.cities and head.country is None:
                head.city = next((m.city for m in host.mentions if m.city is not None and not m.several_cities), None)
                head.country = next((m.country for m in host.mentions if m.country is not None), None)
            break
        _same_occasion(drafts, d)


def _during(drafts: list[Draft], frames: Frames) -> None:
    """"The signing came during a meeting in Doha": what the bare act refers to and the meeting share day and town."""
    for d in drafts:
        if d.type not in GATHERINGS:
            continue
        for m in d.mentions:
            act = _act_before(m, frames)
            crowned = [x for x in drafts for y in x.mentions if y.crowns and y.view is m.view and m.at < y.at]
            told = crowned or [x for x in drafts if x.type == act and x.head.view.span.no <= m.view.span.no]
            if act is None and not crowned or not told:
                continue
            other = told[0] if told[0].is_main else told[-1]
            for a, b in ((d, other), (other, d)):
                if a.dates()[0] is None and not any(x.times for x in a.mentions):
                    a.head.times = [t for x in b.mentions for t in x.times]
                if not a.cities and not any(x.country for x in a.mentions):
                    a.head.city = next((x.city for x in b.mentions if x.city is not None and not x.several_cities), None)
                    a.head.country = next((x.country for x in b.mentions if x.country is not None), None)
            break


def _act_before(m: EventMention, frames: Frames) -> str | None:
    """The type of the act that a bare definite noun before "during the meeting" refers to, or None."""
    view = m.view
    if not any(plain(view.tokens[k].text) in view.grammar["occasion_prepositions"] | {"خلال", "في"} for k in range(max(0, m.at - 3), m.at)):
        return None
    for k in range(m.at - 1, max(-1, m.at - 9), -1):
        if view.opener[k + 1] in ("stop", "and"):
            return None
        for kind, words in frames.acts.items():
            if view.covered[k] is None and plain(view.tokens[k].text) in words and not (k + 1 < m.at and view.tokens[k + 1].text.startswith("ال")):
                return kind
    return None


def _same_occasion(drafts: list[Draft], d: Draft) -> None:
    """"On the same occasion an agreement was signed": when and where the main event told before it was."""
    head = d.head
    view = head.view
    if d.dates()[0] is not None or d.cities or head.country is not None or any(m.planned for m in d.mentions) or view.is_title:
        return
    if not any(view.covered[k] is None and view.bare_forms(k) & view.grammar["occasion_openers"] for k in range(min(6, len(view.tokens)))):
        return
    told = [x for x in drafts if x is not d and x.is_main and x.dates()[2] == "day" and any(0 < view.span.no - m.view.span.no <= 2 for m in x.mentions)]
    if len(told) == 1:
        head.times = [t for m in told[0].mentions for t in m.times]
        head.city = next((m.city for m in told[0].mentions if m.city is not None and not m.several_cities), None)
        head.country = next((m.country for m in told[0].mentions if m.country is not None), None)


def _from_lead(context: Context, drafts: list[Draft], views: list[SentenceView], frames: Frames) -> None:
    """"X said yesterday in New York ..." opens a report on a meeting named later: that was its day and place."""
    gathering = next((d for d in drafts if d.type in ("meeting", "conference") and not d.head.planned and d.head.view.rank <= 4), None)
    lead = next((v for v in views if not v.is_title and len(v.tokens) > 7), None)
    if gathering is None or lead is None or any(m.view is lead for d in drafts for m in d.mentions) or gathering.head.view is lead:
        return
    discusses = gathering.head.view.rank <= 2 and gathering.head.definite and any(lead.bare_forms(k) & lead.grammar["topics"] for k in range(min(14, len(lead.tokens))))
    if not discusses and not any(lead.span.start <= s.start < lead.span.end for s in context.statements):
        return
    head = gathering.head
    opens = [k for k in range(len(lead.tokens)) if lead.opener[k] == "that"]
    edge = lead.tokens[opens[0]].start if opens else lead.span.end
    if gathering.dates()[0] is None and not any(m.times for m in gathering.mentions):
        head.times += [(t, "during") for t in lead.times if t.start < edge and t.granularity == "day"][:1]
    if not gathering.cities:
        cities = [c for c in lead.mentions if c.kind == "city" and c.start < edge and _said_in(lead, c)]
        if cities and lead.in_affiliation[lead.index(cities[0].start)] is None:
            head.city = cities[0]
            gathering.extra.append((lead.tokens[0].start, lead.tokens[min(3, len(lead.tokens) - 1)].end))


def _said_in(view: SentenceView, c: FoundMention) -> bool:
    k = view.index(c.start)
    return view.prefix_of(c).endswith("ب") or k > 0 and view.tokens[k - 1].text in ("في", "وفي")


def _court_city(context: Context, draft: Draft) -> None:
    """"The court of appeal in Rabat": the city in the court's name."""
    registry = context.knowledge.registry
    for m in draft.mentions:
        if m.city is not None:
            return
        for c in m.view.mentions:
            if c.kind != "organization" or not any(w in context.doc.text[c.start : c.end] for w in m.view.grammar["courts"]):
                continue
            for hit in registry.names.find(context.doc.text, c.start, c.end):
                city = next((p for p in hit.payloads if isinstance(p, str) and p.startswith("city:")), None)
                if city is not None and (hit.prefix.endswith("ب") or draft.is_main and not hit.prefix and hit.start > c.start):
                    entity = registry.entities[city]
                    m.city = FoundMention(hit.start, hit.end, "city", city, "court", 0.8)
                    context.entities.setdefault(city, EntityInfo(city, "city", entity.name_ar, entity.name_en, entity.country_iso2, True, entity.type))
                    return


def _is_foreign(context: Context, frames: Frames) -> bool:
    """Whether an article is surely about something else: relevance says so, and next to none of the field's own words stands in it (each counts once, a phrase twice)."""
    doc = context.doc
    if doc.article.is_relevant or doc.article.relevance >= _DOUBT:
        return False
    enough = _FIELD_WORDS if doc.article.relevance < _FLOOR else _FEW_WORDS
    sport = frozenset[str]().union(*map(bare_forms, frames.having("sport", doc.distinct))) & frames.grammar["sport"]
    if len(sport) >= _SPORT_WORDS:
        return True  # "the army" is a club
    words, phrases = frames.words["field_words"], frames.phrases["field_phrases"]
    single: set[str] = set()
    several: set[tuple[str, ...]] = set()
    tokens = doc.tokens
    of_field = frames.having("field", doc.distinct)
    for s in doc.sentences:
        if s.kind not in _READ or of_field.isdisjoint(doc.words[s.first_token : s.last_token]):
            continue
        for i in range(s.first_token, s.last_token):
            if tokens[i].text in of_field:
                single |= bare_forms(tokens[i].text) & words
                if length := phrase_at(tokens, i, s.last_token, phrases, attached=True):
                    several.add(tuple(t.text for t in tokens[i + 1 : i + length]))
                if len(single) + 2 * len(several) >= enough:
                    return False
    return True


def _views(context: Context, frames: Frames) -> list[SentenceView]:
    doc = context.doc
    mentions: dict[int, list[FoundMention]] = defaultdict(list)
    times: dict[int, list[FoundTime]] = defaultdict(list)
    affiliations: dict[int, list[FoundAffiliation]] = defaultdict(list)
    for m in context.mentions:
        if s := doc.sentence_at(m.start):
            mentions[s.no].append(m)
    for t in context.times:
        if s := doc.sentence_at(t.start):
            times[s.no].append(t)
    for f in context.affiliations:
        if s := doc.sentence_at(f.start):
            affiliations[s.no].append(f)
    views = [view_sentence(context, frames, s, mentions[s.no], times[s.no], affiliations[s.no]) for s in doc.sentences if s.kind in _READ]
    if views and context.doc.article.title is None and not any(v.is_title for v in views) and _headline(views[0]):
        views[0].is_title = True
    rank = 0
    for view in views:
        if not view.is_title:
            rank += 1 if len(view.tokens) > 7 else 0
            view.rank = max(rank, 1)
    return views


def _headline(view: SentenceView) -> bool:
    """Whether a first line that cleaning left in the body reads as a headline: short, without a full stop, with a verb in the present."""
    line = view.text[view.tokens[-1].end : view.span.end] if view.tokens else "."
    return 4 <= len(view.tokens) <= 28 and "." not in line and any(h.form.shape.tense == "present" for h in view.hits)


def _mark_main(drafts: list[Draft], views: list[SentenceView]) -> None:
    """Main: told in the title or the first sentence of the body."""
    bodies = [v for v in views if not v.is_title and len(v.tokens) > 7]
    lead = {v.span.no for v in bodies[:1]} | {v.span.no for v in views if v.is_title}
    for d in drafts:
        d.is_main = any(m.view.span.no in lead for m in d.mentions)


def _printed(context: Context, name: tuple[int, int], noun: str) -> str:
    """The name as printed; "lil-" before it is taken apart: للاجتماع is ل and الاجتماع, and للقاء is ل and اللقاء where the noun itself begins with ل."""
    text = context.doc.surface(*name)
    before = context.doc.text[max(0, name[0] - 1) : name[0]]
    if before != "ل" or not text.startswith("ل") or text.startswith("لل"):
        return text
    own = fold(text.split(" ")[0]) == fold(noun.split(" ")[0])
    return ("ال" if own else "ا") + text


def _city_name(context: Context, city: FoundMention) -> str:
    """The town as printed; a capital that is only called so by its registry name."""
    return context.entities[city.entity_id].name_ar if city.method == METHOD else context.doc.surface(city.start, city.end)


def _event(context: Context, draft: Draft) -> FoundEvent:
    best = max(draft.mentions, key=lambda m: (m.score, -m.at))
    start, end, grain = draft.dates()
    cities = [m.city for m in sorted(draft.mentions, key=lambda m: m.view.is_title) if m.city is not None and not m.several_cities]
    several = any(m.several_cities for m in draft.mentions)
    city = cities[0] if cities and not several else None
    country = None
    named = [m.country for m in draft.mentions if m.country is not None]
    place = named[0] if named else None
    if place is not None:
        country = context.entities[place.entity_id].country_iso2 if place.entity_id in context.entities else None
    held = draft.held or next((m.held for m in draft.mentions if m.held), None)
    nowhere = draft.type in TALKS and held == "virtual" or any(m.at_virtual for m in draft.mentions)  # the town of who invited to it: those who took part were elsewhere
    if cities and (country is None or city is not None) and not nowhere:
        info = context.entities.get(cities[0].entity_id)
        country = info.country_iso2 if info and info.country_iso2 else country  # the town decides: a country named beside it takes part
    states = [p for p in draft.participants if p.entity_id.startswith("country:")]
    hosts = sorted({p.entity_id for p in states if p.role == "host"}) or sorted({p.entity_id for p in states if p.role == "organizer" and p.rule == "slot:نظم"})
    struck = sorted({p.entity_id for p in states if p.role == "subject"}) if draft.type == "attack" else []
    if country is None and len(struck) == 1:
        country = context.entities[struck[0]].country_iso2 if struck[0] in context.entities else None  # "when Tunisia was struck"
    if country is None and len(hosts) == 1 and draft.type in GATHERINGS and held != "virtual":
        country = context.entities[hosts[0]].country_iso2 if hosts[0] in context.entities else None
    edition = draft.edition
    status = "cancelled" if best.cancelled else "planned" if all(m.planned for m in draft.mentions) or best.planned else "held"
    published = context.doc.published_on
    if published and start and start > published and status == "held":
        status = "planned"
    if published and end and end < published and status == "planned":
        status = "held"
    name = own_name(draft)
    if best.like is not None or best.inner is not None:
        trigger = best.like or best.inner.trigger  # type: ignore[union-attr]
    else:
        trigger = best.trigger if best.type == draft.type else next((m.trigger for m in draft.mentions if m.type == draft.type), best.trigger)
    spot = (best.start, best.end)
    if draft.twin:
        spot = (best.view.tokens[best.at].start, best.end)
    return FoundEvent(
        *spot, draft.type, trigger.plover_type, trigger.plover_mode,
        _printed(context, name, trigger.name) if name else None, edition, start, end, grain, country,
        _city_name(context, city) if city else None,
        held if draft.type in GATHERINGS | {"agreement"} else None, status, draft.is_main,
        min(0.95, 0.5 + 0.1 * best.score), f"frame:{draft.type}:{trigger.name}",
        evidence=sorted({(m.start, m.end) for m in draft.mentions} | set(draft.extra)), participants=draft.participants, counts=draft.counts,
    )  # fmt: skip
