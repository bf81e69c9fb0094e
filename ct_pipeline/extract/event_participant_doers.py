"""Who does what a verbal noun tells: "Ghana's opening an embassy", "the army proceeded to carry out", "the meeting that brought him together with"."""

from __future__ import annotations

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_lists import in_office, list_items
from ct_pipeline.extract.event_participant_roles import ANY, GATHERINGS, Roles, all_targets, target_of
from ct_pipeline.extract.event_participant_subjects import agent_at, subjects_of
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain

_BACK = 16  # words between a verb of undertaking and what is undertaken
_LINKS = frozenset({"الي", "علي", "في", "من"})


def add_doers(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None, frames: Frames, roles: Roles) -> None:
    """Give events told by verbal nouns the doers that another verb or their own phrase names."""
    for at in _organized_by_several(view):
        target = target_of(local, view, at, "attendee") or main
        if target is not None and target.type in GATHERINGS:
            for who in list_items(view, at + 1, frames, delegation=True, role="organizer", reach=24):
                if who.kind != "person":
                    roles.add(target, who, "organizer", "sharing")
    for m, d in local:
        for at, role in _undertaken(m, d):
            for s in undertakers(view, at, m.hit, frames):
                own = "organizer" if role == "attendee" and s.kind == "organization" and d.type == "operation" else role
                if not (own == "organizer" and s.kind == "person" and d.type == "operation"):
                    roles.add(d, s, own, "undertaking")
        for who, capacity in _taking_part(context, view, m, d):
            roles.add(d, who, capacity, "taking part")
        for who, capacity in _pronoun_of(view, m):
            if all(p.role != capacity for p in roles.found[id(d)]):
                roles.add(d, who, capacity, "pronoun")
        for who in _brought_together(view, m):
            for t in all_targets(local, d):
                roles.add(t, who, "attendee", "brought")
        if d.type in GATHERINGS or d.type == "visit" and all(p.role not in ("attendee", "head_of_delegation") for p in roles.found[id(d)]):
            for who in _of_meeting(m):
                roles.add(d, who, "attendee", "complement")
        if d.type == "visit":
            for s in _led_to(view, m, frames):
                roles.add(d, s, "host", "visited")


def _organized_by_several(view: SentenceView) -> list[int]:
    """Where "in its organization" stands behind a verb of sharing: "which A and B share in organizing"."""
    return [
        k for k in range(2, len(view.tokens) - 1)
        if view.tokens[k - 1].text == "في" and view.bare_forms(k) & view.grammar["organization"] and view.tokens[k].text.endswith(("ه", "ها"))
        and plain(view.tokens[k - 2].text) in view.grammar["sharing_verbs"]
    ]  # fmt: skip


def _undertaken(m: EventMention, d: Draft) -> list[tuple[int, str]]:
    """The verbal nouns that a verb of undertaking may govern: of a carrier ("to hold talks"), or the event's own; and the doer's capacity."""
    out: list[tuple[int, str]] = []
    for carrier in m.carriers:
        seed = carrier.form.trigger.carrier
        if seed is None or carrier.form.shape.pos != "noun" or carrier.at > m.at or carrier.form.shape.suffixed:
            continue
        if seed.subject == "chair" and d.type in GATHERINGS:
            out.append((carrier.at, "chair"))  # "ended his day by chairing"
        if seed.subject in ("organizer", "attendee", "host"):
            out.append((carrier.at, seed.subject if d.type in GATHERINGS or d.type == "visit" else "organizer"))
        elif seed.subject == "perpetrator" and d.type in ("operation", "attack"):
            out.append((carrier.at, "perpetrator" if d.type == "attack" else "organizer"))
    if d.type == "meeting" and m.trigger.noun is not None and m.hit.prefix.endswith("ب") and m.trigger.name.split()[0] in m.view.grammar["talks"]:
        out.append((m.at, "attendee"))  # "began his visit with a meeting"
    verb = m.trigger.verb
    if m.is_act and not m.shape.suffixed and verb is not None and verb.subject in ("organizer", "signatory", "host", "attendee"):
        out.append((m.at, verb.subject))
    return out


def undertakers(view: SentenceView, at: int, hit: Hit, frames: Frames) -> list[FoundMention]:
    """Who proceeds to do, or is driven to do, what the verbal noun at word ``at`` tells."""
    if at == 0:
        return []
    linked = plain(view.tokens[at - 1].text) in _LINKS or view.tokens[at].text[:1] in "بل" and not view.covered[at]
    if not linked:
        return []
    for k in range(at - 1, max(-1, at - _BACK), -1):
        if view.opener[k + 1] in ("that", "stop", "and", "rel") or any(c in ".;!?\n" for c in view.gap[k + 1]):
            return []
        if view.covered[k] is not None or view.in_affiliation[k] is not None:
            continue
        word = plain(view.tokens[k].text).removesuffix("ت")
        if word in view.grammar["driving"]:
            driven = [c for c in view.mentions if c.kind in ANY and k < view.index(c.start) < at - 1 and agent_at(view, view.index(c.start), k)]
            return driven[-1:]
        if word in view.grammar["undertaking"]:
            return [s for s in subjects_of(view, Hit(k, k, hit.form, ""), frames, ANY) if s.start < view.tokens[at].start]
    return []


def construct_doer(context: Context, m: EventMention, frames: Frames) -> FoundMention | None:
    """"Ghana's opening of a consulate", "the kingdom's receiving of X": who stands right behind a verbal noun whose object follows him."""
    view, verb, n = m.view, m.trigger.verb, len(m.view.tokens)
    if verb is None or not m.is_act or m.shape.suffixed or view.tokens[m.at].text.startswith("ال") or verb.subject in (None, "place", "subject") or m.type in ("appointment", "other"):
        return None
    k = m.hit.last + 1
    if k >= n or view.opener[k] or any(c in ",.;:!?()" for c in view.gap[k]):
        return None
    titled = view.in_affiliation[k]
    c = view.covered[k] if titled is None else next((x for x in view.mentions if x.entity_id == titled.person_id and titled.start <= x.start < titled.end), None)
    if c is None or c.kind not in ANY or c.method == "nisba" or view.prefix_of(c) or titled is None and view.index(c.start) != k:
        return None
    if c.kind == "organization" and context.entities[c.entity_id].type == "armed_group" and m.type in ("operation", "trial"):
        return None
    wanted = frozenset(w for name in verb.needs for w in frames.classes[name].words)
    j = view.index(c.end - 1) + 1
    if titled is not None:
        j = max(j, view.index(titled.end - 1) + 1)
    for i in range(j, min(n, j + 4)):
        if view.opener[i] or any(x in ",.;:!?()" for x in view.gap[i]):
            return None
        if view.in_time[i]:
            continue
        text, other = view.tokens[i].text, view.covered[i]
        if other is not None and other.method == "nisba":
            continue
        if i == j and text in ("علي", "مع") and m.type in ("agreement", "launch"):
            return c if text == "علي" or m.type == "agreement" else None
        if other is not None and view.index(other.start) == i and view.prefix_of(other) == "ل" and other.kind != "country":
            return c  # "the kingdom's receiving of X"
        if other is None and view.bare_forms(i) & wanted and not text.startswith(("ب", "و", "ك")):
            return c
        if other is None and not (i == j and view.in_time[i]):
            return None
    return None


def _pronoun_of(view: SentenceView, m: EventMention) -> list[tuple[FoundMention, str]]:
    """"After his inauguration", "during his receiving of X": the pronoun on the verbal noun is the person before it, or the one the sentence goes on with."""
    if not m.is_act or not m.shape.suffixed or not view.tokens[m.at].text.endswith(("ه", "ها")):
        return []
    verb = m.trigger.verb
    capacity = "subject" if m.type == "appointment" else "host" if m.type == "meeting" and verb is not None and verb.subject == "host" else None
    people = [c for c in view.mentions if c.kind == "person" and agent_at(view, view.index(c.start), -1)]
    named = [c for c in view.mentions if c.kind == "person"] if m.type == "appointment" else people
    before = [c for c in named if view.index(c.start) < m.at]
    behind = [c for c in people if m.hit.last < view.index(c.start) <= m.hit.last + 12] if m.type == "appointment" and m.at < 8 else []
    return [(c, capacity) for c in (before[-1:] or behind[:1])] if capacity is not None else []


def _taking_part(context: Context, view: SentenceView, m: EventMention, d: Draft) -> list[tuple[FoundMention, str]]:
    """"After his attending the end of the exercise", "Morocco's taking part in a meeting": whose taking part it is; a pronoun without a name before it is the speaker's."""
    out: list[tuple[FoundMention, str]] = []
    for carrier in m.carriers:
        seed = carrier.form.trigger.carrier
        if seed is None or carrier.form.shape.pos != "noun" or seed.aspect not in ("take_part", "hold") or seed.subject not in ("attendee", "chair") or carrier.at > m.at:
            continue
        if d.type not in ((*GATHERINGS, "operation") if seed.aspect == "take_part" else (*GATHERINGS, "visit")):
            continue
        role = seed.subject if d.type != "operation" else "attendee"
        if carrier.form.shape.suffixed:
            if not view.tokens[carrier.at].text.endswith(("ه", "ها")):
                continue
            people = [c for c in view.mentions if c.kind == "person" and view.index(c.start) < carrier.at and agent_at(view, view.index(c.start), -1)]
            who = people[-1] if people else sayer(context, view, carrier.at)
            out += [(who, role)] if who is not None else []
            continue
        k = carrier.last + 1
        c = view.covered[k] if k < len(view.tokens) else None
        if c is None and k < len(view.tokens) and view.bare_forms(k) & (view.grammar["offices"] | view.grammar["sovereigns"]):
            c = next(iter(_behind_title(view, k)), None)
            k = view.index(c.start) if c is not None else k
        if c is not None and c.kind in ANY and c.method != "nisba" and view.index(c.start) == k and not view.prefix_of(c) and not view.gap[k].strip() and c.kind != "organization":
            out.append((c, role))
    return out


def sayer(context: Context, view: SentenceView, at: int) -> FoundMention | None:
    """The one person whose words the sentence reports, for a pronoun at word ``at`` that has nobody before it."""
    said = {s.speaker_id for s in context.statements if view.span.start <= s.start < view.span.end}
    if len(said) != 1 or not next(iter(said)).startswith("person:"):
        return None
    token = view.tokens[at]
    return FoundMention(token.start, token.end, "person", next(iter(said)), "pronoun", 0.6)


def _brought_together(view: SentenceView, m: EventMention) -> list[FoundMention]:
    """"A meeting that brought him together with X": the pronoun is the person whom the clause before is about."""
    for carrier in m.carriers:
        if carrier.form.trigger.name not in view.grammar["bringing_together"] or not carrier.form.shape.suffixed or carrier.at < m.at:
            continue
        people = [c for c in view.mentions if c.kind == "person" and view.index(c.start) < m.at]
        subjects = [c for c in people if agent_at(view, view.index(c.start), -1)]
        return subjects[:1]
    return []


def _of_meeting(m: EventMention) -> list[FoundMention]:
    """"The king's meeting", "a meeting of President X with": the person right behind a bare noun of talks."""
    view = m.view
    if m.trigger.noun is None or m.type != "visit" and m.trigger.name.split()[0] not in view.grammar["talks"] or m.shape.suffixed:
        return []
    if m.definite and view.tokens[m.at].text.lstrip("وبلف").startswith("ال"):
        return []
    k = m.hit.last + 1
    if k >= len(view.tokens) or view.opener[k] or any(c in ",.;:!?()" for c in view.gap[k]):
        return []
    if view.covered[k] is None and view.in_affiliation[k] is None and view.bare_forms(k) & (view.grammar["offices"] | view.grammar["sovereigns"]):
        return _behind_title(view, k)
    titled, c = view.in_affiliation[k], view.covered[k]
    if titled is not None and view.index(titled.start) == k and not view.text[view.tokens[k].start : titled.start]:
        named = [x for x in view.mentions if x.kind == "person" and x.entity_id == titled.person_id and titled.start <= x.start < titled.end]
        return named[:1]
    return [c] if c is not None and c.kind == "person" and view.index(c.start) == k and not view.prefix_of(c) else []


def _behind_title(view: SentenceView, k: int) -> list[FoundMention]:
    """"The visit of the French president X": the name behind the words of a title that begins at word k."""
    if view.tokens[k].text.startswith(("ل", "ب", "و")):
        return []
    for j in range(k + 1, min(len(view.tokens), k + 4)):
        if view.opener[j] or view.gap[j].strip(" ,") or view.in_time[j]:
            return []
        c = view.covered[j]
        if c is not None and c.kind == "person":
            return [c]
    return []


def _led_to(view: SentenceView, m: EventMention, frames: Frames) -> list[FoundMention]:
    """"A tour that led him to A and B": the states visited."""
    for hit in view.hits:
        if hit.at <= m.at or hit.form.trigger.name not in view.grammar["leading_to"] or hit.form.shape.pos != "verb" or hit.last + 1 >= len(view.tokens):
            continue
        if view.tokens[hit.last + 1].text != "الي":
            continue
        return [c for c in list_items(view, hit.last + 2, frames, delegation=True, reach=24) if c.kind == "country" and not in_office(view, view.index(c.start), hit.last + 2)]
    return []
