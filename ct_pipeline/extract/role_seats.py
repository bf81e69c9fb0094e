"""The seat of a body: "ومقره الرياض", "تتخذ من تونس مقرا لها"."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_sentence import RoleSentence


def seat(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """ "ومقره الرياض", "تتخذ من تونس مقرا لها"."""
    els = s.elements
    word = s.cue(i, f.r.seats) or ""
    if word == "مقر":
        if i and els[i - 1].text in f.r.stands and (at := s.body_after(i, 0)) is not None:
            for e in els[at + 1 : at + 5]:
                if e.kind in ("city", "country") and (e.prefix == "ب" or f.c.doc.text[: e.start].endswith("في ")) and (state := f.state_of(e.mention)):
                    f.add(s, state, "host", els[at].mention.entity_id, (els[i].start, e.end), "current", "seat", 0.7)  # type: ignore[union-attr]
                    break
        return
    place: FoundMention | None = None
    if word in ("مقره", "مقرها") and i + 1 < len(els):
        j = i + 1 if els[i + 1].text not in ("في", "هو") else i + 2
        if j < len(els) and els[j].kind in ("city", "country") and not els[j].prefix:
            place = els[j].mention
    elif word == "مقرا" and i >= 2 and els[i - 1].kind in ("city", "country") and els[i - 2].text == "من":
        place = els[i - 1].mention
    holder = f.state_of(place)
    body = next((els[k].mention for k in range(i - 1, max(-1, i - 9), -1) if els[k].kind == "organization"), None)
    if holder and body is not None and f.hostable(body):
        f.add(s, holder, "host", body.entity_id, (body.start, els[i].end), "current", "seat", 0.7)
