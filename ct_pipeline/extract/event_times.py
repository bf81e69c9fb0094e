"""When an event was: which time expressions attach to it, as its day, its beginning or its end, and how long it lasted."""

from __future__ import annotations

from datetime import date

from ct_pipeline.extract.context import FoundTime
from ct_pipeline.extract.event_attributes import is_attribute
from ct_pipeline.extract.event_cost import nearest_event
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_heads import is_anothers
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView, plain
from ct_pipeline.language.numerals import parse_number


def attach_times(view: SentenceView, mentions: list[EventMention], frames: Frames, published: date | None) -> None:
    """Give each time expression of the sentence to the event it attaches to, with what it tells of it: when it was, began or ended, how long it lasted."""
    dateline = _dateline_end(view)
    joined: tuple[int, EventMention] | None = None
    for t in view.times:
        k = view.index(t.start)
        last = max(k, view.words_of(t.start, t.end).stop - 1)
        if k < dateline:
            continue
        best = nearest_event(view, mentions, k, last)
        if joined is not None and joined[0] == k - 1 and view.tokens[k].text.startswith("و"):
            best = joined[1]  # "in 2015 and 2016": both of one event
        elif best is not None and is_anothers(view, mentions, best, k, last, frames):
            best = None
        joined = (last, best) if best is not None else None
        if best is not None and best.planned and best.achiever is not None and best.achiever < k < best.at and not best.carriers:
            continue  # "announced on Thursday the coming opening of ...": the announcement's
        if best is not None and (_aim(view, best, k) or _of_the_saying(view, best, k, last)):
            continue
        if best is not None and best.type in ("attack",) and t.start_date is not None and published is not None and t.start_date > published:
            best = nearest_event(view, [m for m in mentions if m.type != "attack"], k, last)  # nobody announces an attack
        if best is not None:
            role = _time_role(view, best, t, k, frames)
            if role == "end" and best.type in ("launch", "agreement", "appointment", "attack", "trial") and not best.carriers:
                continue  # "since its founding until 2015": what happened at one point has no end
            if is_attribute(view, best, t, k, last, role, frames):
                continue
            best.times.append((t, role))
    for m in mentions:
        _keep_own(view, m)
        k = m.hit.last + 1
        if m.trigger.noun is not None and m.shape.definite and k < len(view.tokens) and view.bare_forms(k) & view.grammar["topics"]:
            m.times = [(t, r) for t, r in m.times if view.index(t.start) <= k + 3]  # "the meeting discusses a plan that runs until 2024"
    for m in mentions:
        if m.trigger.noun is not None and m.carriers and all(c.form.shape.tense == "present" for c in m.carriers) and not m.edition and not view.is_title:
            since = [t for t, r in m.times if r == "start" and t.granularity in ("year", "month")]
            if since and len(since) == len(m.times) and any(view.bare_forms(k) & view.grammar["counts_as"] for k in range(max(0, m.at - 4), m.at)):
                m.times = []  # "is the largest exercise that they have held since 2005": what is done every year
    _reported_day(view, mentions, dateline)
    _when(view, mentions)
    _durations(view, mentions, frames)


def _reported_day(view: SentenceView, mentions: list[EventMention], dateline: int) -> None:
    """"The ministry said today that a memorandum was signed": in the lead, without another date, the day of the report is the day."""
    if view.rank > 1 or any(m.times for m in mentions):
        return
    opens = [k for k in range(len(view.tokens)) if view.opener[k] == "that"]
    if not opens:
        return
    if any(view.covered[k] is None and plain(view.tokens[k].text) in view.grammar["opinions"] for k in range(dateline, opens[0])):
        return  # "Algeria called yesterday the opening a provocation": the day of the words
    days = [t for t in view.times if dateline <= view.index(t.start) < opens[0] and t.granularity == "day" and t.anchor == "published"]
    held = [m for m in mentions if m.at > opens[0] and not m.planned and m.trigger.verb is not None]
    if len(days) == 1 and held:
        held[0].times.append((days[0], "during"))


def _keep_own(view: SentenceView, m: EventMention) -> None:
    """"The visit of 2006 laid the ground for a partnership that grows today": of two days that exclude each other, the one in its own phrase."""
    days = [(t, r) for t, r in m.times if r == "during" and t.start_date is not None and t.end_date is not None]
    if len(days) != 2 or len(m.times) != 2:
        return
    (a, _), (b, _) = days
    assert a.start_date and a.end_date and b.start_date and b.end_date
    if a.start_date <= b.end_date and b.start_date <= a.end_date:
        return
    near = next((x for x in days if 0 <= view.index(x[0].start) - m.hit.last <= 7 and not any(view.opener[j] for j in range(m.hit.last + 1, view.index(x[0].start) + 1))), None)
    far = next((x for x in days if x is not near), None)
    fenced = near is not None and far is not None and near is not days[0] and view.index(far[0].end - 1) + 1 <= m.first and "," in view.gap[view.index(far[0].end - 1) + 1]
    if fenced:
        m.times = [near]  # type: ignore[list-item]  # "his naming in 1957, he was called in 1958"
        return
    if near is not None and far is not None and any(view.opener[j] for j in range(view.index(near[0].end - 1) + 1, view.index(far[0].start) + 1)):
        m.times = [near]


def _aim(view: SentenceView, m: EventMention, k: int) -> bool:
    """"Launched a programme ... by 2025": the year is what it aims at, not its own."""
    if k < m.at:
        return False
    if not m.planned and any(view.bare_forms(j) & view.grammar["horizons"] for j in range(max(m.hit.last + 1, k - 2), k)):
        return True
    aim = next((j for j in range(k - 1, m.hit.last, -1) if plain(view.tokens[j].text) in view.grammar["aim_words"]), None)
    return m.type not in ("meeting", "conference", "visit") and aim is not None and not any("," in view.gap[j] for j in range(aim + 1, k + 1))


def _of_the_saying(view: SentenceView, m: EventMention, k: int, last: int) -> bool:
    """"In his first words since his election, on Thursday evening, the president said ...": the day of the words."""
    if m.at > k or m.shape.pos == "verb" or m.carriers or "," not in view.gap[k] or last + 1 >= len(view.tokens):
        return False
    return plain(view.tokens[last + 1].text) in view.grammar["saying"]


def _when(view: SentenceView, mentions: list[EventMention]) -> None:
    """"Until 2015, when X was chosen": the time right before "when" is also that of the clause it opens."""
    for m in mentions:
        if m.times or m.trigger.verb is None and not m.carriers:
            continue
        at = m.first if m.trigger.noun is not None else m.at
        opened = next((k for k in range(at, 0, -1) if view.opener[k]), 0)
        if not opened or at - opened > 3 or plain(view.tokens[opened].text) not in view.grammar["when_words"] or not view.in_time[opened - 1]:
            continue
        t = next((t for t in view.times if view.index(t.end - 1) == opened - 1), None)
        if t is not None:
            m.times.append((t, "during"))


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
        if texts[k] in frames.grammar["two_units"]:
            return frames.durations[texts[k]]
        number = parse_number(texts[k : k + 4])
        if number and k + number[1] < len(texts) and texts[k + number[1]] in frames.durations and 1 < number[0] < 400:
            return number[0] * frames.durations[texts[k + number[1]]]
        if texts[k] in frames.grammar["one_week"]:
            return frames.durations[texts[k]]
    return None


def _dateline_end(view: SentenceView) -> int:
    """Index of the first word after a dateline ("Tunis 23 January (agency) - ..."), 0 where there is none."""
    for k in range(1, min(len(view.tokens), 16)):
        if "-" in view.gap[k] and " " in view.gap[k] and not view.in_time[k]:
            known = sum(1 for j in range(k) if view.in_time[j] or view.covered[j] is not None or view.tokens[j].text.isdigit())
            return k if known * 2 >= k else 0
    return 0
