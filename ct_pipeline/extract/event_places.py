"""Where an event was: the towns and countries that its own phrase names."""

from __future__ import annotations

from itertools import pairwise

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_cost import nearest_event
from ct_pipeline.extract.event_draft import TALKS
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_heads import is_anothers
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView, plain

_ANNOUNCED = 9  # words from a verb of announcing to "from" and its town


def attach_places(view: SentenceView, mentions: list[EventMention], frames: Frames) -> None:
    """Give each town and country of the sentence that says where to the event it attaches to."""
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
        hosted = _host_subject(view, mentions, c, k) or _witnessed(view, mentions, c)
        if hosted is not None:
            _put_place(hosted, c)
            continue
        if not _locative(view, c, k, mentions, frames) or _seat(view, k, mentions) or _posting(view, k, mentions, frames):
            continue
        goal = _goal_of(view, mentions, k)
        best = goal or nearest_event(view, mentions, k, view.index(c.end - 1), place=True)
        if best is not None and goal is None and is_anothers(view, mentions, best, k, view.index(c.end - 1), frames, place=True):
            continue
        if best is None and c.kind == "city":
            # the one gathering of a long sentence is where its city is, however far
            pool = [m for m in mentions if m.type in ("meeting", "conference", "visit") and not (m.trigger.noun is not None and m.trigger.noun.weak)]
            alone = len(pool) == 1 and len(mentions) == 1 and pool[0].city is None and pool[0].at < k
            if alone and not any(view.opener[j] in ("that", "stop") for j in range(pool[0].at, k + 1)) and not _told_aside(view, pool[0], k):
                best = pool[0] if not is_anothers(view, mentions, pool[0], k, view.index(c.end - 1), frames, place=True) else None
        if best is not None and (_of_another(view, best, k) or _aimed_at(view, best, k) or _situation(view, best, k) or c.kind == "country" and _about(view, best, k)):
            continue
        if best is not None:
            _put_place(best, c)
            before = (view.index(c.end - 1), best)


def _told_aside(view: SentenceView, m: EventMention, k: int) -> bool:
    """"The meeting dealt with the file of X, accused of seizing the plane that landed in Y": word k stands in a relative clause in which no verb of the event's own stands."""
    opened = next((j for j in range(k, m.at, -1) if view.opener[j] == "rel"), None)
    if opened is None or any(c.at >= opened for c in m.carriers):
        return False
    return not any((x := view.covered[j]) is not None and x.kind == "person" for j in range(opened, k))  # "chaired the meeting, which is part of ..., the minister X, in Y"


def _outside_title(view: SentenceView, k: int, c: FoundMention) -> bool:
    found = view.in_affiliation[k]
    return found is not None and not (found.start < c.start and c.end <= found.end)


def _put_place(m: EventMention, c: FoundMention) -> None:
    """Give the event its city or country; a country that is not its city's is of something else."""
    if c.kind == "city":
        if m.city is not None and m.city.entity_id != c.entity_id and m.is_act and m.view.index(m.city.start) < m.at < m.view.index(c.start):
            m.city = c  # "announced in Rabat the opening of a consulate in ...": where it is opened
        elif m.city is not None and m.city.entity_id != c.entity_id:
            m.several_cities = True
        else:
            m.city = m.city or c
    elif c.kind == "country":
        if m.city is None or m.city.entity_id.rpartition("-")[2].lower() == c.entity_id.rpartition(":")[2].lower():
            m.country = m.country or c


def _host_subject(view: SentenceView, mentions: list[EventMention], c: FoundMention, k: int) -> EventMention | None:
    """The event that the place hosts: "Kuwait hosts the conference", "the seminar that Fez hosts"."""
    for m in mentions:
        for carrier in m.carriers:
            seed = carrier.form.trigger.carrier
            if seed is None or seed.subject not in ("host", "place"):
                continue
            if carrier.at < k <= carrier.at + 5 and view.clause[k] == view.clause[carrier.at] and not has_locative_prefix(view, c, k):
                return m
            if k < carrier.at <= k + 4 and view.clause[k] == view.clause[carrier.at] and carrier.at < m.at:
                return m
        if m.carriers:
            continue
    return None


def _seat(view: SentenceView, k: int, mentions: list[EventMention]) -> bool:
    """"The attaché at the embassy in Cairo": the city is an office's, not the event's."""
    if _ministry_of(view, k):
        return True
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
            return not any(m.type == "launch" and 0 < j - m.hit.last <= 3 for m in mentions)  # "opened a consulate in ...": there
        if view.covered[j] is not None and view.covered[j].kind == "person":  # type: ignore[union-attr]
            return False
    return False


def _posting(view: SentenceView, k: int, mentions: list[EventMention], frames: Frames) -> bool:
    """"Was appointed dean of the faculty in Fez", "head of the mission in Libya": where the office is, nobody says where the appointment was."""
    best = next((m for m in reversed(mentions) if m.hit.last < k), None)
    if best is None or best.type != "appointment":
        return False
    for j in range(k - 1, best.hit.last, -1):
        if view.in_time[j] or view.opener[j + 1] and view.opener[j + 1] != "adv" or any(h.at == j and h.form.trigger.noun is not None for h in view.hits):
            return False
        if view.covered[j] is None and view.tokens[j].text.endswith(("ا", "ه")) and view.bare_forms(j) & frames.verbs.words["posts"]:
            return True
    return False


def _ministry_of(view: SentenceView, k: int) -> bool:
    """"The Ministry of the Interior in the Syrian Arab Republic": the country is the ministry's."""
    here = view.covered[k]
    j = k - 1
    while j > 0 and view.bare_forms(j) & view.grammar["place_heads"] and view.covered[j] in (None, here):
        j -= 1
    if here is None or here.kind != "country" or j < 1 or view.tokens[j].text != "في" or view.gap[j].strip():
        return False
    body = view.covered[j - 1]
    return body is not None and body.kind == "organization" and bool(view.bare_forms(view.index(body.start)) & view.grammar["state_bodies"])


def _one_of_several(view: SentenceView, c: FoundMention) -> bool:
    """"In Benin, Togo and the Gambia": several countries are no place."""
    countries = [x for x in view.mentions if x.kind == "country"]
    for x, y in pairwise(countries):
        if c is x or c is y:
            a, b = view.index(x.end - 1), view.index(y.start)
            if b - a <= 2 and (view.prefix_of(y).startswith("و") or "," in view.gap[b]):
                return True
    return False


def has_locative_prefix(view: SentenceView, c: FoundMention, k: int) -> bool:
    return view.prefix_of(c).endswith("ب") or (k > 0 and view.tokens[k - 1].text in ("في", "وفي"))


def _locative(view: SentenceView, c: FoundMention, k: int, mentions: list[EventMention], frames: Frames) -> bool:
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
        site = c.kind == "city" and view.covered[j] in (None, c) and bool(bare & frames.verbs.words["sites"])
        if text.startswith("ال") and view.covered[j] is None and j and view.bare_forms(j - 1) & view.grammar["place_heads"] and c.kind == "city":
            adjectives += 1  # "in the temporary capital Aden"
            j -= 1
            continue
        if word == "من" and any(m.type == "launch" and m.trigger.verb is not None and 0 <= j - m.first <= _ANNOUNCED for m in mentions):
            return True  # "announced from New York the birth of"
        if site or bare & view.grammar["place_heads"] or word in view.grammar["place_heads"]:
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
    idafa = [m for m in mentions if m.trigger.noun is not None and k == m.hit.last + 1 and c.kind == "city" and not prefix]
    if idafa:
        return True
    near = [m for m in mentions if m.type == "attack" and 0 < k - m.at <= 4 and view.clause[k] == view.clause[m.at]]
    if near and c.kind == "city" and view.bare_forms(k - 1) & view.grammar["named_buildings"]:
        return False  # "the attack on the Sinai hotel": the building's name
    if near and c.kind == "city":
        return True
    for m in mentions:
        if m.type == "visit" and m.trigger.verb is not None and m.trigger.verb.place == "object" and (0 < k - m.at <= 6 and view.clause[k] == view.clause[m.at] or _behind_aside(view, m.hit.last, k)):
            return True
        if m.type == "visit" and m.trigger.noun is not None and 0 < k - m.at <= 4 and prefix.endswith("ل"):
            return True
        if m.type == "visit" and prefix.endswith("ل") and c.kind in ("city", "country") and any(0 < k - carrier.at <= 6 and carrier.at > m.at for carrier in m.carriers):
            return True  # "the visit that the king made to Mexico"
        if m.type == "visit" and m.trigger.noun is not None and 0 < k - m.at <= 3 and c.kind in ("city", "country") and not tokens[k].text.endswith("يه"):
            return True
        if m.type == "other" and m.trigger.verb is not None and m.trigger.verb.place == "object" and 0 < k - m.at <= 5:
            return True
        for carrier in m.carriers:
            seed = carrier.form.trigger.carrier
            if seed is not None and seed.place == "object" and 0 < k - carrier.at <= 3:
                return True
    return False


def _of_another(view: SentenceView, m: EventMention, k: int) -> bool:
    """"An attack on the museum and another in Sousse": the town is the other's."""
    return m.trigger.noun is not None and any(view.tokens[j].text in view.grammar["and_another"] for j in range(m.hit.last + 1, k))


def _goal_of(view: SentenceView, mentions: list[EventMention], k: int) -> EventMention | None:
    """"Arrived on Sunday evening in X to take part in the summit": the first place behind "to" is the journey's."""
    if not k or view.tokens[k - 1].text != "الي" and not (k > 1 and view.tokens[k - 2].text == "الي" and view.bare_forms(k - 1) & view.grammar["place_heads"]):
        return None
    goes = [m for m in mentions if m.type == "visit" and m.trigger.verb is not None and m.trigger.verb.place == "object" and m.at < k and m.city is None and m.country is None]
    return goes[-1] if goes and not any(view.opener[j] for j in range(goes[-1].at + 1, k + 1)) else None


def _behind_aside(view: SentenceView, verb: int, k: int) -> bool:
    """"Will visit, after Iraq, the Moroccan capital Rabat": the object stands behind an aside between two commas."""
    opened = next((j for j in range(verb + 1, min(len(view.tokens), verb + 7)) if "," in view.gap[j]), None)
    if opened is None or opened >= k:
        return False
    closed = next((j for j in range(opened + 1, min(len(view.tokens), opened + 7)) if "," in view.gap[j]), None)
    return closed is not None and closed <= k <= closed + 3 and not any(view.opener[j] for j in range(closed + 1, k + 1))


def _aimed_at(view: SentenceView, m: EventMention, k: int) -> bool:
    """"Foiled a plot that targeted Basra": the town is the plot's aim; nobody says where it was foiled."""
    if m.trigger.name not in view.grammar["foiling"]:
        return False
    return any(view.covered[j] is None and view.bare_forms(j) & view.grammar["aiming"] for j in range(m.hit.last + 1, k))


def _situation(view: SentenceView, m: EventMention, k: int) -> bool:
    """"A session on the situation in Sudan", "linked the developments in Mali to the visit of": where what is talked about is."""
    if k < m.first and k > 1 and view.tokens[k - 1].text == "في" and view.covered[k - 2] is None and view.bare_forms(k - 2) & view.grammar["situations"]:
        return True
    joined = (c := view.covered[k]) is not None and view.prefix_of(c).endswith("ب") and m.hit.last < k - 1
    if m.type in TALKS and joined and view.covered[k - 1] is None and view.bare_forms(k - 1) & view.grammar["situations"]:
        return True
    if m.type not in TALKS or view.tokens[k - 1].text != "في" or m.hit.last >= k - 2:
        return False
    return any(view.covered[j] is None and j > m.hit.last and view.bare_forms(j) & view.grammar["situations"] and not any("," in view.gap[x] for x in range(j + 1, k + 1)) for j in range(k - 4, k - 1))


def _about(view: SentenceView, m: EventMention, k: int) -> bool:
    """"A meeting on the challenges of fighting terrorism in Libya": the country belongs to what it is about, unless the phrase has ended."""
    if m.type not in TALKS or m.at > k:
        return False
    if m.trigger.verb is not None and m.shape.pos == "verb" and view.bare_forms(m.at) & view.grammar["topics"]:
        return k - m.hit.last > 2  # "will discuss the growing influence of the group in Libya"
    topic = next((j for j in range(m.hit.last + 1, k) if view.covered[j] is None and plain(view.tokens[j].text) in view.grammar["about"]), None)
    return topic is not None and k - topic > 2 and not any(view.in_time[j] or "," in view.gap[j] or view.opener[j] or any(c.at == j for c in m.carriers) for j in range(topic + 1, k + 1))


def _witnessed(view: SentenceView, mentions: list[EventMention], c: FoundMention) -> EventMention | None:
    """"The capital, which saw the launch of the process": the event behind a verb of hosting in the town's relative clause."""
    k = view.index(c.end - 1) + 1
    if c.kind != "city" or k + 1 >= len(view.tokens) or view.opener[k] != "rel":
        return None
    if not any(h.at == k + 1 and h.form.trigger.carrier is not None and h.form.trigger.carrier.subject in ("host", "place") for h in view.hits):
        return None
    return next((m for m in mentions if k + 1 < m.at <= k + 5), None)


def _elsewhere(view: SentenceView, k: int) -> bool:
    """Whether the direction at word k ("south of") starts from another place that is named: "in the village X south of", "from the north of"."""
    if k and plain(view.tokens[k - 1].text) in ("من", "الي", "نحو"):
        return True
    return any(view.bare_forms(j) & view.grammar["localities"] for j in range(max(0, k - 4), k) if view.clause[j] == view.clause[k])
