"""Which event told before a mention tells again."""

from __future__ import annotations

from datetime import date

from ct_pipeline.extract.event_draft import GATHERINGS, TALKS, Draft
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import plain


def complement_of(m: EventMention) -> frozenset[str]:
    """The words of the event's name after its noun."""
    if m.name is None:
        return frozenset()
    view = m.view
    out = set()
    for k in range(m.hit.last + 1, len(view.tokens)):
        token = view.tokens[k]
        if token.end > m.name[1]:
            break
        if token.text not in view.grammar["open_words"]:
            out.add(token.text.removeprefix("و").removeprefix("لل").removeprefix("ال"))
    return frozenset(out)


def _interval(m: EventMention) -> tuple[date, date] | None:
    spans = [(t.start_date, t.end_date) for t, _ in m.times if t.start_date and t.end_date]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def _conflict(draft: Draft, m: EventMention) -> bool:
    if m.edition is not None and draft.edition is not None and m.edition != draft.edition:
        return True
    opening = draft.head.view.is_title and len(draft.mentions) == 1 and m.view.rank <= 2
    if m.city is not None and draft.cities and m.city.entity_id not in draft.cities and not opening:
        return True
    if m.country is not None and m.city is None and draft.cities and not opening and m.type == "visit" and not _same_country(draft, m):
        return True
    if m.other_edition != next((x.other_edition for x in draft.mentions if x.other_edition), "") and m.trigger.noun is not None:
        return True
    mine = _interval(m)
    a, b, _ = draft.dates()
    if m.type == "visit" and m.carriers and mine is not None and a is None and draft.is_lead and not _fresh(m) and all(t.granularity in ("year", "month") for t, _ in m.times):
        return True  # "since the visit that the king made in 2004": not the one that the news is about
    if mine is None or a is None or b is None:
        # "yesterday" that nothing fixes is not the June of five years ago
        loose, tight = (draft, mine) if mine else (None, None)
        return bool(loose and tight and any(t.start_date is None and t.granularity == "day" for x in loose.mentions for t, _ in x.times) and not m.these)
    if mine[0] <= b and a <= mine[1]:
        return False
    if m.type == "trial" and m.these and all(r == "start" for _, r in m.times):
        return False  # the verdict of a trial that began before
    roles = {r for _, r in m.times} | {r for x in draft.mentions for _, r in x.times}
    near = min(abs((mine[0] - b).days), abs((a - mine[1]).days)) <= 7
    return not (near and roles & {"start", "end"} and m.type in GATHERINGS | {"operation"})


def antecedent_of(drafts: list[Draft], m: EventMention, strength: float) -> Draft | None:
    """The event that this mention tells again, or None."""
    if m.aside:
        return next((d for d in drafts if _same_kind(d, m) and _shares(d, m) and not _conflict(d, m) and d.head.view is not m.view), None)
    _announced(m)
    candidates = [d for d in drafts if _same_kind(d, m) and not _conflict(d, m)]
    if not candidates:
        return None
    noun = m.trigger.noun
    if m.edition is not None:
        same = [d for d in candidates if d.edition == m.edition]
        if same:
            return same[-1]
    if noun is not None:
        return _antecedent_of_noun(candidates, m)
    return _antecedent_of_verb(candidates, m)


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
    if m.type == "attack" and not m.definite and not m.carriers and m.times and not _fresh(m):
        title = []  # a picture's caption or an aside tells an older one
    if title and not m.other_edition and m.view.rank <= 2 and not (m.planned and not title[-1].head.planned and m.view.rank > 1):
        d = title[0]
        if d.head.trigger.noun is None or d.head.trigger.name == m.trigger.name or _overlap(d, words) or noun.vague or noun.edition_word or d.head.trigger.noun.vague or d.type == "attack" or noun.exercise and d.head.trigger.noun.exercise:
            return d
    if m.type == "operation" and not noun.exercise and not noun.edition_word:
        same = [d for d in candidates if any(x.trigger.verb is not None and x.view is m.view for x in d.mentions)]
        if same:
            return same[-1]  # "arrested ... during operation X"
        near = [d for d in candidates if m.view.span.no - d.mentions[-1].view.span.no <= 2 and d.head.trigger.verb is not None]
        if near and not m.times and m.city is None and m.country is None:
            return near[-1]
    if noun.exercise and m.view.rank <= 4 and not _another(m):
        lead = [d for d in candidates if d.is_lead and d.head.trigger.noun is not None and d.head.trigger.noun.exercise and not any(x.times for x in d.mentions) and _same_country(d, m)]
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
            if m.number == "one" and m.times and _fresh(m) and not _another(m) and m.city is None and m.country is None and len(candidates) == 1:
                only = candidates[0]
                if only.is_lead and only.head.number == "one" and not any(x.times for x in only.mentions) and 0 < m.view.rank <= 4:
                    return only  # the lead's, told again with its day
            if m.number != "one" or m.times or _another(m):
                return None
            same = [d for d in candidates if m.city is not None and m.city.entity_id in d.cities and d.head.number == "one"]
            if not same and m.city is None and m.country is None and m.view.rank <= 4 and len(candidates) == 1 and candidates[0].is_lead:
                return candidates[0]  # the lead's, told again by those who claim it or by what it led to
            return same[-1] if same else None
        if m.times or m.city:
            same = [d for d in candidates if _shares(d, m)]
            if not same and m.shape.definite and m.number == "one" and _fresh(m):
                same = [d for d in candidates if d.is_lead and d.head.number == "one" and (d.dates()[0] is None or not m.times) and (m.city is None or not d.cities and _same_country(d, m))]
            return same[-1] if same else None
        if m.number == "many":
            return next((d for d in candidates if d.head.number == "many"), None)
        return candidates[0] if candidates[0].is_main or candidates[0].head.view.is_title else candidates[-1]
    if not m.definite and not m.these:
        return _told_twice(candidates, m)
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
        return pool[-1] if m.these else pool[0]
    if m.city is not None and words and all(w in m.view.text[m.city.start : m.city.end] for w in words) and m.edition is None and m.type in TALKS and m.view.index(m.city.start) == m.hit.last + 1:
        told = [d for d in same_name if m.city.entity_id in d.cities]
        if len(told) == 1:
            return told[0]  # "the summit of Nouakchott"
    if m.type == "conference" and not noun.vague and m.number == "one" and m.edition is None and (day := _interval(m)) is not None and day[0] == day[1] and not _another(m):
        sameday = [d for d in same_name if d.dates()[:2] == day and d.edition is None and d.head.number == "one" and d.head.definite]
        if len(sameday) == 1:
            return sameday[0]  # the one summit of that day, by another of its names
    alike = [d for d in same_name if _overlap(d, words)] or [d for d in same_name if not any(complement_of(x) for x in d.mentions)]
    if alike and not (m.times and not _shares(alike[-1], m) and alike[-1].dates()[0]):
        return alike[-1]
    return None


def _told_twice(candidates: list[Draft], m: EventMention) -> Draft | None:
    """A summary's indefinite "a meeting in Doha" told again in the body as "a meeting that brought X together with Y in Doha"."""
    if m.number != "one" or m.city is None or m.type not in TALKS or _another(m) or m.view.rank > 6 or m.edition is not None:
        return None
    for d in candidates:
        head = d.head
        if head.view is m.view or head.definite or head.number != "one" or not head.is_summary or not _lemmas(m) & _lemmas(head) or m.city.entity_id not in d.cities:
            continue
        if not (_people(m) and _people(head) and not _people(m) & _people(head)):
            return d
    return None


def _another(m: EventMention) -> bool:
    """Whether the noun is told as a further one ("another attack", "a second bombing")."""
    return any(m.view.bare_forms(k) & m.view.grammar["further"] for k in range(m.hit.last + 1, min(len(m.view.tokens), m.hit.last + 3)))


def _fresh(m: EventMention) -> bool:
    """Whether it is told by a day that counts from the report ("yesterday"), not by a date of its own."""
    return all(t.anchor == "published" for t, _ in m.times)


def _lemmas(m: EventMention) -> set[str]:
    return {t.name.split()[0] for t in (m.trigger, m.like, m.inner.trigger if m.inner is not None else None) if t is not None}


def _shares(d: Draft, m: EventMention) -> bool:
    mine = _interval(m)
    a, b, _ = d.dates()
    if mine and a and b and mine[0] <= b and a <= mine[1]:
        return True
    return m.city is not None and m.city.entity_id in d.cities


def _overlap(d: Draft, words: frozenset[str]) -> bool:
    for x in d.mentions:
        other = complement_of(x)
        if other and words and len(other & words) * 2 >= min(len(other), len(words)):
            return True
    return False


def _other_people(d: Draft, m: EventMention) -> bool:
    """Whether the text tells of the two that one was a call and the other none, or that each had a guest of its own."""
    if _phone(d.head) != _phone(m):
        return True
    here = _people(m)
    told = [x for x in d.mentions if x.view is not m.view and not x.view.is_title and x.view.span.no < m.view.span.no]
    there = frozenset().union(*(_people(x) for x in told)) if told else frozenset()
    return m.view.span.no - d.mentions[-1].view.span.no > 0 and m.shape.pos == "verb" and bool(here - there) and bool(there - here) and len(here & there) <= 1


def _phone(m: EventMention) -> bool:
    return m.trigger.plover_mode == "phone"


def _people(m: EventMention) -> frozenset[str]:
    return frozenset(c.entity_id for c in m.view.mentions if c.kind == "person")


def _definite_object(m: EventMention) -> str | None:
    """The bare definite noun that a verbal noun takes ("the launch of the office"), or None."""
    view = m.view
    k = m.hit.last + 1
    if k >= len(view.tokens) or not view.tokens[k].text.startswith("ال") or view.opener[k]:
        return None
    after = view.tokens[k + 1].text if k + 1 < len(view.tokens) else ""
    return None if after.startswith(("ال", "لل", "ل")) and view.opener[k + 1] == "" and not view.gap[k + 1].strip() else view.tokens[k].text[2:]


def _of_these(m: EventMention) -> bool:
    """"The adoption of these two bills": a demonstrative right behind the verbal noun."""
    view = m.view
    return m.is_act and any(view.bare_forms(k) & view.grammar["demonstratives"] for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 3)))


def _definite_reference(m: EventMention) -> bool:
    """"The signed memorandum": a definite noun with the participle right behind it."""
    view = m.view
    return m.at > 0 and view.tokens[m.at].text.startswith("ال") and view.tokens[m.at - 1].text.startswith(("ال", "لل", "بال", "وال")) and view.covered[m.at - 1] is None


def _same_object(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = len(a & b)
    return shared >= 2 and shared * 2 >= min(len(a), len(b))


def _same_country(d: Draft, m: EventMention) -> bool:
    """Whether the mention's place lies in a country of the draft's, as far as both tell one."""
    mine = m.country.entity_id.rpartition(":")[2].lower() if m.country is not None else m.city.entity_id.rpartition("-")[2].lower() if m.city is not None else None
    theirs = {x.country.entity_id.rpartition(":")[2].lower() for x in d.mentions if x.country is not None} | {c.rpartition("-")[2].lower() for c in d.cities}
    return mine is None or mine in theirs or m.type == "attack" and not theirs


def _retold(candidates: list[Draft], m: EventMention) -> Draft | None:
    """A headline's or summary's event told again in full: the same verb, and the names of the one sentence stand in the other."""
    if m.view.is_title or m.view.rank > 5 or m.trigger.verb is None:
        return None
    here = _names(m)
    for d in candidates:
        head = d.head
        early = head.view.is_title or head.view.rank <= 3
        if early and head.view is not m.view and head.trigger.verb is not None and head.trigger.name == m.trigger.name and head.planned == m.planned:
            there = _names(head)
            if len(here & there) >= min(2, len(there)) and there:
                return d
    return None


def _names(m: EventMention) -> frozenset[str]:
    return frozenset(c.entity_id for c in m.view.mentions if c.kind in ("person", "organization", "country"))


def _object_words(m: EventMention) -> frozenset[str]:
    """Words right after a verb's trigger: what is launched, opened, signed."""
    view = m.view
    out: set[str] = set()
    reach = range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 14))
    if m.shape.suffixed:
        reach = range(max(0, m.at - 14), m.at)
    for k in reach:
        if not m.shape.suffixed and view.opener[k] in ("stop", "that", "and"):
            break
        text = view.tokens[k].text
        if text in view.grammar["open_words"] or view.in_time[k] or view.opener[k]:
            continue
        word = text.removeprefix("و").removeprefix("لل").removeprefix("ل").removeprefix("ال")
        out.update((word, word[:-1]) if word.endswith("ا") and len(word) > 3 else (word,))  # "an office (acc.)", later "the office"
    return frozenset(out)


def _antecedent_of_verb(candidates: list[Draft], m: EventMention) -> Draft | None:
    if m.view.is_title:
        candidates = [d for d in candidates if d.head.view is not m.view or d.head.trigger.name == m.trigger.name]
        if not candidates:
            return None
    retold = _retold(candidates, m)
    if retold is not None:
        return retold
    title = [d for d in candidates if d.head.view.is_title]
    dated = bool(m.times)
    if m.type == "trial":
        group = m.trigger.name in m.view.grammar["extradition"]
        candidates = [d for d in candidates if (d.head.trigger.name in m.view.grammar["extradition"]) == group]
        if not candidates:
            return None
        if title and title[0] in candidates and m.view.rank <= 2:
            return title[0]
        same = [d for d in candidates if dated and _shares(d, m)]
        if same:
            return same[-1]
        if not dated:
            near = [d for d in candidates if m.view.span.no - d.mentions[-1].view.span.no <= 1]
            return near[-1] if near else (candidates[0] if m.is_act or m.city is None and m.country is None and not m.planned else None)
        return None
    fresh = bool(title) and len(title[0].mentions) == 1 and m.view.rank <= 4
    if title and (m.view.rank <= 2 or fresh or (not title[0].dates()[0] and m.type == "visit")) and title[0].head.trigger.name == m.trigger.name:
        return title[0]
    if m.type == "launch":
        mine = _object_words(m)
        if not dated and m.is_act and m.city is None:
            again = _definite_object(m)
            known = [d for d in candidates if again and any(again in _object_words(x) for x in d.mentions)]
            if known:
                return known[-1]
        same = [d for d in candidates if d.head.trigger.name == m.trigger.name]
        if same and not dated and _of_these(m):
            return same[-1]
        alike = [d for d in candidates if any(_same_object(mine, _object_words(x)) for x in d.mentions)]
        return alike[-1] if alike else None
    if m.type == "agreement":
        if m.shape.pos == "participle" and len(candidates) == 1 and _fresh(m) and _definite_reference(m):
            return candidates[0]  # "the memorandum that was signed today": the one told before
        if not dated and len(candidates) == 1 and _of_these(m):
            return candidates[0]  # "the signing of this convention"
        if not dated or (title and m.view.rank <= 2):
            return candidates[0] if candidates[0].head.view.is_title or m.view.span.no - candidates[0].mentions[-1].view.span.no <= 2 else None
        return next((d for d in candidates if _shares(d, m)), None)
    if m.type == "operation":
        if any(m.view.bare_forms(k) & m.view.grammar["at_once"] for k in range(max(0, m.at - 3), m.at)):
            return None  # "it coincided with the arrest of": another one
        if title and m.view.rank <= 2:
            return title[0]
        same = [d for d in title if d.head.trigger.name == m.trigger.name and not d.dates()[0] and _same_country(d, m)]
        if same and (m.city is not None or m.country is not None):
            return same[-1]
        if not dated and not m.view.is_title and m.view.rank <= 6 and not any(m.view.bare_forms(k) & m.view.grammar["goes_on"] for k in range(min(4, len(m.view.tokens)))):
            same = [d for d in candidates if d.is_lead and d.head.trigger.name == m.trigger.name and not d.cities and not any(x.country for x in d.mentions)]
            if len(same) == 1 and len({d.head.trigger.name for d in candidates}) == 1 and not _another(m):
                return same[0]  # the headline's, told again with its place
        recent = max(candidates, key=lambda d: (d.mentions[-1].view.span.no, d.mentions[-1].at))
        if not dated and m.city is None and m.country is None:
            close = m.view.span.no - recent.mentions[-1].view.span.no <= 2
            return recent if close else next((d for d in candidates if d.head.view.is_title or d.head.view.rank <= 1), recent)
        return next((d for d in candidates if dated and _shares(d, m) and (m.city is None or not d.cities or m.city.entity_id in d.cities)), None)
    if m.type == "appointment":
        if m.trigger.name in m.view.grammar["electing"] or (dated and candidates[0].dates()[0] is not None and not _shares(candidates[0], m)):
            return None
        near = [d for d in candidates if d.head.view.is_title or m.view.span.no - d.mentions[-1].view.span.no <= 1]
        return near[0] if near and not m.planned else None
    if m.type == "meeting":
        candidates = [d for d in candidates if not _other_people(d, m)]
        if title and title[0] in candidates and m.view.rank <= 1 and title[0].head.trigger.verb is not None and len(title[0].mentions) == 1:
            return title[0]  # the headline "discusses with", the lead "met"
        if not candidates:
            return None
        lead = [d for d in candidates if d.is_lead and d.dates()[0] is None and len(_people(m)) >= 2 and any(_people(m) <= _people(x) for x in d.mentions)]
        if lead and m.view.rank <= 4 and not _another(m):
            return lead[-1]  # the lead's two, who "met yesterday"
        if not dated:
            near = [d for d in candidates if (d.head.trigger.verb is not None and m.view.span.no - d.mentions[-1].view.span.no <= 2) or d.head.view.is_title]
            return near[-1] if near else None
        return next((d for d in candidates if _shares(d, m) and d.head.trigger.verb is not None), None)
    if m.type == "visit":
        if m.city is not None:
            return next((d for d in candidates if m.city.entity_id in d.cities or not d.cities and any(x.country for x in d.mentions) and _same_country(d, m)), None)
        return next((d for d in candidates if _shares(d, m) or (not dated and d.head.view.is_title)), None)
    if m.type == "attack":
        return candidates[0]
    if m.type == "other":
        return title[0] if title and m.view.rank <= 2 and title[0].head.trigger.name == m.trigger.name else None
    return None
