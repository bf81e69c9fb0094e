"""The notebook in docs/ runs top to bottom on the samples, in a kernel of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from ct_pipeline.config import Settings


def test_the_notebook_runs_top_to_bottom(samples: Settings, root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CT_DATABASE", str(samples.database))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    path = root / "docs" / "analysis.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells), "stored without results: they belong to whoever runs it"
    imported = "\n".join(c.source for c in notebook.cells if c.cell_type == "code")
    assert "ct_pipeline" not in imported, "plain duckdb and pandas"
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}})
    client.create_kernel_manager()
    client.km.kernel_spec.argv[0] = sys.executable  # this environment's interpreter, whatever kernels the machine has
    client.execute()
    tables = [o for c in notebook.cells for o in c.get("outputs", ()) if o.output_type == "execute_result"]
    assert len(tables) >= 8
    assert all("0 rows" not in o.data.get("text/plain", "") and "Empty DataFrame" not in o.data.get("text/plain", "") for o in tables)
