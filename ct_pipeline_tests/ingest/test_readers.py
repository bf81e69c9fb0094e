from __future__ import annotations

import gzip
import json
import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ct_pipeline.ingest import FieldMapping, Limits, MappingError, discover, load_mapping, read_file
from ct_pipeline.ingest import files as files_module
from ct_pipeline.model import RawArticle, Reject
from ct_pipeline.tables import REJECT_REASONS
from ct_pipeline_tests.ingest.conftest import Read

BODY = "اجتمع الخبراء في المدينة لبحث سبل حماية الموانئ.\nوصدر بيان بعد الاجتماع."
SMALL = Limits(article_bytes=2_000, file_bytes=20_000)


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def reasons(records: list[RawArticle | Reject]) -> list[str]:
    return [record.reason if isinstance(record, Reject) else "ok" for record in records]


def one(records: list[RawArticle | Reject]) -> RawArticle:
    assert len(records) == 1 and isinstance(records[0], RawArticle), records
    return records[0]


# ---------------------------------------------------------------------------------------- documents


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a", "a.news"])
def test_a_text_is_landed_as_it_is(read: Read, name: str) -> None:
    article = one(read(name, BODY.replace("\n", "\r\n").encode("windows-1256")))
    assert (article.raw_text, article.encoding, article.media_type, article.source_uri, article.markup) == (BODY, "windows-1256", "text/plain", name, None)


def test_the_same_article_has_the_same_id_wherever_it_lies_and_however_it_is_packed(read: Read) -> None:
    plain = one(read("a.txt", BODY.encode()))
    assert one(read("b.txt.gz", gzip.compress(BODY.encode(), mtime=0))).article_id == plain.article_id
    assert one(read("c.txt", gzip.compress(BODY.encode(), 1, mtime=0))).article_id == plain.article_id
    record = line(title="خبر", body=BODY)
    first = one(read("a.jsonl", record))
    assert one(read("b.jsonl", b"\xef\xbb\xbf  " + record.rstrip() + b"\r\n")).article_id == first.article_id
    assert one(read("c.json", b"[" + record + b"]")).article_id == first.article_id
    row = one(read("a.csv", 'title,body\nخبر,"نص طويل"\n'.encode()))
    assert one(read("b.tsv", "body\ttitle\nنص طويل\tخبر\n".encode("windows-1256"))).article_id == row.article_id


def test_a_page_under_another_name_is_read_as_a_page(read: Read) -> None:
    html = f'<!DOCTYPE html><html><head><meta charset="windows-1256"><meta property="og:title" content="خبر"></head><body><p>{BODY}</p></body></html>'
    assert one(read("b.txt", f"<div><p>{BODY}</p><p>آخر</p></div>".encode())).raw_text.endswith("\n\nآخر")
    for name in ("a.html", "a.txt", "a.htm.gz", "a.php"):
        article = one(read(name, html.encode("windows-1256")))
        assert (article.media_type, article.encoding, article.hint_title, article.raw_text) == ("text/html", "windows-1256", "خبر", BODY.replace("\n", " "))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"), ("a.html", b" \n", "empty"), ("a.jsonl", b"", "empty"), ("a.csv", b"\n", "empty"), ("a.json", b"", "empty"), ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", b"12 34\n!", "no_text"), ("a.txt", "\u064b\u0651".encode() * 50, "no_text"),
        ("a.html", b"<html><script>x</script></html>", "no_text"), ("a.html", b"<p>12</p>", "no_text"),
        ("a.txt", bytes(range(256)) * 7, "not_text"), ("a.csv", bytes(range(256)) * 7, "not_text"),
        ("a.txt", b"%PDF-1.4", "unsupported"), ("a.pdf", b"x", "unsupported"),
        ("a.xml", b"<a/>", "unsupported"),
        ("a.zip", b"PK", "unsupported"), ("a.tar.gz", gzip.compress(b"x", mtime=0), "unsupported"), ("a.txt.gz", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "unsupported"),
        ("a.txt.gz", gzip.compress(BODY.encode(), mtime=0)[:-9], "truncated"), ("a.jsonl.gz", gzip.compress(b"x", mtime=0)[:8], "truncated"),
        ("a.gz", b"\x1f\x8b\x00garbage", "truncated"),
        ("a.txt", b"a" * 2_001, "too_large"), ("a.html", b"<p>" + b"a" * 2_000, "too_large"), ("a.txt.gz", gzip.compress(b"a" * 1_000_000, mtime=0), "too_large"),
        ("a.jsonl", b"x" * 3_000, "too_large"),
        ("a.jsonl.gz", gzip.compress(b"x" * 1_000_000, mtime=0), "too_large"), ("a.csv", b"body\n" + b"x" * 3_000, "too_large"), ("a.json", b"[" + b" " * 20_001, "too_large"),
        ("a.jsonl", b"{bad}\n", "bad_json"), ("a.jsonl", b"[1]\n", "bad_json"), ("a.jsonl", b"1\n", "bad_json"), ("a.json", b"{bad", "bad_json"),
        ("a.json", b"3", "bad_json"), ("a.json", b"[" * 5_000, "bad_json"),
        ("a.csv", b"title,body\n", "empty"), ("a.json", b"[]", "empty"), ("a.csv", b"x,y\n1,2\n", "bad_csv"), ("a.csv", b'"body\n', "bad_csv"),
        ("a.csv", b'title,body\n"a,b\n', "bad_csv"), ("a.csv", b"title,body\na\n", "bad_csv"),
        ("a.jsonl", line(id=1, other="x"), "no_text"), ("a.jsonl", line(body="123"), "no_text"), ("a.csv", b"id,body\n1,\n", "no_text"),
        ("a.html", b"<div>" * 300 + b"x", "ok"),
    ],
)  # fmt: skip
def test_each_kind_of_bad_file_has_its_reason(read: Read, name: str, data: bytes, reason: str) -> None:
    records = read(name, data, None, SMALL)
    assert reasons(records) == [reason]
    for record in records:
        if isinstance(record, Reject):
            assert record.reason in REJECT_REASONS and len(record.detail) > 15 and "\n" not in record.detail and record.source_uri.startswith(name)


# ------------------------------------------------------------------------------------------ records


def test_a_record_shows_title_date_as_printed_and_body(read: Read) -> None:
    article = one(read("a.jsonl", line(id="x-1", headline="خبر", text=BODY, date="الأحد 02 غشت 2020 - 16:00", site="موقع", author={"name": "سلمى"}, link="https://a.example/1")))
    assert article.raw_text == f"خبر\n\nالأحد 02 غشت 2020 - 16:00\n\n{BODY}"
    assert (article.source_uri, article.hint_title, article.hint_outlet, article.hint_author, article.url, article.hint_published_at) == (
        "a.jsonl#x-1", "خبر", "موقع", "سلمى", "https://a.example/1", None,
    )  # fmt: skip


def test_a_machine_date_is_a_hint_and_not_text(read: Read) -> None:
    article = one(read("a.jsonl", line(title="خبر", body=BODY, published_at="2020-08-02T16:00:00+01:00")))
    assert article.hint_published_at == datetime(2020, 8, 2, 16) and article.raw_text == f"خبر\n\n{BODY}" and article.source_uri == "a.jsonl#1"


def test_one_bad_line_among_good_ones_costs_that_line_only(read: Read) -> None:
    records = read("a.jsonl", line(body=BODY) + b"{bad\n\n" + line(body=BODY + " ثم") + b"\xff\xfe\xff\n" + line(body="آخر"))
    assert [r == "ok" for r in reasons(records)] == [True, False, True, False, True]
    assert isinstance(records[1], Reject) and records[1].record_no == 2 and records[1].reason == "bad_json"


def test_a_long_line_costs_that_line_only(read: Read) -> None:
    assert reasons(read("a.jsonl", line(body="أ") + b"x" * 5_000 + b"\n" + line(body="ب"), None, SMALL)) == ["ok", "too_large", "ok"]


def test_lines_before_a_truncation_are_landed(read: Read) -> None:
    packed = gzip.compress(b"".join(line(id=i, body=f"{BODY} {os.urandom(300).hex()}") for i in range(50)))
    found = reasons(read("a.jsonl.gz", packed[: len(packed) // 2]))
    assert 5 < found.count("ok") < 45 and found[-1] == "truncated"


def test_an_id_with_two_texts_is_rejected_and_a_repeated_record_is_not(read: Read) -> None:
    assert reasons(read("a.jsonl", line(id=7, body="أ") + line(id=7, body="ب") + line(id=7, body="أ"))) == ["ok", "duplicate_id", "ok"]


def test_markup_and_entities_in_fields_become_text(read: Read) -> None:
    article = one(read("a.jsonl", line(title="خبر &quot;عاجل&quot;", content="<p>أول</p><p>ثان&nbsp;آخر</p><script>x</script>")))
    assert article.raw_text == 'خبر "عاجل"\n\nأول\n\nثان\u00a0آخر'
    assert one(read("b.jsonl", line(body="أقل من < ثلاثة > اثنين"))).raw_text == "أقل من < ثلاثة > اثنين"


def test_lone_surrogates_nuls_and_wide_files(read: Read) -> None:
    assert one(read("a.jsonl", b'{"id": "\\ud800", "title": "\\u0623\\u0000\\udc00", "body": "\\ud83d\\ude00 \\u0628"}')).raw_text == "أ\ufffd\n\n\U0001f600 ب"
    assert reasons(read("b.jsonl", (line(body=BODY) + line(body="آخر")).decode().encode("utf-16"))) == ["ok", "ok"]


def test_json_files_of_other_shapes(read: Read) -> None:
    assert reasons(read("a.json", b'{"status": "ok", "articles": [' + line(body="أ") + b"," + line(body="ب") + b"]}")) == ["ok", "ok"]
    assert reasons(read("b.json", line(body="أ") + line(body="ب"))) == ["ok", "ok"]
    assert reasons(read("c.json", b"[" + line(body="أ") + b", 5]")) == ["ok", "bad_json"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1256", "utf-16"])
def test_tables(read: Read, delimiter: str, encoding: str) -> None:
    rows = [["المعرف", "العنوان", "المحتوى", "التاريخ"], ["7", "خبر", 'قال "نعم"\nثم سكت', "2021-05-06"], ["8", "آخر", "نص", ""]]
    text = "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    first, second = read("a.csv", text.encode(encoding))
    assert isinstance(first, RawArticle) and isinstance(second, RawArticle)
    assert (first.raw_text, first.source_uri, first.hint_published_at) == ('خبر\n\nقال "نعم"\nثم سكت', "a.csv#7", datetime(2021, 5, 6))


def test_an_unclosed_quote_costs_its_row_only(read: Read) -> None:
    data = 'id,body\n1,أول\n2,"ثان\n3,ثالث\n4,رابع,زائد\n5,"خام"س\n6,سادس\n'
    records = read("a.csv", data.encode())
    assert reasons(records) == ["ok", "bad_csv", "ok", "bad_csv", "bad_csv", "ok"]


def test_many_unclosed_quotes_take_linear_time(read: Read) -> None:
    records = read("a.csv", b"title,body\n" + b'"""x\n' * 20_000)
    assert set(reasons(records)) == {"bad_csv"}


# ------------------------------------------------------------------------------------------ mapping


def test_a_mapping_names_fields_even_nested_ones(read: Read) -> None:
    mapping = FieldMapping(body="payload.ar", title=("none", "T"))
    assert one(read("a.jsonl", line(t="خبر", payload={"ar": "نص"}, body="غيره"), mapping)).raw_text == "خبر\n\nنص"


def test_a_mapping_file(tmp_path: Path) -> None:
    path = tmp_path / "m.yml"
    path.write_text("body: [a, b]\ntitle: t\n")
    assert load_mapping(path) == FieldMapping(body=("a", "b"), title=("t",))


@pytest.mark.parametrize(("text", "word"), [("bodi: x", "bodi"), ("body: 3", "body"), ("- a", "wants"), ("a: [", "YAML"), ("", "wants"), ("body: []", "body")])
def test_a_bad_mapping_file_says_what_is_wrong(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "m.yml"
    path.write_text(text)
    with pytest.raises(MappingError, match=word):
        load_mapping(path)
    with pytest.raises(MappingError, match="cannot be read"):
        load_mapping(tmp_path / "none.yml")


# --------------------------------------------------------------------------------------- the folder


def test_discover_is_sorted_recursive_and_skips_leftovers(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.html", ".hidden", ".git/x.txt", "b.txt~", "x.tmp", "#x#", "~$x.txt", "Thumbs.db", 'q"\u202e;--.txt'):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(BODY)
    assert [uri for _, uri in discover([tmp_path])] == ["a/c.html", "a/z.txt", "b.txt", 'q"\u202e;--.txt']
    assert [uri for _, uri in discover([tmp_path / "a", tmp_path], tmp_path)] == ["a/c.html", "a/z.txt", "b.txt", 'q"\u202e;--.txt']
    assert [uri for _, uri in discover([tmp_path / "a" / "z.txt"])] == ["z.txt"]
    assert [uri for _, uri in discover([tmp_path / "none.txt"])] == ["none.txt"]


def test_addresses_are_relative_to_a_landing_folder_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real" / "day").mkdir(parents=True)
    (tmp_path / "real" / "day" / "a.txt").write_text(BODY)
    (tmp_path / "link").symlink_to("real")
    for folder in ("real", "link"):
        for path in (tmp_path / folder, tmp_path / folder / "day", tmp_path / folder / "day" / "a.txt"):
            [(found, uri)] = discover([path], tmp_path / folder)
            assert uri == "day/a.txt" and one(list(read_file(found, uri))).source_uri == "day/a.txt"


def test_names_of_any_bytes_have_a_printable_address(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")).write_text(BODY)
    [(path, uri)] = discover([tmp_path])
    assert uri == "\\xff\\xfe.txt" and one(list(read_file(path, uri))).raw_text == BODY


def test_links_out_pipes_and_devices_are_never_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    landing = tmp_path / "landing"
    for folder in (outside, landing / "sub"):
        folder.mkdir(parents=True)
        (folder / "x.txt").write_text(BODY)
    (landing / "file").symlink_to(outside / "x.txt")
    (landing / "up").symlink_to("../outside/x.txt")
    (landing / "folder").symlink_to(outside)
    (landing / "loop").symlink_to("loop")
    (landing / "gone").symlink_to("nothing")
    (landing / "sub" / "inside").symlink_to("../sub/x.txt")
    os.mkfifo(landing / "pipe.txt")
    found = {uri: reasons(list(read_file(path, uri))) for path, uri in discover([landing])}
    assert found == {
        "file": ["unsupported"], "up": ["unsupported"], "folder": ["unsupported"], "loop": ["unreadable"], "gone": ["unreadable"], "pipe.txt": ["unsupported"],
        "sub/inside": ["ok"], "sub/x.txt": ["ok"],
    }  # fmt: skip
    assert reasons(list(read_file(Path("/dev/zero"), "zero"))) == ["unsupported"]


def test_vanished_unreadable_and_changing_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    assert reasons(list(read_file(path, "a.txt"))) == ["unreadable"]
    path.write_text(BODY)
    original = files_module.Bounded.read

    def grows(self: files_module.Bounded) -> bytes:
        data = original(self)
        path.write_text(BODY * 2)
        return data

    monkeypatch.setattr(files_module.Bounded, "read", grows)
    assert reasons(list(read_file(path, "a.txt"))) == ["unreadable"]
    monkeypatch.undo()

    def denied(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files_module.os, "open", denied)
    [reject] = list(read_file(path, "a.txt"))
    assert isinstance(reject, Reject) and reject.reason == "unreadable" and "readable" in reject.detail


# ------------------------------------------------------------------------------------- any bytes

_PIECES = st.lists(
    st.binary(max_size=20) | st.sampled_from([b"{", b"}", b'"', b'{"body": "', BODY.encode(), BODY.encode("cp1256"), b"\n", b",", b"title,body\n",
                                              b"<p>", b"<", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b\x08", b"\x00"]),
    max_size=12,
).map(b"".join)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=_PIECES, name=st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.csv", "a.tsv", "a.json", "a.gz", "a.jsonl.gz"]), packed=st.booleans())
def test_any_bytes_give_articles_or_rejects(read: Read, data: bytes, name: str, packed: bool) -> None:
    records = read(name, gzip.compress(data, 1, mtime=0) if packed else data)
    assert records, "a file always leaves something"
    for record in records:
        if isinstance(record, Reject):
            assert record.reason in REJECT_REASONS and record.detail and record.detail.encode("utf-8")
        else:
            assert record.raw_text.encode("utf-8") and "\x00" not in record.raw_text and len(record.article_id) == 16
