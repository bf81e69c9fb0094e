"""How sure a sentence reports an event, and not a wish, a topic or something said in passing."""

from __future__ import annotations

from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import plain
from ct_pipeline.extract.event_verbs import is_wish
from ct_pipeline.extract.event_words import is_future
from ct_pipeline.language.numerals import parse_ordinal

_PREDICATE = 30  # words from a verbal noun to its predicate
_ACTS = frozenset({"trial", "appointment", "launch", "agreement", "other"})  # a present tense without a day tells how such a thing is done


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
            if m.type == "appointment" and m.shape.tense == "present" and m.shape.plural and not dated and not m.view.is_title:
                total -= 2.0  # "members who are elected in the districts": how it is done
            if m.shape.tense == "present" and m.at and m.view.tokens[m.at - 1].text == "ان" and not told and not m.planned and not m.view.is_title:
                total -= 2.0  # "provides that the king appoints": no happening
            if m.shape.tense == "present" and m.type in _ACTS and not dated and not m.planned and not m.view.is_title and not told and not _just_told(m):
                total -= 2.0  # "is referred to the prosecutor": as a rule
            undated = not any(r == "during" for _, r in m.times) and not placed and not m.planned and not m.view.is_title
            if m.type == "meeting" and m.shape.tense == "present" and plain(m.view.tokens[m.at].text) in m.view.grammar["discussing"] and undated:
                total -= 2.0  # "he is looking with his aides into ...": no meeting
        else:
            total = 0.6 if m.first == m.at and m.achiever is None else 2.0
            if not m.view.is_title and any(m.view.covered[k] is None and plain(m.view.tokens[k].text) in m.view.grammar["considering"] for k in range(max(0, m.at - 6), m.at)):
                total -= 3.0  # "is looking into the naming of a successor"
            total += 1.4 if m.after_preposition and not m.hit.prefix.endswith("ل") else 0.0
            total += 1.4 if m.view.is_title else 0.0
            if m.proposed and m.first == m.at or m.joined_topic and m.achiever is None and not dated:
                total -= 2.4
            if m.achiever is None and not m.after_preposition and m.first == m.at and not m.view.is_title and _obliged(m):
                total -= 2.4  # "it must be ..., and a plan launched", "either adopting ... or"
            if m.achiever is None and not dated and not m.view.is_title and _of_each(m):
                total -= 2.0  # "founding a faculty in every region"
            if m.is_act and m.achiever is None and not m.after_preposition and m.first == m.at and _discussed(m):
                total -= 3.0  # "the two discuss the withdrawal of the army"
            if _means(m) and not m.planned:
                total -= 2.4  # "by creating a committee", "in order to found": a proposal
            if m.view.opener[m.at] == "" and m.at and m.view.opener[m.at - 1] == "that":
                total += 0.0 if _would(m) else 1.4  # "that the election of X ...": told as a fact
            if m.planned:
                total += 1.4
            if m.at and plain(m.view.tokens[m.at - 1].text) in m.view.grammar["valuing"]:
                total += 1.4  # "valuing the naming of ...": told as a fact
        total += (1.4 if dated else 0.0) + (0.6 if placed else 0.0) + (1.0 if aspects else 0.0)
        if m.hit.prefix.endswith("ل") and not (m.planned and m.type in ("agreement", "launch")):
            total -= 1.4 if m.achiever is not None else 3.0  # a purpose: "an agreement to extradite"
        if m.type == "launch" and not dated and not placed and not m.planned and not m.view.is_title and _policy(m):
            total -= 2.0
        if m.type in ("launch", "operation", "agreement") and not dated and not placed and _in_passing(m):
            total -= 1.5  # "the initiatives that it launched": said in passing
        if verb.dated and not dated and not m.planned and not m.view.is_title:
            total -= 2.0
        return total
    assert noun is not None
    total = 0.0
    if aspects & {"hold", "open", "close", "last"} or m.opened and m.type == "operation":
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
    total += 0.7 if m.after_preposition and plain(m.view.tokens[m.at - 1].text) in m.view.grammar["told_after"] else 0.0
    total += 0.5 if m.these else 0.0
    total += 1.4 if not m.carriers and _met_between(m) else 0.0
    total += 0.6 if m.edition and _discusses(m) else 0.0
    if noun.weak and m.inner is None and not m.edition:
        total -= 0.9
    if m.number == "many" and noun.exercise and not dated and not placed and not m.view.is_title and all(c.form.shape.pos == "noun" for c in m.carriers) and not _military(m):
        total -= 2.0  # "engaging in manoeuvres": schemes
    if m.type in ("meeting", "conference") and not m.carriers and not m.edition and m.at and m.view.bare_forms(m.at - 1) & m.view.grammar["frameworks"]:
        total -= 2.5  # "within the framework of the conference of ...": what the thing belongs to
    if m.type == "visit" and not dated and m.carriers and all(c.form.shape.pos == "noun" and m.view.tokens[c.at].text.startswith("ال") for c in m.carriers):
        total -= 2.0  # "paying a visit to the streets shows ...": whoever does it
    if noun.edition_word and m.inner is None and not m.edition and aspects == {"take_part"} and m.hit.last + 1 < len(m.view.tokens) and m.view.bare_forms(m.hit.last + 1) & m.view.grammar["current"]:
        total -= 3.0  # "chairs the current term"
    if m.type == "attack" and m.carriers and all(c.form.shape.pos == "noun" for c in m.carriers) and not dated and not placed and not m.view.is_title:
        total -= 1.5  # "the fear of suffering an attack"
    if m.type in ("meeting", "conference") and m.number == "one" and not m.carriers and m.city is not None and m.at and m.view.bare_forms(m.at - 1) & m.view.grammar["outcomes"]:
        total += 1.4  # "the outcome of the conference in ..."
    if not dated and not m.planned and not m.view.is_title and any(m.view.tokens[k].text in m.view.grammar["irreal"] for k in range(max(0, m.first - 4), m.first)):
        total -= 2.0  # "it tries to carry out": a wish
    if _occasion_of_words(m):
        total += 1.6
    elif placed and not m.carriers and _said_at(m):
        total += 1.2
    if not m.carriers and m.city is None and m.country is None and not m.view.is_title and m.type in ("meeting", "conference") and _topic(m):
        total -= 2.5  # "they discussed the negotiations of ...": what it was about
    if noun.part and not dated and not (aspects >= {"hold", "take_part"} and _named(m)) and not (aspects & {"hold", "open"} and (_of_body(m) or _body_sits(m))):
        total -= 1.2
    if m.number == "many" and not dated and not noun.exercise and (m.type == "attack" or not (aspects & {"hold", "open", "close"})):
        total -= 1.0
    if m.number == "many" and m.type == "attack" and not dated and m.city is None and not m.view.is_title:
        total -= 2.0
    if m.number == "many" and m.type == "attack" and m.carriers and all(c.form.shape.tense == "present" for c in m.carriers) and not m.view.is_title:
        total -= 2.5  # "the town sees attacks": what happens now and then
    if m.number == "many" and not dated and not placed and not m.view.is_title and m.inner is None and not (noun.exercise and aspects & {"hold", "open", "close"}):
        total -= 1.5
    cover = m.view.covered[m.at]
    if noun.weak and not m.edition and cover is not None and cover.kind == "organization" and not aspects & {"hold", "open", "close", "last"}:
        total -= 2.0  # "the General Assembly agreed": the body, not its session
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
    if m.type in ("meeting", "conference", "visit") and any(c.form.shape.pos == "noun" for c in m.carriers) and _hoped_for(m):
        total -= 4.0
    nominal = [c for c in m.carriers if c.at < m.at and c.form.shape.pos == "noun" and c.at]
    if m.type == "attack" and any(m.view.bare_forms(c.at - 1) & m.view.grammar["possible"] for c in nominal):
        total -= 3.0  # "the possibility that an attack takes place"
    if m.type in ("meeting", "conference") and _came_to(m):
        total += 2.0  # "the meeting between the two led to ..."
    if m.type == "meeting" and m.after_preposition and m.at > 1 and m.view.tokens[m.at - 1].text == "من" and m.shape.suffixed and _after(m):
        total += 0.7  # "a day after his meeting with"
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
    inside = view.grammar["inside_words"] | {"امام"}
    return len(words) == 3 and plain(words[0]) in view.grammar["came"] and m.at <= 12 and not view.opener[m.at] and any(t.text in inside for t in view.tokens[1 : m.at])


def _said_at(m: EventMention) -> bool:
    """"X warned, during a summit in Nairobi, that ...": where something was said."""
    view = m.view
    if m.type not in ("meeting", "conference") or m.number == "many" or not m.at or plain(view.tokens[m.at - 1].text) not in view.grammar["at_gathering"]:
        return False
    for k in range(m.at - 2, max(-1, m.at - 16), -1):
        if view.covered[k] is None and view.bare_forms(k) & view.grammar["saying"]:
            return True
        if view.opener[k + 1] in ("that", "stop", "rel"):
            return False
    return False


def _topic(m: EventMention) -> bool:
    """Whether the noun is the object of a verb of discussing right before it."""
    view = m.view
    if _discusses(m):
        return False
    return any(view.bare_forms(k) & view.grammar["topics"] for k in range(max(0, m.at - 2), m.at)) and not view.tokens[m.at].text.startswith("و")


def _discusses(m: EventMention) -> bool:
    """"The 31st session discusses ...": the subject of the verb right before it."""
    before = plain(m.view.tokens[m.at - 1].text) if m.at else ""
    return m.shape.definite and not m.shape.suffixed and before in m.view.grammar["discussing"] and not m.hit.prefix


def _met_between(m: EventMention) -> bool:
    """"After a meeting between X and Y", "at a meeting of the ministers in Marrakech": who met, or what met where, and that something followed."""
    view = m.view
    if m.type not in ("meeting", "conference") or m.number != "one" or m.planned or not m.at or plain(view.tokens[m.at - 1].text) not in view.grammar["after_talks"]:
        return False
    k = m.hit.last + 1
    if k < len(view.tokens) and view.tokens[k].text in ("بين", "مع"):
        return any((c := view.covered[j]) is not None and c.kind == "person" or view.bare_forms(j) & view.grammar["offices"] for j in range(k + 1, min(len(view.tokens), k + 4)))
    return m.city is not None and m.definite and _named(m)


def _of_body(m: EventMention) -> bool:
    """"The second session of the steering committee": counted, and of a body that meets."""
    view = m.view
    texts = [t.text for t in view.tokens[m.hit.last + 1 : m.hit.last + 4]]
    counted = bool(texts) and parse_ordinal(texts[:1]) is not None
    return counted and any(t.startswith("ل") and view.bare_forms(m.hit.last + 1 + i) & view.grammar["meeting_bodies"] for i, t in enumerate(texts) if i)


def _body_sits(m: EventMention) -> bool:
    """"The council held a session": the body that sits stands beside the verb."""
    view = m.view
    verbs = [c for c in m.carriers if c.at < m.at and c.form.shape.tense != "present" and c.form.trigger.carrier is not None and c.form.trigger.carrier.aspect == "hold"]
    return m.number == "one" and any(view.bare_forms(k) & view.grammar["meeting_bodies"] for c in verbs for k in range(max(0, c.at - 4), m.at) if view.clause[k] == view.clause[c.at])


def _wished(m: EventMention) -> bool:
    """"Renews his call to return to a dialogue": a wish, no gathering."""
    view = m.view
    to = view.tokens[m.at].text.startswith("ل") or m.at > 0 and (view.tokens[m.at - 1].text == "الي" or view.tokens[m.at - 1].text.startswith("ل"))
    return to and any(view.bare_forms(k) & view.grammar["calls"] for k in range(max(0, m.at - 6), m.at))


def _hoped_for(m: EventMention) -> bool:
    """"Proposes the holding of a summit", "called for a meeting to be held": no date of its own, and a verb of wishing before the verbal noun."""
    view = m.view
    if m.carriers[0].at > m.at or not all(c.form.shape.pos == "noun" for c in m.carriers if c.at < m.at):
        return False
    if all(c.form.trigger.carrier is not None and c.form.trigger.carrier.aspect == "take_part" for c in m.carriers if c.at < m.at) and (m.edition or m.times):
        return False  # "looks forward to taking part in the second session of": that one will be held
    for k in range(m.first - 1, max(-1, m.first - (19 if not m.times else 10)), -1):
        if view.covered[k] is None and is_wish(view, k):
            return True
        if m.first - k > 9 and view.opener[k] in ("that", "stop"):
            return False
    return False


def _discussed(m: EventMention) -> bool:
    """Whether a verb of discussing governs the verbal noun, right before it or as the last of several matters."""
    view = m.view
    for k in range(m.first - 1, max(-1, m.first - 26), -1):
        if view.opener[k + 1] in ("stop", "that", "rel", "and"):
            return False
        if view.covered[k] is None and view.in_affiliation[k] is None and view.bare_forms(k) & view.grammar["topics"]:
            return True
    return False


def _obliged(m: EventMention) -> bool:
    """Whether a word of obligation or of choice governs the verbal noun."""
    view = m.view
    for k in range(m.first - 1, max(-1, m.first - 15), -1):
        if view.opener[k + 1] == "stop":
            return False
        if view.covered[k] is None and plain(view.tokens[k].text) in view.grammar["obliging"] and (view.tokens[m.at].text.startswith("و") or m.first - k <= 3):
            return True
    return bool(m.first) and bool(view.bare_forms(m.first - 1) & view.grammar["merely"])


def _of_each(m: EventMention) -> bool:
    """Whether what is done is done to each of a kind: "the dismissal of every member who"."""
    view = m.view
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 5)):
        if view.opener[k] or "," in view.gap[k]:
            return False
        if view.tokens[k].text in ("كل", "بكل", "لكل", "اي", "ايه") and k + 1 < len(view.tokens) and not view.tokens[k + 1].text.startswith(("من", "ال")):
            return True
    return False


def _just_told(m: EventMention) -> bool:
    """Whether a present verb is told of somebody by name, or a word before it sets it in a told moment: "while", "was", "began to"."""
    view = m.view
    if any((c := view.covered[k]) is not None and c.kind == "person" for k in range(max(0, m.at - 6), min(len(view.tokens), m.hit.last + 8)) if view.clause[k] == view.clause[m.at]):
        return True
    return any(view.covered[k] is None and plain(view.tokens[k].text) in view.grammar["in_progress"] for k in range(max(0, m.at - 5), m.at))


def _military(m: EventMention) -> bool:
    view = m.view
    return any(view.bare_forms(k) & view.grammar["military"] for k in range(len(view.tokens)))


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


def _would(m: EventMention) -> bool:
    """"That founding an agency would touch ...", "that founding it takes an accord": what would be, told of by its verb in the future or as a requirement."""
    view = m.view
    if m.times:
        return False
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + _PREDICATE)):
        if view.opener[k] in ("stop", "that"):
            return False
        if view.covered[k] is None and (is_future(view.tokens[k].text, view.grammar["look_future"]) or view.tokens[k].text in view.grammar["obliging"]):
            return True
    return False


def _in_passing(m: EventMention) -> bool:
    """Whether a relative clause only describes: several things, or a verb without who did it."""
    view = m.view
    opened = next((k for k in range(m.at, max(-1, m.at - 4), -1) if view.opener[k] == "rel"), None)
    if opened is None or opened == 0:
        return False
    if m.shape.tense == "present" and m.type == "launch":
        return True  # "the second country that opens its consulate"
    several = any(view.tokens[j].text.endswith("ات") for j in range(max(0, opened - 3), opened) if view.covered[j] is None and not view.in_time[j])
    if m.type == "agreement":
        signed = view.tokens[m.hit.last + 1].text if m.hit.last + 1 < len(view.tokens) else ""
        return several and m.shape.suffixed or view.tokens[opened].text in ("الذين", "اللذين") and signed.endswith("ات") and not signed.startswith("ال")  # "those who signed accords"
    return several or m.trigger.verb is not None and m.trigger.verb.subject == "subject"


def _came_to(m: EventMention) -> bool:
    """Whether what a definite gathering came to stands behind it as its predicate."""
    view = m.view
    if not m.shape.definite or m.shape.suffixed or m.number != "one" or m.planned or m.hit.prefix or m.after_preposition:
        return False
    k = m.hit.last + 1
    while k < len(view.tokens) and k <= m.hit.last + 2 and view.tokens[k].text.startswith("ال") and not view.opener[k] and "," not in view.gap[k]:
        k += 1
    return k < len(view.tokens) and not view.gap[k].strip(' "') and view.tokens[k].text in view.grammar["results"]


def _policy(m: EventMention) -> bool:
    """"Adopted a strategy": a policy, told without its day."""
    view = m.view
    if m.trigger.name not in view.grammar["adopting"]:
        return False
    around = range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 4)) if not m.shape.suffixed else range(max(0, m.at - 6), m.at)
    return any(view.covered[k] is None and view.bare_forms(k) & view.grammar["policies"] for k in around)


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
