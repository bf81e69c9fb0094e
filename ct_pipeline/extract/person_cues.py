"""The lines of the seeds that the person grammar reads: titles, given names, common words, and the cues around names."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

TitleKind = Literal["office", "sovereign", "rank", "honorific", "profession", "role", "kin", "label"]


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


class GenericOfficial(_Strict):
    """Whom a class of bare titles may stand for: see the comment at ``generic_officials``."""

    kinds: list[TitleKind] = []
    offices: list[str] = []
    speaker: bool = False


class NameCues(_Strict):
    """``cues/name_cues.yml``: see the comments there."""

    connectors: list[str]
    opening_connectors: list[str]
    loose_connectors: list[str]
    tails: list[str]
    family_tails: list[str]
    abd_tails: list[str]
    of_god: list[str]
    outlet_words: list[str]
    dynastic: list[str]
    eponym_heads: list[str]
    eponym_plurals: list[str]
    place_heads: list[str]
    own_adjectives: list[str]
    subject_verbs: list[str]
    before_name: list[str]
    family_titles: list[str]
    given_titles: list[str]
    patronymics: list[str]
    letter_names: list[str]
    doubtful_ranks: list[str]
    plain_speech: list[str]
    passive_verbs: list[str]
    pious: list[str]
    ruled: list[str]
    of_faith: list[str]
    construct_times: list[str]
    stateless_bare: list[str]
    stateless_types: list[str]
    reporting_types: list[str]
    represent_verbs: list[str]
    rank_modifiers: list[str]
    months: list[str]
    former: list[str]
    same: list[str]
    same_before: list[str]
    title_glue: list[str]
    governs_on: list[str]
    month_adjectives: list[str]
    international_words: list[str]
    international_adjectives: list[str]
    topic_heads: list[str]
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
    home_origins: list[str]
    title_adjectives: list[str]
    honorific_pronouns: dict[str, list[str]]
    generic_officials: dict[str, GenericOfficial]
    member_offices: list[str]
    counterparts: list[str]
    counterpart_offices: list[str]
    clause_openers: list[str]
    companion_words: list[str]
    manner_words: list[str]
    list_openers: list[str]
    acting: list[str]
    open_glue: list[str]
    kingdom_words: list[str]
    monarch_styles: dict[str, str]
    accompanying: list[str]
    state_words: list[str]
    travelling_offices: list[str]
    not_titles: list[str]
    nickname_labels: list[str]
    saints: list[str]
    saint_genders: dict[str, Literal["m", "f"]]
    international_types: list[str]
    agency_countries: dict[str, str]
    home_signs: dict[str, list[str]]
    behalf_before: list[str]
    function_words: list[str]
