"""What the clean stage knows of page furniture and of the lines round an article: ``seeds/cues``, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, field_validator

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.matcher import Match, Matcher
from ct_pipeline.lexicon.registry_rows import CityRow, CountryRow
from ct_pipeline.lexicon.seeds import Seeds

P = TypeVar("P")
Where = Literal["start", "label", "whole", "anywhere"]
_MAX_WORDS = {"start": 40, "label": 60, "whole": 40, "anywhere": 70}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CueGroup(_Strict):
    rule: str
    where: Where
    opens: Literal["list", "end", "article"] | None = None
    max_words: int | None = None
    phrases: list[str]

    @field_validator("phrases")
    @classmethod
    def _not_empty(cls, value: list[str]) -> list[str]:
        if not all(fold(v) for v in value):
            raise ValueError("a phrase is empty")
        return value


class CaptionCues(_Strict):
    always: list[str]
    archive: list[str]
    bracketed: list[str]
    starts: list[str]
    ends: list[str]
    credits: list[str]
    whole: list[str]
    words: list[str]


class GivenNameRow(BaseModel):
    """Of ``language/given_names.csv``, what cleaning wants."""

    model_config = ConfigDict(extra="ignore")
    name: str
    also_common: str = ""


class BoilerplateFile(_Strict):
    groups: list[CueGroup]
    labels: list[str]
    captions: CaptionCues


class BylineCues(_Strict):
    starts: list[str]
    verbs: list[str]
    words: list[str]


class PageLinesFile(_Strict):
    end_marks: list[str]
    media_links: list[str]
    weekdays: list[str]
    months: list[str]
    date_words: list[str]
    published_starts: list[str]
    bylines: BylineCues
    sources: list[str]
    media_words: list[str]
    function_words: list[str]
    told_to_agency: list[str]
    rights: list[str]
    reserved: list[str]
    owner_heads: list[str]
    outlet_heads: list[str]
    over: list[str]
    same_day: list[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase means where it is found. ``kind``: one of :data:`Where`, or ``name`` (a menu label)."""

    kind: str
    rule: str
    opens: str | None
    max_words: int


@dataclass(frozen=True, slots=True)
class CueRules:
    """Compiled page knowledge; all text folded."""

    matcher: Matcher[Cue]
    date: re.Pattern[str]  # a day with its year or month, or a clock time
    stamp: re.Pattern[str]  # a full date that only a page prints: with its clock time, or under a label
    stamp_words: frozenset[str]  # words of labels, one of which a labelled stamp holds
    date_words: re.Pattern[str]
    published_start: re.Pattern[str]
    byline_start: re.Pattern[str]
    byline_verbs: frozenset[str]
    byline_words: frozenset[str]
    source_start: re.Pattern[str]
    media_link: re.Pattern[str]  # closes on "(فيديو)"
    end_mark: re.Pattern[str]  # what agencies print after the last sentence
    told_to_agency: re.Pattern[str]  # right before an agency that somebody spoke to
    owner: re.Pattern[str]  # a copyright line; the group "name" is who holds the rights
    rights: frozenset[str]
    sign_off: re.Pattern[str]  # initials, the hour, "over": what stands under a dispatch
    media_words: frozenset[str]
    function_words: frozenset[str]
    caption_always: re.Pattern[str]
    caption_bracket: re.Pattern[str]
    caption_archive: re.Pattern[str]  # closes on "(أرشيفية)"
    caption_start: re.Pattern[str]
    caption_end: re.Pattern[str]
    caption_credit: re.Pattern[str]
    caption_whole: frozenset[str]
    caption_word: re.Pattern[str]  # a word that only captions have
    months: re.Pattern[str]
    weekday: re.Pattern[str]
    places: frozenset[str]  # cities and countries, before the dash of a line that says where and who
    given_names: frozenset[str]  # that mean nothing else
    source_words: frozenset[str]  # "source", which without a colon is the label of a link


def _alternatives(words: list[str]) -> str:
    """One alternation, longest first, of folded phrases."""
    return "|".join(re.escape(w) for w in sorted({fold(w) for w in words if fold(w)}, key=lambda w: (-len(w), w)))


def load_cues(seeds: Seeds) -> CueRules:
    """Compile ``cues/boilerplate.yml`` and ``cues/page_lines.yml``."""
    boilerplate = seeds.yaml("cues/boilerplate.yml", BoilerplateFile)
    lines = seeds.yaml("cues/page_lines.yml", PageLinesFile)
    patterns: list[tuple[str, Cue]] = [(fold(p), Cue(g.where, g.rule, g.opens, g.max_words or _MAX_WORDS[g.where])) for g in boilerplate.groups for p in g.phrases]
    patterns += [(fold(label), Cue("name", "menu", None, 0)) for label in boilerplate.labels]
    months, days = _alternatives(lines.months), _alternatives(lines.weekdays)
    date = (
        rf"\d{{1,4}} ?[-/.] ?(?:\d{{1,2}}|{months}) ?[-/.] ?\d{{2,4}}|\b\d{{1,2}}(?:st|nd|rd|th)?,? ?(?:{months})\b"
        rf"|\b(?:{months}) ?\d{{1,2}},? ?\d{{4}}|\b\d{{4}} ?(?:{months}) ?\d{{1,2}}\b|\b\d{{1,2}} ?:\d{{2}}\b"
    )
    captions = boilerplate.captions
    return CueRules(
        matcher=Matcher(patterns),
        date=re.compile(date),
        stamp=_stamp(lines, months, days),
        stamp_words=frozenset(w for start in lines.published_starts for w in fold(start).split()),
        date_words=re.compile(rf"\b(?:{_alternatives(lines.date_words)}|{months}|{days})\b|\d+(?:st|nd|rd|th)?"),
        published_start=re.compile(rf"[\W_]*(?:{_alternatives(lines.published_starts)})\b"),
        byline_start=re.compile(rf"(?:{_alternatives(lines.bylines.starts)})(?= ?[:/|-]|\b)"),
        byline_verbs=frozenset(fold(w) for w in lines.bylines.verbs),
        byline_words=frozenset(fold(w) for w in lines.bylines.words),
        source_start=re.compile(rf"\W*(?:{_alternatives(lines.sources)}) ?[:/|-]"),
        media_link=re.compile(rf"[(\[] ?(?:{_alternatives(lines.media_links)}) ?[)\]]$"),
        end_mark=re.compile(rf" ?[(\[/.-]? ?(?:{_alternatives(lines.end_marks)}) ?[)\]/.-]?$"),
        told_to_agency=re.compile(rf"(?:{_alternatives(lines.told_to_agency)})"),
        owner=re.compile(
            rf"(?:{_alternatives(lines.rights)})[^:|©]{{0,30}}? (?:{_alternatives(lines.reserved)})[\s:©\d-]*(?:ل(?={_alternatives(lines.owner_heads)}))?(?P<name>[^|©\d.]{{3,40}})?"
        ),
        rights=frozenset(fold(w) for w in (*lines.rights, *lines.reserved)),
        sign_off=re.compile(rf"[\W_]*(?:{_alternatives(lines.over)}|\w{{1,3}}(?:[\W_]{{1,3}}\w{{1,3}}){{1,7}}|\d{{1,2}}:\d{{2}} ?(?:ت ?م|جمت|gmt)?|\d{{3,6}})[\W_]*$"),
        media_words=frozenset(fold(w) for w in lines.media_words),
        function_words=frozenset(fold(w) for w in lines.function_words),
        caption_always=re.compile(rf"[\W_]*(?:{_alternatives(captions.always)})(?:\b|(?<=[a-z]))"),
        caption_bracket=re.compile(rf"[(\[][^()\[\]]{{0,30}}(?<!\w)(?:{_alternatives(captions.bracketed)})(?!\w)[^()\[\]]{{0,20}}[)\]][\W_]*$"),
        caption_archive=re.compile(rf"[(\[][^()\[\]]{{0,20}}(?<!\w)(?:{_alternatives(captions.archive)})(?!\w)[^()\[\]]{{0,20}}[)\]][\W_]*$"),
        caption_start=re.compile(rf"[\W_]*(?:{_alternatives(captions.starts)})\b"),
        caption_end=re.compile(rf"(?:{_alternatives(captions.ends)})[\W_]*$"),
        caption_credit=re.compile(rf"(?:^|(?<=[\W_]))(?:{_alternatives(captions.credits)})(?= ?[:./(-]|\b|\s|$)"),
        caption_whole=frozenset(fold(w) for w in captions.whole),
        caption_word=re.compile(rf"\b(?:{_alternatives(captions.words)})\b"),
        months=re.compile(rf"\b(?:{months})\b"),
        weekday=re.compile(rf"\b(?:{days})\b"),
        places=frozenset(
            [fold(n) for _, city in seeds.csv("registry/cities.csv", CityRow) for n in (city.name_ar, *city.aliases)]
            + [fold(n) for _, country in seeds.csv("registry/countries.csv", CountryRow) for n in (country.name_ar, *country.aliases)]
        ),
        given_names=frozenset(fold(row.name) for _, row in seeds.csv("language/given_names.csv", GivenNameRow) if not row.also_common),
        source_words=frozenset(fold(w) for w in lines.sources),
    )


def _stamp(lines: PageLinesFile, months: str, days: str) -> re.Pattern[str]:
    """A date stamp within running text: "نشر في 14 ماي 2024", "الثلاثاء 14 ماي 2024 - 10:00"."""
    label = rf"(?:{_alternatives(lines.published_starts)})(?: ?(?:{_alternatives(lines.date_words)}))* ?:? ?"
    day = rf"(?:\d{{1,2}} ?[-/.]? ?(?:{months})(?: ?[/(] ?(?:{months})\)?)? ?[-/.,]? ?\d{{4}}|\d{{1,2}} ?[-/.] ?\d{{1,2}} ?[-/.] ?\d{{4}}|\d{{4}} ?[-/.] ?\d{{1,2}} ?[-/.] ?\d{{1,2}})(?: ?م\b)?"
    weekday = rf"(?:(?:{days}) ?[,/-]? ?)?"
    clock = rf" ?[-|,/]? ?(?:(?:{_alternatives(lines.date_words)}) )?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?: ?(?:{_alternatives(lines.date_words)})\b)*"
    starts, words = _alternatives(lines.published_starts), r"(?:[^\W\d_]+ ){1,4}"
    hijri = r"(?:\d{1,4} ?[-/] ?\d{1,2} ?[-/] ?\d{1,4}|\d{1,2} (?:[^\W\d_]+ ){1,2}\d{4}) ?ه ?,? ?(?:[-/(]|" + _alternatives(lines.same_day) + r")? ?(?:ل ?)?"
    forms = (
        rf"{label}{weekday}{day}(?:{clock})?", rf"(?:{starts}) {words}يوم {weekday}{day}(?:{clock})?", rf"{weekday}{day}{clock}",
        rf"{weekday}\d{{1,2}}:\d{{2}} ?[-|,/] ?{weekday}{day}", rf"{weekday}{hijri}{day}", rf"{weekday}{day}(?= ?\([^()\d]{{2,25}}\) ?[-:])",
    )  # fmt: skip
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\d)")


def leftmost(matches: Iterable[Match[P]]) -> list[Match[P]]:
    """The leftmost, then longest, of overlapping matches, in text order; in linear time, for pages that are all cues."""
    chosen: list[Match[P]] = []
    for m in sorted(matches, key=lambda m: (m.start, -m.end)):
        if not chosen or m.start >= chosen[-1].end:
            chosen.append(m)
    return chosen
