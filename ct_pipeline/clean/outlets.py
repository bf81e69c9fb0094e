"""What is known of an outlet: lines that its pages repeat, and the order in which it prints day and month: learnt, or else usual in its country.

Learnt knowledge is data, not a running state: ``ct-pipeline learn-outlets`` writes ``cues/outlet_lines.csv`` and ``cues/outlet_dates.csv``, somebody reads them,
and cleaning takes them as rules (``outlet_line``). An article's result depends on these files and on nothing else that was landed with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from ct_pipeline.clean.cues import PageLinesFile
from ct_pipeline.language.calendars import prints_day_first
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.registry_rows import BodyRow
from ct_pipeline.lexicon.seeds import Seeds
from ct_pipeline.model import RawArticle

LINES, DATES = "cues/outlet_lines.csv", "cues/outlet_dates.csv"
OUTLETS = "registry/outlets.csv"
_PRINTS = frozenset({"site", "newspaper", "television", "radio", "un_media"})  # types of those who print pages
Order = Literal["day_first", "month_first", "mixed"]


class LineRow(BaseModel):
    """A line of ``outlet``'s pages that is furniture: printed alike in ``articles`` of ``of`` articles."""

    model_config = ConfigDict(extra="forbid")
    outlet: str
    line: str
    articles: int
    of: int


class DateRow(BaseModel):
    """How ``outlet`` prints dates in digits, and the dates counted for each order."""

    model_config = ConfigDict(extra="forbid")
    outlet: str
    order: Order
    day_first: int
    month_first: int


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """Of one outlet: folded lines that are furniture; the order of day and month, None where it was not learnt."""

    lines: frozenset[str]
    order: Order | None


OutletRules = Mapping[str, OutletProfile]  # outlet key -> profile


def load_outlets(seeds: Seeds) -> OutletRules:
    """The profiles of ``cues/outlet_lines.csv`` and ``cues/outlet_dates.csv``, by outlet key."""
    lines: dict[str, set[str]] = {}
    orders: dict[str, Order] = {}
    for _, line in seeds.csv(LINES, LineRow):
        lines.setdefault(line.outlet, set()).add(fold(line.line))
    for _, row in seeds.csv(DATES, DateRow):
        orders[row.outlet] = row.order
    return {key: OutletProfile(frozenset(lines.get(key, ())), orders.get(key)) for key in sorted({*lines, *orders})}


@dataclass(frozen=True, slots=True)
class OutletNames:
    """Folded names of known outlets: ``full`` as the registry gives them, ``bare`` without the noun before them ("صحيفة الخبر"), which may be everyday words."""

    full: frozenset[str]
    bare: frozenset[str]


def load_outlet_names(seeds: Seeds) -> OutletNames:
    """The names of ``registry/outlets.csv``, agencies left out: they are credited, they do not print pages."""
    heads = tuple(fold(w) + " " for w in seeds.yaml("cues/page_lines.yml", PageLinesFile).outlet_heads)
    full = {fold(n) for _, row in seeds.csv(OUTLETS, BodyRow) if row.type in _PRINTS for n in (row.name_ar, *row.aliases)}
    bare = {n.removeprefix(h) for n in full for h in heads if n.startswith(h)}
    return OutletNames(frozenset(full), frozenset(bare - full))


OutletCountries = Mapping[str, str]  # folded name of an outlet -> ISO 3166-1 alpha-2


def load_outlet_countries(seeds: Seeds) -> OutletCountries:
    """Where the outlets of ``registry/outlets.csv`` are, by name; a name that outlets of two countries bear is left out."""
    found: dict[str, set[str]] = {}
    for _, row in seeds.csv(OUTLETS, BodyRow):
        for name in (row.name_ar, *row.aliases):
            found.setdefault(fold(name), set()).add(row.country or "")
    return {name: next(iter(countries)) for name, countries in found.items() if len(countries) == 1 and "" not in countries}


def _host(url: str) -> str:
    """The host of an address, "" where it is none ("http://[")."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def country_order(raw: RawArticle, outlet: str | None, countries: OutletCountries) -> Order | None:
    """The order of day and month that is usual where the outlet is: known by its name, or by the country at the end of its address; None where neither tells."""
    country = countries.get(fold(raw.hint_outlet or outlet or ""))
    if country is None and raw.url:
        country = _host(raw.url).rpartition(".")[2].upper()
    return "day_first" if country and len(country) == 2 and prints_day_first(country) else None


def outlet_key(raw: RawArticle, outlet: str | None) -> str | None:
    """What an outlet is called in the profiles: its host where the address is known, else its name (folded); None where neither is.

    ``outlet`` is the name that cleaning found on the page.
    """
    host = _host(raw.url) if raw.url else ""
    if host:
        return host.removeprefix("www.")
    return fold(raw.hint_outlet or outlet or "") or None
