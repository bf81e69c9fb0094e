"""Participants that verbs carry: of the event's own verb, and of the verb that tells of an event noun."""

from __future__ import annotations

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_doers import construct_doer, sayer
from ct_pipeline.extract.event_participant_guards import is_denied, is_led_body, is_noun_like
from ct_pipeline.extract.event_participant_killing import attempted_by, unnamed_attackers, victim_of
from ct_pipeline.extract.event_participant_lists import in_office, is_several, list_items
from ct_pipeline.extract.event_participant_objects import objects_of
from ct_pipeline.extract.event_participant_roles import ANY, GATHERINGS, OFFICIAL, Roles, all_targets
from ct_pipeline.extract.event_participant_subjects import agent_at, subject_ahead, subjects_of
from ct_pipeline.extract.event_participant_takers import beside, carrier_role, of_event, says, takers_of
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain


def add_verb_slots(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], frames: Frames, roles: Roles) -> None:
    for m, d in local:
        verb = m.trigger.verb
        if m.arrival:
            for s in list_items(view, m.hit.last + 1, frames, people_only=True):
                roles.add(d, s, "attendee", "arrival")
        elif verb is not None:
            rule = f"slot:{m.trigger.name}"
            subjects: list[FoundMention] = []
            if m.shape.passive:  # "اغتيل فلان": it was done to him
                subjects = subjects_of(view, m.hit, frames, ("person",) if m.type == "attack" else ANY)
                for s in subjects:
                    roles.add(d, s, verb.object if verb.object and verb.object != "place" else verb.subject or "subject", rule)
            elif verb.subject and verb.subject != "place":
                if m.shape.pos == "verb" and not _passive(view, m, frames):
                    subjects = subjects_of(view, m.hit, frames, ("person", "organization") if m.type == "visit" else ANY)
                elif (told := _teller(m, frames)) is not None and (verb.subject in ("organizer", "signatory") or verb.subject == "subject" and m.type == "other"):
                    doers = subjects_of(view, Hit(told, told, m.hit.form, ""), frames, ANY)
                    subjects = [x for x in doers if x.start < m.view.tokens[m.at].start and (x.kind != "person" or m.type != "operation")]
                signers = _signers(view, m)
                subjects = signers or subjects
                if not signers and (doer := construct_doer(context, m, frames)) is not None:
                    subjects = [doer]
                if not subjects and m.type == "operation" and m.shape.pos == "noun" and verb.subject == "organizer":
                    subjects = _told_by(view, m)
                if m.type == "meeting" and m.shape.pos == "verb" and _with_counterpart(view, m):
                    subjects = _last_subject(view, m)
                if m.type == "attack":
                    nameless = unnamed_attackers(view, m, frames)
                    built = not signers and subjects and m.shape.pos == "noun" and subjects[0].kind == "country"  # "Egypt's striking of the consulate"
                    subjects = subjects if built else [s for s in subjects if _attacks(context, view, s) and not (nameless and s.kind == "person")]
                if verb.subject == "organizer" and (m.type in ("trial", "operation") or m.trigger.plover_type == "SANCTION"):
                    subjects = [s for s in subjects if s.kind != "organization" or context.entities[s.entity_id].type != "armed_group"]
                for i, s in enumerate(subjects):
                    if verb.subject == "organizer" and s.kind == "person" and m.type in ("operation", "trial", "other") and not _prosecutes(view, s):
                        roles.add(d, s, "subject", rule)  # passive: "was arrested X"
                    elif verb.subject == "host":
                        # one receives, whoever is read behind him is received; "ustuqbila" is told of the guest
                        roles.add(d, s, "attendee" if i or _written_passive(context, m) else "host", rule)
                    elif m.trigger.name in view.grammar["electing"] and s.kind == "organization" and _elects(view, m, s):
                        roles.add(d, s, "organizer", rule)
                    else:
                        roles.add(d, s, verb.subject, rule)
            elif not verb.subject and m.type in ("launch", "other") and (told := _teller(m, frames)) is not None:
                for s in subjects_of(view, Hit(told, told, m.hit.form, ""), frames, ANY):
                    if s.start < view.tokens[m.at].start:
                        roles.add(d, s, "organizer" if m.type == "launch" else "subject", rule)
            if m.type == "appointment" and m.trigger.name in view.grammar["appointing"]:
                for s in _appointers(view, m, frames):
                    roles.add(d, s, "organizer", rule)
                    subjects.append(s)
            if m.type == "appointment" and m.trigger.name in view.grammar["handover"]:
                for s in _handing(view, m):
                    roles.add(d, s, "subject", rule)
            if verb.object and verb.object != "place" and not (m.type == "launch" and m.shape.suffixed and m.shape.pos == "noun"):
                skip = {s.entity_id for s in subjects}
                kinds: tuple[str, ...] = ("person",) if m.type in ("operation", "trial", "meeting", "attack") else ANY
                if m.type in ("launch", "other"):
                    kinds = ("organization", "person") if m.type == "other" else ("organization",)
                found = objects_of(view, m.hit, frames, kinds, skip)
                if m.type == "meeting" and not found and m.shape.pos == "verb" and len(subjects) < 2:
                    # "will meet tomorrow the secretary-general of the council": a nameless official stands for the body
                    last = m.hit.last
                    bodies = [c for c in view.mentions if c.kind == "organization" and last < view.index(c.start) <= last + 9 and c.entity_id not in skip]
                    bodies = [c for c in bodies if view.clause[view.index(c.start)] == view.clause[last] and view.in_affiliation[view.index(c.start)] is None]
                    for body in bodies[:1]:
                        roles.add(d, body, verb.object, OFFICIAL)
                naming = m.trigger.name in view.grammar["naming_verbs"]
                if m.type == "appointment" and (m.shape.pos == "verb" and naming or (m.shape.pos == "verb" or naming) and any(s.kind == "person" for s in found)):
                    found = [s for s in found if s.kind == "person"]  # the body right after the verb appoints
                if naming and not found and m.shape.pos == "verb" and m.at and view.opener[m.at - 1] == "rel":
                    found = [s for s in subjects_of(view, m.hit, frames, ("person",)) if s.start < m.start]  # "X, who was appointed in April"
                for s in found[: 8 if m.type in ("operation", "trial", "other") else 3]:
                    roles.add(d, s, verb.object, rule)
        elif m.type == "attack":
            if (victim := victim_of(m)) is not None:
                roles.add(d, victim, "subject", f"slot:{m.trigger.name}")
                for s in attempted_by(m, frames):
                    if _attacks(context, view, s):
                        roles.add(d, s, "perpetrator", "attempted")
        if m.type == "trial" and m.trigger.name in view.grammar["issuing"]:
            for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 7)):
                c = view.covered[k]
                if c is not None and c.kind == "organization" and plain(view.tokens[view.index(c.start) - 1].text) in ("عن", "من"):
                    roles.add(d, c, "organizer", f"slot:{m.trigger.name}")
                    break
        if m.type == "trial" and m.trigger.name in view.grammar["extradition"]:
            _handed_over(view, m, d, roles)
        for carrier in m.carriers:
            seed = carrier.form.trigger.carrier
            if seed is not None and carrier.form.shape.pos == "noun" and seed.subject in ("organizer", "attendee") and carrier.at < m.at:
                verb_at = next((k for k in range(carrier.at - 1, max(-1, carrier.at - 8), -1) if plain(view.tokens[k].text) in frames.achieve or view.tokens[k].text in frames.achieve), None)
                if verb_at is not None:
                    for s in subjects_of(view, Hit(verb_at, verb_at, carrier.form, ""), frames, ANY):
                        meets = seed.subject == "attendee" and (d.type == "visit" or d.type in GATHERINGS and s.kind == "person")
                        roles.add(d, s, "attendee" if meets else "organizer", f"slot:{seed.past}")
            if seed is not None and seed.subject == "chair" and carrier.last + 1 < len(view.tokens) and view.tokens[carrier.last + 1].text == "الي":
                continue  # "a tour that led him to A and B"
            if seed is None or carrier.form.shape.pos != "verb":
                if seed is not None and carrier.form.shape.pos == "noun" and seed.subject in ("host",):
                    for s in subjects_of(view, carrier, frames, ("country", "organization"))[:1]:
                        roles.add(d, s, "host", f"slot:{seed.past}")
                continue
            if seed.past in view.grammar["speech_nouns"] and is_noun_like(view, carrier):
                continue
            if is_denied(view, carrier) or carrier.at > m.at and is_led_body(view, carrier):
                continue
            rule = f"slot:{seed.past}"
            role: str | None = seed.subject
            if not role and d.type == "visit" and seed.aspect in ("open", "close"):
                role = "attendee"  # "began, ended a visit"
            if role in ("host", "place"):
                hosts = [s for s in subjects_of(view, carrier, frames, ANY if role == "host" else ("country", "organization")) if s.kind == "country" or role == "host"]
                if role == "place":
                    hosts = [s for s in hosts if view.index(s.start) <= carrier.last + 3]  # "which saw the participation of 80 states, ministers of A and B"
                for s in hosts or _own_country(context, view, carrier):
                    roles.add(d, s, "host", rule)
                continue
            if role:
                if says(view, carrier) and seed.past in view.grammar["also_said"]:
                    continue  # "he went on: ..."
                role = carrier_role(role, seed.past, m, d)
                talks = any(view.tokens[k].text == "مع" for k in range(m.at, min(len(view.tokens), m.hit.last + 6)))
                takers = takers_of(view, carrier, frames, role, event_ahead=of_event(m, carrier))
                if not takers and role == "attendee" and carrier.at > m.at and (who := _held_by(context, view, m, carrier)) is not None:
                    takers = [who]
                for s in (*takers, *beside(view, carrier, m, role)):
                    if role == "speaker" and s.kind != "person" and seed.past in view.grammar["with_gathering_only"]:
                        continue  # "no state interferes": seldom with words
                    if role == "attendee" and d.type in GATHERINGS and view.index(s.start) > carrier.last + 2 and context.entities[s.entity_id].type == "armed_group":
                        continue  # what the meeting is about
                    if s.kind == "organization" and view.index(s.start) == m.hit.last + 1:
                        if d.type in GATHERINGS:
                            roles.add(d, s, "organizer", "name")  # "the UN conference on ..."
                        continue
                    own = "organizer" if seed.past in view.grammar["organizing_verbs"] and s.kind == "organization" and not talks else role
                    for t in all_targets(local, d):
                        roles.add(t, s, own, rule)
            if seed.object and seed.object != "place":
                delegation = seed.object == "attendee" and any(view.bare_forms(k) & view.grammar["delegations"] for k in range(carrier.at + 1, min(len(view.tokens), carrier.at + 3)))
                members = list(list_items(view, carrier.at + 1, frames, people_only=True)) if delegation else []
                for s in members or objects_of(view, carrier, frames, ANY, set())[:10]:
                    if d.type == "attack" and (s.start < m.start or context.entities[s.entity_id].type == "armed_group"):
                        continue
                    roles.add(d, s, "attendee" if seed.object == "attendee" else seed.object, rule)


def _held_by(context: Context, view: SentenceView, m: EventMention, carrier: Hit) -> FoundMention | None:
    """"X said after talks that she held with Y": the verb with a pronoun and no subject behind it is the one's who speaks or acts before the event."""
    if not carrier.form.shape.suffixed or carrier.form.shape.plural or carrier.form.shape.passive or carrier.form.trigger.name not in view.grammar["holding_talks"]:
        return None
    follows = carrier.last + 1
    while follows < len(view.tokens) and view.in_time[follows]:
        follows += 1
    if follows < len(view.tokens) and not view.gap[follows].strip() and plain(view.tokens[follows].text) not in ("مع", "في", "ب", "عبر", "علي", "الي"):
        return None  # somebody without a name held them
    people = [c for c in view.mentions if c.kind == "person" and view.index(c.start) < m.at and agent_at(view, view.index(c.start), -1)]
    return people[-1] if len(people) == 1 else sayer(context, view, carrier.at) if not people else None


def _own_country(context: Context, view: SentenceView, carrier: Hit) -> list[FoundMention]:
    """"The Tunisian minister recalled that his country hosted ...": the country that the speaker of the sentence serves."""
    at = next((k for k in (carrier.at - 1, carrier.at + 1) if 0 <= k < len(view.tokens) and view.covered[k] is None and plain(view.tokens[k].text) in view.grammar["own_country"]), None)
    if at is None:
        return []
    speakers = {s.speaker_id for s in context.statements if view.span.start <= s.start < view.span.end} | {m.entity_id for m in view.mentions if m.kind == "person" and view.index(m.start) < at}
    served = {f.country_iso2 for f in context.affiliations if f.person_id in speakers and f.country_iso2 and not f.is_former}
    token = view.tokens[at]
    ids = [f"country:{iso}" for iso in sorted(served)]
    ids = [next((e for e in context.entities if e.lower() == i.lower()), "") for i in ids]
    return [FoundMention(token.start, token.end, "country", ids[0], "own", 0.7)] if len(ids) == 1 and ids[0] else []


def _with_counterpart(view: SentenceView, m: EventMention) -> bool:
    """"Where he met his counterpart X": the object stands right behind the verb, and who met him was named before."""
    k = m.hit.last + 1
    while k < len(view.tokens) and view.in_time[k]:
        k += 1
    return k < len(view.tokens) and view.tokens[k].text.endswith(("ه", "ها", "هم")) and bool(view.bare_forms(k) & view.grammar["counterparts"])


def _last_subject(view: SentenceView, m: EventMention) -> list[FoundMention]:
    people = [c for c in view.mentions if c.kind == "person" and view.index(c.start) < m.at and agent_at(view, view.index(c.start), -1)]
    return people[-1:] if m.at and not m.view.is_title else []


def _signers(view: SentenceView, m: EventMention) -> list[FoundMention]:
    """"The signing by the ministers X and Y of a memorandum": the people between the verbal noun and what is signed."""
    if m.type != "agreement" or m.shape.pos != "noun" or m.trigger.verb is None:
        return []
    out: list[FoundMention] = []
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 20)):
        c = view.covered[k]
        if view.opener[k] or any(x in ".;:!?" for x in view.gap[k]):
            break
        if c is None and view.in_affiliation[k] is None and view.bare_forms(k) & view.grammar["papers"]:
            return out
        if c is not None and c.kind == "person" and view.index(c.start) == k:
            out.append(c)
    return []


def _told_by(view: SentenceView, m: EventMention) -> list[FoundMention]:
    """"The head of the unit revealed that a plot was foiled": the body whose head or spokesman tells it."""
    for k in range(max(0, m.at - 16), m.at):
        if view.covered[k] is None and view.bare_forms(k) & view.grammar["telling"]:
            for c in view.mentions:
                at = view.index(c.start)
                if k < at < m.at and c.kind == "organization" and not any(view.opener[j] in ("that", "stop", "and", "rel") for j in range(k + 1, at + 1)):
                    near = [j for j in range(max(k + 1, at - 3), at) if view.bare_forms(j) & view.grammar["spokesmen"]]
                    return [c] if near else []
    return []


def _elects(view: SentenceView, m: EventMention, s: FoundMention) -> bool:
    """"The parliament elected X": a body right behind the verb, and a person behind it."""
    last = view.index(s.end - 1)
    after = next((view.covered[k] for k in range(last + 1, min(len(view.tokens), last + 8)) if view.covered[k] is not None and view.covered[k] is not s and view.covered[k].method != "nisba"), None)  # type: ignore[union-attr]
    return m.hit.last < view.index(s.start) <= m.hit.last + 2 and after is not None and after.kind in ("person", "country")


def _appointers(view: SentenceView, m: EventMention, frames: Frames) -> list[FoundMention]:
    """"The secretary-general X announced the appointment of Y", "the president X named Y": who appoints, where another is appointed."""
    by_rank = _sovereign(view, m)
    if by_rank is not None:
        return [by_rank]
    if m.shape.pos == "noun":
        agreed = view.tokens[m.at - 1].text == "علي" if m.at else False  # "the council agreed to the appointment"
        verbs = view.grammar["approving"] if agreed else frames.achieve_directly
        told = next((k for k in range(m.at - 1, max(-1, m.at - 14), -1) if view.covered[k] is None and {view.tokens[k].text, plain(view.tokens[k].text)} & verbs), None)
        if told is None or view.opener[m.at] or any(view.opener[k] in ("that", "stop", "and") for k in range(told + 1, m.at)):
            return []
        named = [c for c in view.mentions if c.kind in ("person", "organization") and told < view.index(c.start) < m.at]
        people = [c for c in named if c.kind == "person"]
        return (people or [c for c in named if not view.prefix_of(c).endswith(("ل", "ب")) and not in_office(view, view.index(c.start), told)])[:1]
    people = [c for c in view.mentions if c.kind == "person" and m.hit.last < view.index(c.start) <= m.hit.last + 14 and view.clause[view.index(c.start)] == view.clause[m.at]]
    if len(people) == 1 and not m.shape.suffixed and _names_nameless(view, people[0], m):
        return people
    if len(people) < 2 or m.shape.suffixed:
        return []
    first = view.in_affiliation[view.index(people[0].start)]
    titled = any(view.bare_forms(k) & view.grammar["offices"] for k in range(m.hit.last + 1, view.index(people[0].start)))
    joined = view.prefix_of(people[1]).startswith("و")
    return people[:1] if (titled or first is not None and view.index(first.start) <= m.hit.last + 2) and not joined else []


def _names_nameless(view: SentenceView, person: FoundMention, m: EventMention) -> bool:
    """"The president of A, X, dismissed the head of intelligence": an office before the name, and right behind it another's."""
    first, after = view.index(person.start), view.index(person.end - 1) + 1
    before = any(view.bare_forms(j) & view.grammar["offices"] for j in range(m.hit.last + 1, first))
    if not before or after >= len(view.tokens) or view.gap[after].strip() or view.covered[after] is not None:
        return False
    titled, text = view.in_affiliation[after], view.tokens[after].text
    own = titled is not None and view.index(titled.start) < first or text.startswith(("ال", "و", "ل", "ب")) or text.endswith("ا")
    return not own and bool(view.bare_forms(after) & view.grammar["offices"])


def _sovereign(view: SentenceView, m: EventMention) -> FoundMention | None:
    """"The king X's appointing a committee", "whose members the king X appointed": a sovereign appoints, nobody appoints him."""
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 8)):
        if view.opener[k]:
            return None
        c = view.covered[k]
        if c is not None and c.kind == "person" and view.index(c.start) == k:
            titled = [j for j in range(max(m.hit.last + 1, k - 3), k) if view.bare_forms(j) & view.grammar["sovereigns"] and not view.tokens[j].text.startswith(("ل", "ب", "و"))]
            return c if titled and not any(view.in_time[j] or view.gap[j].strip() for j in range(titled[-1] + 1, k + 1)) else None
    return None


def _handing(view: SentenceView, m: EventMention) -> list[FoundMention]:
    """"The Canadian side's handing its tasks over to the union": both who gives and who gets."""
    out: list[FoundMention] = []
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 10)):
        if view.opener[k] or any(c in ",.;:!?" for c in view.gap[k]):
            break
        c = view.covered[k]
        if c is None or view.index(c.start) != k or c.kind not in ANY or view.prefix_of(c).endswith("ب") or view.in_affiliation[k] is not None and c.kind != "person":
            continue
        side = bool(view.bare_forms(k - 1) & view.grammar["sides"])
        if c.method != "nisba" or side:
            out.append(c)
    return out[:2]


def _teller(m: EventMention, frames: Frames) -> int | None:
    """The verb that brings a verbal noun about: found with the mention, or the announcement before "of" ("A and B announced the birth of")."""
    if m.achiever is not None or m.type not in ("launch", "other", "agreement") or m.shape.pos != "noun":
        return m.achiever
    view = m.view
    if m.at and view.covered[m.at - 1] is None and plain(view.tokens[m.at - 1].text) in view.grammar["before_nouns"] - {"عن"} and m.type != "agreement":
        return None  # "announced it at the feast of half a century since the founding of"
    for k in range(m.at - 1, max(-1, m.at - 12), -1):
        if view.covered[k] is None and plain(view.tokens[k].text) in frames.achieve_directly:
            return k
        if view.opener[k] in ("that", "rel", "and", "adv"):
            return None
    return None


def add_unnamed_subjects(context: Context, view: SentenceView, previous: SentenceView | None, local: list[tuple[EventMention, Draft]], frames: Frames, roles: Roles) -> None:
    """A sentence that opens with a verb of meeting and names nobody who did it goes on with the person of the sentence before ("He also telephoned ...")."""
    for m, d in local:
        verbs = [c for c in m.carriers if c.form.shape.pos == "verb" and c.form.trigger.carrier is not None and c.form.trigger.carrier.subject == "attendee"]
        hit = m.hit if m.trigger.verb is not None and m.shape.pos == "verb" else verbs[0] if verbs else None
        planned = hit is not None and 1 < hit.at <= 4 and view.opener[hit.at - 1] == "that" and any(plain(view.tokens[k].text) in view.grammar["participation_verbs"] for k in range(hit.at - 1))
        if d.type not in ("meeting", "visit") or hit is None or hit.at > 2 and not planned or previous is None or hit.form.shape.plural:
            continue
        nameless = range(hit.last + 1, min(len(view.tokens), hit.last + 9))
        if any(is_several(view, k) for k in nameless if view.covered[k] is None and view.clause[k] == view.clause[hit.last]):
            continue  # "arrived in the evening in the town ministers of ..."
        told = hit.last + 1 < len(view.tokens) and view.tokens[hit.last + 1].text.startswith("ال") and not view.in_time[hit.last + 1]
        if told or view.bare_forms(min(hit.last + 1, len(view.tokens) - 1)) & view.grammar["offices"]:
            continue  # "the monarch made a tour": somebody without a name did it
        if subjects_of(view, hit, frames, ANY) or not (planned or hit.prefix == "و" or hit.at and view.tokens[hit.at - 1].text in view.grammar["dropped_subject"]):
            continue
        speakers = [s.speaker_id for s in context.statements if previous.span.start <= s.start < previous.span.end]
        people = [p for p in previous.mentions if p.kind == "person"]
        found = next((p for p in people if p.entity_id in speakers), people[0] if people else None)
        if found is not None:
            roles.add(d, found, "attendee", "unnamed")


def _handed_over(view: SentenceView, m: EventMention, d: Draft, roles: Roles) -> None:
    """From which country to which a wanted man goes."""
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 20)):
        if view.opener[k]:
            break
        c = view.covered[k]
        if c is None or c.kind != "country" or view.index(c.start) != k or c.method == "nisba":
            continue
        before = plain(view.tokens[k - 1].text)
        if before == "من":
            roles.add(d, c, "organizer", "from")
        elif before in ("الي",):
            roles.add(d, c, "attendee", "to")


def _passive(view: SentenceView, m: EventMention, frames: Frames) -> bool:
    """"Was inaugurated the seat of ...": what is launched stands right after the verb, and nothing before it."""
    verb = m.trigger.verb
    if m.type != "launch" or verb is None or verb.object is None or m.shape.suffixed:
        return False
    words = frozenset(w for c in verb.needs for w in frames.classes[c].words)
    k = m.hit.last + 1
    while k < len(view.tokens) and (view.in_time[k] or view.tokens[k].text in ("يوم", "امس", "في")):
        k += 1
    if k >= len(view.tokens) or subject_ahead(view, m.hit, ANY):
        return False
    c = view.covered[k]
    if c is None:
        return view.word_in(k, words)
    if c.kind != "organization" or view.bare_forms(k) & view.grammar["state_bodies"]:
        return False
    return not any(view.word_in(j, words) and view.covered[j] is not c for j in range(view.index(c.end - 1) + 1, min(len(view.tokens), k + 12)))


def _attacks(context: Context, view: SentenceView, s: FoundMention) -> bool:
    """Whether a name may be an attacker's: no state, no medium, no body of a state's."""
    if s.kind == "country":
        return False
    return s.kind == "person" or not s.entity_id.startswith("outlet:") and not view.bare_forms(view.index(s.start)) & (view.grammar["press"] | view.grammar["state_bodies"])


def _prosecutes(view: SentenceView, s: FoundMention) -> bool:
    """Whether the person is named with a judge's or prosecutor's office: he charges and tries, nobody tries him."""
    k = view.index(s.start)
    return any(view.bare_forms(j) & view.grammar["judges"] for j in range(max(0, k - 7), k) if view.in_affiliation[j] is not None or j >= k - 3)


def _written_passive(context: Context, m: EventMention) -> bool:
    """Whether the verb's first letters carry the vowel u, which only a passive past has."""
    token = m.view.tokens[m.at]
    return "\u064f" in context.doc.surface(token.start, min(token.end, token.start + 4))
