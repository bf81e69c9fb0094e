"""Every rule that makes a statement or a role is told in words, and no words are left of a rule that is gone."""

from __future__ import annotations

import re
from pathlib import Path

import ct_pipeline.extract
from ct_pipeline.extract.role_rules import RolesFile
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.warehouse.said_words import ROLE_RULES, STATEMENT_RULES, role_rule, statement_rule

CODE = Path(ct_pipeline.extract.__file__).parent


def code(*patterns: str) -> str:
    return "\n".join(p.read_text(encoding="utf-8") for pattern in patterns for p in sorted(CODE.glob(pattern)))


def test_every_rule_of_the_code_and_the_seeds_has_words_and_every_word_its_rule() -> None:
    file = load_knowledge().seeds.yaml("cues/roles.yml", RolesFile)
    named = {f.name for f in file.frames} | {c.name for c in file.clauses}
    assert named <= set(ROLE_RULES)
    roles, statements = code("role_*.py"), code("statement*.py")
    assert [r for r in ROLE_RULES if r not in named and f'"{r}"' not in roles] == []
    assert [r for r in STATEMENT_RULES if f'"{r}"' not in statements] == []
    written = set(re.findall(r'f\.add\((?:.|\n)*?, "([a-z_]+)"(?:, 0\.\d+)?(?:, change=[^)]*)?\)', roles))
    written -= {"current", "former", "elected", "chair", "co_chair", "vice_chair", "host"}
    assert written <= set(ROLE_RULES)
    assert {"verb", "title", "seat", "successor"} <= written


def test_words_are_told_and_an_unknown_rule_stays_as_it_is() -> None:
    assert "subject" in statement_rule("verb_subject")
    assert "founder" in role_rule("founder")
    assert statement_rule("new") == role_rule("new") == "new"
