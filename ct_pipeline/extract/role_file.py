"""The schema of ``seeds/cues/roles.yml``: words, verbs, frames and clauses that tell roles, as they are written there."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class VerbCue(BaseModel):
    model_config = ConfigDict(extra="forbid")
    role: str
    status: str
    object: str | None = None
    forms: list[str]


class Frame(BaseModel):
    """A phrase that tells a role, and where its body and holders stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    role: Literal["chair", "co_chair", "member", "founder", "host", "partner"]
    status: Literal["current", "former", "elected"]
    holders: Literal["listed", "after", "before"]
    body: tuple[Literal["after", "beyond", "before", "topic"], ...]
    needs: frozenset[str] = frozenset()  # one of these words stands before the cue
    cues: tuple[str, ...]


class Clause(BaseModel):
    """A verb or a noun of membership with the prepositions that lead to its body, and these with a pronoun."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    role: Literal["member", "founder", "partner"]
    status: Literal["current", "former", "elected"]
    bodies: Literal["groups", "standing"] = "groups"
    noun: bool = False
    before: bool = False
    preps: frozenset[str]  # "" for a direct object
    pronouns: frozenset[str] = frozenset()
    cues: tuple[str, ...]


class RolesFile(BaseModel):
    """``cues/roles.yml``."""

    model_config = ConfigDict(extra="forbid")
    verbs: list[VerbCue]
    chair_nouns: list[str]
    chairs: list[str]
    deputies: list[str]
    members: list[str]
    founders: list[str]
    partners: list[str]
    shared: list[str]
    between: list[str]
    former: list[str]
    coming: list[str]
    now: list[str]
    elected: list[str]
    handover: list[str]
    succeeds: list[str]
    successor_of: list[str]
    comprises: list[str]
    seats: list[str]
    hosted_types: list[str]
    introductions: list[str]
    governing: list[str]
    state_words: list[str]
    founder_of: list[str]
    capacity: list[str]
    conferring: list[str]
    gatherings: list[str]
    withdrawals: list[str]
    jointly: list[str]
    own_country: list[str]
    tasks: list[str]
    titles_between: list[str]
    listers: list[str]
    seat_nouns: list[str]
    stands: list[str]
    headed_types: list[str]
    headed_names: list[str]
    frames: list[Frame]
    clauses: list[Clause]
    standing: list[str]
    denials: list[str]
    settled: list[str]
    fillers: list[str]
    ended: list[str]
    ending: list[str]
    openers: list[str]
    joiners: list[str]
    wishes: list[str]
    groups: list[str]
    co_chaired: list[str]
    takes_over: list[str]
    in_place: list[str]
    takes_place: list[str]
    hands_on: list[str]
    charges: list[str]
    was: list[str]
    chair_titles: list[str]
    member_titles: list[str]
    founder_titles: list[str]
    deputy_titles: list[str]
    unseated: list[str]
    sessions: list[str]
    with_words: list[str]
    sequence: list[str]
    counts: dict[str, int]
    term_nouns: list[str]
    term_duals: list[str]
    nth_terms: list[str]
    taking: list[str]
    beginning: list[str]
    relatives: list[str]
    since: list[str]
    until: list[str]
    during: list[str]
    clause_openers: list[str]
    beginning_rules: list[str]
    ending_rules: list[str]
    objects: list[str]
    seats_won: list[str]
    in_turn: list[str]
    beginners: list[str]
    secretariats: list[str]
    seat_adjectives: list[str]
    a_member: list[str]
    members_plural: list[str]
    members_of: list[str]
    memberships: list[str]
    chosen_members: list[str]
    far_members: list[str]
    copulas: list[str]
    copulas_past: list[str]
    copulas_coming: list[str]
    delegated: list[str]
    unnamed: list[str]
    delegates: list[str]
    counterparts: list[str]
    heads: list[str]
    member_seats: list[str]
    founders_of: list[str]
    between_members: list[str]
    beside_nouns: list[str]
    leadership: list[str]
    own_chairs: list[str]
    chair_subject: list[str]
    chair_object: list[str]
    chair_feminine: list[str]
    chair_definite: list[str]
    belonging: list[str]
    seat_object: list[str]
    own_seats: list[str]
    list_fillers: list[str]
    list_joins: list[str]
    person_asides: list[str]
    represented: list[str]
    single_relatives: list[str]
    chosen_frames: list[str]
    choosing: list[str]
