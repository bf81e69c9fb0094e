"""Shorter forms of a body's name in one article: the beginning of it, a name that leaves words out, the short name introduced in brackets or quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ct_pipeline.extract.body_identity import name_key
from ct_pipeline.extract.body_names import Candidate, NameReader
from ct_pipeline.extract.body_spans import name_at
from ct_pipeline.extract.body_types import OWN_BODIES
from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.lexicon.matcher import Matcher, longest

_INNER = re.compile(r'"([^"\n]{3,40})"')


def repeat_short(context: Context, placed: list[FoundMention], names: list[tuple[FoundMention, Candidate]]) -> None:
    """Names introduced in brackets or in quotes ("(أفريبول)", مركز "هداية") stand alone later: mentions of the same body."""
    text = context.doc.text
    short: dict[str, str] = {}
    for m in placed:
        if m.method == "abbreviation":
            short.setdefault(text[m.start : m.end], m.entity_id)
    for m, cand in names:
        if cand.definite or cand.head.type in OWN_BODIES:
            continue
        if (q := _INNER.search(text, m.start, min(len(text), m.end + 1))) and q.start(1) > m.start:
            short.setdefault(q.group(1), m.entity_id)
    short = {k: v for k, v in short.items() if len(k) > 2}
    if not short:
        return
    taken = bytearray(len(text))
    for m in (*context.mentions, *placed):
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
    for hit in longest(Matcher(sorted(short.items())).find(text)):
        if context.doc.sentence_at(hit.start) is not None and taken.find(1, hit.start, hit.end) < 0:
            placed.append(FoundMention(hit.start, hit.end, "organization", hit.payloads[0], "abbreviation", 0.8))


def merge_short(context: Context, names: list[tuple[FoundMention, Candidate]], parser: NameReader) -> None:
    """A name that is the beginning of exactly one longer name in the article stands for it ("محكمة الاستئناف" for "محكمة الاستئناف بالرباط")."""
    if all(context.entities[m.entity_id].is_registered for m, _ in names):
        return
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    first: dict[str, int] = {}
    keys = {id(m): name_key(name_at(context, m)) for m in context.mentions if m.kind == "organization"}
    for m in context.mentions:
        first.setdefault(m.entity_id, m.start)
        if m.kind == "organization":
            forms[m.entity_id][keys[id(m)]] = None
    longer = _LongerNames(((entity, form) for entity, of in forms.items() for form in of), parser)
    into: dict[str, str] = {}
    for mention, _ in names:
        short_id = mention.entity_id
        info = context.entities[short_id]
        if info.is_registered or short_id in into:
            continue
        target: str | None = None
        for other in longer.than(keys.get(id(mention)) or name_key(name_at(context, mention))):
            if other in (short_id, target):
                continue
            its = context.entities[other].country_iso2
            if first[other] > first[short_id] and ((info.country_iso2 and its and info.country_iso2 != its) or info.type in ("prosecution", "police", "armed_force")):
                continue
            if target is not None:
                target = None
                break  # of two longer names it may stand for: for neither
            target = other
        if target is not None:
            into[short_id] = target
    for m in context.mentions:
        seen: set[str] = set()
        while m.entity_id in into and m.entity_id not in seen:
            seen.add(m.entity_id)
            m.entity_id = into[m.entity_id]


class _LongerNames:
    """The names of an article by what a shorter form of them could be, so that not every pair is compared."""

    def __init__(self, names: Iterable[tuple[str, str]], parser: NameReader) -> None:
        self._parser = parser
        self._untold = parser.r.untold | {p + w for w in parser.r.areas for p in ("", "ل")}
        self._beginning: dict[str, list[tuple[str, str]]] = defaultdict(list)  # each run of words that a name begins with
        self._with: dict[tuple[str, str], list[tuple[str, list[str]]]] = defaultdict(list)  # first word and any other
        for entity, form in names:
            words = form.split()
            plain = " ".join(w for n, w in enumerate(words) if not n or w not in parser.nisbas)
            if plain != form and len(plain.split()) == 2:
                self._beginning[plain].append((entity, f"{plain} ال"))  # "القوات المسلحة" of "القوات العراقية المسلحة"
            at = form.find(" ")
            while at > 0:
                self._beginning[form[:at]].append((entity, form))
                at = form.find(" ", at + 1)
            for w in {_bare(w) for w in words[1:]}:
                self._with[words[0], w].append((entity, words))

    def than(self, short: str) -> Iterator[str]:
        """The bodies that ``short`` may stand for: it goes on in the same body's name, or leaves words of the name out."""
        for entity, form in self._beginning.get(short, ()):
            if _same_body(form[len(short) + 1 :].split(), self._parser):
                yield entity
        words = short.split()
        if len(words) > 2:
            told = [w for w in words[1:] if w not in self._untold]
            rarest = min((self._with.get((words[0], _bare(w)), []) for w in told), key=len, default=[])
            for entity, full in rarest:
                if len(words) <= len(full) and _within(told, full[1:]):
                    yield entity


def _bare(word: str) -> str:
    for prefix in ("لل", "ال", "ل"):
        if word.startswith(prefix) and len(word) - len(prefix) > 2:
            return word[len(prefix) :]
    return word


def _within(short: list[str], full: list[str]) -> bool:
    """Each word of ``short`` stands in ``full``, particles and article aside, in the same order ("منتدى مكافحة الإرهاب")."""
    rest = iter([_bare(w) for w in full])
    return all(any(_bare(w) == x for x in rest) for w in short)


def _same_body(extra: list[str], parser: NameReader) -> bool:
    """A name goes on with ``extra``: still the same body, said more fully (a nisba, a place, its field), not a branch of it."""
    first = extra[0]
    return first in parser.nisbas or first.isdigit() or first == "في" or first.startswith(("ب", "و", "ل", "ال"))
