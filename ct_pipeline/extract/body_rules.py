"""The lexicon of body names, ``cues/body_heads.csv`` and ``cues/body_words.yml``, and which types of bodies name themselves how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.seeds import SeedError, Seeds

_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")


class HeadRow(BaseModel):
    """One line of ``body_heads.csv``: how a head noun may go on, with the article, without it, and after its complement."""

    model_config = ConfigDict(extra="forbid")
    head: str
    type: str
    gender: Literal["m", "f"]
    definite: Literal["no", "adjective", "nisba", "force", "military", "prosecution", "secretariat", "redcross", "court", "service"]
    construct_: Literal["no", "open", "field", "portfolio", "court", "university", "command", "place", "named", "proper", "quoted", "fixed", "kept", "arm", "inner"] = Field(
        alias="construct"
    )
    for_: Literal["no", "field"] = Field(alias="for")
    tail: Literal["no", "city", "place"]
    and_: Literal["no", "field", "portfolio", "any"] = Field(alias="and")
    region: Literal["no", "yes"]


class WordsFile(BaseModel):
    """``body_words.yml``: the words inside body names."""

    model_config = ConfigDict(extra="forbid")
    naming_adjectives: list[str]
    generic_adjectives: list[str]
    deictic_adjectives: list[str]
    ordinals: list[str]
    force_adjectives: list[str]
    military_adjectives: list[str]
    court_adjectives: list[str]
    red_adjectives: list[str]
    nouns_like_adjectives: list[str]
    fields: list[str]
    portfolios: list[str]
    chain: list[str]
    governs: dict[str, str]
    ties: dict[str, list[str]]
    regions: list[str]
    title_words: list[str]
    stops: list[str]
    generic_complements: list[str]
    kept: list[str]
    state_offices: dict[str, str]
    kept_out: list[str]
    bureau_fields: list[str]
    courts: list[str]
    sub_offices: list[str]
    occasions: list[str]
    trades: list[str]
    patrons: list[str]
    party_adjectives: list[str]
    allegiance: list[str]
    group_nouns: list[str]
    bound: dict[str, list[str]]
    arms: list[str]
    circuits: list[str]
    tied_complements: list[str]
    court_closers: list[str]
    services: list[str]
    service_cues: list[str]
    pairs_of_groups: list[str]
    commanded: list[str]
    state_words: list[str]
    name_beginnings: list[str]
    ambiguous_nisbas: list[str]
    continental_adjectives: list[str]
    organized: list[str]
    before_short: list[str]
    posts: list[str]
    office_adjectives: list[str]
    commands: list[str]
    command_adjectives: list[str]
    plenaries: list[str]
    participles: list[str]
    nisba_heads: list[str]
    kept_with_field: list[str]
    feminine_adjectives: list[str]
    demonstratives: list[str]
    subordinates: list[str]
    portfolio_ranks: list[str]
    battalions: list[str]
    police_fields: list[str]
    movement_fields: list[str]
    leagues: list[str]
    nations: list[str]
    areas: list[str]
    untold: list[str]
    affairs: list[str]
    numbered: list[str]
    armed_signs: list[str]
    sakes: list[str]
    abroad: list[str]
    field_heads: list[str]
    posted_to: list[str]
    cups: list[str]
    national_names: list[str]
    directed: list[str]
    directors: list[str]
    aside: list[str]
    compound_adjectives: list[str]
    force_kinds: list[str]
    sent_by: dict[str, str]
    self_named: list[str]
    self_named_nouns: list[str]
    armed_nouns: list[str]
    studies: list[str]
    districts: list[str]
    joint: list[str]
    namesakes: list[str]
    name_endings: list[str]
    servants: list[str]
    trade_head: str
    group_head: str


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun, folded, and its policies (see ``body_heads.csv``)."""

    words: tuple[str, ...]
    type: str
    gender: str
    definite: str
    construct: str
    for_: bool
    tail: str
    and_: str
    region: bool
    hamza: str = ""  # the first letter as printed, where folding hides it


@dataclass(frozen=True, slots=True)
class BodyRules:
    """The folded lexicon of body names. ``heads`` is keyed by every printed form of a head's first word: (particles' length, definite, head)."""

    heads: Mapping[str, tuple[tuple[int, bool, Head], ...]]
    by_word: Mapping[str, Head]
    naming: frozenset[str]
    generic: frozenset[str]
    deictic: frozenset[str]
    ordinals: frozenset[str]
    force: frozenset[str]
    military: frozenset[str]
    court: frozenset[str]
    red: frozenset[str]
    not_adjectives: frozenset[str]
    fields: frozenset[str]
    portfolios: frozenset[str]
    chain: frozenset[str]
    governs: Mapping[str, str]
    ties: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, tuple[tuple[str, ...], ...]]
    titles: frozenset[str]
    stops: frozenset[str]
    generic_complements: frozenset[str]
    kept: frozenset[str]
    kept_out: frozenset[str]
    bureau_fields: frozenset[str]
    courts: frozenset[str]
    sub_offices: frozenset[str]
    occasions: frozenset[str]
    trades: frozenset[str]
    patrons: frozenset[str]
    party_adjectives: frozenset[str]
    allegiance: frozenset[str]  # with the article and particles
    group_nouns: frozenset[str]
    bound: Mapping[str, frozenset[str]]
    arms: frozenset[str]
    circuits: frozenset[str]
    tied_complements: frozenset[str]
    court_closers: frozenset[str]
    services: frozenset[str]
    service_cues: frozenset[str]
    pairs_of_groups: frozenset[str]
    commanded: frozenset[str]
    state_words: frozenset[str]
    name_beginnings: frozenset[str]
    ambiguous_nisbas: frozenset[str]
    continental: frozenset[str]
    organized: frozenset[str]
    before_short: frozenset[str]
    posts: frozenset[str]
    office_adjectives: frozenset[str]
    commands: frozenset[str]
    command_adjectives: frozenset[str]
    plenaries: frozenset[str]
    participles: frozenset[str]
    nisba_heads: frozenset[str]
    kept_with_field: frozenset[str]
    feminine_adjectives: frozenset[str]
    demonstratives: frozenset[str]
    subordinates: frozenset[str]
    portfolio_ranks: frozenset[str]
    battalions: frozenset[str]
    police_fields: frozenset[str]
    movement_fields: frozenset[str]
    leagues: frozenset[str]
    nations: frozenset[str]
    areas: frozenset[str]
    untold: frozenset[str]
    affairs: frozenset[str]
    numbered: frozenset[str]
    armed_signs: frozenset[str]
    sakes: frozenset[str]
    abroad: frozenset[str]
    field_heads: frozenset[str]
    posted_to: frozenset[str]
    cups: frozenset[str]
    national_names: frozenset[str]  # without the leading article
    directed: frozenset[str]
    directors: frozenset[str]
    aside: frozenset[str]
    compound_adjectives: frozenset[str]
    force_kinds: frozenset[str]
    sent_by: Mapping[str, str]
    self_named: Matcher[str]
    self_named_nouns: frozenset[str]
    armed_nouns: frozenset[str]  # with particles
    studies: frozenset[str]
    districts: frozenset[str]
    joint: frozenset[str]
    namesakes: frozenset[str]  # with the article and particles
    name_endings: frozenset[str]
    servants: frozenset[str]
    trade: Head
    group: Head
    state_offices: Mapping[str, str]


def load_body_rules(seeds: Seeds) -> BodyRules:
    """Load ``cues/body_heads.csv`` and ``cues/body_words.yml``."""
    forms: dict[str, list[tuple[int, bool, Head]]] = defaultdict(list)
    by_word: dict[str, Head] = {}
    for line, row in seeds.csv("cues/body_heads.csv", HeadRow):
        words = tuple(fold(row.head).split())
        if " ".join(words) in by_word:
            raise SeedError(f"cues/body_heads.csv, line {line}: head {row.head!r} stands there twice")
        head = Head(words, row.type, row.gender, row.definite, row.construct_, row.for_ == "field", row.tail, row.and_, row.region == "yes", row.head[0] if row.head[0] in "آأإ" else "")
        by_word[" ".join(words)] = head
        for prefix in _PREFIXES:
            forms[prefix + words[0]].append((len(prefix), False, head))
            if not prefix.endswith("ل"):
                forms[prefix + "ال" + words[0]].append((len(prefix), True, head))
            elif words[0].startswith("ل"):
                forms[prefix + words[0]].append((len(prefix), True, head))  # ل + اللجنة is written للجنة
            else:
                forms[prefix + "ل" + words[0]].append((len(prefix), True, head))
    w = seeds.yaml("cues/body_words.yml", WordsFile)

    def f(words: list[str]) -> frozenset[str]:
        return frozenset(fold(x) for x in words)

    regions: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for region in w.regions:
        parts = tuple(fold(region).split())
        regions[parts[0]].append(parts)
    return BodyRules(
        heads={k: tuple(sorted(v, key=lambda x: (-len(x[2].words), x[0]))) for k, v in forms.items()},
        by_word=by_word,
        naming=f(w.naming_adjectives),
        generic=f(w.generic_adjectives) | f(w.deictic_adjectives),
        deictic=f(w.deictic_adjectives),
        ordinals=f(w.ordinals),
        force=f(w.force_adjectives),
        military=f(w.military_adjectives),
        court=f(w.court_adjectives),
        red=f(w.red_adjectives),
        not_adjectives=f(w.nouns_like_adjectives),
        fields=f(w.fields),
        portfolios=f(w.portfolios) | f(w.fields),
        chain=f(w.chain),
        governs={fold(k): fold(v) for k, v in w.governs.items()},
        ties={fold(k): tuple(map(fold, v)) for k, v in w.ties.items()},
        regions={k: tuple(sorted(set(v), key=lambda p: (-len(p), p))) for k, v in regions.items()},
        titles=f(w.title_words),
        stops=f(w.stops),
        generic_complements=f(w.generic_complements),
        kept=f(w.kept),
        kept_out=frozenset(" ".join(x.removeprefix("ال") for x in fold(p).split()) for p in w.kept_out),
        bureau_fields=f(w.bureau_fields),
        courts=f(w.courts),
        sub_offices=f(w.sub_offices),
        occasions=f(w.occasions),
        trades=f(w.trades),
        patrons=f(w.patrons),
        party_adjectives=f(w.party_adjectives),
        allegiance=frozenset(p + a + x for x in f(w.allegiance) for a in ("", "ال") for p in ("", "و", "ب", "ل")),
        group_nouns=f(w.group_nouns),
        bound={fold(k): f(v) for k, v in w.bound.items()},
        arms=f(w.arms),
        circuits=f(w.circuits),
        tied_complements=f(w.tied_complements),
        court_closers=f(w.court_closers),
        services=f(w.services),
        service_cues=f(w.service_cues),
        ambiguous_nisbas=f(w.ambiguous_nisbas),
        continental=f(w.continental_adjectives),
        organized=f(w.organized),
        before_short=f(w.before_short),
        posts=f(w.posts),
        office_adjectives=f(w.office_adjectives),
        commands=f(w.commands),
        command_adjectives=f(w.command_adjectives),
        plenaries=f(w.plenaries),
        participles=f(w.participles),
        nisba_heads=f(w.nisba_heads),
        kept_with_field=f(w.kept_with_field),
        feminine_adjectives=f(w.feminine_adjectives),
        demonstratives=f(w.demonstratives),
        subordinates=f(w.subordinates),
        portfolio_ranks=f(w.portfolio_ranks),
        battalions=f(w.battalions),
        police_fields=f(w.police_fields),
        movement_fields=f(w.movement_fields),
        leagues=f(w.leagues),
        nations=f(w.nations),
        areas=f(w.areas),
        untold=f(w.untold),
        affairs=f(w.affairs),
        numbered=f(w.numbered),
        armed_signs=f(w.armed_signs),
        sakes=f(w.sakes),
        abroad=f(w.abroad),
        field_heads=f(w.field_heads),
        posted_to=f(w.posted_to),
        cups=f(w.cups),
        national_names=frozenset(x.removeprefix("ال") for x in f(w.national_names)),
        directed=f(w.directed),
        directors=f(w.directors),
        aside=f(w.aside),
        compound_adjectives=f(w.compound_adjectives),
        force_kinds=f(w.force_kinds),
        sent_by={fold(k): v for k, v in w.sent_by.items()},
        self_named=Matcher((x, x) for x in sorted(f(w.self_named))),
        self_named_nouns=frozenset(p + x for x in f(w.self_named_nouns) for p in ("", "ب")),
        armed_nouns=frozenset(p + x for x in f(w.armed_nouns) for p in ("", "و", "ل", "ب")),
        studies=f(w.studies),
        districts=f(w.districts),
        joint=f(w.joint),
        namesakes=frozenset(p + x for x in f(w.namesakes) for p in ("", "و", "ب", "ل", "وب")),
        name_endings=f(w.name_endings),
        servants=f(w.servants),
        group=Head((fold(w.group_head),), "armed_group", "f", "no", "quoted", False, "no", "no", False),
        trade=Head((fold(w.trade_head),), "company", "f", "no", "quoted", False, "no", "no", False),
        commanded=f(w.commanded),
        state_words=f(w.state_words),
        name_beginnings=f(w.name_beginnings),
        pairs_of_groups=frozenset(p + x for x in f(w.pairs_of_groups) for p in ("", "و", "ب", "ل", "ول", "وب")),
        state_offices={fold(k): v for k, v in w.state_offices.items()},
    )
