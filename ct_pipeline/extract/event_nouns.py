"""Event nouns of a sentence: what makes one a candidate, and rounds that take the type of what they are a round of."""

from __future__ import annotations

from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_modes import is_means
from ct_pipeline.extract.event_needs import folded_words
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain
from ct_pipeline.language.numerals import parse_ordinal

_MANY = 10  # from this number on gatherings are counted, not told


def is_uncounted(m: EventMention) -> bool:
    """A noun that names an event only when counted, and is not."""
    noun = m.trigger.noun
    return noun is not None and m.edition is None and (noun.with_edition or noun.needs_ordinal and not m.these and m.inner is None)


def find_nouns(view: SentenceView, frames: Frames) -> list[EventMention]:
    out = []
    for hit in sorted((h for h in view.hits if h.form.trigger.noun is not None), key=lambda h: (h.at, -(h.last - h.at), h.form.trigger.type)):
        shape, trigger = hit.form.shape, hit.form.trigger
        seed = trigger.noun
        assert seed is not None
        i = hit.at
        if seed.document:
            continue  # a document is no event: its signing is, see the verbs
        if is_means(view, hit, frames):
            continue
        series = _held_in_series(view, i)
        if i and has_generic_head(view, i, frames) and not series and not _scheduled(view, hit, frames):
            continue
        own_kind = any(view.tokens[k].text == "من" and view.tokens[k + 1].text in view.grammar["its_kind"] for k in range(hit.last + 1, min(len(view.tokens) - 1, hit.last + 5)))
        if trigger.type in ("attack", "visit") and own_kind:
            continue  # "the second attack of its kind": said of one told before
        if i and hit.prefix.endswith("ل") and view.covered[i - 1] is not None and view.covered[i - 1].kind == "organization" and not view.gap[i].strip():  # type: ignore[union-attr]
            continue  # "the preparatory committee of the conference"
        if trigger.type in ("attack", "visit") and not shape.definite and _counts_as(view, i, frames):
            continue  # "counts as an attack on the continent"
        if seed.needs_carrier and i and view.bare_forms(i - 1) & view.grammar["liaison"]:
            continue  # a liaison office
        if seed.named_only and not (hit.last + 1 < len(view.tokens) and any(q in view.gap[hit.last + 1] for q in "\"'")):
            continue
        if i and view.bare_forms(i - 1) & view.grammar["tables"] and not _when_or_where(view, hit.last + 1):
            continue  # "what lies on the table of negotiations"
        if _in_a_title(view, i):
            continue  # "the conference entitled "a conference against ...""
        if trigger.type == "attack" and _stands_before(view, i, 1, "whatever"):
            continue  # "any attack"
        if trigger.type == "attack" and any(view.bare_forms(k) & view.grammar["other_assaults"] for k in range(hit.last + 1, min(len(view.tokens), hit.last + 3))):
            continue  # "sexual assaults"
        if seed.then and not any(view.tokens[k].text in folded_words(seed.then) for k in range(hit.last + 1, min(len(view.tokens), hit.last + 4))):
            continue
        if seed.of_field and not any(view.covered[k] is None and view.bare_forms(k) & view.grammar["blasts"] for k in range(len(view.tokens))):
            continue  # an explosion may be an accident
        if seed.edition_word and any(view.bare_forms(k) & view.grammar["fairs"] for k in range(hit.last + 1, min(len(view.tokens), hit.last + 6)) if not view.opener[k]):
            continue  # the edition of a fair, a festival, a cup
        if seed.edition_word and any(view.bare_forms(k) & view.grammar["fairs"] and not any(view.opener[k + 1 : i + 1]) for k in range(max(0, i - 3), i)):
            continue  # "the examinations of the spring term"
        if trigger.name in view.grammar["rounds"] and not shape.definite and _of_somebody(view, hit.last + 1):
            continue  # "the tour of the sultan"
        if i and not hit.prefix and shape.number != "two" and view.tokens[i - 1].text.isdigit() and int(view.tokens[i - 1].text) >= _MANY and not view.in_time[i - 1] and not view.gap[i].strip():
            continue  # "387 sessions": a figure, no gathering (but "session 13 of the summit")
        if (hit.prefix.endswith("ل") or i and view.tokens[i - 1].text == "باسم") and any(view.bare_forms(k) & view.grammar["spokespeople"] for k in range(max(0, i - 2), i)):
            continue  # "the spokesman of the exercise"
        if seed.exercise and any(view.bare_forms(k) & view.grammar["other_exercises"] for k in range(hit.last + 1, min(len(view.tokens), hit.last + 2))):
            continue
        if shape.definite and shape.number == "many" and _masculine_next(view, hit.last + 1):
            continue  # "the great project" is written as "the workshops" are
        if seed.with_complement and not _of_what(view, hit.last + 1):
            continue  # "the first week of the month"
        if seed.dual_only and shape.number != "two":
            continue
        if seed.named_place and not _place_next(view, hit.last + 1):
            continue
        m = EventMention(view, hit, trigger, shape, i, i, hit.last, trigger.type, definite=shape.definite, number="one" if series else shape.number, held=seed.held)
        if seed.edition_word and _of_conference(view, hit):
            m.type = "conference"
        if not m.definite:
            m.definite = _construct_definite(view, hit)
        words = frames.words
        m.these = bool((i and view.tokens[i - 1].text.lstrip("وفبلك") in words["these"]) or (i and view.tokens[i - 1].text in words["these"])) or any(
            view.tokens[k].text in words["same"] for k in range(hit.last + 1, min(len(view.tokens), hit.last + 3))
        )
        m.after_preposition = hit.prefix in ("ب", "ل", "وب", "ول") or bool(i and plain(view.tokens[i - 1].text) in view.grammar["occasion_prepositions"] | {"في", "علي", "عن", "من", "الي"})
        out.append(m)
    return out


def _of_what(view: SentenceView, start: int) -> bool:
    """Whether what the week or day is of stands behind, past its ordinal: "for the rights of the child", "cultural"."""
    for k in range(start, min(len(view.tokens), start + 3)):
        text = view.tokens[k].text
        if view.opener[k] or view.in_time[k] or view.gap[k].strip(" \"'"):
            return False
        if text.startswith("ل") and len(text) > 3:
            return True
        if text.startswith("ال") and parse_ordinal([text]) is None and not view.bare_forms(k) & view.grammar["plain_adjectives"]:
            return True
        if parse_ordinal([text]) is None:
            return False
    return False


def _masculine_next(view: SentenceView, k: int) -> bool:
    """Whether a masculine adjective stands right behind: the word before it is no plural of things."""
    if k >= len(view.tokens) or view.gap[k].strip() or view.in_time[k] or view.covered[k] is not None:
        return False
    text = view.tokens[k].text
    return text.startswith("ال") and text in view.grammar["masculine_adjectives"]


def _held_in_series(view: SentenceView, i: int) -> bool:
    """"He held a series of meetings with ...": told as one happening, by a verb in the past."""
    if i < 2 or not view.bare_forms(i - 1) & view.grammar["in_series"] or view.covered[i - 1] is not None:
        return False
    return any(
        h.form.trigger.carrier is not None and h.form.trigger.carrier.aspect == "hold" and h.form.shape.pos == "verb" and h.form.shape.tense == "past" and 0 < i - h.at <= 9
        and not any(view.opener[k] for k in range(h.at + 1, i))
        for h in view.hits
    )  # fmt: skip


def _scheduled(view: SentenceView, hit: Hit, frames: Frames) -> bool:
    """"Preparing for the yearly meeting of the council, due in March": one that will take place."""
    return any(view.tokens[k].text in frames.words["planned"] and not view.opener[k] for k in range(hit.last + 1, min(len(view.tokens), hit.last + 10)))


def _of_conference(view: SentenceView, hit: Hit) -> bool:
    """"The forum whose third edition was held", "a course in which trainees take part": an edition of a conference, a course of training."""
    n = len(view.tokens)
    if hit.form.shape.suffixed and any(view.bare_forms(k) & view.grammar["conference_heads"] for k in range(max(0, hit.at - 16), hit.at)):
        return True
    if hit.form.trigger.name not in view.grammar["course_words"]:
        return False
    if any(view.bare_forms(k) & view.grammar["council_words"] for k in range(hit.last + 1, min(n, hit.last + 6))) or parse_ordinal([t.text for t in view.tokens[hit.last + 1 : hit.last + 4]]):
        return False
    return any(view.bare_forms(k) & view.grammar["training_words"] for k in range(max(0, hit.at - 20), min(n, hit.last + 16)))


def absorb_rounds(view: SentenceView, found: list[EventMention]) -> None:
    """"The second round of this workshop": the round takes the type of what it is a round of, and the inner noun goes."""
    for m in list(found):
        noun = m.trigger.noun
        if m not in found or noun is None or not noun.edition_word:
            continue
        inner = next((x for x in found if m.at < x.at <= m.hit.last + 6 and all(not view.opener[k] for k in range(m.at + 1, x.at + 1)) and x.trigger.noun is not None), None)
        of = next((k for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 4)) if view.tokens[k].text == "من"), None)
        if inner is None and of is not None and not _gathers(view, of + 1):
            found.remove(m)  # a round of something that is no gathering
            continue
        if inner is None or any("," in view.gap[k] for k in range(m.at + 1, inner.at + 1)):
            continue
        link = {view.tokens[k].text for k in range(m.hit.last + 1, inner.at)}
        if not (inner.hit.prefix.endswith("ل") or link & {"من", "لهذا", "لهذه"} or inner.at == m.hit.last + 1 or (not inner.hit.prefix and not link & {"في", "خلال", "على"})):
            continue
        m.type = inner.type
        m.inner = inner
        found.remove(inner)


def _stands_before(view: SentenceView, i: int, reach: int, name: str) -> bool:
    """Whether a word of the class ``name`` stands within ``reach`` words before word i."""
    words = view.grammar[name]
    return any(view.covered[k] is None and (view.tokens[k].text in words or plain(view.tokens[k].text) in words) for k in range(max(0, i - reach), i))


def absorb_exercises(found: list[EventMention]) -> None:
    """"The main manoeuvres of exercise X": one exercise, with what is told of either."""
    for m in list(found):
        noun = m.trigger.noun
        if m not in found or noun is None or not noun.exercise:
            continue
        inner = next((x for x in found if m.at < x.at <= m.hit.last + 3 and x.trigger.noun is not None and x.trigger.noun.exercise and x.hit.prefix.endswith("ل")), None)
        if inner is not None and not any(m.view.opener[k] for k in range(m.at + 1, inner.at + 1)):
            m.inner = inner
            found.remove(inner)


def _counts_as(view: SentenceView, i: int, frames: Frames) -> bool:
    """"Is from now on an attack on the continent": the predicate itself, not "the deadliest since an attack"."""
    before = view.tokens[i - 1].text if i else ""
    return before not in frames.words["act_prepositions"] and before not in view.grammar["before_nouns"] and _stands_before(view, i, 4, "counts_as")


def _in_a_title(view: SentenceView, i: int) -> bool:
    """Whether word i stands in quotation marks behind "entitled", "under the motto"."""
    opened = next((k for k in range(i, max(-1, i - 12), -1) if '"' in view.gap[k]), None)
    return opened is not None and opened > 0 and bool(view.bare_forms(opened - 1) & view.grammar["titles"]) and sum(view.gap[k].count('"') for k in range(opened, i + 1)) % 2 == 1


def _of_somebody(view: SentenceView, k: int) -> bool:
    """Whether a person, an office or a definite noun that is no adjective stands right behind: whose tour it is."""
    if k >= len(view.tokens) or view.gap[k].strip():
        return False
    text = view.tokens[k].text
    if view.in_affiliation[k] is not None or view.covered[k] is not None and view.covered[k].kind == "person":  # type: ignore[union-attr]
        return True
    return text.startswith("ال") and view.covered[k] is None and not text.endswith("ه") and parse_ordinal([text]) is None and not any(h.at == k for h in view.hits)


def _gathers(view: SentenceView, k: int) -> bool:
    """Whether word k begins what holds rounds: a body, or an initiative, forum or process named behind it."""
    here = [view.covered[j] for j in range(k, min(len(view.tokens), k + 2))]
    return any(c is not None and c.kind == "organization" for c in here) and (here[0] is not None or bool(view.bare_forms(k) & view.grammar["series"]))


def _when_or_where(view: SentenceView, start: int) -> bool:
    return any(view.in_time[k] or (c := view.covered[k]) is not None and c.kind in ("city", "country") for k in range(start, min(len(view.tokens), start + 2)))


def _place_next(view: SentenceView, k: int) -> bool:
    return k < len(view.tokens) and view.covered[k] is not None and view.covered[k].kind in ("city", "place")  # type: ignore[union-attr]


def has_generic_head(view: SentenceView, i: int, frames: Frames) -> bool:
    """Whether the word before makes the noun generic: "combating attacks", "the field of conferences"; "the victims of the attacks that struck ..." is not."""
    if view.bare_forms(i - 1) & (view.grammar["after_words"] | view.grammar["generic_unless_told"]) and (
        view.bare_forms(i - 1) & view.grammar["after_words"] or any(view.opener[k] == "rel" for k in range(i + 1, min(len(view.tokens), i + 4)))
    ):
        return False
    return view.word_in(i - 1, frames.words["generic_heads"]) and not any(c in ".,;:" for c in view.gap[i]) and view.covered[i - 1] is None


def _construct_definite(view: SentenceView, hit: Hit) -> bool:
    """Whether an article-less noun is definite through its complement ("meeting of the ministers")."""
    k = hit.last + 1
    if k >= len(view.tokens) or view.gap[k].strip():
        return False
    text = view.tokens[k].text
    if text in view.grammar["construct_heads"] and k + 1 < len(view.tokens) and not view.gap[k + 1].strip():
        if view.covered[k + 1] is None and view.bare_forms(k + 1) & view.grammar["portfolios"] and k + 2 < len(view.tokens) and not view.gap[k + 2].strip():
            k += 1  # "the meeting of the ministers of foreign affairs of the coalition"
        after = view.tokens[k + 1].text  # "the conference of the heads of the police"
        return after.startswith("ال") and not view.in_time[k + 1] or view.covered[k + 1] is not None
    return text.startswith("ال") and text not in view.grammar["no_article"] or (view.covered[k] is not None and not view.prefix_of(view.covered[k]))  # type: ignore[arg-type]
