"""What one folded word can be, wherever it stands: a given name, a common word, a title, a verb that a person follows.

Worked out once for each distinct word and kept for all articles (:class:`WordFacts`), since a text repeats its words and the next one repeats them again.
Belongs here: anything that the letters of a single word decide. Does not: what stands beside it (:mod:`ct_pipeline.extract.person_view`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ct_pipeline.extract.person_rules import PersonRules, TitleForm

# What a word can be, as flags of an int.
FUNCTION, COMMON, GIVEN, ALSO_COMMON, ARTICLE, CONNECTOR, LETTER, NUMBER, LATIN, TAIL, CLITIC, DYNASTIC, DERIVED = (1 << i for i in range(13))
# DERIVED: common only by its shape or ending; a foreign name can look so.

CLITIC_ARTICLE = ("لل", "بال", "وال", "فال", "كال", "ولل")
_KEPT = 200_000  # distinct words remembered; then the memory starts anew
_CLITICS = ("وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ل", "ك")
_SUFFIXES = ("هما", "ها", "هم", "كم", "نا", "وا", "ه", "ا")
_OPENING = frozenset({"عبد", "ابن", "ابو", "ابي"})  # behind a particle too
_HOMOGRAPHS = frozenset({"علي", "ال", "فان", "وعلي", "لعلي", "فعلي"})
_BEGINS = frozenset(c[0] for c in _CLITICS)


# What to look for in a text, as marks of a byte (:attr:`Word.marks`).
TITLED, OPENS, NAMES, NUNATED, PRINTED = (1 << i for i in range(5))
# TITLED: a title may begin here; OPENS: a name without a title may; NAMES: stands right before names that no office introduces;
# PRINTED: the printed form may tell more than the folded one; NUNATED: only its nunation can.


class Word(NamedTuple):
    """The facts of one folded word."""

    flags: int
    marks: int
    titles: tuple[tuple[str, str, tuple[TitleForm, ...]], ...]  # every way to read it as the first word of a title: particles, the rest, the forms
    rests: tuple[tuple[str, str], ...]  # what split_clitics gives
    verb: bool  # puts a person after it, as its subject
    eponym: bool  # heads the name of an institution or a place that bears a person's name
    place: bool  # of these, one that the name of a place follows
    pronoun: str | None  # the honorific with a pronoun that it is, particles off


def split_clitics(word: str) -> Iterator[tuple[str, str]]:
    """``(clitic, rest)`` for every way to take attached particles off; ``لل`` gives the rest with its article back."""
    if word[:1] not in _BEGINS:
        return
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= 2:
            rest = word[len(clitic) :]
            if clitic[-1] == "ل" and rest[0] == "ل" and len(rest) >= 3:
                yield clitic, "ا" + rest
            yield clitic, rest


def bare(word: str) -> str:
    """The word without the article."""
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


class WordFacts(dict[str, Word]):
    """Folded word -> its facts, worked out when first asked for."""

    def __init__(self, rules: PersonRules) -> None:
        super().__init__()
        self._rules = rules
        self._other: dict[tuple[str, int], Word] = {}

    def __missing__(self, word: str) -> Word:
        if len(self) >= _KEPT:
            self.clear()
        rules, rests = self._rules, tuple(split_clitics(word))
        titles: tuple[tuple[str, str, tuple[TitleForm, ...]], ...] = (("", word, rules.titles[word]),) if word in rules.titles else ()
        if rests:
            titles += tuple([(clitic, rest, rules.titles[rest]) for clitic, rest in rests if rest in rules.titles])
        flags = _flags(rules, word, rests)
        facts = Word(
            flags,
            _marks(rules, word, flags, rests, bool(titles)),
            titles,
            rests,
            word in rules.subject_verbs or (word[:1] in "وف" and word[1:] in rules.subject_verbs),
            word in rules.eponym_heads or (bool(rests) and any(rest in rules.eponym_heads for _, rest in rests)),
            word in rules.place_heads or (bool(rests) and any(rest in rules.place_heads for _, rest in rests)),
            word if word in rules.honorific_pronouns else word[1:] if word[:1] in "ولفب" and word[1:] in rules.honorific_pronouns else None,
        )
        self[word] = facts
        return facts

    def printed(self, word: str, flags: int) -> Word:
        """The facts of ``word`` where its printed form shows that it is ``flags``."""
        facts = self._other.get((word, flags))
        if facts is None:
            plain = self[word]
            facts = self._other[word, flags] = plain._replace(flags=flags, marks=_marks(self._rules, word, flags, plain.rests, bool(plain.titles)))
        return facts


def _marks(rules: PersonRules, word: str, flags: int, rests: tuple[tuple[str, str], ...], titled: bool) -> int:
    return titled * TITLED | _opens(rules, word, flags, rests) * OPENS | (word.lstrip("و") in rules.before_name) * NAMES | _printed(word, flags)


def _opens(rules: PersonRules, word: str, flags: int, rests: tuple[tuple[str, str], ...]) -> bool:
    """Whether a name without a title may begin at ``word``, which can be ``flags`` there; a word that announces names before it aside."""
    if flags & (FUNCTION | NUMBER | LATIN) or (flags & CONNECTOR and word not in rules.opening_connectors):
        return False
    if flags & CLITIC:
        if word[0] == "و" and word[1:] in rules.common and word[1:] not in rules.given:
            return False  # "وبيان": and a communiqué, not "and by" somebody
        return word[0] in "كف" or any(rest in _OPENING or rest in rules.given or rest[:-1] in rules.given or rest.startswith("عبدال") for _, rest in rests)
    return not flags & COMMON or bool(flags & (GIVEN | CONNECTOR))


def _printed(word: str, flags: int) -> int:
    if word in _HOMOGRAPHS or flags & GIVEN:
        return PRINTED
    if flags & (COMMON | FUNCTION | NUMBER | LATIN):
        return 0
    return PRINTED if flags & ARTICLE or word[-1] in "اي" else NUNATED


def _is_common(rules: PersonRules, word: str) -> bool:
    bare = word[2:] if word.startswith("ال") and len(word) > 3 else word
    if word in rules.common or bare in rules.common or word in rules.title_words or word in rules.inflected:
        return True
    for suffix in _SUFFIXES if bare == word else ("ه",):
        if bare.endswith(suffix) and len(bare) - len(suffix) >= 3:
            stem = bare[: -len(suffix)]
            if (
                stem in rules.common
                or (suffix[0] == "ه" and rules.noun_pattern.fullmatch(stem))
                or (stem.endswith("ت") and (stem[:-1] + "ه" in rules.common or stem[:-1] + "ه" in rules.titles or rules.noun_pattern.fullmatch(stem[:-1] + "ه")))
            ):
                return True
    if bare.endswith("تي") and len(bare) > 4 and bare[:-2] + "ه" in rules.common:
        return True
    if bare.endswith(("تين", "تان")) and (bare[:-3] + "ه" in rules.common or bare[:-3] + "ه" in rules.titles):
        return True
    return bare != word and bare.endswith(("ين", "ون", "ان", "ات", "يه")) and len(bare) > 4 and bare[:-2] in rules.common


def _flags(rules: PersonRules, word: str, rests: tuple[tuple[str, str], ...]) -> int:
    if not word:
        return 0
    if word[0].isdigit() or word[-1].isdigit():
        return NUMBER
    if word.isascii():
        return LATIN
    flags = 0
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    if len(word) == 1:
        return LETTER
    if word.startswith("ال") and len(word) > 3:
        flags |= ARTICLE
    if word in rules.function:
        flags |= FUNCTION
    if word in rules.same or word in rules.former or bare in rules.eponym_heads or bare in rules.place_heads:
        flags |= COMMON
    if word in rules.given:
        flags |= GIVEN
        if word in rules.given_also_common:
            flags |= ALSO_COMMON
    elif word.startswith("عبدال") and len(word) > 7:
        flags |= GIVEN  # "عبدالعاطي", whatever attribute follows
    elif (
        word[-1] == "ا"
        and word[-2] != "و"
        and word[:-1] in rules.given
        and word[:-1] not in rules.given_also_common
        and len(word) > 4
        and not _is_common(rules, word[:-1])
        and word not in rules.common
    ):
        flags |= GIVEN  # the accusative: "ان محمدا"
    if word in rules.connectors:
        flags |= CONNECTOR
    if word in rules.tails:
        flags |= TAIL
    if word in rules.dynastic:
        flags |= DYNASTIC
    if _fused_son(rules, word):
        return flags  # any surname
    listed = word in rules.common or bare in rules.common or word in rules.subject_verbs or word in rules.title_words
    if listed or _is_common(rules, word) or rules.noun_pattern.fullmatch(bare):
        flags |= COMMON
        if not (listed or flags & (ARTICLE | FUNCTION)):
            flags |= DERIVED
    if not flags & (GIVEN | COMMON | FUNCTION | CONNECTOR):
        for clitic, rest in rests:
            if rest in rules.function and len(rest) > 2:
                flags |= FUNCTION | CLITIC
            elif len(rest) > 2 and (
                (_is_common(rules, rest) and (len(rest) > 3 or rest not in rules.inflected))
                or (len(rest) > 4 and rules.noun_pattern.fullmatch(rest.removeprefix("ال")))
                or rest in rules.eponym_heads
                or (_plural_of_common(rules, rest) and not (clitic[-1] in "بلك" and rest.endswith("ون")))  # behind a preposition a plural ends in "ين"
                or rest in rules.opening_connectors
                or rest in rules.given
                or rest in rules.subject_verbs
                or rest in rules.title_words
            ):
                flags |= COMMON | CLITIC
    if flags & DERIVED and not flags & GIVEN and any(len(rest) > 2 and rest in rules.function for _, rest in rests):
        flags = FUNCTION | CLITIC  # "وهما", "بانه": a function word with its particle rather than a word of such a shape
    if flags & CONNECTOR and word not in rules.loose_connectors:
        flags &= ~COMMON
    return flags


def _fused_son(rules: PersonRules, word: str) -> bool:
    """ "بنصالح", "بنموسى": a family's name, "son of" written on to the father's; not "بنبيل", with a preposition."""
    return word.startswith("بن") and len(word) > 4 and word[2:] in rules.given and word[1:] not in rules.given and word[1:] not in rules.common


def _plural_of_common(rules: PersonRules, word: str) -> bool:
    """ "متهمات", "مستشارين": a sound plural of an everyday word or a title."""
    if not word.endswith(("ات", "ين", "ون")) or len(word) < 5:
        return False
    stem = word[:-2]
    return any(form in rules.common or form in rules.titles for form in (stem, stem + "ه"))
