"""Which event told before a verb or verbal noun tells again."""

from __future__ import annotations

from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_likeness import is_another, is_fresh, is_phone, names_of, people_of, same_country, shares
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import plain


def _other_people(d: Draft, m: EventMention) -> bool:
    """Whether the text tells of the two that one was a call and the other none, or that each had a guest of its own."""
    if is_phone(d.head) != is_phone(m):
        return True
    here = people_of(m)
    told = [x for x in d.mentions if x.view is not m.view and not x.view.is_title and x.view.span.no < m.view.span.no]
    there = frozenset().union(*(people_of(x) for x in told)) if told else frozenset()
    return m.view.span.no - d.mentions[-1].view.span.no > 0 and m.shape.pos == "verb" and bool(here - there) and bool(there - here) and len(here & there) <= 1


def _other_victim(d: Draft, m: EventMention) -> bool:
    """"The hands that assassinated X": no retelling of an attack in whose sentences others are named, and X is not."""
    if m.trigger.plover_mode != "assassinate":
        return False
    mine = {c.entity_id for c in m.view.mentions if c.kind == "person" and m.hit.last < m.view.index(c.start) <= m.hit.last + 8}
    told = {c.entity_id for x in d.mentions for c in x.view.mentions if c.kind == "person"}
    return bool(mine and told and not mine & told)


def _definite_object(m: EventMention) -> str | None:
    """The bare definite noun that a verbal noun takes ("the launch of the office", "of this office", "of its office"), or None."""
    view = m.view
    k = m.hit.last + 1
    if k < len(view.tokens) and view.tokens[k].text in view.grammar["demonstratives"]:
        k += 1
    if k >= len(view.tokens) or view.opener[k]:
        return None
    text = view.tokens[k].text
    owned = next((text[: -len(s)] for s in ("ها", "هم", "ه") if text.endswith(s) and len(text) > len(s) + 3), None)
    if not text.startswith("ال"):
        return owned if view.covered[k] is None else None
    after = view.tokens[k + 1].text if k + 1 < len(view.tokens) and not view.in_time[k + 1] else ""
    return None if after.startswith(("ال", "لل", "ل")) and view.opener[k + 1] == "" and not view.gap[k + 1].strip() else text[2:]


def _spoken_of(m: EventMention) -> str | None:
    """The head of the definite phrase that a clause takes up ("the programme that the government launched"), or None."""
    view = m.view
    opened = next((k for k in range(m.at, max(0, m.at - 4), -1) if view.opener[k] == "rel"), None)
    if opened is None or not m.shape.suffixed or m.shape.pos == "participle":
        return None
    k = opened - 1
    while k > 0 and view.tokens[k - 1].text.startswith("ال") and view.tokens[k].text.startswith("ال") and not view.gap[k].strip():
        k -= 1
    text = view.tokens[k].text
    return text[2:] if text.startswith("ال") and view.covered[k] is None and not (k and view.tokens[k - 1].text.startswith("ال")) else None


def _besides(m: EventMention) -> bool:
    """"It also signed ...": a further act, unless its object is one told before."""
    view = m.view
    before = plain(view.tokens[m.first - 1].text) if m.first else ""
    return before in view.grammar["as_well"] and m.shape.pos == "verb" and not m.shape.suffixed


def again_of(m: EventMention) -> str | None:
    """The bare noun by which a mention takes up what was started before, or None."""
    return _definite_object(m) if m.is_act and not m.shape.suffixed else _spoken_of(m)


def object_head(m: EventMention) -> str | None:
    """The first word of what a verb or verbal noun starts, adopts or founds, without its article; None behind a pronoun."""
    view = m.view
    if m.trigger.verb is None or m.shape.suffixed or m.shape.pos != "noun":
        return _spoken_of(m)
    k = m.hit.last + 1
    while k < min(len(view.tokens), m.hit.last + 4) and (view.tokens[k].text in view.grammar["demonstratives"] or view.bare_forms(k) & view.grammar["soon"] or view.tokens[k].text in ("عن", "علي")):
        k += 1
    if k >= len(view.tokens) or view.opener[k] or view.in_time[k]:
        return None
    return view.tokens[k].text.removeprefix("لل").removeprefix("ل").removeprefix("ال")


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


def _retold(candidates: list[Draft], m: EventMention) -> Draft | None:
    """A headline's or summary's event told again in full: the same verb, and the names of the one sentence stand in the other."""
    if m.view.is_title or m.view.rank > 5 or m.trigger.verb is None or m.type in ("launch", "agreement") and _besides(m):
        return None
    here = names_of(m)
    for d in candidates:
        head = d.head
        early = head.view.is_title or head.view.rank <= 3
        if early and head.view is not m.view and head.trigger.verb is not None and head.trigger.name == m.trigger.name and head.planned == m.planned:
            there = names_of(head)
            if len(here & there) >= min(2, len(there)) and there:
                return d
    return None


def object_words(m: EventMention) -> frozenset[str]:
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


def _next_named(m: EventMention) -> str | None:
    """The person, state or body right behind the verb."""
    k = m.hit.last + 1
    c = m.view.covered[k] if k < len(m.view.tokens) else None
    return c.entity_id if c is not None and m.shape.pos == "verb" else None


def _appointed(m: EventMention) -> str | None:
    """The person or state right behind the verbal noun ("the election of X")."""
    k = m.hit.last + 1
    c = m.view.covered[k] if k < len(m.view.tokens) and not m.shape.suffixed else None
    return c.entity_id if c is not None and c.kind in ("person", "country") and c.method != "nisba" else None


def _other_appointed(d: Draft, m: EventMention) -> bool:
    """"He named X envoy, and named Y coordinator": each verb has somebody of its own behind it."""
    mine = {x for x in _named_behind(m) if x.startswith("person:")} if m.shape.pos == "verb" else set()
    theirs = {p for x in d.mentions if x.shape.pos == "verb" and x.trigger.name == m.trigger.name for p in _named_behind(x) if p.startswith("person:")}
    return bool(mine - theirs) and bool(theirs - mine)


def _named_behind(x: EventMention) -> frozenset[str]:
    """Who is named behind the verb in its clause."""
    view = x.view
    stop = next((k for k in range(x.hit.last + 1, len(view.tokens)) if view.opener[k]), len(view.tokens))
    return frozenset(c.entity_id for k in range(x.hit.last + 1, min(stop, x.hit.last + 16)) if (c := view.covered[k]) is not None)


def _elects(x: EventMention, m: EventMention, whom: str) -> bool:
    """"The kingdom leads the commission" in the headline, "the kingdom was elected ...": the same one right behind or right before the verb, told again in the lead."""
    if m.view.rank > 2 or x.times and m.times and x.view is not m.view and not x.view.is_title:
        return False
    before = x.view.covered[x.at - 1] if x.at else None
    return x.view is not m.view and whom in {_next_named(x), before.entity_id if before is not None else None}


def _same_town(d: Draft, m: EventMention) -> bool:
    """Whether the draft is told in the mention's town, or in its country alone in the headline or lead."""
    if m.city is not None and m.city.entity_id in d.cities:
        return True
    return not d.cities and d.is_lead and any(x.country is not None for x in d.mentions) and same_country(d, m)


def _same_opening(candidates: list[Draft], m: EventMention) -> Draft | None:
    """"The opening of the consulate general today": the consulate that was told before, in the same town or with the names that follow it."""
    view, k = m.view, m.hit.last + 1
    words: list[str] = []
    if m.is_act and m.city is not None and k < len(view.tokens) and (view.covered[k] is None or view.covered[k].kind == "organization"):  # type: ignore[union-attr]
        if k + 1 < len(view.tokens) and view.bare_forms(k) & view.grammar["soon"]:
            k += 1  # "the coming opening of a consulate"
        head = view.tokens[k].text.removeprefix("لل").removeprefix("ل").removeprefix("ال")
        whose = {c.entity_id for c in view.mentions if c.kind == "country" and k < view.index(c.start) <= k + 5}
        there = [d for d in candidates if _same_town(d, m) and any(head in object_words(x) and (not whose or whose & names_of(x)) for x in d.mentions)]
        if there:
            return next((d for d in there if d.is_lead and not m.times), there[-1])
    while k < len(view.tokens) and view.tokens[k].text.startswith("ال") and not (view.opener[k] or view.in_time[k] or view.gap[k].strip() or view.covered[k]):
        words.append(view.tokens[k].text[2:])
        k += 1
    if not m.is_act or not words:
        return None
    named = view.covered[k].entity_id if k < len(view.tokens) and view.covered[k] is not None and view.tokens[k].text.startswith("ل") else None  # type: ignore[union-attr]
    told = [(d, x) for d in reversed(candidates) for x in d.mentions if words[0] in object_words(x) and (named is None or named in names_of(x))]
    whole = next((d for d, x in told if set(words) <= object_words(x)), None)
    return whole or next((d for d, x in told if d.is_lead and (m.times or m.city)), None)


def _sides(m: EventMention) -> dict[str, frozenset[str]]:
    """The states and the bodies named between the signing and the end of its clause, by kind."""
    view = m.view
    out: dict[str, set[str]] = {"country": set(), "organization": set()}
    between = False
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 20)):
        if view.opener[k] or "," in view.gap[k]:
            break
        between = between or plain(view.tokens[k].text) in ("بين", "مع")
        c = view.covered[k]
        if between and c is not None and c.kind in out:
            out[c.kind].add(c.entity_id)
    return {kind: frozenset(ids) for kind, ids in out.items()}


def _other_sides(d: Draft, m: EventMention) -> bool:
    """"Signed between A and B", "signed between A and C": two documents, on whatever day."""
    mine = _sides(m)
    return any(len(mine[kind]) >= 2 and len(theirs[kind]) >= 2 and len(mine[kind] & theirs[kind]) < 2 for x in d.mentions for theirs in (_sides(x),) for kind in mine)


def _known_suspects(m: EventMention) -> bool:
    """"The arrest of the suspects", "two of the suspects", "after catching them": those whom the text spoke of."""
    view = m.view
    if m.shape.suffixed:
        return m.is_act
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 4)):
        if view.opener[k] or view.in_time[k]:
            break
        if view.covered[k] is None and view.tokens[k].text.startswith(("ال", "بال", "لل")) and view.bare_forms(k) & view.grammar["suspects"]:
            return True
    return False


def _known_doers(m: EventMention) -> bool:
    """"The delegation", "the two sides" right behind the verb, without a name: those of whom the text just spoke."""
    view, k = m.view, m.hit.last + 1
    if m.shape.pos != "verb" or m.shape.suffixed or _besides(m) or k >= len(view.tokens) or view.opener[k] or view.covered[k] is not None or view.in_affiliation[k] is not None:
        return False
    text = view.tokens[k].text
    return text.startswith("ال") and (text.endswith("ان") and len(text) > 5 or bool(view.bare_forms(k) & view.grammar["delegations"]))


def _elsewhere(m: EventMention) -> bool:
    """"In a similar case the police arrested ...": the sentence opens with another happening."""
    view = m.view
    words = range(min(6, m.first, len(view.tokens)))
    return any(view.bare_forms(k) & view.grammar["happenings"] and view.bare_forms(k + 1) & view.grammar["apart"] for k in words if k + 1 < len(view.tokens))


def antecedent_of_verb(candidates: list[Draft], m: EventMention) -> Draft | None:
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
        same = [d for d in candidates if dated and shares(d, m)]
        if same:
            return same[-1]
        known = [d for d in candidates if d.is_lead and d.head.trigger.name == m.trigger.name and d.dates()[0] is None and not any(x.times for x in d.mentions)]
        if dated and m.is_act and m.shape.suffixed and len(known) == 1 and is_fresh(m):
            return known[0]  # the headline's "referral of X", told with its day as "his referral"
        verdict = [d for d in candidates if d.is_lead and d.head.trigger.verb is not None and d.head.trigger.plover_mode == m.trigger.plover_mode and d.dates()[0] is None]
        today = dated and m.shape.pos == "verb" and m.view.rank <= 3 and is_fresh(m) and all(t.granularity == "day" for t, _ in m.times)
        if today and len(verdict) == 1 and not any(x.times for x in verdict[0].mentions):
            return verdict[0]  # the lead's sentence, told again with its court and day
        if not dated:
            near = [d for d in candidates if m.view.span.no - d.mentions[-1].view.span.no <= 1]
            return near[-1] if near else (candidates[0] if m.is_act or m.city is None and m.country is None and not m.planned else None)
        return None
    fresh = bool(title) and len(title[0].mentions) == 1 and m.view.rank <= 4
    if title and (m.view.rank <= 2 or fresh or (not title[0].dates()[0] and m.type == "visit")) and title[0].head.trigger.name == m.trigger.name:
        return title[0]
    if m.type == "launch":
        mine = object_words(m)
        again = again_of(m)
        if not dated and m.city is None and again is not None:
            known = [d for d in candidates if any(again in object_words(x) for x in d.mentions)]
            if known:
                return known[-1]
        opening = _same_opening(candidates, m)
        if opening is not None:
            return opening
        same = [d for d in candidates if d.head.trigger.name == m.trigger.name]
        if m.country is not None and m.is_act and not dated:
            here = [d for d in same if same_country(d, m) and any(x.country or x.city for x in d.mentions) and any(len(mine & object_words(x)) >= 3 for x in d.mentions)]
            if here:
                return here[-1]
        if same and _of_these(m):
            m.times = []  # "with the opening of this consulate there were ten in the first quarter"
            return same[-1]
        alike = [d for d in candidates if any(_same_object(mine, object_words(x)) for x in d.mentions) and not (_besides(m) and any(x.view.span.no >= m.view.span.no - 1 for x in d.mentions))]
        return alike[-1] if alike else None
    if m.type == "agreement":
        if _besides(m) and not _of_these(m):
            return None  # "it also signed a memorandum with Japan"
        candidates = [d for d in candidates if not _other_sides(d, m)]
        if not candidates:
            return None
        if m.shape.pos == "participle" and len(candidates) == 1 and is_fresh(m) and _definite_reference(m):
            return candidates[0]  # "the memorandum that was signed today": the one told before
        undated = len(candidates) == 1 and candidates[0].is_lead and not any(x.times for x in candidates[0].mentions)
        if undated and (not dated or is_fresh(m)) and m.view.rank <= 4 and (m.shape.suffixed or _of_these(m)):
            return candidates[0]  # "the memorandum, which was signed yesterday in Riyadh": the lead's
        if not dated and len(candidates) == 1 and _of_these(m):
            return candidates[0]  # "the signing of this convention"
        k = m.hit.last + 1
        if not dated and m.shape.pos == "verb" and k < len(m.view.tokens) and m.view.bare_forms(k) & m.view.grammar["demonstratives"]:
            near = [d for d in candidates if 0 < m.view.span.no - d.mentions[-1].view.span.no <= 1]
            if near:
                return near[-1]  # "this convention was signed on the occasion of ...": the one just told
        if not dated or (title and m.view.rank <= 2):
            return candidates[0] if candidates[0].head.view.is_title or m.view.span.no - candidates[0].mentions[-1].view.span.no <= 2 else None
        return next((d for d in candidates if shares(d, m)), None)
    if m.type == "operation":
        if any(m.view.bare_forms(k) & m.view.grammar["at_once"] for k in range(max(0, m.at - 3), m.at)):
            return None  # "it coincided with the arrest of": another one
        if title and m.view.rank <= 2:
            return title[0]
        same = [d for d in title if d.head.trigger.name == m.trigger.name and not d.dates()[0] and same_country(d, m)]
        if same and (m.city is not None or m.country is not None):
            return same[-1]
        if not dated and not m.view.is_title and m.view.rank <= 6 and not any(m.view.bare_forms(k) & m.view.grammar["goes_on"] for k in range(min(4, len(m.view.tokens)))):
            same = [d for d in candidates if d.is_lead and d.head.trigger.name == m.trigger.name and not d.cities and not any(x.country for x in d.mentions)]
            if len(same) == 1 and len({d.head.trigger.name for d in candidates}) == 1 and not is_another(m):
                return same[0]  # the headline's, told again with its place
        recent = max(candidates, key=lambda d: (d.mentions[-1].view.span.no, d.mentions[-1].at))
        if not dated and _known_suspects(m):
            return recent
        if _elsewhere(m):
            return None
        if not dated and m.city is None and m.country is None:
            close = m.view.span.no - recent.mentions[-1].view.span.no <= 2
            return recent if close else next((d for d in candidates if d.head.view.is_title or d.head.view.rank <= 1), recent)
        return next((d for d in candidates if dated and shares(d, m) and (m.city is None or not d.cities or m.city.entity_id in d.cities)), None)
    if m.type == "appointment":
        whom = _next_named(m)
        if m.is_act and not dated and (named := _appointed(m)) is not None:
            known = [d for d in candidates if any(x.trigger.name == m.trigger.name and x.shape.pos == "verb" and named in _named_behind(x) for x in d.mentions)]
            if known:
                return known[-1]  # "the election of X": the one told before
        candidates = [d for d in candidates if not _other_appointed(d, m)]
        if not candidates:
            return None
        elected = [d for d in candidates if whom is not None and m.trigger.name in m.view.grammar["electing"] and any(_elects(x, m, whom) for x in d.mentions)]
        if elected:
            return elected[-1]
        if m.trigger.name in m.view.grammar["electing"] or (dated and candidates[0].dates()[0] is not None and not shares(candidates[0], m)):
            return None
        near = [d for d in candidates if d.head.view.is_title or m.view.span.no - d.mentions[-1].view.span.no <= 1]
        return near[0] if near and not m.planned else None
    if m.type in ("meeting", "visit") and (not dated or m.type == "visit" and is_fresh(m)) and _known_doers(m):
        told = [d for d in candidates if 0 < m.view.span.no - d.mentions[-1].view.span.no <= 2]
        if len(told) == 1 and not is_phone(m):
            return told[0]  # "the delegation discussed ...", "the two ministers discussed ...": at what was just told
    if m.type == "meeting":
        candidates = [d for d in candidates if not _other_people(d, m)]
        if _besides(m) and m.trigger.name not in m.view.grammar["discussing"]:
            candidates = [d for d in candidates if len(_named_behind(m) & frozenset[str]().union(*(people_of(x) for x in d.mentions))) > 1]  # "he also received ..."
        if title and title[0] in candidates and m.view.rank <= 1 and title[0].head.trigger.verb is not None and len(title[0].mentions) == 1:
            return title[0]  # the headline "discusses with", the lead "met"
        if not candidates:
            return None
        lead = [d for d in candidates if d.is_lead and d.dates()[0] is None and len(people_of(m)) >= 2 and any(people_of(m) <= people_of(x) for x in d.mentions)]
        if lead and m.view.rank <= 4 and not is_another(m):
            return lead[-1]  # the lead's two, who "met yesterday"
        if not dated:
            near = [d for d in candidates if (d.head.trigger.verb is not None and m.view.span.no - d.mentions[-1].view.span.no <= 2) or d.head.view.is_title]
            return near[-1] if near else None
        return next((d for d in candidates if shares(d, m) and d.head.trigger.verb is not None), None)
    if m.type == "visit":
        if m.city is not None:
            return next((d for d in candidates if m.city.entity_id in d.cities or not d.cities and any(x.country for x in d.mentions) and same_country(d, m)), None)
        return next((d for d in candidates if shares(d, m) or (not dated and d.head.view.is_title)), None)
    if m.type == "attack":
        return next((d for d in candidates if not _other_victim(d, m)), None)
    if m.type == "other":
        listed = title != [] and {title[0].head.trigger.plover_type, m.trigger.plover_type} == {"SANCTION"} and m.view.rank <= 1
        return title[0] if title and (m.view.rank <= 2 and title[0].head.trigger.name == m.trigger.name or listed) else None
    return None
