from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.ingest.encoding import arabic_score, decode, storable
from ct_pipeline.ingest.limits import ReadError

NEWS = "عقد المجلس أمس في المنامة جلسة حول أمن الموانئ\nوقال الناطق باسمه إن التنسيق بين الدول يتقدم."
ENCODINGS = ("utf-8", "windows-1256", "iso-8859-6", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [NEWS, "في الرباط", "رجال الأمن", "مكافحة الإرهاب", "عقد 12 لقاء", "NATO في بغداد", NEWS * 300])
def test_each_encoding_is_told_from_the_others_even_on_a_word(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(("codec", "encoding"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")])
def test_a_byte_order_mark_decides_and_is_dropped(codec: str, encoding: str) -> None:
    decoded = decode(NEWS.encode(codec))
    assert (decoded.text, decoded.encoding) == (NEWS, encoding)


def test_french_is_not_taken_for_arabic() -> None:
    text = "Le ministère a publié à Genève une déclaration préparée après la réunion des délégués régionaux."
    assert decode(text.encode("windows-1252")).text == text


def test_the_declared_encoding_counts_where_the_bytes_do_not_speak_against_it() -> None:
    assert decode("Дело".encode("windows-1251"), "windows-1251").text == "Дело"
    assert decode(NEWS.encode("windows-1256"), "iso-8859-1").text == NEWS
    assert decode(NEWS.encode(), "no-such-encoding").text == NEWS


def test_lines_pasted_from_another_encoding_are_read_as_what_they_are() -> None:
    first, second = NEWS.split("\n")
    data = "\n".join([first] * 4).encode() + b"\n" + second.encode("windows-1256") + b"\n" + first.encode()
    assert decode(data).text == "\n".join([first] * 4 + [second, first])


@pytest.mark.parametrize("codec", ["windows-1256", "latin-1"])
def test_utf8_that_was_encoded_twice_is_decoded_twice(codec: str) -> None:
    twice = NEWS.encode().decode(codec).encode()
    if codec == "latin-1":  # as programs do it: windows-1252, and what that leaves open as it is
        twice = "".join(bytes([b]).decode("windows-1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in NEWS.encode()).encode()
    assert (decode(twice).text, decode(twice).encoding) == (NEWS, "utf-8, twice")


def test_a_cut_character_costs_one_character_only() -> None:
    assert decode(NEWS.encode()[:-2]).text == NEWS[:-2] + "\ufffd"
    assert decode(NEWS.encode() + b"\xff").encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"), (b" \r\n\t", "empty"), (b"\x00" * 50, "empty"), (b"\xef\xbb\xbf", "empty"), (b"%PDF-1.7 ...", "unsupported"), (b"PK\x03\x04....", "unsupported"),
        (bytes(range(256)) * 8, "not_text"), (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 30, "not_text"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert caught.value.reason == reason and len(caught.value.detail) > 20


def test_line_ends_nuls_and_surrogates_are_made_storable() -> None:
    assert storable("\ufeffا\r\nب\rج\x00د\ud800") == "ا\nب\nجد\ufffd"
    assert storable("\ud83d\ude00") == "\U0001f600"
    assert decode(NEWS.encode().replace(b" ", b"\x00 ")).text == NEWS


@given(st.text())
def test_storable_gives_utf8_and_is_stable(text: str) -> None:
    once = storable(text)
    assert storable(once) == once or once.startswith("\ufeff")
    assert len(once.encode("utf-8")) >= len(once)
    assert "\x00" not in once and "\r" not in once


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ReadError as error:
        assert error.reason in ("empty", "not_text", "unsupported", "undecodable")
    else:
        assert decoded.text.strip() and decoded.text.encode("utf-8")


def test_the_score_ranks_arabic_above_its_mistaken_readings() -> None:
    assert arabic_score(NEWS) > 0.5 > 0 > arabic_score(NEWS.encode("iso-8859-6").decode("windows-1256"))
    assert arabic_score("") == 0 and arabic_score("plain English") == 0
