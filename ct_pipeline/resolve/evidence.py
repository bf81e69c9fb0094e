"""What articles say of a bearer besides the name, and when that contradicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from ct_pipeline.language.fold import fold
from ct_pipeline.resolve.rules import IdentityRules


@dataclass(frozen=True, slots=True)
class Held:
    """An office as an article or the registry gives it. ``first``/``last``: days between which it is known to be held or said to be."""

    title: str
    organization_id: str | None = None
    country_iso2: str | None = None
    first: date | None = None
    last: date | None = None
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person or body as one article knows it. ``name``: the fullest form it prints."""

    article_id: str
    entity_id: str
    kind: str  # person | organization
    name: str
    country_iso2: str | None = None
    offices: tuple[Held, ...] = ()
    story_id: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A registry entity, with every name and office."""

    entity_id: str
    kind: str
    names: tuple[str, ...]
    country_iso2: str | None = None
    offices: tuple[Held, ...] = ()
    articles: frozenset[str] = frozenset()  # where it was found under its registry id


@dataclass(frozen=True, slots=True)
class Link:
    """The entity that an article's entity is. ``reason``: itself | registry | variant | homonym."""

    article_id: str
    found_id: str
    entity_id: str
    kind: str
    reason: str


@dataclass(slots=True)
class Profile:
    """What is known of a bearer from several sightings."""

    countries: set[str] = field(default_factory=set)
    organizations: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)  # keys of titles that speak for one bearer
    stories: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    def add(self, other: Profile) -> None:
        self.countries |= other.countries
        self.organizations |= other.organizations
        self.titles |= other.titles
        self.stories |= other.stories
        self.articles |= other.articles

    @property
    def told(self) -> bool:
        """Something besides the name is known."""
        return bool(self.countries or self.organizations or self.titles)

    def contradicts(self, other: Profile) -> bool:
        """They serve different states, or one article names both: they are two."""
        if self.countries and other.countries and not self.countries & other.countries:
            return True
        return not self.articles.isdisjoint(other.articles)

    def shares_office(self, other: Profile) -> bool:
        return bool(self.organizations & other.organizations or self.titles & other.titles or self.stories & other.stories)

    def shares_country(self, other: Profile) -> bool:
        return bool(self.countries & other.countries)


def profile_of(offices: Iterable[Held], country: str | None, rules: IdentityRules) -> Profile:
    """The profile of one sighting's or registry entry's offices."""
    out = Profile(countries={country} if country else set())
    for o in offices:
        if o.country_iso2:
            out.countries.add(o.country_iso2)
        key = title_key(o.title, rules)
        if o.organization_id and key and key.split()[0] not in rules.common_titles:
            out.organizations.add(o.organization_id)  # one of a body's many members proves nothing
        if key and " " in key and key.split()[0] not in rules.common_titles:
            out.titles.add(key)
    return out


def title_key(title: str, rules: IdentityRules) -> str:
    """The words of a title that tell offices apart: folded, articles and empty words left off."""
    return _title_key(title, rules.empty)


@lru_cache(maxsize=1 << 16)  # titles recur from article to article
def _title_key(title: str, empty: frozenset[str]) -> str:
    return " ".join(_plain(w) for w in fold(title).split() if w not in empty)


def _plain(word: str) -> str:
    for prefix in ("وال", "بال", "لل", "ال"):
        if word.startswith(prefix) and len(word) - len(prefix) > 2:
            return word[len(prefix) :]
    return word


def portfolio(held: Held, rules: IdentityRules) -> tuple[str, frozenset[str]] | None:
    """Of an office that nobody holds twice at once: its head and the words of its portfolio ("وزير", {"عدل", "حريات"})."""
    words = title_key(held.title, rules).split()
    for size in (2, 1):
        head = " ".join(words[:size])
        if head in rules.exclusive and len(words) > size and not held.is_former:
            return head, frozenset(w.removeprefix("و") if len(w) > 4 else w for w in words[size:])
    return None


def portfolio_marks(held: Held, rules: IdentityRules) -> set[str]:
    """What may tell the holder of such an office from a namesake of the same state."""
    found = portfolio(held, rules)
    return {f"{held.country_iso2 or ''} {found[0]} {word}" for word in found[1]} if found else set()
