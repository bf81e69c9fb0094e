"""Why a statement or a role was read, in words: one sentence for each rule that makes them."""

from __future__ import annotations

STATEMENT_RULES = {
    "verb_subject": "a verb of saying has this person as its subject",
    "verb_body": "a verb of saying has this body or state as its subject",
    "office_holder": "a verb of saying has an office-holder without a name as its subject, who speaks for this body or state",
    "document": "a communiqué or report of this body is the subject of a verb of saying",
    "short_form": "a verb of saying has a short form (a surname, a title) as its subject that stands for this speaker",
    "same_speaker": "the subject is a word for whoever spoke last (\"the same source\", \"the speaker\")",
    "subject_verb": "the speaker stands before the verb of saying",
    "pronoun": "the verb of saying names no subject; whoever spoke or acted before it is meant",
    "participle": "a participle of saying (\"adding that\") belongs to the subject of the sentence",
    "relative": "a relative clause (\"who said that\") tells what the person named before it said",
    "aside": "the verb of saying and its speaker stand apart, behind or within the words",
    "as_said": "the words are given as what the speaker said (\"as ... announced\", \"according to what ... said\")",
    "attribution": "a phrase of attribution (\"according to\") names the speaker",
    "attribution_own": "a phrase of attribution with a pronoun (\"in his words\") means whoever spoke last",
    "mouthpiece": "the words are told by the mouth of this person (\"on behalf of\", \"through\")",
    "his_words": "somebody carries the speaker's words (\"quoted ... as saying\")",
    "in_paper": "a paper of the speaker holds the words (\"a speech in which he said\")",
    "document_says": "the words stand in a communiqué of this body (\"the statement reads\")",
}

ROLE_RULES = {
    "title": "a title that the text gives the person names the office in this body",
    "apposition": "the office stands in apposition to the person's name",
    "as_chair": "the holder is called chair of the body (\"in its capacity as chair of\", \"elected chair of\")",
    "chair_noun": "a noun for the chair (\"its presidency of\") tells of the holder",
    "chair_of": "the holder stands between a noun for the chair and the body (\"the presidency of Kuwait of the council\", \"the Kuwaiti presidency of\")",
    "head_of": "the holder is said to be at the head of the body",
    "verb": "a verb of chairing, hosting, founding or joining has the holder as its subject and the body as its object",
    "relative": "a relative clause behind the body (\"which ... chairs\") names the holder",
    "companion": "the chair is shared with the holder (\"together with\")",
    "beside": "the holder is named beside whom the chair is taken (\"alongside\")",
    "handover": "the chair is told to go from one to another",
    "succession": "one takes the chair over from another, or hands it on",
    "succeeds": "one follows another at the head of the body",
    "successor": "the holder is named as the predecessor (\"succeeding\")",
    "deputy": "the holder is called deputy chair of the body",
    "member": "a word for membership stands between the holder and the body",
    "members_listed": "the members of the body are listed",
    "members_elected": "the states are told to be elected members of the body",
    "members_identified": "the states are named and then called members of the body",
    "withdrawal": "the holder announces that it leaves the body",
    "founder": "the holder is called a founder or founding member of the body",
    "founding": "the body was set up on the initiative of the holder",
    "behind_founding": "the holder is told to stand behind the founding of the body",
    "part_in_founding": "the holder took part in founding the body",
    "partner": "the holder is called a partner of the body",
    "comprises": "the body is told to comprise the holder",
    "seat": "the seat of the body is told to stand in this state",
    "seat_state": "the state is called the seat country of the body",
    "members_of": "the holder is listed among the members of the body",
    "members_among": "the holder is listed among the members of the body",
    "members_of_it": "the holder is listed among the members of the body told before",
    "belong": "the holder is said to belong to the body",
    "belongs": "a verb of belonging has the holder as its subject",
    "one_of_members": "the holder is called one of the body's members",
    "joint_chair": "the chair is told to be joint, with its holders listed",
    "chosen": "the holder was chosen or elected to chair the body",
    "suspended": "the holder's membership of the body was suspended",
    "joins": "a verb of joining has the holder as its subject",
    "joins_coming": "the holder is going to join the body",
    "leaves": "a verb of leaving has the holder as its subject",
    "abandons": "the holder is told to have left the body",
    "takes_part": "the holder takes part in a standing force or coalition",
    "expelled": "the holder was expelled from the body",
    "elected_into": "the election of the holder into the body is spoken of",
    "elected_in": "the holder was elected into the body",
    "returns": "the holder returned to the body",
    "membership": "the holder's membership of the body is spoken of",
    "accession": "the holder's accession to the body is spoken of",
    "own_accession": "the holder's own accession to the body is spoken of (\"its accession to\")",
    "own_seat": "the holder's own seat in the body is spoken of",
    "departure": "the holder's departure from the body is spoken of",
    "is_member": "the holder is called a member of the body",
    "enjoys": "the holder enjoys membership of the body",
    "holds_seat": "the holder holds a seat in the body",
    "wins_seat": "the holder won a seat in the body",
    "gains": "the holder gained membership of the body",
}


def statement_rule(rule: str) -> str:
    """The rule of ``facts.statements`` in words; a rule without words as it is."""
    return STATEMENT_RULES.get(rule, rule)


def role_rule(rule: str) -> str:
    """The rule of ``facts.roles`` in words; a rule without words as it is."""
    return ROLE_RULES.get(rule, rule)
