"""The words that tell roles: ``cues/roles.yml``, every printed form made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ct_pipeline.extract.role_file import Clause as Clause
from ct_pipeline.extract.role_file import Frame as Frame
from ct_pipeline.extract.role_file import RolesFile as RolesFile
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import Seeds

Cues = Mapping[str, str]  # a printed form, particles included -> the cue
_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وال")


def _printed(words: Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Every printed form of ``words``: with particles before, ل + ال contracted. A form that is a cue itself stands for itself."""
    pairs = dict(words) if isinstance(words, Mapping) else {w: w for w in words}
    out: dict[str, str] = {}
    for particle in reversed(_PARTICLES):
        for word, cue in sorted(pairs.items()):
            out[particle + word] = cue
            if particle.endswith("ل") and word.startswith("ال"):
                out[particle + word[1:]] = cue
    return out


@dataclass(frozen=True, slots=True)
class RoleRules:
    verbs: Mapping[str, tuple[str, str, str | None]]  # form -> role, status, object
    chair_nouns: Cues
    chairs: Cues
    deputies: Cues
    members: Cues
    founders: Cues
    partners: Cues
    shared: Cues
    between: Cues
    former: Cues
    coming: Cues
    now: Cues
    elected: Cues
    handover: Cues
    succeeds: Cues
    successor_of: Cues
    comprises: Cues
    seats: Cues
    hosted_types: frozenset[str]
    introductions: frozenset[str]
    governing: frozenset[str]
    state_words: frozenset[str]
    bare_state_words: frozenset[str]  # without the article
    founder_of: frozenset[str]
    capacity: frozenset[str]
    conferring: Cues
    gatherings: frozenset[str]
    withdrawals: Cues
    jointly: frozenset[str]
    own_country: frozenset[str]
    tasks: frozenset[str]
    titles_between: frozenset[str]
    listers: frozenset[str]
    seat_nouns: frozenset[str]
    stands: frozenset[str]
    headed_types: frozenset[str]
    headed_names: tuple[str, ...]
    frames: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]]  # first word as printed -> the cues that begin with it, longest first
    clauses: Mapping[str, tuple[Clause, ...]]  # printed form of a cue -> the clauses it may begin
    standing: frozenset[str]
    denials: frozenset[str]
    settled: frozenset[str]
    fillers: frozenset[str]
    ended: frozenset[str]
    ending: frozenset[str]
    openers: frozenset[str]
    joiners: Mapping[str, frozenset[str]]  # first word -> the word that must follow, or ""
    wishes: frozenset[str]
    groups: frozenset[str]
    co_chaired: frozenset[str]
    takes_over: Cues
    in_place: frozenset[str]
    takes_place: frozenset[str]
    hands_on: Cues
    charges: frozenset[str]
    was: frozenset[str]
    chair_titles: frozenset[str]
    member_titles: frozenset[str]
    founder_titles: frozenset[str]
    deputy_titles: frozenset[str]
    unseated: frozenset[str]
    sessions: frozenset[str]
    with_words: frozenset[str]
    sequence: frozenset[str]
    counts: Mapping[str, int]
    terms_counted: re.Pattern[str]  # group 1: the count
    terms_two: re.Pattern[str]
    terms_nth: re.Pattern[str]  # group 1: the ordinal
    taking: Cues
    beginning: frozenset[str]
    relatives: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    during: frozenset[str]
    clause_openers: frozenset[str]
    beginning_rules: frozenset[str]
    ending_rules: frozenset[str]
    objects: frozenset[str]  # "له"، "فيها": the body told before
    seats_won: frozenset[str]
    in_turn: Cues
    beginners: Cues
    session_words: Cues
    secretariats: frozenset[str]
    seat_adjectives: frozenset[str]
    a_member: frozenset[str]
    members_plural: frozenset[str]
    members_of: frozenset[str]
    memberships: frozenset[str]
    chosen_members: frozenset[str]
    far_members: frozenset[str]
    copulas: frozenset[str]
    copulas_past: frozenset[str]
    copulas_coming: frozenset[str]
    delegated: frozenset[str]
    unnamed: frozenset[str]
    delegates: frozenset[str]
    counterparts: frozenset[str]
    heads: frozenset[str]
    member_seats: frozenset[str]
    founders_of: frozenset[str]
    between_members: frozenset[str]
    beside_nouns: frozenset[str]
    leadership: frozenset[str]
    own_chairs: frozenset[str]
    chair_subject: frozenset[str]
    chair_object: frozenset[str]
    chair_feminine: frozenset[str]
    chair_definite: frozenset[str]
    belonging: frozenset[str]
    seat_object: frozenset[str]
    own_seats: frozenset[str]
    list_fillers: frozenset[str]
    list_joins: frozenset[str]
    person_asides: frozenset[str]
    represented: frozenset[str]
    single_relatives: frozenset[str]
    chosen_frames: frozenset[str]
    choosing: Cues
    founded: frozenset[str]  # words that tell of a body's founding
    session_before: re.Pattern[str]  # "الدورة الحالية لـ" at the end of what stands before a body
    own_body: re.Pattern[str]  # "التابعة ل" in a body's name
    verb_forms: Cues
    pronoun_forms: Cues  # "يترأسه": verb with an object pronoun
    opening: frozenset[str]  # every printed form that may begin a role
    anchors: frozenset[str]  # of each cue the word that is least common: a sentence without any of them tells no role


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted({re.escape(fold(w)) for w in words}, key=lambda w: (-len(w), w)))


def _pairs(phrases: Iterable[str]) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for phrase in phrases:
        first, _, second = phrase.partition(" ")
        out.setdefault(first, set()).add(second)
    return {first: frozenset(seconds) for first, seconds in out.items()}


def _frames(frames: Iterable[Frame]) -> dict[str, tuple[tuple[tuple[str, ...], Frame], ...]]:
    out: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    for written in frames:
        frame = written.model_copy(update={"needs": frozenset(fold(w) for w in written.needs)})
        for cue in frame.cues:
            first, *rest = fold(cue).split()
            for form in _printed([first]):
                out.setdefault(form, []).append((tuple(rest), frame))
    return {form: tuple(sorted(cues, key=lambda c: -len(c[0]))) for form, cues in out.items()}


def _clauses(clauses: Iterable[Clause]) -> dict[str, tuple[Clause, ...]]:
    out: dict[str, tuple[Clause, ...]] = {}
    for clause in clauses:
        folded = clause.model_copy(update={"preps": frozenset(fold(p) for p in clause.preps), "pronouns": frozenset(fold(p) for p in clause.pronouns)})
        for form in _printed([fold(cue) for cue in clause.cues]):
            if folded not in out.get(form, ()):
                out[form] = (*out.get(form, ()), folded)
    return out


def load_role_rules(seeds: Seeds) -> RoleRules:
    """Load ``cues/roles.yml``."""
    file = seeds.yaml("cues/roles.yml", RolesFile)

    def f(words: Iterable[str]) -> frozenset[str]:
        return frozenset(fold(w) for w in words)

    verbs = {fold(form): (v.role, v.status, v.object) for v in file.verbs for form in v.forms}
    verb_forms = _printed({v: v for v in verbs})
    pronoun_forms = _printed({verb + suffix: verb for verb in verbs for suffix in ("ه", "ها")})
    rules = RoleRules(
        verbs=verbs,
        verb_forms=verb_forms,
        pronoun_forms=pronoun_forms,
        chair_nouns=_printed(f(file.chair_nouns)),
        chairs=_printed(f(file.chairs)),
        deputies=_printed(f(file.deputies)),
        members=_printed(f(file.members)),
        founders=_printed(f(file.founders)),
        partners=_printed(f(file.partners)),
        shared=_printed(f(file.shared)),
        between=_printed(f(file.between)),
        former=_printed(f(file.former)),
        coming=_printed(f(file.coming)),
        now=_printed(f(file.now)),
        elected=_printed(f(file.elected)),
        handover=_printed(f(file.handover)),
        succeeds=_printed(f(file.succeeds)),
        successor_of=_printed(f(file.successor_of)),
        comprises=_printed(f(file.comprises)),
        seats=_printed(f(file.seats)),
        conferring=_printed(f(file.conferring)),
        withdrawals=_printed(f(file.withdrawals)),
        introductions=f(file.introductions),
        governing=f(file.governing),
        state_words=f(file.state_words),
        bare_state_words=frozenset(w.removeprefix("ال") for w in f(file.state_words)),
        founder_of=f(file.founder_of),
        capacity=f(file.capacity),
        gatherings=f(file.gatherings),
        jointly=f(file.jointly),
        own_country=f(file.own_country),
        tasks=f(file.tasks),
        titles_between=f(file.titles_between),
        listers=f(file.listers),
        seat_nouns=f(file.seat_nouns),
        stands=f(file.stands),
        hosted_types=frozenset(file.hosted_types),
        headed_types=frozenset(file.headed_types),
        headed_names=tuple(fold(n) for n in file.headed_names),
        frames=_frames(file.frames),
        clauses=_clauses(file.clauses),
        standing=f(file.standing),
        denials=f(file.denials),
        settled=f(file.settled),
        fillers=f(file.fillers),
        ended=f(file.ended),
        ending=f(file.ending),
        openers=f(file.openers),
        joiners=_pairs(f(file.joiners)),
        wishes=f(file.wishes),
        groups=f(file.groups),
        co_chaired=f(file.co_chaired),
        takes_over=_printed(f(file.takes_over)),
        in_place=f(file.in_place),
        takes_place=f(file.takes_place),
        hands_on=_printed(f(file.hands_on)),
        charges=f(file.charges),
        was=f(file.was),
        chair_titles=f(file.chair_titles),
        member_titles=f(file.member_titles),
        founder_titles=f(file.founder_titles),
        deputy_titles=f(file.deputy_titles),
        unseated=f(file.unseated),
        sessions=f(file.sessions),
        session_words=_printed(f(file.sessions)),
        with_words=f(file.with_words),
        sequence=f(file.sequence),
        counts={fold(k): v for k, v in file.counts.items()},
        terms_counted=re.compile(rf"\b[لوب]?({_either(file.counts)}) (?:{_either(file.term_nouns)})\b"),
        terms_two=re.compile(rf"\bل?(?:{_either(file.term_duals)})\b"),
        terms_nth=re.compile(rf"\b(?:{_either(file.nth_terms)}) (?:ال)?({_either(file.counts)})\b"),
        taking=_printed(f(file.taking)),
        beginning=f(file.beginning),
        relatives=f(file.relatives),
        since=f(file.since),
        until=f(file.until),
        during=f(file.during),
        clause_openers=f(file.clause_openers),
        beginning_rules=frozenset(file.beginning_rules),
        ending_rules=frozenset(file.ending_rules),
        seats_won=f(file.seats_won),
        objects=f(file.objects),
        beginners=_printed(f(file.beginners)),
        in_turn=_printed(f(file.in_turn)),
        secretariats=f(file.secretariats),
        seat_adjectives=f(file.seat_adjectives),
        a_member=f(file.a_member),
        members_plural=f(file.members_plural),
        members_of=f(file.members_of),
        memberships=f(file.memberships),
        chosen_members=f(file.chosen_members),
        far_members=f(file.far_members),
        copulas=f(file.copulas),
        copulas_past=f(file.copulas_past),
        copulas_coming=f(file.copulas_coming),
        delegated=f(file.delegated),
        unnamed=f(file.unnamed),
        delegates=f(file.delegates),
        counterparts=f(file.counterparts),
        heads=f(file.heads),
        member_seats=f(file.member_seats),
        founders_of=f(file.founders_of),
        between_members=f(file.between_members),
        beside_nouns=f(file.beside_nouns),
        leadership=f(file.leadership),
        own_chairs=f(file.own_chairs),
        chair_subject=f(file.chair_subject),
        chair_object=f(file.chair_object),
        chair_feminine=f(file.chair_feminine),
        chair_definite=f(file.chair_definite),
        belonging=f(file.belonging),
        seat_object=f(file.seat_object),
        own_seats=f(file.own_seats),
        list_fillers=f(file.list_fillers),
        list_joins=f(file.list_joins),
        person_asides=f(file.person_asides),
        represented=f(file.represented),
        single_relatives=f(file.single_relatives),
        chosen_frames=frozenset(file.chosen_frames),
        choosing=_printed(f(file.choosing)),
        founded=f(w for frame in file.frames if frame.name == "founding" for w in frame.needs),
        session_before=re.compile(rf"\b(?:{_either(file.sessions)})(?: \w+){{0,4}} (?:ل|ال)?$"),
        own_body=re.compile(rf" (?:{_either(file.belonging)}) (?=ل)"),
        opening=frozenset(),
        anchors=frozenset(),
    )
    single: tuple[Cues, ...] = (rules.chair_nouns, rules.chairs, rules.deputies, rules.members, rules.founders, rules.partners, rules.succeeds, rules.successor_of)
    single = (*single, rules.comprises, rules.seats, rules.withdrawals, rules.takes_over, rules.hands_on, dict.fromkeys(rules.clauses, ""), verb_forms, pronoun_forms)
    words = {"راس", *(form for cues in single for form in cues)}
    opening = frozenset({*words, *rules.frames})
    return replace(rules, opening=opening, anchors=frozenset({*words, *_frame_anchors(file.frames)}))


def _frame_anchors(frames: Iterable[Frame]) -> set[str]:
    """Of every cue of the frames its longest word, as it may be printed; where a frame needs a word before it, those words instead."""
    out: set[str] = set()
    for frame in frames:
        if frame.needs:
            out.update(particle + fold(w) for w in frame.needs for particle in ("", "و"))
            continue
        for cue in frame.cues:
            parts = fold(cue).split()
            longest = max(range(len(parts)), key=lambda k: (len(parts[k]), -k))
            out.update(_printed([parts[0]]) if longest == 0 else (parts[longest],))
    return out
