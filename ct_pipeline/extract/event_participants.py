"""Who took part in an event and in what capacity.

Capacities come from the verbs that carry the event (their subjects and objects), from the phrases that open lists ("with the participation
of"), from delegations and who leads them, and from what people say at it. An entity keeps its highest capacity; that is settled in assembling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ct_pipeline.extract.context import Context, FoundMention, FoundParticipant, FoundStatement
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mentions import EventMention
from ct_pipeline.extract.event_merge import Draft
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain
from ct_pipeline.extract.event_slots import _cost
from ct_pipeline.language.numerals import parse_number
from ct_pipeline.tables import PARTICIPANT_ROLES

_REACH = 16
_LIST_REACH = 90
_ROLE_TYPES: dict[str, frozenset[str]] = {
    "chair": frozenset({"meeting", "conference", "operation", "launch"}),
    "speaker": frozenset({"meeting", "conference", "launch", "trial", "operation"}),
    "attendee": frozenset({"meeting", "conference", "visit", "operation", "trial", "launch", "other"}),
    "host": frozenset({"meeting", "conference", "visit", "operation", "launch"}),
    "head_of_delegation": frozenset({"meeting", "conference", "visit", "operation"}),
}
_GATHERINGS = frozenset({"meeting", "conference"})


class _Roles:
    """Collects participants of drafts, with the words that name each."""

    def __init__(self) -> None:
        self.found: dict[int, list[FoundParticipant]] = defaultdict(list)

    def add(self, draft: Draft, m: FoundMention, role: str, rule: str) -> None:
        self.found[id(draft)].append(FoundParticipant(m.entity_id, role, m.start, m.end, rule))


def add_participants(context: Context, frames: Frames, views: list[SentenceView], drafts: list[Draft]) -> list[tuple[FoundStatement, Draft]]:
    """Fill ``participants``, ``counts`` and further evidence of the drafts; returns the statements with the event they were made at."""
    roles = _Roles()
    here: dict[int, list[tuple[EventMention, Draft]]] = defaultdict(list)
    for d in drafts:
        for m in d.mentions:
            here[m.view.span.no].append((m, d))
    _find_siblings(drafts)
    main = _main_gathering(drafts)
    for view in views:
        local = sorted(here.get(view.span.no, []), key=lambda x: x[0].at)
        fallback = main if main is not None and _refers_to_gathering(view, frames) else None
        _verb_slots(context, view, local, frames, roles)
        if _free_carriers(context, view, local, main, frames, roles):
            fallback = main
        _dual_subjects(context, view, local, drafts, frames, roles)
        _attackers(view, local, frames, roles)
        _cue_lists(context, view, local, fallback, frames, roles)
        _between(view, local, roles)
        _delegations(view, local, main, frames, roles)
        _signing_sides(view, local, roles)
        _listed(view, drafts, frames, roles)
        _counts(view, local, fallback, frames)
    said = _speakers(context, views, here, main, frames, roles)
    for d in drafts:
        for m in d.mentions:
            _owner(m, d, roles)
            if d.type == "visit" and m.trigger.noun is not None:
                view = m.view
                to = next((k for k in range(m.hit.last + 1, min(len(view.tokens) - 1, m.hit.last + 6)) if view.tokens[k].text == "الي"), None)
                if to is not None:
                    for c in _list_items(view, to + 1, frames, delegation=True, reach=14):
                        if c.kind == "country":
                            roles.add(d, c, "host", "visited")
        if d.type in _GATHERINGS:
            for m in d.mentions:
                if m.country is not None and m.country.method != "nisba":
                    roles.add(d, m.country, "host", "place")
    for d in drafts:
        d.participants = _best(roles.found[id(d)])
    return said


def _find_siblings(drafts: list[Draft]) -> None:
    """Events that the text tells side by side ("the fifth round ... and the ninth consultation") share who takes part."""
    for a in drafts:
        a.siblings = [
            b for b in drafts
            if b is not a and b.type == a.type and (b.head.coordinated and a.head.coordinated and b.head.view is a.head.view or any(x is y for x in a.mentions for y in b.mentions))
        ]  # fmt: skip


def _best(found: list[FoundParticipant]) -> list[FoundParticipant]:
    best: dict[str, FoundParticipant] = {}
    for p in found:
        old = best.get(p.entity_id)
        if old is None or PARTICIPANT_ROLES.index(p.role) < PARTICIPANT_ROLES.index(old.role):
            best[p.entity_id] = p
    return sorted(best.values(), key=lambda p: (p.start, p.entity_id))


def _owner(m: EventMention, d: Draft, roles: _Roles) -> None:
    """"Its extraordinary meeting", "during his meeting yesterday with X": whose meeting it is takes part in it, and whom he met."""
    if not m.shape.suffixed or m.trigger.noun is None or d.type not in _GATHERINGS:
        return
    view = m.view
    if d.type == "meeting" and m.trigger.noun.vague and m.number == "one":
        people = [c for c in view.mentions if c.kind == "person"]
        met = [c for c in people if m.at < view.index(c.start) <= m.at + 18 and not any(view.opener[j] in ("that", "stop", "and") for j in range(m.at, view.index(c.start)))]
        owner = [c for c in people if view.index(c.start) < m.at][-1:]
        if met:
            for person in (*owner, *met[:2]):
                roles.add(d, person, "attendee", "owner")
            return
    for k in range(m.at - 1, max(-1, m.at - 7), -1):
        c = view.covered[k]
        if c is not None:
            if c.kind == "organization":
                roles.add(d, c, "attendee", "owner")
            return


def _main_gathering(drafts: list[Draft]) -> Draft | None:
    """The meeting, conference or exercise that the article is about."""
    pool = [d for d in drafts if d.is_main and (d.type in _GATHERINGS or _exercise(d)) and not (d.head.trigger.noun and d.head.trigger.noun.press)]
    if not pool:
        pool = [d for d in drafts if d.type in _GATHERINGS and d.head.view.rank <= 4 and not all(m.planned for m in d.mentions) and not (d.head.trigger.noun and d.head.trigger.noun.press)]
        pool = [d for d in pool if len(d.mentions) > 1 or d.head.view.rank <= 2][:1]
    return max(pool, key=lambda d: (len(d.mentions), -drafts.index(d))) if pool else None


def _exercise(d: Draft) -> bool:
    return d.type == "operation" and any(t.noun is not None and (t.noun.exercise or t.noun.edition_word) for m in d.mentions for t in (m.trigger, m.like or m.trigger))


def _refers_to_gathering(view: SentenceView, frames: Frames) -> bool:
    return any(frames.words["references"] & view.bare_forms(i) for i in range(len(view.tokens)) if view.covered[i] is None)


def _target(local: list[tuple[EventMention, Draft]], view: SentenceView, k: int, role: str) -> Draft | None:
    """The event of the sentence to which words at k belong."""
    best, cost = None, 60.0
    types = _ROLE_TYPES.get(role)
    for m, d in local:
        if types is not None and d.type not in types:
            continue
        c = _cost(view, m, k, k) - (4 if m.at < k else 0)
        if c < cost:
            best, cost = d, c
    return best


def _all_targets(local: list[tuple[EventMention, Draft]], draft: Draft | None) -> list[Draft]:
    """The draft, and its twin where the sentence tells two coordinated events of one kind together ("the two meetings")."""
    if draft is None:
        return []
    out = [draft, *draft.siblings]
    for m, d in local:
        if d is draft or d.type != draft.type or d in out:
            continue
        if m.coordinated or (d.twin and d.head is draft.head) or (draft.twin and d.head is draft.head) or any(m is x for x in draft.mentions):
            out.append(d)
    return out


# ------------------------------------------------------------------------------------------- lists


def _list_items(view: SentenceView, start: int, frames: Frames, *, delegation: bool = False, people_only: bool = False, role: str = "attendee", reach: int = _LIST_REACH) -> Iterator[FoundMention]:
    """The people, bodies and countries listed from word ``start`` on, to the end of the list."""
    n = len(view.tokens)
    previous: FoundMention | None = None
    open_list = delegation  # countries count only after a word of delegation, or at the head of the list
    skipping = False
    k = start
    last_item = start
    while k < min(n, start + reach):
        token = view.tokens[k]
        gap = view.gap[k]
        if k > start:
            if any(c in ".;:!?\n" for c in gap):
                return
            opener = view.opener[k]
            if opener in ("that", "and") or opener == "adv" and token.text != "ثم":
                return
            if opener == "rel":
                skipping = True
            elif skipping and "," in gap:
                skipping = False
            if k != start and view.covered[k] is None and not skipping:
                stop = _cue_at(view, k, frames)
                if stop is not None and (stop[1] not in ("attendee", "with") or role in ("chair", "host", "organizer") and stop[1] == "attendee" and stop[0][0] not in view.grammar["weak_cues"]):
                    return
                if stop is not None and stop[0][0] in view.grammar["list_continues"]:
                    open_list = True
                if _verb_at(view, k) and view.in_affiliation[k] is None:
                    return
                if " ".join(t.text for t in view.tokens[k : k + 2]) in view.grammar["list_ends"] or token.text in view.grammar["list_ends"]:
                    return
        if skipping or view.in_time[k]:
            k += 1
            continue
        if view.word_in(k, frames.words["delegation"]) and view.covered[k] is None:
            open_list = True
        m = view.covered[k]
        if m is None or view.index(m.start) != k:
            if k - last_item > 22:
                return
            k += 1
            continue
        after = view.index(m.end - 1) + 1
        if _acceptable(view, m, k, start, previous, open_list, people_only):
            yield m
            previous = m
            last_item = k
        k = max(after, k + 1)


def _acceptable(view: SentenceView, m: FoundMention, k: int, start: int, previous: FoundMention | None, open_list: bool, people_only: bool) -> bool:
    if m.kind == "person":
        return True
    if people_only or m.kind not in ("organization", "country"):
        return False
    affiliation = view.in_affiliation[k]
    if affiliation is not None and affiliation.start <= m.start and m.end <= affiliation.end:
        return False
    prefix = view.prefix_of(m)
    before = view.tokens[k - 1].text if k else ""
    if prefix.endswith("ب") or (prefix.endswith("ل") and k > start):
        return False
    if before in ("التابعه", "التابع", "التابعين", "المعتمده", "المعتمدين", "المنبثقه"):
        return False
    if before in view.grammar["no_list_after"] and k > start:
        return before == "في" and m.kind == "country" and m.method != "nisba" and _plural_officials(view, k, start)
    if _in_office(view, k, start):
        return False
    if m.kind == "organization":
        return True
    if m.method == "nisba":
        return k > 0 and view.tokens[k - 1].text.lstrip("وبل").removeprefix("ال") in ("وفد", "جانب", "طرف")
    if plain(before) in view.grammar["several_officials"] or before.endswith("سفيرا"):
        return True
    if open_list or k == start or before in ("من", "عن", "بين", "كل", "دوله", "مملكه", "جمهوريه") or (k > 1 and view.tokens[k - 2].text == "من"):
        return True
    return previous is not None and previous.kind in ("country", "organization") and (prefix.startswith("و") or "," in view.gap[k] or before in ("دوله", "ودوله", "المملكه", "والمملكه"))


def _plural_officials(view: SentenceView, k: int, start: int) -> bool:
    """"The heads of police in Benin and Togo": several officials, so several countries."""
    return any(plain(view.tokens[j].text) in view.grammar["several_officials"] for j in range(max(start, k - 5), k))



def _in_office(view: SentenceView, k: int, start: int) -> bool:
    """Whether the mention completes an office ("ambassador of Qatar", "director of the office"): then the office's holder takes part."""
    for j in range(k - 1, max(start - 1, k - 6), -1):
        if "," in view.gap[j + 1]:
            return False
        if view.covered[j] is not None and view.covered[j].kind == "person":  # type: ignore[union-attr]
            return False
        forms = view.bare_forms(j)
        if forms & view.grammar["offices"]:
            text = plain(view.tokens[j].text)
            several = text in view.grammar["several_officials"] or text.endswith(("ين", "ون", "و")) or text in ("سفيرا", "سفراء")
            return not (forms & {"ممثل"}) and not several
        if view.tokens[j].text.startswith("و") and view.covered[j] is None and len(view.tokens[j].text) > 4:
            return False
    return False


def _verb_at(view: SentenceView, k: int) -> bool:
    return any(h.at == k and h.form.shape.pos == "verb" and h.prefix in ("", "و", "ف") and h.form.shape.tense != "past" for h in view.hits) or any(
        h.at == k and h.form.shape.pos == "verb" and h.form.trigger.carrier is not None and h.form.trigger.carrier.aspect == "take_part" and h.prefix == "و" for h in view.hits
    )


def _cue_at(view: SentenceView, k: int, frames: Frames) -> tuple[tuple[str, ...], str] | None:
    text = view.tokens[k].text
    for head in (text, text[1:] if text[:1] in "وف" and len(text) > 3 else ""):
        for words, role in frames.cues.get(head, ()):
            if k + len(words) <= len(view.tokens) and all(view.tokens[k + j].text == w for j, w in enumerate(words) if j):
                return words, role
    return None


# ------------------------------------------------------------------------------------ verbs' slots


def _subjects(view: SentenceView, hit: Hit, frames: Frames, kinds: tuple[str, ...]) -> list[FoundMention]:
    """Who does it: the names after the verb, or before it where the verb follows its subject."""
    n = len(view.tokens)
    out: list[FoundMention] = []
    ahead = _subject_ahead(view, hit, kinds)
    if not ahead and hit.at and any(plain(view.tokens[k].text) in view.grammar["subject_pronouns"] for k in range(max(0, hit.at - 2), hit.at)):
        ahead = _carried_over(view, hit, kinds)
    if not ahead and not hit.form.shape.suffixed and hit.at > 1 and view.opener[hit.at - 1] == "rel":
        antecedent = view.covered[hit.at - 2]
        if antecedent is not None and antecedent.kind in kinds and antecedent.method != "nisba":
            ahead = [antecedent]  # "X, who chaired the meeting"
    if ahead:
        return ahead
    k = hit.last + 1 if hit.last - hit.at <= 1 else hit.at + 1
    while k < min(n, hit.at + _REACH + (8 * len(out) if out else 0)):
        if view.opener[k] in ("that", "and", "rel") or view.opener[k] == "adv" and not (out and view.tokens[k].text == "ثم") or any(c in ".;:!?\n" for c in view.gap[k]):
            break
        if view.in_time[k]:
            k += 1
            continue
        text = view.tokens[k].text
        m = view.covered[k]
        if not out and m is None and (text in view.grammar["no_list_after"] or text in ("مع", "بين", "عن", "من")) and view.in_affiliation[k] is None:
            if text == "من" and k > hit.at + 1 and view.tokens[k - 1].text == "كل":
                k += 1
                continue
            if text == "عن" and k + 1 < n and view.tokens[k + 1].text == "بعد":
                k += 2
                continue
            if text == "عن":
                break
            if text in ("في", "علي", "الي", "لدي", "بين", "مع"):
                # a phrase before the subject: skip it
                if k + 2 < n and _event_noun(view, k + 2) and not _event_noun(view, k + 1):
                    k += 1  # "in this conference"
                k = k + 2 if k + 1 < n and _event_noun(view, k + 1) else _skip_phrase(view, k)
                continue
        if m is None and _event_noun(view, k):
            carrier = hit.form.trigger.carrier
            if out or carrier is None or carrier.aspect != "take_part" or k - hit.at > 2:
                break
            k += 1  # "chaired the extraordinary summit the president ...": the object stands first
            while k < min(n, hit.at + 6) and _adjective_of(view, k):
                k += 1
            continue
        if m is None and not out and _strong_cue(view, k, frames):
            break
        if m is not None and view.index(m.start) == k:
            prefix = view.prefix_of(m)
            unit = prefix == "ل" and m.kind == "organization" and k and view.bare_forms(k - 1) & view.grammar["security_units"]
            good = m.kind in kinds and (not prefix.endswith(("ب", "ل")) or bool(unit)) and m.method != "nisba"
            if "(" in view.gap[k]:
                good = False  # the short form of what stands before it
            affiliation = view.in_affiliation[k]
            if m.kind != "person" and affiliation is not None and affiliation.start <= m.start and m.end <= affiliation.end:
                good = False
            if good and m.kind != "person" and _in_office(view, k, hit.at + 1):
                good = False
            if good and out and not _joined(view, out[-1], m, k):
                break
            if good:
                out.append(m)
            elif out and m.kind in ("person", "organization", "country") and m.method != "nisba" and not _titled(view, k):
                break
            k = view.index(m.end - 1) + 1
            continue
        if out and _cue_at(view, k, frames) is not None and m is None:
            break
        if out and view.in_affiliation[k] is None and not text.startswith("و") and _joiner_missing(view, out[-1], k):
            if k - view.index(out[-1].end - 1) > 14:
                break
        k += 1
    if out or hit.form.shape.suffixed:
        return out
    return _subjects_before(view, hit, kinds) or _carried_over(view, hit, kinds)


def _subject_ahead(view: SentenceView, hit: Hit, kinds: tuple[str, ...]) -> list[FoundMention]:
    """The subject right before its verb after "that" or in a title ("that Morocco and the Netherlands were chosen again")."""
    if hit.at == 0 or hit.form.shape.pos != "verb" or hit.prefix:
        return []
    before = hit.at - 2 if view.tokens[hit.at - 1].text == "قد" and hit.at > 1 else hit.at - 1
    m = view.covered[before]
    if m is None or m.kind not in kinds or '"' in view.gap[hit.at]:
        return []
    k = view.index(m.start)
    while k > 0 and not view.opener[k]:
        k -= 1
    told = view.opener[k] == "that" or view.is_title or view.tokens[k].text in ("كان", "وكان", "كانت", "وكانت")
    return _subjects_before(view, hit, kinds) if told else []


def _carried_over(view: SentenceView, hit: Hit, kinds: tuple[str, ...]) -> list[FoundMention]:
    """A pronoun or nothing stands for the subject: "that the kingdom issued ..., and that it became ...", "Morocco chairs ..., and hosted"."""
    pronoun = next((k for k in range(hit.at - 1, max(-1, hit.at - 4), -1) if plain(view.tokens[k].text) in view.grammar["subject_pronouns"]), None)
    meets = hit.form.trigger.type in ("meeting", "visit")
    dropped = pronoun is None and (hit.prefix == "و" or hit.at > 0 and view.tokens[hit.at - 1].text in ("كما", "قد", "فقد", "وقد", "حيث", "ثم"))
    if pronoun is None and not dropped:
        return []
    edge = pronoun if pronoun is not None else hit.at
    for k in range(edge - 1, -1, -1):
        if view.opener[k] == "that" and k + 1 < len(view.tokens):
            m = view.covered[k + 1]
            if m is not None and m.kind in kinds and m.method != "nisba":
                return [m]
            break
    if dropped and hit.form.trigger.carrier is None and not meets:
        return []
    for m in view.mentions:
        k = view.index(m.start)
        if k >= edge:
            break
        if m.kind not in kinds or m.kind == "person" and dropped and not meets or m.method == "nisba" or view.in_affiliation[k] is not None and m.kind != "person":
            continue
        if view.prefix_of(m).endswith(("ب", "ل")) or k and plain(view.tokens[k - 1].text) in view.grammar["no_list_after"] | {"من", "مع", "بين", "عن"}:
            continue
        return [m]
    return []



def _event_noun(view: SentenceView, k: int) -> bool:
    return any(h.at == k and h.form.trigger.noun is not None for h in view.hits)


def _adjective_of(view: SentenceView, k: int) -> bool:
    """Whether word k goes on describing the noun before it ("the extraordinary [summit]") and opens no title or clause."""
    return (
        view.covered[k] is None and view.tokens[k].text.startswith("ال") and not _titled(view, k) and not view.opener[k] and not view.bare_forms(k) & view.grammar["offices"]
    )  # fmt: skip


def _strong_cue(view: SentenceView, k: int, frames: Frames) -> bool:
    cue = _cue_at(view, k, frames)
    words = view.grammar["slot_openers"]
    return view.tokens[k].text in ("تحت", "برعايه", "وبرعايه") or cue is not None and cue[0][0] in words


def _titled(view: SentenceView, k: int) -> bool:
    return view.in_affiliation[k] is not None


def _joiner_missing(view: SentenceView, last: FoundMention, k: int) -> bool:
    return not any("," in view.gap[j] or view.tokens[j].text.startswith("و") for j in range(view.index(last.end - 1) + 1, k + 1))


def _skip_phrase(view: SentenceView, k: int) -> int:
    for j in range(k + 1, min(len(view.tokens), k + 6)):
        if view.covered[j] is not None:
            return view.index(view.covered[j].end - 1) + 1  # type: ignore[union-attr]
    return k + 1


def _joined(view: SentenceView, last: FoundMention, m: FoundMention, k: int) -> bool:
    """Whether two names are members of one list: a comma or a "wa" between, or a title that begins with one."""
    prefix = view.prefix_of(m)
    if prefix.startswith("و") or "," in view.gap[k]:
        return True
    a = view.index(last.end - 1) + 1
    affiliation = view.in_affiliation[k]
    if affiliation is not None:
        f = view.index(affiliation.start)
        if view.text[view.tokens[f].start : view.tokens[f].end].startswith("و") or "," in view.gap[f]:
            return True
    return any((view.tokens[j].text.startswith("و") and view.covered[j] is None) or view.tokens[j].text in ("ثم", "وكذا") for j in range(a, k)) and m.kind == "person"


def _subjects_before(view: SentenceView, hit: Hit, kinds: tuple[str, ...]) -> list[FoundMention]:
    out: list[FoundMention] = []
    relative = False
    for k in range(hit.at - 1, max(-1, hit.at - 22), -1):
        if view.opener[k + 1] in ("rel",):
            relative = True
        if view.clause[k] != view.clause[hit.at] and not relative:
            break
        if view.opener[k + 1] in ("stop", "and", "adv", "that") and view.clause[k] != view.clause[hit.at] or '"' in view.gap[k + 1]:
            break
        m = view.covered[k]
        if m is None or view.index(m.start) != k:
            continue
        affiliation = view.in_affiliation[k]
        if m.kind not in kinds or m.method == "nisba":
            continue
        if m.kind != "person" and affiliation is not None and affiliation.start <= m.start and m.end <= affiliation.end:
            continue
        prefix = view.prefix_of(m)
        if not relative and (prefix.endswith(("ب", "ل")) or (k and view.tokens[k - 1].text in view.grammar["no_list_after"] | {"من", "مع", "بين", "عن"})):
            continue
        if m.kind != "person" and _in_office(view, k, max(0, k - 5)):
            continue
        if out and not (view.prefix_of(out[-1]).startswith("و")):
            break
        out.append(m)
        if relative:
            break
    return out[::-1]



def _objects(view: SentenceView, hit: Hit, frames: Frames, kinds: tuple[str, ...], skip: set[str]) -> list[FoundMention]:
    out = []
    appointment = hit.form.trigger.type == "appointment"
    for k in range(hit.last + 1, min(len(view.tokens), hit.last + (12 if appointment else 48 if hit.form.trigger.type == "trial" else 26))):
        if view.opener[k] in ("that", "and", "adv") or any(c in ".;:!?\n" for c in view.gap[k]) or view.tokens[k].text in view.grammar["sources"]:
            break
        if view.opener[k] == "rel" and hit.form.trigger.carrier is not None:
            break
        m = view.covered[k]
        if m is None or view.index(m.start) != k or m.kind not in kinds or m.entity_id in skip or m.method == "nisba":
            continue
        affiliation = view.in_affiliation[k]
        if m.kind != "person" and (affiliation is not None or k and view.tokens[k - 1].text in ("التابعه", "التابع")):
            continue
        if appointment and m.kind == "organization" and k > hit.last + 1:
            continue
        handed = hit.form.trigger.type == "appointment" and k and plain(view.tokens[k - 1].text) in ("الي", "من", "علي") and m.kind == "country"
        if m.kind != "person" and not handed and (view.prefix_of(m).endswith("ب") or (k and view.tokens[k - 1].text in view.grammar["no_list_after"] | {"من", "عن", "مع"})):
            continue
        out.append(m)
    return out


def _takers(view: SentenceView, hit: Hit, frames: Frames, role: str) -> list[FoundMention]:
    """Subjects of a verb of taking part; those who attend may be a long list ("ministers and officials from A, B and C")."""
    out = _subjects(view, hit, frames, _ANY)
    if role == "attendee" and hit.form.trigger.carrier is not None and hit.form.trigger.carrier.aspect == "take_part" and hit.form.shape.pos == "verb":
        seen = {m.entity_id for m in out}
        start = hit.last + 1
        if not out or out[0].start > view.tokens[hit.at].start:
            out = out + [m for m in _list_items(view, start, frames) if m.entity_id not in seen]
    return out


_ANY = ("person", "organization", "country")


def _verb_slots(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], frames: Frames, roles: _Roles) -> None:
    for m, d in local:
        verb = m.trigger.verb
        if verb is not None:
            rule = f"slot:{m.trigger.name}"
            subjects: list[FoundMention] = []
            if verb.subject and verb.subject != "place":
                if m.shape.pos == "verb" and not _passive(view, m, frames):
                    subjects = _subjects(view, m.hit, frames, ("person", "organization") if m.type == "visit" else _ANY)
                elif m.achiever is not None and verb.subject in ("organizer", "signatory"):
                    doers = _subjects(view, Hit(m.achiever, m.achiever, m.hit.form, ""), frames, _ANY)
                    subjects = [x for x in doers if x.start < m.view.tokens[m.at].start and (x.kind != "person" or m.type != "operation")]
                for s in subjects:
                    if verb.subject == "organizer" and s.kind == "person" and m.type in ("operation", "trial", "other"):
                        roles.add(d, s, "subject", rule)  # passive: "was arrested X"
                    else:
                        roles.add(d, s, verb.subject, rule)
            if verb.object and verb.object != "place":
                skip = {s.entity_id for s in subjects}
                kinds: tuple[str, ...] = ("person",) if m.type in ("operation", "trial", "meeting", "attack") else _ANY
                if m.type in ("launch", "other"):
                    kinds = ("organization", "person") if m.type == "other" else ("organization",)
                found = _objects(view, m.hit, frames, kinds, skip)
                if m.type == "meeting" and not found and m.shape.pos == "verb":
                    # "will meet tomorrow the secretary-general of the council": a nameless official stands for the body
                    last = m.hit.last
                    bodies = [c for c in view.mentions if c.kind == "organization" and last < view.index(c.start) <= last + 9 and c.entity_id not in skip]
                    found = [c for c in bodies if view.clause[view.index(c.start)] == view.clause[last]][:1]
                if m.type == "appointment" and m.shape.pos == "verb" and (m.trigger.name == "عين" or any(s.kind == "person" for s in found)):
                    found = [s for s in found if s.kind == "person"]  # the body right after the verb appoints
                for s in found[: 8 if m.type in ("operation", "trial", "other") else 3]:
                    roles.add(d, s, verb.object, rule)
        if m.type == "trial" and m.trigger.name in ("سلم", "تسلم"):
            _handed_over(view, m, d, roles)
        for carrier in m.carriers:
            seed = carrier.form.trigger.carrier
            if seed is not None and carrier.form.shape.pos == "noun" and seed.subject in ("organizer", "attendee") and carrier.at < m.at:
                verb_at = next((k for k in range(carrier.at - 1, max(-1, carrier.at - 8), -1) if plain(view.tokens[k].text) in frames.achieve or view.tokens[k].text in frames.achieve), None)
                if verb_at is not None:
                    for s in _subjects(view, Hit(verb_at, verb_at, carrier.form, ""), frames, _ANY):
                        roles.add(d, s, "organizer", f"slot:{seed.past}")
            if seed is None or carrier.form.shape.pos != "verb":
                if seed is not None and carrier.form.shape.pos == "noun" and seed.subject in ("host",):
                    for s in _subjects(view, carrier, frames, ("country", "organization"))[:1]:
                        roles.add(d, s, "host", f"slot:{seed.past}")
                continue
            rule = f"slot:{seed.past}"
            role: str | None = seed.subject
            if role in ("host", "place"):
                for s in _subjects(view, carrier, frames, _ANY if role == "host" else ("country", "organization")):
                    if s.kind == "country" or role == "host":
                        roles.add(d, s, "host", rule)
                continue
            if role:
                role = _carrier_role(role, seed.past, m, d)
                talks = any(view.tokens[k].text == "مع" for k in range(m.at, min(len(view.tokens), m.hit.last + 6)))
                for s in _takers(view, carrier, frames, role):
                    if s.kind == "organization" and view.index(s.start) == m.hit.last + 1:
                        if d.type in _GATHERINGS:
                            roles.add(d, s, "organizer", "name")  # "the UN conference on ..."
                        continue
                    own = "organizer" if seed.past == "عقد" and s.kind == "organization" and not talks else role
                    for t in _all_targets(local, d):
                        roles.add(t, s, own, rule)
            if seed.object and seed.object != "place":
                for s in _objects(view, carrier, frames, _ANY, set())[:10]:
                    if s.start < m.start and d.type == "attack":
                        continue
                    roles.add(d, s, "attendee" if seed.object == "attendee" else seed.object, rule)


def _handed_over(view: SentenceView, m: EventMention, d: Draft, roles: _Roles) -> None:
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
    if k >= len(view.tokens) or _subject_ahead(view, m.hit, _ANY):
        return False
    c = view.covered[k]
    if c is None:
        return view.word_in(k, words)
    if c.kind != "organization":
        return False
    return not any(view.word_in(j, words) and view.covered[j] is not c for j in range(view.index(c.end - 1) + 1, min(len(view.tokens), k + 12)))


def _carrier_role(role: str, name: str, m: EventMention, d: Draft) -> str:
    view = m.view
    if name == "شارك" and any(view.word_in(k, frozenset({"رياسه"})) and view.tokens[k - 1].text == "في" for k in range(m.first + 1, m.at)):
        return "chair"  # "took part in chairing the fifth round"
    if name == "عقد" and d.type == "conference":
        return "speaker" if m.trigger.noun is not None and m.trigger.noun.press else "organizer"
    if name == "نفذ" and d.type == "operation":
        return "organizer"
    if name == "شن" and d.type == "operation":
        return "organizer"
    if role in ("chair", "attendee") and (m.trigger.verb is not None or d.type == "trial"):
        return "organizer"
    return role


def _free_carriers(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None, frames: Frames, roles: _Roles) -> bool:
    """Verbs of taking part that no event noun of the sentence claimed: "who chairs it", "attended the opening", "headed the delegation"."""
    claimed = {c.at for m, _ in local for c in m.carriers}
    joined = False
    for hit in view.hits:
        carrier = hit.form.trigger.carrier
        if carrier is not None and carrier.subject == "perpetrator" and hit.form.shape.pos == "verb" and hit.form.shape.suffixed and hit.at not in claimed:
            attacks = [d for m, d in local if d.type == "attack" and m.at < hit.at]
            if attacks:
                for s in _subjects(view, hit, frames, ("organization",)):
                    roles.add(attacks[-1], s, "perpetrator", f"slot:{carrier.past}")
            continue
        if carrier is not None and carrier.object == "attendee" and hit.form.shape.pos == "verb" and hit.at not in claimed:
            delegation = any(view.bare_forms(k) & view.grammar["delegations"] for k in range(max(0, hit.at - 30), min(len(view.tokens), hit.at + 3)))
            target = _target(local, view, hit.at, "head_of_delegation") or main
            if delegation and target is not None:
                for s in _list_items(view, hit.at + 1, frames, people_only=True):
                    roles.add(target, s, "attendee", f"slot:{carrier.past}")
            continue
        if carrier is None or hit.at in claimed or hit.form.shape.pos != "verb" or carrier.aspect not in ("take_part", "hold", "open"):
            continue
        if hit.prefix not in ("", "و", "ف") or carrier.subject in (None, "place", "perpetrator"):
            continue
        rule = f"slot:{carrier.past}"
        object_at = _delegation_object(view, hit, frames)
        role = carrier.subject
        if object_at is not None and role == "chair":
            role = "head_of_delegation"
        elif role == "chair" and not hit.form.shape.suffixed and not _pronoun_object(view, hit):
            if not any(m.type in _GATHERINGS and abs(m.at - hit.at) < 12 for m, _ in local) and not _reference_after(view, hit, frames):
                continue
        target = _target([x for x in local if x[0].at < hit.at], view, hit.at, role) if hit.form.shape.suffixed or _pronoun_object(view, hit) else None
        if target is None:
            target = _target(local, view, hit.at, role)
            if target is None or (role != "head_of_delegation" and not hit.form.shape.suffixed and not _pronoun_object(view, hit)):
                if role in ("head_of_delegation", "speaker") or _reference_after(view, hit, frames) or carrier.past.split()[0] in ("جلس", "حضر") and not any(d.type in _GATHERINGS for _, d in local):
                    target = target or main
                elif target is None:
                    continue
        if target is None or target.type not in _ROLE_TYPES.get(role, frozenset({target.type})):
            continue
        if carrier.aspect == "hold" and not hit.form.shape.suffixed:
            continue
        if carrier.past == "قدم" and not hit.form.shape.suffixed:
            continue
        if carrier.past == "ألقى" and not any(view.tokens[k].text in frames.words["speech"] for k in range(hit.at + 1, min(len(view.tokens), hit.at + 5))) and not hit.form.shape.suffixed:
            continue
        people = _takers(view, hit, frames, role) if role != "head_of_delegation" else _subjects(view, hit, frames, ("person",))
        for s in people:
            for t in _all_targets(local, target):
                roles.add(t, s, role, rule)
        if people and target is main:
            joined = True
            target.extra.append((view.tokens[hit.at].start, view.tokens[hit.last].end))
    return joined


def _pronoun_object(view: SentenceView, hit: Hit) -> bool:
    return hit.at + 1 < len(view.tokens) and view.tokens[hit.at + 1].text in ("فيه", "فيها", "فيهما")


def _reference_after(view: SentenceView, hit: Hit, frames: Frames) -> bool:
    return any(frames.words["references"] & view.bare_forms(k) for k in range(hit.at + 1, min(len(view.tokens), hit.at + 4)))


def _delegation_object(view: SentenceView, hit: Hit, frames: Frames) -> int | None:
    """Where the verb's object is a delegation: after it, or before it when the verb carries a pronoun."""
    for k in range(hit.at + 1, min(len(view.tokens), hit.at + 32)):
        if view.opener[k] or k > hit.at + 3 and _event_noun(view, k) and view.covered[k] is None:
            break
        if view.bare_forms(k) & view.grammar["delegations"] and view.covered[k] is None:
            return k
    if hit.form.shape.suffixed or (hit.at and view.opener[hit.at - 1] == "rel"):
        for k in range(hit.at - 1, max(-1, hit.at - 9), -1):
            if view.bare_forms(k) & view.grammar["delegations"]:
                return k
    return None



# ------------------------------------------------------------------------------------------- cues


def _cue_lists(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], fallback: Draft | None, frames: Frames, roles: _Roles) -> None:
    k, n = 0, len(view.tokens)
    while k < n:
        cover = view.covered[k]
        if (cover is not None and cover.start < view.tokens[k].start) or view.in_time[k]:
            k += 1
            continue
        cue = _cue_at(view, k, frames)
        if cue is None:
            k += 1
            continue
        words, role = cue
        after = k + len(words)
        phrase = " ".join(words)
        if phrase in view.grammar["among"]:
            victims = [x for x in local if x[1].type == "attack" and x[0].at < k]
            if victims and not any(x[1].type in _GATHERINGS for x in local):
                _apply_cue(view, words, role, k, after, victims[-1][1], local, frames, roles)
                k = after
                continue
        target = _target(local, view, k, role) or fallback
        if target is None or after >= n:
            k = after
            continue
        _apply_cue(view, words, role, k, after, target, local, frames, roles)
        k = after



def _apply_cue(view: SentenceView, words: tuple[str, ...], role: str, k: int, after: int, target: Draft, local: list[tuple[EventMention, Draft]], frames: Frames, roles: _Roles) -> None:
    phrase = " ".join(words)
    rule = f"cue:{phrase}"
    kind = target.type
    if role == "with":
        if kind not in ("meeting", "launch", "agreement", "operation"):
            return
        near = [m for m, d in local if d is target and (m.at < k)]
        if not near or k - max(max(m.hit.last, *(c.at for c in m.carriers)) if m.carriers else m.hit.last for m in near) > 9 or view.clause[k] != view.clause[near[-1].at]:
            return
        role = {"meeting": "attendee", "launch": "organizer", "agreement": "signatory", "operation": "attendee" if _exercise(target) else "organizer"}[kind]
        items = list(_list_items(view, after, frames, delegation=True, role="chair", reach=30))
    elif role == "organizer":
        if kind == "agreement" and phrase not in view.grammar["agents"]:
            return
        if kind in ("attack",):
            role = "perpetrator"
        if kind == "meeting" and phrase in view.grammar["agents"]:
            role = "attendee"
        if kind == "trial" and phrase not in view.grammar["agents"]:
            return
        if kind == "visit":
            role = "host"
        items = [x for x in _list_items(view, after, frames, delegation=True, role="organizer", reach=40) if x.kind != "person" or phrase in view.grammar["agents"] or kind == "launch"]
    elif role == "host":
        items = list(_list_items(view, after, frames, delegation=True, role="host", reach=12))[:2]
    elif role == "chair":
        if kind == "launch":
            role = "organizer"
        items = list(_list_items(view, after, frames, delegation=True, role="chair", reach=40))
        if phrase == "برياسته":
            items = []
    else:
        if kind == "attack" and phrase in view.grammar["among"]:
            for m in _list_items(view, after, frames, people_only=True):
                roles.add(target, m, "subject", rule)
            return
        if kind in ("agreement", "attack", "appointment"):
            return
        if kind == "launch" and phrase not in view.grammar["joined_by"]:
            return
        if kind == "launch":
            role = "organizer"
        delegation = words[0] in ("وفود", "ممثلين", "ممثلون", "ممثلي", "ممثلو", "مندوبي", "مندوبو", "خبراء", "مسوولين", "مسوولون") or len(words) > 1
        if words[0] in ("الي", "فضلا", "اضافه", "بالاضافه", "علاوه", "مع", "من", "بينهم", "بينها", "في", "وفود", "ممثلين", "ممثلون", "ممثلي", "ممثلو", "مندوبي", "mandub"):
            if not _list_context(view, k, frames, local, target):
                return
        items = list(_list_items(view, after, frames, delegation=delegation))
        if kind in ("operation", "trial") and not any(m.trigger.noun for m, d in local if d is target) and role == "attendee":
            items = [x for x in items if x.kind != "person"]
    for m in items:
        for t in _all_targets(local, target):
            roles.add(t, m, role, rule)


def _listed(view: SentenceView, drafts: list[Draft], frames: Frames, roles: _Roles) -> None:
    """"The list includes A, B and C": they are the subjects of the listing."""
    sanction = next((d for d in drafts if d.head.trigger.plover_type == "SANCTION"), None)
    if sanction is None:
        return
    for hit in view.hits:
        carrier = hit.form.trigger.carrier
        if carrier is None or carrier.past != "ضم" or hit.form.shape.pos != "verb":
            continue
        if any(view.word_in(k, frozenset({"قايمه", "لايحه", "قوايم"})) for k in range(hit.at + 1, min(len(view.tokens), hit.at + 4))):
            for m in view.mentions:
                if m.start < view.tokens[hit.at].end or view.prefix_of(m).endswith(("ل", "ب")):
                    continue
                if m.kind == "person" or m.kind == "organization" and '"' in view.gap[view.index(m.start)]:
                    roles.add(sanction, m, "subject", "listed")


def _list_context(view: SentenceView, k: int, frames: Frames, local: list[tuple[EventMention, Draft]], target: Draft) -> bool:
    """Whether a weak cue ("beside", "among them") goes on with a list of participants: a real cue or a verb of taking part stands before it."""
    for j in range(k - 1, max(-1, k - 60), -1):
        if view.opener[j + 1] in ("and", "that") or any(c in ".;!?\n" for c in view.gap[j + 1]):
            if not any(h.at == j + 1 and h.form.trigger.carrier is not None for h in view.hits):
                return False
        if any(h.at == j and h.form.trigger.carrier is not None and h.form.trigger.carrier.aspect == "take_part" for h in view.hits):
            return True
        cue = _cue_at(view, j, frames)
        if cue is not None and cue[0][0] in ("بمشاركه", "بحضور", "برياسه", "ومشاركه", "وحضور", "رفقه"):
            return True
    if any(h.form.trigger.carrier is not None and h.form.trigger.carrier.past == "شارك" and h.form.shape.pos == "verb" and k < h.at <= k + 45 for h in view.hits):
        return True
    return target.type in _GATHERINGS and any(h.form.trigger.carrier is not None and h.form.trigger.carrier.aspect == "take_part" and h.at < 4 for h in view.hits)


def _dual_subjects(context: Context, view: SentenceView, local: list[tuple[EventMention, Draft]], drafts: list[Draft], frames: Frames, roles: _Roles) -> None:
    """"The two sides had met", "the agreement that the two countries signed"."""
    for m, d in local:
        found = {p.entity_id for p in roles.found[id(d)] if p.role in ("attendee", "signatory", "organizer", "chair")}
        if len(found) >= 2 or d.type not in ("meeting", "agreement", "launch", "operation", "trial"):
            continue
        for k in range(max(0, m.first - 4), min(len(view.tokens), m.last + 5)):
            text = plain(view.tokens[k].text)
            if text in frames.words["both_countries"]:
                if k + 1 < len(view.tokens) and view.tokens[k + 1].text.startswith("ال") and not view.gap[k + 1].strip():
                    continue  # "the participating countries": more than two
                pair = _top_countries(context)
            elif text in frames.words["both_parties"]:
                pair = _parties(d, drafts, roles) or (_top_countries(context) if d.type in ("meeting", "agreement") else [])
            else:
                continue
            role = {"agreement": "signatory", "launch": "organizer"}.get(d.type, "attendee")
            for entity_id in pair:
                roles.found[id(d)].append(FoundParticipant(entity_id, role, view.tokens[k].start, view.tokens[k].end, "dual"))
            break


def _parties(draft: Draft, drafts: list[Draft], roles: _Roles) -> list[str]:
    """The two people or bodies of the first event that has exactly two."""
    for d in drafts:
        if d is draft:
            continue
        people = sorted({p.entity_id for p in roles.found[id(d)] if p.role in ("signatory", "attendee", "chair") and p.entity_id.startswith("person:")})
        bodies = sorted({p.entity_id for p in roles.found[id(d)] if p.role in ("signatory", "attendee", "chair") and p.entity_id.startswith("org:")})
        for pair in (bodies, people):
            if len(pair) == 2:
                return pair
    return []


def _top_countries(context: Context) -> list[str]:
    """The two countries that the article names most."""
    count: dict[str, int] = {}
    for m in context.mentions:
        if m.kind == "country":
            count[m.entity_id] = count.get(m.entity_id, 0) + 1
    ranked = sorted(count, key=lambda c: (-count[c], c))
    return ranked[:2] if len(ranked) == 2 or len(ranked) > 2 and count[ranked[1]] > count[ranked[2]] else []


def _attackers(view: SentenceView, local: list[tuple[EventMention, Draft]], frames: Frames, roles: _Roles) -> None:
    """"X, the mastermind of the attacks of ..."; "invited X to visit ..."."""
    for m, d in local:
        if d.type == "attack":
            claim = next((k for k in range(m.at - 1, -1, -1) if view.bare_forms(k) & frames.words["claims"]), None)
            if claim is not None and m.at - claim <= 4:
                bodies = [p for p in view.mentions if p.kind == "organization" and view.index(p.start) < claim]
                if bodies:
                    roles.add(d, bodies[0], "perpetrator", "claim")
            for k in range(max(0, m.at - 4), m.at):
                if view.phrase_at(k, frames.phrases["attackers"]):
                    before = [p for p in view.mentions if p.kind == "person" and view.index(p.start) < k]
                    if before:
                        roles.add(d, before[-1], "perpetrator", "attacker")
        elif d.type == "visit" and m.trigger.noun is not None:
            cue = next((k for k in range(max(0, m.at - 12), m.at) if view.word_in(k, frames.words["invitations"])), None)
            if cue is not None:
                for p in view.mentions:
                    if p.kind == "person" and cue < view.index(p.start) < m.at and view.prefix_of(p).endswith("ل") or p.kind == "person" and cue < view.index(p.start) < m.at:
                        roles.add(d, p, "attendee", "invited")


def _between(view: SentenceView, local: list[tuple[EventMention, Draft]], roles: _Roles) -> None:
    """"An agreement between A and B", "talks between X and Y"."""
    for m, d in local:
        if d.type not in ("agreement", "meeting", "operation", "conference"):
            continue
        for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 16)):
            if view.opener[k] in ("and", "that", "rel", "adv") or any(c in ".;:!?\n" for c in view.gap[k]):
                break
            if view.tokens[k].text != "بين":
                continue
            if d.type == "operation" and not _exercise(d):
                break
            items: list[FoundMention] = []
            j = k + 1
            while j < min(len(view.tokens), k + 34):
                if view.opener[j] in ("and", "that", "rel", "adv") or any(c in ".;:!?\n" for c in view.gap[j]):
                    break
                c = view.covered[j]
                if c is not None and view.index(c.start) == j and c.kind in _ANY and c.method != "nisba":
                    affiliation = view.in_affiliation[j]
                    inside = c.kind != "person" and affiliation is not None and affiliation.start <= c.start and c.end <= affiliation.end
                    if not inside and not view.prefix_of(c).endswith("ب") and (not items or _joined(view, items[-1], c, j)):
                        items.append(c)
                    j = view.index(c.end - 1) + 1
                    continue
                if len(items) >= 2 and not view.tokens[j].text.startswith("و"):
                    break
                j += 1
            if len(items) >= 2:
                role = {"agreement": "signatory"}.get(d.type, "attendee")
                for c in items:
                    roles.add(d, c, role, "cue:بين")
            break


# ------------------------------------------------------------------------------------ delegations


def _delegations(view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None, frames: Frames, roles: _Roles) -> None:
    """"The Moroccan delegation", "the delegation of Egypt": the country takes part. "At the head of a delegation": who heads it."""
    n = len(view.tokens)
    for k in range(n):
        length = view.phrase_at(k, frames.phrases["head_of_delegation"])
        if length:
            target = _target(local, view, k, "head_of_delegation") or main
            if target is not None:
                person = _nearest_person(view, k)
                if person is not None:
                    roles.add(target, person, "head_of_delegation", "delegation")
        if not (view.bare_forms(k) & {"وفد", "وفود"}) or view.covered[k] is not None:
            continue
        target = _target(local, view, k, "head_of_delegation") or main
        if target is None or target.type not in _ROLE_TYPES["head_of_delegation"]:
            continue
        for j in range(k + 1, min(n, k + 4)):
            c = view.covered[j]
            if c is not None and c.kind == "country" and view.index(c.start) == j and not view.prefix_of(c).endswith("ب"):
                roles.add(target, c, "attendee", "delegation")
                break
            if view.opener[j] or view.covered[j] is not None:
                break


def _nearest_person(view: SentenceView, k: int) -> FoundMention | None:
    people = [m for m in view.mentions if m.kind == "person"]
    before = [m for m in people if view.index(m.start) < k]
    near = [m for m in people if k < view.index(m.start) <= k + 5]
    return before[-1] if before else (near[0] if near else None)


def _signing_sides(view: SentenceView, local: list[tuple[EventMention, Draft]], roles: _Roles) -> None:
    """"It was signed for the Kuwaiti side by ...": everybody named after a signing verb signs, a side's own name is no person."""
    for m, d in local:
        if d.type != "agreement" or m.trigger.verb is None or m.shape.pos != "verb":
            continue
        for k in range(m.hit.last + 1, len(view.tokens)):
            if view.opener[k] in ("that", "adv", "rel") or any(c in ".;:!?\n" for c in view.gap[k]):
                break
            c = view.covered[k]
            if c is not None and view.index(c.start) == k and c.kind == "person":
                if "عن" in {t.text for t in view.tokens[m.hit.last : k]} or "وعن" in {t.text for t in view.tokens[m.hit.last : k]} or m.hit.form.shape.suffixed:
                    roles.add(d, c, "signatory", "signing")


# ---------------------------------------------------------------------------------------- speakers


def _speakers(context: Context, views: list[SentenceView], here: dict[int, list[tuple[EventMention, Draft]]], main: Draft | None, frames: Frames, roles: _Roles) -> list[tuple[FoundStatement, Draft]]:
    """Whoever speaks at a gathering: a speech named in the sentence, or a statement in an article about one gathering."""
    by_sentence = {v.span.no: v for v in views}
    said: list[tuple[FoundStatement, Draft]] = []
    for s in context.statements:
        sentence = context.doc.sentence_at(s.start)
        if sentence is None or sentence.no not in by_sentence:
            continue
        view = by_sentence[sentence.no]
        local = here.get(sentence.no, [])
        info = context.entities.get(s.speaker_id)
        if info is None or info.kind not in ("person", "country"):
            continue
        target = _speech_target(view, local, main, frames)
        if target is None or info.kind == "country" and (target is not main or not _represented(view, s.speaker_id)):
            continue
        spot = next((m for m in view.mentions if m.entity_id == s.speaker_id), None)
        mention = spot or FoundMention(s.start, s.end, "person", s.speaker_id, "statement", 0.6)
        twins = [target, *target.siblings]
        said.append((s, target))
        for t in twins:
            if t.type == "meeting" and t.head.trigger.verb is not None:
                continue
            talks = t.type == "meeting" and t.head.trigger.noun is not None and t.head.trigger.name.split()[0] in view.grammar["talks"] or t.type == "meeting" and t.head.trigger.verb is not None
            if talks and any(p.entity_id == s.speaker_id for p in roles.found[id(t)]):
                continue  # a party to talks is no speaker at them
            roles.add(t, mention, "speaker", "statement")
    for view in views:
        local = here.get(view.span.no, [])
        for i in range(len(view.tokens)):
            if view.covered[i] is not None or not (view.tokens[i].text.lstrip("وبف") in frames.words["speech"] or view.tokens[i].text in frames.words["speech"]):
                continue
            if view.tokens[i].text.removeprefix("ب").removeprefix("ال") not in ("مداخلات", "كلمات", "كلمه", "احاطه"):
                continue
            target = _target(local, view, i, "speaker") or (main if main is not None and main.type in _GATHERINGS else None)
            if target is None:
                continue
            people = list(_list_items(view, i + 1, frames, delegation=False)) if view.tokens[i].text.endswith(("ات", "ه")) else []
            for m in people:
                if m.kind in ("person", "country"):
                    roles.add(target, m, "speaker", "speech")
            break
    return said


def _represented(view: SentenceView, entity_id: str) -> bool:
    """"The representative of Gabon said": the country speaks through a nameless envoy."""
    for m in view.mentions:
        if m.entity_id == entity_id:
            k = view.index(m.start)
            return k > 0 and plain(view.tokens[k - 1].text) in ("ممثل", "ممثله", "مندوب", "مندوبه", "وفد")
    return False



def _speech_target(view: SentenceView, local: list[tuple[EventMention, Draft]], main: Draft | None, frames: Frames) -> Draft | None:
    """The gathering at which the sentence's statement was made."""
    for m, d in local:
        if main is not None and d is not main and d.dates()[0] != main.dates()[0] and not main.head.planned and not d.is_main:
            continue
        if d.type in _GATHERINGS and m.at and plain(view.tokens[m.at - 1].text) in ("خلال", "امام", "في", "ختام", "افتتاح", "هامش", "اثناء") and view.clause[m.at] <= 2 and not m.planned:
            return d
    if main is None or all(m.planned for m in main.mentions):
        return None
    return main


# ------------------------------------------------------------------------------------------ counts


def _counts(view: SentenceView, local: list[tuple[EventMention, Draft]], fallback: Draft | None, frames: Frames) -> None:
    """Printed numbers of participants: 450 people, 33 ministers."""
    texts = [t.text for t in view.tokens]
    for k in range(len(texts) - 1):
        if view.in_time[k] or view.covered[k] is not None:
            continue
        number = parse_number(texts[k : k + 5])
        if number is None or number[0] < 2:
            continue
        u = k + number[1]
        if u >= len(texts) or texts[u] not in frames.words["count_units"]:
            continue
        target = _target(local, view, k, "attendee") or fallback
        if target is None or target.type not in ("meeting", "conference", "operation", "visit"):
            continue
        if target.type == "operation" and not any(m.trigger.noun for m in target.mentions):
            continue
        start, end = view.tokens[k].start, view.tokens[u].end
        if all(c[2] != start for c in target.counts):
            target.counts.append((texts[u], number[0], start, end))
