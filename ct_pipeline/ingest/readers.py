"""One landed file of any supported kind to articles and rejects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ct_pipeline.ingest.encoding import decode
from ct_pipeline.ingest.files import Bounded, open_landed
from ct_pipeline.ingest.html import declared_encoding, read_page
from ct_pipeline.ingest.identity import article_id, one_line
from ct_pipeline.ingest.limits import Limits, ReadError, demand_article_size
from ct_pipeline.ingest.mapping import FieldMapping
from ct_pipeline.ingest.records import RecordReader, has_letters, read_csv, read_json, read_jsonl
from ct_pipeline.model import RawArticle, Reject

_KINDS = {
    **dict.fromkeys((".txt", ".text", ".md", ".asc", ""), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".jsonl", ".ndjson", ".jl"), "jsonl"),
    ".json": "json",
    ".csv": "csv",
    **dict.fromkeys((".tsv", ".tab"), "tsv"),
}
_UNSUPPORTED = {
    **dict.fromkeys((".xml", ".rss", ".atom"), "feeds and XML are not read: save the article's page, or export JSONL"),
    **dict.fromkeys((".mht", ".mhtml", ".eml"), "an archived page or mail is not read: save it as HTML"),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pdf"), "documents are not read: save it as plain text"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".parquet", ".db", ".sqlite", ".duckdb"), "tables of this kind are not read: export them as CSV or JSONL"),
    **dict.fromkeys((".zip", ".tar", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar"), "archives are not read: unpack it, or pack single files with gzip"),
}
_LOOKS_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|(?:html|head|body|meta|div|article|section|p|h1|table|span|figure)[\s>])",
    re.IGNORECASE,
)
_DEFAULT = Limits()


def read_file(path: Path, source_uri: str, mapping: FieldMapping | None = None, limits: Limits = _DEFAULT) -> Iterator[RawArticle | Reject]:
    """The articles of one file and a reject for everything in it that is none. Never raises for what a file holds.

    The kind comes from the name (``.gz`` aside, which the bytes tell); names of no known kind are read as text, pages that are called otherwise as pages.
    """
    for record in _read(path, source_uri, mapping, limits):
        yield replace(record, detail=one_line(record.detail)) if isinstance(record, Reject) else record


def _read(path: Path, source_uri: str, mapping: FieldMapping | None, limits: Limits) -> Iterator[RawArticle | Reject]:
    try:
        with open_landed(path, source_uri) as handle:
            kind = _kind(source_uri)
            if kind in ("text", "html", "json"):
                whole = Bounded(handle, limits.article_bytes if kind != "json" else min(limits.file_bytes, limits.article_bytes * 10))
                data = whole.read()
                if kind == "json":
                    yield from read_json(data, RecordReader.of(source_uri, "application/json", mapping, limits))
                    return
                result = _document(data, source_uri, kind)
                demand_article_size(result.raw_text, limits)
            else:
                stream = Bounded(handle, limits.file_bytes)
                if kind == "jsonl":
                    yield from read_jsonl(stream, RecordReader.of(source_uri, "application/jsonl", mapping, limits))
                else:
                    yield from read_csv(stream, RecordReader.of(source_uri, "text/csv", mapping, limits), "\t" if kind == "tsv" else None)
                return
        yield result
    except ReadError as error:
        yield Reject(source_uri, None, error.reason, error.detail)


def _kind(source_uri: str) -> str:
    name = PurePosixPath(source_uri.lower())
    if name.suffix == ".gz":
        name = name.with_suffix("")
    if (why := _UNSUPPORTED.get(name.suffix)) is not None:
        raise ReadError("unsupported", why)
    return _KINDS.get(name.suffix, "text")


def _document(data: bytes, source_uri: str, kind: str) -> RawArticle:
    """A file that is one article."""
    if kind == "html" or _LOOKS_HTML.match(data[:1500]):
        decoded = decode(data, declared_encoding(data))
        page = read_page(decoded.text)
        _demand_letters(page.text)
        hints = page.hints
        return RawArticle(
            article_id=article_id(data), source_uri=source_uri, media_type="text/html", encoding=decoded.encoding, raw_text=page.text,
            url=hints.url, hint_title=hints.title, hint_outlet=hints.outlet, hint_published_at=hints.published_at, hint_author=hints.author, markup=page.markup,
        )  # fmt: skip
    decoded = decode(data)
    _demand_letters(decoded.text)
    return RawArticle(article_id(data), source_uri, "text/plain", decoded.encoding, decoded.text)


def _demand_letters(text: str) -> None:
    if not has_letters(text):
        raise ReadError("no_text", "not one letter in it: check that it is an article")
