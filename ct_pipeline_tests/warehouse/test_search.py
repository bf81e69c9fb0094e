"""Full-text search in Arabic from SQL: inflected forms are found, what was asked for comes first, nothing needs to be installed."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from ct_pipeline.config import Settings
from ct_pipeline.warehouse.reader import open_published


@pytest.fixture(scope="module")
def con(samples: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(samples.database) as opened:  # locked as `ct-pipeline sql` is: no extension could be loaded
        yield opened


def marked(con: duckdb.DuckDBPyConnection, query: str, hits: int = 20) -> list[str]:
    return [m for (m,) in con.execute("select marked from marts.search(?, hits := ?) order by rank", [query, hits]).fetchall()]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("تفكيك", "⟦فُككت⟧"), ("فككت", "⟦تفكيك⟧"), ("المفككة", "⟦تفكيك⟧"), ("خلايا", "⟦والخلية⟧"), ("إرهاب", "⟦الإرهابية⟧"), ("وزير", "⟦وزراء⟧"), ("اجتمعت", "⟦الاجتماع⟧"), ("450", "⟦٤٥٠⟧")],
)
def test_forms_are_found(con: duckdb.DuckDBPyConnection, asked: str, found: str) -> None:
    assert any(found in sentence for sentence in marked(con, asked, 200))


def test_all_words_together_come_first(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute("select words_found, score from marts.search('تفكيك خلية إرهابية') order by rank").fetchall()
    assert rows[0][0] == max(n for n, _ in rows)
    assert [s for _, s in rows] == sorted((s for _, s in rows), reverse=True)
    assert "⟦تفكيك⟧ ⟦خلية⟧" in marked(con, "تفكيك خلية")[0]


def test_marks_stand_around_whole_words_and_take_nothing_away(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute("select marked, text from marts.search('مكافحة الإرهاب', hits := 50) join clean.sentences using (sentence_id)").fetchall()
    assert len(rows) == 50
    for with_marks, text in rows:
        assert with_marks.replace("⟦", "").replace("⟧", "") == text
        assert "⟦" in with_marks


def test_particles_are_left_out_unless_nothing_else_is_asked(con: duckdb.DuckDBPyConnection) -> None:
    ids = "select sentence_id from marts.search(?, hits := 500) order by all"
    assert con.execute(ids, ["في المنتدى"]).fetchall() == con.execute(ids, ["المنتدى"]).fetchall() != []
    assert all("⟦في⟧" not in m for m in marked(con, "في المنتدى"))
    assert any("⟦في⟧" in m for m in marked(con, "في"))


@pytest.mark.parametrize("asked", ["", "؟!", "%", "'; drop table x; --", "⟦", "zzzzz", "\\", "(", "🙂"])
def test_what_is_not_there_is_not_found_and_breaks_nothing(con: duckdb.DuckDBPyConnection, asked: str) -> None:
    assert marked(con, asked) == []
    assert con.execute("select * from marts.search_articles(?)", [asked]).fetchall() == []


def test_articles_are_found_once_each_with_their_best_sentence(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute("select rank, article_id, sentence, sentences, score from marts.search_articles('محكمة الإرهاب', hits := 6) order by rank").fetchall()
    assert [r[0] for r in rows] == list(range(1, len(rows) + 1))
    assert len({r[1] for r in rows}) == len(rows) == 6
    assert [r[4] for r in rows] == sorted((r[4] for r in rows), reverse=True)
    for _, article, sentence, count, _ in rows:
        assert count >= 1
        assert con.execute("select count(*) from clean.sentences where article_id = ? and text = ?", [article, sentence]).fetchone() != (0,)


def test_from_a_database_of_ones_own(samples: Settings) -> None:
    with duckdb.connect() as own:
        own.execute(f"attach '{samples.database.resolve()}' as ct (read_only)")
        assert own.execute("select count(*) > 100 from ct.marts.timeline").fetchone() == (True,)  # views need no USE
        assert own.execute("select count(*) > 0 from ct.marts.search_sentence where folded like '%مكافحه الارهاب%'").fetchone() == (True,)
        own.execute("use ct")
        assert own.execute("select count(*) from marts.search('التعاون', hits := 7)").fetchone() == (7,)
        with pytest.raises(duckdb.Error):
            own.execute("create table marts.mine (a int)")


def test_every_sentence_has_its_stems(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("select count(*) from clean.sentences where stems is null or (stems <> '' and not (stems like ' % '))").fetchone() == (0,)
