"""Whoever edits a seed and makes a mistake is told the file, the line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from ct_pipeline.config import seeds_dir
from ct_pipeline.lexicon.seeds import SeedError, Seeds


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    count: int = 0


def test_good_files_are_read_and_empty_cells_take_their_defaults(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,count\nواحد,1\nاثنان,\n", encoding="utf-8")
    assert [(line, r.name, r.count) for line, r in Seeds(tmp_path).csv("a.csv", Row)] == [(2, "واحد", 1), (3, "اثنان", 0)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,count\nx,many\n", r"a.csv, line 2: column count: .*integer"),
        ("name,count\nx,1\ny,2,3\n", r"a.csv, line 3: more cells than columns"),
        ("name,number\nx,1\n", r"a.csv, line 2: column number"),
        ("name,count\n,1\n", r"a.csv, line 2: column name"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match=says):
        list(Seeds(tmp_path).csv("a.csv", Row))


def test_a_broken_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("name: [unclosed\n", encoding="utf-8")
    with pytest.raises(SeedError, match="not valid YAML"):
        Seeds(tmp_path).yaml("a.yml", Row)
    (tmp_path / "a.yml").write_text("name: x\ncount: many\n", encoding="utf-8")
    with pytest.raises(SeedError, match="at count"):
        Seeds(tmp_path).yaml("a.yml", Row)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="missing"):
        Seeds(tmp_path).yaml("a.yml", Row)
    with pytest.raises(SeedError, match="missing"):
        list(Seeds(tmp_path).csv("a.csv", Row))
    with pytest.raises(SeedError, match="CT_SEEDS"):
        Seeds(tmp_path / "nowhere")


def test_the_digest_changes_with_any_rule_and_not_with_the_articles(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "a.yml").write_text("name: x\n", encoding="utf-8")
    first = Seeds(tmp_path).digest
    (tmp_path / "articles" / "x.txt").write_text("نص", encoding="utf-8")
    assert Seeds(tmp_path).digest == first
    (tmp_path / "a.yml").write_text("name: y\n", encoding="utf-8")
    assert Seeds(tmp_path).digest != first


def test_no_seed_is_without_a_reader() -> None:
    """A file that nothing reads is a rule that nobody follows."""
    sources = "".join(p.read_text(encoding="utf-8") for p in (seeds_dir().parent / "ct_pipeline").rglob("*.py"))
    for path in seeds_dir().rglob("*"):
        name = path.relative_to(seeds_dir()).as_posix()
        if path.is_file() and path.suffix != ".md" and not name.startswith(("articles/", "frames/")):
            assert path.name in sources or f'"{path.stem}"' in sources, name
