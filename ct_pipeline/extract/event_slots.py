"""Dates and places go to the event they attach to: same clause, the phrase after the trigger, never the nearest by default."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from ct_pipeline.extract.context import FoundMention, FoundTime
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mentions import EventMention
from ct_pipeline.extract.event_sentence import SentenceView, plain
from ct_pipeline.language.numerals import parse_number, parse_ordinal

_MAX_COST = 30
_MAX_PLACE = 20


def attach_slots(view: SentenceView, mentions: list[EventMention], frames: Frames, published: date | None = None) -> None:
    """Fill ``times``, ``days``, ``city`` and ``country`` of the sentence's candidates."""
    mentions = [m for m in mentions if not (m.trigger.noun is not None and m.trigger.noun.reference_only)]
    if not mentions:
        return
    dateline = _dateline_end(view)
    for t in view.times:
        k = view.index(t.start)
        last = max(k, view.words_of(t.start, t.end).stop - 1)
        if k < dateline:
            continue
        best = _best(view, mentions, k, last)
        if best is not None and best.type in ("attack",) and t.start_date is not None and published is not None and t.start_date > published:
            best = _best(view, [m for m in mentions if m.type != "attack"], k, last)  # nobody announces an attack
        if best is not None:
            role = _time_role(view, best, t, k, frames)
            if role == "end" and best.type in ("launch", "agreement", "appointment", "attack", "trial") and not best.carriers:
                continue  # "since its founding until 2015": what happened at one point has no end
            best.times.append((t, role))
    _reported_day(view, mentions, dateline)
    _when(view, mentions)
    _durations(view, mentions, frames)
    before: tuple[int, EventMention] | None = None
    for c in view.places:
        if not c.is_named and c.kind != "country":
            continue
        k = view.index(c.start)
        if view.tokens[k].text in frames.words["no_place"]:
            continue
        if view.in_affiliation[k] is not None and not _outside_title(view, k, c):
            continue
        if c.kind == "country" and _one_of_several(view, c):
            continue
        if c.kind == "city" and before is not None and k - before[0] <= 1 and view.prefix_of(c).strip().endswith("و"):
            _put_place(before[1], c)
            before = (view.index(c.end - 1), before[1])
            continue  # "in Tripoli and Qoubaiyat": of one event
        hosted = _host_subject(view, mentions, c, k)
        if hosted is not None:
            _put_place(hosted, c)
            continue
        if not _locative(view, c, k, mentions) or _seat(view, k, mentions):
            continue
        best = _best(view, mentions, k, view.index(c.end - 1), place=True)
        if best is None and c.kind == "city":
            # the one gathering of a long sentence is where its city is, however far
            pool = [m for m in mentions if m.type in ("meeting", "conference", "visit") and not (m.trigger.noun is not None and m.trigger.noun.weak)]
            if len(pool) == 1 and len(mentions) == 1 and pool[0].city is None and pool[0].at < k and not any(view.opener[j] in ("that", "stop") for j in range(pool[0].at, k + 1)):
                best = pool[0]
        if best is not None:
            _put_place(best, c)
            before = (view.index(c.end - 1), best)
    _modes(view, mentions, frames)
    _share(view, mentions)
    for m in mentions:
        if m.trigger.plover_mode == "phone":
            m.city = m.country = None  # a call is nowhere


def _reported_day(view: SentenceView, mentions: list[EventMention], dateline: int) -> None:
    """"The ministry said today that a memorandum was signed": in the lead, without another date, the day of the report is the day."""
    if view.rank > 1 or any(m.times for m in mentions):
        return
    opens = [k for k in range(len(view.tokens)) if view.opener[k] == "that"]
    if not opens:
        return
    days = [t for t in view.times if dateline <= view.index(t.start) < opens[0] and t.granularity == "day" and t.anchor == "published"]
    held = [m for m in mentions if m.at > opens[0] and not m.planned and m.trigger.verb is not None]
    if len(days) == 1 and held:
        held[0].times.append((days[0], "during"))


def _when(view: SentenceView, mentions: list[EventMention]) -> None:
    """"Until 2015, when X was chosen": the time right before "when" is also that of the clause it opens."""
    for m in mentions:
        if m.times or m.trigger.verb is None:
            continue
        opened = next((k for k in range(m.at, 0, -1) if view.opener[k]), 0)
        if not opened or m.at - opened > 3 or plain(view.tokens[opened].text) not in view.grammar["when_words"] or not view.in_time[opened - 1]:
            continue
        t = next((t for t in view.times if view.index(t.end - 1) == opened - 1), None)
        if t is not None:
            m.times.append((t, "during"))


def _modes(view: SentenceView, mentions: list[EventMention], frames: Frames) -> None:
    """How it was held, given to the gathering that the words attach to."""
    pool = [m for m in mentions if m.type in ("meeting", "conference", "visit", "agreement")]
    for i in view.marked.get("mode", ()):
        for name in ("hybrid", "in_person", "virtual"):
            length = view.phrase_at(i, frames.phrases[name])
            if not length:
                continue
            best = min(pool, key=lambda m: (_cost(view, m, i, i + length - 1), m.at), default=None)
            if best is not None and best.held is None and _cost(view, best, i, i) < 60:
                best.held = name
            break


def _outside_title(view: SentenceView, k: int, c: FoundMention) -> bool:
    found = view.in_affiliation[k]
    return found is not None and not (found.start < c.start and c.end <= found.end)


def _put_place(m: EventMention, c: FoundMention) -> None:
    """Give the event its city or country; a country that is not its city's is of something else."""
    if c.kind == "city":
        if m.city is not None and m.city.entity_id != c.entity_id:
            m.several_cities = True
        else:
            m.city = m.city or c
    elif c.kind == "country":
        if m.city is None or m.city.entity_id.rpartition("-")[2].lower() == c.entity_id.rpartition(":")[2].lower():
            m.country = m.country or c


def _best(view: SentenceView, mentions: list[EventMention], k: int, last: int, *, place: bool = False) -> EventMention | None:
    best, best_cost = None, float(_MAX_PLACE if place else _MAX_COST)
    for m in mentions:
        cost = _cost(view, m, k, last)
        if m.first > k and any(view.opener[j] == "that" for j in range(k + 1, m.first + 1)):
            continue  # "said in Addis Ababa that the council will meet": where it was said
        if place and m.type in ("appointment",) and len(mentions) > 1:
            cost += 2
        if place and m.type == "trial" and k > m.at and any(view.bare_forms(j) & view.grammar["charges"] for j in range(m.hit.last + 1, k)):
            continue  # "charged with fighting in Syria": where the deed was
        if m.first > last and _joined(view, last, m) and any(x.hit.last < k for x in mentions):
            cost += 12  # "the bombing of X on 28 April, and the crime of Y": the day before the "and" is the bombing's
        if cost < best_cost:
            best, best_cost = m, cost
    return best


def _joined(view: SentenceView, last: int, m: EventMention) -> bool:
    """Whether an event noun after words ..last is coordinated with what stands before them."""
    if last + 1 > m.first:
        return False
    text = view.tokens[last + 1].text
    return m.trigger.noun is not None and m.first == m.at and m.first - last <= 3 and text.startswith(("و", "ثم", "او")) and not view.in_time[last + 1]


def _cost(view: SentenceView, m: EventMention, k: int, last: int) -> float:
    """How far words k..last are from the event's own words, with a price on each clause that begins between."""
    embedded = 0.0
    if m.trigger.noun is not None and not m.carriers and m.definite and not m.edition and m.at and plain(view.tokens[m.at - 1].text) not in ("في", "خلال", "اثناء"):
        if m.after_preposition or m.shape.definite and (m.name is None or m.name[1] <= view.tokens[m.hit.last].end):
            embedded = 6.0
    if m.type == "attack" and m.at and view.bare_forms(m.at - 1) & view.grammar["attack_of"]:
        embedded = 8.0
    if m.type == "attack" and k < m.at and any(view.bare_forms(j) & view.grammar["claims"] for j in range(k, m.at)):
        return 99.0
    told = [c.at for c in m.carriers if not (c.form.trigger.carrier is not None and c.form.trigger.carrier.aspect == "mention")]
    if len(told) < len(m.carriers) and k < m.at and any(c.at < k for c in m.carriers):
        return 99.0  # "condemned today the attack of yesterday": the condemnation's day
    also = next((j for j in range(k, max(m.hit.last, k - 12), -1) if view.tokens[j].text == "وذلك"), None)
    if also is not None and m.at < also and not embedded and not any(view.opener[j] in ("that", "stop") for j in range(m.at + 1, also + 1)):
        return (4.0 if m.carriers or m.shape.pos == "verb" else 5.0) + (k - also) * 0.3  # "..., and this in the seat of ...": of what the sentence tells, however long it is
    points = sorted({m.at, m.hit.last, *told, m.first if len(told) == len(m.carriers) else m.at})
    first, end = points[0], points[-1]
    if first <= k <= end:
        # between carrier and noun: the tighter of several events wins
        near = min(abs(k - p) for p in points)
        return embedded + 0.5 + near * 0.2 + min(view.breaks(k, p) for p in points if abs(k - p) == near) * 0.5
    if k > end:
        price = view.breaks(end, k)
        return embedded + (k - end) + price
    # before the event: only in the same clause, or opening the sentence
    price = 2 * view.breaks(last, first)
    return embedded + (first - last) + 2 + price


def _time_role(view: SentenceView, m: EventMention, t: FoundTime, k: int, frames: Frames) -> str:
    """Whether the time is when it happened, began or ended."""
    before = [view.tokens[j].text for j in range(max(0, k - 3), k)]
    texts = [w[1:] if w[:1] in "وف" and len(w) > 3 else w for w in before]
    start_text = view.tokens[k].text
    for phrase in frames.prepositions["closing_prepositions"]:
        if len(phrase) <= len(texts) and tuple(texts[-len(phrase):]) == phrase:
            return "end"
    if start_text.startswith("حتي") or (texts and texts[-1] in ("حتي", "غايه")):
        return "end"
    for phrase in frames.prepositions["opening_prepositions"]:
        if len(phrase) <= len(texts) and tuple(texts[-len(phrase):]) == phrase:
            return "start"
    if start_text in ("منذ",) or view.text[t.start : t.end].startswith("منذ"):
        return "start"
    if t.granularity == "range" and t.start_date != t.end_date:
        return "during"
    nearest, distance = None, 99
    for c in m.carriers:
        d = k - c.at if c.at < k else (c.at - k) + 6
        if d < distance:
            nearest, distance = c, d
    if nearest is not None and nearest.form.trigger.carrier is not None:
        aspect = nearest.form.trigger.carrier.aspect
        if aspect == "open":
            return "start"
        if aspect == "close":
            return "end"
    return "during"


def _durations(view: SentenceView, mentions: list[EventMention], frames: Frames) -> None:
    """Days that an event is said to last ("for two days"), given to the event that the phrase attaches to."""
    spots = view.marked.get("duration", ())
    if not spots:
        return
    texts = [t.text for t in view.tokens]
    for i in spots:
        text = texts[i]
        if text not in frames.words["duration_cues"] and plain(text) not in frames.words["duration_cues"]:
            if not (text in view.grammar["duration_heads"] and i and texts[i - 1] in ("علي", "وعلي")):
                continue
        days = _days(texts, i, frames)
        if days is None:
            continue
        pool = [m for m in mentions if m.type in ("meeting", "conference", "visit", "operation")]
        best = min(pool, key=lambda m: (abs(i - m.last) if m.at < i else (m.first - i) + 4, m.at), default=None)
        if best is not None and abs(i - best.last) <= 24:
            best.days = days


def _days(texts: list[str], i: int, frames: Frames) -> int | None:
    for k in range(i + 1, min(len(texts), i + 4)):
        if texts[k] in ("يومين", "اسبوعين"):
            return frames.durations[texts[k]]
        number = parse_number(texts[k : k + 4])
        if number and k + number[1] < len(texts) and texts[k + number[1]] in frames.durations and 1 < number[0] < 400:
            return number[0] * frames.durations[texts[k + number[1]]]
        if texts[k] in ("اسبوع", "اسبوعا"):
            return 7
    return None


def _dateline_end(view: SentenceView) -> int:
    """Index of the first word after a dateline ("Tunis 23 January (agency) - ..."), 0 where there is none."""
    for k in range(1, min(len(view.tokens), 16)):
        if "-" in view.gap[k] and " " in view.gap[k] and not view.in_time[k]:
            known = sum(1 for j in range(k) if view.in_time[j] or view.covered[j] is not None or view.tokens[j].text.isdigit())
            return k if known * 2 >= k else 0
    return 0


def _host_subject(view: SentenceView, mentions: list[EventMention], c: FoundMention, k: int) -> EventMention | None:
    """The event that the place hosts: "Kuwait hosts the conference", "the seminar that Fez hosts"."""
    for m in mentions:
        for carrier in m.carriers:
            seed = carrier.form.trigger.carrier
            if seed is None or seed.subject not in ("host", "place"):
                continue
            if carrier.at < k <= carrier.at + 5 and view.clause[k] == view.clause[carrier.at] and not _locative_prefix(view, c, k):
                return m
            if k < carrier.at <= k + 4 and view.clause[k] == view.clause[carrier.at] and carrier.at < m.at:
                return m
        if m.carriers:
            continue
    return None


def _seat(view: SentenceView, k: int, mentions: list[EventMention]) -> bool:
    """"The attaché at the embassy in Cairo": the city is an office's, not the event's."""
    body = view.covered[k - 1] if k else None
    attacks = bool(mentions) and all(m.type == "attack" for m in mentions)
    if body is not None and body.kind == "organization" and view.covered[k] is not body and all(m.definite for m in mentions):
        # "the director of the office in Vienna": where he works
        first = view.index(body.start)
        if any(view.bare_forms(j) & view.grammar["offices"] and not any("," in view.gap[x] or view.opener[x] for x in range(j + 1, first + 1)) for j in range(max(0, first - 4), first)):
            return True
    if body is not None and body.kind == "organization" and attacks and view.covered[k] is not body and not any(m.first <= k <= m.last or 0 < k - m.at <= 8 for m in mentions):
        return True  # "the centre in Algiers counted the attacks of the year"
    triggers = {m.at for m in mentions} | {c.at for m in mentions for c in m.carriers}
    for j in range(k - 1, max(-1, k - 8), -1):
        if "," in view.gap[j + 1] or view.opener[j + 1] or j in triggers or view.in_time[j]:
            return False
        if view.bare_forms(j) & view.grammar["seats"] or view.tokens[j].text in view.grammar["own_seat"]:
            return True
        if view.covered[j] is not None and view.covered[j].kind == "person":  # type: ignore[union-attr]
            return False
    return False


def _one_of_several(view: SentenceView, c: FoundMention) -> bool:
    """"In Benin, Togo and the Gambia": several countries are no place."""
    countries = [x for x in view.mentions if x.kind == "country"]
    for x, y in pairwise(countries):
        if c is x or c is y:
            a, b = view.index(x.end - 1), view.index(y.start)
            if b - a <= 2 and (view.prefix_of(y).startswith("و") or "," in view.gap[b]):
                return True
    return False


def _locative_prefix(view: SentenceView, c: FoundMention, k: int) -> bool:
    return view.prefix_of(c).endswith("ب") or (k > 0 and view.tokens[k - 1].text in ("في", "وفي"))




def _locative(view: SentenceView, c: FoundMention, k: int, mentions: list[EventMention]) -> bool:
    """Whether the mention says where: with ب or في, a place word between, in an attack's or a visit's own phrase, or in a list of places."""
    tokens = view.tokens
    prefix = view.prefix_of(c)
    if c.method == "nisba" and not (k and view.bare_forms(k - 1) & view.grammar["place_heads"]):
        return False  # "in the Dutch parliament": no place
    if prefix.endswith("ب"):
        return True
    if k and view.bare_forms(k - 1) & view.grammar["directions"] and not prefix:
        return not _elsewhere(view, k - 1) and not any(m.city is not None for m in mentions)
    j = k - 1
    adjectives = 0
    while j >= 0 and adjectives < 3 and view.clause[j] == view.clause[k]:
        text = tokens[j].text
        word = plain(text)
        if text in ("في", "وفي"):
            return True
        bare = view.bare_forms(j)
        if bare & view.grammar["place_heads"] or word in view.grammar["place_heads"]:
            if text.startswith(("ب", "وب", "فب")) and not text.startswith("بلد"):
                return True
            adjectives += 1
            j -= 1
            continue
        other = view.covered[j]
        if other is not None and other.kind in ("city", "country", "place"):
            if prefix.endswith("و") or tokens[k].text.startswith("و") or "," in view.gap[k] or "(" in view.gap[k] or other.kind == "country" or tokens[j].text.endswith(("يه", "ي")):
                j -= 1
                adjectives += 1
                continue
        if text in view.grammar["towards"] and any(m.type in ("visit", "trial") for m in mentions):
            return text in ("الي", "والي", "نحو")
        break
    idafa = [m for m in mentions if m.trigger.noun is not None and k == m.hit.last + 1 and c.kind == "city"]
    if idafa:
        return True
    near = [m for m in mentions if m.type == "attack" and 0 < k - m.at <= 4 and view.clause[k] == view.clause[m.at]]
    if near and c.kind == "city":
        return True
    for m in mentions:
        if m.type == "visit" and m.trigger.verb is not None and 0 < k - m.at <= 6 and view.clause[k] == view.clause[m.at] and m.trigger.verb.place == "object":
            return True
        if m.type == "visit" and m.trigger.noun is not None and 0 < k - m.at <= 4 and prefix.endswith("ل"):
            return True
        if m.type == "visit" and m.trigger.noun is not None and 0 < k - m.at <= 3 and c.kind in ("city", "country") and not tokens[k].text.endswith("يه"):
            return True
        if m.type == "other" and m.trigger.verb is not None and m.trigger.verb.place == "object" and 0 < k - m.at <= 5:
            return True
        for carrier in m.carriers:
            seed = carrier.form.trigger.carrier
            if seed is not None and seed.place == "object" and 0 < k - carrier.at <= 3:
                return True
    return False


def _elsewhere(view: SentenceView, k: int) -> bool:
    """Whether the direction at word k ("south of") starts from another place that is named: "in the village X south of", "from the north of"."""
    if k and plain(view.tokens[k - 1].text) in ("من", "الي", "نحو"):
        return True
    return any(view.bare_forms(j) & view.grammar["localities"] for j in range(max(0, k - 4), k) if view.clause[j] == view.clause[k])


def _share(view: SentenceView, mentions: list[EventMention]) -> None:
    """An event told as the occasion of another ("during the meeting of ...") shares its date and place."""
    nouns = [m for m in mentions if m.trigger.noun is not None]
    for a, b in pairwise(nouns):
        joined = b.hit.prefix.startswith("و") or b.at - 1 >= 0 and b.edition is not None and view.tokens[b.at - 1].text.startswith("و")
        if joined and a.type == b.type and a.edition and b.edition and b.at - a.at <= 24 and all(view.opener[k] in ("", "rel") for k in range(a.at + 1, b.at + 1)):
            a.coordinated = b.coordinated = True
            a.times, b.times = a.times or list(b.times), b.times or list(a.times)
            both = sorted({(c.at, c.last): c for c in (*a.carriers, *b.carriers)}.items())
            a.carriers = b.carriers = [c for _, c in both]
    for m in mentions:
        if m.is_act and m.hit.prefix.endswith("ب") and not m.times:
            before = [x for x in mentions if x.at < m.at and x.times and view.clause[x.at] == view.clause[m.at] and "close" in x.aspects]
            if before:
                m.times = [(t, "during") for t, r in before[-1].times if r == "end"]  # "ends tomorrow with the adoption of ..."
    for a, b in pairwise(mentions):
        if a.type == "visit" and b.type in ("meeting", "conference") and any(view.tokens[k].text in view.grammar["purposes"] for k in range(a.hit.last + 1, b.at)):
            if not view.breaks(a.hit.last, b.at):
                a.times, b.times = a.times or list(b.times), b.times or list(a.times)  # "goes to Lyon next week to take part in a seminar"
                if b.city is None and b.country is None:
                    b.city, b.country = a.city, a.country
    for a, b in pairwise(mentions):
        near = a.is_act and b.trigger.noun is not None and b.type in ("meeting", "conference") and 0 < b.at - a.hit.last <= 3
        if near and any(view.tokens[k].text in ("في", "خلال", "اثناء") for k in range(a.hit.last + 1, b.at)) and not a.times and a.city is None:
            a.times, a.city, a.country = list(b.times), b.city, a.country or b.country  # "its launch was announced at the second meeting"
    for m in mentions:
        if m.type == "launch" and m.shape.suffixed and m.city is None and m.trigger.verb is not None:
            # "the programme's office in Rabat, which was opened in June": a building is opened where it stands
            m.city = next((c for c in view.mentions if c.kind == "city" and 0 < m.at - view.index(c.start) <= 6 and _locative_prefix(view, c, view.index(c.start))), None)
    for m in mentions:
        at = [x for x in mentions if x.at < m.at and x.type in ("meeting", "conference", "visit")] if m.crowns else []
        if at and not m.times and m.city is None:
            m.times, m.city, m.country = [(t, "during") for t, _ in at[-1].times], at[-1].city, m.country or at[-1].country
    for a, b in pairwise(mentions):
        if b.type == "meeting" and b.trigger.verb is not None and not b.times and a.times and b.at and view.tokens[b.at - 1].text == "حيث":
            b.times = list(a.times)  # "went on Saturday to Baghdad, where he met ..."
            if b.city is None:
                b.city, b.country = a.city, b.country or a.country
    occasion = {"خلال", "بمناسبه", "هامش", "ختام", "اثناء", "مناسبه"}
    for m in mentions:
        i = m.at - 1
        words = {plain(view.tokens[j].text) for j in range(max(0, i - 1), i + 1)}
        if not (words & occasion):
            continue
        hosts = [h for h in mentions if h is not m and h.at < m.at]
        if not hosts:
            continue
        other = hosts[-1]
        a, b = (m, other) if not m.times else (other, m)
        if not a.times and b.times and not a.is_act:
            a.times = list(b.times)
        elif words & {"ختام"} and a.times and b.times and all(r == "start" for _, r in m.times):
            m.times += [(t, "end") for t, _ in other.times if all(t is not x for x, _ in m.times)]
        a, b = (m, other) if m.city is None else (other, m)
        if a.city is None and b.city is not None and a.country is None:
            a.city, a.country = b.city, a.country or b.country


def score(m: EventMention) -> float:
    """How sure the sentence reports an event here: 2 and more is one."""
    noun, verb = m.trigger.noun, m.trigger.verb
    total = 0.0
    dated = bool(m.times)
    placed = m.city is not None or m.country is not None
    aspects = m.aspects
    if verb is not None:
        if m.shape.pos == "verb":
            total = 2.0
            told = m.at > 1 and plain(m.view.tokens[m.at - 2].text) in m.view.grammar["after_words"]  # "before the police caught him"
            if m.shape.tense == "present" and m.at and m.view.tokens[m.at - 1].text == "ان" and not told and not m.planned and not m.view.is_title:
                total -= 2.0  # "provides that the king appoints": no happening
        else:
            total = 0.6 if m.first == m.at and m.achiever is None else 2.0
            total += 1.4 if m.after_preposition and not m.hit.prefix.endswith("ل") else 0.0
            total += 1.4 if m.view.is_title else 0.0
            if m.proposed and m.first == m.at:
                total -= 2.4
            if _means(m) and not m.planned:
                total -= 2.4  # "by creating a committee", "in order to found": a proposal
            if m.view.opener[m.at] == "" and m.at and m.view.opener[m.at - 1] == "that":
                total += 1.4  # "that the election of X ...": told as a fact
            if m.planned:
                total += 1.4
        total += (1.4 if dated else 0.0) + (0.6 if placed else 0.0) + (1.0 if aspects else 0.0)
        if m.hit.prefix.endswith("ل") and not (m.planned and m.type in ("agreement", "launch")):
            total -= 1.4 if m.achiever is not None else 3.0  # a purpose: "an agreement to extradite"
        if m.type in ("launch", "operation") and not dated and not placed and _in_passing(m):
            total -= 1.5  # "the initiatives that it launched": said in passing
        if verb.dated and not dated and not m.view.is_title:
            total -= 2.0
        return total
    assert noun is not None
    total = 0.0
    if aspects & {"hold", "open", "close", "last"}:
        total += 2.0
    elif "take_part" in aspects:
        total += 1.6
    elif "mention" in aspects:
        total += 1.2
    total += 1.6 if m.edition else 0.0
    total += 0.6 if m.edition and m.at and plain(m.view.tokens[m.at - 1].text) in m.view.grammar["proceedings"] else 0.0
    total += 1.4 if dated else 0.0
    total += 0.8 if placed else 0.0
    total += 1.2 if m.view.is_title else 0.5 if m.view.rank <= 2 and aspects and _named(m) else 0.0
    total += 0.7 if m.after_preposition and plain(m.view.tokens[m.at - 1].text) in ("خلال", "هامش", "عقب", "ختام", "بمناسبه", "اختتام", "بعد") else 0.0
    total += 0.5 if m.these else 0.0
    if noun.weak and m.inner is None and not m.edition:
        total -= 0.9
    if not dated and not m.planned and not m.view.is_title and any(m.view.tokens[k].text in m.view.grammar["irreal"] for k in range(max(0, m.first - 4), m.first)):
        total -= 2.0  # "it tries to carry out": a wish
    if _occasion_of_words(m):
        total += 1.6
    if not m.carriers and m.city is None and m.country is None and not m.view.is_title and m.type in ("meeting", "conference") and _topic(m):
        total -= 2.5  # "they discussed the negotiations of ...": what it was about
    if noun.part and not dated and not (aspects >= {"hold", "take_part"} and _named(m)) and not (aspects & {"hold", "open"} and _of_body(m)):
        total -= 1.2
    if m.number == "many" and not dated and (m.type == "attack" or not (aspects & {"hold", "open", "close"})):
        total -= 1.0
    if m.number == "many" and m.type == "attack" and not dated and m.city is None and not m.view.is_title:
        total -= 2.0
    if m.number == "many" and m.type == "attack" and m.carriers and all(c.form.shape.tense == "present" for c in m.carriers) and not m.view.is_title:
        total -= 2.5  # "the town sees attacks": what happens now and then
    if m.number == "many" and not dated and not placed and not m.view.is_title and m.inner is None:
        total -= 1.5
    if noun.with_edition and not m.edition:
        total -= 3.0
    if noun.reference_only:
        total -= 3.0
    if noun.anniversary and not dated:
        total -= 2.0
    if m.type == "attack" and any(m.view.bare_forms(k) & m.view.grammar["claims"] for k in range(max(0, m.at - 3), m.at)):
        total += 1.2  # who claims it says that it was
    if m.type == "attack" and m.shape.suffixed and not dated:
        total -= 2.0  # "by his attack on ...": of words, or told before
    if all(c.form.shape.pos == "noun" for c in m.carriers) and not m.edition and m.type in ("meeting", "conference") and _wished(m):
        total -= 2.5
    if noun.needs_carrier and not any(c.at < m.at and c.form.trigger.carrier is not None and c.form.trigger.carrier.aspect == "hold" for c in m.carriers):
        total -= 3.0
    elif noun.needs_carrier and _with_whom(m):
        total += 1.0
    if m.type == "meeting" and m.shape.suffixed and m.after_preposition and m.number == "one" and not m.carriers and _with_whom(m):
        total += 1.4  # "during his meeting with the ambassadors of ..."
    if noun.named_place and m.city is not None:
        total += 0.9 + (0.7 if m.first and _after(m) else 0.0)
    elif noun.weak and m.type == "attack" and m.number == "one" and _own_phrase(m, target=True):
        total += 0.9
    if m.type == "attack" and m.number != "many" and not noun.vague and (_own_phrase(m) or m.city is not None and dated):
        total += 0.8  # "the bombing of the café in ... on 28 April": nickname, place and day make it one
    elif m.type == "attack" and m.number == "many" and dated and _own_phrase(m):
        total += 0.7
    if m.type == "operation" and m.number == "one" and dated and _own_phrase(m) and not noun.exercise:
        total += 1.5
    attended = "take_part" in aspects and "hold" not in aspects and any(c.form.shape.tense == "past" for c in m.carriers)
    if m.type == "conference" and not noun.weak and m.number == "one" and attended and len(m.carriers) > 1:
        total += 0.5
    return total


def _occasion_of_words(m: EventMention) -> bool:
    """"This came in a briefing before a session that the council held": where what was just reported was said."""
    view = m.view
    words = [t.text for t in view.tokens[:3]]
    talks = {h.at for h in view.hits if h.form.trigger.noun is not None and h.form.trigger.type in ("meeting", "conference")}
    if any(k in talks and view.tokens[k - 1].text in ("امام", "خلال", "في") for k in range(m.hit.last + 2, min(len(view.tokens), m.hit.last + 8))):
        return False  # a briefing before a session: the session
    return len(words) == 3 and plain(words[0]) in view.grammar["came"] and m.at <= 12 and not view.opener[m.at] and any(w in view.grammar["inside_words"] | {"امام"} for w in (t.text for t in view.tokens[1 : m.at]))


def _topic(m: EventMention) -> bool:
    """Whether the noun is the object of a verb of discussing right before it."""
    view = m.view
    return any(view.bare_forms(k) & view.grammar["topics"] for k in range(max(0, m.at - 2), m.at)) and not view.tokens[m.at].text.startswith("و")


def _of_body(m: EventMention) -> bool:
    """"The second session of the steering committee": counted, and of a body that meets."""
    view = m.view
    texts = [t.text for t in view.tokens[m.hit.last + 1 : m.hit.last + 4]]
    counted = bool(texts) and parse_ordinal(texts[:1]) is not None
    return counted and any(t.startswith("ل") and view.bare_forms(m.hit.last + 1 + i) & view.grammar["meeting_bodies"] for i, t in enumerate(texts) if i)


def _wished(m: EventMention) -> bool:
    """"Renews his call to return to a dialogue": a wish, no gathering."""
    view = m.view
    to = view.tokens[m.at].text.startswith("ل") or m.at > 0 and (view.tokens[m.at - 1].text == "الي" or view.tokens[m.at - 1].text.startswith("ل"))
    return to and any(view.bare_forms(k) & view.grammar["calls"] for k in range(max(0, m.at - 6), m.at))


def _after(m: EventMention) -> bool:
    """Whether the noun is told as what something else came after."""
    view = m.view
    return any(plain(view.tokens[k].text) in view.grammar["after_words"] for k in range(max(0, m.at - 6), m.at) if view.clause[k] == view.clause[m.at] or view.opener[m.at] == "" and m.at - k < 7)


def _with_whom(m: EventMention) -> bool:
    """Whether persons or office-holders stand in the noun's own phrase: whom he met, who called."""
    view = m.view
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 9)):
        if view.opener[k]:
            return False
        cover = view.covered[k]
        if cover is not None and cover.kind == "person" or view.bare_forms(k) & view.grammar["offices"] or view.in_affiliation[k] is not None or view.bare_forms(k) & view.grammar["several_officials"]:
            return True
    return False


def _own_phrase(m: EventMention, *, target: bool = False) -> bool:
    """Whether the noun's own phrase (to the comma or the clause's end) holds its target or its day."""
    view = m.view
    days = [view.index(t.start) for t, _ in m.times]
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 9)):
        if view.opener[k] or "," in view.gap[k]:
            return False
        if k in days and not target:
            return True
        cover = view.covered[k]
        if k <= m.hit.last + 2 and (view.bare_forms(k) & view.grammar["targets"] or cover is not None and cover.kind in ("city", "place")):
            return True
    return False




def _in_passing(m: EventMention) -> bool:
    """Whether a relative clause only describes: several things, or a verb without who did it."""
    view = m.view
    opened = next((k for k in range(m.at, max(-1, m.at - 4), -1) if view.opener[k] == "rel"), None)
    if opened is None or opened == 0:
        return False
    several = any(view.tokens[j].text.endswith("ات") for j in range(max(0, opened - 3), opened) if view.covered[j] is None and not view.in_time[j])
    return several or m.trigger.verb is not None and m.trigger.verb.subject == "subject"


def _means(m: EventMention) -> bool:
    if m.achiever is not None or m.first != m.at:
        return False
    tokens = m.view.tokens
    words = [plain(tokens[k].text) for k in range(max(0, m.at - 2), m.at)]
    means = m.view.grammar["means"]
    return bool(words) and (words[-1] in means or " ".join(words) in means)


def _named(m: EventMention) -> bool:
    """Whether the noun has a complement: more than a bare "the meeting"."""
    return m.name is not None and m.name[1] > m.view.tokens[m.hit.last].end
