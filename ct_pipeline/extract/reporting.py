"""The words that report what was said, from ``seeds/cues/reporting.yml``: verbs in all their forms, nouns, prepositions, and who may be their subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ct_pipeline.extract.reporting_file import ByGender, ReportingFile
from ct_pipeline.extract.reporting_file import VerbLine as VerbLine
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import PREFIXES, without_article
from ct_pipeline.lexicon.registry import COUNTRIES, CountryRow
from ct_pipeline.lexicon.seeds import SeedError, Seeds

FILE = "cues/reporting.yml"
_FLAGS = ("person", "aside", "tight", "named", "described", "judged", "exact", "addressed", "as_printed", "negated", "denied", "elative")
_PREPOSITIONS = {"إلى": "الي", "على": "علي", "عن": "عن", "من": "من", "ب": "ب", "ل": "ل", "في": "في", "عند": "عند"}


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb needs in order to report speech. ``prepositions`` and ``words`` are folded."""

    name: str
    clause: bool
    object: bool
    bare: bool
    prepositions: frozenset[str]
    words: tuple[str, ...]
    person: bool = False
    aside: bool = True
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


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One inflected form: ``tense`` past, present, jussive (of weak verbs that report under a negation) or participle; ``gender`` m or f; ``number`` s, d or p."""

    verb: Verb
    tense: str
    gender: str
    number: str


Phrase = tuple[str, ...]
CUE, TRIGGER, PAPER = 1, 2, 4  # a verb of saying, the first word of an attribution, a communiqué


@dataclass(frozen=True)
class ReportingRules:
    """The file, folded and indexed by word. Phrases are indexed by their first word, longest first.

    ``looked_at`` holds the words to look at, with every particle before them, so that most words cost one look-up.
    """

    forms: dict[str, tuple[VerbForm, ...]]
    looked_at: dict[str, int]  # CUE, TRIGGER, PAPER added up
    followed: dict[str, frozenset[str]]  # of triggers that only open phrases ("في نظر"): the words one of which must follow
    his_words: frozenset[str]
    adverbial: frozenset[str]
    attributions: dict[str, tuple[Phrase, ...]]
    attributions_own: dict[str, tuple[tuple[Phrase, str], ...]]
    as_said: frozenset[str]
    document_says: dict[str, tuple[Phrase, ...]]
    documents: frozenset[str]
    office_holders: frozenset[str]
    private_voices: frozenset[str]
    same: frozenset[str]
    same_before: frozenset[str]
    again: dict[str, tuple[tuple[Phrase, str], ...]]
    fillers: frozenset[str]
    honorifics: frozenset[str]
    subject_ends: frozenset[str]
    blockers: frozenset[str]
    blockers_present: frozenset[str]
    relative: frozenset[str]
    not_a_clause: frozenset[str]
    name_nouns: frozenset[str]
    name_heads: frozenset[str]
    nameless: frozenset[str]
    members: frozenset[str]
    noun_before: frozenset[str]
    occasions: frozenset[str]
    impersonal: frozenset[str]
    openers: frozenset[str]
    mouthpieces: frozenset[str]
    was: frozenset[str]
    sources: frozenset[str]
    chaired_by: frozenset[str]
    speaker_words: frozenset[str]
    carriers: frozenset[str]
    beside: frozenset[str]
    before_ma: frozenset[str]
    received: frozenset[str]
    media: frozenset[str]
    heard_by: frozenset[str]  # media as they stand behind ل, with the article or not
    things_said: frozenset[str]
    turns: frozenset[str]
    courts: frozenset[str]
    capitals: dict[str, str]  # folded name of a capital: id of the state it speaks for
    body_adjectives: frozenset[str]
    ministry_heads: frozenset[str]
    ministries: frozenset[str]
    hearers: frozenset[str]
    addressees: frozenset[str]
    saying_nouns: frozenset[str]
    anybody: frozenset[str]
    ranks: dict[str, frozenset[str]]  # word: all words for that rank
    told_of: frozenset[str]
    court_papers: frozenset[str]
    verdict_openers: frozenset[str]
    on_behalf: frozenset[str]
    on_its_behalf: frozenset[str]
    inside: frozenset[str]
    former: frozenset[str]
    issuing: frozenset[str]
    issued_by: frozenset[str]
    providing: frozenset[str]  # verbs of what a text lays down
    carrying: frozenset[str]  # verbs by which words are carried on
    issuers_before: frozenset[str]
    rank_words: frozenset[str]
    about_them: frozenset[str]
    gives: frozenset[str]
    speeches: frozenset[str]
    body_nouns: tuple[frozenset[str], ...]
    organs: frozenset[str]
    state_bodies: frozenset[str]
    charge_papers: dict[str, tuple[Phrase, ...]]
    prosecution: frozenset[str]
    styles: dict[str, frozenset[str]]  # "سموه": the words of style that its bearer is introduced with
    masculine_relative: frozenset[str]
    single_relative: frozenset[str]
    issues: frozenset[str]
    demonstratives: frozenset[str]
    informations: frozenset[str]
    channels: frozenset[str]
    press_meetings: frozenset[str]
    and_that: frozenset[str]
    during: frozenset[str]
    after_it: frozenset[str]
    openings: frozenset[str]
    own_occasions: frozenset[str]
    own_words: frozenset[str]  # somebody's own speech or meeting: "كلمته", "لقائه"
    occasion_kinds: dict[str, str]  # noun of an occasion: its kind
    occasion_types: dict[str, frozenset[str]]  # kind: types of the events it may be
    afterwards: frozenset[str]
    press_verbs: frozenset[str]
    papers_read: frozenset[str]
    came: frozenset[str]
    topics: frozenset[str]
    thus: frozenset[str]
    counterparts: frozenset[str]
    before_pronoun: frozenset[str]
    before_it: frozenset[str]
    adverbials: frozenset[str]
    masculine_countries: frozenset[str]
    direct_words: int
    verdict_words: int


def load_reporting(seeds: Seeds) -> ReportingRules:
    """Load, validate and index the file. A verb with an unknown ``takes`` raises :class:`SeedError` that names it."""
    data = seeds.yaml(FILE, ReportingFile)
    forms: dict[str, list[VerbForm]] = defaultdict(list)
    for line in data.verbs:
        verb = _verb(line, str(seeds.folder / FILE))
        for word, form in inflect(verb, line):
            if form not in forms[word]:
                forms[word].append(form)
    openers = {w for index in (data.attributions, data.attributions_own.masculine, data.attributions_own.feminine, data.document_says) for p in index for w in fold(p).split()[:1]}
    alone = _folded(data.his_words) | _folded(data.carriers)
    openers |= alone
    phrases = [tuple(fold(s).split()) for index in (data.attributions, data.attributions_own.masculine, data.attributions_own.feminine, data.document_says) for p in index for s in _spellings(p)]
    return ReportingRules(
        forms={w: tuple(f) for w, f in forms.items()},
        looked_at=_looked_at(
            {c + w + e for w in (*forms, *_folded(data.adverbial)) for c in ("", "و", "ف") for e in ("", "ه")},
            {c + w for w in openers for c in ("", "و", "ف")},
            {p + article + w for w in _folded(data.documents) for p in ("", "لل", *PREFIXES) for article in ("", "ال")} | {w + "ا" for w in _folded(data.documents)},
        ),
        followed=_followed(phrases, alone),
        his_words=_folded(data.his_words),
        adverbial=_folded(data.adverbial),
        attributions=_phrases(data.attributions),
        attributions_own=_phrases_by_gender(data.attributions_own),
        as_said=_folded(data.as_said),
        document_says=_phrases(data.document_says),
        documents=_folded(data.documents),
        office_holders=_folded(data.office_holders),
        private_voices=_folded(data.private_voices),
        same=_folded(data.same),
        same_before=_folded(data.same_before),
        again=_phrases_by_gender(data.speakers_again),
        fillers=_folded(data.fillers),
        honorifics=_folded(data.honorifics),
        subject_ends=_folded(data.subject_ends),
        blockers=_folded(data.blockers),
        blockers_present=_folded(data.blockers_present),
        relative=_folded(data.relative),
        not_a_clause=_folded(data.not_a_clause),
        name_nouns=_folded(data.name_nouns),
        name_heads=frozenset(without_article(w) for w in _folded(data.name_heads)),
        nameless=_folded(data.nameless),
        members=_folded(data.members),
        noun_before=_folded(data.noun_before),
        occasions=_folded(data.occasions),
        impersonal=_folded(data.impersonal),
        openers=_folded(data.openers),
        mouthpieces=_folded(data.mouthpieces),
        was=_folded(data.was),
        sources=_folded(data.sources),
        chaired_by=_folded(data.chaired_by),
        speaker_words=_folded(data.speaker_words),
        carriers=_folded(data.carriers),
        beside=_folded(data.beside),
        before_ma=_folded(data.before_ma),
        received=_folded(data.received),
        media=_folded(data.media),
        heard_by=frozenset(form for w in _folded(data.media) for form in (w, "ال" + w, "ل" + w)),
        things_said=_folded(data.things_said),
        turns=_folded(data.turns),
        courts=_folded(data.courts),
        capitals=_capitals(seeds, data.seats),
        body_adjectives=_folded(data.body_adjectives),
        ministry_heads=_folded(data.ministry_heads),
        ministries=_folded(data.ministries),
        hearers=_folded(data.hearers) | _folded(data.media),
        addressees=_folded(data.addressees),
        saying_nouns=_folded(data.saying_nouns),
        anybody=_folded(data.anybody),
        ranks={w: _folded(group) for group in data.ranks for w in _folded(group)},
        told_of=_folded(data.told_of),
        court_papers=_folded(data.court_papers),
        verdict_openers=_folded(data.verdict_openers),
        on_behalf=_folded(data.on_behalf),
        on_its_behalf=_folded(data.on_its_behalf),
        inside=_folded(data.inside),
        former=_folded(data.former),
        issuing=_folded(data.issuing),
        issued_by=_folded(data.issued_by),
        providing=frozenset(data.providing),
        carrying=frozenset(data.carrying),
        issuers_before=_folded(data.issuers_before),
        rank_words=_folded(data.rank_words),
        about_them=_folded(data.about_them),
        gives=_folded(data.gives),
        speeches=_folded(data.speeches),
        body_nouns=tuple(_folded(group) for group in data.body_nouns),
        organs=_folded(data.organs),
        state_bodies=_folded(data.state_bodies),
        charge_papers=_phrases(data.charge_papers),
        prosecution=_folded(data.prosecution),
        styles={fold(w): _folded(styles) for w, styles in data.styles.items()},
        masculine_relative=_folded(data.masculine_relative),
        single_relative=_folded(data.single_relative),
        issues=_folded(data.issues),
        demonstratives=_folded(data.demonstratives),
        informations=_folded(data.informations),
        channels=_folded(data.channels),
        press_meetings=_folded(data.press_meetings),
        and_that=_folded(data.and_that),
        during=_folded(data.during),
        after_it=_folded(data.after_it),
        openings=_folded(data.openings),
        own_occasions=_folded(data.own_occasions),
        own_words=_folded(data.own_occasions) | _folded(w for words in (data.occasion_kinds["speech"],) for w in words if w.endswith(("ه", "ها"))),
        occasion_kinds={fold(w): kind for kind, words in data.occasion_kinds.items() for w in words},
        occasion_types={kind: frozenset(types) for kind, types in data.occasion_types.items()},
        afterwards=_folded(data.afterwards),
        press_verbs=_folded(data.press_verbs),
        papers_read=_folded(data.papers_read),
        came=_folded(data.came),
        topics=_folded(data.topics),
        thus=_folded(data.thus),
        counterparts=_folded(data.counterparts),
        before_pronoun=_folded(data.before_pronoun),
        before_it=_folded(data.before_it),
        adverbials=_folded(data.adverbials),
        masculine_countries=_folded(data.masculine_countries),
        direct_words=data.direct_words,
        verdict_words=data.verdict_words,
    )


def _followed(phrases: Sequence[Phrase], alone: frozenset[str]) -> dict[str, frozenset[str]]:
    """First words of phrases, with a conjunction or not, and the second words they need; those that may stand alone or before any word with ل are left out."""
    seconds: dict[str, set[str]] = defaultdict(set)
    free = set(alone)
    for phrase in phrases:
        if len(phrase) < 2 or phrase[1] == "ل":
            free.add(phrase[0])
        else:
            seconds[phrase[0]].add(phrase[1])
    return {c + first: frozenset(rest) for first, rest in seconds.items() if first not in free for c in ("", "و", "ف") if c + first not in free}


def _looked_at(cues: set[str], triggers: set[str], papers: set[str]) -> dict[str, int]:
    return {w: CUE * (w in cues) + TRIGGER * (w in triggers) + PAPER * (w in papers) for w in sorted(cues | triggers | papers)}


def inflect(verb: Verb, line: VerbLine) -> Iterable[tuple[str, VerbForm]]:
    """The third-person forms of a verb, folded: past and present of every gender and number, and the accusative participles."""
    past = fold(line.past)
    weak = past[-1] in "اي"
    stem = past[:-1] if weak else past
    dual = {"ا": stem + "وا", "ي": stem + "يا"}.get(past[-1], stem + "ا")
    yield past, VerbForm(verb, "past", "m", "s")
    yield stem + "ت", VerbForm(verb, "past", "f", "s")
    if not verb.tight:  # "ردا على" is no dual of رد
        yield dual, VerbForm(verb, "past", "m", "d")
        yield stem + "تا", VerbForm(verb, "past", "f", "d")
    yield stem + "وا", VerbForm(verb, "past", "m", "p")
    if line.present:
        present = fold(line.present)
        stem = present[:-1] if present[-1] in "اوي" else present
        yield present, VerbForm(verb, "present", "m", "s")
        if verb.negated and stem != present:  # the jussive of a weak verb: "لم ينف"
            yield stem, VerbForm(verb, "jussive", "m", "s")
            yield "ت" + stem[1:], VerbForm(verb, "jussive", "f", "s")
        yield "ت" + present[1:], VerbForm(verb, "present", "f", "s")
        yield stem + "ون", VerbForm(verb, "present", "m", "p")
        yield present + "ان", VerbForm(verb, "present", "m", "d")
    if line.participle:
        accusative = fold(line.participle)
        stem = accusative[:-1] if accusative.endswith("ا") else accusative
        yield accusative, VerbForm(verb, "participle", "m", "s")
        yield stem + "ه", VerbForm(verb, "participle", "f", "s")
        yield (stem[:-1] if stem.endswith("ي") else stem) + "ين", VerbForm(verb, "participle", "m", "p")


def _verb(line: VerbLine, where: str) -> Verb:
    clause = thing = bare = False
    prepositions: set[str] = set()
    words: list[str] = []
    for take in line.takes:
        if take == "أن":
            clause = True
        elif take == "شيء":
            thing = True
        elif take == "":
            bare = True
        elif take.startswith("="):
            words.append(fold(take[1:]))
        elif take in _PREPOSITIONS:
            prepositions.add(_PREPOSITIONS[take])
        else:
            raise SeedError(f"{where}: verb {line.past}: takes {take!r} is none of أن، شيء، {'، '.join(_PREPOSITIONS)} nor =word")
    flags = line.model_dump(include=set(_FLAGS))
    return Verb(line.past, clause, thing, bare, frozenset(prepositions), tuple(words), **flags)


def _capitals(seeds: Seeds, seats: dict[str, str | None]) -> dict[str, str]:
    """Capitals of the country registry and further seats of government. One that its state shares its name with is left out: it is read as the state."""
    out: dict[str, str] = {}
    for _, row in seeds.csv(COUNTRIES, CountryRow):
        if row.capital and fold(row.capital) not in {fold(n) for n in (row.name_ar, *row.aliases)}:
            out[fold(row.capital)] = f"country:{row.iso2}"
    for name, iso2 in seats.items():
        if iso2 is None:
            out.pop(fold(name), None)
        else:
            out[fold(name)] = f"country:{iso2}"
    return out


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(form) for w in words for form in _spellings(w))


def _spellings(phrase: str) -> tuple[str, ...]:
    """مسؤول is written مسئول in Egypt."""
    return (phrase, phrase.replace("ؤو", "ئو")) if "ؤو" in phrase else (phrase,)


def _phrases(phrases: Sequence[str]) -> dict[str, tuple[Phrase, ...]]:
    by_first: dict[str, set[Phrase]] = defaultdict(set)
    for phrase in (spelling for p in phrases for spelling in _spellings(p)):
        words = tuple(fold(phrase).split())
        by_first[words[0]].add(words)
    return {first: tuple(sorted(rest, key=lambda w: (-len(w), w))) for first, rest in by_first.items()}


def _phrases_by_gender(both: ByGender) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    by_first: dict[str, set[tuple[Phrase, str]]] = defaultdict(set)
    for gender, phrases in (("m", both.masculine), ("f", both.feminine)):
        for phrase in (spelling for p in phrases for spelling in _spellings(p)):
            words = tuple(fold(phrase).split())
            by_first[words[0]].add((words, gender))
    return {first: tuple(sorted(rest, key=lambda w: (-len(w[0]), w))) for first, rest in by_first.items()}
