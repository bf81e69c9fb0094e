"""Every rule that makes a participant is said in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ct_pipeline.extract
from ct_pipeline.warehouse.rule_words import event_rule, participant_rule

RULES = sorted({m for f in Path(ct_pipeline.extract.__file__).parent.glob("event_participant*.py") for m in re.findall(r'roles\.add\([^\n]*"([a-z]+)"\)', f.read_text(encoding="utf-8"))})


def test_the_rules_are_found_in_the_code() -> None:
    assert len(RULES) >= 15


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_said_in_words(rule: str) -> None:
    said = participant_rule(rule)
    assert said.endswith(f"({rule})") and len(said.split()) > 3


def test_verbs_phrases_and_triggers() -> None:
    assert participant_rule("slot:ترأس") == "subject or object of the verb «ترأس» (slot:ترأس)"
    assert participant_rule("cue:بمشاركة") == "named behind «بمشاركة» (cue:بمشاركة)"
    assert event_rule("frame:attack:هجوم") == "the trigger «هجوم» of seeds/frames/attack.yml (frame:attack:هجوم)"
    assert event_rule("model") == participant_rule("model") == "model"
