"""Files of records: JSON lines, a JSON array, tables with a header. One record is in memory at a time."""

from __future__ import annotations

import csv
import hashlib
import html as entities
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Protocol

from ct_pipeline.ingest.encoding import decode, storable, wide_encoding
from ct_pipeline.ingest.hints import parse_timestamp
from ct_pipeline.ingest.html import visible_text
from ct_pipeline.ingest.identity import article_id, record_uri, row_bytes
from ct_pipeline.ingest.limits import Limits, ReadError, demand_article_size
from ct_pipeline.ingest.mapping import FieldMapping
from ct_pipeline.model import RawArticle, Reject

_TAGS = re.compile(r"<(?:/?(?:p|div|br|h[1-6]|ul|ol|li|span|a|strong|em|b|i|figure|img|blockquote|table)\b)[^<>]{0,500}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|quot|amp|lt|gt|apos|laquo|raquo|ldquo|rdquo|lsquo|rsquo|hellip|ndash|mdash|zwnj|zwj|rlm|lrm|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_HEAD = 262_144  # bytes read ahead to tell an encoding
_LETTER = re.compile(r"[^\W\d_]")


def has_letters(text: str) -> bool:
    """Whether there is any letter, of any script."""
    return _LETTER.search(text) is not None


class Stream(Protocol):
    """What record files are read from."""

    def read1(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class RecordReader:
    """What the records of one file share: where they come from, how their fields are named, which ids were seen."""

    source_uri: str
    media_type: str
    mapping: FieldMapping
    limits: Limits
    _seen: dict[int, int]

    @classmethod
    def of(cls, source_uri: str, media_type: str, mapping: FieldMapping | None, limits: Limits) -> RecordReader:
        return cls(source_uri, media_type, mapping or FieldMapping(), limits, {})

    def reject(self, record_no: int | None, reason: str, detail: str) -> Reject:
        return Reject(self.source_uri, record_no, reason, detail)

    def article(self, record: Mapping[str, Any], data: bytes, encoding: str, record_no: int) -> RawArticle | Reject:
        """One record as an article, or why it is none."""
        record_id = self.mapping.find(record, "id")
        uri = record_uri(self.source_uri, record_id, record_no)
        try:
            return self._article(record, data, encoding, record_no, record_id, uri)
        except ReadError as error:  # of this record; the others are read
            return Reject(uri, record_no, error.reason, error.detail)

    def _article(self, record: Mapping[str, Any], data: bytes, encoding: str, record_no: int, record_id: Any, uri: str) -> RawArticle | Reject:
        find = self.mapping.find
        body = _prose(find(record, "body"))
        title = _line(find(record, "title"))
        if not body and not title:
            wanted = ", ".join(self.mapping.names("body")[:4])
            keys = ", ".join(sorted(map(str, record))[:12]) or "none"
            return Reject(uri, record_no, "no_text", storable(f"neither a body nor a title: looked for {wanted} ...; the record has: {keys[:300]}. Name the field with --mapping"))
        date = find(record, "date")
        published = parse_timestamp(date)
        printed = _line(date) if published is None and isinstance(date, str) else ""
        head = title if not body.startswith(title) or not title else ""
        text = "\n\n".join(part for part in (head, printed, body) if part)
        demand_article_size(text, self.limits)
        if not has_letters(f"{title}{body}"):
            return Reject(uri, record_no, "no_text", "not one letter in title and body: check which field holds the text")
        if isinstance(record_id, str | int) and self._contradicts(record_id, text):
            return Reject(uri, record_no, "duplicate_id", f"the id {_line(str(record_id))[:100]!r} stands above in this file with another text: give each article its own id")
        return RawArticle(
            article_id=article_id(data), source_uri=uri, media_type=self.media_type, encoding=encoding, raw_text=text,
            url=_line(find(record, "url"))[:2000] or None, hint_title=title or None, hint_outlet=_line(find(record, "source"))[:300] or None,
            hint_published_at=published, hint_author=_line(find(record, "author"))[:300] or None,
        )  # fmt: skip

    def _contradicts(self, record_id: str | int, text: str) -> bool:
        """Whether the id was seen with another text. Holds 16 bytes of digest an id, not the texts."""
        key, value = _digest(f"{record_id}"), _digest(text)
        return self._seen.setdefault(key, value) != value


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _prose(value: Any) -> str:
    """A text field: a string, a list of paragraphs, HTML or text with entities, as plain text."""
    if isinstance(value, list):
        value = "\n".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    text = storable(value)
    if "<" in text and len(_TAGS.findall(text[:200_000])) >= 2:
        return visible_text(text)
    if "&" in text and _ENTITY.search(text):
        text = storable(entities.unescape(text))
    return text.strip()


def _line(value: Any) -> str:
    """A field of one line: strings, numbers, lists of names."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return "، ".join(line for item in value[:10] if (line := _line(item)))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(_prose(str(value)).split())[:2000]


# ------------------------------------------------------------------------------------------ JSON lines


def read_jsonl(stream: Stream, reader: RecordReader) -> Iterator[RawArticle | Reject]:
    """One JSON object a line. A bad line is rejected and the next one read. Raises ``ReadError`` where the stream ends badly, or holds no line."""
    empty = True
    for number, line in _lines(_as_utf8(stream), reader.limits.article_bytes):
        if line is None:
            yield reader.reject(number, "too_large", f"line {number} is longer than {reader.limits.article_bytes:,} bytes: one article a line is expected")
            empty = False
            continue
        data = line.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n\x0b\x0c")
        if data:
            empty = False
            yield _json_record(data, number, reader)
    if empty:
        raise ReadError("empty", "not one line in it: check the export that wrote it")


def _read_ahead(stream: Stream) -> tuple[bytes, io.BufferedReader]:
    """The first bytes of a stream, and the whole of it. Damage found meanwhile is told when the reader gets there."""
    parts: list[bytes] = []
    size = 0
    try:
        while size < _HEAD and (data := stream.read1(_HEAD - size)):
            parts.append(data)
            size += len(data)
    except ReadError:
        if not parts:
            raise
    head = b"".join(parts)
    return head, io.BufferedReader(_Chained(head, stream), 1 << 16)


def _as_utf8(stream: Stream) -> IO[bytes]:
    """The stream, or what it holds as UTF-8 where its lines cannot be told apart as bytes (UTF-16, UTF-32)."""
    head, whole = _read_ahead(stream)
    encoding = wide_encoding(head)
    return _Recoded(io.TextIOWrapper(whole, encoding=encoding, errors="replace", newline="\n")) if encoding else whole  # type: ignore[return-value]


class _Recoded:
    """Lines of text as UTF-8 bytes."""

    def __init__(self, text: IO[str]) -> None:
        self._text = text

    def readline(self, size: int) -> bytes:
        return self._text.readline(size).encode("utf-8", "replace")


def _lines(stream: IO[bytes], longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for a line longer than ``longest``, which is skipped without being held."""
    number = 0
    while line := stream.readline(longest + 2):
        number += 1
        if len(line) > longest and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _json_record(data: bytes, number: int, reader: RecordReader) -> RawArticle | Reject:
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        try:
            decoded = decode(data)
        except ReadError as error:
            return reader.reject(number, error.reason, f"line {number}: {error.detail}")
        text, encoding = decoded.text, decoded.encoding
    try:
        record = json.loads(text, strict=False)
    except ValueError as error:
        return reader.reject(number, "bad_json", f"line {number} is not JSON ({_problem(error)}): mend or drop the line; the other lines are read")
    except RecursionError:
        return reader.reject(number, "bad_json", f"line {number} nests too deeply: an article is a flat object")
    if not isinstance(record, dict):
        return reader.reject(number, "bad_json", f"line {number} holds a {type(record).__name__}, not an object: write one object a line")
    return reader.article(record, data, encoding, number)


def _problem(error: ValueError) -> str:
    return str(error)[:120] if isinstance(error, json.JSONDecodeError) else type(error).__name__


# ------------------------------------------------------------------------------------------- JSON file


def read_json(data: bytes, reader: RecordReader) -> Iterator[RawArticle | Reject]:
    """A whole JSON file: an array of objects, one object, or an object with one array of objects; JSON lines by another name are read as such."""
    text = decode(data).text
    try:
        value = json.loads(text, strict=False)
    except ValueError as error:
        if text.lstrip().startswith("{") and "\n" in text.strip():
            yield from read_jsonl(io.BytesIO(data), reader)
            return
        raise ReadError("bad_json", f"not JSON ({_problem(error)}): mend the file") from error
    except RecursionError as error:
        raise ReadError("bad_json", "nests too deeply: an array of flat objects is expected") from error
    if isinstance(value, dict):
        arrays = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(item, dict) for item in v)]
        value = arrays[0] if len(arrays) == 1 and not reader.mapping.find(value, "body") else [value]
    if not isinstance(value, list):
        raise ReadError("bad_json", f"holds a {type(value).__name__}: an array of objects is expected")
    if not value:
        raise ReadError("empty", "an array without items: check the export that wrote it")
    for number, record in enumerate(value, 1):
        if not isinstance(record, dict):
            yield reader.reject(number, "bad_json", f"item {number} is a {type(record).__name__}, not an object")
            continue
        yield reader.article(record, json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"), "utf-8", number)


# ---------------------------------------------------------------------------------------------- tables

_DELIMITERS = (",", ";", "\t", "|")


def read_csv(stream: Stream, reader: RecordReader, delimiter: str | None = None) -> Iterator[RawArticle | Reject]:
    """A table whose first row names its columns. A row that does not fit is rejected and the next line read."""
    head, whole = _read_ahead(stream)
    encoding = decode(head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head).encoding.split(",")[0]
    codec = "utf-8-sig" if encoding == "utf-8" else wide_encoding(head) or encoding
    text = io.TextIOWrapper(whole, encoding=codec, errors="replace", newline="")
    lines = _PushBack(text, reader.limits.article_bytes)
    csv.field_size_limit(max(csv.field_size_limit(), reader.limits.article_bytes))
    first = lines.peek()
    delimiter = delimiter or max(_DELIMITERS, key=first.count)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    header = _header(rows, reader)
    number = 0
    while True:
        lines.mark()
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            if number == 1:
                raise ReadError("empty", "a header and no rows: check the export that wrote it") from None
            return
        except csv.Error as error:
            yield reader.reject(number, "bad_csv", f"row {number} (line {lines.first_line}): {error}: check its quotes; reading goes on at the next line")
            lines.rewind()
            continue
        except _TooLong:
            yield reader.reject(number, "too_large", f"row {number} (line {lines.first_line}) is longer than {reader.limits.article_bytes:,}: is a quote not closed?")
            lines.rewind()
            continue
        if not any(cell.strip() for cell in cells):
            number -= 1
            continue
        if len(cells) != len(header):
            yield reader.reject(number, "bad_csv", f"row {number} (line {lines.first_line}) has {len(cells)} cells, the header {len(header)}: quote cells with a delimiter in them")
            continue
        row = {name: storable(cell) for name, cell in zip(header, cells, strict=True) if name}
        yield reader.article(row, row_bytes(row), encoding, number)


def _header(rows: Iterator[list[str]], reader: RecordReader) -> list[str]:
    try:
        header = [storable(name).strip() for name in next(rows)]
    except (StopIteration, csv.Error, _TooLong) as error:
        raise ReadError("bad_csv", f"the header row cannot be read ({error}): the first row must name the columns") from error
    marked = {name: "x" for name in header if name}
    if reader.mapping.find(marked, "body") is None and reader.mapping.find(marked, "title") is None:
        raise ReadError("bad_csv", f"no column is known as a body or title; columns: {', '.join(header)[:300]}. Name them with --mapping")
    return header


class _TooLong(Exception):
    pass


class _PushBack:
    """Lines for ``csv.reader`` that can go back to the line after the one a row began with, so that an unclosed quote costs one row."""

    _BUDGET = 200_000_000  # characters read twice at most, over a whole file

    def __init__(self, text: IO[str], longest: int) -> None:
        self._text, self._longest = text, longest
        self._again: list[str] = []  # in reverse order
        self._taken: list[str] = []
        self._size = 0
        self._line = 0
        self._budget = self._BUDGET
        self.first_line = 1

    def __iter__(self) -> _PushBack:
        return self

    def peek(self) -> str:
        line = self._text.readline(self._longest + 2)
        self._again.append(line)
        return line[:10_000]

    def mark(self) -> None:
        self._taken.clear()
        self._size = 0
        self.first_line = self._line + 1

    def rewind(self) -> None:
        back = self._taken[1:]
        if self._budget < sum(map(len, back)):
            return
        self._budget -= sum(map(len, back))
        self._again.extend(reversed(back))
        self._line -= len(back)

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._text.readline(self._longest + 2)
        if not line:
            raise StopIteration
        self._line += 1
        if len(line) > self._longest and not line.endswith("\n"):
            while (rest := self._text.readline(1 << 20)) and not rest.endswith("\n"):
                pass
        self._taken.append(line)
        self._size += len(line)
        if self._size > self._longest:
            raise _TooLong
        return line.replace("\x00", "") if "\x00" in line else line


class _Chained(io.RawIOBase):
    """What was read ahead, then the rest of the stream."""

    def __init__(self, head: bytes, rest: Stream) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] or self._rest.read1(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
