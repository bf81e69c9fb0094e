"""Who is who across articles: one id for one bearer, homonyms kept apart, later registry entries taking over.

An article's facts carry ids made of that article alone: a registry id, or one hashed from the fullest name it prints. Here the
sightings of all articles meet. The result is a pure function of their set: no order, batch or clock enters it.

* A name is one bearer's unless its sightings contradict each other: offices of different states, or two portfolios that one person
  does not hold at once (:mod:`ct_pipeline.resolve.evidence`). Then each bearer gets an id of the name and what tells him apart.
* Two names are one bearer's when one spells the other differently or is a part of it, and office, body, country or wire story agree
  (:mod:`ct_pipeline.resolve.names`). Names that one article tells apart are never joined.
* What the registry names takes over the id that its name would have had without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from ct_pipeline.resolve.bodies import resolve_bodies
from ct_pipeline.resolve.evidence import Known, Link, Sighting
from ct_pipeline.resolve.people import resolve_people
from ct_pipeline.resolve.redirects import redirects
from ct_pipeline.resolve.rules import IdentityRules, load_identity_rules

__all__ = ["IdentityRules", "Known", "Link", "Sighting", "load_identity_rules", "redirects", "resolve"]


def resolve(sightings: Iterable[Sighting], known: Sequence[Known], rules: IdentityRules) -> list[Link]:
    """One link a sighting, in the order of article and found id: which entity that article's entity is, and why."""
    people: list[Sighting] = []
    bodies: list[Sighting] = []
    for s in sightings:
        (people if s.kind == "person" else bodies).append(s)
    links = [*resolve_people(people, [k for k in known if k.kind == "person"], rules), *resolve_bodies(bodies, [k for k in known if k.kind == "organization"], rules)]
    return sorted(links, key=attrgetter("article_id", "found_id"))
