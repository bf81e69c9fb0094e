"""Who sat on the bench: "the judgment was given under judge A, with B and C as members, in the presence of the prosecutor D"."""

from __future__ import annotations

from ct_pipeline.extract.event_draft import Draft
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_participant_lists import list_items
from ct_pipeline.extract.event_participant_roles import Roles
from ct_pipeline.extract.event_sentence import SentenceView

_REACH = 2  # sentences between the verdict and those who gave it


def add_bench(view: SentenceView, local: list[tuple[EventMention, Draft]], drafts: list[Draft], frames: Frames, roles: Roles) -> None:
    """Give judges to the trial of the sentence, or to the one told just before a sentence that goes on about its verdict or sitting."""
    places = [(k, role) for k in view.marked.get("bench", ()) if (role := _place(view, k)) is not None]
    if not places:
        return
    here = [d for _, d in local if d.type == "trial"]
    target = here[0] if here else None if local else _told_before(view, drafts)
    if target is None:
        return
    for k, role in places:
        if here and role != "member":
            continue  # the trial's own sentence: read with the other cues
        people = [m for m in list_items(view, k + 1, frames, people_only=True, role="chair") if m.kind == "person"]
        for m in people[:1] if role == "chair" else people:
            roles.add(target, m, "chair" if role == "chair" else "attendee", "bench")


def _place(view: SentenceView, k: int) -> str | None:
    if view.covered[k] is not None:
        return None
    text = view.tokens[k].text.removeprefix("و")
    if text in view.grammar["bench_chairs"]:
        return "chair"
    if text in view.grammar["bench_members"]:
        return "member"
    return "present" if text in view.grammar["bench_present"] else None


def _told_before(view: SentenceView, drafts: list[Draft]) -> Draft | None:
    """The trial told last, where the sentence opens with its verdict, hearing or circuit."""
    if not any(view.bare_forms(k) & view.grammar["decision_references"] for k in range(min(5, len(view.tokens)))):
        return None
    near = [(m.view.span.no, -m.at, d) for d in drafts if d.type == "trial" for m in d.mentions if 0 < view.span.no - m.view.span.no <= _REACH]
    return max(near, key=lambda x: x[:2])[2] if near else None
