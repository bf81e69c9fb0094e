"""The verbs that say an event noun takes place ("was held", "chaired", "was struck by") and whose they are."""

from __future__ import annotations

from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain

_CARRIER_REACH = 32
_RELATIVE_REACH = 26


def attach_carriers(view: SentenceView, frames: Frames, nouns: list[EventMention], verb_at: set[int]) -> None:
    """Give each event noun the verbs that say it takes place: before it, in its relative clause, as a participle, or after it as predicate."""
    carriers = [h for h in view.hits if h.form.trigger.carrier is not None]
    if not carriers:
        return
    aside = {m.at for m in nouns if _is_aside(view, m, nouns)}
    noun_at = {m.at: m for m in nouns}
    positions = [m.at for m in nouns if m.at not in aside]
    claimed = _own_clauses(view, nouns)
    for m in nouns:
        kind = m.type
        best: dict[int, Hit] = {}
        holds = {h.at for h in carriers if h.form.trigger.carrier is not None and h.form.trigger.carrier.aspect == "hold"}
        nxt = min((p for p in noun_at if p > m.at), default=len(view.tokens))
        for h in carriers:
            carrier = h.form.trigger.carrier
            assert carrier is not None
            if carrier.aspect == "mention" and kind != "attack":
                continue
            if m.trigger.noun is not None and m.trigger.noun.mode == "phone" and carrier.aspect == "take_part" and h.at in holds:
                continue  # of two readings of one word, a call is received, not given
            if kind == "attack" and h.form.trigger.name not in view.grammar["attack_carriers"] and carrier.aspect != "mention" and h.form.trigger.name != "شهد":
                continue
            if h.form.trigger.name in view.grammar["attack_carriers"] and kind not in ("attack", "operation"):
                continue
            shape = h.form.shape
            if shape.pos == "verb" and shape.tense == "past" and h.prefix.endswith("ل"):
                continue  # "to hold": the verbal noun, whatever past it looks like
            if shape.pos == "verb" and not h.prefix and h.at and plain(view.tokens[h.at - 1].text) in view.grammar["behind_prepositions"]:
                continue  # "at the head of a delegation": a noun, whatever verb it looks like
            if claimed.get(h.at, m.at) != m.at:
                continue
            if h.at < m.at and m.at - h.at <= _CARRIER_REACH:
                if shape.pos == "participle" or m.at in aside:
                    continue
                if carrier.governs_bi and not _done_with_bi(view, m):
                    continue  # "he goes about buying things from a workshop": what somebody goes about stands behind "bi-"
                guest = any((c := view.covered[k]) is not None and c.kind == "person" or view.in_affiliation[k] is not None for k in range(h.at + 1, m.at))
                if guest and h.form.trigger.name in view.grammar["receiving"]:
                    continue  # received a guest, hosts no event
                if carrier.subject == "chair" and any(_is_delegation(view, k) for k in range(h.at + 1, m.at)):
                    continue  # heads a delegation, not the event
                between = [p for p in positions if h.at < p < m.at]
                if between and not _coordinated(view, between[-1], m.at):
                    # "inaugurated the work of the session": the nearest noun takes it, unless a vague word only introduces the real one
                    if not all((seed := noun_at[p].trigger.noun) is not None and seed.part for p in between):
                        continue
                if any(h.at < p < m.at for p in verb_at):
                    continue  # another happening stands between
                if shape.pos == "noun" and (m.at - h.at > (12 if carrier.subject == "host" else 4) or h.prefix.endswith("ل")):
                    continue
                crossed = [k for k in range(h.at + 1, m.at + 1) if view.opener[k] in ("that", "stop", "and", "adv")]
                relative = [k for k in range(h.at + 1, m.at + 1) if view.opener[k] == "rel"]
                if crossed or (relative and len(relative) > 1):
                    continue
                if shape.suffixed and shape.pos == "verb":
                    continue
                if shape.pos == "noun" and _has_doer(view, h, m) and any(x.at == h.at and x.form.shape.pos == "verb" and not x.form.shape.suffixed for x in carriers):
                    continue  # "and the minister of health held a meeting"
                goes_on = h.at > 0 and view.tokens[h.at - 1].text in view.grammar["dropped_subject"]  # "... and then held"
                if shape.pos == "noun" and not h.prefix and (goes_on or _told_of_person(view, h.at)) and any(x.at == h.at and x.form.shape.pos == "verb" for x in carriers):
                    continue  # "that X held": the verb, whatever verbal noun is written like it
                best[h.at] = h
            elif h.at > m.at:
                lasting = h.prefix == "و" and h.form.trigger.carrier is not None and h.form.trigger.carrier.aspect in ("close", "last")
                if h.at - m.at > (_CARRIER_REACH * 2 if lasting else _RELATIVE_REACH):
                    continue
                if lasting and nxt > h.at and all(view.opener[k] not in ("that", "stop", "and") or k == h.at for k in range(m.at + 1, h.at + 1)):
                    best[h.at] = h
                    continue
                if h.at > nxt and not shape.suffixed:
                    continue
                opened = [k for k in range(m.at + 1, h.at + 1) if view.opener[k]]
                kinds = [view.opener[k] for k in opened]
                if shape.pos == "noun":
                    if shape.suffixed and plain(view.tokens[h.at - 1].text) in frames.words["planned_adjectives"] and h.at < nxt:
                        best[h.at] = h  # "the meeting ... which is due to be held tomorrow"
                    continue
                if shape.pos == "participle":
                    if "rel" in kinds or "that" in kinds or "and" in kinds or "stop" in kinds or h.prefix or not _agrees_as_adjective(view, h, m):
                        continue
                    best[h.at] = h
                elif shape.pos == "verb":
                    if carrier.subject == "chair" and any(_is_delegation(view, k) for k in range(max(m.at, h.at - 5), h.at)):
                        continue  # "with a delegation that X heads"
                    quoted = sum(view.gap[k].count('"') for k in range(m.at + 1, opened[0] + 1)) % 2 == 1 if opened else False
                    own_clause = kinds[:1] == ["rel"] and not quoted and h.at - opened[0] <= 3 and len(kinds) <= 2 and agrees(view, opened[0], m)
                    predicate = not kinds and h.prefix == "" and (shape.suffixed or not m.after_preposition or not m.shape.definite and h.at - m.at <= 6) and h.at < nxt
                    going_on = kinds == ["and"] and view.opener[h.at] == "and" and carrier.aspect in ("close", "last") and h.at < nxt
                    if own_clause or predicate or going_on:
                        best[h.at] = h
        m.carriers = [best[k] for k in sorted(best)]
        for h in m.carriers:
            m.first, m.last = min(m.first, h.at), max(m.last, h.last)


def _is_delegation(view: SentenceView, k: int) -> bool:
    """Whether word k is a delegation or side that may be headed; not in "beside" ("to the side of")."""
    return view.covered[k] is None and bool(view.bare_forms(k) & view.grammar["delegations"]) and (k == 0 or plain(view.tokens[k - 1].text) != "الي")


def _has_doer(view: SentenceView, hit: Hit, m: EventMention) -> bool:
    """Whether a name stands between a word that may be a verb at the head of its clause and the indefinite event that it is the doer of."""
    if hit.at and not view.opener[hit.at] and not view.gap[hit.at].strip() and not hit.prefix.startswith(("و", "ف")):
        return False
    doer = any((c := view.covered[k]) is not None and c.kind in ("person", "organization") and c.method != "nisba" and not view.prefix_of(c) for k in range(hit.last + 1, m.at))
    return doer and view.tokens[m.at].text.endswith("ا") and not m.hit.prefix


def _told_of_person(view: SentenceView, at: int) -> bool:
    """Whether a name that "that" opens ends right before word ``at``: the word is what he did."""
    m = view.covered[at - 1] if at else None
    if m is None or m.kind not in ("person", "organization") or any(c in ",.;:!?()" for c in view.gap[at]):
        return False
    k = view.index(m.start)
    if m.kind == "organization":
        return view.opener[k] == "that" or k > 0 and view.opener[k - 1] == "that"
    while k > 0 and not view.opener[k]:
        k -= 1
    return view.opener[k] == "that"


def _is_aside(view: SentenceView, m: EventMention, nouns: list[EventMention]) -> bool:
    """"Will hold, during the visit, talks with ...": a definite gathering that only says when, before the noun that the verb is about."""
    if not m.definite or not m.at or plain(view.tokens[m.at - 1].text) not in view.grammar["aside_prepositions"]:
        return False
    later = [x for x in nouns if m.hit.last < x.at <= m.hit.last + 12 and not x.after_preposition and not x.hit.prefix]
    return any(not any(view.opener[k] or any(c in ".;:!?" for c in view.gap[k]) for k in range(m.at, x.at + 1)) for x in later)


def attach_to_acts(view: SentenceView, acts: list[EventMention]) -> None:
    """"He oversaw the launch of ...": verbs of taking part before a verbal noun."""
    for m in acts:
        if m.at and plain(view.tokens[m.at - 1].text) in view.grammar["for_and_is"]:
            continue  # "fired shots in order to arrest": the aim
        for h in view.hits:
            carrier = h.form.trigger.carrier
            if carrier is None or h.form.shape.pos != "verb" or carrier.aspect not in ("take_part", "hold") or h.form.trigger.name in view.grammar["attack_carriers"]:
                continue
            near = 0 < m.at - h.at <= 12 and all(not view.opener[k] for k in range(h.at + 1, m.at + 1))
            if near and not h.form.shape.suffixed and carrier.subject in ("chair", "attendee"):
                m.carriers.append(h)
                m.first = min(m.first, h.at)


def _own_clauses(view: SentenceView, nouns: list[EventMention]) -> dict[int, int]:
    """Verbs that open a noun's relative clause belong to that noun: position of verb -> position of noun."""
    out: dict[int, int] = {}
    for h in view.hits:
        if h.form.trigger.carrier is None or h.form.shape.pos != "verb":
            continue
        opened = next((k for k in range(h.at, max(-1, h.at - 4), -1) if view.opener[k] == "rel"), None)
        if opened is None:
            continue
        before = [m.at for m in nouns if m.at < opened and opened - m.at <= _RELATIVE_REACH and agrees(view, opened, m)]
        if before:
            out[h.at] = before[-1]
    return out



def agrees(view: SentenceView, k: int, m: EventMention) -> bool:
    """Whether the relative pronoun at word k can speak of the event noun: "the depth of the ties that bring (fem.) both together" is not said of a masculine meeting."""
    word = plain(view.tokens[k].text)
    if m.trigger.noun is None:
        return True
    if m.inner is not None and m.inner.at < k:
        m = m.inner
    feminine = _is_feminine(m)
    if word in view.grammar["relative_masculine"]:
        return not feminine
    if word in view.grammar["relative_feminine"]:
        return feminine
    return True


def _is_feminine(m: EventMention) -> bool:
    """Whether the noun takes feminine words: by its ending, or as a plural of things."""
    return m.number == "many" or m.trigger.name.split()[0].endswith(("ة", "ات"))


def _agrees_as_adjective(view: SentenceView, h: Hit, m: EventMention) -> bool:
    """Whether the participle has the noun's gender: "the meeting ... the organized (fem.) crime" does not."""
    if h.at == m.hit.last + 1 or m.trigger.noun is None:
        return True
    nouns = [m] if m.inner is None else [m, m.inner]
    return any(view.tokens[h.at].text.endswith("ه") == _is_feminine(x) for x in nouns)


def _coordinated(view: SentenceView, a: int, b: int) -> bool:
    return view.tokens[b].text.startswith("و") or (b > 0 and view.tokens[b - 1].text == "و")


def _done_with_bi(view: SentenceView, m: EventMention) -> bool:
    """Whether the noun, or a number or quantity before it, carries the "bi-" of "to go about", or is joined to one that does."""
    words = [view.tokens[k].text for k in range(max(0, m.at - 2), m.at + 1)]
    return any(w.startswith(("ب", "وب", "فب")) for w in words) or words[-1].startswith("و") or m.hit.prefix.endswith("ب")
