"""Who spoke before: pronouns, "المتحدث ذاته", titles without a name, and office-holders named earlier."""

from __future__ import annotations

import re
from functools import cached_property

from ct_pipeline.extract.speaker_words import SpeakerWords, Spoken, Subject
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings, without_article

_WORD = re.compile(r"\w+")


class SpeakerMemory(SpeakerWords):
    """Adds what the article has told so far of speakers and of titles."""

    def remember(self, sentence_no: int, ids: list[str], kind: str, gender: str | None, only_acted: bool = False) -> None:
        self.history.append(Spoken(sentence_no, list(ids), kind, gender, only_acted))

    def last_speaker(self, gender: str | None, people_only: bool = False, back: int = 12, spoke: bool = False) -> Spoken | None:
        """Whoever spoke last and agrees; bodies are left out with ``people_only``, people who only acted with ``spoke``."""
        for spoken in reversed(self.history[-back:]):
            if spoke and spoken.only_acted:
                continue
            if people_only and spoken.kind != "person":
                if not spoken.ids:
                    return None
                continue
            if gender is None or spoken.gender is None or spoken.gender == gender:
                return spoken if spoken.ids else None
        return None

    def only_voice(self) -> Spoken | None:
        """The one person who has spoken in this article so far (an interview, a speech), else None."""
        voices = {i for spoken in self.history if not spoken.only_acted for i in spoken.ids}
        return next((s for s in reversed(self.history) if s.ids and not s.only_acted and s.kind == "person"), None) if len(voices) == 1 else None

    def spoke_of_late(self, person: str) -> bool:
        return any(person in spoken.ids and not spoken.only_acted for spoken in self.history[-3:])

    def turns(self, j: int) -> bool:
        """ "من جهته، قال المسؤول": another one than whoever spoke last."""
        return any(self.word(t) in self.rules.turns for t in range(max(j - 5, 0), j))

    def spoke_near(self, j: int) -> bool:
        """In the three sentences before word ``j`` somebody spoke, known or not."""
        sentence = self.context.doc.sentence_at(self.tokens[j].start)
        return sentence is not None and any(not spoken.only_acted and sentence.no - spoken.sentence_no <= 3 for spoken in self.history[-4:])

    def again(self, j: int, prefixes: tuple[str, ...]) -> Subject | None:
        """``المتحدث ذاته``, ``ذات المصدر``, ``معاليه``: whoever spoke last."""
        t = j
        if self.word(j) in self.rules.same_before:
            t = j + 1
        head = self.head(j, prefixes) if t == j else self.word(t)
        for phrase, gender in self.rules.again.get(head, ()):
            if phrase[0] == head and all(self.word(t + i) == w for i, w in enumerate(phrase[1:], 1)):
                after = t + len(phrase)
                if self.word(after) in self.rules.same or (self.word(after) in self.nisbas and self.word(after + 1) in self.rules.same):
                    after += 1 if self.word(after) in self.rules.same else 2
                body_ok = without_article(phrase[0]) in self.rules.sources
                spoke = phrase[0] in self.rules.speaker_words or without_article(phrase[0]) in self.rules.private_voices
                speaker = self.last_speaker(None if body_ok else gender, people_only=not body_ok, spoke=spoke)
                called = self.called.get(phrase)
                if called is not None and not spoke and any(x.ids == called and not x.only_acted for x in self.history[-12:]) and not self.turns(j):
                    return Subject(list(called), "person", j, after, "last", gender)  # "الأمين العام" is who was called so before
                if speaker is not None and not spoke and self.word(after - 1) not in self.rules.same and not self.may_bear(speaker.ids, without_article(phrase[0])):
                    speaker = None
                if head in self.rules.styles and (styled := self.styled(j, head, speaker)) is not None:
                    return Subject([styled], "person", j, after, "last", gender)
                if speaker is not None and not spoke and speaker.kind == "person":
                    self.called[phrase] = list(speaker.ids)
                return Subject(speaker.ids if speaker else [], speaker.kind if speaker else "nobody", j, after, "last", gender)
        return None

    @cached_property
    def _introduced(self) -> list[tuple[int, str, str]]:
        """Word of style, what it is, and the person named behind it: "سمو الشيخ فلان"; the first for each person and style."""
        styles = frozenset(w for words in self.rules.styles.values() for w in words)
        out: dict[tuple[str, str], int] = {}
        for t, word in enumerate(self.texts):
            style = word if word in styles else next((rest for _, rest in readings(word) if rest in styles), "")
            for k in range(t + 1, min(t + 6, self.size)) if style else ():
                m = self.mentions.get(k)
                if m is not None and m.kind == "person" and m.is_named:
                    out.setdefault((style, m.entity_id), t)
                if m is not None or self.parted(k + 1, ",.:"):
                    break
        return [(t, style, person) for (style, person), t in out.items()]

    def styled(self, j: int, word: str, speaker: Spoken | None) -> str | None:
        """Whom ``سموه`` at word ``j`` means: of those introduced with that style, the speaker, else who acted last, else the one named first."""
        style = self.rules.styles[word]
        bearers = [person for t, introduced, person in self._introduced if t < j and introduced in style]
        if not bearers or (speaker is not None and speaker.ids and speaker.ids[0] in bearers):
            return None
        acted = next((spoken.ids[0] for spoken in reversed(self.history) if spoken.ids and spoken.ids[0] in bearers), None)
        return acted or bearers[0]

    def means_speaker(self, j: int, again: Subject) -> bool:
        """ "المتحدث"، "معاليه"، "المسؤول ذاته": whoever spoke last, whatever other person of that title was named since."""
        return self.word(j) in self.rules.speaker_words or self.word(again.after - 1) in self.rules.same or self.word(j) in self.rules.same_before

    def may_bear(self, people: list[str], bare: str) -> bool:
        """No title of the speaker speaks against calling him by ``bare``: the president of a chamber is not "السفير"."""
        like = self.rules.ranks.get(bare)
        if like is None:
            return True
        titles = [w for a in self.context.affiliations if a.person_id in people for w in fold(a.title).split()]
        if not titles or any(without_article(w) in like for w in titles):
            return True
        return any(m.entity_id in people and m.is_named and any(without_article(self.word(t - i)) in like for i in (1, 2, 3)) for t, m in self.mentions.items())

    def is_titled(self, person: str, bare: str) -> bool:
        """A title of this person holds the word ``bare``."""
        return any(a.person_id == person and bare in (without_article(w) for w in fold(a.title).split()) for a in self.context.affiliations)

    def is_official(self, person: str) -> bool:
        return any(a.person_id == person and a.country_iso2 and not a.rule.endswith("_home") for a in self.context.affiliations)

    def holder_again(self, j: int, bare: str) -> tuple[str, bool] | None:
        """Whose title the words from ``j`` on begin: "رئيس الأركان", "رئيس منتدى كذا"; the second is True where three words of it, or all, agree.

        Of several who bear it, the one who spoke last."""
        second = self.word(j + 1)
        if self.parted(j + 1, ",.:;"):
            return None
        start = self.tokens[j].start
        phrase = [bare, *(without_article(self.word(j + i)) for i in (1, 2))]
        titles: dict[str, list[str]] = {}
        for a in self.context.affiliations:
            words = [without_article(w) for w in _WORD.findall(fold(a.title))[:3]]
            if a.start < start and len(words) > 1 and words[:2] == phrase[:2]:
                titles.setdefault(a.person_id, words)
        if not titles:
            return None
        exact = [p for p, words in titles.items() if words[2:] == [phrase[2]]]
        if len(exact) == 1:
            return exact[0], True
        if not second.startswith("ال") or not self.phrase_ends(j + 2, j + 3) or self.word(j + 2).startswith("ال"):
            return None
        if len(titles) > 1:
            last = next((spoken.ids[0] for spoken in reversed(self.history) if len(spoken.ids) == 1 and spoken.ids[0] in titles), None)
            return (last, False) if last else None
        return next(iter(titles)), False

    def _compatriot(self, country: str) -> str | None:
        """Of people whose office the text does not tell, the one of that country who spoke last, or the only one it calls a counterpart ("مع نظيره النيجري فلان")."""
        code = country.removeprefix("country:")
        titled = {a.person_id for a in self.context.affiliations}
        at = {t: m.entity_id for t, m in self.mentions.items() if m.kind == "person" and m.is_named and m.entity_id not in titled}
        at = {t: i for t, i in at.items() if (e := self.context.entities.get(i)) is not None and e.country_iso2 == code}
        spoke = next((spoken.ids[0] for spoken in reversed(self.history[-8:]) if len(spoken.ids) == 1 and spoken.ids[0] in at.values()), None)
        met = {i for t, i in at.items() if any(self.word(k).endswith(tuple(self.rules.counterparts)) for k in range(max(t - 4, 0), t))}
        return spoke or (next(iter(met)) if len(met) == 1 else None)

    def known_office_holder(self, bare: str, country: str | None, gender: str, is_short: bool, second: str = "") -> Spoken | None:
        """ "المسؤول الأردني": whoever spoke of late and serves that country, or bears that title (whose second word is ``second``) and serves it."""
        served = {(a.person_id, a.country_iso2) for a in self.context.affiliations if a.country_iso2 and not a.rule.endswith("_home")}
        if country is None:
            return None
        code = country.removeprefix("country:")
        official = bare not in self.rules.private_voices
        for spoken in reversed(self.history[-8:]):
            if spoken.kind != "person" or len(spoken.ids) != 1 or spoken.gender not in (None, gender):
                continue
            person = spoken.ids[0]
            if official and (person, code) in served and self.may_bear([person], bare):
                return spoken
        at_home = {a.person_id for a in self.context.affiliations if a.country_iso2 == code}
        if official and (spoken_at_home := next((x for x in reversed(self.history[-4:]) if len(x.ids) == 1 and not x.only_acted), None)) is not None:
            if spoken_at_home.ids[0] in at_home and spoken_at_home.gender in (None, gender) and self.may_bear(spoken_at_home.ids, bare):
                return spoken_at_home
        holders = {a.person_id for a in self.context.affiliations if a.country_iso2 == code and without_article(fold(a.title).split(" ")[0]) == bare}
        if len(holders) > 1:  # "وزير الخارجية الإيراني" of two ministers
            holders &= {a.person_id for a in self.context.affiliations if second and [without_article(w) for w in fold(a.title).split()[1:2]] == [without_article(second)]}
        if len(holders) == 1:
            return Spoken(-1, sorted(holders), "person", gender)
        if official and (own := self._compatriot(country)) is not None:
            return Spoken(-1, [own], "person", gender)
        last = self.last_speaker(gender, people_only=True, back=3) if is_short else None
        if last is not None and not any(p == last.ids[0] for p, _ in served):
            return last
        return None
