"""Who chairs, co-chairs, founded, hosts, is member or partner of which body, since when and for how long.

A sentence is read as a run of elements (words, names, punctuation). A cue (a verb, ``رئاسة``, ``رئيس``, ``عضو`` …) with a
body beside it makes a role; its holder is the list of states, bodies or people in the place where the cue's grammar puts it.
Chairing a meeting and heading a delegation are no roles: there the cue's neighbour is a meeting or a delegation, not a body.
"""

from __future__ import annotations

from ct_pipeline.extract.context import Context, FoundRole
from ct_pipeline.extract.role_chairs import beside, chair, chair_named, chair_noun, deputy, head_of, titles_held
from ct_pipeline.extract.role_clauses import read_clauses
from ct_pipeline.extract.role_frames import read_frames
from ct_pipeline.extract.role_ledger import RoleLedger
from ct_pipeline.extract.role_members import comprises, founder, member, partner, withdrawal
from ct_pipeline.extract.role_rules import load_role_rules
from ct_pipeline.extract.role_seats import seat
from ct_pipeline.extract.role_sentence import RoleSentence
from ct_pipeline.extract.role_sharing import successor
from ct_pipeline.extract.role_succession import handed_on, taken_over
from ct_pipeline.extract.role_verbs import relative, verb


def _run(f: RoleLedger) -> list[FoundRole]:
    first = next((m.start for m in f.c.mentions if m.kind == "organization"), None)
    if first is None:
        return []  # no body, no role in one
    titles_held(f)
    texts = f.c.doc.words
    anchors, opening = f.r.anchors, f.r.opening
    for sentence in f.c.doc.sentences:
        if sentence.end <= first:
            continue
        words = texts[sentence.first_token : sentence.last_token]
        if (f.found or f.asked) and not f.r.beside_nouns.isdisjoint(words[:16]):
            beside(f, RoleSentence(f.c, f.r, sentence))
        if anchors.isdisjoint(words):
            continue
        s = RoleSentence(f.c, f.r, sentence)
        for i, e in enumerate(s.elements):
            if e.mention is None:
                if e.text in opening:
                    _at(f, s, i)
            elif e.mention.kind == "organization":
                chair_named(f, s, i)
        if not f.r.successor_of.keys().isdisjoint(words):
            for i in range(len(s.elements)):
                if s.cue(i, f.r.successor_of):
                    successor(f, s, i)
    return f.distinct()


def _at(f: RoleLedger, s: RoleSentence, i: int) -> None:
    """Try every rule whose cue may stand at element ``i``."""
    r = f.r
    if s.elements[i].text in r.frames:
        read_frames(f, s, i)
    if s.elements[i].text in r.clauses:
        read_clauses(f, s, i)
    if s.cue(i, r.takes_over):
        taken_over(f, s, i)
    if s.cue(i, r.hands_on):
        handed_on(f, s, i)
    if stem := s.cue(i, r.verb_forms):
        verb(f, s, i, *r.verbs[stem])
    elif bare := s.cue(i, r.pronoun_forms):
        relative(f, s, i, *r.verbs[bare])
    if s.cue(i, r.chair_nouns):
        chair_noun(f, s, i)
    if s.cue(i, r.chairs):
        chair(f, s, i)
    if s.cue(i, r.deputies):
        deputy(f, s, i)
    if s.cue(i, r.members):
        member(f, s, i)
    if s.cue(i, r.founders):
        founder(f, s, i)
    if s.cue(i, r.withdrawals) and i + 1 < len(s.elements) and s.elements[i + 1].text == "من":
        withdrawal(f, s, i)
    if s.cue(i, r.partners):
        partner(f, s, i)
    if s.cue(i, r.comprises):
        comprises(f, s, i)
    if s.cue(i, r.seats):
        seat(f, s, i)
    if s.elements[i].text == "راس" and i and s.elements[i - 1].text.removeprefix("و") == "علي":
        head_of(f, s, i)


def find_roles(context: Context) -> None:
    """Add the roles that the article states to ``context.roles``: distinct by holder, role and body, in text order."""
    rules = context.knowledge.rules(load_role_rules)
    context.roles.extend(_run(RoleLedger(context, rules)))
