"""Which body a name means: its key, the id made of it, and the registry's bodies by every name."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping

from ct_pipeline.extract.body_types import MISSIONS
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.registry import Registry


def name_key(name: str) -> str:
    """What of a body's name makes its identity: folded, without quotes, brackets and a leading article."""
    words = re.findall(r"\w+", fold(name))
    if words and words[0].startswith("ال") and len(words[0]) > 4:
        words[0] = words[0][2:]
    return " ".join(words)


def body_id(name: str, country: str | None = None) -> str:
    """The id of a body found in text. ``country`` only for bodies whose name every state uses."""
    key = name_key(name) + (f"|{country}" if country else "")
    return "org:x" + hashlib.sha256(key.encode()).hexdigest()[:12]


class _Aliases:
    """Registry bodies by whole name."""

    def __init__(self, registry: Registry) -> None:
        index: dict[str, list[str]] = defaultdict(list)
        for identifier, e in registry.entities.items():
            if e.kind == "organization":
                for alias in e.aliases:
                    key = name_key(alias)
                    if identifier not in index[key]:
                        index[key].append(identifier)
        self.index = {k: tuple(sorted(v)) for k, v in index.items()}
        self.sites = {site_key(e.name_en): e.country_iso2 for e in registry.entities.values() if e.type in _MEDIA and e.name_en and e.country_iso2}
        missions: dict[str, list[str]] = defaultdict(list)
        for identifier, e in registry.entities.items():
            if e.type in MISSIONS and e.parent_id:
                missions[e.parent_id].append(identifier)
        self.missions = {k: tuple(sorted(v)) for k, v in missions.items()}
        endings: dict[str, list[str]] = defaultdict(list)
        for key in self.index:
            stem, _, last = key.rpartition(" ")
            if stem and len(last) > 4:
                endings[stem].append(last)
        self.endings = {k: tuple(sorted(v)) for k, v in endings.items()}


_ALIASES: dict[int, tuple[Registry, _Aliases]] = {}  # by identity; the registry is held, so that its identity is not given to another


def aliases_of(registry: Registry) -> Mapping[str, tuple[str, ...]]:
    """Registry bodies by :func:`name_key` of each name, made once a registry."""
    return _names_of(registry).index


def endings_of(registry: Registry) -> Mapping[str, tuple[str, ...]]:
    """The last words (of five letters or more) of the registry's names, by what stands before them."""
    return _names_of(registry).endings


def missions_of(registry: Registry) -> Mapping[str, tuple[str, ...]]:
    """The registry's missions by the body that sends them."""
    return _names_of(registry).missions


def outlet_countries(registry: Registry) -> Mapping[str, str]:
    """The countries of the registry's outlets by :func:`site_key` of their English names."""
    return _names_of(registry).sites


_DOMAIN = re.compile(r"(?:www\.|m\.|ar\.|arabic\.)*([\w-]+)\.[a-z.]+\Z")
_MEDIA = frozenset({"agency", "newspaper", "site", "television", "radio"})


def site_key(name: str) -> str:
    """An outlet's Latin name or its site's address without what varies: ``"www.hespress.com"`` and ``"Hespress"`` are one."""
    m = _DOMAIN.match(name.lower().strip())
    return re.sub(r"[^a-z0-9]", "", (m.group(1) if m else name).lower())


def _names_of(registry: Registry) -> _Aliases:
    known = _ALIASES.get(id(registry))
    if known is None:
        known = _ALIASES[id(registry)] = (registry, _Aliases(registry))
    return known[1]
