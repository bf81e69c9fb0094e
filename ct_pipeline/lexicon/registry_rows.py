"""The schemas of ``seeds/registry/``: one line of each file. Cells that hold several names separate them with ``;``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _split(cell: object) -> object:
    return tuple(part.strip() for part in cell.split(";") if part.strip()) if isinstance(cell, str) else cell


Names = Annotated[tuple[str, ...], BeforeValidator(_split)]
Iso2 = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Wikidata = Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")]

BodyType = Literal[
    "un_organ", "un_office", "un_mission", "un_media", "international", "regional", "forum", "coalition", "initiative", "operation", "centre",
    "court", "prosecution", "ministry", "foreign_ministry", "interior_ministry", "justice_ministry", "defence_ministry", "finance_ministry", "religious_affairs_ministry",
    "government", "parliament", "presidency", "police", "gendarmerie", "intelligence", "army", "border_guard", "financial_intelligence", "central_bank", "national_body",
    "armed_group", "political", "university", "think_tank", "ngo", "company", "bank", "sports", "religious", "agency", "newspaper", "site", "television", "radio",
]  # fmt: skip


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CountryRow(_Line):
    """``context_aliases`` and ``context_nisbas`` also mean something else ("مالي", financial) and need evidence.

    ``shared_names`` belong to another state first ("الكونغو"); this one has them where the article speaks of it more.
    """

    iso2: Iso2
    name_ar: str
    name_en: str
    aliases: Names = ()
    context_aliases: Names = ()
    shared_names: Names = ()
    nisbas: Names = ()  # masculine singular, without the article
    context_nisbas: Names = ()
    demonyms: Names = ()  # broken plurals: مغاربة, أتراك
    capital: str | None = None  # metonym of its government


class CityRow(_Line):
    """``shared_names`` belong to another city first; this one has them where the article speaks of its country."""

    id: Slug
    name_ar: str
    name_en: str
    country: Iso2
    aliases: Names = ()
    context_aliases: Names = ()
    shared_names: Names = ()
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None


class BodyRow(_Line):
    id: Slug
    name_ar: str
    name_en: str | None = None
    name_fr: str | None = None
    type: BodyType
    country: Iso2 | None = None
    parent: Slug | None = None
    aliases: Names = ()
    context_aliases: Names = ()
    shared_names: Names = ()  # several states call a body so: the one that the article speaks of
    wikidata: Wikidata | None = None


class PersonRow(_Line):
    """Names have two words at least: a surname alone is resolved within an article, never by the registry."""

    id: Slug
    name_ar: str
    name_en: str
    country: Iso2 | None = None
    aliases: Names = ()
    wikidata: Wikidata | None = None


class OfficeRow(_Line):
    person: Slug
    title_ar: str
    title_en: str | None = None
    body: Slug | None = None
    country: Iso2 | None = None
    start: date | None = None
    end: date | None = None
    source: str | None = None


class ShortMinistries(BaseModel):
    """The part of ``registry/cues.yml`` that makes names: "الخارجية" and a nisba for every state's foreign ministry."""

    model_config = ConfigDict(extra="ignore")
    short_ministries: dict[str, BodyType]


class ComposedBody(BaseModel):
    """A body that every state has, named after it: patterns with ``{m}`` and ``{f}`` (the definite nisba), ``{en}``. ``only``: the states that have it; empty: all."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    type: BodyType
    slug: Slug
    ar: str
    en: str
    aliases: tuple[str, ...] = ()
    only: tuple[Iso2, ...] = ()


class Composed(BaseModel):
    model_config = ConfigDict(extra="ignore")
    composed: tuple[ComposedBody, ...] = ()
    no_states: tuple[Iso2, ...] = ()  # territories: they have none of these


class MaskRow(_Line):
    """A longer phrase in which a name does not stand for its bearer: "نهر الأردن"."""

    phrase: str
    why: str
