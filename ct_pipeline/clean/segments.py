"""Blocks that tile the raw text: the entry to cutting a page into units and deciding what each is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from ct_pipeline.clean.agencies import Agencies, load_agencies
from ct_pipeline.clean.cues import CueRules, load_cues
from ct_pipeline.clean.looks import PROSE, Unit
from ct_pipeline.clean.sentences import load_sentence_rules
from ct_pipeline.clean.units import split_units
from ct_pipeline.clean.zones import find_zones
from ct_pipeline.language.fold import FoldedText
from ct_pipeline.language.tense import load_tense
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import RawArticle, Segment


@dataclass(frozen=True, slots=True)
class Layout:
    """The segments of a page, the units they come from (folded offsets), and the headline's unit."""

    segments: tuple[Segment, ...]
    units: tuple[Unit, ...]
    title: Unit | None


def find_segments(raw: RawArticle, folded: FoldedText, knowledge: Knowledge, known: frozenset[str] = frozenset()) -> Layout:
    """Tile ``raw.raw_text`` with segments. Whitespace goes with the block before it, at the very beginning with the one after it.

    ``known``: folded lines that were learnt to be furniture of this outlet.
    """
    rules, agencies = knowledge.rules(load_cues), knowledge.rules(load_agencies)
    units = split_units(folded, rules, knowledge.rules(load_sentence_rules), knowledge.rules(load_tense), _markup(raw.markup), raw.hint_title, known)
    zones = find_zones(units, rules, agencies, raw.hint_title, raw.hint_outlet)
    units = _split_datelines(units, folded.text, rules, agencies)
    return Layout(_tile(raw.article_id, raw.raw_text, folded, units), tuple(units), zones.title)


def _markup(markup: str | None) -> list[tuple[int, int, str]]:
    return [(int(a), int(b), str(tag)) for a, b, tag in json.loads(markup)] if markup else []




def _split_datelines(units: list[Unit], text: str, rules: CueRules, agencies: Agencies) -> list[Unit]:
    """Cut "الرباط (ومع) - " off the first paragraph."""
    out: list[Unit] = []
    done = False
    for unit in units:
        if done or unit.kind != "body" or unit.look != PROSE:
            out.append(unit)
            continue
        done = True
        cut = lead_dateline(unit.text, rules, agencies)
        if cut and _STAMP.match(unit.text):
            rest = unit.text[cut:].lstrip()
            cut += len(unit.text) - cut - len(rest) + lead_dateline(rest, rules, agencies)
        if not cut:
            out.append(unit)
            continue
        head = Unit(unit.start, unit.start + cut, unit.text[:cut], unit.text[:cut].count(" ") + 1, "dateline", "lead_dateline", kind="dateline")
        rest = unit.text[cut:]
        skip = len(rest) - len(rest.lstrip())
        out.append(head)
        out.append(Unit(unit.start + cut + skip, unit.end, rest[skip:], unit.words, unit.look, unit.rule, unit.opens, unit.tags, kind="body"))
    return out


_LEAD_BREAK = re.compile(r" ?(?:--?|:|/)(?= )|\) ?(?:--?|:)?(?= )|\)-(?=\w)")
_RUNS_ON = re.compile(r" (?:ان|عن|من|في|علي|التي|الذي) ")  # after the bracket the clause goes on: "ذكرت وكالة الأنباء (واع) أن ..."
_SECOND_CREDIT = re.compile(r" ?[^-.]{2,25} ?[-:](?= )")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STAMP = re.compile(r"(?:date ?:? ?)?(?:19|20)\d\d-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?(?= [^\W\d_])")  # some software glues it to the text
_PLACE_AND_PAPER = re.compile(r'[^\W\d_]+(?: [^\W\d_]+){0,2} ?[-:] ?"[^"]{2,25}" ?[:-](?= )')  # بيروت-«الحياة»:


def lead_dateline(text: str, rules: CueRules, agencies: Agencies) -> int:
    """Length of the place, date and agency before a paragraph's first sentence; 0 where there is none."""
    paper = _PLACE_AND_PAPER.match(text) or _STAMP.match(text)
    if paper:
        return paper.end()
    for year in _YEAR.finditer(text[:90]):  # "جدة 16 محرم 1440 هـ الموافق 26 سبتمبر 2018 م واس وقعت ...": nothing parts the agency from the text
        credit = agencies.bare.match(text, year.end())
        if credit is not None and rules.months.search(text, 0, year.start()) and text.count(" ", 0, year.start()) <= 12 and not any(c in text[: year.start()] for c in '".:'):
            return credit.end()
    dash = 0
    for m in _LEAD_BREAK.finditer(text[:110]):
        head, mark = text[: m.start()], m.group().strip()
        if '"' in head or ("." in head.rstrip(".") and not re.search(r"\b\w\.", head)):
            break
        if mark == ")" and _RUNS_ON.match(text, m.end()):
            break
        words = re.findall(r"[^\W\d_]+", head)
        if len(words) <= 12 and agencies.in_line(head + (")" if mark.startswith(")") else "")) is not None:
            after = re.match(r" ?(?:--?|:|/)(?= )", text[m.end() :])
            return m.end() + (after.end() if after else 0)
        dated = rules.months.search(head) is not None and any(c.isdigit() for c in head)
        place = len(words) <= 3 and not any(w in rules.function_words for w in words)
        if mark == "/" and dated and _YEAR.search(head) and " ".join(words[:-1]) in rules.places:
            return m.end()  # "دبي 8 مايو 2017 / انطلقت ..."
        if dash or not mark.endswith("-") or not words or not (place or (dated and len(words) <= 6)):
            continue
        rest = _SECOND_CREDIT.match(text[m.end() : m.end() + 40])
        if rest and (agencies.in_line(rest.group()) or any(w in rules.byline_words for w in rest.group().split())):
            return m.end() + rest.end()
        # A second dash soon after makes the first one the beginning of a parenthesis: "الوزير - الذي كان حاضرا - قال".
        dash = -1 if " - " in text[m.end() : m.end() + 80] else m.end()
    return max(dash, 0)


def _tile(article_id: str, raw: str, folded: FoldedText, units: list[Unit]) -> tuple[Segment, ...]:
    if not raw:
        return ()
    blocks: list[tuple[int, str, str]] = []
    for unit in units:
        start = folded.raw_span(unit.start, unit.end)[0]
        last = blocks[-1] if blocks else None
        if last is not None and start <= last[0]:
            continue
        if last is not None and last[1] == unit.kind == "boilerplate" and last[2] == unit.rule:
            continue
        blocks.append((start, unit.kind or "boilerplate", unit.rule or "unknown"))
    if not blocks:
        return (Segment(article_id, 0, 0, len(raw), "boilerplate", "blank"),)
    edges = [0, *(b[0] for b in blocks[1:]), len(raw)]
    return tuple(Segment(article_id, n, edges[n], edges[n + 1], kind, rule) for n, (_, kind, rule) in enumerate(blocks))
