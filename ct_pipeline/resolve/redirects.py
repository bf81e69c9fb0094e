"""Which id stands for which today: what somebody wrote down a year ago still leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ct_pipeline.extract.body_identity import body_id
from ct_pipeline.extract.people import name_tokens, person_id
from ct_pipeline.resolve.evidence import Known, Link, Sighting, portfolio_marks
from ct_pipeline.resolve.people import qualified_person_id
from ct_pipeline.resolve.rules import IdentityRules

Redirect = tuple[str, str, str]  # entity_id, resolved_id, reason
REASONS = ("registry", "homonym", "variant")  # where several fit, the first


def redirects(links: Iterable[Link], sightings: Iterable[Sighting], known: Sequence[Known], rules: IdentityRules) -> list[Redirect]:
    """``(entity_id, resolved_id, reason)``, each once: every id that a name could have had, by whatever was known when.

    An id that several bear leads to each of them (reason ``homonym``).
    """
    out: set[Redirect] = set()
    entity = {}
    for link in links:
        entity[link.article_id, link.found_id] = link
        if link.found_id != link.entity_id:
            out.add((link.found_id, link.entity_id, link.reason))
    for s in sightings:
        link = entity[s.article_id, s.entity_id]
        if s.kind == "person":
            marks = {s.country_iso2, *(o.country_iso2 for o in s.offices), s.story_id or s.article_id, *(m for o in s.offices for m in portfolio_marks(o, rules))} - {None}
            out |= {(was, link.entity_id, "variant") for mark in marks if (was := qualified_person_id(s.name, str(mark))) != link.entity_id}
    taken = {(was, now) for was, now, _ in out}
    out.update(r for r in registry_redirects(known) if r[:2] not in taken)
    best: dict[tuple[str, str], str] = {}
    for was, now, reason in sorted(out):
        best[was, now] = min(reason, best.get((was, now), reason), key=REASONS.index)
    return [(was, now, reason) for (was, now), reason in sorted(best.items())]


def registry_redirects(known: Iterable[Known]) -> set[Redirect]:
    """The ids that the names of registered people and bodies would have without the registry."""
    out: set[Redirect] = set()
    for k in known:
        for name in k.names:
            if k.kind == "organization":
                ids = {body_id(name), *({body_id(name, k.country_iso2)} if k.country_iso2 else ())}
            elif len(name_tokens(name)) > 1:
                ids = {person_id(name), *(qualified_person_id(name, c) for c in {k.country_iso2, *(o.country_iso2 for o in k.offices)} if c)}
            else:
                continue
            out |= {(was, k.entity_id, "registry") for was in ids}
    return out
