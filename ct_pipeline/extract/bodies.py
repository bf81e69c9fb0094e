"""Bodies never seen before: a head noun and its complement, closed where the name ends, not where the sentence does.

``وزارة``, ``مكتب``, ``محكمة`` … begin a name (``seeds/cues/body_heads.csv`` says how each may go on); adjectives, annexed
nouns, ``ل`` + field, ``المعني ب`` + field, ``و`` + field and a place continue it. What the registry knows is taken over,
and extended where the printed name is longer.
"""

from __future__ import annotations

import re

from ct_pipeline.extract.body_identity import body_id, name_key
from ct_pipeline.extract.body_linker import Linker
from ct_pipeline.extract.body_names import Candidate, NameReader
from ct_pipeline.extract.body_rules import BodyRules, load_body_rules
from ct_pipeline.extract.body_spans import name_at
from ct_pipeline.extract.context import Context
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.lexicon.matcher import Match

__all__ = ["BodyRules", "body_id", "find_bodies", "load_body_rules", "name_at", "name_key"]


def find_bodies(context: Context) -> None:
    """Add bodies found by grammar to ``context.mentions`` and ``context.entities``; registry mentions inside a longer name give way to it."""
    rules = context.knowledge.rules(load_body_rules)
    parser = NameReader(context, rules)
    found: list[Candidate] = []
    heads = rules.heads
    here = heads.keys() & context.doc.distinct
    spots = [i for i, word in enumerate(context.doc.words) if word in here]
    called = [m for m in rules.self_named.find(parser.text) if not m.prefix or m.prefix in ("و", "ف")] if '"' in parser.text else []
    at = 0
    for sentence in context.doc.sentences:
        parser.last = sentence.last_token
        quoted_trade(parser, sentence, found)
        self_named(parser, sentence, called, found)
        while at < len(spots) and spots[at] < sentence.first_token:
            at += 1
        end = 0  # of the last name
        while at < len(spots) and spots[at] < sentence.last_token:
            if parser.tokens[spots[at]].start >= end and (got := parser.read(spots[at])):
                found.append(got)
                end = got.end
            at += 1
    linker = Linker(context, parser)
    linker.link(found)
    linker.link_pairs()


_QUOTED_TRADE = re.compile(r'"((?:\w+ ){1,3}لل(\w+))"')


def quoted_trade(parser: NameReader, sentence: SentenceSpan, found: list[Candidate]) -> None:
    """Quoted names that end in a trade are companies', with no head noun before them: «البادية للصرافة»."""
    if " لل" not in parser.text[sentence.start : sentence.end]:
        return
    for m in _QUOTED_TRADE.finditer(parser.text, sentence.start, sentence.end):
        if m.group(2) in parser.r.trades:
            found.append(Candidate(m.start(1), m.end(1), parser.r.trade, True, m.end(1), None, None))


_CALLED = re.compile(r' (?:(\w+) )?"((?:\w+ ){0,4}\w+)"')


def self_named(parser: NameReader, sentence: SentenceSpan, called: list[Match[str]], found: list[Candidate]) -> None:
    """The quoted name that an armed group gives itself: 'خلية إرهابية تطلق على نفسها "…"'."""
    for m in called:
        if not sentence.start <= m.start < sentence.end or (quote := _CALLED.match(parser.text, m.end)) is None:
            continue
        if quote.group(1) and quote.group(1) not in parser.r.self_named_nouns:
            continue
        if any(parser.word(k) in parser.r.armed_nouns for k in range(sentence.first_token, sentence.last_token) if m.start - _NEAR < parser.tokens[k].start < m.start):
            found.append(Candidate(quote.start(2), quote.end(2), parser.r.group, True, quote.end(2), None, None))


_NEAR = 40  # characters between the group's noun and the words that introduce its name
