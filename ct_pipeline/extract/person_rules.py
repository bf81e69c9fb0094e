"""What the person grammar knows: titles, given names, common words and the cues around names, from ``seeds/``.

Belongs here: reading and checking those seeds, and telling of one folded word what it can be. Does not: any walk over a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ct_pipeline.extract.person_cues import GenericOfficial, GivenNameRow, NameCues, TitleKind, TitleRow, WordRow
from ct_pipeline.extract.person_words import WordFacts
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import SeedError, Seeds


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
    construct: bool = False  # a dual that its complement must follow: "وزيري الدفاع"; alone a family's name
    accusative: bool = False  # the indefinite accusative: "رئيسا"


@dataclass(frozen=True)
class PersonRules:
    """The loaded seeds. All words folded."""

    titles: dict[str, tuple[TitleForm, ...]]  # by first word, longest form first
    given: dict[str, str]  # name -> gender
    origin: dict[str, str]  # name -> where it is at home
    arab_states: frozenset[str]
    home_origins: frozenset[str]
    given_also_common: frozenset[str]
    given_feminine: frozenset[str]  # printed with ta marbuta
    given_dotted: frozenset[str]  # printed with ya: with alef in its place another word
    given_strict: frozenset[str]  # the printed names, alefs and ta marbuta unified, hamza on its carrier kept
    common: frozenset[str]
    inflected: frozenset[str]  # common by the forms they are found in: rarer words, which names can be too
    function: frozenset[str]
    function_raw: frozenset[str]  # as written, to tell homographs of the folded form apart
    calendar: frozenset[str]
    connectors: frozenset[str]
    opening_connectors: frozenset[str]
    loose_connectors: frozenset[str]
    noun_pattern: re.Pattern[str]
    tails: frozenset[str]
    family_tails: frozenset[str]  # of the tails: a name by itself too
    abd_tails: frozenset[str]
    of_god: frozenset[str]
    outlet_words: frozenset[str]
    dynastic: frozenset[str]
    eponym_heads: frozenset[str]
    eponym_several: frozenset[str]  # of these, the forms of two or more: each name of a list behind them is an institution's
    place_heads: frozenset[str]
    own_adjectives: frozenset[str]
    subject_verbs: frozenset[str]
    before_name: frozenset[str]
    family_titles: frozenset[str]
    given_titles: frozenset[str]
    patronymics: frozenset[str]
    letter_names: frozenset[str]
    doubtful_ranks: frozenset[str]
    plain_speech: frozenset[str]
    passive_verbs: frozenset[str]
    pious: frozenset[str]
    ruled: frozenset[str]
    of_faith: frozenset[str]
    construct_times: frozenset[str]
    stateless_bare: frozenset[str]
    stateless_types: frozenset[str]
    reporting_types: frozenset[str]
    represent_verbs: frozenset[str]
    rank_modifiers: frozenset[str]
    months: frozenset[str]
    former: frozenset[str]
    same: frozenset[str]
    same_before: frozenset[str]
    title_glue: frozenset[str]
    governs_on: frozenset[str]
    month_adjectives: frozenset[str]
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
    generic_officials: dict[str, GenericOfficial]
    member_offices: frozenset[str]
    counterparts: tuple[str, ...]
    counterpart_offices: frozenset[str]
    clause_openers: frozenset[str]
    companion_words: frozenset[str]
    manner_words: frozenset[str]
    list_openers: frozenset[str]
    acting: frozenset[str]
    open_glue: frozenset[str]
    kingdom_words: frozenset[str]
    monarch_styles: dict[str, str]
    accompanying: frozenset[str]
    state_words: frozenset[str]
    travelling_offices: frozenset[str]
    not_titles: frozenset[str]  # as printed
    nickname_labels: frozenset[str]
    saints: frozenset[str]
    saint_genders: dict[str, str]
    international_types: frozenset[str]
    agency_countries: dict[str, str]
    home_signs: dict[str, frozenset[str]]
    behalf_before: frozenset[str]
    international: tuple[str, ...]
    international_adjectives: frozenset[str]
    topic_heads: frozenset[str]
    national_bureaus: tuple[str, ...]
    home_phrases: tuple[str, ...]

    @cached_property
    def title_words(self) -> frozenset[str]:
        """First words of titles, but for those that need their complement to be one."""
        return frozenset(word for word, forms in self.titles.items() if not all(form.construct for form in forms))

    @cached_property
    def words(self) -> WordFacts:
        """What each folded word can be; remembered from article to article."""
        return WordFacts(self)

    def flags(self, word: str) -> int:
        """What the folded ``word`` can be, as flags."""
        return self.words[word].flags


def _definite(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"ال{first} {rest}".strip()


def _several(heads: Iterable[str]) -> set[str]:
    """Duals of the heads that end with ta marbuta: "جامعتي", "ثانويتين"."""
    return {head[:-1] + ending for head in heads if head.endswith("ة") for ending in ("تي", "تين", "تا", "تان")}


def _accusatives(printed: str, row: TitleRow) -> set[str]:
    """ "عين فلان مديرا عاما": the indefinite accusative of a title, of its adjective too, which agrees with a woman's title; a construct bears none."""
    head, _, rest = printed.partition(" ")
    if head[-1] in "ةءى" or (rest and not (row.feminine.endswith("ة") and rest + "ة" == row.feminine.partition(" ")[2])):
        return set()
    return {f"{head}ا {rest}ا" if rest else f"{head}ا"}


def _duals(printed: str, row: TitleRow) -> set[str]:
    """ "نائبان", "وزيري", "الوزيران": two who hold a title of one word. (The construct "وزيرا" reads as the accusative of one.)"""
    if row.kind not in ("office", "profession", "rank", "sovereign") or " " in printed or printed.startswith("ال") or printed[-1] in "يىءا":
        return set()
    stem = printed[:-1] + "ت" if printed.endswith("ة") else printed
    full = {stem + "ان", stem + "ين"}
    return full | {_definite(f) for f in full} | {stem + "ي"}


def load_person_rules(seeds: Seeds) -> PersonRules:
    """Read and check the seeds of the person grammar. A broken line is refused with file and line."""
    cues = seeds.yaml("cues/name_cues.yml", NameCues)
    by_first: dict[str, dict[tuple[tuple[str, ...], str, frozenset[str]], TitleForm]] = {}
    for _, row in seeds.csv("cues/titles.csv", TitleRow):
        needs = frozenset(fold(w) for w in row.needs.split("|") if w)
        lemma = fold(row.masculine).removeprefix("ال")
        for printed, gender, plural in ((row.masculine, "m", False), (row.feminine, "f", False), (row.plural, "m", True)):
            if not printed:
                continue
            forms = {printed}
            accusatives: set[str] = set()
            if not printed.startswith("ال") and row.kind not in ("kin",) and " " not in printed and not needs:
                forms.add(_definite(printed))
            if plural and printed.endswith("ون"):
                forms |= {p[:-2] + "ين" for p in forms} | {printed[:-2] + "و", printed[:-2] + "ي"}
            if row.kind in ("office", "profession") and not plural and " " not in printed and not printed.startswith("ال") and not needs:
                stem = printed[:-1] + "ت" if printed.endswith("ة") else printed
                forms |= {stem + pronoun for pronoun in ("ه", "ها", "هم")}
            if row.kind in ("office", "profession") and not plural and not needs and not printed.startswith("ال"):
                accusatives = _accusatives(printed, row)
                forms |= accusatives
            duals = _duals(printed, row) if not plural and not needs else set()
            forms |= duals
            for form in sorted(forms):
                words = tuple(fold(form).split())
                ending = form[-1] if form[-1] in "ةه" else ""
                definite = any(w.startswith("ال") for w in words)
                two = form in duals
                title = TitleForm(words, lemma, row.kind, row.serves, gender, plural or two, definite, needs, fold(row.generic), ending, two and form.endswith("ي"), form in accusatives)
                by_first.setdefault(words[0], {}).setdefault((words, title.ending, needs), title)
    given: dict[str, str] = {}
    also_common = set()
    strict = set()
    origin: dict[str, str] = {}
    marbuta = set()
    dotted = set()
    for line, name in seeds.csv("language/given_names.csv", GivenNameRow):
        key = fold(name.name)
        if key in given:
            raise SeedError(f"{seeds.folder / 'language/given_names.csv'}, line {line}: {name.name} stands there twice (as folded: {key}); remove one")
        given[key] = name.gender
        origin[key] = name.origin
        if name.name.endswith("ة"):
            marbuta.add(key)
        if name.name.endswith("ي"):
            dotted.add(key)
        strict.add(name.name.translate(str.maketrans("أإآىة", "ااايه")))
        if name.also_common:
            also_common.add(key)

    def folded(values: Iterable[str]) -> frozenset[str]:
        return frozenset(fold(v) for v in values)

    return PersonRules(
        titles={k: tuple(sorted(v.values(), key=lambda f: (-len(f.words), f.words, f.ending, not f.needs, sorted(f.needs)))) for k, v in by_first.items()},
        given=given,
        given_also_common=frozenset(also_common),
        origin=origin,
        arab_states=frozenset(cues.arab_states),
        home_origins=frozenset(cues.home_origins),
        given_feminine=frozenset(marbuta),
        given_dotted=frozenset(dotted),
        given_strict=frozenset(strict),
        common=frozenset(fold(w.word) for _, w in seeds.csv("language/common_words.csv", WordRow)),
        inflected=frozenset(fold(w.word) for _, w in seeds.csv("language/inflected_words.csv", WordRow)),
        function=folded(cues.function_words) | folded(cues.calendar_words),
        function_raw=frozenset(cues.function_words) | frozenset(cues.calendar_words),
        calendar=folded(cues.calendar_words),
        connectors=folded(cues.connectors),
        opening_connectors=folded(cues.opening_connectors),
        loose_connectors=folded(cues.loose_connectors),
        noun_pattern=re.compile("|".join(f"(?:{p})" for p in cues.common_patterns)),
        tails=folded(cues.tails),
        family_tails=folded(cues.family_tails),
        abd_tails=folded(cues.abd_tails),
        of_god=folded(cues.of_god),
        outlet_words=folded(cues.outlet_words),
        dynastic=folded(cues.dynastic),
        eponym_heads=folded(cues.eponym_heads) | (several := folded(_several(cues.eponym_heads))),
        eponym_several=several | folded(cues.eponym_plurals),
        place_heads=folded(cues.place_heads),
        own_adjectives=folded(cues.own_adjectives),
        subject_verbs=folded(cues.subject_verbs) | folded(v + "ت" for v in cues.subject_verbs if v[0] not in "يت" and v[-1] not in "تاىو"),
        before_name=folded(cues.before_name),
        family_titles=folded(cues.family_titles),
        given_titles=folded(cues.given_titles),
        patronymics=folded(cues.patronymics),
        letter_names=folded(cues.letter_names),
        doubtful_ranks=folded(cues.doubtful_ranks),
        plain_speech=folded(cues.plain_speech),
        passive_verbs=folded(cues.passive_verbs),
        pious=folded(cues.pious),
        ruled=folded(cues.ruled),
        of_faith=folded(cues.of_faith),
        construct_times=folded(cues.construct_times),
        stateless_bare=folded(cues.stateless_bare),
        stateless_types=frozenset(cues.stateless_types),
        reporting_types=frozenset(cues.reporting_types),
        represent_verbs=folded(cues.represent_verbs),
        rank_modifiers=folded(cues.rank_modifiers),
        months=folded(cues.months),
        former=folded(cues.former),
        same=folded(cues.same),
        same_before=folded(cues.same_before),
        title_glue=folded(cues.title_glue),
        month_adjectives=folded(cues.month_adjectives),
        governs_on=frozenset(article + word for word in folded(cues.governs_on) for article in ("", "ال")),
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
        generic_officials={fold(name): official.model_copy(update={"offices": [fold(o) for o in official.offices]}) for name, official in cues.generic_officials.items()},
        member_offices=folded(cues.member_offices),
        counterparts=tuple(sorted(folded(cues.counterparts))),
        counterpart_offices=folded(cues.counterpart_offices),
        clause_openers=folded(cues.clause_openers),
        companion_words=folded(cues.companion_words),
        manner_words=folded(cues.manner_words),
        list_openers=folded(cues.list_openers),
        acting=folded(cues.acting),
        open_glue=folded(cues.open_glue),
        kingdom_words=folded(cues.kingdom_words),
        monarch_styles={fold(style): code for style, code in sorted(cues.monarch_styles.items())},
        accompanying=folded(cues.accompanying),
        state_words=folded(cues.state_words),
        travelling_offices=folded(cues.travelling_offices),
        not_titles=frozenset(cues.not_titles),
        nickname_labels=folded(cues.nickname_labels),
        saints=folded(cues.saints),
        saint_genders={fold(word): gender for word, gender in cues.saint_genders.items()},
        international_types=frozenset(cues.international_types),
        agency_countries=cues.agency_countries,
        home_signs={code: folded(signs) for code, signs in cues.home_signs.items()},
        behalf_before=folded(cues.behalf_before),
        international=tuple(sorted(folded(cues.international_words))),
        international_adjectives=folded(cues.international_adjectives),
        topic_heads=folded(cues.topic_heads),
        national_bureaus=tuple(sorted(folded(cues.national_bureaus))),
        home_phrases=tuple(sorted(folded(cues.home_phrases))),
    )
