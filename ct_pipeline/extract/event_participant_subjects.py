"""Who does what a verb tells: after it, before it, or carried over from the clause before."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_participant_guards import is_of_state, tells_grounds
from ct_pipeline.extract.event_participant_lists import cue_at, in_office, is_anothers
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain

_REACH = 16


def subjects_of(view: SentenceView, hit: Hit, frames: Frames, kinds: tuple[str, ...], *, event_ahead: bool = False) -> list[FoundMention]:
    """Who does it: the names after the verb, or before it where the verb follows its subject; with ``event_ahead`` it follows the event ("the conference that was held")."""
    out = _subjects_of(view, hit, frames, kinds, event_ahead)
    if len(out) == 1 and out[0].kind == "person" and view.tokens[hit.at].text.endswith("وا"):
        return []  # "the officers who rose against X announced": more than one did it
    return out


def _subjects_of(view: SentenceView, hit: Hit, frames: Frames, kinds: tuple[str, ...], event_ahead: bool) -> list[FoundMention]:
    n = len(view.tokens)
    out: list[FoundMention] = []
    ahead = [] if event_ahead else subject_ahead(view, hit, kinds)
    if not ahead and hit.at and any(plain(view.tokens[k].text) in view.grammar["subject_pronouns"] for k in range(max(0, hit.at - 2), hit.at)):
        ahead = _carried_over(view, hit, kinds)
    if not ahead and not event_ahead and not hit.form.shape.suffixed and hit.at > 1 and view.opener[hit.at - 1] == "rel":
        antecedent = view.covered[hit.at - 2]
        spoken_of = _country_spoken_of(view, hit.at - 1) if "country" in kinds else None
        if spoken_of is not None:
            return [spoken_of]
        holder = _antecedent(view, hit.at - 1) if antecedent is not None and antecedent.kind == "organization" and "person" in kinds and in_office(view, view.index(antecedent.start), 0) else None
        if holder is not None:
            antecedent = holder  # "X, the secretary-general of the council, who visits ..."
        elif antecedent is None or antecedent.kind not in kinds or view.tokens[hit.at - 1].text.startswith("و"):
            antecedent = _antecedent(view, hit.at - 1) or antecedent
        follows = view.covered[hit.last + 1] if hit.last + 1 < n else None
        if follows is not None and follows.kind in kinds and view.index(follows.start) == hit.last + 1 and view.prefix_of(follows) == "" and follows.method != "nisba":
            antecedent = None  # "the group from which A and B announced ...": the subject stands behind the verb
        if antecedent is not None and antecedent.kind in kinds and antecedent.method != "nisba":
            ahead = [antecedent]  # "X, who chaired the meeting"
    if ahead:
        return ahead
    k = hit.last + 1 if hit.last - hit.at <= 1 else hit.at + 1
    start = hit.at
    while k < min(n, start + _REACH + (8 * len(out) if out else 0)):
        if view.opener[k] == "rel" and not out and start == hit.at and hit.form.trigger.carrier is not None and k > hit.at + 1:
            # "attended the exercise, which opened on ..., the chief of staff": the subject stands behind the clause
            behind = next((j for j in range(k + 2, min(n, k + 26)) if "," in view.gap[j]), None)
            if behind is not None and ("," in view.gap[k] or _subject_at(view, behind)):
                k = start = behind
                continue
            titled = _titled_behind(view, k) if hit.form.trigger.carrier.aspect == "take_part" else None
            if titled is not None:
                k = start = titled
                continue
        if view.opener[k] in ("that", "and", "rel") or view.opener[k] == "adv" and not (out and view.tokens[k].text == "ثم") or any(c in ".;:!?\n" for c in view.gap[k]):
            break
        if view.in_time[k]:
            k += 1
            continue
        text = view.tokens[k].text
        m = view.covered[k]
        if m is None and plain(text) in view.grammar["sources"]:
            break  # "..., according to what the government announced"
        if hit.form.trigger.type in ("operation", "trial") and (tells_grounds(view, k) or text == "علي" and k + 1 < n and tells_grounds(view, k + 1)):
            break
        if not out and m is None and (text in view.grammar["no_list_after"] or text in ("مع", "بين", "عن", "من")) and view.in_affiliation[k] is None:
            if text == "من" and k > hit.at + 1 and view.tokens[k - 1].text == "كل":
                k += 1
                continue
            if text == "عن" and k + 1 < n and view.tokens[k + 1].text == "بعد":
                k += 2
                continue
            if text == "عن" or text == "من" and from_somebody(view, k):
                break
            if text in ("في", "علي", "الي", "لدي", "بين", "مع"):
                # a phrase before the subject: skip it
                if k + 2 < n and is_event_noun(view, k + 2) and not is_event_noun(view, k + 1):
                    k += 1  # "in this conference"
                if k + 1 < n and is_event_noun(view, k + 1):
                    named = view.covered[k + 2] if k + 2 < n else None
                    at_it = named is not None and named.kind != "person" and not view.tokens[k + 1].text.startswith("ال") and not view.prefix_of(named)  # "took part in the Tunis conference"
                    k = view.index(named.end - 1) + 1 if at_it and named is not None else k + 2
                else:
                    k = _skip_phrase(view, k)
                continue
            if text in view.grammar["no_list_after"]:
                # "which the group held by way of the platform": the word and its noun
                k = view.index(view.covered[k + 1].end - 1) + 1 if k + 1 < n and view.covered[k + 1] is not None else k + 2  # type: ignore[union-attr]
                continue
        if m is None and plain(text) in view.grammar["in_front_of"] and view.in_affiliation[k] is None:
            if out:
                break
            k = _skip_phrase(view, k)
            continue
        if out and m is None and text in ("علي", "عند") and hit.form.trigger.type == "operation" and view.in_affiliation[k] is None and hit.form.trigger.verb is not None:
            break  # "the police arrested at the crossing on the border with France ..."
        if m is None and is_event_noun(view, k):
            carrier = hit.form.trigger.carrier
            if out or carrier is None or carrier.aspect != "take_part" or k - hit.at > 2:
                break
            k += 1  # "chaired the extraordinary summit the president ...": the object stands first
            while k < min(n, hit.at + 6) and _adjective_of(view, k):
                k += 1
            continue
        if m is None and not out and _strong_cue(view, k, frames):
            break
        if m is None and not out and k > hit.last + 1 and text in view.grammar["completed"] and view.in_affiliation[k] is None:
            break  # "experts who were chosen from A and B will lead it"
        if m is None and not out and k > hit.last + 1 and "," in view.gap[k] and _pronoun_verb(view, k):
            break  # "that he held today, which X attended"
        if m is not None and view.index(m.start) == k:
            prefix = view.prefix_of(m)
            unit = prefix in ("ل", "ب") and m.kind == "organization" and acts_for(view, k)
            good = m.kind in kinds and (not prefix.endswith(("ب", "ل")) or bool(unit)) and m.method != "nisba"
            if "(" in view.gap[k] and m.kind != "person":
                good = False  # the short form of what stands before it; a person in brackets bears the title before them
            affiliation = view.in_affiliation[k]
            if m.kind != "person" and affiliation is not None and affiliation.start <= m.start and m.end <= affiliation.end:
                good = False
            if good and (is_anothers(view, k) or m.kind != "person" and in_office(view, k, hit.at + 1) or is_of_state(view, k, hit.at)):
                good = False
            if good and m.kind == "organization" and hit.form.trigger.type == "appointment" and k and view.bare_forms(k - 1) & view.grammar["posts"]:
                good = False  # "takes over the presidency of the company"
            if good and out and not is_joined(view, out[-1], m, k):
                break
            if good:
                out.append(m)
            elif out and m.kind in ("person", "organization", "country") and m.method != "nisba" and not _titled(view, k) and "(" not in view.gap[k]:
                break
            k = view.index(m.end - 1) + 1
            continue
        if out and cue_at(view, k, frames) is not None and m is None:
            break
        if out and view.in_affiliation[k] is None and not text.startswith("و") and _joiner_missing(view, out[-1], k):
            if k - view.index(out[-1].end - 1) > 14:
                break
        k += 1
    if out or hit.form.shape.suffixed or event_ahead or _several_nameless(view, hit):
        return out
    return _subjects_before(view, hit, kinds) or _carried_over(view, hit, kinds)


def agent_at(view: SentenceView, k: int, start: int) -> bool:
    """Whether the name at word k may be who acts: behind no preposition (its office's word counts for a titled person) and no word that makes it another's."""
    c = view.covered[k]
    if c is None or c.method == "nisba" or view.prefix_of(c).endswith(("ب", "ل", "ك")):
        return False
    titled = view.in_affiliation[k]
    if titled is not None and c.kind != "person":
        return False
    first = view.index(titled.start) if titled is not None and titled.start < c.start else k
    if first <= start + 1:
        return True
    if view.text[view.tokens[first].start : titled.start if titled is not None and first != k else c.start].endswith(("ب", "ل", "ك")):
        return False
    before = view.tokens[first - 1]
    if plain(before.text) in view.grammar["no_list_after"] | view.grammar["before_nouns"] | {"من", "مع", "بين", "عن"} and not view.gap[first].strip():
        return False
    return not is_anothers(view, k) and not (c.kind != "person" and in_office(view, k, start))


def _titled_behind(view: SentenceView, at: int) -> int | None:
    """"Chaired the meeting that is part of the group's activities minister X": where the first office with a name begins behind the relative clause at word ``at``."""
    for k in range(at + 4, min(len(view.tokens), at + 30)):
        if view.opener[k] in ("that", "and", "adv", "stop", "rel") or any(c in ".;:!?\n" for c in view.gap[k]):
            return None
        titled = view.in_affiliation[k]
        if titled is not None and view.index(titled.start) == k and not view.text[view.tokens[k].start : titled.start] and plain(view.tokens[k - 1].text) not in view.grammar["before_nouns"]:
            return k
    return None


def _subject_at(view: SentenceView, k: int) -> bool:
    """Whether a subject begins within three words from word k: "each of", an office or a name."""
    return any(view.tokens[j].text == "كل" or view.in_affiliation[j] is not None and not view.tokens[k].text.startswith(("و", "ب")) for j in range(k, min(len(view.tokens), k + 3)))


def from_somebody(view: SentenceView, k: int) -> bool:
    """"Received at the behest of the director X", "the invitation that he got from the president X": a person behind "from" is no doer."""
    if k + 1 >= len(view.tokens):
        return False
    c = view.covered[k + 1]
    return c is not None and c.kind == "person" or view.in_affiliation[k + 1] is not None or bool(view.bare_forms(k + 1) & (view.grammar["offices"] | view.grammar["anothers"]))


_FAR = 14


def _antecedent(view: SentenceView, at: int) -> FoundMention | None:
    """The person described between his name and "who" at word ``at`` ("X, the commander of the group in the south, who led ...")."""
    for k in range(at - 1, max(-1, at - _FAR), -1):
        m = view.covered[k]
        if m is not None and m.kind == "person":
            return m
        if view.opener[k]:
            return None
    return None


def _country_spoken_of(view: SentenceView, at: int) -> FoundMention | None:
    """"Morocco ..., and was the African country that organized": "who" at word ``at`` stands for the one state that the sentence names before."""
    noun = next((k for k in range(at - 1, max(-1, at - 4), -1) if view.covered[k] is None and view.bare_forms(k) & view.grammar["country_nouns"]), None)
    if noun is None or not any(view.tokens[k].text in view.grammar["was"] for k in range(max(0, noun - 2), noun)):
        return None
    named = [m for m in view.mentions if m.kind == "country" and m.method != "nisba" and view.index(m.start) < noun]
    return named[-1] if len({m.entity_id for m in named}) == 1 else None


def subject_ahead(view: SentenceView, hit: Hit, kinds: tuple[str, ...]) -> list[FoundMention]:
    """The subject right before its verb after "that" or in a title ("that Morocco and the Netherlands were chosen again")."""
    if hit.at == 0 or hit.form.shape.pos != "verb" or hit.prefix:
        return []
    before = hit.at - 2 if view.tokens[hit.at - 1].text == "قد" and hit.at > 1 else hit.at - 1
    m = view.covered[before]
    titled = view.in_affiliation[before]
    if titled is not None and (m is None or m.kind != "person"):
        named = [c for c in view.mentions if c.entity_id == titled.person_id and c.end <= titled.start and view.index(c.start) >= before - 24]
        if named and not any(view.opener[k] for k in range(view.index(named[-1].start) + 1, hit.at)):
            before = view.index(named[-1].end - 1)  # "that prince X, the minister of the interior, will deliver"
            m = named[-1]
    if m is not None and m.method == "nisba" and before:
        before -= 1  # "the Emirati council issued": the body before its nisba
        m = view.covered[before]
    if m is None or m.kind not in kinds or '"' in view.gap[hit.at]:
        return []
    k = view.index(m.start)
    while k > 0 and not view.opener[k]:
        k -= 1
    first = next((j for j in range(len(view.tokens)) if not view.in_time[j]), 0)
    told = first > 0 and ":" in view.gap[first] and k <= first  # "27 February: the chamber of the court convicts"
    told = told or view.opener[k] == "that" or view.is_title or view.index(m.start) == 0 or view.tokens[k].text in view.grammar["was"]
    return _subjects_before(view, hit, kinds) if told else []


def _carried_over(view: SentenceView, hit: Hit, kinds: tuple[str, ...]) -> list[FoundMention]:
    """A pronoun or nothing stands for the subject: "that the kingdom issued ..., and that it became ...", "Morocco chairs ..., and hosted"."""
    pronoun = next((k for k in range(hit.at - 1, max(-1, hit.at - 4), -1) if plain(view.tokens[k].text) in view.grammar["subject_pronouns"]), None)
    meets = hit.form.trigger.type in ("meeting", "visit") or hit.last + 1 < len(view.tokens) and view.covered[hit.last + 1] is None and is_event_noun(view, hit.last + 1)
    dropped = pronoun is None and (hit.prefix == "و" or hit.at > 0 and (view.tokens[hit.at - 1].text in view.grammar["dropped_subject"] or _is_planned_that(view, hit.at)))
    if pronoun is None and not dropped:
        return []
    edge = pronoun if pronoun is not None else hit.at
    for k in range(edge - 1, -1, -1):
        if view.opener[k] == "that" and k + 1 < len(view.tokens):
            m = view.covered[k + 1]
            if m is not None and m.kind in kinds and m.method != "nisba":
                return [m]
            break
    seed = hit.form.trigger.carrier
    meets = meets or seed is not None and (seed.aspect == "take_part" or seed.subject in ("attendee", "host", "chair"))
    if dropped and hit.form.trigger.carrier is None and not meets:
        return []
    for m in view.mentions:
        k = view.index(m.start)
        if k >= edge:
            break
        if m.kind not in kinds or m.kind == "person" and dropped and not meets or m.method == "nisba" or view.in_affiliation[k] is not None and m.kind != "person":
            continue
        if m.kind != "person" and in_office(view, k, 0):
            continue
        if view.prefix_of(m).endswith(("ب", "ل")) or k and plain(view.tokens[k - 1].text) in view.grammar["no_list_after"] | {"من", "مع", "بين", "عن"}:
            continue
        return [m]
    return []


def _is_planned_that(view: SentenceView, at: int) -> bool:
    """"... and it is planned that he will hold": right behind "that" after a word for what is planned."""
    return view.opener[at - 1] == "that" and at > 2 and view.tokens[at - 2].text in view.grammar["expected"] and plain(view.tokens[at - 3].text) == "من"


def is_event_noun(view: SentenceView, k: int) -> bool:
    return any(h.at == k and h.form.trigger.noun is not None for h in view.hits)


def _adjective_of(view: SentenceView, k: int) -> bool:
    """Whether word k goes on describing the noun before it ("the extraordinary [summit]") and opens no title or clause."""
    return (
        view.covered[k] is None and view.tokens[k].text.startswith("ال") and not _titled(view, k) and not view.opener[k] and not view.bare_forms(k) & view.grammar["offices"]
    )  # fmt: skip


def _pronoun_verb(view: SentenceView, k: int) -> bool:
    """Whether another verb of taking part with a pronoun stands at word k."""
    return any(h.at == k and h.form.shape.pos == "verb" and h.form.shape.suffixed and h.form.trigger.carrier is not None for h in view.hits)


def _and_his(view: SentenceView, m: FoundMention) -> bool:
    """"X and his wife Y": a word with "and" and a pronoun right before a name joins it to the one before."""
    k = view.index(m.start) - 1
    return m.kind == "person" and k >= 0 and view.covered[k] is None and view.tokens[k].text.startswith("و") and view.tokens[k].text.endswith(("ه", "ها")) and len(view.tokens[k].text) > 4


def _strong_cue(view: SentenceView, k: int, frames: Frames) -> bool:
    cue = cue_at(view, k, frames)
    words = view.grammar["slot_openers"]
    return view.tokens[k].text in view.grammar["patronage"] or cue is not None and cue[0][0] in words


def _titled(view: SentenceView, k: int) -> bool:
    return view.in_affiliation[k] is not None


def acts_for(view: SentenceView, k: int) -> bool:
    """Whether the body at word k is named for a part of it that acts: "a force of the police", "the first circuit of the court"."""
    for j in range(k - 1, max(-1, k - 4), -1):
        if view.covered[j] is not None or view.opener[j + 1] or any(c in ",.;:!?" for c in view.gap[j + 1]):
            return False
        if view.bare_forms(j) & view.grammar["acting_units"] or plain(view.tokens[j].text) in view.grammar["acting_units"]:
            return True
    return False


def _joiner_missing(view: SentenceView, last: FoundMention, k: int) -> bool:
    return not any("," in view.gap[j] or view.tokens[j].text.startswith("و") for j in range(view.index(last.end - 1) + 1, k + 1))


def _skip_phrase(view: SentenceView, k: int) -> int:
    if k + 1 < len(view.tokens) and view.tokens[k + 1].text in view.grammar["duration_heads"]:
        # "over three days": to the end of the numeral and its unit
        return next((j + 1 for j in range(k + 2, min(len(view.tokens), k + 6)) if view.bare_forms(j) & view.grammar["duration_units"]), k + 2)
    for j in range(k + 1, min(len(view.tokens), k + 6)):
        if view.covered[j] is not None:
            return _past_joined(view, view.covered[j])  # type: ignore[arg-type]
    return k + 1


def _past_joined(view: SentenceView, m: FoundMention) -> int:
    """"In Qatar and Saudi Arabia": the word behind the places joined to the first."""
    k = view.index(m.end - 1) + 1
    while k < len(view.tokens) and m.kind in ("country", "city") and m.method != "nisba":
        c = view.covered[k]
        if c is None or c.kind not in ("country", "city") or c.method == "nisba" or view.index(c.start) != k or view.prefix_of(c) != "و" or view.gap[k].strip():
            break
        k = view.index(c.end - 1) + 1
    return k


def is_joined(view: SentenceView, last: FoundMention, m: FoundMention, k: int) -> bool:
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
    return any((view.tokens[j].text.startswith("و") and ((c := view.covered[j]) is None or c.method == "nisba")) or view.tokens[j].text in ("ثم", "وكذا") for j in range(a, k)) and m.kind == "person"


def _several_nameless(view: SentenceView, hit: Hit) -> bool:
    """"The officers who ... announced": a definite plural in the nominative right behind the verb is its subject and has no name."""
    k = hit.at + 1
    while k < len(view.tokens) and view.in_time[k]:
        k += 1
    if k >= len(view.tokens) or view.covered[k] is not None or view.opener[k] or view.gap[k].strip():
        return False
    return hit.last < k and view.tokens[k].text.startswith("ال") and view.tokens[k].text.endswith("ون") and view.in_affiliation[k] is None


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
            if m.kind != "organization" or not acts_for(view, k):
                continue
        if m.kind != "person" and in_office(view, k, max(0, k - 5)) or is_of_state(view, k, hit.at):
            continue
        if out and not view.prefix_of(out[-1]).startswith("و") and not _and_his(view, out[-1]):
            break
        out.append(m)
        if relative:
            break
    return out[::-1]
