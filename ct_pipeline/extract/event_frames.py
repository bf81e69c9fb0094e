"""``seeds/frames``: the triggers of every event type and the cues of their slots, checked and turned into lookup tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ct_pipeline.extract.event_forms import Shape, noun_forms, participle_forms, passive_forms, tail_forms, verb_forms
from ct_pipeline.extract.event_seeds import CarrierSeed, EventType, FrameSeed, NounSeed, ParticipantsSeed, SlotsSeed, VerbSeed
from ct_pipeline.extract.event_words import Phrases, bare_forms, index_phrases, is_future, plain
from ct_pipeline.extract.verb_lexicon import VerbForm, VerbLexicon, load_verbs
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings
from ct_pipeline.language.sieve import Sieve
from ct_pipeline.lexicon.seeds import SeedError, Seeds


@dataclass(frozen=True, slots=True)
class Trigger:
    """One line of a frame file, or a carrier (``type`` is then empty)."""

    type: str
    plover_type: str
    plover_mode: str | None
    name: str  # as written in the seed: the rule's name
    noun: NounSeed | None = None
    verb: VerbSeed | None = None
    carrier: CarrierSeed | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of a trigger: the words that must follow, how far off the first of them may be, and what the form tells."""

    trigger: Trigger
    shape: Shape
    tail: tuple[frozenset[str], ...]
    gap: int


@dataclass(frozen=True, slots=True)
class WordClass:
    words: frozenset[str]
    mentions: frozenset[str]
    prep: frozenset[str]
    near: int
    both_sides: bool
    either_side: bool
    title: bool
    then_office: bool
    then_quote: bool
    dated: bool
    then: frozenset[str] = frozenset()
    joined: bool = False
    joined_titles: bool = False
    common: bool = False
    not_in: bool = False


@dataclass(frozen=True, slots=True)
class WordFacts:
    """A word by itself: the trigger forms it may be (each with the particles before it), the clause it opens, whether it is "and" with a verb of speech."""

    forms: tuple[tuple[Form, str], ...]
    opener: str  # rel | that | adv | ""
    and_said: bool
    marks: tuple[str, ...]  # what else begins or stands with it, see _MARKS
    verb: VerbForm | None = None  # the verb or participle that it may be, whether it reports an event or not


_REMEMBERED = 200_000  # distinct words; a language's own are fewer


@dataclass(frozen=True)
class Frames:
    """All triggers by written form, and the cues of slots; every word folded."""

    forms: Mapping[str, tuple[Form, ...]]
    classes: Mapping[str, WordClass]
    cues: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word -> ((words, role), ...), longest first
    words: Mapping[str, frozenset[str]]  # the plain lists of slots.yml
    phrases: Mapping[str, Phrases]  # virtual, hybrid, in_person, head_of_delegation, attackers, field_phrases
    prepositions: Mapping[str, tuple[tuple[str, ...], ...]]  # opening and closing ones: their words, longest first
    durations: Mapping[str, int]
    acts: Mapping[str, frozenset[str]]  # event type -> bare definite nouns that refer to one told before
    grammar: Mapping[str, frozenset[str]]  # closed classes; names of triggers stand unfolded
    achieve_directly: frozenset[str]
    achieve_at: frozenset[str]
    achieve: frozenset[str]  # written forms of the verbs that bring a verbal noun about
    verbs: VerbLexicon
    _facts: dict[str, WordFacts] = field(default_factory=dict, compare=False, repr=False)
    _sieves: dict[str, Sieve] = field(default_factory=dict, compare=False, repr=False)

    def facts(self, word: str) -> WordFacts:
        """What a folded word is to the readers of events, worked out once a distinct word."""
        known = self._facts.get(word)
        if known is None:
            base = plain(word)
            said = base != word and (base in self.words["clause_verbs"] or word.startswith("و") and is_future(base, self.grammar["look_future"]))
            known = WordFacts(tuple(self.lookup(word)), self._opener(word), said, tuple(name for name, test in _MARKS.items() if test(self, word)), self.verbs.read(word))
            if len(self._facts) < _REMEMBERED:
                self._facts[word] = known
        return known

    def having(self, mark: str, words: frozenset[str]) -> set[str]:
        """Those of an article's words that have the mark "field" or "sport": all that is asked of articles about something else."""
        if mark not in self._sieves:
            test = _MARKS["field"] if mark == "field" else _of_sport
            self._sieves[mark] = Sieve(lambda word: test(self, word))
        return self._sieves[mark].of(words)

    def _opener(self, word: str) -> str:
        base, words = plain(word), self.words
        if word in words["relatives"] or base in words["relatives"]:
            return "rel"
        if word in words["complementizers"]:
            return "that"
        if base in self.grammar["reporting_participles"]:
            return "and"
        return "adv" if word in words["adverbial_clauses"] or base in words["adverbial_clauses"] else ""

    def lookup(self, word: str, sure: bool = False) -> list[tuple[Form, str]]:
        """Every trigger form that a folded word may be, with the particles taken off; ``sure``: it is no look-alike."""
        out: list[tuple[Form, str]] = []
        if word in self.words["never"] and not sure:
            return out
        for prefix, rest in readings(word):
            for form in self.forms.get(rest, ()):
                if form.shape.pos == "verb" and prefix not in _VERB_PREFIXES:
                    continue
                out.append((form, prefix))
        return out


def _of_sport(frames: Frames, word: str) -> bool:
    return not frames.grammar["sport"].isdisjoint(bare_forms(word))


_VERB_PREFIXES = frozenset({"", "و", "ف", "ل"})


def _heads(word: str, *tables: Mapping[str, object]) -> bool:
    return any(word in t or word[:1] in ("و", "ف") and word[1:] in t for t in tables)


# Words that a reader looks for all over a sentence: name of the mark -> whether a word has it. A sentence without the mark is not read for it.
_MARKS: Mapping[str, Callable[[Frames, str], bool]] = {
    "mode": lambda f, w: _heads(w, f.phrases["hybrid"], f.phrases["in_person"], f.phrases["virtual"]),
    "duration": lambda f, w: w in f.words["duration_cues"] or plain(w) in f.words["duration_cues"] or w in f.grammar["duration_heads"],
    "cue": lambda f, w: w in f.cues or w[:1] in ("و", "ف") and len(w) > 3 and w[1:] in f.cues,
    "delegation": lambda f, w: _heads(w, f.phrases["head_of_delegation"]) or bool(bare_forms(w) & f.grammar["delegation_nouns"]),
    "bench": lambda f, w: w.removeprefix("و") in f.grammar["bench_chairs"] | f.grammar["bench_members"] | f.grammar["bench_present"],
    "count_unit": lambda f, w: w in f.words["count_units"],
    "speech": lambda f, w: w in f.words["speech"] or w.lstrip("وبف") in f.words["speech"],
    "reference": lambda f, w: bool(bare_forms(w) & (f.words["references"] | f.grammar["gathering_references"])),
    "capital": lambda f, w: bool(bare_forms(w) & f.grammar["capital"]),
    "field": lambda f, w: not f.words["field_words"].isdisjoint(bare_forms(w)) or any(rest in f.phrases["field_phrases"] for _, rest in readings(w)),
}
TYPES: tuple[EventType, ...] = ("meeting", "conference", "visit", "agreement", "launch", "appointment", "operation", "attack", "trial", "other")


def load_frames(seeds: Seeds) -> Frames:
    """Read and check ``seeds/frames``. A class that a trigger asks for and nobody defines is a :class:`SeedError`."""
    slots = seeds.yaml("frames/slots.yml", SlotsSeed)
    participants = seeds.yaml("frames/participants.yml", ParticipantsSeed)
    heads = load_verbs(seeds)
    forms: dict[str, list[Form]] = defaultdict(list)
    verbs: list[Trigger] = []
    for kind in TYPES:
        path = f"frames/{kind}.yml"
        frame = seeds.yaml(path, FrameSeed)
        if frame.type != kind:
            raise SeedError(f"{seeds.folder / path}: type is {frame.type!r}; it must be the file's name, {kind!r}")
        for noun in frame.nouns:
            trigger = Trigger(kind, noun.plover_type or frame.plover_type, noun.mode or frame.plover_mode, noun.noun, noun=noun)
            for word, number in ((noun.noun, "one"), *((p, "many") for p in noun.plural)):
                _add(forms, trigger, word, noun_forms(word.split()[0], number), 0)
        for verb in frame.verbs:
            for name in (*verb.needs, *verb.subject_needs):
                if name not in slots.classes:
                    raise SeedError(f"{seeds.folder / path}: {verb.past or verb.noun}: unknown class {name!r}; add it under classes in slots.yml")
            trigger = Trigger(kind, verb.plover_type or frame.plover_type, verb.mode or frame.plover_mode, verb.past or verb.noun or "", verb=verb)
            _add_verb(forms, trigger, verb.past, verb.present, verb.noun, verb.participle)
            verbs.append(trigger)
    written = frozenset(forms)  # a passive that is an entry of its own stays what that entry says
    for trigger in verbs:
        _add_passive(forms, trigger, written)
    for carrier in slots.carriers:
        trigger = Trigger("", "", None, carrier.past, carrier=carrier)
        _add_verb(forms, trigger, carrier.past, carrier.present, carrier.noun, carrier.participle)
    if twice := sorted(set(slots.grammar) & set(participants.classes)):
        raise SeedError(f"{seeds.folder / 'frames/participants.yml'}: classes {', '.join(twice)} stand under grammar in slots.yml as well; give one of the two another name")
    classes = {
        name: WordClass(
            frozenset(map(fold, c.words)), frozenset(c.mentions), frozenset(map(fold, c.prep)), c.near, c.both_sides, c.either_side, c.title, c.then_office, c.then_quote,
            c.dated, frozenset(map(fold, c.then)), c.joined, c.joined_titles, c.common, c.not_in,
        )
        for name, c in slots.classes.items()
    }  # fmt: skip
    cues: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for role, phrases in (*slots.cues.items(), *participants.cues.items()):
        for phrase in phrases:
            words = tuple(fold(phrase).split())
            cues[words[0]].append((words, role))
    phrase_lists = {name: index_phrases(getattr(slots, name)) for name in ("virtual", "hybrid", "in_person", "head_of_delegation", "attackers", "field_phrases")}
    prepositions = {
        name: tuple(sorted({tuple(fold(p).split()) for p in getattr(slots, name)}, key=lambda w: (-len(w), w))) for name in ("closing_prepositions", "opening_prepositions")
    }
    plain = (
        "clause_verbs", "field_words", "delegation", "speech", "planned", "planned_adjectives", "cancelled", "denied", "generic_heads", "never", "no_place",
        "claims", "proposals", "act_prepositions", "references", "same", "these", "other_edition", "relatives",
        "complementizers", "adverbial_clauses", "duration_cues", "count_units", "both_parties", "both_countries", "invitations",
    )  # fmt: skip
    return Frames(
        {w: tuple(f) for w, f in forms.items()}, classes,
        {w: tuple(sorted(c, key=lambda x: (-len(x[0]), x))) for w, c in cues.items()},
        {name: frozenset(map(fold, getattr(slots, name))) for name in plain},
        phrase_lists, prepositions, {fold(w): n for w, n in slots.durations.items()},
        {kind: frozenset(map(fold, words)) for kind, words in slots.act_references.items()},
        {"going_on": heads.words["going_on"]}
        | {name: frozenset(w for word in words for w in (word, fold(word))) for name, words in (*slots.grammar.items(), *participants.classes.items(), ("claims", slots.claims))},
        frozenset(w for a in slots.achieve if a.direct for w, shape in verb_forms(a.past, a.present) if not shape.suffixed),
        frozenset(w for a in slots.achieve if a.part for w, shape in verb_forms(a.past, a.present) if not shape.suffixed),
        frozenset(w for a in slots.achieve for w, shape in verb_forms(a.past, a.present) if not shape.suffixed),
        heads,
    )  # fmt: skip


def _add_verb(forms: dict[str, list[Form]], trigger: Trigger, past: str | None, present: str | None, noun: str | None, participle: str | None) -> None:
    if past and present:
        _add(forms, trigger, past, verb_forms(past.split()[0], present.split()[0]), 9)
    if noun:
        _add(forms, trigger, noun, noun_forms(noun.split()[0]), 0)
    if participle:
        _add(forms, trigger, participle, participle_forms(participle), 0)


def _add_passive(forms: dict[str, list[Form]], trigger: Trigger, written: frozenset[str]) -> None:
    past, present = trigger.verb.past if trigger.verb else None, trigger.verb.present if trigger.verb else None
    if past and present:
        shapes = passive_forms(past.split()[0], present.split()[0])
        _add(forms, trigger, past, ((word, shape) for word, shape in shapes if word not in written), 9)


def _add(forms: dict[str, list[Form]], trigger: Trigger, phrase: str, shapes: Iterator[tuple[str, Shape]], gap: int) -> None:
    tail = tuple(tail_forms(w) for w in phrase.split()[1:])
    seen: set[tuple[str, Shape]] = set()
    for word, shape in shapes:
        if tail and shape.pos == "verb" and shape.suffixed:
            continue
        if len(word) >= 2 and (word, shape) not in seen:
            seen.add((word, shape))
            forms[word].append(Form(trigger, shape, tail, gap if tail else 0))
