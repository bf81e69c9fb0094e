"""To whom it is done: the names after a verb or a verbal noun."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_participant_guards import tells_grounds
from ct_pipeline.extract.event_participant_lists import in_office, is_anothers
from ct_pipeline.extract.event_participant_subjects import from_somebody
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain

_NEAR = 4  # words between an act of launching and the body that it launches


def objects_of(view: SentenceView, hit: Hit, frames: Frames, kinds: tuple[str, ...], skip: set[str]) -> list[FoundMention]:
    out: list[FoundMention] = []
    appointment = hit.form.trigger.type == "appointment"
    reach = 12 if appointment else 48 if hit.form.trigger.type == "trial" else 26
    named = [view.index(m.end - 1) for m in view.mentions if m.entity_id in skip and hit.last < view.index(m.start) < hit.last + 20]
    for k in range(hit.last + 1, min(len(view.tokens), max([hit.last, *(named if not appointment else [])]) + reach)):
        if view.opener[k] in ("that", "and", "adv") or any(c in ".;:!?\n" for c in view.gap[k]) or view.tokens[k].text in view.grammar["sources"]:
            break
        if view.opener[k] == "rel" and (hit.form.trigger.carrier is not None or out and hit.form.trigger.type == "meeting"):
            break
        if view.tokens[k].text == "من" and view.covered[k] is None and view.tokens[k - 1].text.startswith("ب") and view.tokens[k - 1].text != "بكل" and from_somebody(view, k):
            break  # "received, at the behest of the director X, ..."
        text = view.tokens[k].text
        verbal = text.startswith("ي") and len(text) > 3 and not text.startswith("يوم")
        if hit.form.shape.pos == "noun" and verbal and view.covered[k] is None and not view.in_time[k] and view.in_affiliation[k] is None:
            break  # "the opening of a consulate angers X": the predicate
        if hit.form.trigger.type in ("operation", "trial") and tells_grounds(view, k):
            break  # "arrested a hundred people over ties to X", "most of those who took part in killing X"
        m = view.covered[k]
        if m is None or view.index(m.start) != k or m.kind not in kinds or m.entity_id in skip or m.method == "nisba":
            continue
        if is_anothers(view, k) or k and plain(view.tokens[k - 1].text) == "لدي":
            continue
        if hit.form.trigger.type == "launch" and not _is_launched(view, m, k, out[-1] if out else None, hit):
            continue
        if m.kind == "country" and k and view.bare_forms(k - 1) & view.grammar["directions"]:
            continue  # "in a town north of the country"
        affiliation = view.in_affiliation[k]
        if m.kind != "person" and (affiliation is not None or k and view.tokens[k - 1].text in view.grammar["belonging"]):
            continue
        if appointment and m.kind == "organization" and k > hit.last + 1:
            continue
        if m.kind != "person" and hit.form.trigger.carrier is not None and in_office(view, k, hit.last + 1):
            continue
        handed = hit.form.trigger.type == "appointment" and k and plain(view.tokens[k - 1].text) in ("الي", "من", "علي") and m.kind == "country"
        if m.kind != "person" and not handed and (view.prefix_of(m).endswith("ب") or (k and view.tokens[k - 1].text in view.grammar["no_list_after"] | {"من", "عن", "مع"})):
            continue
        out.append(m)
    return out


def _is_launched(view: SentenceView, m: FoundMention, k: int, previous: FoundMention | None, hit: Hit) -> bool:
    """"The launch of the council", "the opening soon of an embassy": in the act's own phrase; not "the launch of a portal of the council", "a committee that brings together the ministries"."""
    first = hit.last + 1 if previous is None else view.index(previous.end - 1) + 1
    if previous is None and hit.form.shape.pos == "verb" and hit.form.shape.suffixed:
        return False  # "the fund, which the king set up": it stands before the verb
    if view.prefix_of(m).endswith("ل"):
        return previous is None and k - first <= 1 and not any(view.tokens[j].text.startswith("ال") for j in range(first, k))
    if previous is not None:
        return view.prefix_of(m).startswith("و") or "," in view.gap[k] or k == first
    return sum(1 for j in range(first, k) if not view.in_time[j] and view.in_affiliation[j] is None and view.covered[j] is None) <= _NEAR
