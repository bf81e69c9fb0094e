"""What ``seeds/frames`` may hold: the schema of triggers, carriers, classes and cues, checked when they are read."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

EventType = Literal["meeting", "conference", "visit", "agreement", "launch", "appointment", "operation", "attack", "trial", "other"]
Slot = Literal["chair", "host", "organizer", "head_of_delegation", "speaker", "attendee", "signatory", "subject", "perpetrator", "place"]
PLOVER_TYPES = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
PloverType = Literal["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NounSeed(_Strict):
    """A noun that names an event. Several words: the first is inflected, the others follow it."""

    noun: str
    plural: list[str] = Field(default_factory=list)
    mode: str | None = None  # PLOVER mode
    held: Literal["virtual", "in_person", "hybrid"] | None = None
    plover_type: PloverType | None = None
    vague: bool = False  # stands for any gathering ("the meeting"): merges with what came before
    part: bool = False  # a part of a larger gathering (a session): its ordinal is no edition
    weak: bool = False  # an event only where dated, placed or numbered
    edition_word: bool = False  # "round", "session": takes its type from what it is a round of
    with_edition: bool = False
    with_complement: bool = False
    reference_only: bool = False
    needs_ordinal: bool = False
    dual_only: bool = False
    anniversary: bool = False
    document: bool = False
    press: bool = False
    exercise: bool = False
    named_place: bool = False
    needs_carrier: bool = False  # an event only where a verb before it says that it took place
    then: list[str] = Field(default_factory=list)  # an event only where one of these words follows within three
    of_field: bool = False  # an event of this field only where its sentence has one of the field's words
    named_only: bool = False  # an event only where a name in quotation marks follows


class VerbSeed(_Strict):
    """A verb (with its verbal noun and passive participle) that reports an event by itself."""

    past: str | None = None
    present: str | None = None
    noun: str | None = None
    participle: str | None = None
    needs: list[str] = Field(default_factory=list)  # one of these classes must stand after it
    subject_needs: list[str] = Field(default_factory=list)
    avoid: list[str] = Field(default_factory=list)  # not before one of these words
    avoid_prefix: list[str] = Field(default_factory=list)  # not where the next word bears one of these particles
    avoid_ahead: list[str] = Field(default_factory=list)  # nor where one of these stands further on in the clause
    avoid_reach: int = 16  # how far on, in words
    anaphoric: bool = True  # whether "the ceremony of the ..." with the bare verbal noun tells it
    subject: Slot | None = None
    object: Slot | None = None
    place: Literal["object"] | None = None
    when: list[Literal["past", "present", "future"]] = Field(default_factory=list)
    dated: bool = False  # an event only where dated
    past_sure: bool = False  # its bare past looks like another word: only after "qad" or with the feminine ending
    title_only: bool = False
    main_clause: bool = False  # not in a relative clause ("those who were arrested" goes back to what was told)
    mode: str | None = None
    held: Literal["virtual", "in_person", "hybrid"] | None = None
    plover_type: PloverType | None = None


class FrameSeed(_Strict):
    type: EventType
    plover_type: PloverType
    plover_mode: str | None = None
    nouns: list[NounSeed] = Field(default_factory=list)
    verbs: list[VerbSeed] = Field(default_factory=list)


class CarrierSeed(_Strict):
    past: str
    present: str
    noun: str | None = None
    participle: str | None = None
    aspect: Literal["hold", "open", "close", "last", "take_part", "mention"]
    subject: Slot | None = None
    object: Slot | None = None
    place: Literal["object"] | None = None
    governs_bi: bool = False  # the event noun carries "bi-" ("went about a visit")


class AchieveSeed(_Strict):
    past: str
    present: str
    direct: bool = False  # takes the verbal noun as its object, without a preposition
    part: bool = False  # its subject is the gathering at which it came about ("the session was crowned by the signing of")


class ClassSeed(_Strict):
    """A class of words or mentions that a trigger asks for, ``near`` words after it."""

    words: list[str] = Field(default_factory=list)
    mentions: list[str] = Field(default_factory=list)
    prep: list[str] = Field(default_factory=list)
    near: int = 8
    both_sides: bool = False
    subject: bool = False  # only looked for as a subject
    either_side: bool = False
    title: bool = False
    then_office: bool = False
    then_quote: bool = False
    joined: bool = False  # a second mention of the kind follows with "and"
    not_in: bool = False  # not behind "in"
    common: bool = False  # its words are no part of a name
    joined_titles: bool = False  # the same, where titles may stand between
    then: list[str] = Field(default_factory=list)  # one of these words follows within five
    dated: bool = False


class SlotsSeed(_Strict):
    carriers: list[CarrierSeed]
    achieve: list[AchieveSeed]
    field_words: list[str]
    field_phrases: list[str]
    clause_verbs: list[str]
    classes: dict[str, ClassSeed]
    cues: dict[str, list[str]]
    delegation: list[str]
    head_of_delegation: list[str]
    attackers: list[str]
    both_parties: list[str]
    both_countries: list[str]
    invitations: list[str]
    speech: list[str]
    planned: list[str]
    planned_adjectives: list[str]
    cancelled: list[str]
    denied: list[str]
    generic_heads: list[str]
    never: list[str]
    no_place: list[str]
    claims: list[str]
    proposals: list[str]
    act_prepositions: list[str]
    virtual: list[str]
    hybrid: list[str]
    in_person: list[str]
    references: list[str]
    same: list[str]
    these: list[str]
    other_edition: list[str]
    relatives: list[str]
    complementizers: list[str]
    adverbial_clauses: list[str]
    opening_prepositions: list[str]
    closing_prepositions: list[str]
    durations: dict[str, int]
    act_references: dict[EventType, list[str]]
    grammar: dict[str, list[str]]
    duration_cues: list[str]
    count_units: list[str]


class ParticipantsSeed(_Strict):
    """``frames/participants.yml``: further cues of participants, and the classes that their rules speak of."""

    cues: dict[Slot, list[str]]
    classes: dict[str, list[str]]
