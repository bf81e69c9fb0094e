"""Entities meet when the warehouse is built: the ids of ``facts.*`` become those that :func:`ct_pipeline.resolve.resolve` gives.

The Parquet store keeps what each article says by itself; in the DuckDB file every entity id is a row of ``marts.dim_entity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.resolve import Known, Link, Sighting, load_identity_rules, redirects, resolve
from ct_pipeline.resolve.evidence import Held

# Every column of facts.* that names an entity; an event's participants reach their article through the event.
_COLUMNS = (
    ("mentions", "entity_id"), ("entities", "entity_id"), ("affiliations", "person_id"), ("affiliations", "organization_id"),
    ("statements", "speaker_id"), ("roles", "holder_id"), ("roles", "organization_id"),
)  # fmt: skip


def resolve_entities(con: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """Rewrite the entity ids of ``facts.*``, and leave ``entity_links`` and ``entity_redirects`` behind for the models that publish them."""
    rules = knowledge.rules(load_identity_rules)
    sightings = list(_sightings(con))
    known = list(_known(con, knowledge))
    links = resolve(sightings, known, rules)
    con.register("entity_links", _table(("article_id", "found_id", "entity_id", "kind", "reason"), [(x.article_id, x.found_id, x.entity_id, x.kind, x.reason) for x in links]))
    con.register("entity_redirects", _table(("entity_id", "resolved_id", "reason"), redirects(links, sightings, known, rules)))
    _rewrite(con, links)


def _table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pa.table({n: pa.array(c, pa.string()) for n, c in zip(names, columns, strict=True)})


def _sightings(con: duckdb.DuckDBPyConnection) -> Iterator[Sighting]:
    """People and bodies that no registry entry was found for, and registered people of whom an article tells an office of another state."""
    offices: dict[tuple[str, str], list[Held]] = defaultdict(list)
    told = _fetched(
        con,
        """select f.article_id, f.person_id, f.title, f.organization_id, f.country_iso2, a.published_on, f.is_former
           from facts.affiliations f join clean.articles a using (article_id) order by all""",
    )
    for article, person, title, body, country, day, former in told:
        offices[article, person].append(Held(title, body, country, day, day, former))
    found = _fetched(
        con,
        """select e.article_id, e.entity_id, e.kind, e.name_ar, e.country_iso2, a.story_id, e.is_registered
           from facts.entities e join clean.articles a using (article_id)
           where e.kind in ('person', 'organization') and (not e.is_registered or (e.kind = 'person' and exists (
             select 1 from facts.affiliations f where f.article_id = e.article_id and f.person_id = e.entity_id and f.country_iso2 <> e.country_iso2)))
           order by e.article_id, e.entity_id""",
    )
    for article, identifier, kind, name, country, story, registered in found:
        held = tuple(offices.get((article, identifier), ()))
        yield Sighting(article, identifier, kind, name, None if registered else country, held, story)


def _fetched(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """Rows a part at a time, equal values as one object: names and ids recur, and a million articles have three million sightings."""
    once: dict[Any, Any] = {}
    rows = con.execute(query)  # whoever reads asks nothing else of this connection before the last row
    while part := rows.fetchmany(20_000):
        for row in part:
            yield tuple(once.setdefault(v, v) if v.__class__ is str else v for v in row)


def _known(con: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> Iterator[Known]:
    registry = knowledge.registry
    articles: dict[str, frozenset[str]] = {
        identifier: frozenset(found)
        for identifier, found in con.execute("select entity_id, list(article_id) from facts.entities where is_registered and kind in ('person', 'organization') group by 1").fetchall()
    }
    for e in sorted(registry.entities.values(), key=lambda e: e.entity_id):
        if e.kind in ("person", "organization"):
            held = tuple(Held(o.title_ar, o.organization_id, o.country_iso2, o.start, o.end) for o in registry.offices.get(e.entity_id, ()))
            yield Known(e.entity_id, e.kind, e.aliases, e.country_iso2, held, articles.get(e.entity_id, frozenset()))


def _rewrite(con: duckdb.DuckDBPyConnection, links: list[Link]) -> None:
    changed = _table(("article_id", "was", "now", "reason"), [(x.article_id, x.found_id, x.entity_id, x.reason) for x in links if x.found_id != x.entity_id])
    if not changed.num_rows:
        return
    con.execute("create temp table entity_changes as select * from changed")
    con.execute(
        """update facts.entities set is_registered = c.reason = 'registry', country_iso2 = case when is_registered and c.reason = 'homonym' then null else country_iso2 end
           from entity_changes c where c.article_id = entities.article_id and c.was = entities.entity_id and (is_registered or c.reason = 'registry')"""
    )
    for table, column in _COLUMNS:
        con.execute(f"update facts.{table} set {column} = c.now from entity_changes c where c.article_id = {table}.article_id and c.was = {table}.{column}")
    con.execute(
        """update facts.event_participants set entity_id = c.now from entity_changes c join facts.events e using (article_id)
           where e.event_mention_id = event_participants.event_mention_id and c.was = event_participants.entity_id"""
    )
    con.execute("drop table entity_changes")
