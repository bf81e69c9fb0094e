"""Which event told before a mention tells again."""

from __future__ import annotations

from ct_pipeline.extract.event_antecedents_verbs import antecedent_of_verb
from ct_pipeline.extract.event_draft import GATHERINGS, TALKS, Draft
from ct_pipeline.extract.event_likeness import complement_of, interval, is_another, is_fresh, people_of, same_country, shares
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_retold import told_at_once
from ct_pipeline.extract.event_sentence import plain
from ct_pipeline.extract.event_visitors import other_visitor, visitors_of

_ANNOUNCED = 7  # days within which a raid is announced


def _conflict(draft: Draft, m: EventMention) -> bool:
    if m.edition is not None and draft.edition is not None and m.edition != draft.edition:
        return True
    opening = draft.head.view.is_title and len(draft.mentions) == 1 and m.view.rank <= 2
    onward = m.type == "visit" and (m.shape.definite or m.shape.suffixed) and not m.times and same_country(draft, m)  # "the visit ends in Cologne"
    if m.city is not None and draft.cities and m.city.entity_id not in draft.cities and not opening and not onward:
        return True
    if m.type == "visit" and other_visitor(draft, m):
        return True
    told = draft.cities or m.type == "visit" and any(x.country is not None for x in draft.mentions) and not (m.shape.definite and not m.city)
    if m.country is not None and m.city is None and told and not opening and (m.type == "visit" or m.shape.pos == "verb" and m.type == "meeting") and not same_country(draft, m):
        return True
    coming = m.other_edition == "next" and m.planned and m.type == "visit" and any(x.planned for x in draft.mentions)  # "the coming visit" is the one that is planned
    first = draft.head.other_edition == "next" and not m.other_edition and m.planned and draft.type in TALKS and all(x.planned for x in draft.mentions)
    coming = coming or first  # told as "the coming meeting", later as "the meeting that will be held"
    bare = m.type == "visit" and m.other_edition == "past" and m.shape.definite and not m.planned and not visitors_of(m) and draft.is_lead and not draft.head.planned
    if not (coming or bare) and m.other_edition != next((x.other_edition for x in draft.mentions if x.other_edition), "") and m.trigger.noun is not None:
        return True
    mine = interval(m)
    a, b, _ = draft.dates()
    if m.type == "visit" and m.carriers and mine is not None and a is None and draft.is_lead and not is_fresh(m) and all(t.granularity in ("year", "month") for t, _ in m.times):
        return True  # "since the visit that the king made in 2004": not the one that the news is about
    if mine is None or a is None or b is None:
        # "yesterday" that nothing fixes is not the June of five years ago
        loose, tight = (draft, mine) if mine else (None, None)
        return bool(loose and tight and any(t.start_date is None and t.granularity == "day" for x in loose.mentions for t, _ in x.times) and not m.these)
    if mine[0] <= b and a <= mine[1]:
        return False
    if _announcement(draft, m) is not None:
        return False
    if m.type == "trial" and m.these and all(r == "start" for _, r in m.times):
        return False  # the verdict of a trial that began before
    roles = {r for _, r in m.times} | {r for x in draft.mentions for _, r in x.times}
    near = min(abs((mine[0] - b).days), abs((a - mine[1]).days)) <= 7
    return not (near and roles & {"start", "end"} and m.type in GATHERINGS | {"operation"})


def antecedent_of(drafts: list[Draft], m: EventMention, strength: float) -> Draft | None:
    """The event that this mention tells again, or None."""
    old = _antecedent(drafts, m)
    if old is None and m.type == "operation" and not _further(m):
        old = next((d for d in drafts if d.type == "operation" and _announcement(d, m) is not None and not _conflict(d, m)), None)
    if old is not None and (told := _announcement(old, m)) is not None:
        told.times = []  # the day of the announcement gives way to the day of the raid
    return old


def _further(m: EventMention) -> bool:
    """Whether the clause tells of a further case, or goes back to an earlier one ("they had arrested another one")."""
    view = m.view
    stop = next((k for k in range(m.last + 1, len(view.tokens)) if view.opener[k] in ("that", "stop", "and")), len(view.tokens))
    other = any(view.bare_forms(k) & (view.grammar["further"] | view.grammar["apart"]) for k in range(m.hit.last + 1, min(stop, m.hit.last + 12)))
    return other or view.tokens[0].text in view.grammar["had_been"]


def _announcement(d: Draft, m: EventMention) -> EventMention | None:
    """"The police announced today the dismantling of a cell. They stormed the house on Sunday": the telling whose day is the announcement's, or None."""
    mine = interval(m)
    a, _, grain = d.dates()
    dated = [x for x in d.mentions if x.times]
    if m.type != "operation" or mine is None or a is None or grain != "day" or not d.is_lead or len(dated) != 1 or len(dated[0].times) != 1 or m.view.rank > 4:
        return None
    told = dated[0]
    view = told.view
    at = view.index(told.times[0][0].start)
    said = any(view.covered[k] is None and view.bare_forms(k) & view.grammar["announcers"] and not view.opener[k + 1] for k in range(max(0, at - 12), at))
    fine = all(t.granularity == "day" for t, _ in m.times)
    return told if said and at < told.at and fine and m.view is not view and mine[0] < a and (a - mine[0]).days <= _ANNOUNCED else None


def _antecedent(drafts: list[Draft], m: EventMention) -> Draft | None:
    if m.aside:
        return next((d for d in drafts if _same_kind(d, m) and shares(d, m) and not _conflict(d, m) and d.head.view is not m.view), None)
    printed = _headline_again(drafts, m)
    if printed is not None:
        return printed
    _announced(m)
    candidates = [d for d in drafts if _same_kind(d, m) and not _conflict(d, m)]
    if not candidates and _bare_reference(m):
        times, m.times = m.times, []
        candidates = [d for d in drafts if d.is_lead and _same_kind(d, m) and not _conflict(d, m)]
        if len(candidates) != 1:
            m.times = times
            return None  # "the meeting discusses the plan for 2020 to 2024": the years are the plan's, where one meeting alone can be meant
    if not candidates:
        return None
    noun = m.trigger.noun
    at_once = told_at_once(candidates, m)
    if at_once is not None:
        return at_once
    if m.edition is not None:
        same = [d for d in candidates if d.edition == m.edition]
        if same:
            return same[-1]
    if noun is not None:
        return _antecedent_of_noun(candidates, m)
    return antecedent_of_verb(candidates, m)


def _bare_reference(m: EventMention) -> bool:
    """"The meeting", by the article alone, beside years or months that may be anything's."""
    bare = m.trigger.noun is not None and m.type in TALKS and m.shape.definite and m.number == "one" and not complement_of(m) and m.edition is None and not m.other_edition
    return bare and bool(m.times) and all(t.granularity in ("year", "range", "season") and t.anchor == "absolute" for t, _ in m.times) and not any(r == "end" for _, r in m.times)


def _headline_again(drafts: list[Draft], m: EventMention) -> Draft | None:
    """The event told by the same words of a headline that the page prints twice, whatever its type became meanwhile."""
    if not m.view.is_title:
        return None
    words = [t.text for t in m.view.tokens]
    return next((d for d in drafts for x in d.mentions if x.view.is_title and x.view is not m.view and x.at == m.at and [t.text for t in x.view.tokens] == words), None)


def _announced(m: EventMention) -> None:
    """"He had announced this conference in August": the day is the announcement's."""
    view = m.view
    if m.these and not m.carriers and m.trigger.noun is not None and m.times:
        if any(view.covered[k] is None and view.bare_forms(k) & view.grammar["announcing"] and not view.opener[k + 1] for k in range(max(0, m.at - 4), m.at)):
            m.times, m.city, m.country = [], None, None


def _same_kind(d: Draft, m: EventMention) -> bool:
    if d.type == m.type:
        return True
    return d.type in TALKS and m.type in TALKS


def _antecedent_of_noun(candidates: list[Draft], m: EventMention) -> Draft | None:
    noun = m.trigger.noun
    assert noun is not None
    words = complement_of(m)
    title = [d for d in candidates if d.head.view.is_title and len(d.mentions) == 1]
    if m.type == "attack" and not m.definite and not m.carriers and m.times and not is_fresh(m):
        title = []  # a picture's caption or an aside tells an older one
    if title and not m.other_edition and m.view.rank <= 2 and not (m.planned and not title[-1].head.planned and m.view.rank > 1):
        d = title[0]
        other = d.head.trigger.noun
        if _about_it(d, m):
            title = []  # "a meeting of the committee that prepares the congress": not the headline's congress
        elif other is None or _lemmas(d.head) & _lemmas(m) or _overlap(d, words) or noun.vague or noun.edition_word or other.vague or d.type == "attack" or noun.exercise and other.exercise:
            return d
    if m.type == "operation" and not noun.exercise and not noun.edition_word:
        same = [d for d in candidates if any(x.trigger.verb is not None and x.view is m.view for x in d.mentions)]
        if same:
            return same[-1]  # "arrested ... during operation X"
        near = [d for d in candidates if m.view.span.no - d.mentions[-1].view.span.no <= 2 and d.head.trigger.verb is not None]
        if near and m.city is None and m.country is None and (not m.times or m.shape.definite and is_fresh(m) and not any(x.times for x in near[-1].mentions)):
            return near[-1]  # "arrested ... The operation took place yesterday"
    if noun.exercise and m.edition is None and not is_another(m) and m.city is not None:
        there = [d for d in candidates if m.city.entity_id in d.cities and d.head.trigger.noun is not None and d.head.trigger.noun.exercise and d.edition is None and d.is_lead]
        if len(there) == 1:
            return there[0]
    if noun.exercise and not is_another(m) and m.edition is None:
        told = [d for d in candidates if d.head.trigger.noun is not None and d.head.trigger.noun.exercise]
        named = [d for d in told if any(len(_exercise_name(m) & _exercise_name(x)) > 1 for x in d.mentions)]
        if named:
            return named[-1]  # the exercise of that name
        if len(told) == 1 and m.shape.definite and not m.times and m.city is None:
            return told[0]  # "the closing manoeuvre": the one exercise of the text
    if noun.exercise and m.view.rank <= 4 and not is_another(m):
        lead = [d for d in candidates if d.is_lead and d.head.trigger.noun is not None and d.head.trigger.noun.exercise and not any(x.times for x in d.mentions) and same_country(d, m)]
        if len(lead) == 1:
            return lead[0]  # the headline's exercise, told in full as manoeuvres
    if m.type == "meeting" and m.edition is not None and m.hit.at and any(plain(m.view.tokens[k].text) in m.view.grammar["frames_of"] for k in range(max(0, m.first - 3), m.at)):
        same = [d for d in candidates if any(x.trigger.verb is not None and x.view is m.view and x.at < m.at for x in d.mentions)]
        if same:
            return same[-1]  # "the two states discussed ... within the third round of their dialogue"
    if m.type == "trial":
        same = [d for d in candidates if any(x.trigger.verb is not None and x.view is m.view for x in d.mentions)]
        if same:
            return same[-1]  # "the circuit hears today a session of the trial of ..."
    if m.type == "visit" and not m.definite:
        same = [d for d in candidates if any(x.trigger.verb is not None and x.view is m.view and x.at < m.at for x in d.mentions)]
        if same:
            return same[-1]  # "arrived yesterday on a visit"
    if m.type == "attack":
        if not m.definite:
            if m.number == "one" and m.times and is_fresh(m) and not is_another(m) and m.city is None and m.country is None and len(candidates) == 1:
                only = candidates[0]
                if only.is_lead and only.head.number == "one" and not any(x.times for x in only.mentions) and 0 < m.view.rank <= 4:
                    return only  # the lead's, told again with its day
            if m.times and m.view.rank <= 3 and not is_another(m) and not m.view.is_title:
                day = interval(m)
                lead = [d for d in candidates if d.is_lead and d.head.number == m.number and day is not None and d.dates()[:2] == day and d.head.trigger.name == m.trigger.name]
                if len(lead) == 1 and (lead[0].cities or m.city is not None) and same_country(lead[0], m) and lead[0].head.view is not m.view:
                    return lead[0]  # the lead's, told again in the next sentence with its day
            if m.number != "one" or m.times or is_another(m):
                return None
            same = [d for d in candidates if m.city is not None and m.city.entity_id in d.cities and d.head.number == "one"]
            if not same and m.city is None and m.country is None and m.view.rank <= 4 and len(candidates) == 1 and candidates[0].is_lead:
                return candidates[0]  # the lead's, told again by those who claim it or by what it led to
            return same[-1] if same else None
        if m.times or m.city:
            same = [d for d in candidates if shares(d, m)]
            if not same and m.shape.definite and m.number == "one" and is_fresh(m):
                same = [d for d in candidates if d.is_lead and d.head.number == "one" and (d.dates()[0] is None or not m.times) and (m.city is None or not d.cities and same_country(d, m))]
            return same[-1] if same else None
        if m.number == "many":
            return next((d for d in candidates if d.head.number == "many"), None)
        return candidates[0] if candidates[0].is_main or candidates[0].head.view.is_title else candidates[-1]
    if not m.definite and not m.these:
        return _told_twice(candidates, m)
    if any(m.view.bare_forms(k) & m.view.grammar["current"] for k in range(m.hit.last + 1, min(len(m.view.tokens), m.hit.last + 3))):
        lead = [d for d in candidates if d.is_lead and d.type in TALKS]
        if len(lead) == 1:
            return lead[0]  # "chairs the current session"
    same_name = [d for d in candidates if _lemmas(m) & {n for x in d.mentions for n in _lemmas(x)}]
    if m.shape.definite and not m.shape.suffixed and not words and m.edition is None and not same_name and m.type in TALKS and not noun.press:
        told = [d for d in candidates if d.type in TALKS and not d.head.planned and (d.head.view.is_title or d.head.view.rank <= 2)]
        told = told if len(told) < 2 else [d for d in told if d.is_lead]
        if len(told) == 1:
            return told[0]  # "the conference goes on until Thursday": the one gathering that the lead tells
    if m.these or not words or noun.part:
        pool = same_name or (candidates if noun.vague or noun.part or noun.reference_only or m.these else [])
        if not pool:
            return None
        if m.number == "one" and noun.part:
            return pool[0]
        before = [d for d in candidates if d.head.trigger.verb is not None and d.head.view.span.no == m.view.span.no - 1 and not d.head.view.is_title]
        if m.type == "meeting" and not m.times and len(before) == 1 and before[0] is not pool[0] and all(m.view.span.no - x.view.span.no > 1 for x in pool[0].mentions):
            return before[0]  # "X met Y. The meeting dealt with ...": the one just told
        return max(pool, key=lambda d: (d.mentions[-1].view.span.no, d.mentions[-1].at)) if m.these else pool[0]
    if m.city is not None and words and all(w in m.view.text[m.city.start : m.city.end] for w in words) and m.edition is None and m.type in TALKS and m.view.index(m.city.start) == m.hit.last + 1:
        told = [d for d in same_name if m.city.entity_id in d.cities]
        if len(told) == 1:
            return told[0]  # "the summit of Nouakchott"
    if m.type == "conference" and not noun.vague and m.number == "one" and m.edition is None and (day := interval(m)) is not None and day[0] == day[1] and not is_another(m):
        sameday = [d for d in same_name if d.dates()[:2] == day and d.edition is None and d.head.number == "one" and d.head.definite]
        if len(sameday) == 1:
            return sameday[0]  # the one summit of that day, by another of its names
    alike = [d for d in same_name if _overlap(d, words)]
    if not alike:
        bare = [d for d in same_name if not any(complement_of(x) for x in d.mentions)]
        alike = [d for d in bare if words <= _told_with(d)] or bare  # "the committee held a meeting", later "the meeting of the committee"
    if alike and not (m.times and not shares(alike[-1], m) and alike[-1].dates()[0]):
        return alike[-1]
    return None


def _about_it(d: Draft, m: EventMention) -> bool:
    """Whether the other event stands in the noun's own complement ("the meeting of the committee for the congress")."""
    view, noun = m.view, m.trigger.noun
    if noun is None or noun.part or noun.edition_word or m.inner is not None:
        return False
    ahead = [h for h in view.hits if m.hit.last + 1 < h.at <= m.hit.last + 6 and h.form.trigger.noun is not None and h.form.trigger.name == d.head.trigger.name != m.trigger.name]
    return any(not any(view.opener[k] or "," in view.gap[k] for k in range(m.hit.last + 1, h.at + 1)) for h in ahead)


def _told_twice(candidates: list[Draft], m: EventMention) -> Draft | None:
    """A summary's indefinite "a meeting in Doha" told again in the body as "a meeting that brought X together with Y in Doha"."""
    if m.number == "one" and m.type in TALKS and not is_another(m) and m.edition is None and m.view.rank <= 3 and not m.view.is_title:
        day, who = interval(m), people_of(m)
        sameday = [d for d in candidates if d.is_lead and d.head.view is not m.view and d.head.trigger.name == m.trigger.name and day is not None and d.dates()[:2] == day]
        lead = [d for d in sameday if any(who & people_of(x) for x in d.mentions)]
        if len(lead) == 1 and not lead[0].head.definite and (same_country(lead[0], m) or not lead[0].cities):
            return lead[0]  # "the king chaired this evening a session", told again with its town
    if m.number != "one" or m.city is None or m.type not in TALKS or is_another(m) or m.view.rank > 6 or m.edition is not None:
        return None
    for d in candidates:
        head = d.head
        if head.view is m.view or head.definite or head.number != "one" or not head.is_summary or not _lemmas(m) & _lemmas(head) or m.city.entity_id not in d.cities:
            continue
        if not (people_of(m) and people_of(head) and not people_of(m) & people_of(head)):
            return d
    return None


def _lemmas(m: EventMention) -> set[str]:
    return {t.name.split()[0] for t in (m.trigger, m.like, m.inner.trigger if m.inner is not None else None) if t is not None}


def _exercise_name(m: EventMention) -> frozenset[str]:
    """The words right behind the noun, as far as its name may go."""
    view, out = m.view, set[str]()
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 5)):
        if view.opener[k] or view.in_time[k] or view.tokens[k].text in view.grammar["open_words"]:
            break
        out.add(view.tokens[k].text.removeprefix("ال"))
    return frozenset(out)


def _told_with(d: Draft) -> frozenset[str]:
    """The words between a verb and the event that it carries, in the sentence that told it first: who held it."""
    head = d.head
    return frozenset(head.view.tokens[k].text.removeprefix("ال") for k in range(head.first, head.last + 1))


def _overlap(d: Draft, words: frozenset[str]) -> bool:
    for x in d.mentions:
        other = complement_of(x)
        if other and words and len(other & words) * 2 >= min(len(other), len(words)):
            return True
    return False
