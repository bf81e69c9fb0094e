"""The day an article was written, told in words from its evidence: what fixes or bounds it, what agrees, what was set aside."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

_SET_ASIDE = " (in conflict with stronger evidence: set aside)"
_LIKELY = "most likely"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def in_words(day: date) -> str:
    """ "26 January 2021"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def tell(on: date | None, earliest: date | None, latest: date | None, evidence: str) -> list[tuple[str, str]]:
    """Lines (label, sentence) that tell how an article is dated. ``evidence``: the JSON of ``clean.articles.published_evidence``.

    The first line says the day or the bounds; then what decides it, what else narrows it, what only agrees, what was set aside.
    """
    pieces: list[Mapping[str, str | None]] = json.loads(evidence)
    kept = [p for p in pieces if not str(p["why"]).endswith(_SET_ASIDE)]
    aside = [p for p in pieces if str(p["why"]).endswith(_SET_ASIDE)]
    if on is not None:
        exact = [p for p in kept if p["earliest"] == p["latest"] == on.isoformat()]
        if exact:
            rest = [p for p in kept if p is not exact[0]]
            return [("written", f"on {in_words(on)}, because {_because(exact[0])}"), *_others(rest, "agrees"), *_others(aside, "set aside")]
        return [("written", f"on {in_words(on)}: the only day that all the evidence allows"), *_bounds(kept, None, None), *_others(aside, "set aside")]
    if earliest is None and latest is None:
        return [("written", "on a day that nothing in the page or its container tells"), *_others(pieces, "noted")]
    if earliest is not None and latest is not None:
        told = f"between {in_words(earliest)} and {in_words(latest)}"
    else:
        told = f"on {in_words(earliest)} or later" if earliest is not None else f"on {in_words(latest)} or earlier" if latest is not None else ""
    return [("written", told), *_bounds(kept, earliest, latest), *_others(aside, "set aside")]


def _bounds(pieces: Sequence[Mapping[str, str | None]], earliest: date | None, latest: date | None) -> list[tuple[str, str]]:
    """What decides each bound, then what tests single days, then the wider bounds."""
    first = max((p for p in pieces if p["earliest"]), key=lambda p: str(p["earliest"]), default=None)
    last = min((p for p in pieces if p["latest"]), key=lambda p: str(p["latest"]), default=None)
    out: list[tuple[str, str]] = []
    if first is not None:
        day = date.fromisoformat(str(first["earliest"]))
        out.append(("not before", f"{in_words(day)}, because {_because(first)}"))
    if last is not None:
        day = date.fromisoformat(str(last["latest"]))
        out.append(("not after", f"{in_words(day)}, because {_because(last)}"))
    tests = [p for p in pieces if not p["earliest"] and not p["latest"]]
    likely = earliest is not None and latest is not None  # what is only likely narrows bounds that are closed on both sides
    twice = {p["surface"] for p in tests if _LIKELY in str(p["why"])} & {p["surface"] for p in tests if _LIKELY not in str(p["why"])}
    out += [("narrowed", _narrowing(p)) for p in tests if p["surface"] not in twice or (_LIKELY in str(p["why"])) == likely]
    wider = [p for p in pieces if p is not first and p is not last and p not in tests]
    return [*out, *_others(wider, "agrees")]


def _narrowing(piece: Mapping[str, str | None]) -> str:
    """ "a Friday, because ...", where a weekday is what it says."""
    why = str(piece["why"])
    said, _, weekday = why.rpartition(": written on a ")
    return f"a {weekday}, because “{piece['surface']}”: {said}" if said and weekday.isalpha() else _because(piece)


def _because(piece: Mapping[str, str | None]) -> str:
    why = str(piece["why"]).removesuffix(_SET_ASIDE)
    return f"“{piece['surface']}”: {why}" if piece["surface"] else why


def _others(pieces: Sequence[Mapping[str, str | None]], label: str) -> list[tuple[str, str]]:
    """One line a piece, each said once."""
    said: dict[str, None] = {}
    for p in pieces:
        span = "" if not (p["earliest"] or p["latest"]) else f" [{p['earliest'] or '…'} to {p['latest'] or '…'}]" if p["earliest"] != p["latest"] else f" [{p['earliest']}]"
        said[f"{_because(p)}{span}"] = None
    return [(label, line) for line in said]
