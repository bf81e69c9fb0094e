"""Verbs and verbal nouns of a sentence that report an event by themselves."""

from __future__ import annotations

from ct_pipeline.extract.event_cost import in_left_clause
from ct_pipeline.extract.event_frames import Frames
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_needs import folded_words, stands_near
from ct_pipeline.extract.event_nouns import has_generic_head
from ct_pipeline.extract.event_sentence import Hit, SentenceView, plain
from ct_pipeline.extract.event_words import is_future
from ct_pipeline.language.fold import fold


def _occasion(view: SentenceView, i: int) -> bool:
    """Whether word i comes after a word of occasion ("after the attack"), or after a duration that one opens ("two months after the battle")."""
    if not i:
        return False
    before = plain(view.tokens[i - 1].text)
    if before in view.grammar["occasion_prepositions"]:
        return True
    return before in ("من", "علي") and any(plain(view.tokens[k].text) in view.grammar["after_words"] for k in range(max(0, i - 6), i - 1))


def find_verbs(view: SentenceView, frames: Frames) -> list[EventMention]:
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
        if seed.title_only and not view.is_title or seed.main_clause and any(view.opener[k] == "rel" for k in range(max(0, hit.at - 2), hit.at + 1)):
            continue
        nxt = [view.tokens[k].text for k in range(hit.last + 1, min(len(view.tokens), hit.last + 3))]
        if seed.avoid and any(w in folded_words(seed.avoid) for w in nxt):
            continue
        if seed.avoid and shape.suffixed and shape.pos == "verb" and _thing_of(view, hit.at) & folded_words(seed.avoid):
            continue  # "the appeal that it launched"
        if seed.avoid_prefix and nxt and nxt[0].startswith(tuple(seed.avoid_prefix)) and nxt[0] not in view.grammar["unanimously"] and shape.pos == "verb":
            continue
        ahead = range(hit.last + 1, min(len(view.tokens), hit.last + seed.avoid_reach))
        if seed.avoid_ahead and any(view.tokens[k].text in folded_words(seed.avoid_ahead) for k in ahead if view.clause[k] == view.clause[hit.at]):
            continue
        if not seed.anaphoric and shape.pos == "noun" and view.tokens[hit.at].text.startswith("ال"):
            continue  # "attended the ceremony of the handing over": of whatever the text told before
        if seed.subject_needs == ["council"] and any(view.opener[k] == "rel" for k in range(max(0, hit.at - 2), hit.at + 1)):
            continue  # "working groups that will discuss": no session of its own
        heads = view.grammar["acts_on"] | view.grammar["awaiting"] | view.grammar["localities"]
        nominal = bool(hit.at) and (view.tokens[hit.at - 1].text in view.grammar["before_nouns"] or bool(view.bare_forms(hit.at - 1) & heads))
        if shape.pos == "verb" and (_inside_name(view, hit.at) or not hit.prefix and (nominal or _also_noun(view, hit) and has_generic_head(view, hit.at, frames))):
            continue
        if shape.pos == "verb" and shape.tense == "past" and not hit.prefix and hit.at and is_future(plain(view.tokens[hit.at - 1].text), view.grammar["look_future"]):
            continue  # "will look into granting": the noun that looks like "granted"
        if shape.pos == "verb" and shape.tense == "present" and plain(view.tokens[hit.at].text) in view.grammar["noun_like"] and not view.is_title and not _doer_beside(view, hit, frames):
            continue  # "since production came to a stop"
        intransitive = shape.passive or seed.object is None and seed.subject == "subject"
        intransitive = intransitive or seed.object == "subject" and hit.form.trigger.type in ("operation", "trial", "launch") and _passive(view, hit)
        intransitive = intransitive or hit.form.trigger.type == "appointment" and hit.at > 0 and view.opener[hit.at - 1] == "rel" and _passive(view, hit)  # "who was appointed in April"
        if _by_press(view, hit):
            continue
        slain = shape.passive and shape.tense == "past" and hit.form.trigger.type == "attack"  # "اغتيل": somebody was, whoever it was
        if seed.needs and not slain and not any(stands_near(view, hit, frames.classes[c], c, both=intransitive) for c in seed.needs):
            continue
        if seed.subject_needs and not any(stands_near(view, hit, frames.classes[c], c, subject=True) for c in seed.subject_needs):
            continue
        if hit.form.trigger.type == "appointment" and shape.pos == "noun" and any(view.bare_forms(k) & view.grammar["procedures"] for k in range(max(0, hit.at - 2), hit.at)):
            continue  # "the way of electing the president"
        if hit.form.trigger.type == "visit" and (shape.pos == "verb" or shape.suffixed) and _thing_arrives(view, hit.at):
            continue  # "the aid, which arrived at the airport"
        if shape.pos == "noun" and hit.at and not view.is_title and _only_named(view, hit):
            continue  # "the conditions of signing", "a warrant for the arrest of"
        if shape.pos == "noun" and hit.at and not hit.prefix and plain(view.tokens[hit.at - 1].text) in view.grammar["obliging"]:
            continue  # "the law requires the dismissal of whoever ..."
        if shape.pos == "noun" and hit.at and not view.is_title and plain(view.tokens[hit.at - 1].text) in view.grammar["regarding"] and not hit.prefix:
            continue  # "its position on the signing of a protocol"
        if shape.pos == "noun" and hit.at and not hit.prefix and view.bare_forms(hit.at - 1) & view.grammar["awaiting"]:
            continue  # "until it is ratified"
        if hit.form.trigger.type == "appointment" and shape.suffixed and shape.pos == "verb" and _things_did(view, hit.at):
            continue  # "the consequences that it left"
        if shape.pos == "noun" and hit.at and has_generic_head(view, hit.at, frames):
            continue
        if hit.prefix.endswith("ل") and shape.pos == "verb":
            continue  # a purpose: "to sign"
        if shape.suffixed and not _anchored(view, hit, frames):
            continue
        if shape.suffixed and any(view.tokens[k].text in ("كل", "اي") for k in range(max(0, hit.at - 5), hit.at)):
            continue  # "every cell that is dismantled"
        if shape.pos == "verb" and not hit.prefix and hit.form.trigger.type == "trial" and _second_verb(view, hit, out):
            continue  # "issued a sentence of death": the noun that looks like "he sentenced"
        m = EventMention(view, hit, hit.form.trigger, shape, hit.at, hit.at, hit.last, hit.form.trigger.type, held=seed.held)
        m.definite = shape.pos == "noun"
        if shape.pos == "noun":
            m.joined_topic = view.tokens[hit.at].text.startswith("و") and _in_topics(view, hit.at)
            _achieved(view, m, frames)
            wished = any(view.tokens[k].text in frames.words["proposals"] or plain(view.tokens[k].text) in frames.words["proposals"] for k in range(max(0, hit.at - 3), hit.at))
            wished = wished or hit.prefix.endswith("ب") and (_asked_for(view, hit.at) or _joined_wish(view, hit, frames.words["proposals"]))
            m.after_preposition = hit.prefix in ("ب", "وب") and not wished or _occasion(view, hit.at)
            if hit.at > 1 and view.tokens[hit.at - 1].text == "مع" and any(view.bare_forms(k) & view.grammar["at_once"] for k in range(max(0, hit.at - 3), hit.at - 1)):
                m.after_preposition = True
            if hit.at and _completed(view, hit.at - 1):
                m.first = hit.at - 1
            else:
                # "tm ... tawqi'": words may stand between
                for k in range(hit.at - 1, max(-1, hit.at - 10), -1):
                    if view.opener[k + 1] and not (view.opener[k + 1] == "adv" and k + 2 < len(view.tokens) and view.opener[k + 2] != "that"):
                        break  # "decided, after the meeting, to form" is one clause
                    if view.covered[k] is None and plain(view.tokens[k].text) in view.grammar["for_and_is"]:
                        break  # "was held in custody in order to be referred": the aim
                    if _completed(view, k):
                        m.first = k
                        break
        done.update((hit.at, hit.last))
        out.append(m)
    return out


def _thing_of(view: SentenceView, at: int) -> frozenset[str]:
    """What the words right before the relative pronoun of the verb at word ``at`` may be: what it is about."""
    opened = next((k for k in range(at, max(-1, at - 3), -1) if view.opener[k] == "rel"), None)
    if opened is None:
        return frozenset()
    return frozenset[str]().union(*(view.bare_forms(k) for k in range(max(0, opened - 2), opened)))


def _doer_beside(view: SentenceView, hit: Hit, frames: Frames) -> bool:
    """Whether a word of who arrests stands right before or behind the verb at the hit: "the police arrests"."""
    words = frames.classes["security"].words
    around = [k for k in range(max(0, hit.at - 6), min(len(view.tokens), hit.last + 3)) if k != hit.at and view.clause[k] == view.clause[hit.at]]
    before = view.grammar["before_nouns"] | view.grammar["occasion_prepositions"] | view.grammar["after_words"]
    if hit.at and (plain(view.tokens[hit.at - 1].text) in before or view.tokens[hit.at - 1].text in ("او", "منذ")):
        return False
    return any(view.word_in(k, words) for k in around)


def _only_named(view: SentenceView, hit: Hit) -> bool:
    """Whether the verbal noun is only named by the word before it: conditions, a procedure, a warrant."""
    before = view.bare_forms(hit.at - 1)
    if view.covered[hit.at - 1] is None and before & view.grammar["conditions"]:
        return True
    if hit.form.trigger.type != "operation":
        return False
    k = hit.at - 1
    if hit.prefix.endswith("ب"):
        if k < 1 or not view.tokens[k].text.endswith(("ي", "يه")):
            return False
        k -= 1  # "an international warrant to arrest"
    return view.covered[k] is None and bool(view.bare_forms(k) & view.grammar["warrants"]) and not view.opener[hit.at]


def _also_noun(view: SentenceView, hit: Hit) -> bool:
    """Whether the word may as well be the verbal noun of the same trigger ("فتح")."""
    return any(h.at == hit.at and h.form.trigger is hit.form.trigger and h.form.shape.pos == "noun" for h in view.hits)


def _things_did(view: SentenceView, at: int) -> bool:
    """Whether the relative clause of the verb at word ``at`` is about several things."""
    opened = next((j for j in range(at, max(-1, at - 3), -1) if view.opener[j] == "rel"), None)
    return opened is not None and any(view.tokens[j].text.endswith("ات") and view.covered[j] is None for j in range(max(0, opened - 2), opened))


def _second_verb(view: SentenceView, hit: Hit, found: list[EventMention]) -> bool:
    """Whether a verb of the same kind stands before in the clause, with nothing that joins the two."""
    before = [x for x in found if x.type == hit.form.trigger.type and x.shape.pos == "verb" and 0 < hit.at - x.at <= 8]
    return any(not any(view.opener[k] for k in range(x.at + 1, hit.at + 1)) for x in before)


def _by_press(view: SentenceView, hit: Hit) -> bool:
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
    if m.joined_topic or at and plain(view.tokens[at - 1].text) in view.grammar["for_and_is"]:
        return
    linked = before in ("من", "في", "عن", "علي", "الي") or m.hit.prefix.endswith("ب") or before in frames.achieve or view.tokens[at].text.startswith("و")
    verbs = frames.achieve if linked else frames.achieve_directly
    left = 42 if linked else 14
    for k in range(at - 1, -1, -1):
        if not left or view.opener[k + 1] in ("that", "stop", "and") and not (view.opener[k + 1] == "and" and k + 1 == at):
            return
        left -= not in_left_clause(view, k, at)
        text = view.tokens[k].text
        if view.covered[k] is None and (is_wish(view, k) and text not in verbs or plain(text) in view.grammar["obliging"]):
            return  # "the appeal contains ..., such as the call to form a committee"
        if view.covered[k] is None and (text in verbs or text[:1] in ("و", "ف") and text[1:] in verbs):
            if in_left_clause(view, k, at):
                continue  # "the soldiers, of whom one announced his resignation, ...": his verb, not theirs
            m.achiever = k
            m.crowns = plain(text) in frames.achieve_at or text in frames.achieve_at
            if not m.crowns:
                m.first = min(m.first, k)
            return


def _thing_arrives(view: SentenceView, at: int) -> bool:
    """Whether the relative clause of the verb at word ``at`` is about a thing: no name, office or delegation stands before the pronoun."""
    opened = next((k for k in range(at, max(-1, at - 3), -1) if view.opener[k] == "rel"), None)
    if opened is None:
        return False
    for k in range(opened - 1, max(-1, opened - 14), -1):
        cover = view.covered[k]
        if cover is not None and cover.kind == "person" or view.in_affiliation[k] is not None:
            return False
        if view.bare_forms(k) & (view.grammar["offices"] | view.grammar["delegations"] | view.grammar["several_officials"]):
            return False
        if view.opener[k] or view.covered[k] is None and view.tokens[k].text.startswith(("بال", "لل", "كال")):
            break
    return True


def _asked_for(view: SentenceView, at: int) -> bool:
    """"X demanded, in her statement, the forming of a committee": a verb of wishing governs the verbal noun."""
    for k in range(at - 1, max(-1, at - 10), -1):
        if view.opener[k + 1]:
            return False
        if view.covered[k] is None and is_wish(view, k):
            return True
    return False


def is_wish(view: SentenceView, k: int) -> bool:
    """Whether word k is a verb or noun of wishing, also with the article ("the demands"); an invitation with "bi-" is none."""
    text = plain(view.tokens[k].text)
    words = view.grammar["wishing"]
    if text[:1] in "بك" and text[1:3] == "ال":
        text = text[1:]  # "such as the call to"
    return text in words or view.tokens[k].text in words or text.startswith("ال") and text[2:] in words or text.startswith("لل") and text[2:] in words


def _joined_wish(view: SentenceView, hit: Hit, proposals: frozenset[str]) -> bool:
    """"The bill on the aiming of aid and on the founding of an agency": a second "bi-" under what governs the first."""
    if not hit.prefix.startswith("و") and not (hit.at and view.tokens[hit.at - 1].text == "او"):
        return False
    for k in range(hit.at - 1, max(-1, hit.at - 14), -1):
        if view.opener[k + 1] in ("that", "stop") or "," in view.gap[k + 1]:
            return False
        if view.covered[k] is None and (view.tokens[k].text in proposals or plain(view.tokens[k].text) in proposals):
            return True
    return False


def _in_topics(view: SentenceView, at: int) -> bool:
    """"Discussions on ways of cooperation and the launch of initiatives": joined to what was talked about."""
    for k in range(at - 1, max(-1, at - 14), -1):
        if view.opener[k + 1] or any(c in ".;:!?\n" for c in view.gap[k + 1]):
            return False
        if view.covered[k] is None and (plain(view.tokens[k].text) in view.grammar["about"] or view.bare_forms(k) & view.grammar["ways"]):
            return True
    return False


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
