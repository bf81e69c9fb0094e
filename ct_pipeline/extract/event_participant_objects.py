"""To whom it is done: the names after a verb or a verbal noun."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_participant_lists import in_office, is_anothers
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain


def objects_of(view: SentenceView, hit: Hit, frames: Frames, kinds: tuple[str, ...], skip: set[str]) -> list[FoundMention]:
    out = []
    appointment = hit.form.trigger.type == "appointment"
    reach = 12 if appointment else 48 if hit.form.trigger.type == "trial" else 26
    named = [view.index(m.end - 1) for m in view.mentions if m.entity_id in skip and hit.last < view.index(m.start) < hit.last + 20]
    for k in range(hit.last + 1, min(len(view.tokens), max([hit.last, *(named if not appointment else [])]) + reach)):
        if view.opener[k] in ("that", "and", "adv") or any(c in ".;:!?\n" for c in view.gap[k]) or view.tokens[k].text in view.grammar["sources"]:
            break
        if view.opener[k] == "rel" and hit.form.trigger.carrier is not None:
            break
        text = view.tokens[k].text
        verbal = text.startswith("ي") and len(text) > 3 and not text.startswith("يوم")
        if hit.form.shape.pos == "noun" and verbal and view.covered[k] is None and not view.in_time[k] and view.in_affiliation[k] is None:
            break  # "the opening of a consulate angers X": the predicate
        m = view.covered[k]
        if m is None or view.index(m.start) != k or m.kind not in kinds or m.entity_id in skip or m.method == "nisba":
            continue
        if is_anothers(view, k):
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
