"""Where something was said: statements tied to the events they were made at.

Only the words before what is reported say it ("وأكد، في كلمة خلال الندوة، أن ..."), or an adjunct at its end ("...، وذلك خلال استقباله الوفد"). What was
said in a press release, a post or an interview, after an event or on its margins, was not said at it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ct_pipeline.extract.context import Context, FoundEvent, FoundParticipant, FoundStatement
from ct_pipeline.extract.reporting import ReportingRules, load_reporting
from ct_pipeline.extract.speaker_words import CLAUSE_WORDS
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings, without_article

_SPOKEN_AT = frozenset({"meeting", "conference", "visit", "agreement", "launch"})
_GATHERINGS = frozenset({"meeting", "conference"})
_GOES_ON = frozenset({"pronoun", "same_speaker", "short_form"})  # rules by which somebody says more
_MAY_GO_ON = frozenset({"subject_verb", "verb_subject", "as_said", "attribution", "participle"})  # of one who spoke in the sentence before
_TURN = 3  # sentences over which "من جانبه" takes the floor where the one before had it
_SPEECH = 24  # words of a speech in which something is said ("ختم كلمته في الجلسة بالقول إن")
_BACK = 6  # sentences over which "هذا اللقاء" still finds its event
_NEAR = 3  # words between the noun of an occasion and the words of its event
_GOING_ON = 3  # sentences after which nobody speaks any more at the event at which somebody spoke
_LEAD = 40  # words of "جاء ذلك خلال ..." looked at
_ABOVE = 4  # words looked at for what governs the noun of an occasion


def attach_statements(context: Context) -> None:
    """Tie statements to the events they were made at, where the text says that they were: ``event_key``. Call after the events are known."""
    gatherings = [i for i, e in enumerate(context.events) if e.event_type in _SPOKEN_AT]
    for s in context.statements:
        if s.event_key is not None and s.event_key not in gatherings:
            s.event_key = None  # nothing is said at a manoeuvre or a trial that is only told of
    if gatherings:
        _Places(context, gatherings).attach()
        _take_part(context)


def _take_part(context: Context) -> None:
    """Who said something at the article's gathering took part in it, where nothing else told so; talks of two have no further speakers."""
    gatherings = [e for e in context.events if e.event_type in _GATHERINGS]
    for s in context.statements:
        if s.event_key is None or context.entities[s.speaker_id].kind != "person":
            continue
        event = context.events[s.event_key]
        people = [p for p in event.participants if context.entities[p.entity_id].kind == "person"]
        open_floor = not people or any(p.role == "speaker" for p in people)
        if event.event_type in _GATHERINGS and (event.is_main or len(gatherings) == 1) and event.status == "held" and open_floor and all(p.entity_id != s.speaker_id for p in people):
            event.participants.append(FoundParticipant(s.speaker_id, "speaker", s.start, s.end, "statement"))


class _Places:
    def __init__(self, context: Context, gatherings: list[int]) -> None:
        self.context, self.doc, self.gatherings = context, context.doc, gatherings
        self.rules: ReportingRules = context.knowledge.rules(load_reporting)
        self._last: dict[int, int] = {}  # event: the sentence of the last statement made at it
        self._came_in: dict[int, tuple[int | None]] = {}
        self.spans = sorted((self.doc.token_at(a), self.doc.token_at(b), i) for i in gatherings for a, b in _told(context.events[i]))
        self._firsts = [a for a, _, _ in self.spans]
        self._sentences: dict[int, list[int]] = {}  # event: the sentences that tell of it
        for a, _, i in self.spans:
            self._sentences.setdefault(i, []).append(self._sentence_no(a))

    def attach(self) -> None:
        self._came_in = self._said_there()
        said: dict[str, tuple[int, int | None]] = {}  # speaker: the sentence that last told where he spoke, and the event, None for none of them
        if any(w in self.rules.channels for w in (fold(self.doc.article.title or "")).split()):
            said = {s.speaker_id: (0, None) for s in self.context.statements}  # "... في مؤتمر صحفي عقب الاجتماع"
        floor: tuple[int, int | None] | None = None  # the sentence that last told where somebody spoke, and the event
        for s in self.context.statements:
            sentence = self.doc.sentence_at(s.start)
            if sentence is None:
                continue
            tied, told = self._of(s, sentence)
            if not told and (came := self._came_in.get(sentence.no)) is not None:
                tied, told = came[0], True
            last = said.get(s.speaker_id)
            opening = [self.doc.tokens[t].text for t in range(sentence.first_token, min(sentence.first_token + 3, sentence.last_token))]
            goes_on = s.rule in _GOES_ON or (s.rule in _MAY_GO_ON and not self.rules.was & set(opening))
            if not told and last is not None and (last[1] is None or goes_on) and sentence.no - last[0] <= (1 if last[1] is not None else _BACK):
                tied, told = last[1], True  # "وأضاف أن ...": he goes on
            elif not told and last is None and floor is not None and sentence.no - floor[0] <= _TURN and not self.rules.turns.isdisjoint(opening):
                tied, told = floor[1], True  # "من جانبه، أكد ...": where the one before spoke
            elif not told:  # as who speaks at which gathering was read with the events
                tied, told = (None, True) if self._not_there(s, sentence) else (s.event_key, False)
            s.event_key = tied
            if told:
                said[s.speaker_id] = floor = (sentence.no, tied)
            if tied is not None:
                self._last[tied] = sentence.no

    def _not_there(self, s: FoundStatement, sentence: SentenceSpan) -> bool:
        """Nothing says where it was said, and it was not at the event read with the speaker: told to the press, said before, or the event is what it speaks of."""
        opening = {t.text for t in self.doc.tokens[sentence.first_token : sentence.first_token + 2]}
        told = self.doc.token_at(max(s.told_from, sentence.start))
        spoken_of = any(i == s.event_key for _, _, i in self._told_in(told, sentence.last_token))
        if s.event_key is None or self.context.events[s.event_key].status != "held" or bool(opening & self.rules.was) or fold(s.verb) in self.rules.press_verbs or spoken_of:
            return True
        numbers = self._sentences.get(s.event_key, [])
        before = bisect_left(numbers, sentence.no)
        near = before > 0 and sentence.no - numbers[before - 1] <= _BACK
        near = near or 0 < sentence.no - self._last.get(s.event_key, -_BACK) <= _GOING_ON
        return not near or not self.context.events[s.event_key].is_main

    def _sentence_no(self, t: int) -> int:
        sentence = self.doc.sentence_at(self.doc.tokens[t].start)
        return sentence.no if sentence is not None else -1

    def _said_there(self) -> dict[int, tuple[int | None]]:
        """ "جاء ذلك خلال لقاء جمعه بنظيره": the event at which the two sentences before were said, by their numbers; None where it was told to the press."""
        out: dict[int, tuple[int | None]] = {}
        for sentence in self.doc.sentences:
            first, end = sentence.first_token, sentence.last_token
            words = [t.text for t in self.doc.tokens[first : first + 2]]
            if len(words) < 2 or words[0].removeprefix("و") not in self.rules.came or words[1] not in self.rules.demonstratives:
                continue
            event, told = self._within([(first + 2, min(first + 2 + _LEAD, end))], sentence)
            if told:
                out[sentence.no - 1] = out[sentence.no - 2] = (event,)
        return out

    def _of(self, s: FoundStatement, sentence: SentenceSpan) -> tuple[int | None, bool]:
        """The event that the statement's own words tie it to, and whether they say anything of where it was said."""
        return self._within(self._adjuncts(s, sentence), sentence)

    def _within(self, runs: list[tuple[int, int]], sentence: SentenceSpan) -> tuple[int | None, bool]:
        """The event that runs of words tie what is said to, and whether they say anything of where it was said."""
        told = False
        for first, end in runs:
            words = self._words(first, end)
            if any(w in self.rules.afterwards or w in self.rules.papers_read for forms in words for w in forms):
                told = True
            if any(w in self.rules.channels for forms in words for w in forms):
                press = [(t, forms) for t, forms in zip(range(first, end), words, strict=True) if forms & self.rules.press_meetings]
                at = [i for t, _ in press for i in self._told_at(t, first, end) if self._during(t, first)]
                return (at[0] if len(set(at)) == 1 else None), True
            named = [(t, kinds) for t, forms in zip(range(first, end), words, strict=True) if (kinds := {k for w in forms if (k := self.rules.occasion_kinds.get(w))})]
            told = told or any(kinds != {"speech"} for _, kinds in named)
            named = [(t, kinds) for t, kinds in named if self._during(t, first) and not (told and kinds == {"speech"})]
            for t, kinds in [n for n in named if n[1] != {"speech"}] or named:  # "في كلمة خلال الندوة": the meeting it was given at
                if (event := self._event(t, kinds, first, end, sentence)) is not None:
                    return event, True
        return None, told

    def _adjuncts(self, s: FoundStatement, sentence: SentenceSpan) -> list[tuple[int, int]]:
        """Runs of words that may say where: before what is reported, and a phrase at its end that begins with "وذلك"."""
        first, end = sentence.first_token, sentence.last_token
        told = self.doc.token_at(max(s.told_from, sentence.start))
        if told < end and self.doc.tokens[told].text in self.rules.during:  # "قال في كلمة له خلال الندوة إن"
            told = next((t for t in range(told + 1, min(told + 40, end)) if self.doc.tokens[t].text in CLAUSE_WORDS or self._opens(t)), told)
        told += told < end and self.doc.tokens[told].text in self.rules.afterwards  # "وأكد، عقب وصوله، أهمية المشاركة"
        if told < end and self._is_speech(told):
            told = next((t for t in range(told + 1, min(told + _SPEECH, end)) if self._opens_saying(t)), told)
        out = [(first, min(told, end))] if told > first else []
        last = next((t for t in range(end - 1, max(told, end - 40), -1) if self.doc.tokens[t].text in self.rules.and_that), None)
        earlier = not self.rules.was.isdisjoint(t.text for t in self.doc.tokens[first : first + 2])  # "وكان فلان أعلن المؤتمر خلال كلمته أمام السفراء"
        if last is None and not earlier and told < end and self.doc.tokens[told].text not in CLAUSE_WORDS and not self._opens(told):  # "وصف الهجوم بالإرهاب خلال كلمته في القمة"
            own = (t for t in range(told, min(told + 40, end - 1)) if self.doc.tokens[t].text in self.rules.during and self.doc.tokens[t + 1].text in self.rules.own_words)
            last = next((t - 1 for t in own), None)
        if last is not None and last + 1 < end and self.doc.tokens[last + 1].text in self.rules.during | self.rules.after_it | self.rules.afterwards:  # not "وذلك بتقليص الكلفة"
            out.append((last + 1, end))
        return out

    def _is_speech(self, t: int) -> bool:
        """ "كلمته", "مداخلته", "إيجازا" at word ``t``."""
        forms = self._words(t, t + 1)[0]
        return not self.rules.speeches.isdisjoint(forms) or any(self.rules.occasion_kinds.get(w) == "speech" for w in forms)

    def _opens_saying(self, t: int) -> bool:
        """What is said in a speech begins at word ``t``: "ختم كلمته في الجلسة بالقول إن"."""
        word = self.doc.tokens[t].text
        return word in CLAUSE_WORDS or self._opens(t) or (word.startswith("بال") and self.rules.occasion_kinds.keys().isdisjoint(self._words(t, t + 1)[0]))

    def _opens(self, t: int) -> bool:
        """A colon or a quotation mark stands before word ``t``."""
        gap = self.doc.text[self.doc.tokens[t - 1].end : self.doc.tokens[t].start]
        return ":" in gap or gap.endswith('"')

    def _words(self, first: int, end: int) -> list[frozenset[str]]:
        """The forms a word may stand for, particles and article left off."""
        return [frozenset(without_article(rest) for _, rest in readings(self.doc.tokens[t].text)) | {without_article(self.doc.tokens[t].text)} for t in range(first, end)]

    def _during(self, t: int, first: int) -> bool:
        """The noun at word ``t`` hangs on "خلال", "في", "لدى" and the like, and not on "عقب" or "على هامش"."""
        tokens, rules = self.doc.tokens, self.rules
        if tokens[t].text.startswith("ب") and tokens[t].text not in rules.occasion_kinds:
            return True
        for k in range(t - 1, max(first - 1, t - 1 - _ABOVE), -1):
            word = tokens[k].text
            plain = word[1:] if word[:1] in "وف" and len(word) > 2 else word
            if plain in rules.after_it:
                return False
            if plain in rules.during:
                return True
            bare = {without_article(rest) for _, rest in readings(word)}
            if not (plain in rules.demonstratives or bare & rules.occasion_kinds.keys() or plain in rules.openings):
                return False
        return False

    def _told_at(self, t: int, first: int, end: int) -> list[int]:
        """Events told by words at or right behind word ``t``."""
        return sorted({i for a, b, i in self._told_in(first, min(end, t + 2)) if t <= max(b, a + 1) + _NEAR})

    def _told_in(self, first: int, end: int) -> list[tuple[int, int, int]]:
        """What words ``[first, end)`` tell of events."""
        return self.spans[bisect_left(self._firsts, first) : bisect_left(self._firsts, end)]

    def _event(self, t: int, kinds: set[str], first: int, end: int, sentence: SentenceSpan) -> int | None:
        """The event of the occasion named at word ``t``: told right there, or the last one of its kind before; of a speech, what the article is about."""
        types = {x for kind in kinds for x in self.rules.occasion_types[kind]}
        here = [i for i in self._told_at(t, first, end) if self.context.events[i].event_type in types]
        if here:
            return here[0] if len(here) == 1 else None
        if kinds == {"speech"}:
            main = [i for i in self.gatherings if self.context.events[i].is_main]
            return self._alone(main or self.gatherings, types)
        if not self._is_definite(t):
            return None  # "في اجتماع سابق": another one
        for n in range(bisect_left(self._firsts, sentence.first_token) - 1, -1, -1):
            a, _, i = self.spans[n]
            if sentence.no - self._sentence_no(a) > _BACK:
                break
            if self.context.events[i].event_type in types:
                return i
        return None

    def _alone(self, events: Sequence[int], types: set[str]) -> int | None:
        fitting = [i for i in events if self.context.events[i].event_type in types]
        return fitting[0] if len(fitting) == 1 else None

    def _is_definite(self, t: int) -> bool:
        """ "اللقاء", "لقائه", "هذا الاجتماع"; not "لقاء" alone."""
        word = self.doc.tokens[t].text
        return word.startswith(("ال", "بال", "لل", "وال")) or word in self.rules.own_occasions


def _told(event: FoundEvent) -> list[tuple[int, int]]:
    return [(event.start, event.end), *event.evidence]
