"""What a trigger asks to stand around it: words or names of a class."""

from __future__ import annotations

from ct_pipeline.extract.event_frames import WordClass
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings

_PERSONS = frozenset({"person"})
_FOLDED: dict[tuple[str, ...], frozenset[str]] = {}


def folded_words(words: list[str]) -> frozenset[str]:
    key = tuple(words)
    if key not in _FOLDED:
        _FOLDED[key] = frozenset(fold(w) for w in words)
    return _FOLDED[key]


def stands_near(view: SentenceView, hit: Hit, wc: WordClass, name: str, *, subject: bool = False, both: bool = False) -> bool:
    """Whether a word or mention of the class stands where the trigger needs it."""
    n = len(view.tokens)
    if wc.title and not view.is_title:
        return False
    before = False
    if hit.form.shape.suffixed and not subject:
        # the object is a pronoun: "the agreement that they signed (it)"
        if name in ("person", "suspect") and hit.form.shape.pos == "verb":
            return True
        before = True
    if hit.form.shape.pos == "participle":
        before = True
    if hit.form.trigger.type == "operation" and hit.form.shape.pos == "verb" and hit.at and view.opener[hit.at - 1] == "rel" and not subject:
        before = True  # "the cell that was dismantled"
    start = hit.last + 1
    limit = min(n, start + wc.near)
    if hit.form.shape.pos == "verb" and hit.form.trigger.type == "launch" and not hit.form.shape.suffixed and not wc.prep:
        limit = _behind_the_subject(view, start, limit)
    reach = range(start, limit)
    if before:
        opened = next((k for k in range(hit.at, max(-1, hit.at - 4), -1) if view.opener[k] == "rel"), hit.at)
        back = 8 if wc.near <= 2 else 18 if opened != hit.at else 22
        reach = range(max(0, opened - back), limit)
    elif wc.both_sides or wc.either_side or subject or both:
        reach = range(max(0, hit.at - max(wc.near, 8 if subject else 16 if both and wc.mentions == _PERSONS else 0)), limit)
    dated = not wc.dated or bool(view.times)
    for k in reach:
        if k == hit.at:
            continue
        if k > hit.at and view.opener[k] in ("stop", "and") and k > start:
            break
        if k > start and wc.words and not wc.mentions and _in_brackets(view, start, k):
            continue
        if wc.common and k > hit.at and view.opener[k] == "that":
            break  # "announced that a ceasefire is needed": no object of the verb
        cover = view.covered[k]
        ok = bool(wc.words) and view.word_in(k, wc.words) and not (wc.common and cover is not None)
        if not ok and cover is not None and wc.mentions and cover.kind in wc.mentions and view.index(cover.start) == k:
            ok = True
        if not ok:
            continue
        if wc.prep and not _preceded(view, k, wc.prep):
            continue
        if wc.not_in and k and (view.tokens[k - 1].text == "في" or view.tokens[k].text.startswith(("بال", "لل"))):
            continue
        if wc.joined and not _and_another(view, k, wc):
            continue
        if wc.joined_titles and not _and_another_titled(view, k, wc):
            continue
        if wc.then_office and not _then_office(view, k):
            continue
        if wc.then and not any(view.tokens[j].text in wc.then for j in range(k + 1, min(n, k + 6))):
            continue
        if wc.then_quote and '"' not in "".join(view.gap[k : min(n, k + 3)]):
            continue
        if dated:
            return True
    return False


def _behind_the_subject(view: SentenceView, start: int, limit: int) -> int:
    """"The minister X opened yesterday in Rabat a consulate": the words of who, when and where are not counted on the way to the object."""
    k, left = start, limit - start
    while k < len(view.tokens) and left > 0 and not (k > start and view.opener[k]):
        cover = view.covered[k]
        aside = view.in_time[k] or view.in_affiliation[k] is not None or cover is not None and cover.kind in ("person", "city") or plain(view.tokens[k].text) == "في"
        left -= not aside
        k += 1
    return max(k, limit)


def _in_brackets(view: SentenceView, start: int, k: int) -> bool:
    """Whether word k stands in an aside in brackets that goes on with "and" ("(and he must also ...)")."""
    opened = next((j for j in range(k, start, -1) if "(" in view.gap[j] or ")" in view.gap[j]), None)
    return opened is not None and view.gap[opened].rstrip().endswith("(") and view.tokens[opened].text.startswith("و")


def _preceded(view: SentenceView, k: int, prepositions: frozenset[str]) -> bool:
    cover = view.covered[k]
    prefix = view.prefix_of(cover) if cover is not None else next((p for p, _ in readings(view.tokens[k].text) if p), "")
    if any(len(p) == 1 and prefix.endswith(p) and view.tokens[k].text.startswith(prefix) and prefix for p in prepositions):
        return True
    return any(plain(view.tokens[j].text) in prepositions for j in range(max(0, k - 3), k))


def _and_another(view: SentenceView, k: int, wc: WordClass) -> bool:
    """"Qatar and France": a second mention of the kind right behind the first, with "and"."""
    cover = view.covered[k]
    after = view.index(cover.end - 1) + 1 if cover is not None else len(view.tokens)
    other = view.covered[after] if after < len(view.tokens) else None
    return cover is not None and cover.method != "nisba" and other is not None and other.kind in wc.mentions and other.method != "nisba" and view.prefix_of(other) == "و"


def _and_another_titled(view: SentenceView, k: int, wc: WordClass) -> bool:
    """"The president X and the minister Y": a second name in the same clause, its title or itself joined with "and"."""
    first = view.covered[k]
    for j in range(k, min(len(view.tokens), k + 20)):
        cover = view.covered[j]
        if view.opener[j] or any(c in ".;:!?\n" for c in view.gap[j]):
            return False
        if cover is None or cover is first or cover.kind not in wc.mentions or view.index(cover.start) != j:
            continue
        titled = view.in_affiliation[j]
        begins = view.index(titled.start) if titled is not None else j
        return any(view.tokens[x].text.startswith("و") and view.covered[x] is not first and view.text[view.tokens[x].start : cover.start].startswith("و") for x in (begins, j)) or any(
            view.tokens[x].text.startswith("و") and view.covered[x] is None and view.bare_forms(x) & view.grammar["offices"] for x in range(k + 1, j)
        )
    return False


def _then_office(view: SentenceView, k: int) -> bool:
    for j in range(k + 1, min(len(view.tokens), k + 7)):
        cover = view.covered[j]
        if (cover is not None and cover.kind == "person") or view.in_affiliation[j] is not None:
            return True
        if view.bare_forms(j) & view.grammar["office_stems"]:
            return True
    return False
