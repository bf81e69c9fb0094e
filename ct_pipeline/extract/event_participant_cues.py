"""Participants behind prepositional phrases: "with the participation of", "between", "by"."""

from __future__ import annotations

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_lists import cue_at, list_items
from ct_pipeline.extract.event_participant_roles import ANY, GATHERINGS, Roles, all_targets, is_exercise, target_of
from ct_pipeline.extract.event_participant_subjects import is_joined, subjects_of
from ct_pipeline.extract.event_sentence import SentenceView, plain

_BETWEEN = 4  # words between a gathering and "by"
_FIRST = 6  # words between a cue and the first body that it names


def add_cue_lists(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], fallback: Draft | None, frames: Frames, roles: Roles) -> None:
    if not local and fallback is None:
        return
    free, n = 0, len(view.tokens)  # words before ``free`` belong to a cue already read
    for k in view.marked.get("cue", ()):
        cover = view.covered[k]
        if k < free or (cover is not None and cover.start < view.tokens[k].start) or view.in_time[k]:
            continue
        cue = cue_at(view, k, frames)
        if cue is None:
            continue
        words, role = cue
        after = k + len(words)
        if words[0] in view.grammar["participation_nouns"] and not _tells_participation(view, k):
            continue
        free = after
        phrase = " ".join(words)
        if phrase in view.grammar["among"]:
            victims = [x for x in local if x[1].type == "attack" and x[0].at < k]
            if victims and not any(x[1].type in GATHERINGS for x in local):
                _apply_cue(view, words, role, k, after, victims[-1][1], local, frames, roles)
                continue
        target = target_of(local, view, k, role) or fallback
        if target is not None and after < n:
            _apply_cue(view, words, role, k, after, target, local, frames, roles)


def _tells_participation(view: SentenceView, k: int) -> bool:
    """Whether a bare "participation of" tells who takes part ("the meeting saw the participation of"), not how welcome it would be."""
    if view.tokens[k].text[:1] in "بو" and view.tokens[k].text not in view.grammar["participation_nouns"]:
        return True
    return any(plain(view.tokens[j].text) in view.grammar["participation_verbs"] for j in range(max(0, k - 18), k) if view.covered[j] is None)


def _apply_cue(view: SentenceView, words: tuple[str, ...], role: str, k: int, after: int, target: Draft, local: list[tuple[EventMention, Draft]], frames: Frames, roles: Roles) -> None:
    phrase = " ".join(words)
    rule = f"cue:{phrase}"
    kind = target.type
    if role == "with":
        if kind == "conference" and _is_press(target) and k and view.bare_forms(k - 1) & view.grammar["jointly"]:
            for m in list(list_items(view, after, frames, people_only=True, role="chair", reach=26))[:2]:
                roles.add(target, m, "speaker", rule)  # "a joint press conference with his counterpart X"
            return
        if kind == "other" and target.head.trigger.name in view.grammar["against"]:
            for m in [x for x in list_items(view, after, frames, delegation=True, role="chair", reach=8) if x.kind == "country"][:2]:
                roles.add(target, m, "subject", rule)  # "broke off its ties with A"
            return
        if kind not in ("meeting", "launch", "agreement", "operation"):
            return
        if any(m.at == after and d is not target for m, d in local):
            return  # "the signing coincided with the telephone call"
        near = [m for m, d in local if d is target and (m.at < k)]
        ahead = [m for m, d in local if d is target and m.at > k and view.clause[m.at] == view.clause[k] and any(c.form.shape.pos == "verb" and c.at < k for c in m.carriers)]
        if not near and not ahead or near and view.clause[k] != view.clause[near[-1].at]:
            return
        told = max(max(m.hit.last, *(c.at for c in m.carriers)) if m.carriers else m.hit.last for m in near) if near else k  # "X held with Y a session of talks"
        if k and view.bare_forms(k - 1) & view.grammar["bound_with"] and view.covered[k - 1] is None:
            return  # "near the border with"
        if sum(1 for j in range(told + 1, k) if view.covered[j] is None and view.in_affiliation[j] is None and not view.in_time[j]) > 8:
            return
        role = {"meeting": "attendee", "launch": "organizer", "agreement": "signatory", "operation": "attendee" if is_exercise(target) else "organizer"}[kind]
        items = list(list_items(view, after, frames, delegation=True, role="chair", reach=30))
    elif role == "organizer":
        if kind == "agreement" and phrase not in view.grammar["agents"]:
            return
        if kind in ("attack",):
            role = "perpetrator"
        if phrase in view.grammar["agents"] and kind in ("meeting", "conference", "visit") and not _by_agent(view, target, local, k):
            return
        if kind == "meeting" and phrase in view.grammar["agents"] and not view.bare_forms(k - 1) & view.grammar["organized_by"]:
            role = "host" if view.bare_forms(k - 1) & view.grammar["received_by"] else "attendee"
        if kind == "trial" and phrase not in view.grammar["agents"]:
            return
        if kind == "visit":
            role = "host"
        found = list(list_items(view, after, frames, delegation=True, role="organizer", reach=40))
        if found and _is_far(view, after, view.index(found[0].start)):
            found = []  # "in coordination with the authorities ..., as the agency reported"
        items = [x for x in found if x.kind != "person" or phrase in view.grammar["agents"] or kind == "launch"]
    elif role == "subject":
        items = list(list_items(view, after, frames, people_only=True, role="chair", reach=26))[:6]
    elif role == "host":
        items = list(list_items(view, after, frames, delegation=True, role="host", reach=12))[:2]
    elif role == "chair":
        if kind == "launch":
            first = view.covered[after] if phrase not in view.grammar["opening_cues"] and not phrase.startswith(("ب", "وب", "تحت")) else None
            if not phrase.startswith(("ب", "وب", "تحت")) and (first is None or first.kind == "person"):
                return  # who leads what was founded did not found it
            role = "organizer"
        items = list(list_items(view, after, frames, delegation=True, role="chair", reach=40))
        if kind == "trial":
            items = [x for x in items if x.kind == "person"][:1]  # the judge; who comes next is tried
        if phrase in view.grammar["no_list_cues"]:
            items = []
        if kind in ("meeting", "conference", "visit") and any(view.bare_forms(j) & view.grammar["delegation_nouns"] for j in range(max(0, k - 5), k) if view.clause[j] == view.clause[k]):
            role = "head_of_delegation"  # "takes part with a delegation headed by ..."
            items = [x for x in items if x.kind == "person"][:1]
    else:
        if kind == "attack" and phrase in view.grammar["among"]:
            for m in list_items(view, after, frames, people_only=True):
                roles.add(target, m, "subject", rule)
            return
        if kind in ("agreement", "attack", "appointment"):
            return
        if kind == "launch" and phrase in view.grammar["joined_by"]:
            role = "organizer"
        elif kind == "launch" and words[0].removeprefix("و") not in view.grammar["attended_by"]:
            return
        delegation = words[0] in view.grammar["delegation_cues"] or len(words) > 1
        if words[0] in view.grammar["going_on_cues"]:
            if not _list_context(view, k, frames, local, target):
                return
        items = list(list_items(view, after, frames, delegation=delegation))
        if words[0] in view.grammar["going_on_cues"] and items and items[0].kind == "organization" and _only_mentioned(view, after, view.index(items[0].start)):
            items = []
        if kind in ("operation", "trial") and not any(m.trigger.noun for m, d in local if d is target) and role == "attendee":
            items = [x for x in items if x.kind != "person"]
    for m in items:
        for t in all_targets(local, target):
            roles.add(t, m, role, rule)


def _by_agent(view: SentenceView, target: Draft, local: list[tuple[EventMention, Draft]], k: int) -> bool:
    """Whether "by" at word k tells by whom the gathering is held: right behind its noun or the verb that tells it, not behind "an audit", "criticism levelled"."""
    words = {j for m, d in local if d is target for h in (m.hit, *m.carriers) for j in range(h.at, h.last + 1)}
    for j in range(k - 1, max(-1, k - 16), -1):
        if j in words or view.covered[j] is None and view.bare_forms(j) & (view.grammar["organized_by"] | view.grammar["received_by"]):
            return True
        if view.opener[j] or view.covered[j] is None and not view.in_time[j] and view.in_affiliation[j] is None and j < k - _BETWEEN:
            return False
    return False


def _is_far(view: SentenceView, after: int, first: int) -> bool:
    """Whether the first name of a list stands too far behind its cue to be meant by it: in a clause of its own, or behind more than a few words."""
    if any(view.opener[j] or "," in view.gap[j] or "." in view.gap[j] for j in range(after + 1, first + 1)):
        return True
    return sum(1 for j in range(after, first) if view.covered[j] is None and view.in_affiliation[j] is None and not view.in_time[j]) > _FIRST


def _only_mentioned(view: SentenceView, after: int, k: int) -> bool:
    """"Beside studying ways to support the forces": the body is far behind the cue, and nobody of it is spoken of."""
    officials = view.grammar["several_officials"] | view.grammar["delegation_cues"] | view.grammar["envoys"] | view.grammar["delegation_nouns"]
    return k - after > 2 and not any(view.bare_forms(j) & officials or view.tokens[j].text in officials or view.in_affiliation[j] is not None for j in range(after, k))


def _is_press(d: Draft) -> bool:
    return d.head.trigger.noun is not None and d.head.trigger.noun.press


def add_listed(view: SentenceView, drafts: list[Draft], frames: Frames, roles: Roles) -> None:
    """"The list includes A, B and C": they are the subjects of the listing."""
    sanction = next((d for d in drafts if d.head.trigger.plover_type == "SANCTION"), None)
    if sanction is None:
        return
    for at in range(len(view.tokens)):
        if view.covered[at] is not None or plain(view.tokens[at].text) not in view.grammar["containing"]:
            continue
        if any(view.word_in(k, view.grammar["lists"]) for k in range(at + 1, min(len(view.tokens), at + 4))):
            for m in view.mentions:
                if m.start < view.tokens[at].end or view.prefix_of(m).endswith(("ل", "ب")):
                    continue
                k = view.index(m.start)
                printed = '"' in view.gap[k] or "(" in view.gap[k] or "," in view.gap[k]
                if m.kind == "person" or m.kind == "organization" and printed:
                    roles.add(sanction, m, "subject", "listed")


def _list_context(view: SentenceView, k: int, frames: Frames, local: list[tuple[EventMention, Draft]], target: Draft) -> bool:
    """Whether a weak cue ("beside", "among them") goes on with a list of participants: a real cue or a verb of taking part stands before it."""
    for j in range(k - 1, max(-1, k - 60), -1):
        if view.opener[j + 1] in ("and", "that") or any(c in ".;!?\n" for c in view.gap[j + 1]):
            if not any(h.at == j + 1 and h.form.trigger.carrier is not None for h in view.hits):
                return False
        if any(h.at == j and (c := h.form.trigger.carrier) is not None and c.aspect == "take_part" and (c.subject is not None or not h.form.shape.suffixed) for h in view.hits):
            return True
        cue = cue_at(view, j, frames)
        if cue is not None and cue[0][0] in view.grammar["opening_cues"]:
            return True
    carriers = [(h, h.form.trigger.carrier) for h in view.hits if h.form.shape.pos == "verb"]
    if any(c is not None and c.aspect == "take_part" and c.subject == "attendee" and k < h.at <= k + 45 for h, c in carriers):
        return True
    return target.type in GATHERINGS and any(h.form.trigger.carrier is not None and h.form.trigger.carrier.aspect == "take_part" and h.at < 4 for h in view.hits)


def add_between(view: SentenceView, local: list[tuple[EventMention, Draft]], roles: Roles) -> None:
    """"An agreement between A and B", "talks between X and Y"."""
    for m, d in local:
        if d.type not in ("agreement", "meeting", "operation", "conference"):
            continue
        for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 16)):
            if view.opener[k] in ("and", "that", "rel", "adv") or any(c in ".;:!?\n" for c in view.gap[k]):
                break
            if any(x.at == k and x is not m for x, _ in local):
                break  # "the meeting saw the signing of an agreement between A and B"
            if view.tokens[k].text != "بين":
                continue
            if d.type == "operation" and not is_exercise(d):
                break
            items: list[FoundMention] = []
            j = k + 1
            while j < min(len(view.tokens), k + 34):
                if view.opener[j] in ("and", "that", "rel", "adv") or any(c in ".;:!?\n" for c in view.gap[j]):
                    break
                c = view.covered[j]
                if not items and j > k + 3 and c is None and view.in_affiliation[j] is None:
                    break  # "between the two countries, upon the orders of the king"
                if c is not None and view.index(c.start) == j and c.kind in ANY and c.method != "nisba":
                    affiliation = view.in_affiliation[j]
                    inside = c.kind != "person" and affiliation is not None and affiliation.start <= c.start and c.end <= affiliation.end
                    if not inside and not view.prefix_of(c).endswith("ب") and (not items or is_joined(view, items[-1], c, j)):
                        items.append(c)
                    j = view.index(c.end - 1) + 1
                    continue
                if len(items) >= 2 and not view.tokens[j].text.startswith("و"):
                    break
                j += 1
            if len(items) < 2 and d.type in ("agreement", "meeting"):
                items = _two_nisbas(view, k + 1) or items
            if len(items) >= 2:
                role = {"agreement": "signatory"}.get(d.type, "attendee")
                for c in items:
                    roles.add(d, c, role, "cue:بين")
            break


def _two_nisbas(view: SentenceView, k: int) -> list[FoundMention]:
    """"The two ministries of the interior, the Egyptian and the Algerian": the states that the two adjectives name."""
    if k >= len(view.tokens) or view.tokens[k].text not in view.grammar["two_bodies"]:
        return []
    near = [c for c in view.mentions if c.kind == "country" and c.method == "nisba" and k < view.index(c.start) <= k + 6]
    return near[:2] if len(near) >= 2 and view.text[view.tokens[view.index(near[1].start)].start] == "و" else []


def _claimed_behind(context: Context, view: SentenceView, m: EventMention, frames: Frames) -> FoundMention | None:
    """"The attack that killed ..., and the group claimed it", "the army of X announced its responsibility for the attack": an armed group between the verb and the claim."""
    for k in range(len(view.tokens)):
        if view.covered[k] is not None or not view.bare_forms(k) & frames.words["claims"] or k < m.at - 4:
            continue
        for j in range(k - 1, max(-1, k - 14), -1):
            if any(c in ".;!?\n" for c in view.gap[j + 1]) or view.opener[j + 1] == "that":
                break
            if view.covered[j] is None and plain(view.tokens[j].text).removesuffix("ت") in view.grammar["claiming"]:
                named = [p for p in view.mentions if p.kind == "organization" and j < view.index(p.start) < k and not view.prefix_of(p)]
                named = [p for p in named if context.entities[p.entity_id].type == "armed_group" or not view.bare_forms(view.index(p.start)) & (view.grammar["press"] | view.grammar["state_bodies"])]
                behind = k > m.at or k + 4 >= m.at
                return named[0] if named and behind else None
    return None


def _responsible(context: Context, view: SentenceView, m: EventMention) -> FoundMention | None:
    """"The group, which was held responsible for the bombings": an armed group named before "responsible for" right before the attack."""
    for k in range(max(1, m.first - 3), m.first):
        if view.covered[k] is None and plain(view.tokens[k].text) == "عن" and view.bare_forms(k - 1) & view.grammar["responsible"]:
            bodies = [p for p in view.mentions if p.kind == "organization" and view.index(p.start) < k - 1]
            before = [p for p in bodies if not any(view.opener[j] in ("that", "stop", "and") for j in range(view.index(p.start) + 1, k))]
            return before[-1] if before and context.entities[before[-1].entity_id].type == "armed_group" else None
    return None


def add_attackers(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], frames: Frames, roles: Roles) -> None:
    """"X, the mastermind of the attacks of ..."; "invited X to visit ..."."""
    for m, d in local:
        if d.type == "attack":
            claim = next((k for k in range(m.at - 1, -1, -1) if view.bare_forms(k) & frames.words["claims"]), None)
            if claim is not None and m.at - claim <= 4:
                bodies = [p for p in view.mentions if p.kind == "organization" and view.index(p.start) < claim and not view.prefix_of(p).endswith(("ل", "ب"))]
                bodies = [p for p in bodies if not view.bare_forms(view.index(p.start)) & (view.grammar["press"] | view.grammar["state_bodies"])]
                if bodies:
                    roles.add(d, bodies[0], "perpetrator", "claim")
            if (blamed := _responsible(context, view, m)) is not None:
                roles.add(d, blamed, "perpetrator", "responsible")
            if (claimer := _claimed_behind(context, view, m, frames)) is not None:
                roles.add(d, claimer, "perpetrator", "claim")
            for k in range(max(0, m.at - 4), m.at):
                if view.phrase_at(k, frames.phrases["attackers"]):
                    before = [p for p in view.mentions if p.kind == "person" and view.index(p.start) < k]
                    if before:
                        roles.add(d, before[-1], "perpetrator", "attacker")
            for hit in view.hits:
                carrier = hit.form.trigger.carrier
                if carrier is not None and carrier.past in view.grammar["attack_leading"] and hit.form.shape.pos == "verb" and 0 < m.at - hit.at <= 3:
                    for p in subjects_of(view, hit, frames, ("person", "organization")):
                        roles.add(d, p, "perpetrator", f"slot:{carrier.past}")
        elif d.type == "operation" and m.trigger.name in view.grammar["foiling"]:
            made = next((k for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 10)) if view.covered[k] is None and view.tokens[k].text in view.grammar["plotting"]), None)
            behind = [p for p in view.mentions if made is not None and p.kind == "organization" and made < view.index(p.start) <= made + 4]
            for p in behind[:1]:
                roles.add(d, p, "subject", "plotted")
        elif d.type == "visit" and m.trigger.noun is not None:
            cue = next((k for k in range(max(0, m.at - 12), m.at) if view.word_in(k, frames.words["invitations"])), None)
            if cue is not None:
                for p in view.mentions:
                    if p.kind == "person" and cue < view.index(p.start) < m.at and view.prefix_of(p).endswith("ل") or p.kind == "person" and cue < view.index(p.start) < m.at:
                        roles.add(d, p, "attendee", "invited")


def add_signing_sides(view: SentenceView, local: list[tuple[EventMention, Draft]], roles: Roles) -> None:
    """"It was signed for the Kuwaiti side by ...": everybody named after a signing verb signs, a side's own name is no person."""
    for m, d in local:
        if d.type != "agreement":
            continue
        for k in range(len(view.tokens)):
            if view.covered[k] is None and view.tokens[k].text in view.grammar["representing"]:
                for j in range(k + 1, min(len(view.tokens), k + 26)):
                    c = view.covered[j]
                    if c is not None and c.kind == "person":
                        roles.add(d, c, "signatory", "representing")
                        break
                    if view.opener[j] in ("that", "rel", "adv"):
                        break
        if m.trigger.verb is None or m.shape.pos != "verb":
            continue
        for k in range(m.hit.last + 1, len(view.tokens)):
            if view.opener[k] in ("that", "adv", "rel") or any(c in ".;:!?\n" for c in view.gap[k]):
                break
            c = view.covered[k]
            if c is not None and view.index(c.start) == k and c.kind == "person":
                if "عن" in {t.text for t in view.tokens[m.hit.last : k]} or "وعن" in {t.text for t in view.tokens[m.hit.last : k]} or m.hit.form.shape.suffixed:
                    roles.add(d, c, "signatory", "signing")
