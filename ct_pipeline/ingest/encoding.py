"""Bytes to text: which encoding, judged by a library and by how Arabic the result looks.

General detectors take windows-1256 for ISO-8859-6 and the other way round, or for Cyrillic, on texts of a few lines. The judgement here is
older than statistics on bytes: decode with each candidate and see which one gives Arabic letters in the proportions of Arabic, in words that
are not mixed with Latin ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ct_pipeline.ingest.limits import ReadError
from ct_pipeline.ingest.rules import ingest_rules

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# First bytes of formats that are not text: what it is, and whether a reader could be helped to convert it.
_MAGIC = (
    (b"%PDF-", "a PDF file", "convert it to text, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it, or save the document as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as plain text or HTML"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"PAR1", "a Parquet file", "export its rows as JSONL"),
    (b"BZh", "a bzip2 file", "unpack it, or pack it with gzip"),
    (b"\xfd7zXZ", "an xz file", "unpack it, or pack it with gzip"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it, or pack it with gzip"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"\x1f\x8b", "a gzip file inside a gzip file", "unpack it once"),
)
_UNPRINTABLE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 65_536  # bytes looked at to tell an encoding: 30 pages of text
_ENOUGH = 0.05  # bits a letter from which a text is taken for Arabic
_POSSIBLE = -0.8  # from which it is where no Latin-script reading fits: a word of rare letters
_RARER = 2.5  # bits of evidence wanted for the second encoding of the list; for the third four times as much


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text ready to be stored (no NUL, no lone surrogate, line ends are ``\\n``) and the encoding it came in."""

    text: str
    encoding: str


def storable(text: str) -> str:
    """The text as every store can hold it: no NUL, no lone surrogate, no leading byte order mark; line ends are ``\\n``."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff")


def arabic_score(text: str) -> float:
    """How Arabic a decoding looks: 0 and less for noise or another language, about 1 to 2 for Arabic prose. The unit is bits a letter.

    Letters count by their frequency, frequent words and the article at the start of a word count more; words that mix scripts count against.
    """
    rules = ingest_rules()
    weight = rules.letter_weight
    score, letters = 0.0, 0
    for match in _WORD.finditer(text):
        word = match.group()
        letters += len(word)
        arabic = [weight[c] for c in word if c in weight]
        if not arabic:
            continue
        if len(arabic) < len(word) and not all(c in weight or "\u0600" <= c <= "\u06ff" for c in word):
            score -= 4.0 * len(word)  # no word is written in two scripts
            continue
        score += sum(arabic)
        if word in rules.words:
            score += 6.0
        elif len(word) > 4 and word.startswith("ال"):
            score += 4.0
    controls = sum(1 for c in text if "\x80" <= c <= "\x9f")
    return (score - 8.0 * controls) / letters if letters else 0.0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file or record. ``declared``: an encoding its container names (an HTML meta tag); taken where the bytes do not speak against it.

    Raises ``ReadError``: ``empty``, ``not_text`` and ``unsupported`` for other formats, ``undecodable``.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\x00"):
        raise ReadError("empty", f"{len(data)} bytes and no text: check the export that wrote it")
    text, encoding = _decode(data, declared)
    text = storable(text)
    if not text.strip():
        raise ReadError("empty", "nothing but white space: check the export that wrote it")
    return Decoded(text, encoding)


def _decode(data: bytes, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise ReadError("unsupported", f"{what}: {remedy}")
    if (wide := _utf16(data)) is not None:
        return wide
    _refuse_binary(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        mended = _read_twice(text)
        return (mended, "utf-8, twice") if mended is not None else (text, "utf-8")
    if (mostly := _nearly_utf8(data)) is not None:
        return mostly
    encoding = _single_byte(data, declared)
    return data.decode(encoding, "replace"), encoding


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32, where the first bytes of a stream say so; a codec that drops the mark."""
    for mark, encoding in _BOMS[1:]:
        if head.startswith(mark):
            return encoding[:6]
    wide = _utf16(head)
    return wide[1] if wide else None


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: spaces, line ends and Latin letters have one zero byte, Arabic letters one of 06; both on the same side of the pair."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[0::2], sample[1::2]
    if len(sample) < 4:
        return None
    for high, low, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        wide = high.count(0) + high.count(6)
        stray = low.count(0) + low.count(6)
        if wide >= 0.7 * len(high) and stray * 8 < wide and 0 not in low[:16]:
            return data[: len(data) & ~1].decode(encoding, "replace"), encoding
    return None


def _refuse_binary(data: bytes) -> None:
    """A few stray control characters occur in texts; one byte in fifty does not."""
    sample = data[:_SAMPLE]
    unprintable = len(_UNPRINTABLE.findall(sample))
    padding = sample.count(0)
    if padding * 3 < len(sample) and b"\x00" not in sample[:4] and _is_utf8(data):
        unprintable -= padding  # a text between NULs: they are taken out
    if unprintable * 50 > len(sample) + 100:
        raise ReadError("not_text", f"{unprintable} of its first {len(sample)} bytes are control characters: a binary file; take it out of the folder or convert it to text")


def _read_twice(text: str) -> str | None:
    """The text before a program took its UTF-8 for windows-1256 or windows-1252 and saved that as UTF-8; None if none did.

    It shows in the commonest pair of letters, the article, which no text writes this way twice.
    """
    for codec in ("windows-1256", "windows-1252"):
        if text.count("ال".encode().decode(codec)) < 2:
            continue
        single = bytearray()
        for char in text:
            try:
                single += char.encode(codec)
            except UnicodeEncodeError:
                if char > "\xff":
                    return None
                single.append(ord(char))  # bytes the code page leaves open pass through unchanged
        try:
            return single.decode("utf-8")
        except UnicodeDecodeError:
            return None
    return None


def _nearly_utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with damage (a character cut in two, a few foreign bytes), or with lines pasted from a one-byte encoding; None if it is not UTF-8 at all."""
    text = data.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    foreign = sum(1 for c in text if c > "\x7f")
    if damage * 10 > foreign and damage > 1:
        good = [line for line in data.split(b"\n") if not line.isascii()]
        whole = sum(len(line) for line in good if _is_utf8(line))
        if whole * 4 < sum(map(len, good)):
            return None
    elif foreign - damage < 3:
        return None
    lines, mixed = [], False
    for line in data.split(b"\n"):
        if _is_utf8(line):
            lines.append(line.decode("utf-8"))
            continue
        best = _best_arabic(line)
        if best is not None and line.decode("utf-8", "replace").count("\ufffd") > 3:
            lines.append(line.decode(best, "replace"))
            mixed = True
        else:
            lines.append(line.decode("utf-8", "replace"))
    return "\n".join(lines), "utf-8, mixed" if mixed else "utf-8"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _best_arabic(data: bytes, enough: float = _ENOUGH) -> str | None:
    """The Arabic one-byte encoding in which the bytes look most like Arabic prose; None if they do in none."""
    scored = []
    for rank, encoding in enumerate(ingest_rules().encodings):
        text = data[:_SAMPLE].decode(encoding, "replace")
        score = arabic_score(text.replace("\ufffd", "\x80"))
        scored.append((score - _RARER * rank * rank / len(text), -rank, score, encoding))
    _, _, score, encoding = max(scored)
    return encoding if score >= enough else None


def _single_byte(data: bytes, declared: str | None) -> str:
    if (best := _best_arabic(data)) is not None:
        return best
    if declared and _can_decode(data, declared):
        return declared
    sample = data[:_SAMPLE]
    foreign = [c for c in sample.decode("windows-1252", "replace") if c > "\x7f"]
    plain = sum(1 for byte in sample if chr(byte).isalpha() and byte < 128)
    if plain > 2 * len(foreign) and ingest_rules().latin.issuperset(foreign):
        return "windows-1252"
    if plain <= len(foreign) and (best := _best_arabic(sample, _POSSIBLE)) is not None:
        return best
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    match = from_bytes(sample).best()
    if match is None or not _can_decode(sample, match.encoding):
        raise ReadError("undecodable", "no known encoding gives readable text: save it as UTF-8")
    return str(match.encoding).replace("_", "-").replace("cp125", "windows-125")


def _can_decode(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True
