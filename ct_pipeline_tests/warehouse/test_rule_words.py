"""Every rule that makes an event, a participant, a statement or a role is said in words: those that the code names, and those that real runs make."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ct_pipeline.extract
from ct_pipeline.clean import clean_article
from ct_pipeline.extract import extract_facts
from ct_pipeline.ingest import read_file
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.model import RawArticle
from ct_pipeline.warehouse.rule_words import event_rule, participant_rule
from ct_pipeline.warehouse.said_words import role_rule, statement_rule

CODE = Path(ct_pipeline.extract.__file__).parent
ARTICLES = Path(load_knowledge().seeds.folder) / "articles"


def _calls(pattern: str, *names: str) -> Iterator[ast.Call]:
    """Every call of a function or method of these names in the modules that ``pattern`` finds."""
    for module in sorted(CODE.glob(pattern)):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in names:
                    yield node


def _strings(node: ast.expr) -> set[str]:
    """The words an argument may be: a constant, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return _strings(node.body) | _strings(node.orelse)
    return set()


PARTICIPANTS = sorted(
    {w for call in _calls("event_participant*.py", "add") if len(call.args) == 4 for w in _strings(call.args[3])}
    | {w for pattern in ("event_participant*.py", "statement_places.py") for call in _calls(pattern, "FoundParticipant") if len(call.args) == 5 for w in _strings(call.args[4])}
)
STATEMENTS = sorted({w for call in _calls("statement*.py", "_reading", "reading") for a in call.args[5:7] for w in _strings(a)})


def test_the_rules_are_found_in_the_code() -> None:
    assert len(PARTICIPANTS) >= 25 and {"statement", "dual", "undertaking", "visited"} <= set(PARTICIPANTS)
    assert len(STATEMENTS) >= 8 and {"pronoun", "relative", "participle"} <= set(STATEMENTS)


@pytest.mark.parametrize("rule", PARTICIPANTS)
def test_a_participants_rule_is_said_in_words(rule: str) -> None:
    said = participant_rule(rule)
    assert said.endswith(f"({rule})") and len(said.split()) > 3


@pytest.mark.parametrize("rule", STATEMENTS)
def test_a_statements_rule_is_said_in_words(rule: str) -> None:
    assert len(statement_rule(rule).split()) > 3


def test_every_rule_that_the_articles_make_is_said_in_words() -> None:
    knowledge = load_knowledge()
    seen: dict[str, set[str]] = {"event": set(), "participant": set(), "statement": set(), "role": set()}
    for path in sorted(ARTICLES.iterdir()):
        raw = next(r for r in read_file(path, path.name) if isinstance(r, RawArticle))
        facts = extract_facts(raw, clean_article(raw, knowledge), knowledge)
        seen["event"] |= {e.rule for e in facts.events}
        seen["participant"] |= {p.rule for p in facts.event_participants}
        seen["statement"] |= {s.rule for s in facts.statements}
        seen["role"] |= {r.rule for r in facts.roles}
    words = {"event": event_rule, "participant": participant_rule, "statement": statement_rule, "role": role_rule}
    assert all(len(rules) >= 8 for rules in seen.values()), {k: len(v) for k, v in seen.items()}
    assert [(kind, rule) for kind, rules in seen.items() for rule in sorted(rules) if words[kind](rule) == rule] == []


def test_verbs_phrases_and_triggers() -> None:
    assert participant_rule("slot:ترأس") == "subject or object of the verb «ترأس» (slot:ترأس)"
    assert participant_rule("cue:بمشاركة") == "named behind «بمشاركة» (cue:بمشاركة)"
    assert event_rule("frame:attack:هجوم") == "the trigger «هجوم» of seeds/frames/attack.yml (frame:attack:هجوم)"
    assert event_rule("model") == participant_rule("model") == "model"
