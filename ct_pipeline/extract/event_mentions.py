"""Where a sentence reports an event: triggers with what they need, the verbs that carry event nouns, and how sure that makes it."""

from __future__ import annotations

from ct_pipeline.extract.event_carriers import attach_carriers, attach_to_acts
from ct_pipeline.extract.event_frames import Frames, WordClass
from ct_pipeline.extract.event_mention import EventMention as EventMention
from ct_pipeline.extract.event_sentence import Hit, SentenceView, cue_at, plain
from ct_pipeline.language.fold import fold
from ct_pipeline.language.numerals import parse_ordinal
from ct_pipeline.language.particles import readings


def find_mentions(view: SentenceView, frames: Frames) -> list[EventMention]:
    """Every candidate of the sentence, without dates and places yet, in text order."""
    if not any(h.form.trigger.noun is not None or h.form.trigger.verb is not None for h in view.hits):
        return []
    nouns = _nouns(view, frames)
    verbs = _verbs(view, frames)
    found: list[EventMention] = []
    taken: set[int] = set()
    for m in nouns:
        if any(k in taken for k in range(m.at, m.hit.last + 1)):
            continue
        taken.update(range(m.at, m.hit.last + 1))
        found.append(m)
    noun_at = {m.at for m in found}
    _absorb(view, found)
    for m in found:
        _edition(m, frames.words["clause_verbs"])
    found = [m for m in found if not _hopeless(m)]
    attach_carriers(view, frames, found, {v.at for v in verbs if v.is_act or not any(h.at == v.at and h.form.trigger.carrier is not None for h in view.hits)})
    attach_to_acts(view, [v for v in verbs if v.is_act])
    used_carriers = {c.at for m in found for c in m.carriers}
    for v in verbs:
        if v.at in noun_at or any(v.at == x.at for x in found):
            continue
        if v.at in used_carriers and v.type in ("meeting", "launch", "visit", "attack") and not v.is_act:
            continue
        found.append(v)
    found.sort(key=lambda m: (m.at, m.type))
    found = [m for m in found if not _police_ambush(m, found)]
    _fold_documents(found)
    for m in found:
        _modality(m, frames)
        m.name = _name(m, frames)
    return found


def _hopeless(m: EventMention) -> bool:
    """A noun that names an event only when counted, and is not."""
    noun = m.trigger.noun
    return noun is not None and m.edition is None and (noun.with_edition or noun.needs_ordinal and not m.these)


def _nouns(view: SentenceView, frames: Frames) -> list[EventMention]:
    out = []
    for hit in sorted((h for h in view.hits if h.form.trigger.noun is not None), key=lambda h: (h.at, -(h.last - h.at), h.form.trigger.type)):
        shape, trigger = hit.form.shape, hit.form.trigger
        seed = trigger.noun
        assert seed is not None
        i = hit.at
        if seed.document:
            continue  # a document is no event: its signing is, see the verbs
        if i and _generic_head(view, i, frames) and not _scheduled(view, hit, frames):
            continue
        if trigger.type in ("attack", "visit") and any(view.tokens[k].text == "من" and view.tokens[k + 1].text in view.grammar["its_kind"] for k in range(hit.last + 1, min(len(view.tokens) - 1, hit.last + 5))):
            continue  # "the second attack of its kind": said of one told before
        if i and hit.prefix.endswith("ل") and view.covered[i - 1] is not None and view.covered[i - 1].kind == "organization" and not view.gap[i].strip():  # type: ignore[union-attr]
            continue  # "the preparatory committee of the conference"
        if seed.needs_carrier and i and view.bare_forms(i - 1) & view.grammar["liaison"]:
            continue  # a liaison office
        if seed.named_only and not (hit.last + 1 < len(view.tokens) and '"' in view.gap[hit.last + 1]):
            continue
        if trigger.type == "attack" and any(view.bare_forms(k) & view.grammar["other_assaults"] for k in range(hit.last + 1, min(len(view.tokens), hit.last + 3))):
            continue  # "sexual assaults"
        if seed.dual_only and shape.number != "two":
            continue
        if seed.named_place and not _place_next(view, hit.last + 1):
            continue
        m = EventMention(view, hit, trigger, shape, i, i, hit.last, trigger.type, definite=shape.definite, number=shape.number, held=seed.held)
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


def _absorb(view: SentenceView, found: list[EventMention]) -> None:
    """"The second round of this workshop": the round takes the type of what it is a round of, and the inner noun goes."""
    for m in list(found):
        noun = m.trigger.noun
        if m not in found or noun is None or not noun.edition_word:
            continue
        inner = next((x for x in found if m.at < x.at <= m.hit.last + 6 and all(not view.opener[k] for k in range(m.at + 1, x.at + 1)) and x.trigger.noun is not None), None)
        if inner is None and any(view.tokens[k].text == "من" for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 4))):
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


def _occasion(view: SentenceView, i: int) -> bool:
    """Whether word i comes after a word of occasion ("after the attack"), or after a duration that one opens ("two months after the battle")."""
    if not i:
        return False
    before = plain(view.tokens[i - 1].text)
    if before in view.grammar["occasion_prepositions"]:
        return True
    return before in ("من", "علي") and any(plain(view.tokens[k].text) in view.grammar["after_words"] for k in range(max(0, i - 6), i - 1))


def _place_next(view: SentenceView, k: int) -> bool:
    return k < len(view.tokens) and view.covered[k] is not None and view.covered[k].kind in ("city", "place")  # type: ignore[union-attr]


def _generic_head(view: SentenceView, i: int, frames: Frames) -> bool:
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
    return text.startswith("ال") or (view.covered[k] is not None and not view.prefix_of(view.covered[k]))  # type: ignore[arg-type]


def _verbs(view: SentenceView, frames: Frames) -> list[EventMention]:
    out: list[EventMention] = []
    done: set[int] = set()
    for hit in sorted((h for h in view.hits if h.form.trigger.verb is not None), key=lambda h: (h.at, -(h.last - h.at), h.form.trigger.type, h.form.trigger.name)):
        seed, shape = hit.form.trigger.verb, hit.form.shape
        assert seed is not None
        if hit.at in done:
            continue
        if shape.pos == "verb" and seed.when and shape.tense not in seed.when and not view.is_title:
            continue
        same = view.tokens[hit.at].text == hit.prefix + fold(seed.past or "")
        if seed.past_sure and shape.tense == "past" and same and not (hit.at and view.tokens[hit.at - 1].text in view.grammar["past_markers"]):
            continue
        if seed.title_only and not view.is_title:
            continue
        nxt = [view.tokens[k].text for k in range(hit.last + 1, min(len(view.tokens), hit.last + 3))]
        if seed.avoid and any(w in _folded(seed.avoid) for w in nxt):
            continue
        ahead = range(hit.last + 1, min(len(view.tokens), hit.last + seed.avoid_reach))
        if seed.avoid_ahead and any(view.tokens[k].text in _folded(seed.avoid_ahead) for k in ahead if view.clause[k] == view.clause[hit.at]):
            continue
        if not seed.anaphoric and shape.pos == "noun" and view.tokens[hit.at].text.startswith("ال"):
            continue  # "attended the ceremony of the handing over": of whatever the text told before
        if seed.subject_needs == ["council"] and any(view.opener[k] == "rel" for k in range(max(0, hit.at - 2), hit.at + 1)):
            continue  # "working groups that will discuss": no session of its own
        nominal = bool(hit.at) and (view.tokens[hit.at - 1].text in view.grammar["before_nouns"] or bool(view.bare_forms(hit.at - 1) & view.grammar["acts_on"]))
        if shape.pos == "verb" and (_inside_name(view, hit.at) or not hit.prefix and nominal):
            continue
        intransitive = seed.object is None and seed.subject == "subject"
        intransitive = intransitive or seed.object == "subject" and hit.form.trigger.type in ("operation", "trial", "launch") and _passive(view, hit)
        if trigger_by_press(view, hit):
            continue
        if seed.needs and not any(_has(view, hit, frames.classes[c], c, both=intransitive) for c in seed.needs):
            continue
        if seed.subject_needs and not any(_has(view, hit, frames.classes[c], c, subject=True) for c in seed.subject_needs):
            continue
        if shape.pos == "noun" and hit.at and _generic_head(view, hit.at, frames):
            continue
        if hit.prefix.endswith("ل") and shape.pos == "verb":
            continue  # a purpose: "to sign"
        if shape.suffixed and not _anchored(view, hit, frames):
            continue
        if shape.suffixed and any(view.tokens[k].text in ("كل", "اي") for k in range(max(0, hit.at - 5), hit.at)):
            continue  # "every cell that is dismantled"
        m = EventMention(view, hit, hit.form.trigger, shape, hit.at, hit.at, hit.last, hit.form.trigger.type, held=seed.held)
        m.definite = shape.pos == "noun"
        if shape.pos == "noun":
            _achieved(view, m, frames)
            wished = any(view.tokens[k].text in frames.words["proposals"] or plain(view.tokens[k].text) in frames.words["proposals"] for k in range(max(0, hit.at - 3), hit.at))
            m.after_preposition = hit.prefix in ("ب", "وب") and not wished or _occasion(view, hit.at)
            if hit.at > 1 and view.tokens[hit.at - 1].text == "مع" and any(view.bare_forms(k) & view.grammar["at_once"] for k in range(max(0, hit.at - 3), hit.at - 1)):
                m.after_preposition = True
            if hit.at and _completed(view, hit.at - 1):
                m.first = hit.at - 1
            else:
                # "tm ... tawqi'": words may stand between
                for k in range(hit.at - 1, max(-1, hit.at - 10), -1):
                    if view.clause[k] != view.clause[hit.at]:
                        break
                    if _completed(view, k):
                        m.first = k
                        break
        done.update((hit.at, hit.last))
        out.append(m)
    return out


def trigger_by_press(view: SentenceView, hit: Hit) -> bool:
    """"The sellers whom the paper met": a reporter's talk is no meeting."""
    k = hit.last + 1
    if hit.form.trigger.type != "meeting" or hit.form.shape.pos != "verb" or k >= len(view.tokens):
        return False
    who = view.covered[k]
    return who is not None and who.entity_id.startswith("outlet:") or bool(view.bare_forms(k) & view.grammar["press"])


def _inside_name(view: SentenceView, i: int) -> bool:
    """Whether word i stands inside a nickname: two to five words in quotation marks."""
    opened = next((k for k in range(i, max(-1, i - 5), -1) if '"' in view.gap[k]), None)
    if opened is None or not opened:
        return False
    closed = next((k for k in range(i + 1, min(len(view.tokens), opened + 6)) if '"' in view.gap[k]), None)
    return closed is not None and sum('"' in view.gap[k] for k in range(opened)) % 2 == 0


def _passive(view: SentenceView, hit: Hit) -> bool:
    """"And was arrested in Berlin": after the verb stands when or where, no object."""
    k = hit.last + 1
    if hit.form.shape.pos != "verb" or hit.form.shape.suffixed or k >= len(view.tokens):
        return False
    cover = view.covered[k]
    return view.in_time[k] or view.tokens[k].text in ("في", "قبل", "بعد", "اثر") or cover is not None and cover.kind in ("city", "country") and view.prefix_of(cover).endswith("ب")


def _achieved(view: SentenceView, m: EventMention, frames: Frames) -> None:
    """"The services managed, on good information, to arrest ...": the verb before makes the verbal noun a fact, its subject did it."""
    at = m.at
    if at > 1 and view.tokens[at - 1].text in ("الي", "عن", "علي") and view.tokens[at - 2].text in view.grammar["reporting_participles"]:
        m.achiever = at - 2  # "pointing to the arrest of": told as a fact
        return
    before = plain(view.tokens[at - 1].text) if at else ""
    linked = before in ("من", "في", "عن", "علي", "الي") or m.hit.prefix.endswith("ب") or before in frames.achieve or view.tokens[at].text.startswith("و")
    verbs = frames.achieve if linked else frames.achieve_directly
    for k in range(at - 1, max(-1, at - (42 if linked else 14)), -1):
        if view.opener[k + 1] in ("that", "stop", "and") and not (view.opener[k + 1] == "and" and k + 1 == at):
            return
        text = view.tokens[k].text
        if view.covered[k] is None and (text in verbs or text[:1] in ("و", "ف") and text[1:] in verbs):
            m.achiever = k
            m.crowns = plain(text) in frames.achieve_at or text in frames.achieve_at
            if not m.crowns:
                m.first = min(m.first, k)
            return


def _anchored(view: SentenceView, hit: Hit, frames: Frames) -> bool:
    """Whether a trigger with a pronoun tells an event: a relative clause ("which it founded"), a signing or arrest told further, "since its founding"."""
    kind = hit.form.trigger.type
    if hit.form.shape.pos == "noun":
        if hit.prefix.endswith("ب") or view.is_title:
            return True
        for k in range(hit.at - 1, max(-1, hit.at - 8), -1):
            if view.tokens[k].text in frames.achieve_directly:
                return True  # "which announced on 28 January its withdrawal"
            if view.opener[k] in ("stop", "and"):
                break
        return any(view.tokens[k].text in frames.words["act_prepositions"] or plain(view.tokens[k].text) in frames.words["act_prepositions"] for k in range(max(0, hit.at - 2), hit.at))
    if any(view.opener[k] == "rel" for k in range(max(0, hit.at - 3), hit.at + 1)):
        return True
    return kind in ("agreement", "operation", "trial", "meeting")


def _completed(view: SentenceView, k: int) -> bool:
    text = view.tokens[k].text
    return text in view.grammar["completed"] or text[:1] in ("و", "ف") and text[1:] in view.grammar["completed"]


_FOLDED: dict[tuple[str, ...], frozenset[str]] = {}


def _folded(words: list[str]) -> frozenset[str]:
    key = tuple(words)
    if key not in _FOLDED:
        _FOLDED[key] = frozenset(fold(w) for w in words)
    return _FOLDED[key]


def _has(view: SentenceView, hit: Hit, wc: WordClass, name: str, *, subject: bool = False, both: bool = False) -> bool:
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
    reach = range(start, limit)
    if before:
        opened = next((k for k in range(hit.at, max(-1, hit.at - 4), -1) if view.opener[k] == "rel"), hit.at)
        reach = range(max(0, opened - (18 if opened != hit.at else 22)), limit)
    elif wc.both_sides or wc.either_side or subject or both:
        reach = range(max(0, hit.at - max(wc.near, 8 if subject else 0)), limit)
    dated = not wc.dated or bool(view.times)
    for k in reach:
        if k == hit.at:
            continue
        if k > hit.at and view.opener[k] in ("stop", "and") and k > start:
            break
        ok = bool(wc.words) and view.word_in(k, wc.words)
        cover = view.covered[k]
        if not ok and cover is not None and wc.mentions and cover.kind in wc.mentions and view.index(cover.start) == k:
            ok = True
        if not ok:
            continue
        if wc.prep and not _preceded(view, k, wc.prep):
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


def _preceded(view: SentenceView, k: int, prepositions: frozenset[str]) -> bool:
    cover = view.covered[k]
    prefix = view.prefix_of(cover) if cover is not None else next((p for p, _ in readings(view.tokens[k].text) if p), "")
    if any(len(p) == 1 and prefix.endswith(p) and view.tokens[k].text.startswith(prefix) and prefix for p in prepositions):
        return True
    return any(plain(view.tokens[j].text) in prepositions for j in range(max(0, k - 3), k))


def _then_office(view: SentenceView, k: int) -> bool:
    for j in range(k + 1, min(len(view.tokens), k + 7)):
        cover = view.covered[j]
        if (cover is not None and cover.kind == "person") or view.in_affiliation[j] is not None:
            return True
        if view.bare_forms(j) & view.grammar["office_stems"]:
            return True
    return False


def _fold_documents(found: list[EventMention]) -> None:
    """A verb that governs an event noun it also fits ("launched the exercise") gives way to the noun; two verbs of one clause and type stay."""
    for m in list(found):
        verb = m.trigger.verb
        if verb is None or m.type not in ("launch",):
            continue
        if m.trigger.name not in ("افتتح", "انطلق", "أطلق", "دشن"):
            continue
        near = next((x for x in found if x.trigger.noun is not None and m.hit.last < x.at <= m.hit.last + 3), None)
        far = next((x for x in found if x.trigger.noun is not None and m.hit.last < x.at <= m.hit.last + 9 and _proceedings(m.view, m.hit.last + 1, x.at)), None)
        if far is not None and not m.shape.suffixed:
            far.first = min(far.first, m.at)
            found.remove(m)
            continue
        if near is None or m.shape.suffixed or any(m.view.tokens[k].text in m.view.grammar["inside_words"] for k in range(m.hit.last + 1, near.at)):
            continue
        if near.number == "many" and near.type != "operation" and m.trigger.name in ("أطلق", "دشن"):
            found.remove(near)  # what is launched is a series of meetings
        else:
            found.remove(m)


def _proceedings(view: SentenceView, start: int, at: int) -> bool:
    """"Opened yesterday at the seat of the league the proceedings of the course": what is opened is the gathering, wherever its verb stands."""
    return not any(view.opener[k] or "," in view.gap[k] for k in range(start, at)) and plain(view.tokens[at - 1].text) in view.grammar["proceedings"]


def _police_ambush(m: EventMention, found: list[EventMention]) -> bool:
    """"The police caught him in an ambush": how he was caught, no attack."""
    view = m.view
    if not view.bare_forms(m.at) & view.grammar["ambushes"] or not m.at or view.tokens[m.at - 1].text not in ("في", "خلال", "اثر"):
        return False
    return any(x.trigger.verb is not None and x.type == "operation" and 0 < m.at - x.at <= 10 for x in found)


def _modality(m: EventMention, frames: Frames) -> None:
    view, words = m.view, frames.words
    if any(c.form.shape.pos == "noun" and c.at > m.at for c in m.carriers):
        m.planned = True
    m.proposed = m.is_act and any(view.tokens[k].text in words["proposals"] or plain(view.tokens[k].text) in words["proposals"] for k in range(max(0, m.at - 2), m.at))
    shapes = [c.form.shape for c in m.carriers] + ([m.shape] if m.shape.pos == "verb" else [])
    m.planned = any(s.tense == "future" for s in shapes)
    anchor = min([m.at, *(c.at for c in m.carriers)])
    if m.type == "attack" and any(view.bare_forms(k) & view.grammar["intentions"] and view.clause[k] == view.clause[m.at] for k in range(max(0, m.at - 4), m.at)):
        m.planned = True
    for k in range(max(0, anchor - 5), m.at):
        text = view.tokens[k].text
        word = plain(text)
        if view.covered[k] is not None:
            continue
        if text in words["planned"] or word in words["planned"]:
            m.planned = True
        if word in words["cancelled"] and k >= m.at - 3:
            m.cancelled = True
        if m.trigger.noun is not None and not m.carriers and (k < m.at - 1 or text != word) and (text in view.grammar["verb_negations"] or word in view.grammar["verb_negations"]):
            continue  # "I don't forget the bombing of ...": what is denied is another verb
        if (word in words["denied"] or text in words["denied"]) and k >= anchor - 3 and view.clause[k] == view.clause[anchor]:
            m.negated = not m.negated  # "did not keep X from happening": two denials
    others = {h.at for h in view.hits if h.form.trigger.noun is not None and h.at > m.hit.last and h.form.trigger.type in ("meeting", "conference", "visit")} if m.trigger.verb is not None else set()
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 12)):
        if view.opener[k] in ("and", "stop", "that"):
            break
        if view.in_time[k] or view.covered[k] is not None:
            continue
        if k in others:
            break  # "who visits Cairo to prepare for the meeting due in March"
        if view.tokens[k].text in words["planned_adjectives"]:
            m.planned = True
    for k in range(m.hit.last + 1, min(len(view.tokens), m.hit.last + 3)):
        if view.tokens[k].text in words["other_edition"] and not view.in_time[k]:
            m.other_edition = "next" if view.tokens[k].text in words["planned_adjectives"] else "past"


def _edition(m: EventMention, clause_verbs: frozenset[str]) -> None:
    """The ordinal that counts the event: after its noun ("the eighth meeting") or before it ("fifth round")."""
    noun = m.trigger.noun
    if noun is None or noun.part or noun.press or m.type in ("attack", "other", "trial"):
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
    others = {h.at for h in view.hits if h.at > m.hit.last and h.form.shape.pos == "verb" and not h.prefix} if m.shape.definite else set()
    others |= {k for k in range(m.hit.last + 1, min(len(tokens), m.hit.last + 9)) if tokens[k].text in clause_verbs}
    for k in range(m.hit.last + 1, min(len(tokens), m.hit.last + 9)):
        if view.opener[k] or ("," in view.gap[k] and k > m.hit.last + 1):
            break
        if view.in_time[k] or (view.covered[k] is not None and view.covered[k].kind != "organization"):  # type: ignore[union-attr]
            continue
        if k in others:
            break  # "comes on the eve of the second assembly": another's count
        if tokens[k].text.isdigit() and k <= m.hit.last + 2 and view.gap[k].strip() == "(" and k + 1 < len(tokens) and view.gap[k + 1].strip().startswith(")"):
            m.edition = int(tokens[k].text) if 0 < int(tokens[k].text) < 500 else None
            return  # "the general meeting (25)"
        numbered = noun.edition_word and k <= m.hit.last + 2 and not (k + 1 < len(tokens) and view.in_time[k + 1])
        value = parse_ordinal([t.text for t in tokens[k : k + 4]]) if not tokens[k].text.isdigit() or numbered else None
        if value:
            m.edition = value[0]
            return


def _name(m: EventMention, frames: Frames) -> tuple[int, int] | None:
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
        if not quoted and (text in view.grammar["name_ends"] or text in frames.words["planned"]):
            break
        if k == m.hit.last + 1 and m.shape.definite and not m.shape.suffixed and not quoted and not gap.strip():
            to = text == "علي" and m.type in ("attack", "trial") or text == "الي" and m.type == "visit"
            if (text == "الي" or not text.startswith(("ال", "لل", "ل", "ب"))) and text not in view.grammar["name_goes_on"] and not to:
                break
        if k == m.hit.last + 1 and text == "في" and m.shape.definite and m.type in ("meeting", "conference", "visit"):
            break  # "the conference in the hotel": where it is
        if not quoted and (cue_at(view, k, frames) is not None or text in ("في", "منذ", "يومي", "يوم", "امس", "اليوم", "غدا", "بعد", "قبل")) and not (text == "في" and _fight(view, k)):
            break
        if not quoted and cover is not None and cover.kind in ("city", "country") and view.prefix_of(cover).endswith("ب"):
            break
        last = k
    start, end = view.tokens[m.at].start + len(m.hit.prefix.rstrip()), view.tokens[last].end
    if view.text[start:end].count('"') % 2 and view.text[end : end + 1] == '"':
        end += 1
    return start, end


def _fight(view: SentenceView, k: int) -> bool:
    """Whether "في" goes on with a subject ("cooperation in combating ...") and not with a place."""
    places = any(c is not None and c.kind in ("city", "country", "place") for c in view.covered[k + 1 : k + 3])
    return k + 1 < len(view.tokens) and not places and not view.in_time[k + 1]
