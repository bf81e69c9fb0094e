"""Nothing goes out: with every socket refused the whole way still works."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import duckdb
import pytest

from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline_tests.conftest import make_warehouse, samples_folder
from ct_pipeline_tests.robustness.invariants import LONG, digest_once, sample_articles

# With one worker, a run is one process.
_CLI = """
import socket, sys
tried = []
def refuse(self, address, *rest):
    tried.append(address)
    raise OSError(f"no network in this test: {address!r}")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.getaddrinfo = socket.gethostbyname = lambda *a, **k: refuse(None, a)
from ct_pipeline.cli import main
try:
    main(standalone_mode=False, args=sys.argv[1:])
finally:
    print("TRIED", tried)
"""


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every way to open a connection fails; the list holds what was tried."""
    tried: list[object] = []

    def refuse(*arguments: object, **more: object) -> NoReturn:
        tried.append(arguments)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def test_the_pure_way_opens_no_socket(offline: list[object]) -> None:
    from ct_pipeline.config import seeds_dir

    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("localhost", 9))
    offline.clear()
    knowledge = Knowledge(seeds_dir())  # loaded anew: the loading counts
    assert sum(len(digest_once(raw, knowledge)[1].mentions) for raw in list(sample_articles())[::5]) > 50
    assert offline == []


def test_landing_building_and_publishing_open_no_socket(offline: list[object], tmp_path: Path) -> None:
    settings = make_warehouse(tmp_path, samples_folder() / "a08-valletta-mou.txt")
    with duckdb.connect(str(settings.database.resolve()), read_only=True) as con:
        assert con.execute("select count(*) from clean.articles").fetchone() == (1,)
    assert offline == []


@pytest.mark.skipif(not LONG, reason="a whole run: CT_LONG=1")
def test_a_run_of_the_cli_opens_no_socket(tmp_path: Path) -> None:
    env = {**os.environ, "CT_WAREHOUSE": str(tmp_path), "no_proxy": "*"}
    command = [sys.executable, "-W", "ignore", "-c", _CLI, "run", str(samples_folder() / "a08-valletta-mou.txt"), "--workers", "1"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 new" in done.stdout
    assert "TRIED []" in done.stdout
