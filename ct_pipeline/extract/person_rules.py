"""What the person grammar knows: titles, given names, common words and the cues around names, from ``seeds/``.

Belongs here: reading and checking those seeds, and telling of one folded word what it can be. Does not: any walk over a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import SeedError, Seeds

TitleKind = Literal["office", "sovereign", "rank", "honorific", "profession", "role", "kin", "label"]

# What a word can be, as flags of an int.
FUNCTION, COMMON, GIVEN, ALSO_COMMON, ARTICLE, CONNECTOR, LETTER, NUMBER, LATIN, TAIL, CLITIC, DYNASTIC, DERIVED = (1 << i for i in range(13))
# DERIVED: common only by its shape or ending; a foreign name can look so.


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TitleRow(_Strict):
    """One line of ``cues/titles.csv``; ``needs``: words (``|``), one of which must follow."""

    masculine: str
    feminine: str = ""
    plural: str = ""
    kind: TitleKind
    serves: Literal["state", "sender", "none"]
    needs: str = ""
    generic: str = ""


class GivenNameRow(_Strict):
    name: str
    gender: Literal["m", "f", "u"]
    origin: str
    also_common: Literal["yes", ""] = ""


class WordRow(_Strict):
    word: str


class NameCues(_Strict):
    """``cues/name_cues.yml``: see the comments there."""

    connectors: list[str]
    opening_connectors: list[str]
    loose_connectors: list[str]
    tails: list[str]
    abd_tails: list[str]
    dynastic: list[str]
    eponym_heads: list[str]
    place_heads: list[str]
    own_adjectives: list[str]
    subject_verbs: list[str]
    before_name: list[str]
    family_titles: list[str]
    given_titles: list[str]
    patronymics: list[str]
    plain_speech: list[str]
    stateless_bare: list[str]
    stateless_types: list[str]
    represent_verbs: list[str]
    rank_modifiers: list[str]
    months: list[str]
    former: list[str]
    same: list[str]
    same_before: list[str]
    title_glue: list[str]
    international_words: list[str]
    international_adjectives: list[str]
    national_bureaus: list[str]
    home_phrases: list[str]
    calendar_words: list[str]
    common_patterns: list[str]
    delegation_heads: list[str]
    on_behalf: list[str]
    apposition_words: list[str]
    world_agencies: list[str]
    adjectival_titles: list[str]
    participles: list[str]
    sparse_pronouns: list[str]
    body_words: list[str]
    private_heads: list[str]
    arab_states: list[str]
    title_adjectives: list[str]
    honorific_pronouns: dict[str, list[str]]
    generic_officials: list[str]
    international_types: list[str]
    agency_countries: dict[str, str]
    home_signs: dict[str, list[str]]
    behalf_before: list[str]
    function_words: list[str]


@dataclass(frozen=True, slots=True)
class TitleForm:
    """One printed form of a title head: ``words`` folded; ``gender`` m or f; ``plural``; ``definite`` begins with the article."""

    words: tuple[str, ...]
    lemma: str
    kind: TitleKind
    serves: str
    gender: str
    plural: bool
    definite: bool
    needs: frozenset[str]
    generic: str
    ending: str  # ة or ه where the printed form ends so: they fold alike


@dataclass(frozen=True)
class PersonRules:
    """The loaded seeds. All words folded."""

    titles: dict[str, tuple[TitleForm, ...]]  # by first word, longest form first
    given: dict[str, str]  # name -> gender
    origin: dict[str, str]  # name -> where it is at home
    arab_states: frozenset[str]
    given_also_common: frozenset[str]
    given_feminine: frozenset[str]  # printed with ta marbuta
    given_strict: frozenset[str]  # the printed names, alefs and ta marbuta unified, hamza on its carrier kept
    common: frozenset[str]
    function: frozenset[str]
    function_raw: frozenset[str]  # as written, to tell homographs of the folded form apart
    calendar: frozenset[str]
    connectors: frozenset[str]
    opening_connectors: frozenset[str]
    loose_connectors: frozenset[str]
    noun_pattern: re.Pattern[str]
    tails: frozenset[str]
    abd_tails: frozenset[str]
    dynastic: frozenset[str]
    eponym_heads: frozenset[str]
    place_heads: frozenset[str]
    own_adjectives: frozenset[str]
    subject_verbs: frozenset[str]
    before_name: frozenset[str]
    family_titles: frozenset[str]
    given_titles: frozenset[str]
    patronymics: frozenset[str]
    plain_speech: frozenset[str]
    stateless_bare: frozenset[str]
    stateless_types: frozenset[str]
    represent_verbs: frozenset[str]
    rank_modifiers: frozenset[str]
    months: frozenset[str]
    former: frozenset[str]
    same: frozenset[str]
    same_before: frozenset[str]
    title_glue: frozenset[str]
    delegation_heads: frozenset[str]
    on_behalf: frozenset[str]
    apposition_words: frozenset[str]
    world_agencies: frozenset[str]
    adjectival_titles: frozenset[str]
    participles: frozenset[str]
    sparse_pronouns: frozenset[str]
    body_words: frozenset[str]
    private_heads: frozenset[str]
    title_adjectives: frozenset[str]
    honorific_pronouns: dict[str, frozenset[str]]
    generic_officials: frozenset[str]
    international_types: frozenset[str]
    agency_countries: dict[str, str]
    home_signs: dict[str, frozenset[str]]
    behalf_before: frozenset[str]
    international: tuple[str, ...]
    international_adjectives: frozenset[str]
    national_bureaus: tuple[str, ...]
    home_phrases: tuple[str, ...]

    def __hash__(self) -> int:  # one object a process: identity is enough for the word cache
        return id(self)

    def title_readings(self, word: str) -> tuple[tuple[str, str, tuple[TitleForm, ...]], ...]:
        """Every way to read the folded ``word`` as the first word of a title: attached particles, the rest, the forms."""
        return _title_readings(self, word)

    def flags(self, word: str) -> int:
        """What the folded ``word`` can be, as flags."""
        return _flags(self, word)


_CLITICS = ("وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ل", "ك")
_SUFFIXES = ("هما", "ها", "هم", "كم", "نا", "وا", "ه", "ا")


def split_clitics(word: str) -> Iterable[tuple[str, str]]:
    """``(clitic, rest)`` for every way to take attached particles off; ``لل`` gives the rest with its article back."""
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= 2:
            rest = word[len(clitic) :]
            if clitic[-1] == "ل" and rest[0] == "ل" and len(rest) >= 3:
                yield clitic, "ا" + rest
            yield clitic, rest


def _is_common(rules: PersonRules, word: str) -> bool:
    bare = word[2:] if word.startswith("ال") and len(word) > 3 else word
    if word in rules.common or bare in rules.common or word in rules.titles:
        return True
    for suffix in _SUFFIXES if bare == word else ("ه",):
        if bare.endswith(suffix) and len(bare) - len(suffix) >= 3:
            stem = bare[: -len(suffix)]
            if (
                stem in rules.common
                or (suffix[0] == "ه" and rules.noun_pattern.fullmatch(stem))
                or (stem.endswith("ت") and (stem[:-1] + "ه" in rules.common or stem[:-1] + "ه" in rules.titles or rules.noun_pattern.fullmatch(stem[:-1] + "ه")))
            ):
                return True
    if bare.endswith("تي") and len(bare) > 4 and bare[:-2] + "ه" in rules.common:
        return True
    if bare.endswith(("تين", "تان")) and (bare[:-3] + "ه" in rules.common or bare[:-3] + "ه" in rules.titles):
        return True
    return bare != word and bare.endswith(("ين", "ون", "ان", "ات", "يه")) and len(bare) > 4 and bare[:-2] in rules.common


@lru_cache(maxsize=200_000)
def _title_readings(rules: PersonRules, word: str) -> tuple[tuple[str, str, tuple[TitleForm, ...]], ...]:
    return tuple((clitic, rest, rules.titles[rest]) for clitic, rest in (("", word), *split_clitics(word)) if rest in rules.titles)


@lru_cache(maxsize=200_000)
def _flags(rules: PersonRules, word: str) -> int:
    if not word:
        return 0
    if word[0].isdigit() or word[-1].isdigit():
        return NUMBER
    if word.isascii():
        return LATIN
    flags = 0
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    if len(word) == 1:
        return LETTER
    if word.startswith("ال") and len(word) > 3:
        flags |= ARTICLE
    if word in rules.function:
        flags |= FUNCTION
    if word in rules.same or word in rules.former or bare in rules.eponym_heads or bare in rules.place_heads:
        flags |= COMMON
    if word in rules.given:
        flags |= GIVEN
        if word in rules.given_also_common:
            flags |= ALSO_COMMON
    elif word.startswith("عبدال") and len(word) > 7:
        flags |= GIVEN  # "عبدالعاطي", whatever attribute follows
    elif word[-1] == "ا" and word[:-1] in rules.given and word[:-1] not in rules.given_also_common and len(word) > 4 and not _is_common(rules, word[:-1]) and word not in rules.common:
        flags |= GIVEN  # the accusative: "ان محمدا"
    if word in rules.connectors:
        flags |= CONNECTOR
    if word in rules.tails:
        flags |= TAIL
    if word in rules.dynastic:
        flags |= DYNASTIC
    if _is_common(rules, word) or rules.noun_pattern.fullmatch(bare) or word in rules.subject_verbs or word in rules.titles:
        flags |= COMMON
        if not (word in rules.common or bare in rules.common or word in rules.subject_verbs or word in rules.titles or flags & (ARTICLE | FUNCTION)):
            flags |= DERIVED
    if not flags & (GIVEN | COMMON | FUNCTION | CONNECTOR):
        for _, rest in split_clitics(word):
            if rest in rules.function and len(rest) > 2:
                flags |= FUNCTION | CLITIC
            elif len(rest) > 2 and (
                _is_common(rules, rest)
                or (len(rest) > 4 and rules.noun_pattern.fullmatch(rest.removeprefix("ال")))
                or rest in rules.eponym_heads
                or _plural_of_common(rules, rest)
                or rest in rules.opening_connectors
                or rest in rules.given
                or rest in rules.subject_verbs
                or rest in rules.titles
            ):
                flags |= COMMON | CLITIC
    if flags & CONNECTOR and word not in rules.loose_connectors:
        flags &= ~COMMON
    return flags


def _definite(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"ال{first} {rest}".strip()


def _plural_of_common(rules: PersonRules, word: str) -> bool:
    """ "متهمات", "مستشارين": a sound plural of an everyday word or a title."""
    if not word.endswith(("ات", "ين", "ون")) or len(word) < 5:
        return False
    stem = word[:-2]
    return any(form in rules.common or form in rules.titles for form in (stem, stem + "ه"))


def load_person_rules(seeds: Seeds) -> PersonRules:
    """Read and check the seeds of the person grammar. A broken line is refused with file and line."""
    cues = seeds.yaml("cues/name_cues.yml", NameCues)
    by_first: dict[str, dict[tuple[tuple[str, ...], str], TitleForm]] = {}
    for _, row in seeds.csv("cues/titles.csv", TitleRow):
        needs = frozenset(fold(w) for w in row.needs.split("|") if w)
        lemma = fold(row.masculine).removeprefix("ال")
        for printed, gender, plural in ((row.masculine, "m", False), (row.feminine, "f", False), (row.plural, "m", True)):
            if not printed:
                continue
            forms = {printed}
            if not printed.startswith("ال") and row.kind not in ("kin",) and " " not in printed and not needs:
                forms.add(_definite(printed))
            if plural and printed.endswith("ون"):
                forms |= {p[:-2] + "ين" for p in forms} | {printed[:-2] + "و", printed[:-2] + "ي"}
            if row.kind in ("office", "profession") and not plural and " " not in printed and not printed.startswith("ال") and not needs:
                stem = printed[:-1] + "ت" if printed.endswith("ة") else printed
                forms |= {stem + pronoun for pronoun in ("ه", "ها", "هم")}
            for form in sorted(forms):
                words = tuple(fold(form).split())
                title = TitleForm(words, lemma, row.kind, row.serves, gender, plural, any(w.startswith("ال") for w in words), needs, fold(row.generic), form[-1] if form[-1] in "ةه" else "")
                by_first.setdefault(words[0], {}).setdefault((words, title.ending), title)
    given: dict[str, str] = {}
    also_common = set()
    strict = set()
    origin: dict[str, str] = {}
    marbuta = set()
    for line, name in seeds.csv("language/given_names.csv", GivenNameRow):
        key = fold(name.name)
        if key in given:
            raise SeedError(f"{seeds.folder / 'language/given_names.csv'}, line {line}: {name.name} stands there twice (as folded: {key}); remove one")
        given[key] = name.gender
        origin[key] = name.origin
        if name.name.endswith("ة"):
            marbuta.add(key)
        strict.add(name.name.translate(str.maketrans("أإآىة", "ااايه")))
        if name.also_common:
            also_common.add(key)

    def folded(values: Iterable[str]) -> frozenset[str]:
        return frozenset(fold(v) for v in values)

    return PersonRules(
        titles={k: tuple(sorted(v.values(), key=lambda f: (-len(f.words), f.words, f.ending))) for k, v in by_first.items()},
        given=given,
        given_also_common=frozenset(also_common),
        origin=origin,
        arab_states=frozenset(cues.arab_states),
        given_feminine=frozenset(marbuta),
        given_strict=frozenset(strict),
        common=frozenset(fold(w.word) for _, w in seeds.csv("language/common_words.csv", WordRow)),
        function=folded(cues.function_words) | folded(cues.calendar_words),
        function_raw=frozenset(cues.function_words) | frozenset(cues.calendar_words),
        calendar=folded(cues.calendar_words),
        connectors=folded(cues.connectors),
        opening_connectors=folded(cues.opening_connectors),
        loose_connectors=folded(cues.loose_connectors),
        noun_pattern=re.compile("|".join(f"(?:{p})" for p in cues.common_patterns)),
        tails=folded(cues.tails),
        abd_tails=folded(cues.abd_tails),
        dynastic=folded(cues.dynastic),
        eponym_heads=folded(cues.eponym_heads),
        place_heads=folded(cues.place_heads),
        own_adjectives=folded(cues.own_adjectives),
        subject_verbs=folded(cues.subject_verbs),
        before_name=folded(cues.before_name),
        family_titles=folded(cues.family_titles),
        given_titles=folded(cues.given_titles),
        patronymics=folded(cues.patronymics),
        plain_speech=folded(cues.plain_speech),
        stateless_bare=folded(cues.stateless_bare),
        stateless_types=frozenset(cues.stateless_types),
        represent_verbs=folded(cues.represent_verbs),
        rank_modifiers=folded(cues.rank_modifiers),
        months=folded(cues.months),
        former=folded(cues.former),
        same=folded(cues.same),
        same_before=folded(cues.same_before),
        title_glue=folded(cues.title_glue),
        delegation_heads=folded(cues.delegation_heads),
        on_behalf=folded(cues.on_behalf),
        apposition_words=folded(cues.apposition_words),
        world_agencies=folded(cues.world_agencies),
        adjectival_titles=folded(cues.adjectival_titles),
        participles=folded(cues.participles),
        sparse_pronouns=folded(cues.sparse_pronouns),
        body_words=folded(cues.body_words),
        private_heads=folded(cues.private_heads),
        title_adjectives=folded(cues.title_adjectives),
        honorific_pronouns={fold(word): folded(lemmas) for word, lemmas in cues.honorific_pronouns.items()},
        generic_officials=folded(cues.generic_officials),
        international_types=frozenset(cues.international_types),
        agency_countries=cues.agency_countries,
        home_signs={code: folded(signs) for code, signs in cues.home_signs.items()},
        behalf_before=folded(cues.behalf_before),
        international=tuple(sorted(folded(cues.international_words))),
        international_adjectives=folded(cues.international_adjectives),
        national_bureaus=tuple(sorted(folded(cues.national_bureaus))),
        home_phrases=tuple(sorted(folded(cues.home_phrases))),
    )
