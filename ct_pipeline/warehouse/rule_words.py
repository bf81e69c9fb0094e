"""The rules of events and participants said in words, for ``ct-pipeline explain``."""

from __future__ import annotations

_PARTICIPANT = {
    "arrival": "named among those who arrived for it",
    "attempted": "who tried, named right behind the verb of trying",
    "attacker": "named right before \"mastermind\", \"perpetrator\" or the like of the attack",
    "bench": "named as sitting on the bench that gave the verdict",
    "brought": "\"the meeting that brought him together with\": the person whom the clause before is about",
    "claim": "said to have claimed the attack",
    "complement": "named right behind the word for the talks: with, from or to whom",
    "convened": "the body whose gathering it is, named right behind it",
    "delegates": "its unnamed representatives speak at it",
    "delegation": "its delegation takes part, or the person is named as heading one",
    "dual": "\"the two sides\" or \"the two countries\" stands for it",
    "founded": "the body that the verb of founding speaks of",
    "from": "hands the wanted person over",
    "invited": "is invited to it",
    "listed": "stands in the list that the sanction makes",
    "name": "stands in the event's own name",
    "members": "listed in a sentence that says who takes part, or who accompanies",
    "official": "stands for its nameless head (\"the chairman of the commission\")",
    "responsible": "held responsible for the attack, named right before it",
    "taking part": "a noun tells whose taking part it is (\"Morocco's participation in\", \"after his attending\")",
    "seat": "the body at whose seat it was held",
    "visitor": "who spoke or acted during the visit",
    "owner": "\"its meeting\", \"his meeting with\": whose it is, or with whom",
    "place": "the event took place in this country, named with \"in\"",
    "plotted": "said to have made the plot that was foiled",
    "presented": "named in the list \"they are: ...\" after the arrest, trial or listing",
    "pronoun": "the pronoun on the verbal noun (\"his inauguration\", \"his receiving of\") stands for it",
    "representing": "represents a side or a state there, or is the state represented",
    "sharing": "said to share in organizing it",
    "signing": "named behind the verb of signing",
    "speech": "named behind the word for the speeches held there",
    "statement": "said there what a statement reports",
    "to": "receives the wanted person",
    "undertaking": "a verb of undertaking (\"proceeded to\", \"was driven to\") before the verbal noun has it as its subject or object",
    "unnamed": "goes on from the sentence before: the verb has no subject of its own",
    "visited": "the country that the visit goes to",
}


def event_rule(rule: str) -> str:
    """``frame:<type>:<trigger>`` in words; a rule of another shape is given back as it is."""
    kind, _, rest = rule.partition(":")
    frame, _, trigger = rest.partition(":")
    if kind != "frame" or not trigger:
        return rule
    return f"the trigger «{trigger}» of seeds/frames/{frame}.yml ({rule})"


def participant_rule(rule: str) -> str:
    """A participant's rule in words, with the rule itself in brackets; an unknown one is given back as it is."""
    kind, _, words = rule.partition(":")
    if kind == "slot" and words:
        return f"subject or object of the verb «{words}» ({rule})"
    if kind == "cue" and words:
        return f"named behind «{words}» ({rule})"
    return f"{_PARTICIPANT[rule]} ({rule})" if rule in _PARTICIPANT else rule
