"""The words of one article as the person grammar sees them: what each can be here, what stands between them, what is known of each.

Knows the printed form where it tells homographs of the folded form apart ("على" and "علي", "آلان" and "الآن"). Knows nothing of how names are built.
"""

from __future__ import annotations

import re
from operator import attrgetter, is_
from typing import TYPE_CHECKING

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.person_rules import PersonRules, TitleForm, load_person_rules
from ct_pipeline.extract.person_words import ALSO_COMMON, ARTICLE, CLITIC, COMMON, CONNECTOR, FUNCTION, GIVEN, LATIN, LETTER, NUMBER, NUNATED, OPENS, PRINTED, TAIL, TITLED, Word
from ct_pipeline.language.name_likeness import load_name_likeness
from ct_pipeline.lexicon.seeds import Seeds

if TYPE_CHECKING:
    from ct_pipeline.extract.person_grammar import Title
    from ct_pipeline.extract.title_links import TitleLink

_NUNATION = frozenset("\u064b\u064c\u064d")
_DIACRITICS = re.compile("[\u0640\u064b-\u0652\u0670]")
_SAME_LETTERS = str.maketrans("أإآىة", "ااايه")
_UNDOTTED, _DOTTED = re.compile(r"ال\w{3,}ى"), re.compile(r"ال\w{3,}ي")
_WITH_ALI = frozenset({"وعلي", "لعلي", "فعلي"})
_FLAGS, _MARKS = attrgetter("flags"), attrgetter("marks")


def marked(wanted: int) -> bytes:
    """A table for ``bytearray.translate``: 1 for marks of which one is in ``wanted``, 0 for others."""
    return bytes(int(bool(marks & wanted)) for marks in range(256))


_TITLED, _PRINTED, _PRINTED_OR_NUNATED = marked(TITLED), marked(PRINTED), marked(PRINTED | NUNATED)


class _Nisbas(dict[str, tuple[str | None, bool]]):
    """Folded word -> the country of the nisba it is, attached particles aside, and whether it means something else too; filled as words come up."""


def _no_nisbas(_: Seeds) -> _Nisbas:
    return _Nisbas()


class View:
    """The words of one article and what is known of each. One a article (:func:`view_of`); ``mention`` follows the context's mentions."""

    def __init__(self, context: Context) -> None:
        doc = context.doc
        self.doc = doc
        self.text = doc.text
        self.rules: PersonRules = context.knowledge.rules(load_person_rules)
        self.likeness = context.knowledge.rules(load_name_likeness)
        self.nisbas = context.knowledge.registry.nisbas
        self.tokens = doc.tokens
        self.words = doc.words
        self.facts: list[Word] = list(map(self.rules.words.__getitem__, self.words))
        self.flags = list(map(_FLAGS, self.facts))
        self.gaps = doc.gaps.copy()
        self.gaps[0] = "\n"
        if ' " ' in doc.text:
            _tighten_quotes(self.gaps)
        self.marks = bytearray(map(_MARKS, self.facts))
        self._read_letters()
        self._read_printed()
        self.titled = self.marks.translate(_TITLED)  # 1 where a title may begin
        self.uses = context.knowledge.registry.uses
        self._nisbas = context.knowledge.rules(_no_nisbas)
        self.mention: dict[int, FoundMention] = {}
        self._looked: list[FoundMention] = []
        self.titles: dict[int, list[Title]] = {}  # by the first word of a sentence, as long as nothing new is found in it
        self.links: dict[int, list[TitleLink]] = {}

    def _without_dots(self) -> bool:
        """More words with the article end in an undotted ya than in a dotted one ("القاضى", "العربى")."""
        undotted = len(_UNDOTTED.findall(self.doc.raw))
        return undotted > 1 and undotted > len(_DOTTED.findall(self.doc.raw))

    def _read_letters(self) -> None:
        """Initials that are spelled out: "كيه. دي. فلان"."""
        names = self.rules.letter_names
        for i in range(len(self.words) - 1):
            if self.words[i] in names and self.gaps[i + 1] in (".", ". ") and (self.flags[i - 1] & LETTER or self.words[i + 1] in names and i + 2 < len(self.gaps) and self.gaps[i + 2] in (".", ". ")):
                self.flags[i] = LETTER
                self.marks[i] |= OPENS

    def _read_printed(self) -> None:
        """Correct in ``flags`` what the printed form of a word tells and the folded form does not."""
        doc, rules, words, flags = self.doc, self.rules, self.words, self.flags
        undotted = self.undotted = " فى " in doc.raw and doc.raw.count(" فى ") > doc.raw.count(" في ") or self._without_dots()  # Egypt's press writes every final ya so
        nunation = any(mark in doc.raw for mark in _NUNATION)
        marbuta = "ة" in doc.raw
        told = self.marks.translate(_PRINTED_OR_NUNATED if nunation else _PRINTED)
        i = -1
        while (i := told.find(1, i + 1)) >= 0:
            word, f = words[i], flags[i]
            raw = self.raw(i)
            if word in _WITH_ALI:
                flags[i] = FUNCTION | CLITIC if raw.endswith("ى") else COMMON | CLITIC  # "وعلي" holds a name, "وعلى" none
            elif word == "علي":
                # "على" and the name "علي" fold alike: only the printed form tells them apart
                if undotted and raw.endswith("ى") and 0 < i < len(words) - 1 and rules.flags(words[i - 1]) & rules.flags(words[i + 1]) & GIVEN:
                    flags[i] = GIVEN | ALSO_COMMON  # "محمد على حسن"
                else:
                    flags[i] = FUNCTION if raw.endswith(("ى", "ٰ")) else GIVEN | ALSO_COMMON
            elif f & ARTICLE and raw[:1] in "أإآ":
                flags[i] &= ~ARTICLE  # "ألزا", "إلياس"
                if f & GIVEN and _DIACRITICS.sub("", raw) not in rules.function_raw:
                    flags[i] &= ~FUNCTION  # "آلان" is no "الآن"
            elif word == "ال":
                flags[i] = CONNECTOR if raw.startswith("آ") else COMMON
            elif nunation and (raw[-1:] in _NUNATION or raw[-2:-1] in _NUNATION):
                flags[i] = COMMON  # only an indefinite noun or adjective bears nunation
            elif not f & GIVEN and (raw[-1:] == "أ" or raw[-1:] == "ى" and not undotted) and len(word) > 2:
                flags[i] |= COMMON  # verbs end so, names that do are known
            elif f & GIVEN and word in rules.given_dotted and raw[-1:] == "ى" and not undotted:
                flags[i] = f & ~(GIVEN | ALSO_COMMON) | COMMON  # "روى" (he told) is no "روي"
            elif f & GIVEN and word in rules.given_feminine and raw[-1:] == "ه" and marbuta:
                flags[i] &= ~GIVEN  # "ناديه" (his club) is no "نادية"
            elif f & GIVEN and ("ئ" in raw or "ؤ" in raw) and (strict := _strict(raw)) != word and strict not in rules.given_strict:
                flags[i] &= ~GIVEN  # "البئر" is no "ألبير"
            elif word == "فان":
                flags[i] = CONNECTOR if raw == word else FUNCTION | CLITIC  # "van" and "فإن" fold alike
            elif f & FUNCTION and f & GIVEN and _DIACRITICS.sub("", raw) not in rules.function_raw:
                flags[i] &= ~FUNCTION  # "إمام" is no "أمام"
            if flags[i] != f:
                self.facts[i] = facts = rules.words.printed(word, flags[i])
                self.marks[i] = facts.marks

    def look(self, mentions: list[FoundMention]) -> None:
        """Take ``mentions`` (in text order) as what is known of the words. Only what has changed since the last look is read anew."""
        if len(mentions) == len(self._looked) and all(map(is_, mentions, self._looked)):
            return
        old, new = {id(m) for m in self._looked}, {id(m) for m in mentions}
        for m in self._looked:
            if id(m) not in new:
                self._forget(m)
        for m in mentions:
            if id(m) not in old:
                self._learn(m)
        self._looked = list(mentions)

    def _forget(self, m: FoundMention) -> None:
        for i in [i for i, known in self.mention.items() if known is m]:
            del self.mention[i]
        self._changed(m)

    def _learn(self, m: FoundMention) -> None:
        tokens, i = self.tokens, self.doc.token_at(m.start)
        while i < len(tokens) and tokens[i].start < m.end:
            self.mention[i] = m
            i += 1
        self._changed(m)

    def _changed(self, m: FoundMention) -> None:
        if self.titles and (sentence := self.doc.sentence_at(m.start)) is not None:
            self.titles.pop(sentence.first_token, None)
            self.links.pop(sentence.first_token, None)

    def raw(self, i: int) -> str:
        return self.doc.surface(self.tokens[i].start, self.tokens[i].end)

    def gap(self, i: int) -> str:
        """What stands between word ``i - 1`` and word ``i``."""
        return self.gaps[i]

    def after(self, i: int) -> str:
        """What stands between word ``i`` and the next."""
        return self.gaps[i + 1] if i + 1 < len(self.tokens) else "\n"

    def _nisba(self, word: str) -> tuple[str | None, bool]:
        known = self._nisbas.get(word)
        if known is None:
            code = self.nisbas.get(word) or next((self.nisbas[rest] for _, rest in self.rules.words[word].rests if rest.startswith("ال") and rest in self.nisbas), None)
            doubtful = code is not None and any(use.kind == "nisba" and use.cautious for match in self.uses.find(word) for use in match.payloads)
            known = self._nisbas[word] = (code, doubtful)
        return known

    def is_nisba(self, i: int) -> str | None:
        """The country of a nisba word, attached particles aside."""
        return self._nisba(self.words[i])[0]

    def sure_nisba(self, i: int) -> str | None:
        """The country of a nisba word; of one that means something else too ("المالي", financial) only where it was found to be a nisba."""
        code, doubtful = self._nisba(self.words[i])
        if code is None or not doubtful or ((m := self.mention.get(i)) is not None and m.kind == "country"):
            return code
        return None

    def title_form(self, i: int, end: int) -> tuple[TitleForm, str, int] | None:
        """The title head at word ``i``: form, attached particles, index after it."""
        for prefix, _, forms in self.facts[i].titles:
            if self.raw(i)[len(prefix) :] in self.rules.not_titles:
                continue  # "وإلى" and "أمر" fold like "والي" and "آمر"
            for form in forms:
                stop = i + len(form.words)
                if stop > end or any(self.words[i + k] != form.words[k] or self.gaps[i + k] != " " for k in range(1, len(form.words))):
                    continue
                if form.construct and not (stop < end and self.gaps[stop] == " " and (self.flags[stop] & ARTICLE or stop in self.mention)):
                    continue
                if form.ending and (last := self.raw(stop - 1)[-1:]) in "ةه" and last != form.ending:
                    continue  # "قاده" (he led him) is no "قادة", "مديرة" no "مديره"
                if form.needs and not (stop < end and self.gaps[stop] == " " and self._met(form, stop, end)):
                    continue
                return form, prefix, stop
        return None

    def _met(self, form: TitleForm, i: int, end: int) -> bool:
        """What a title needs behind it stands at word ``i``: one of its words, or of a rank a full name."""
        return self._bare_in(i, form.needs) or form.kind == "rank" and self._named_at(i, end)

    def _named_at(self, i: int, end: int) -> bool:
        """A full name begins at word ``i``, by a given name that is no everyday word: "لواء محمود العابد", where "لواء النصر" is a brigade."""
        f = self.flags[i]
        return bool(f & GIVEN) and not f & (FUNCTION | ARTICLE | CLITIC) and (not f & ALSO_COMMON or self.words[i] == "علي") and i + 1 < end and self.gaps[i + 1] == " " and self.name_like(i + 1, end)

    def _bare_in(self, i: int, wanted: frozenset[str]) -> bool:
        word = self.words[i]
        return word in wanted or word.removeprefix("ال") in wanted or any(rest in wanted for _, rest in self.facts[i].rests)

    def is_title_word(self, i: int) -> bool:
        """Word ``i`` is a title, or an adjective of one ("الناطق الرسمي")."""
        return self.title_form(i, i + 1) is not None or (i > 0 and bool(self.flags[i] & ARTICLE) and self.title_form(i - 1, i) is not None)

    def is_subject_verb(self, k: int) -> bool:
        """A verb that puts a person after it stands at word ``k``."""
        return self.facts[k].verb and not (self.words[k] == "راي" and self.raw(k).endswith("ي"))  # "رأي" is no "رأى"

    def blocked(self, i: int) -> bool:
        """Word ``i`` belongs to a known place or body."""
        m = self.mention.get(i)
        return m is not None and m.kind != "person"

    def known_person(self, i: int) -> bool:
        """Word ``i`` belongs to the name of a known person."""
        m = self.mention.get(i)
        return m is not None and m.kind == "person"

    def name_like(self, i: int, end: int) -> bool:
        """Word ``i`` could be a part of a name."""
        if i >= end:
            return False
        f = self.flags[i]
        if f & GIVEN and not f & FUNCTION:
            return True
        if f & (CONNECTOR | TAIL) and not f & FUNCTION:
            return True
        m = self.mention.get(i)
        if m is not None:
            return m.kind == "person"
        return not f & (FUNCTION | COMMON | NUMBER | LATIN | LETTER) and self.is_nisba(i) is None


def view_of(context: Context) -> View:
    """The article's view, with the mentions found so far: read once, shared by the finders, which must not change it."""
    view = context.word_view
    if view is None:
        view = context.word_view = View(context)
    view.look(context.mentions)
    return view


def _tighten_quotes(gaps: list[str]) -> None:
    """Quotation marks printed with a space on either side, as French typists do, close up to what they enclose: the first of a line opens, the next closes."""
    opened = False
    for k, gap in enumerate(gaps):
        if "\n" in gap:
            opened = False
        if '"' not in gap:
            continue
        if gap.count('"') == 1:
            before, _, after = gap.partition('"')
            gaps[k] = '"' + after if opened else before + '"'
            opened = not opened


def _strict(word: str) -> str:
    """Folded but for hamza on its carrier, which tells some words from names."""
    return _DIACRITICS.sub("", word).translate(_SAME_LETTERS)


