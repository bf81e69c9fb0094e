"""What the README shows is what a reader gets."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from ct_pipeline.cli import main
from ct_pipeline.config import Settings
from ct_pipeline_tests.readme import filled


def test_every_shown_result_is_current_and_not_empty(samples: Settings, root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    assert filled(text, samples.database) == text, "run 'make readme'"
    for result in re.findall(r"<!-- result -->\n(.*?)<!-- /result -->", text, re.S):
        assert len(result.strip().splitlines()) > 2


def test_every_command_it_names_exists(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for command in set(re.findall(r"`ct-pipeline ([\w-]+)", text)):
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0, command
    for target in set(re.findall(r"`?make (\w+)`?", text)):
        assert re.search(rf"^{target}:", makefile, re.M) or target in {"lint", "types"}, target
    for path in set(re.findall(r"`(seeds/[\w/.-]+?\.(?:csv|yml))`", text)):
        assert (root / path).is_file(), path
