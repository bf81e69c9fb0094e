"""One sentence as the event finder sees it: words, what covers them, where clauses begin, and which trigger forms they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ct_pipeline.extract.context import Context, FoundAffiliation, FoundMention, FoundTime
from ct_pipeline.extract.event_frames import Form, Frames
from ct_pipeline.extract.event_words import Phrases, bare_forms, phrase_at
from ct_pipeline.extract.event_words import plain as plain
from ct_pipeline.extract.verb_lexicon import VerbForm
from ct_pipeline.language.document import SentenceSpan, Token

_STOPS = frozenset(".;:!?\n")
_HARD_STOPS = _STOPS - {":"}


_PRICE = {"": 0, "rel": 20, "that": 18, "adv": 12, "and": 10, "stop": 16}


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger form at word ``at``; ``last`` is its last word (its tail may stand apart)."""

    at: int
    last: int
    form: Form
    prefix: str


@dataclass(slots=True)
class SentenceView:
    """Words by index from 0; ``clause[i]`` numbers the clause of word i, ``opener[i]`` says what opened it (rel | that | adv | and | stop | '')."""

    span: SentenceSpan
    tokens: Sequence[Token]
    text: str
    is_title: bool
    grammar: Mapping[str, frozenset[str]]
    rank: int = 0  # 0 in the title, then 1, 2, ... for the sentences of the body
    hits: list[Hit] = field(default_factory=list)
    bare_verbs: set[int] = field(default_factory=set)  # words that are a trigger verb with nothing joined before it
    mentions: list[FoundMention] = field(default_factory=list)
    times: list[FoundTime] = field(default_factory=list)
    affiliations: list[FoundAffiliation] = field(default_factory=list)
    covered: list[FoundMention | None] = field(default_factory=list)
    in_affiliation: list[FoundAffiliation | None] = field(default_factory=list)
    in_time: list[bool] = field(default_factory=list)
    clause: list[int] = field(default_factory=list)
    opener: list[str] = field(default_factory=list)
    gap: list[str] = field(default_factory=list)  # punctuation before word i
    places: list[FoundMention] = field(default_factory=list)  # cities, countries and places, capitals that are only called so among them
    heads: dict[int, VerbForm] = field(default_factory=dict)  # finite verbs and participles, in text order: what may have a day or a place of its own
    marked: dict[str, list[int]] = field(default_factory=dict)  # words that a reader looks for, by what they mark (see event_frames)

    def index(self, offset: int) -> int:
        """Index of the first word that ends after folded offset ``offset``."""
        lo, hi = 0, len(self.tokens)
        while lo < hi:
            mid = (lo + hi) // 2
            if self.tokens[mid].end > offset:
                hi = mid
            else:
                lo = mid + 1
        return lo

    def words_of(self, start: int, end: int) -> range:
        """Indices of the words that folded offsets ``start`` to ``end`` touch (a span may end in a bracket)."""
        first = last = self.index(start)
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return range(first, last)

    def breaks(self, a: int, b: int) -> int:
        """The price of the clauses that begin in words (a, b]: a relative clause is harder to leave than a further main clause."""
        lo, hi = (a, b) if a <= b else (b, a)
        if not self.tokens:
            return 0
        hi = min(hi, len(self.tokens) - 1)
        if self.clause[hi] == self.clause[min(lo, hi)]:
            return 0
        return sum(_PRICE[self.opener[k]] for k in range(min(lo, hi) + 1, hi + 1))

    def word_in(self, i: int, words: frozenset[str]) -> bool:
        """Whether word i, with or without particles, article and endings, is one of ``words``."""
        return bool(self.bare_forms(i) & words)

    def bare_forms(self, i: int) -> frozenset[str]:
        return bare_forms(self.tokens[i].text)

    def phrase_at(self, i: int, phrases: Phrases) -> int:
        """Length in words of the longest of ``phrases`` that begins at word i (0: none); the first word may carry و or ف."""
        return phrase_at(self.tokens, i, len(self.tokens), phrases)

    def prefix_of(self, mention: FoundMention) -> str:
        """The particles written together with a mention's first word."""
        i = self.index(mention.start)
        return self.text[self.tokens[i].start : mention.start] if i < len(self.tokens) else ""


def view_sentence(context: Context, frames: Frames, sentence: SentenceSpan, mentions: list[FoundMention], times: list[FoundTime], affiliations: list[FoundAffiliation]) -> SentenceView:
    """Build the view of one sentence from what the earlier finders left in it."""
    doc = context.doc
    tokens = doc.tokens_of(sentence)
    n = len(tokens)
    view = SentenceView(sentence, tokens, doc.text, sentence.kind == "title", frames.grammar, mentions=mentions, times=times, affiliations=affiliations)
    view.covered, view.in_affiliation, view.in_time = [None] * n, [None] * n, [False] * n
    if any(m.kind == "country" and m.method != "nisba" and doc.text[m.start : m.end].endswith("يا") for m in mentions):
        view.mentions = mentions = [m for m in mentions if not _is_accusative_nisba(context, view, m)]
    for m in mentions:
        for i in view.words_of(m.start, m.end):
            view.covered[i] = m
    for f in affiliations:
        for i in view.words_of(f.start, f.end):
            view.in_affiliation[i] = f
    for t in times:
        for i in view.words_of(t.start, t.end):
            view.in_time[i] = True
    look_alike = frames.grammar["feminine_only"]
    _find_hits(view, frames, {i for i, t in enumerate(tokens) if t.text in look_alike and doc.surface(t.start, t.end).endswith("ة")})
    _find_clauses(view, frames)
    _find_heads(view, frames)
    view.places = [m for m in mentions if m.kind in ("city", "country", "place")]
    return view


def _is_accusative_nisba(context: Context, view: SentenceView, m: FoundMention) -> bool:
    """Whether "Syria" is really "Syrians" in the accusative: behind a number, or written with its tanwin ("32 سوريا", "مواطنا سورياً")."""
    if m.kind != "country" or not context.doc.text[m.start : m.end].endswith("يا"):
        return False
    k = view.index(m.start)
    counted = k > 0 and view.tokens[k - 1].text.isdigit() and int(view.tokens[k - 1].text) > 2 and not view.gap[k : k + 1]
    return counted or "\u064b" in context.doc.surface(m.start, min(m.end + 1, len(context.doc.text)))


def _find_hits(view: SentenceView, frames: Frames, feminine: set[int]) -> None:
    tokens, n = view.tokens, len(view.tokens)
    for i, token in enumerate(tokens):
        word = frames.facts(token.text)
        for mark in word.marks:
            view.marked.setdefault(mark, []).append(i)
        if view.in_time[i] or not word.forms and i not in feminine:
            continue
        cover = view.covered[i]
        if cover is not None and (cover.kind in ("person", "city", "country") or (cover.kind == "organization" and cover.start < token.start)):
            continue
        for form, prefix in word.forms if i not in feminine else frames.lookup(token.text, True):
            last = i
            if form.tail:
                found = _find_tail(view, i + 1, form, n)
                if found < 0:
                    continue
                last = found
            view.hits.append(Hit(i, last, form, prefix))
            if form.shape.pos == "verb" and not prefix:
                view.bare_verbs.add(i)


def _find_tail(view: SentenceView, start: int, form: Form, n: int) -> int:
    """Index of the last word of the form's tail, or -1. The first tail word may stand up to ``gap`` words further."""
    first, rest = form.tail[0], form.tail[1:]
    for k in range(start, min(n - len(rest), start + form.gap + 1)):
        if view.tokens[k].text in first and all(view.tokens[k + 1 + j].text in words for j, words in enumerate(rest)):
            return k + len(rest)
    return -1


def _find_clauses(view: SentenceView, frames: Frames) -> None:
    verbs = {h.at for h in view.hits if h.form.shape.pos == "verb" and h.prefix in ("و", "ف")}
    clause = 0
    previous_end = view.span.start
    text, tokens = view.text, view.tokens
    for i, token in enumerate(tokens):
        gap = text[previous_end : token.start]
        if gap.startswith(".") and i and len(tokens[i - 1].text) == 1 and "\n" not in gap:
            gap = " "  # "Dr. X": an abbreviation
        view.gap.append(gap)
        previous_end = token.end
        opener = ""
        if i:
            cover = view.covered[i]
            if not view.in_time[i] and cover is None or cover is not None and cover.start >= token.end:
                if gap != " " and not _STOPS.isdisjoint(gap):
                    opener = "stop"
                word = frames.facts(token.text)
                if word.opener and not (word.opener == "adv" and plain(token.text) == "بعد" and tokens[i - 1].text == "عن"):
                    opener = word.opener
                elif not word.opener and (i in verbs or word.and_said):
                    opener = "and"
            elif gap != " " and not _HARD_STOPS.isdisjoint(gap):
                opener = "stop"
        if opener:
            clause += 1
        view.clause.append(clause)
        view.opener.append(opener)


def _find_heads(view: SentenceView, frames: Frames) -> None:
    """Finite verbs and participles among the words; a form that may be a noun counts behind a word that only a verb follows, or where it opens the sentence."""
    opens = frames.verbs.words["opens_verb"]
    for i, token in enumerate(view.tokens):
        form = frames.facts(token.text).verb
        if form is None or view.in_time[i] or view.covered[i] is not None:
            continue
        if form.sure or (view.tokens[i - 1].text in opens if i else not view.is_title) or view.opener[i] == "stop" and token.text.startswith("و"):
            view.heads[i] = form


def cue_at(view: SentenceView, k: int, frames: Frames) -> tuple[tuple[str, ...], str] | None:
    """The phrase of participation that begins at word k (its words, the capacity it gives), or None; the longest wins."""
    text = view.tokens[k].text
    for head in (text, text[1:] if text[:1] in "وف" and len(text) > 3 else ""):
        for words, role in frames.cues.get(head, ()):
            if k + len(words) <= len(view.tokens) and all(view.tokens[k + j].text == w for j, w in enumerate(words) if j):
                return words, role
    return None
