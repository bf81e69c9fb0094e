"""Two networks as GraphML, which Gephi, yEd, Cytoscape and igraph read.

``cooperation.graphml``: undirected; states, bodies and people, an edge between two that took part in one event, weighted by the number of events.
``roles.graphml``: directed; from a person or state to the body it belongs to, chairs, hosts ..., and from a body to the one above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from ct_pipeline.export import Written
from ct_pipeline.export.files import whole
from ct_pipeline.warehouse.reader import rows

_NODES = "select entity_id, kind, name_ar, name_en, country_iso2, entity_type, is_registered, articles, stories from marts.dim_entity where entity_id in ({ids}) order by entity_id"
# Who was arrested, tried or attacked, and who attacked, is no partner of anybody: those stay out of the network of cooperation.
_TOGETHER = """
with present as (
  select distinct p.event_id, p.entity_id from marts.fct_event_participant p join marts.fct_event e using (event_id)
  where p.role not in ('subject', 'perpetrator') and e.status <> 'cancelled' and p.kind in ('country', 'organization', 'person')
)
select a.entity_id as source, b.entity_id as target, count(*) as events, sum(e.stories) as stories,
       string_agg(distinct e.event_type, '|' order by e.event_type) as event_types, min(e.start_date) as first_on, max(e.start_date) as last_on
from present a join present b on a.event_id = b.event_id and a.entity_id < b.entity_id join marts.fct_event e on e.event_id = a.event_id
group by all order by 1, 2
"""
_TIES = """
select holder_id as source, organization_id as target, 'role' as tie, role as label, status, start_date as first_on, end_date as last_on, stories from marts.fct_role
union all
select person_id, organization_id, 'affiliation', title, case when is_former then 'former' else 'current' end, first_said_on, last_said_on, stories
from marts.fct_affiliation where organization_id is not null
union all
select organization_id, parent_id, 'part_of', null, null, null, null, null from marts.dim_organization where parent_id is not null and parent_id in (select entity_id from marts.dim_entity)
order by all
"""


def write_graphml(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Written]:
    """Both networks. ``records`` counts edges."""
    import networkx

    together = networkx.Graph()
    for row in _rows(con, _TOGETHER):
        together.add_edge(row.pop("source"), row.pop("target"), weight=float(row["events"]), **row)
    ties = networkx.MultiDiGraph()
    for row in _rows(con, _TIES):
        ties.add_edge(row.pop("source"), row.pop("target"), **row)
    for name, graph in (("cooperation", together), ("roles", ties)):
        _describe(con, graph)
        with whole(folder / f"{name}.graphml") as part:
            networkx.write_graphml(graph, part, encoding="utf-8", named_key_ids=True)
        yield Written(folder / f"{name}.graphml", graph.number_of_edges())


def _describe(con: duckdb.DuckDBPyConnection, graph: Any) -> None:
    """Names, kind and country of every node; ``label`` is what Gephi writes beside it."""
    if not graph:
        return
    for row in _rows(con, _NODES.format(ids=", ".join("?" * len(graph))), list(graph)):
        graph.nodes[row["entity_id"]].update(row, label=row.get("name_ar", row["entity_id"]))


def _rows(con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Rows without their nulls (GraphML has none), days as text (nor dates), no character that XML forbids."""
    return [{name: _xml(value) for name, value in row.items() if value is not None} for row in rows(con, query, parameters)]


def _xml(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return "".join(c for c in str(value) if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000")
