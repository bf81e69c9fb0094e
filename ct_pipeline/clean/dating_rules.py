"""The cues of dating (``seeds/language/dating.yml``) and the days on which bodies were founded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings
from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.registry import Registry
from ct_pipeline.lexicon.seeds import Seeds


class DatingSeeds(BaseModel):
    """Schema of ``language/dating.yml``."""

    model_config = ConfigDict(extra="forbid")
    published_labels: list[str]
    updated_labels: list[str]
    honorifics: list[str]
    office_heads: list[list[str]]
    former: list[str]
    that_is: list[str]
    more_than: list[str]
    since_event: list[str]
    on_that_day: list[str]
    presidency: list[str]
    counterparts: list[str]
    accession_nouns: list[str]
    accession_verbs: list[str]
    founding: list[str]
    making: list[str]
    since_landmark: list[str]
    whole_body: list[str]
    only_if_said: list[str]
    anniversary: list[str]
    ahead_of: list[str]
    independence: list[str]
    passing: list[str]
    founded_nouns: list[str]
    founded_verbs: list[str]
    days_before: list[str]
    weeks_before: list[str]
    eve: list[str]
    session_adjectives: list[str]
    term_ends: list[str]
    present: list[str]


class FoundedRow(BaseModel):
    """Schema of ``registry/founded.csv``: the day a body of the registry was founded."""

    model_config = ConfigDict(extra="forbid")
    body: str
    founded: date
    source: str


class IndependenceRow(BaseModel):
    """Schema of ``registry/independence.csv``: the day that a state counts its independence from."""

    model_config = ConfigDict(extra="forbid")
    country: str
    day: date
    source: str


@dataclass(frozen=True, slots=True)
class Title:
    """An office: the head nouns under which it goes, their first words, and its own words in every bare form."""

    heads: frozenset[str]
    firsts: frozenset[str]
    words: tuple[frozenset[str], ...]


def bare_forms(word: str) -> set[str]:
    """A word without its attached particles and article, every way it can be read."""
    return {rest.removeprefix("ال") for _, rest in readings(word)}


@dataclass(frozen=True, slots=True)
class DatingRules:
    """The cues of ``language/dating.yml``, folded."""

    published_labels: tuple[str, ...]
    updated_labels: tuple[str, ...]
    honorifics: frozenset[str]
    office_heads: tuple[frozenset[str], ...]
    former: re.Pattern[str]
    that_is: frozenset[str]
    more_than: tuple[str, ...]
    since_event: frozenset[str]
    on_that_day: frozenset[str]
    presidency: re.Pattern[str]  # a chair held for one month at a time, up to the month
    counterpart: re.Pattern[str]  # "his counterpart", of an office named before it
    accession: re.Pattern[str]  # taking office; the group "own": of somebody named before ("منذ توليه")
    founding: frozenset[str]
    making: frozenset[str]  # nouns and verbs after which a body is only being made
    since_landmark: frozenset[str]
    only_if_said: frozenset[str]  # an office with one of these words is another than the one without it
    whole_body: tuple[str, ...]  # what stands for a body whose office is named
    anniversary: frozenset[str]
    ahead_of: frozenset[str]  # before it: still to come
    independence: re.Pattern[str]  # the group "own": of the state named before it ("لاستقلالها")
    passing: re.Pattern[str]  # before "N years since"
    founded_noun: re.Pattern[str]  # after it: founding, of what follows
    founded_verb: re.Pattern[str]
    days_before: re.Pattern[str]  # "days before" a date to come; the group "days" tells days from weeks
    eve: re.Pattern[str]
    session_adjectives: frozenset[str]  # between "session" and its number
    running_out: re.Pattern[str]  # before the day or month in which what now holds is to end
    founded: Mapping[str, date]  # entity id to the day
    independent: Mapping[str, date]  # ISO 3166-1 alpha-2 to the day
    titles: dict[str, Title] = field(default_factory=dict, compare=False)  # offices seen so far
    _names: list[tuple[Registry, Matcher[str]]] = field(default_factory=list, compare=False)

    def founded_names(self, registry: Registry) -> Matcher[str]:
        """The names of the bodies whose founding is known, made once."""
        if not self._names or self._names[0][0] is not registry:
            self._names[:] = [(registry, registry.names.only(self.founded))]
        return self._names[0][1]

    def title(self, office: str) -> Title:
        """What to look for of an office, by its title."""
        found = self.titles.get(office)
        if found is None:
            key = fold(office)
            heads = next((g for g in self.office_heads if any(key == h or key.startswith(h + " ") for h in sorted(g, key=len, reverse=True))), frozenset({key.split()[0]}))
            words = tuple(frozenset(bare_forms(w)) for w in key.split() if len(w) > 2)
            found = self.titles[office] = Title(heads, frozenset(h.split()[0] for h in heads), words)
        return found


def _any(phrases: list[str]) -> str:
    return "|".join(re.escape(fold(p)) for p in sorted(phrases, key=len, reverse=True))


def load_dating(seeds: Seeds) -> DatingRules:
    data = seeds.yaml("language/dating.yml", DatingSeeds)
    return DatingRules(
        tuple(map(fold, data.published_labels)), tuple(map(fold, data.updated_labels)), frozenset(map(fold, data.honorifics)),
        tuple(frozenset(map(fold, g)) for g in data.office_heads),
        re.compile(r"(?<!\w)[وفبل]?(?:" + "|".join(re.escape(fold(w)) for w in data.former) + r")(?!\w)"), frozenset(map(fold, data.that_is)),
        tuple(map(fold, data.more_than)), frozenset(map(fold, data.since_event)),
        frozenset(map(fold, data.on_that_day)), re.compile(rf"(?<!\w)(?:{_any(data.presidency)})(?!\w)[^.;:]{{0,50}} (?:ل|خلال |عن |في )$"),
        re.compile(rf"(?<!\w)[ولب]?(?:{_any(data.counterparts)})(?!\w)"),
        re.compile(rf"(?<!\w)(?:(?P<own>{_any(data.accession_nouns)})|[وف]?(?:{_any(data.accession_verbs)}))(?!\w)"), frozenset(map(fold, data.founding)), frozenset(map(fold, data.making)),
        frozenset(map(fold, data.since_landmark)), frozenset(b for w in data.only_if_said for b in bare_forms(fold(w))), tuple(map(fold, data.whole_body)),
        frozenset(map(fold, data.anniversary)),
        frozenset(map(fold, data.ahead_of)),
        re.compile(rf"(?<!\w)[بل]?(?:ال|لل?)?(?:{_any(data.independence)})(?P<own>ها|ه|هم)?(?!\w)"), re.compile(rf"(?<!\w)[وفب]?(?:{_any(data.passing)}) "),
        re.compile(rf" ?(?:{_any(data.founded_nouns)}) "), re.compile(rf"(?<!\w)[وف]?(?:{_any(data.founded_verbs)})(?!\w)"),
        re.compile(rf"(?<!\w)[وف]?(?:(?P<days>{_any(data.days_before)})|{_any(data.weeks_before)})(?!\w)"),
        re.compile(rf"(?<!\w)[وف]?(?:{_any(data.eve)})(?!\w)"),
        frozenset(map(fold, data.session_adjectives)),
        re.compile(rf"(?<!\w)[وفبل]?(?:{_any(data.term_ends)}) [^.;:]{{0,40}}?(?:{_any(data.present)}) (?:في |خلال |مع |يوم )?(?:نهايه |اواخر |منتصف |مطلع |متم )?$"),
        {f"org:{row.body}": row.founded for _, row in seeds.csv("registry/founded.csv", FoundedRow)},
        {row.country: row.day for _, row in seeds.csv("registry/independence.csv", IndependenceRow)},
    )  # fmt: skip
