"""How much is read of one thing at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes after decompression: of one article (a text, a page, a record), and of one file of records; characters of one article's text."""

    article_bytes: int = 20_000_000
    article_characters: int = 2_000_000  # four times a long book: no article, but many in one file
    file_bytes: int = 1_000_000_000


class ReadError(Exception):
    """A file or record that cannot be read: a reason of ``tables.REJECT_REASONS`` and a line that says what to do."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def demand_article_size(text: str, limits: Limits) -> None:
    """Raises ``ReadError`` (``too_large``) for a text that cannot be one article."""
    if len(text) > limits.article_characters:
        raise ReadError("too_large", f"{len(text):,} characters of text, more than {limits.article_characters:,}: no article is that long; split it into its articles")
