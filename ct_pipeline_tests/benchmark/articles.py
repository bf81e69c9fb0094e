"""Any number of articles for the benchmark: those of a dump or the project's samples, then again with other names, days and numbers, so that no two are near-duplicates."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from ct_pipeline.config import seeds_dir
from ct_pipeline.ingest import read_file
from ct_pipeline.model import RawArticle

_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"\d{4}")
_SENTENCE = re.compile(r"(?<=[.!؟])\s+|\n")
_FIRST = "أحمد محمد يوسف عمر خالد سعيد حسن عبد الله إدريس نبيل كريم سامي رشيد فؤاد هشام طارق منير وليد زكريا".split()
_LAST = "العلوي الفاسي التازي البكري الحداد النجار المنصوري الشريف الهاشمي القاسمي السالمي الكندي الزياني العبيدي الرفاعي المالكي السوسي الريفي".split()


def base_articles(dump: Path | None) -> list[tuple[str, str, str]]:
    """Title, body and date as printed of each record of a JSONL dump (gzipped or not), or of the project's samples where there is no dump."""
    if dump is None:
        texts = [r.raw_text for p in sorted((seeds_dir() / "articles").glob("*.txt")) for r in read_file(p, p.name) if isinstance(r, RawArticle)]
        return [(t.partition("\n")[0], t.partition("\n")[2], "") for t in texts]
    opener = gzip.open if dump.suffix == ".gz" else open
    with opener(dump, "rt", encoding="utf-8") as lines:
        return [(r.get("title") or "", r["body"], r.get("date") or "") for r in map(json.loads, lines) if r.get("body")]


def articles(count: int, dump: Path | None, first: int = 0) -> Iterator[dict[str, str]]:
    """``count`` records from number ``first`` on, the same ones each time. Past the end of the base, each is told anew: numbers drawn again, sentences in another
    order with a sentence of two other articles between them, and a sentence with a name and a day of its own."""
    base = base_articles(dump)
    for number in range(first, first + count):
        title, body, day = base[number % len(base)]
        if number >= len(base):
            chance = random.Random(number)
            title, body = _told_anew(title, body, base, chance, number)
        yield {"id": f"bench-{number:08}", "title": title, "body": body, "published_at": day}


def _told_anew(title: str, body: str, base: list[tuple[str, str, str]], chance: random.Random, number: int) -> tuple[str, str]:
    sentences = [s for s in _SENTENCE.split(body) if s.strip()]
    for _ in range(2):
        other = [s for s in _SENTENCE.split(chance.choice(base)[1]) if s.strip() and not _YEAR.search(s)]  # another article's dateline would contradict its own
        if other:
            sentences.insert(chance.randrange(len(sentences) + 1), chance.choice(other))
    if len(sentences) > 2:
        middle = sentences[1:]
        chance.shuffle(middle)
        sentences = sentences[:1] + middle
    name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
    sentences.append(f"وقال المتحدث {name} يوم {chance.randint(1, 28)} مارس {chance.randint(2012, 2025)} إن الملف رقم {number} قيد الدراسة.")
    again = "\n".join(sentences)
    return title, _NUMBER.sub(lambda m: str(chance.randrange(10 ** min(len(m[0]), 6))) if len(m[0]) < 4 else m[0], again)


def write_jsonl(path: Path, count: int, dump: Path | None, first: int = 0) -> Path:
    """The records as one JSONL file."""
    with path.open("w", encoding="utf-8") as out:
        for record in articles(count, dump, first):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path
