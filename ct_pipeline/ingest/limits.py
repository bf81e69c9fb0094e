"""How much is read of one thing at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes after decompression: of one article (a text, a page, a record), and of one file of records."""

    article_bytes: int = 20_000_000
    file_bytes: int = 1_000_000_000


class ReadError(Exception):
    """A file or record that cannot be read: a reason of ``tables.REJECT_REASONS`` and a line that says what to do."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
