"""What stands for a name: last names, bare titles, "the same official", "the ministry"; and the affiliations that only they complete.

People: :mod:`ct_pipeline.extract.coreference_names` and :mod:`ct_pipeline.extract.coreference_titles`; bodies: :mod:`ct_pipeline.extract.coreference_bodies`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from ct_pipeline.extract.affiliation_carried import carry_titles
from ct_pipeline.extract.affiliations import GUESSED
from ct_pipeline.extract.context import Context
from ct_pipeline.extract.coreference_bodies import resolve_bodies
from ct_pipeline.extract.coreference_names import resolve_short_names
from ct_pipeline.extract.coreference_titles import resolve_titles
from ct_pipeline.extract.home_country import serves_no_state


def resolve_references(context: Context) -> None:
    """Add mentions with ``is_named`` False for every phrase that stands for a person or a body of this article."""
    resolve_short_names(context)
    carry_titles(context)
    resolve_titles(context)
    resolve_bodies(context)
    _complete_affiliations(context)


def _complete_affiliations(context: Context) -> None:
    """ "المتحدث باسم المركز": the body that the short form stands for, and with it whether the office serves a state."""
    bodies = [m for m in context.mentions if m.kind == "organization"]
    begins = [m.start for m in bodies]
    for n, a in enumerate(context.affiliations):
        if a.organization_id is not None:
            if a.rule.endswith(GUESSED) and any(a.start <= m.start < a.end and serves_no_state(context, m.entity_id) for m in bodies):
                context.affiliations[n] = replace(a, country_iso2=None)
            continue
        k = bisect_right(begins, a.start)
        end = min((b.start for b in context.affiliations if b.person_id == a.person_id and a.start < b.start < a.end), default=a.end)
        if k < len(bodies) and bodies[k].start < end:
            body = bodies[k]
        elif k and bodies[k - 1].end > a.start:
            body = bodies[k - 1]
        elif k and a.rule.endswith(GUESSED) and a.start - bodies[k - 1].end <= 1 and not any(b.start <= bodies[k - 1].start < a.start < b.end for b in context.affiliations if b is not a):
            body = bodies[k - 1]  # "وقع عن المعهد نائب ..."
        else:
            continue
        country = a.country_iso2
        rule = a.rule
        if rule.endswith(GUESSED):
            info = context.entities.get(body.entity_id)
            if serves_no_state(context, body.entity_id):
                country = None
            elif info is not None and info.country_iso2 is not None and info.is_registered:
                country = info.country_iso2
        context.affiliations[n] = replace(a, organization_id=body.entity_id, country_iso2=country)
