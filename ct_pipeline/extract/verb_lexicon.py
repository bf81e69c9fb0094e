"""The commonest verbs of the news and what each form of them tells: which words of a sentence may have a day or a place of their own.

Trigger verbs live in ``seeds/frames``; these here report no event, they only keep what is theirs (``seeds/language/verbs.csv``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ct_pipeline.extract.event_forms import participle_forms, passive_forms, verb_forms
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import SeedError, Seeds

Kind = Literal["event", "say", "state", "trait"]
_FIRST: tuple[Kind, ...] = ("event", "say", "state", "trait")  # of two verbs written alike, the one that may hold more counts
_ARABIC = "^[\u0621-\u064a]{2,}$"


class VerbRow(BaseModel):
    """One line of ``language/verbs.csv``: third person masculine, past and present, as printed without vowel signs."""

    model_config = ConfigDict(extra="forbid")
    past: str = Field(pattern=_ARABIC)
    present: str = Field(pattern="^ي[\u0621-\u064a]{1,}$")
    kind: Kind  # event: has a day and a place; say: of words; state: has a place, hardly a day; trait: has neither
    participle: str = Field(default="", pattern=f"{_ARABIC}|^$")


class HeadSeeds(BaseModel):
    """Schema of ``language/heads.yml``."""

    model_config = ConfigDict(extra="forbid")
    look_alikes: list[str]
    doubtful: list[str]
    opens_verb: list[str]
    before_nouns: list[str]
    links: list[str]
    occasions: list[str]
    documents: list[str]
    after: list[str]
    prepositions: list[str]
    performing: list[str]
    participles: list[str]
    suspicion: list[str]
    dated_nouns: list[str]
    dated_spans: list[str]
    span_openers: list[str]
    nowadays_after: list[str]
    nowadays_before: list[str]
    becoming: list[str]
    first_of_kind: list[str]
    distance_nouns: list[str]
    wishing: list[str]
    first_of_somebody: list[str]
    regnal: list[str]
    amounts: list[str]
    turns: list[str]
    posts: list[str]
    sites: list[str]
    going_on: list[str]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A written form: ``sure`` where it can hardly be anything but this verb; ``past`` is the folded dictionary form."""

    past: str
    kind: Kind
    pos: str  # verb | participle
    tense: str | None
    sure: bool


@dataclass(frozen=True)
class VerbLexicon:
    """Forms by their folded writing (verbs without particles, participles with and without article), and the closed classes around them."""

    forms: Mapping[str, VerbForm]
    words: Mapping[str, frozenset[str]]

    def read(self, word: str) -> VerbForm | None:
        """The verb or participle that a folded word may be, with "and", "so" or the "to" of purpose taken off, or None."""
        if word in self.words["look_alikes"]:
            return None
        form = self.forms.get(word)
        if form is None and len(word) > (3 if word[0] == "و" else 4) and word[0] in "وف":
            form = self.forms.get(word[1:])
        if form is None and len(word) > 4 and word[0] == "ل":
            form = self.forms.get(word[1:])
            if form is not None and (form.tense != "present" or form.pos != "verb"):
                return None
        return form


def load_verbs(seeds: Seeds) -> VerbLexicon:
    """Read ``language/verbs.csv`` and ``language/heads.yml``. A verb told twice with one kind is a :class:`SeedError`."""
    rows: list[VerbRow] = []
    seen: set[tuple[str, str, str]] = set()
    for line, row in seeds.csv("language/verbs.csv", VerbRow):
        key = (row.past, row.present, row.kind)
        if key in seen:
            raise SeedError(f"{seeds.folder / 'language/verbs.csv'}, line {line}: {row.past}, {row.present} stands there already; remove one of the two lines")
        seen.add(key)
        rows.append(row)
    data = seeds.yaml("language/heads.yml", HeadSeeds)
    words = {name: frozenset(map(fold, getattr(data, name))) for name in HeadSeeds.model_fields}
    pasts = {fold(row.past) for row in rows}
    forms: dict[str, VerbForm] = {}
    for row in sorted(rows, key=lambda r: _FIRST.index(r.kind)):
        for written, form in _forms(row, pasts):
            known = forms.get(written)
            if written in words["doubtful"]:
                form = replace(form, sure=False)
            if known is None or form.sure and not known.sure:
                forms[written] = form
    for participle in data.participles:
        for written, _ in participle_forms(participle):
            forms.setdefault(written, VerbForm(fold(participle), "event", "participle", None, True))
    return VerbLexicon(forms, words)


def _forms(row: VerbRow, pasts: set[str]) -> Iterator[tuple[str, VerbForm]]:
    past = fold(row.past)
    for written, shape in (*verb_forms(row.past, row.present), *passive_forms(row.past, row.present)):
        if len(written) < 3 or shape.tense == "past" and written in (past + "ن", past + "نا"):
            continue
        sure = not _is_nominal(past, written) if shape.tense == "past" else _is_sure_present(written, pasts)
        yield written, VerbForm(past, row.kind, "verb", shape.tense, sure)
    if row.participle:
        for written, _ in participle_forms(row.participle):
            if len(written) > 3:
                yield written, VerbForm(past, row.kind, "participle", None, True)


def _is_nominal(past: str, written: str) -> bool:
    """Whether a form of the past may as well be a noun: "قتل", "تقدم", "طالب"; "إصابة" and "إصابته" look like "أصابه" and "أصابته"."""
    if written != past and written.endswith(("ت", "وا")):
        return False  # "قتلت", "قتلوا"
    hollow = len(past) > 3 and past[-2] == "ا"
    noun = len(past) <= 3 or past.startswith("ت") or len(past) == 4 and past[1] == "ا"
    if written == past or written == past + "ا":
        return noun
    return noun or hollow or not past.startswith("ا")


def _is_sure_present(written: str, pasts: set[str]) -> bool:
    """Whether a form of the present is not written as the past or verbal noun of another verb ("تقدم")."""
    bare = (written, *(written.removesuffix(s) for s in ("هما", "هم", "ها", "ه")))
    return not any(b.startswith("ت") and b in pasts for b in bare) and not (written.startswith("ن") and len(written) < 5)
