"""Run the queries of a Markdown page on the samples and fill in their results: ``python -m ct_pipeline_tests.readme README.md``.

A query is a ```sql block followed by ``<!-- result -->`` and ``<!-- /result -->``; what stands between is replaced by a table.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import duckdb

_BLOCK = re.compile(r"```sql\n(?P<sql>.*?)```\n<!-- result -->\n.*?<!-- /result -->", re.S)


def filled(text: str, database: Path) -> str:
    """``text`` with every result as the warehouse gives it now."""
    with duckdb.connect(str(database.resolve()), read_only=True) as con:

        def answer(match: re.Match[str]) -> str:
            cursor = con.execute(match["sql"])
            columns = [d[0] for d in cursor.description or ()]
            rows = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
            rows += ["| " + " | ".join("" if v is None else str(v).replace("|", "\\|").replace("\n", " ") for v in row) + " |" for row in cursor.fetchall()]
            return f"```sql\n{match['sql']}```\n<!-- result -->\n" + "\n".join(rows) + "\n<!-- /result -->"

        return _BLOCK.sub(answer, text)


if __name__ == "__main__":
    from ct_pipeline_tests.conftest import make_warehouse

    with tempfile.TemporaryDirectory() as folder:
        settings = make_warehouse(Path(folder))
        for name in sys.argv[1:]:
            path = Path(name)
            path.write_text(filled(path.read_text(encoding="utf-8"), settings.database), encoding="utf-8")
