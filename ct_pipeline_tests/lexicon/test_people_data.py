"""The people and offices of the seed registry: what bounds the day of an undated article must not contradict itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.lexicon.registry import Office, Registry

# One person at a time holds such an office in one country. Designated and elected ones have their own titles.
SINGLE_HOLDER = {
    "President", "King", "Sultan", "Emir", "Prime Minister", "Transitional President", "Supreme Leader",
    "Minister of Foreign Affairs", "Minister of Interior", "Minister of Defence", "Minister of Justice",
    "Secretary of State", "Secretary of Defense", "Attorney General", "Secretary of Homeland Security", "Director of the CIA", "Director of the FBI",
}  # fmt: skip
# The same for bodies that serve no one state: the key is the body.
SINGLE_HEAD = {
    "Secretary-General of the United Nations", "Secretary-General of the League of Arab States", "Secretary General of the GCC", "Secretary General of the OIC",
    "Secretary General of INTERPOL", "Secretary General of NATO", "Chairperson of the African Union Commission", "President of the European Commission",
    "President of the European Council", "EU High Representative for Foreign Affairs and Security Policy", "EU Counter-Terrorism Coordinator", "President of the FATF",
    "Executive Director of UNODC", "Director General of National Security", "Director of the Central Bureau of Judicial Investigations", "Leader of Daesh", "Leader of al-Qaeda",
}  # fmt: skip
HANDOVER = timedelta(days=7)  # the old holder runs the office until the new one arrives, and both days are printed


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_knowledge().registry


def _person(registry: Registry, name: str) -> str:
    """The one person that the whole name stands for."""
    key = fold(name)
    ids = {p for m in registry.names.find(key) if (m.start, m.end) == (0, len(key)) for p in m.payloads if p.startswith("person:")}
    assert len(ids) == 1, f"{name}: {sorted(ids)}"
    return ids.pop()


def _overlaps(holders: Sequence[Office]) -> list[str]:
    """Terms of two people that run together for longer than a handover. A term without a start says nothing; one without an end is read as still held."""
    found = []
    for a, b in combinations(sorted((o for o in holders if o.start), key=lambda o: (o.start or date.min, o.person_id)), 2):
        if a.person_id == b.person_id or a.start is None or b.start is None:
            continue
        if min(a.end or date.max, b.end or date.max) - b.start > HANDOVER:
            found.append(f"{a.title_en}: {a.person_id} {a.start}..{a.end} and {b.person_id} {b.start}..{b.end}")
    return found


def _office(person: str, start: str | None, end: str | None) -> Office:
    return Office(person, "وزير", "Minister", None, "XX", date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None, None)


def test_there_are_many_people_with_offices(registry: Registry) -> None:
    people = [e for e in registry.entities.values() if e.kind == "person"]
    assert len(people) >= 600
    assert sum(1 for e in people if registry.offices.get(e.entity_id)) >= 500
    assert sum(1 for held in registry.offices.values() for o in held if o.start) >= 600


def test_every_office_belongs_to_a_known_person_and_says_what_it_rests_on(registry: Registry) -> None:
    for person, held in registry.offices.items():
        assert registry.entities[person].kind == "person"
        for o in held:
            assert o.person_id == person and o.title_ar and o.title_en and o.source
            assert o.start is None or date(1950, 1, 1) <= o.start <= date(2026, 12, 31), o
            assert o.end is None or date(2000, 1, 1) <= o.end <= date(2026, 12, 31) or (o.start is not None and o.start.year < 2000), o


def test_overlapping_terms_are_found() -> None:
    assert _overlaps([_office("a", "2017-01-01", "2019-01-01"), _office("b", "2018-01-01", None)])
    assert _overlaps([_office("a", "2017-01-01", None), _office("b", "2018-01-01", "2018-02-01")])
    assert not _overlaps([_office("a", "2017-01-01", "2018-01-04"), _office("b", "2018-01-01", None)])
    assert not _overlaps([_office("a", None, None), _office("b", "2018-01-01", None)])
    assert not _overlaps([_office("a", "2017-01-01", "2018-01-01"), _office("a", "2017-06-01", None)])


def test_offices_of_one_holder_do_not_overlap(registry: Registry) -> None:
    groups: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for held in registry.offices.values():
        for o in held:
            if o.title_en in SINGLE_HOLDER and o.country_iso2:
                groups[o.country_iso2, o.title_en].append(o)
            elif o.title_en in SINGLE_HEAD:
                groups[o.organization_id or "", o.title_en].append(o)
    assert len(groups) > 80
    assert [line for _, holders in sorted(groups.items()) for line in _overlaps(holders)] == []


def test_names_are_arabic_and_carry_no_title(registry: Registry) -> None:
    titles = {fold(w) for w in ("الملك", "الرئيس", "رئيس", "الوزير", "وزير", "الأمير", "السيد", "السيدة", "الجنرال", "الدكتور", "الفريق", "اللواء", "السفير")}
    for e in registry.entities.values():
        if e.kind != "person":
            continue
        for name in e.aliases:
            words = fold(name).split()
            assert len(words) >= 2 and not re.search(r"[A-Za-z\u064B-\u0652]", name), (e.entity_id, name)
            assert words[0] not in titles, (e.entity_id, name)
        keys = [fold(a) for a in e.aliases]
        assert len(keys) == len(set(keys)), e.entity_id


def test_no_name_of_a_person_is_the_name_of_something_else(registry: Registry) -> None:
    others = {fold(a) for e in registry.entities.values() if e.kind != "person" for a in e.aliases}
    assert {a for e in registry.entities.values() if e.kind == "person" for a in e.aliases if fold(a) in others} == set()


KNOWN: list[tuple[str, str, str | None, str | None]] = [
    ("ناصر بوريطة", "Minister of Foreign Affairs", "2017-04-05", None),
    ("ناصر بوريطة", "Minister Delegate to the Minister of Foreign Affairs", "2016-02-06", "2017-04-05"),
    ("صلاح الدين مزوار", "Minister of Foreign Affairs", "2013-10-10", "2017-04-05"),
    ("عبد الوافي لفتيت", "Minister of Interior", "2017-04-05", None),
    ("عبد اللطيف حموشي", "Director General of National Security", "2015-05-15", None),
    ("عبداللطيف الحموشي", "Director General of Territorial Surveillance", "2005-12-15", None),
    ("عبد الحق الخيام", "Director of the Central Bureau of Judicial Investigations", "2015-03-20", "2020-11-29"),
    ("حبوب الشرقاوي", "Director of the Central Bureau of Judicial Investigations", "2020-11-29", None),
    ("بيرت كوندرز", "Minister of Foreign Affairs", "2014-10-17", "2017-10-26"),
    ("بيرت كوينديرس", "Minister of Foreign Affairs", "2014-10-17", "2017-10-26"),
    ("ستيف بلوك", "Minister of Foreign Affairs", "2018-03-07", "2021-05-25"),
    ("أنتوني بلينكن", "Secretary of State", "2021-01-26", "2025-01-20"),
    ("انطوني بلنكن", "Secretary of State", "2021-01-26", "2025-01-20"),
    ("مايك بومبيو", "Secretary of State", "2018-04-26", "2021-01-20"),
    ("ريكس تيلرسون", "Secretary of State", "2017-02-01", "2018-03-31"),
    ("جون كيري", "Secretary of State", "2013-02-01", "2017-01-20"),
    ("هيلاري كلينتون", "Secretary of State", "2009-01-21", "2013-02-01"),
    ("ماركو روبيو", "Secretary of State", "2025-01-21", None),
    ("لويجي دي مايو", "Minister of Foreign Affairs", "2019-09-05", "2022-10-22"),
    ("لويدجي دي مايو", "Minister of Foreign Affairs", "2019-09-05", "2022-10-22"),
    ("أنطونيو تاياني", "Minister of Foreign Affairs", "2022-10-22", None),
    ("فلاديمير ڤورونكوف", "Under-Secretary-General, UN Office of Counter-Terrorism", "2017-06-21", None),
    ("أنطونيو غوتيريش", "Secretary-General of the United Nations", "2017-01-01", "2026-12-31"),
    ("بان كي مون", "Secretary-General of the United Nations", "2007-01-01", "2016-12-31"),
    ("خوسي مانويل ألباريس", "Minister of Foreign Affairs", "2021-07-12", None),
    ("أرانتشا غونزاليس لايا", "Minister of Foreign Affairs", "2020-01-13", "2021-07-12"),
    ("جان إيف لو دريان", "Minister of Foreign Affairs", "2017-05-17", "2022-05-20"),
    ("بارتيان فيغتر", "EU Counter-Terrorism Coordinator", "2024-03-01", None),
    ("يورغن شتوك", "Secretary General of INTERPOL", "2014-11-07", "2024-11-07"),
]


@pytest.mark.parametrize(("name", "title", "start", "end"), KNOWN)
def test_known_terms(registry: Registry, name: str, title: str, start: str | None, end: str | None) -> None:
    terms = [(o.start, o.end) for o in registry.offices[_person(registry, name)] if o.title_en == title]
    assert (date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None) in terms


@pytest.mark.parametrize("name", ["بوريطة", "بلينكن", "خوان كارلوس", "محمد السوداني", "محمد مصطفى"])
def test_surnames_and_common_names_stand_for_nobody(registry: Registry, name: str) -> None:
    key = fold(name)
    assert not [p for m in registry.names.find(key) if (m.start, m.end) == (0, len(key)) for p in m.payloads if p.startswith("person:")]
