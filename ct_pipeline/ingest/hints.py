"""What a page's head says of the article: Open Graph and other meta tags, JSON-LD, microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ct_pipeline.ingest.encoding import storable

_TITLE = ("og:title", "citation_title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_SITE = ("og:site_name", "application-name", "dc.publisher", "citation_publisher", "apple-mobile-web-app-title")
_DATE = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dcterms.date", "dc.date.created", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "article.published", "published-date", "citation_date",
)  # fmt: skip
_AUTHOR = ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "citation_author", "twitter:creator")
_ARTICLE_TYPES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting", "Report", "SocialMediaPosting", "LiveBlogPosting")
)
_ISO = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?\s*$", re.IGNORECASE)
_ISO_SHORT = re.compile(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s*$")
_SUFFIX = re.compile(r"\s+[|\-–—:•»]+\s+")
_WHITE = re.compile(r"\s+")
_FEED = 200_000  # characters of one JSON-LD block that are looked at


@dataclass(frozen=True, slots=True)
class PageHints:
    """The ``hint_*`` columns and ``url`` of a page; ``published_at`` is the outlet's local wall-clock time, as printed with its offset."""

    title: str | None = None
    outlet: str | None = None
    published_at: datetime | None = None
    author: str | None = None
    url: str | None = None


def parse_timestamp(value: object) -> datetime | None:
    """The local wall-clock time of an ISO 8601 timestamp or a mail date, its offset dropped; None for anything else, and for years before 1990."""
    moment = _timestamp(value)
    return moment[0] if moment else None


def _timestamp(value: object) -> tuple[datetime, bool] | None:
    """The wall-clock time and whether its offset is a local one (not absent, not UTC)."""
    if not isinstance(value, str) or len(value) > 64:
        return None
    match = _ISO.match(value) or _ISO_SHORT.match(value)
    try:
        if match is not None:
            groups = match.groups() + (None,) * (7 - len(match.groups()))
            year, month, day, hour, minute, second = (int(part) if part else 0 for part in groups[:6])
            moment = datetime(year, month, day, hour, minute, min(second, 59))
            local = groups[6] is not None and groups[6].strip("+-0:") not in ("",) and groups[6][0] in "+-"
        elif value[:3].isalpha() and value[3:4] == ",":
            parsed = parsedate_to_datetime(value.strip())
            moment, local = parsed.replace(tzinfo=None), bool(parsed.utcoffset())
        else:
            return None
    except (ValueError, OverflowError, TypeError):
        return None
    return (moment, local) if 1990 <= moment.year <= 2200 else None


def _text(value: object, longest: int = 1000) -> str | None:
    if not isinstance(value, str):
        return None
    return _WHITE.sub(" ", storable(value)).strip()[:longest] or None


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://", "/", "@", "www."))


def page_hints(root: Any) -> PageHints:
    """Read the head (and microdata) of a parsed page. Where sources differ, the one made for readers of shared links comes first."""
    metas = _metas(root)
    nodes = [node for node in _json_ld(root) if not _types(node).isdisjoint(_ARTICLE_TYPES)]
    outlet = _first(metas, _SITE) or next((name for node in nodes for name in _names(node.get("publisher"))), None)
    title = _first(metas, _TITLE[:1]) or next((t for node in nodes if (t := _text(node.get("headline") or node.get("name")))), None) or _first(metas, _TITLE)
    if title is None:
        head = root.find(".//title")
        title = _text("".join(head.itertext())) if head is not None else None
    return PageHints(
        title=_without_site(title, outlet),
        outlet=outlet,
        published_at=_published(root, metas, nodes),
        author=_author(metas, nodes, outlet),
        url=_url(root, metas, nodes),
    )


def _metas(root: Any) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and content:
                out.setdefault(key.strip().lower(), []).append(content)
    return out


def _first(metas: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((text for key in keys for value in metas.get(key, ()) if (text := _text(value))), None)


def _json_ld(root: Any) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD: single ones, lists, graphs; nested ones only where they are the page's main entity."""
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        source = (element.text or "").strip()[:_FEED].removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            queue = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(500):
            if not queue:
                break
            node = queue.pop(0)
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                yield node
                queue.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if isinstance(node.get(key), dict | list))


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {kind.rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _names(value: Any) -> list[str]:
    out = []
    for item in value if isinstance(value, list) else [value]:
        name = _text(item.get("name") if isinstance(item, dict) else item, 200)
        if isinstance(item, dict) and isinstance(item.get("name"), list):
            name = next((t for n in item["name"] if (t := _text(n, 200))), None)
        if name and not _is_address(name):
            out.append(name)
    return out


def _without_site(title: str | None, outlet: str | None) -> str | None:
    """A title without the site's name after its last bar or dash: the site is no part of the headline."""
    if not title or not outlet:
        return title
    cuts = list(_SUFFIX.finditer(title))
    if cuts and cuts[-1].start() and title[cuts[-1].end() :].strip().casefold() == outlet.casefold():
        return title[: cuts[-1].start()].strip() or title
    return title


def _published(root: Any, metas: dict[str, list[str]], nodes: list[dict[str, Any]]) -> datetime | None:
    found = [value for key in _DATE for value in metas.get(key, ())]
    found[1:1] = [str(node[key]) for node in nodes for key in ("datePublished", "dateCreated") if isinstance(node.get(key), str)]
    for element in root.iter("time"):
        if element.get("pubdate") is not None or "datepublished" in (element.get("itemprop") or "").lower() or "published" in (element.get("class") or "").lower().split():
            found.append(element.get("datetime") or "")
    moments = [moment for value in found if (moment := _timestamp(value))]
    if not moments:
        return None
    first, local = moments[0]
    if not local:
        # A system that prints UTC here often prints the same moment with the outlet's own offset elsewhere: minutes and seconds agree, hours by no more than 14.
        for other, other_local in moments[1:]:
            apart = abs((other - first).total_seconds())
            if other_local and apart <= 14 * 3600 and apart % 1800 == 0:
                return other
    return first


def _author(metas: dict[str, list[str]], nodes: list[dict[str, Any]], outlet: str | None) -> str | None:
    names = [name for node in nodes for name in _names(node.get("author"))]
    if not names:
        names = [text for key in _AUTHOR for value in metas.get(key, ()) if (text := _text(value, 200)) and not _is_address(text)][:1]
    chosen = [name for name in dict.fromkeys(names) if name != outlet] or names[:1]
    return "، ".join(chosen[:5]) or None


def _url(root: Any, metas: dict[str, list[str]], nodes: list[dict[str, Any]]) -> str | None:
    found: list[object] = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    found += metas.get("og:url", [])
    for node in nodes:
        page = node.get("mainEntityOfPage")
        found += [node.get("url"), page.get("@id") if isinstance(page, dict) else page]
    return next((text for value in found if (text := _text(value, 2000)) and text.startswith(("http://", "https://"))), None)
