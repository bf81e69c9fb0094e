"""One event told by two words of one sentence: "met X in a session of talks", "the signing of the accord that both signed", "ordered the referral"."""

from __future__ import annotations

from ct_pipeline.extract.event_draft import TALKS, Draft
from ct_pipeline.extract.event_likeness import is_another
from ct_pipeline.extract.event_mention import EventMention
from ct_pipeline.extract.event_sentence import plain

_GOVERNED = 3  # words from a verb to the verbal noun that it governs
_BARE = 10  # words from a signing to the clause that describes what was signed, without a pronoun
_ROUND = 24  # words from a gathering to "in its third session"
_CLAUSE = 14  # words from what is signed to the clause that says who signed it


def told_at_once(candidates: list[Draft], m: EventMention) -> Draft | None:
    """The event that another word of the same sentence told just before, where grammar makes both words tell one."""
    for d in reversed(candidates):
        for x in reversed(d.mentions):
            if x.view is m.view and x.at < m.at and (_whose_object(x, m) or _governed(x, m) or _manner(x, m) or _numbered(x, m) or _own_round(x, m)):
                return d
    return None


def _whose_object(x: EventMention, m: EventMention) -> bool:
    """"The signing of the declaration that the two presidents signed": the clause tells its antecedent's own signing again."""
    view = m.view
    if m.type != "agreement" or m.trigger.verb is None or not m.shape.suffixed or m.at - x.at > _CLAUSE:
        return False
    opened = next((k for k in range(m.at, max(x.at, m.at - 4), -1) if view.opener[k] == "rel"), None)
    if opened is None and m.first - x.hit.last > _BARE:
        return False  # behind an indefinite noun the clause needs no pronoun ("an accord that was signed", "an accord they signed")
    stop = m.first if opened is None else opened
    return not any(view.opener[k] or opened is None and "," in view.gap[k] for k in range(x.hit.last + 1, stop))


def _governed(x: EventMention, m: EventMention) -> bool:
    """"Ordered the referral of X", "decided on the arrest of": the verbal noun is what the verb does."""
    if not m.is_act or x.trigger.verb is None or x.type != m.type or not 0 < m.at - x.hit.last <= _GOVERNED or x.trigger.name == m.trigger.name:
        return False
    view = m.view
    joined = m.hit.prefix.endswith("ب") or plain(view.tokens[m.at - 1].text) in ("علي", "الي", "في")
    return joined and not any(view.opener[k] or "," in view.gap[k] for k in range(x.hit.last + 1, m.at + 1))


def _manner(x: EventMention, m: EventMention) -> bool:
    """"The minister meets the parties in a second round of consultations": the noun says how they met."""
    view = m.view
    if m.type != "meeting" or m.trigger.noun is None or m.trigger.noun.press or x.type != "meeting" or x.trigger.verb is None or x.shape.pos != "verb":
        return False
    if m.shape.definite or m.shape.suffixed or m.carriers or m.number == "two" or m.other_edition or is_another(m) or m.view.tokens[m.at].text.startswith("و"):
        return False
    head = view.tokens[m.at - 1].text
    return plain(head) in view.grammar["manner_of_meeting"] and not any(view.opener[k] for k in range(x.hit.last + 1, m.at + 1)) and x.planned == m.planned


def _numbered(x: EventMention, m: EventMention) -> bool:
    """"He took part in a meeting in Algiers in January, during the 14th session of the dialogue": the number of the one that he attended."""
    view = m.view
    if x.type not in TALKS or m.type not in TALKS or x.trigger.noun is None or m.edition is None or x.edition is not None or x.shape.definite or x.number != "one":
        return False
    if not any(c.at < x.at and c.form.trigger.carrier is not None and c.form.trigger.carrier.aspect == "take_part" for c in x.carriers):
        return False
    joined = plain(view.tokens[m.at - 1].text) in view.grammar["manner_of_meeting"]
    return joined and not any(view.opener[k] for k in range(x.hit.last + 1, m.at + 1))


def _own_round(x: EventMention, m: EventMention) -> bool:
    """"The meeting of the committee opened this morning in its 21st session": the session is the meeting's own."""
    view, noun = m.view, m.trigger.noun
    if noun is None or not (noun.edition_word and m.shape.suffixed) or x.type not in TALKS or m.type not in TALKS or x.trigger.noun is None or m.at - x.at > _ROUND:
        return False
    joined = plain(view.tokens[m.at - 1].text) in view.grammar["manner_of_meeting"] or m.hit.prefix.endswith("ب")
    return joined and x.edition in (None, m.edition) and not any(view.opener[k] in ("that", "and", "stop") for k in range(x.hit.last + 1, m.at + 1))
