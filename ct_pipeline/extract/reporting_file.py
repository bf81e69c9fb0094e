"""The schema of ``seeds/cues/reporting.yml``: verbs, nouns and prepositions that report speech, as they are written there."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class VerbLine(_Strict):
    """One verb of ``verbs``."""

    past: str
    present: str | None = None
    participle: str | None = None
    takes: list[str] = Field(min_length=1)
    person: bool = False
    aside: bool = False
    tight: bool = False
    named: bool = False
    described: bool = False
    judged: bool = False
    exact: bool = False
    addressed: bool = False
    as_printed: bool = False
    negated: bool = False
    denied: bool = False
    elative: bool = False


class ByGender(_Strict):
    masculine: list[str]
    feminine: list[str]


class ReportingFile(_Strict):
    """The whole file; unknown keys are errors."""

    verbs: list[VerbLine]
    his_words: list[str]
    adverbial: list[str]
    attributions: list[str]
    attributions_own: ByGender
    as_said: list[str]
    document_says: list[str]
    documents: list[str]
    office_holders: list[str]
    private_voices: list[str]
    same: list[str]
    same_before: list[str]
    speakers_again: ByGender
    fillers: list[str]
    honorifics: list[str]
    subject_ends: list[str]
    blockers: list[str]
    blockers_present: list[str]
    relative: list[str]
    not_a_clause: list[str]
    name_nouns: list[str]
    name_heads: list[str]
    nameless: list[str]
    members: list[str]
    noun_before: list[str]
    occasions: list[str]
    impersonal: list[str]
    openers: list[str]
    mouthpieces: list[str]
    was: list[str]
    sources: list[str]
    chaired_by: list[str]
    speaker_words: list[str]
    carriers: list[str]
    beside: list[str]
    before_ma: list[str]
    received: list[str]
    media: list[str]
    things_said: list[str]
    turns: list[str]
    courts: list[str]
    seats: dict[str, str | None]
    body_adjectives: list[str]
    ministry_heads: list[str]
    ministries: list[str]
    hearers: list[str]
    addressees: list[str]
    saying_nouns: list[str]
    anybody: list[str]
    ranks: list[list[str]]
    told_of: list[str]
    court_papers: list[str]
    verdict_openers: list[str]
    on_behalf: list[str]
    on_its_behalf: list[str]
    inside: list[str]
    former: list[str]
    issuing: list[str]
    issued_by: list[str]
    providing: list[str]
    carrying: list[str]
    issuers_before: list[str]
    rank_words: list[str]
    about_them: list[str]
    gives: list[str]
    speeches: list[str]
    body_nouns: list[list[str]]
    organs: list[str]
    state_bodies: list[str]
    charge_papers: list[str]
    prosecution: list[str]
    styles: dict[str, list[str]]
    masculine_relative: list[str]
    single_relative: list[str]
    issues: list[str]
    demonstratives: list[str]
    informations: list[str]
    channels: list[str]
    press_meetings: list[str]
    and_that: list[str]
    during: list[str]
    after_it: list[str]
    openings: list[str]
    own_occasions: list[str]
    occasion_kinds: dict[str, list[str]]
    occasion_types: dict[str, list[str]]
    afterwards: list[str]
    press_verbs: list[str]
    papers_read: list[str]
    came: list[str]
    topics: list[str]
    thus: list[str]
    counterparts: list[str]
    before_pronoun: list[str]
    before_it: list[str]
    adverbials: list[str]
    masculine_countries: list[str]
    direct_words: int = Field(ge=1, le=10)
    verdict_words: int = Field(ge=1, le=10)
