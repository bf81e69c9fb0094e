"""The ordinal that counts an event, and its noun phrase as printed."""

from __future__ import annotations

from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import SentenceView, cue_at, plain
from ct_pipeline.extract.event_words import is_future
from ct_pipeline.language.numerals import parse_ordinal


def read_edition(m: EventMention, clause_verbs: frozenset[str]) -> None:
    """The ordinal that counts the event: after its noun ("the eighth meeting") or before it ("fifth round")."""
    noun = m.trigger.noun
    if noun is None or noun.part or noun.press or m.type in ("attack", "other", "trial", "visit"):
        return
    view = m.view
    tokens = view.tokens
    if m.at and not view.in_time[m.at - 1] and view.covered[m.at - 1] is None and not view.gap[m.at].strip():
        before = parse_ordinal([tokens[m.at - 1].text])
        if before and before[1] == 1 and not tokens[m.at - 1].text.isdigit():
            if m.number == "many" and not m.shape.definite:
                m.number = "one"  # "fifth of the rounds of the dialogue"
                m.definite = True
            m.edition = before[0]
            return
    window = range(m.hit.last + 1, min(len(tokens), m.hit.last + 9))
    others = {k for k in window if tokens[k].text in clause_verbs or (m.shape.definite and k in view.bare_verbs)}
    for k in window:
        if view.opener[k] or ("," in view.gap[k] and k > m.hit.last + 1):
            break
        if view.covered[k] is None and tokens[k].text in view.grammar["about"]:
            break  # "a briefing on the second report": the report's count
        if tokens[k].text in view.grammar["times_over"]:
            break  # "who chairs the forum for the third time"
        if view.in_time[k] or (view.covered[k] is not None and view.covered[k].kind != "organization"):  # type: ignore[union-attr]
            continue
        if k in others:
            break  # "comes on the eve of the second assembly": another's count
        if tokens[k].text.isdigit() and k <= m.hit.last + 2 and view.gap[k].strip() == "(" and k + 1 < len(tokens) and view.gap[k + 1].strip().startswith(")"):
            m.edition = int(tokens[k].text) if 0 < int(tokens[k].text) < 500 else None
            return  # "the general meeting (25)"
        numbered = noun.edition_word and k <= m.hit.last + 2 and not (k + 1 < len(tokens) and view.in_time[k + 1])
        value = parse_ordinal([t.text for t in tokens[k : k + 4]]) if not tokens[k].text.isdigit() or numbered else None
        if value and k + value[1] < len(tokens) and tokens[k + value[1]].text in view.grammar["times_over"]:
            return  # "for the first time"
        if value:
            m.edition = value[0]
            return


def read_name(m: EventMention, frames: Frames) -> tuple[int, int] | None:
    """The noun phrase of the event as printed: to the comma, the verb, the date, the place or the next slot."""
    if m.trigger.noun is None or not (m.definite or m.edition):
        return None
    view = m.view
    n = len(view.tokens)
    last = m.hit.last
    if m.shape.definite and m.at and plain(view.tokens[m.at - 1].text) in frames.words["clause_verbs"]:
        return view.tokens[m.at].start, view.tokens[last].end  # "the meeting dealt with ...": its subject alone
    quoted = False
    inside = '"' in view.gap[m.at]
    for k in range(m.hit.last + 1, min(n, m.hit.last + 26)):
        gap = view.gap[k]
        if inside and '"' in gap:
            break
        if '"' in gap and not quoted and (view.tokens[k].text in frames.words["clause_verbs"] or k == m.hit.last + 1 and m.shape.definite and (m.trigger.noun.vague or m.trigger.noun.part)):
            break  # "the meeting "comes on the eve of ...": what is quoted is said of it
        quoted ^= gap.count('"') % 2 == 1
        if any(c in ".;:!?()\n" for c in gap) or ("," in gap and not quoted):
            break
        if not quoted and (view.in_time[k] or view.opener[k] not in ("", "stop")):
            break
        if not quoted and any(h.at == k and (h.form.shape.pos in ("verb", "participle") or h.form.trigger.verb is not None and k == m.hit.last + 1) for h in view.hits):
            break
        text = view.tokens[k].text
        cover = view.covered[k]
        told = cover is None and (text in frames.words["clause_verbs"] or text in view.grammar["discussing"] or is_future(text, view.grammar["look_future"]))
        if not quoted and (told or text in view.grammar["name_ends"] or text in frames.words["planned"]):
            break
        if k == m.hit.last + 1 and m.shape.definite and not m.shape.suffixed and not quoted and not gap.strip():
            to = text == "علي" and m.type in ("attack", "trial") or text == "الي" and m.type == "visit"
            if (text == "الي" or not text.startswith(("ال", "لل", "ل"))) and text not in view.grammar["name_goes_on"] and not to:
                break
        if k > m.hit.last + 1 and m.shape.definite and not quoted and not gap.strip() and cover is None and _predicate(view, m.hit.last + 1, k):
            break  # "the ministerial meeting (is) proof of": what is said of it
        town = view.covered[k - 1] if k == m.hit.last + 2 and m.type == "conference" else None
        if town is not None and town.kind == "city" and not quoted and cover is None and not text.startswith(("ال", "ل", "و", "ب")):
            if text not in view.grammar["name_goes_on"] | view.grammar["about"] and parse_ordinal([text]) is None:
                break  # "the conference of Berlin turned it into": named by its town
        if k == m.hit.last + 1 and m.shape.definite and not quoted and text.startswith("ل") and cover is None and not _for_a_body(view, k):
            break  # "the session to hear", "the meeting because of"
        if m.these and m.shape.definite and not quoted and k == m.hit.last + 1 and not gap.strip():
            break  # "in this meeting the members ...": whatever stands behind is not its name
        if k == m.hit.last + 1 and text == "في" and m.shape.definite and m.type in ("meeting", "conference", "visit"):
            break  # "the conference in the hotel": where it is
        if not quoted and (cue_at(view, k, frames) is not None or text in view.grammar["name_then"]) and not (text == "في" and _fight(view, k)):
            break
        if not quoted and cover is not None and cover.kind in ("city", "country") and view.prefix_of(cover).endswith("ب"):
            break
        if not quoted and text.startswith("و") and any(h.at == k and h.form.trigger.noun is not None and h.prefix for h in view.hits):
            break  # "the meeting of ... and a workshop on ..."
        last = k
    if m.type == "visit":
        named = [k for k in range(m.hit.last + 1, last + 1) if (c := view.covered[k]) is not None and c.kind in ("city", "country", "place") and c.method != "nisba"]
        places = [k for k in named if _goes_to(view, k, m.hit.last)]
        if not places or view.covered[places[0]] is None:
            return None  # a visit is called by who goes where
        last = view.index(view.covered[places[0]].end - 1)  # type: ignore[union-attr]
    if m.type in ("meeting", "conference") and _one_side(view, m.hit.last + 1, last):
        return None  # "the talks between his majesty", cut before with whom
    while last > m.hit.last and view.covered[last] is None and (view.tokens[last].text in view.grammar["open_words"] or view.tokens[last].text in view.grammar["no_name_end"]):
        last -= 1
    start, end = view.tokens[m.at].start + len(m.hit.prefix.rstrip()), view.tokens[last].end
    if view.text[start:end].count('"') % 2 and view.text[end : end + 1] == '"':
        end += 1
    return start, end


def _goes_to(view: SentenceView, k: int, noun: int) -> bool:
    """Whether the place at word k is where a visit goes: "to", "in" or the visit itself stands before it, not "who sits on the throne of the kingdom"."""
    cover = view.covered[k]
    assert cover is not None
    k = view.index(cover.start)
    if k == noun + 1 or view.prefix_of(cover)[-1:] in ("ل", "ب") or view.tokens[k].text.startswith("لل") or view.prefix_of(cover) == "و":
        return True
    while k - 1 > noun and view.bare_forms(k - 1) & view.grammar["place_heads"]:
        if view.tokens[k - 1].text.startswith(("ل", "ب")):
            return True
        k -= 1
    return k - 1 == noun or view.tokens[k - 1].text in ("الي", "في", "وفي", "والي") or view.tokens[k - 1].text.endswith("ل") and len(view.tokens[k - 1].text) == 1


def _one_side(view: SentenceView, start: int, last: int) -> bool:
    """"Between" with one side only: no "and", no dual or plural behind it."""
    between = next((k for k in range(start, last + 1) if view.tokens[k].text == "بين"), None)
    if between is None:
        return False
    for k in range(between + 1, last + 1):
        word = view.tokens[k].text
        if word.startswith("و") or word.endswith(("ين", "ان", "ات", "ون")) or word == "بين":
            return False
        if view.bare_forms(k) & (view.grammar["several_officials"] | view.grammar["construct_heads"]):
            return False
    return True


def _for_a_body(view: SentenceView, k: int) -> bool:
    """Whether "li-" goes on with a body, a state or what is organised: "the meeting of the committee"."""
    classes = ("meeting_bodies", "conference_heads", "council_words", "construct_heads", "several_officials")
    return any(view.bare_forms(k) & view.grammar[name] for name in classes)


def _predicate(view: SentenceView, start: int, k: int) -> bool:
    """Whether word k, an indefinite noun, stands behind adjectives with the article alone: the predicate of a nominal sentence."""
    text = view.tokens[k].text
    if text.isdigit() or text.startswith(("ال", "ل", "ب", "و", "ك")) or text in view.grammar["name_goes_on"] | view.grammar["about"]:
        return False
    if parse_ordinal([text]) is not None or (parse_ordinal([view.tokens[k - 1].text, text]) or (0, 0))[1] == 2:
        return False  # "the thirteenth" is two words
    if text in view.grammar["inside_words"] | view.grammar["before_nouns"]:
        return False
    return all(view.tokens[j].text.startswith("ال") and view.covered[j] is None for j in range(start, k))


def _fight(view: SentenceView, k: int) -> bool:
    """Whether "في" goes on with a subject ("cooperation in combating ...") and not with a place."""
    places = any(c is not None and c.kind in ("city", "country", "place") for c in view.covered[k + 1 : k + 3])
    return k + 1 < len(view.tokens) and not places and not view.in_time[k + 1]
