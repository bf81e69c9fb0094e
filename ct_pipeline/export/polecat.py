"""An event table in the shape of POLECAT (Halterman, Bagozzi, Beger, Schrodt and Scarborough, "PLOVER and POLECAT", 2023): what reads that data set reads this file.

One row an event. Several actors, countries or titles of one cell are joined by "; " as there, and "None" stands for what is not known. Actors are who acted,
recipients whom it was done to; of an event without a recipient (a meeting) the one that led it is the actor and the others are the recipients.
Left at "None", since nothing here is verified for it: intensity, Correlates of War numbers, GeoNames and Wikipedia ids, sectors.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
from babel.core import get_global

from ct_pipeline import __version__
from ct_pipeline.export import Written
from ct_pipeline.export.files import whole
from ct_pipeline.warehouse.reader import rows

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
# PLOVER's four quadrants, by event type.
QUAD = {
    "AGREE": "VERBAL COOPERATION", "CONSULT": "VERBAL COOPERATION", "SUPPORT": "VERBAL COOPERATION", "CONCEDE": "VERBAL COOPERATION",
    "COOPERATE": "MATERIAL COOPERATION", "AID": "MATERIAL COOPERATION", "RETREAT": "MATERIAL COOPERATION",
    "REQUEST": "VERBAL CONFLICT", "ACCUSE": "VERBAL CONFLICT", "REJECT": "VERBAL CONFLICT", "THREATEN": "VERBAL CONFLICT",
    "PROTEST": "MATERIAL CONFLICT", "SANCTION": "MATERIAL CONFLICT", "MOBILIZE": "MATERIAL CONFLICT", "COERCE": "MATERIAL CONFLICT", "ASSAULT": "MATERIAL CONFLICT",
}  # fmt: skip
NONE = "None"
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})  # ISO 3166-3: codes of states under a former name, which CLDR still maps to today's
_LEADS = ("perpetrator", "organizer", "host", "chair", "head_of_delegation", "signatory", "speaker", "attendee")
_EVENTS = """
select e.event_id, e.start_date, e.plover_type, e.plover_mode, e.status, e.city, e.city_en, e.country_iso2, e.latitude, e.longitude,
       (select string_agg(distinct v.outlet, '; ' order by v.outlet) from marts.fct_event_evidence v where v.event_id = e.event_id) as outlets,
       (select min(v.published_on) from marts.fct_event_evidence v where v.event_id = e.event_id) as published_on
from marts.fct_event e where e.start_date is not null order by e.start_date, e.event_id
"""
_PARTICIPANTS = """
select p.event_id, p.role, p.kind, coalesce(p.name_en, p.name_ar) as name, p.name_ar, p.country_iso2,
       (select a.title from marts.fct_affiliation a where a.person_id = p.entity_id order by a.is_former, a.stories desc, a.title limit 1) as title
from marts.fct_event_participant p order by p.event_id, p.entity_id
"""


def write_polecat(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Written]:
    """``ct_polecat.txt``, tab-separated with a header. Events without a day are left out: that data set has none."""
    path = folder / "ct_polecat.txt"
    participants: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(con, _PARTICIPANTS):
        participants[row["event_id"]].append(row)
    iso3 = _iso3()
    records = 0
    with whole(path) as part, part.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval=NONE, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        writer.writeheader()
        for event in rows(con, _EVENTS):
            writer.writerow({k: _cell(v) for k, v in _record(event, participants[event["event_id"]], iso3).items()})
            records += 1
    yield Written(path, records)


def _record(event: dict[str, Any], present: Sequence[dict[str, Any]], iso3: dict[str, str]) -> dict[str, Any]:
    actors, recipients = _sides(present)
    contexts = ["terrorism", *(["future"] if event["status"] == "planned" else [])]  # PLOVER's context words
    record = {
        "Event ID": event["event_id"], "Event Date": event["start_date"], "Event Type": event["plover_type"], "Event Mode": event["plover_mode"],
        "Quad Code": QUAD.get(event["plover_type"] or ""), "Contexts": "; ".join(contexts),
        "Placename": event["city_en"] or event["city"], "City": event["city_en"] or event["city"], "Country": iso3.get(event["country_iso2"] or ""),
        "Latitude": event["latitude"], "Longitude": event["longitude"], "Raw Placename": event["city"],
        "Source": event["outlets"], "Publication Date": event["published_on"],
        "Story People": _joined(p["name"] for p in present if p["kind"] == "person"), "Story Organizations": _joined(p["name"] for p in present if p["kind"] == "organization"),
        "Story Locations": _joined([event["city_en"] or event["city"]]), "Language": "arb", "Version": f"ct-pipeline {__version__}",
    }  # fmt: skip
    for side, people in (("Actor", actors), ("Recipient", recipients)):
        record |= {
            f"{side} Name": _joined(p["name"] for p in people), f"{side} Country": _joined(iso3.get(p["country_iso2"] or "") for p in people),
            f"{side} Title": _joined(p["title"] for p in people if p["kind"] == "person"), f"{side} Name Raw": _joined(p["name_ar"] for p in people),
        }  # fmt: skip
    return record


def _sides(present: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    recipients = [p for p in present if p["role"] == "subject"]
    others = [p for p in present if p["role"] != "subject"]
    if recipients or not others:
        return others, recipients
    first = min(_LEADS.index(p["role"]) for p in others)
    leads = [p for p in others if _LEADS.index(p["role"]) == first]
    return leads, [p for p in others if p not in leads]


def _joined(values: Any) -> str | None:
    return "; ".join(dict.fromkeys(str(v) for v in values if v)) or None


def _cell(value: Any) -> str:
    """One line, no tab: that data set's readers split on both."""
    return NONE if value is None or value == "" else " ".join(str(value).split())


def _iso3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3, from CLDR's aliases."""
    aliases = get_global("territory_aliases")
    return {two[0]: three for three, two in sorted(aliases.items()) if len(three) == 3 and three.isalpha() and len(two) == 1 and three not in _WITHDRAWN}
