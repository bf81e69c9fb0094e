"""Entities meet when the warehouse is built: the ids of ``facts.*`` become those that :func:`ct_pipeline.resolve.resolve` gives.

The Parquet store keeps what each article says by itself; in the DuckDB file every entity id is a row of ``marts.dim_entity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.resolve import IdentityRules, Known, Link, Sighting, load_identity_rules
from ct_pipeline.resolve.bodies import BodyName, body_links, body_targets, claims_itself, is_moved
from ct_pipeline.resolve.evidence import Held, portfolio_marks
from ct_pipeline.resolve.people import qualified_key, resolve_people
from ct_pipeline.resolve.redirects import REASONS, registry_redirects
from ct_pipeline.warehouse.loading import MEMORY
from ct_pipeline.warehouse.schema import sql_literal

# Every column of facts.* that names an entity; an event's participants reach their article through the event.
_COLUMNS = (
    ("mentions", "entity_id"), ("entities", "entity_id"), ("affiliations", "person_id"), ("affiliations", "organization_id"),
    ("statements", "speaker_id"), ("roles", "holder_id"), ("roles", "organization_id"),
)  # fmt: skip


def resolve_entities(con: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """Rewrite the entity ids of ``facts.*``, and leave ``entity_links`` and ``entity_redirects`` behind for the models that publish them.

    The same as :func:`ct_pipeline.resolve.resolve` of every sighting and :func:`ct_pipeline.resolve.redirects` (a test holds it), but only people are objects one by one:
    of bodies only those that change, of links only these, and the redirects are joined by DuckDB.
    """
    rules = knowledge.rules(load_identity_rules)
    con.execute(_SIGHTED)
    people, bodies = list(_known(con, knowledge, "person")), list(_known(con, knowledge, "organization"))
    con.execute(f"set memory_limit = '{_MEANWHILE}'")
    _register(con, "moved_people", _LINK, (_row(x) for x in resolve_people(list(_people(con)), people, rules) if x.found_id != x.entity_id))
    con.execute(f"set memory_limit = '{MEMORY}'")
    _register(con, "moved_bodies", _LINK, (_row(x) for x in _moved_bodies(con, bodies, rules) if x.found_id != x.entity_id))
    con.execute("create temp table entity_moved as select * from moved_people union all select * from moved_bodies")
    con.execute(
        """create temp table entity_links as select s.article_id, s.entity_id as found_id, coalesce(m.entity_id, s.entity_id) as entity_id, s.kind, coalesce(m.reason, 'itself') as reason
           from sighted s left join entity_moved m on m.article_id = s.article_id and m.found_id = s.entity_id"""
    )
    _redirect(con, [*people, *bodies], rules)
    _rewrite(con)
    for name in ("moved_people", "moved_bodies"):
        con.unregister(name)
    con.execute("drop table sighted; drop table entity_moved")


_MEANWHILE = "1GB"  # of DuckDB, while every sighting of a person is an object in Python
_LINK = ("article_id", "found_id", "entity_id", "reason")
# People and bodies that no registry entry was found for, and registered people of whom an article tells an office of another state.
_SIGHTED = """
create temp table sighted as
select e.article_id, e.entity_id, e.kind, e.name_ar as name, case when not e.is_registered then e.country_iso2 end as country_iso2, a.story_id
from facts.entities e join clean.articles a using (article_id)
where e.kind in ('person', 'organization') and (not e.is_registered or (e.kind = 'person' and exists (
  select 1 from facts.affiliations f where f.article_id = e.article_id and f.person_id = e.entity_id and f.country_iso2 <> e.country_iso2)))
"""


def _row(link: Link) -> tuple[str, ...]:
    return link.article_id, link.found_id, link.entity_id, link.reason


def _register(con: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> None:
    parts = list(zip(*rows, strict=True)) or [()] * len(columns)
    con.register(name, pa.table({n: pa.array(c, pa.string()) for n, c in zip(columns, parts, strict=True)}))


def _people(con: duckdb.DuckDBPyConnection) -> Iterator[Sighting]:
    offices: dict[tuple[str, str], list[Held]] = defaultdict(list)
    told = _fetched(
        con,
        """select f.article_id, f.person_id, f.title, f.organization_id, f.country_iso2, a.published_on, f.is_former
           from facts.affiliations f join clean.articles a using (article_id) order by all""",
    )
    for article, person, title, body, country, day, former in told:
        offices[article, person].append(Held(title, body, country, day, day, former))
    for article, identifier, name, country, story in _fetched(con, "select article_id, entity_id, name, country_iso2, story_id from sighted where kind = 'person' order by article_id, entity_id"):
        yield Sighting(article, identifier, "person", name, country, tuple(offices.pop((article, identifier), ())), story)


def _moved_bodies(con: duckdb.DuckDBPyConnection, known: Sequence[Known], rules: IdentityRules) -> Iterator[Link]:
    """The links of bodies that may not keep their id; those of all others need no look at their articles."""
    printed = "select entity_id, name, country_iso2, count(*) from sighted where kind = 'organization' group by all order by all"
    names = [BodyName(*row) for row in con.execute(printed).fetchall()]
    target = body_targets(names, known, rules)
    registered = {k.entity_id for k in known}
    moved = sorted({(n.entity_id, n.name) for n in names if is_moved(n.entity_id, n.name, target, registered, rules)})
    if not moved:
        return
    _register(con, "moving", ("entity_id", "name", "target"), ((i, name, target[i]) for i, name in moved))
    _register(con, "standing", ("entity_id", "name"), sorted({(n.entity_id, n.name) for n in names if claims_itself(n.entity_id, n.name, target, registered, rules)}))
    claims = con.execute(
        """select e.article_id, e.entity_id from facts.entities e where e.is_registered and e.entity_id in (select target from moving)
           union select s.article_id, s.entity_id from sighted s join standing using (entity_id, name) where s.entity_id in (select target from moving)"""
    ).fetchall()
    rows = con.execute("select s.article_id, s.entity_id, s.name, s.country_iso2, s.story_id from sighted s join moving using (entity_id, name)").fetchall()
    sightings = (Sighting(article, entity, "organization", name, country, (), story) for article, entity, name, country, story in rows)
    yield from body_links(sightings, target, registered, set(claims), rules)
    con.unregister("moving")
    con.unregister("standing")


def _fetched(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """Rows a part at a time, equal values as one object: names and ids recur, and a million articles have three million sightings."""
    once: dict[Any, Any] = {}
    rows = con.execute(query)  # whoever reads asks nothing else of this connection before the last row
    while part := rows.fetchmany(20_000):
        for row in part:
            yield tuple(once.setdefault(v, v) if v.__class__ is str else v for v in row)


def _known(con: duckdb.DuckDBPyConnection, knowledge: Knowledge, kind: str) -> Iterator[Known]:
    """The registry's people or bodies; of people, whom an article can tell from namesakes, with the articles that name them."""
    registry = knowledge.registry
    articles: dict[str, frozenset[str]] = {}
    if kind == "person":
        named = con.execute("select entity_id, list(article_id) from facts.entities where is_registered and kind = 'person' group by 1").fetchall()
        articles = {identifier: frozenset(found) for identifier, found in named}
    for e in sorted(registry.entities.values(), key=lambda e: e.entity_id):
        if e.kind == kind:
            held = tuple(Held(o.title_ar, o.organization_id, o.country_iso2, o.start, o.end) for o in registry.offices.get(e.entity_id, ()))
            yield Known(e.entity_id, e.kind, e.aliases, e.country_iso2, held, articles.get(e.entity_id, frozenset()))


def _redirect(con: duckdb.DuckDBPyConnection, known: Sequence[Known], rules: IdentityRules) -> None:
    """``entity_redirects``: every id that a name could have had, by whatever was known when, and what it stands for."""
    _register(con, "registry_redirects", ("entity_id", "resolved_id", "reason"), registry_redirects(known))
    names = con.execute("select distinct name from sighted where kind = 'person' order by 1").fetchall()
    _register(con, "person_keys", ("name", "key"), ((name, qualified_key(name)) for (name,) in names))
    titles = con.execute("select distinct title, country_iso2, is_former from facts.affiliations order by all").fetchall()
    marks = [(title, country or "", str(former).lower(), mark) for title, country, former in titles for mark in sorted(portfolio_marks(Held(title, None, country, None, None, former), rules))]
    _register(con, "portfolios", ("title", "country", "former", "mark"), marks)
    best = ", ".join(map(sql_literal, REASONS))
    con.execute(
        f"""create temp table entity_redirects as
        with person as (select s.article_id, s.entity_id as found_id, s.name, s.country_iso2, coalesce(s.story_id, s.article_id) as story, l.entity_id
          from sighted s join entity_links l on l.article_id = s.article_id and l.found_id = s.entity_id where s.kind = 'person'),
        held as (select p.name, p.entity_id, f.title, f.country_iso2, f.is_former from person p join facts.affiliations f on f.article_id = p.article_id and f.person_id = p.found_id),
        mark as (
          select distinct name, entity_id, story as mark from person
          union select name, entity_id, country_iso2 from person where country_iso2 is not null
          union select name, entity_id, country_iso2 from held where country_iso2 is not null
          union select h.name, h.entity_id, o.mark from held h join portfolios o on o.title = h.title and o.country = coalesce(h.country_iso2, '') and o.former = h.is_former::varchar
        ), seen as (
          select distinct found_id as entity_id, entity_id as resolved_id, reason from entity_moved
          union select 'person:x' || sha256(k.key || m.mark)[1:12], m.entity_id, 'variant' from mark m join person_keys k using (name)
        ), every as (
          select * from seen where entity_id <> resolved_id
          union all select r.* from registry_redirects r anti join seen s on s.entity_id = r.entity_id and s.resolved_id = r.resolved_id
        )
        select entity_id, resolved_id, [{best}][min(list_position([{best}], reason))] as reason from every group by entity_id, resolved_id"""
    )
    for name in ("registry_redirects", "person_keys", "portfolios"):
        con.unregister(name)


def _rewrite(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """update facts.entities set is_registered = c.reason = 'registry', country_iso2 = case when is_registered and c.reason = 'homonym' then null else country_iso2 end
           from entity_moved c where c.article_id = entities.article_id and c.found_id = entities.entity_id and (is_registered or c.reason = 'registry')"""
    )
    for table, column in _COLUMNS:
        con.execute(f"update facts.{table} set {column} = c.entity_id from entity_moved c where c.article_id = {table}.article_id and c.found_id = {table}.{column}")
    con.execute(
        """update facts.event_participants set entity_id = c.entity_id from entity_moved c join facts.events e using (article_id)
           where e.event_mention_id = event_participants.event_mention_id and c.found_id = event_participants.entity_id"""
    )
