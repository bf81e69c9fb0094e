"""The SQL models: one file a table or view, in dependency order by number, each with a header that says what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MODELS = Path(__file__).parent / "models"


class BuildError(RuntimeError):
    """A model or a table could not be built: the message names it."""


@dataclass(frozen=True, slots=True)
class Model:
    """One SQL model: a table, a view or macros, with what its header says of it."""

    name: str
    path: Path
    sql: str
    grain: str
    question: str
    reads: tuple[str, ...]  # the tables and views it is made of, ``schema.name``


def models() -> list[Model]:
    """The SQL files in dependency order (their number), each with its header comment: name, grain and key, question answered."""
    out = []
    for path in sorted(MODELS.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        header = [line[3:] for line in sql.splitlines() if line.startswith("-- ")]
        match = re.match(r"(marts\.\w+)(?:\([^)]*\))?: (.*)", header[0] if header else "")
        text = " ".join(header)
        question = text.partition("Answers: ")[2]
        if not match or not question:
            raise BuildError(f"{path.name}: the header must begin with '-- marts.<name>: <grain>' and hold a line '-- Answers: ...'")
        out.append(Model(match[1], path, sql, match[2].partition("Answers: ")[0].strip(), question.partition("? ")[0].rstrip("?") + "?", _reads(sql, match[1])))
    return out


def _reads(sql: str, own: str) -> tuple[str, ...]:
    code = re.sub(r"^--.*$", "", sql, flags=re.M)
    found = re.findall(r"\b(?:from|join) ((?:raw|clean|facts|marts|ref|ops)\.\w+)", code)
    return tuple(sorted(set(found) - {own}))


def marts_models() -> list[Model]:
    """The models that make a table or view (not macros)."""
    return [m for m in models() if re.search(r"^create (table|view) ", m.sql, re.M)]
