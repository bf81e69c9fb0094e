"""How far words stand from an event of their sentence, and which event they belong to."""

from __future__ import annotations

from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView, plain

_MAX_COST = 30


_MAX_PLACE = 20


def nearest_event(view: SentenceView, mentions: list[EventMention], k: int, last: int, *, place: bool = False) -> EventMention | None:
    best, best_cost = None, float(_MAX_PLACE if place else _MAX_COST)
    for m in mentions:
        cost = cost_of(view, m, k, last)
        if m.first > k and any(view.opener[j] == "that" for j in range(k + 1, m.first + 1)):
            continue  # "said in Addis Ababa that the council will meet": where it was said
        if k < m.first and any(view.tokens[j].text == "قبل" and (place or not view.in_time[j]) for j in range(last + 1, m.first)):
            continue  # "met him in Lisbon a day before his visit": where and when they met
        if k < m.at and _left_clause(view, m, k):
            continue  # "the soldiers, who rose on Monday, announced the forming of ...": the day of what the clause tells
        if place and m.type in ("appointment",) and len(mentions) > 1:
            cost += 2
        if place and m.type == "trial" and k > m.at and any(view.bare_forms(j) & view.grammar["charges"] for j in range(m.hit.last + 1, k)):
            continue  # "charged with fighting in Syria": where the deed was
        if not place and k > m.at and _source(view, m.hit.last + 1, k):
            continue  # "as the channel said last night": the day of the report
        if m.type in ("trial", "operation") and k > m.at and _ground(view, m.hit.last + 1, k):
            continue  # "is tried over words that he wrote in 2019": the deed's
        if m.first > last and _joined(view, last, m) and any(x.hit.last < k for x in mentions):
            cost += 12  # "the bombing of X on 28 April, and the crime of Y": the day before the "and" is the bombing's
        if k < m.first and last + 1 < len(view.tokens) and "," in view.gap[last + 1] and any(_ends_at(view, x, k) for x in mentions if x is not m):
            cost += 8  # "after his naming in 1957, he was called": the comma ends the phrase that the day closes
        if cost < best_cost:
            best, best_cost = m, cost
    return best


def _ends_at(view: SentenceView, m: EventMention, k: int) -> bool:
    """Whether word k stands in the event's own phrase, before any comma or clause."""
    return m.hit.last < k and not any("," in view.gap[j] or view.opener[j] for j in range(m.hit.last + 1, k + 1))


def _ground(view: SentenceView, start: int, k: int) -> bool:
    """Whether a word of what somebody is tried or arrested for stands before word k, and no comma ends it."""
    ground = next((j for j in range(k - 1, start - 1, -1) if view.covered[j] is None and (view.bare_forms(j) & view.grammar["grounds"])), None)
    return ground is not None and not any("," in view.gap[j] for j in range(ground + 1, k + 1))


def _source(view: SentenceView, start: int, k: int) -> bool:
    """Whether "according to" stands before word k, and no comma ends what it opens."""
    at = next((j for j in range(k - 1, start - 1, -1) if view.covered[j] is None and plain(view.tokens[j].text) in view.grammar["according"]), None)
    return at is not None and not any("," in view.gap[j] for j in range(at + 1, k + 1))


def _joined(view: SentenceView, last: int, m: EventMention) -> bool:
    """Whether an event noun after words ..last is coordinated with what stands before them."""
    if last + 1 > m.first:
        return False
    text = view.tokens[last + 1].text
    return m.trigger.noun is not None and m.first == m.at and m.first - last <= 3 and text.startswith(("و", "ثم", "او")) and not view.in_time[last + 1]


def cost_of(view: SentenceView, m: EventMention, k: int, last: int) -> float:
    """How far words k..last are from the event's own words, with a price on each clause that begins between."""
    embedded = 0.0
    if m.trigger.noun is not None and not m.carriers and m.definite and not m.edition and m.at and plain(view.tokens[m.at - 1].text) not in view.grammar["on_occasion"]:
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
        price = view.breaks(end, k) - 14 * sum(_is_soft(view, j) for j in range(end + 1, k + 1)) + 12 * sum(_goes_on(view, j) for j in range(end + 1, k + 1))
        return embedded + (k - end) + price
    # before the event: only in the same clause, or opening the sentence
    price = 2 * view.breaks(last, first)
    return embedded + (first - last) + 2 + price


def _is_soft(view: SentenceView, j: int) -> bool:
    """Whether a semicolon before word j goes on with the same sentence: "was killed; and this by shooting at him in ..."."""
    return view.opener[j] == "stop" and ";" in view.gap[j] and not any(c in ".:!?\n" for c in view.gap[j]) and view.tokens[j].text in view.grammar["going_on"]


def _goes_on(view: SentenceView, j: int) -> bool:
    """Whether word j goes on to something else: "then ...", or a verb of speech behind a comma."""
    text = view.tokens[j].text
    return plain(text) in view.grammar["and_then"] or "," in view.gap[j] and text in view.grammar["saying"] and view.covered[j] is None


def _left_clause(view: SentenceView, m: EventMention, k: int) -> bool:
    """Whether word k stands in a relative clause that has ended before the event's noun, and nothing of the event stands in it."""
    opened = _relative(view, k)
    return opened is not None and in_left_clause(view, k, m.at) and not any(opened <= c.at <= k for c in m.carriers)


def in_left_clause(view: SentenceView, k: int, at: int) -> bool:
    """Whether word k stands in a relative clause that a comma ends before word ``at``."""
    return _relative(view, k) is not None and any("," in view.gap[j] and not view.in_time[j] for j in range(k + 1, at + 1))


def _relative(view: SentenceView, k: int) -> int | None:
    """The word that opens the relative clause in which word k stands, or None."""
    opened = next((j for j in range(k, max(-1, k - 16), -1) if view.opener[j]), None)
    return opened if opened is not None and view.opener[opened] == "rel" else None
