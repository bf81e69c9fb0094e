"""News agencies: how they are printed, in lines that credit them and in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.seeds import Seeds


class AgencyRow(BaseModel):
    """``names`` identify the agency anywhere; ``letters`` are initials, printed with dots, spaces or nothing between them;
    ``context`` are short forms that are words of the language too ("ومع", "بنا") and count only where a line credits somebody."""

    model_config = ConfigDict(extra="forbid")
    short: str
    names: str = ""
    letters: str = ""
    context: str = ""


def _split(cell: str) -> list[str]:
    return [fold(part) for part in cell.split("|") if part.strip()]


@dataclass(frozen=True, slots=True)
class Agencies:
    """Compiled ``cues/agencies.csv``; all methods take folded text."""

    names: Matcher[str]
    credit: re.Pattern[str]  # any form, where it stands alone between brackets, slashes, dashes or line ends
    bare: re.Pattern[str]  # any form at the beginning, with nothing but spaces around it
    shorts: dict[str, str]  # a form without its separators -> short name

    def in_line(self, text: str) -> str | None:
        """The agency that a short line (byline, dateline, sign-off, source line) credits."""
        m = self.credit.search(text)
        if m:
            return self.shorts[_squeeze(m.group(1))]
        found = next(self.names.find(text), None) if len(text) < 80 else None
        return found.payloads[0] if found is not None else None

    def in_lead(self, text: str) -> str | None:
        """The agency credited at the head of a paragraph: "تونس 23 جانفي (وات) - …"."""
        m = self.credit.search(text[:90])
        return self.shorts[_squeeze(m.group(1))] if m else None


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def load_agencies(seeds: Seeds) -> Agencies:
    """Compile ``cues/agencies.csv``."""
    names: list[tuple[str, str]] = []
    shorts: dict[str, str] = {}
    forms: set[str] = set()
    for _, row in seeds.csv("cues/agencies.csv", AgencyRow):
        for name in _split(row.names):
            names.append((name, row.short))
            shorts.setdefault(_squeeze(name), row.short)
            forms.add(re.escape(name))
        for form in (*_split(row.letters), *_split(row.context)):
            shorts.setdefault(_squeeze(form), row.short)
            letters = form.split() if all(len(w) == 1 for w in form.split()) else []
            gap = r"[ .]{1,2}" if len(letters) == 2 else r"[ .]{0,2}"  # "آب" is August, not the AP
            forms.add(gap.join(map(re.escape, letters)) if letters else re.escape(form).replace("\\ ", r"[ .]{1,2}"))
    alternatives = "|".join(sorted(forms, key=lambda f: (-len(f), f)))
    credit = re.compile(rf'(?:^|[(\["/|:,-]|\b[مه]\b|\d) ?({alternatives})\.? ?(?=$|[)\]"/|,:-])')
    return Agencies(Matcher(names), credit, re.compile(rf" ?م? ?(?:{alternatives}) (?=\w)"), shorts)
