"""Lists of people, bodies and countries: where they go on and where they end."""

from __future__ import annotations

from collections.abc import Iterator

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_sentence import SentenceView, plain
from ct_pipeline.extract.event_sentence import cue_at as cue_at

_LIST_REACH = 90
_DASHES = frozenset("-/(")


def list_items(view: SentenceView, start: int, frames: Frames, *, delegation: bool = False, people_only: bool = False, role: str = "attendee", reach: int = _LIST_REACH) -> Iterator[FoundMention]:
    """The people, bodies and countries listed from word ``start`` on, to the end of the list."""
    n = len(view.tokens)
    previous: FoundMention | None = None
    open_list = delegation  # countries count only after a word of delegation, or at the head of the list
    skipping = bracketed = False
    k = start
    last_item, passed = start, 0
    while k < min(n, start + reach):
        token = view.tokens[k]
        gap = view.gap[k]
        if k > start:
            if any(c in ".;:!?\n" for c in gap) or bracketed and ")" in gap:
                return
            opener = view.opener[k]
            if view.covered[k] is None and plain(token.text) in view.grammar["sources"]:
                return  # "..., according to the presidency"
            if opener in ("that", "and") or opener == "adv" and token.text != "ثم":
                return
            if opener == "rel":
                skipping = True
            elif skipping and "," in gap:
                skipping = False
            if k != start and view.covered[k] is None and not skipping:
                stop = cue_at(view, k, frames)
                if stop is not None and (stop[1] not in ("attendee", "with") or role in ("chair", "host", "organizer") and stop[1] == "attendee" and stop[0][0] not in view.grammar["weak_cues"]):
                    return
                if stop is not None and stop[0][0] in view.grammar["list_continues"]:
                    open_list = True
                if _verb_at(view, k) and view.in_affiliation[k] is None:
                    return
                if "," in gap and (token.text in frames.words["clause_verbs"] or token.text.removesuffix("ت") in frames.words["clause_verbs"]):
                    return  # ", it dealt with ..."
                if " ".join(t.text for t in view.tokens[k : k + 2]) in view.grammar["list_ends"] or token.text in view.grammar["list_ends"]:
                    return
        if skipping or view.in_time[k]:
            k += 1
            continue
        if view.word_in(k, frames.words["delegation"]) and view.covered[k] is None:
            open_list = True
        m = view.covered[k]
        if m is None or view.index(m.start) != k:
            if view.in_affiliation[k] is None:
                passed += 1
            if passed > 22 or k - last_item > 40:
                return
            k += 1
            continue
        after = view.index(m.end - 1) + 1
        named = previous is None and "(" in view.gap[k] and m.kind in ("country", "organization") and view.covered[k - 1] is None and not people_only
        if named or _acceptable(view, m, k, start, previous, open_list, people_only):
            bracketed = bracketed or named  # "of all parties to the conflict (A, B and C)"
            yield m
            previous = m
            last_item, passed = k, 0
        k = max(after, k + 1)


def _acceptable(view: SentenceView, m: FoundMention, k: int, start: int, previous: FoundMention | None, open_list: bool, people_only: bool) -> bool:
    if m.kind == "person":
        return not is_anothers(view, k)
    if people_only or m.kind not in ("organization", "country"):
        return False
    affiliation = view.in_affiliation[k]
    if affiliation is not None and affiliation.start <= m.start and m.end <= affiliation.end:
        return False
    prefix = view.prefix_of(m)
    before = view.tokens[k - 1].text if k else ""
    if prefix.endswith("ب") or (prefix.endswith("ل") and k > start and not (k and view.bare_forms(k - 1) & view.grammar["envoys"] and not view.gap[k].strip())):
        return False
    if before in view.grammar["belonging"]:
        return False
    if before in view.grammar["no_list_after"] and k > start:
        return before == "في" and m.kind == "country" and m.method != "nisba" and _plural_officials(view, k, start)
    if in_office(view, k, start):
        return False
    if m.kind == "organization":
        if previous is not None and previous.kind == "person" and not any("," in view.gap[j] or view.tokens[j].text.startswith("و") for j in range(view.index(previous.end - 1) + 1, k + 1)):
            return False  # "by the king at the head of the office": nothing joins it to the list
        return not (k > start and view.covered[k - 1] is None and view.bare_forms(k - 1) & view.grammar["of_a_body"])
    if m.kind == "country" and _titles_a_person(view, m):
        return False
    if m.method == "nisba":
        return k > 0 and view.tokens[k - 1].text.lstrip("وبل").removeprefix("ال") in view.grammar["sides"]
    if k and is_several(view, k - 1) or before.lstrip("و") in view.grammar["ambassadors"] or _of_several(view, k, start):
        return True
    if open_list or k == start or before in ("من", "عن", "بين", "كل") or before in view.grammar["states"] or (k > 1 and view.tokens[k - 2].text == "من"):
        return True
    dashed = bool(_DASHES & set(view.gap[k]))  # "(Libya - Tunisia - Algeria)"
    return previous is not None and previous.kind in ("country", "organization") and (prefix.startswith("و") or "," in view.gap[k] or dashed or plain(before) in view.grammar["states"])


def is_anothers(view: SentenceView, k: int) -> bool:
    """"The government of X", "the father of X": the person at word k only says whose somebody or something is."""
    c = view.covered[k]
    if k == 0 or c is None or c.kind != "person" or view.in_affiliation[k] is not None or view.gap[k].strip():
        return False
    return any(view.tokens[k - 1].text.endswith(w) for w in view.bare_forms(k - 1) & view.grammar["anothers"])  # not "his brother X"


def _titles_a_person(view: SentenceView, m: FoundMention) -> bool:
    """Whether a name stands right behind the country: "the presidents of Nigeria X and Guinea Y" names the presidents."""
    k = view.index(m.end - 1) + 1
    if k >= len(view.tokens) or view.gap[k].strip() or view.opener[k]:
        return False
    after = view.covered[k]
    return after is not None and after.kind == "person" and view.index(after.start) == k and not view.prefix_of(after)


def _of_several(view: SentenceView, k: int, start: int) -> bool:
    """"The foreign ministers of Benin and Chad": nameless holders of an office in several states, so the states take part."""
    for j in range(k - 1, max(start - 1, k - 5), -1):
        if view.covered[j] is not None or view.opener[j + 1] or any(c in ",.;:!?" for c in view.gap[j + 1]) or view.tokens[j].text in view.grammar["no_list_after"]:
            return False
        if is_several(view, j):
            return True
    return False


def is_several(view: SentenceView, j: int) -> bool:
    """Whether word j is a plural of office-holders; "wuzara'" begins with its own "w"."""
    text = view.tokens[j].text
    return text in view.grammar["several_officials"] or plain(text) in view.grammar["several_officials"]


def _plural_officials(view: SentenceView, k: int, start: int) -> bool:
    """"The heads of police in Benin and Togo": several officials, so several countries."""
    return any(is_several(view, j) for j in range(max(start, k - 5), k))


def in_office(view: SentenceView, k: int, start: int) -> bool:
    """Whether the mention completes an office ("ambassador of Qatar", "director of the office"): then the office's holder takes part."""
    for j in range(k - 1, max(start - 1, k - 6), -1):
        if "," in view.gap[j + 1]:
            return False
        if view.covered[j] is not None and view.covered[j].kind == "person":  # type: ignore[union-attr]
            return False
        forms = view.bare_forms(j)
        if forms & view.grammar["offices"]:
            text = plain(view.tokens[j].text)
            single = text.removeprefix("ال") in view.grammar["offices"]  # "amin" ends like a plural and is none
            several = is_several(view, j) or not single and text.endswith(("ين", "ون", "و")) or text in view.grammar["ambassadors"]
            return not (forms & view.grammar["envoys"] & {"ممثل"}) and not several
        if view.tokens[j].text.startswith("و") and view.covered[j] is None and len(view.tokens[j].text) > 4:
            return False
    return False


def _verb_at(view: SentenceView, k: int) -> bool:
    return any(h.at == k and h.form.shape.pos == "verb" and h.prefix in ("", "و", "ف") and h.form.shape.tense != "past" for h in view.hits) or any(
        h.at == k and h.form.shape.pos == "verb" and h.form.trigger.carrier is not None and h.form.trigger.carrier.aspect == "take_part" and h.prefix == "و" for h in view.hits
    )
