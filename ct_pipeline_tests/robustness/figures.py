"""What the robustness tests counted: ``make torture`` collects it in ``$CT_FIGURES`` (JSON lines) and writes the table of docs/reliability.md from it.

``python -m ct_pipeline_tests.robustness.figures FIGURES docs/reliability.md`` fills the table in.
"""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path


def note(what: str, value: object) -> None:
    """Keep one figure, where somebody collects them."""
    if path := os.environ.get("CT_FIGURES"):
        with Path(path).open("a", encoding="utf-8") as out:
            out.write(json.dumps([what, value], ensure_ascii=False) + "\n")


def table(lines: list[str]) -> str:
    """The figures as Markdown; of one name the sum where they are whole numbers, else the last."""
    found: dict[str, object] = {}
    for what, value in map(json.loads, lines):
        before = found.get(what)
        found[what] = before + value if isinstance(value, int) and isinstance(before, int) else value
    rows = "\n".join(f"| {what} | {f'{value:,}' if isinstance(value, int) else value} |" for what, value in sorted(found.items()))
    return f"Made on {datetime.now(UTC):%Y-%m-%d} with {os.cpu_count()} cores.\n\n| figure | |\n|---|---:|\n{rows}"


def main() -> None:
    figures, page = Path(sys.argv[1]), Path(sys.argv[2])
    text = page.read_text(encoding="utf-8")
    filled = table(figures.read_text(encoding="utf-8").splitlines())
    page.write_text(re.sub(r"(<!-- figures -->\n).*?(<!-- /figures -->)", lambda m: f"{m[1]}{filled}\n{m[2]}", text, flags=re.S), encoding="utf-8")
    print(filled)


if __name__ == "__main__":
    main()
