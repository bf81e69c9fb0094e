"""The parts a statement is made of while its sentence is read."""

from __future__ import annotations

from dataclasses import dataclass

from ct_pipeline.extract.reporting import Verb, VerbForm

CLAUSE_WINDOW = 45  # words between a verb and the clause it reports


@dataclass(slots=True)
class Cue:
    """A verb of saying at word ``at``."""

    at: int
    form: VerbForm
    conjunction: str  # "", و or ف
    clitic: bool = False
    apart: bool = False  # the conjunction is a word of its own, as Algerian papers write it: "و أضاف"

    @property
    def prefix(self) -> int:
        """Letters of the conjunction within the verb's own word."""
        return 0 if self.apart else len(self.conjunction)


@dataclass(slots=True)
class Complement:
    at: int
    kind: str  # clause | quotation | preposition | word | object


@dataclass(slots=True)
class Reading:
    """A statement before it is merged with others of its sentence and speaker."""

    ids: list[str]
    kind: str
    gender: str | None
    first: int  # word of the cue
    start: int  # folded offsets of the statement
    end: int
    quote_from: int
    rule: str
    confidence: float
    verb: str


SAYING = (VerbForm(Verb("قال", True, False, False, frozenset(), ()), "participle", "m", "s"), VerbForm(Verb("قال", True, False, False, frozenset(), ()), "participle", "f", "s"))
ATTRIBUTION = VerbForm(Verb("", True, True, True, frozenset(), ()), "past", "m", "s")


def bare(word: str) -> str:
    """The word without a conjunction before it ("وحسب", "وبحسب")."""
    return word[1:] if len(word) > 3 and word[0] in "وف" and not word.startswith("وفق") else word
