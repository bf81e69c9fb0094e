"""The registry: what the project's own files hold, and what the loader refuses, with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.lexicon.registry import Registry, load_registry, nisba_forms
from ct_pipeline.lexicon.seeds import SeedError, Seeds

HEADS = {
    "countries": "iso2,name_ar,name_en,aliases,context_aliases,shared_names,nisbas,context_nisbas,demonyms,capital",
    "cities": "id,name_ar,name_en,country,aliases,context_aliases,shared_names,latitude,longitude",
    "bodies": "id,name_ar,name_en,name_fr,type,country,parent,aliases,context_aliases,wikidata,shared_names",
    "outlets": "id,name_ar,name_en,name_fr,type,country,parent,aliases,context_aliases,wikidata",
    "people": "id,name_ar,name_en,country,aliases,wikidata",
    "offices": "person,title_ar,title_en,body,country,start,end,source",
    "masks": "phrase,why",
}
GOOD = {
    "countries": ["MA,المغرب,Morocco,المملكة المغربية,,,مغربي,,مغاربة,الرباط", "ML,مالي,Mali,جمهورية مالي,مالي,,,مالي,ماليون,باماكو"],
    "cities": ["rabat-ma,الرباط,Rabat,MA,,,,34.01,-6.83"],
    "bodies": ["un,الأمم المتحدة,United Nations,,international,,,هيئة الأمم,,", "un-sc,مجلس الأمن الدولي,Security Council,,un_organ,,un,,,"],
    "outlets": ["map,وكالة المغرب العربي للأنباء,Maghreb Arab Press,,agency,MA,,,ومع,"],
    "people": ["some-one,زيد بن عمرو,Zayd ibn Amr,MA,,"],
    "offices": ["some-one,مدير,Director,un,MA,2001-01-01,2002-01-01,invented"],
    "masks": ["المغرب العربي,a region"],
}


def seeds_with(folder: Path, **lines: list[str]) -> Seeds:
    """A small registry in ``folder``; ``lines`` are added to the files of these names."""
    (folder / "registry").mkdir(parents=True)
    for name, head in HEADS.items():
        text = "\n".join([head, *GOOD[name], *lines.get(name, [])]) + "\n"
        (folder / "registry" / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "registry" / "cues.yml").write_text("short_ministries: {الخارجية: foreign_ministry}\n", encoding="utf-8")
    return Seeds(folder)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_knowledge().registry


def test_a_small_registry_loads(tmp_path: Path) -> None:
    registry = load_registry(seeds_with(tmp_path))
    assert registry.entities["org:un-sc"].parent_id == "org:un"
    assert registry.entities["city:rabat-ma"].country_iso2 == "MA"
    assert registry.nisbas[fold("المغربية")] == "MA"
    assert [o.title_ar for o in registry.offices["person:some-one"]] == ["مدير"]
    assert list(registry.by_country_type[("MA", "agency")]) == ["org:map"]


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("countries", "Morocco,المغرب,Morocco,,,,,,,", "iso2"),
        ("countries", "DZ,,Algeria,,,,,,,", "name_ar"),
        ("countries", "DZ,الجزائر,Algeria,المغرب,,,,,,", "already stands for country:MA"),
        ("countries", "DZ,الجزائر,Algeria,,,,مغربي,,,", "already belongs to MA"),
        ("countries", "MA,مملكة أخرى,Another,,,,,,,", "given twice"),
        ("countries", "DZ,ج,Algeria,,,,,,,", "fewer than two letters"),
        ("cities", "Rabat,سلا,Salé,MA,,,,,", "column id"),
        ("cities", "sale-dz,سلا,Salé,MA,,,,,", "must end in -ma"),
        ("cities", "paris-fr,باريس,Paris,FR,,,,,", "there is no country:FR"),
        ("cities", "sale-ma,سلا,Salé,MA,الرباط,,,,", "already stands for city:rabat-ma"),
        ("cities", "sale-ma,سلا,Salé,MA,,,,134,-6.8", "latitude"),
        ("cities", "sale-ma,سلا,Salé,MA,,,,34,-6.8,extra", "more cells than columns"),
        ("bodies", "x,هيئة ما,Some body,,choir,,,,,", "type"),
        ("bodies", "x,هيئة ما,Some body,,agency,,nobody,,,", "there is no org:nobody"),
        ("bodies", "x,هيئة ما,Some body,,agency,FR,,,,", "there is no country:FR"),
        ("bodies", "x,هيئة ما,Some body,,agency,,,هيئة الأمم,,", "already stands for org:un"),
        ("bodies", "x,هيئة ما,Some body,,agency,,,,,w12", "wikidata"),
        ("outlets", "un,وكالة ما,Some agency,,agency,,,,,", "given twice"),
        ("people", "y,زيد,Zayd,MA,,", "one word"),
        ("people", "y,زيد بن عمرو,Zayd,MA,,", "already stands for person:some-one"),
        ("people", "y,زيد بن خالد,Zayd,FR,,", "there is no country:FR"),
        ("offices", "some-one,رئيس,Head,un,MA,2003-01-01,2002-12-31,invented", "ends (2002-12-31) before it starts (2003-01-01)"),
        ("offices", "nobody,رئيس,Head,un,MA,,,", "there is no person:nobody"),
        ("offices", "some-one,رئيس,Head,nothing,MA,,,", "there is no org:nothing"),
        ("offices", "some-one,رئيس,Head,un,FR,,,", "there is no country:FR"),
        ("offices", "some-one,رئيس,Head,un,MA,last year,,", "start"),
        ("offices", "some-one,مدير,Director,un,MA,2001-01-01,2003-01-01,again", "stands there twice"),
        ("bodies", "x,هيئة ما,Some body,,agency,,x,,,", "cannot stand above itself"),
        ("masks", ",nothing", "phrase"),
    ],
)  # fmt: skip
def test_a_broken_line_is_refused_with_file_line_and_reason(tmp_path: Path, file: str, line: str, reason: str) -> None:
    seeds = seeds_with(tmp_path, **{file: [line]})
    with pytest.raises(SeedError) as refusal:
        load_registry(seeds)
    assert f"{file}.csv, line {len(GOOD[file]) + 2}:" in str(refusal.value)
    assert reason in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    seeds = seeds_with(tmp_path)
    (tmp_path / "registry" / "masks.csv").unlink()
    with pytest.raises(SeedError, match=r"masks\.csv: missing"):
        load_registry(seeds)


def test_a_shared_name_is_no_collision(tmp_path: Path) -> None:
    seeds = seeds_with(tmp_path, countries=["JO,الأردن,Jordan,,,,أردني,,,عمان"], cities=["rabat-jo,رباط الأردن,Rabat of Jordan,JO,,,الرباط,,"])
    uses = {u.entity_id for m in load_registry(seeds).uses.find(fold("في الرباط")) for u in m.payloads}
    assert uses == {"city:rabat-ma", "city:rabat-jo"}


def test_two_bodies_are_not_each_others_parents(tmp_path: Path) -> None:
    seeds = seeds_with(tmp_path, bodies=["x,هيئة ما,Some body,,agency,,y,,,", "y,هيئة أخرى,Other body,,agency,,x,,,"])
    with pytest.raises(SeedError, match=r"bodies\.csv, line 4: column parent: org:y is under org:x is under org:y"):
        load_registry(seeds)


def test_what_every_state_has_is_composed_where_no_line_names_it(tmp_path: Path) -> None:
    seeds = seeds_with(tmp_path, countries=["KP,كوريا الشمالية,North Korea,,,,كوري شمالي,,,"], bodies=["mfa-ma,وزارة الخارجية المغربية,Foreign Ministry of Morocco,,foreign_ministry,MA,,,,"])
    cues = tmp_path / "registry" / "cues.yml"
    composed = 'composed: [{type: foreign_ministry, slug: mfa, ar: "وزارة الخارجية {f}", en: "Foreign Ministry of {en}"}, {type: army, slug: army, ar: "الجيش {m}", en: "Army of {en}", only: [MA]}]\n'
    cues.write_text(cues.read_text(encoding="utf-8") + composed + "no_states: [ML]\n", encoding="utf-8")
    registry = load_registry(seeds)
    assert registry.entities["org:mfa-ma"].name_en == "Foreign Ministry of Morocco"  # the line's
    assert registry.entities["org:mfa-kp"].name_ar == "وزارة الخارجية الكورية الشمالية"
    assert registry.entities["org:army-ma"].name_ar == "الجيش المغربي"
    assert "org:army-kp" not in registry.entities
    assert "org:mfa-ml" not in registry.entities
    assert {u.entity_id for m in registry.uses.find(fold("أعلنت الخارجية الكورية الشمالية")) for u in m.payloads if u.kind == "organization"} <= {"org:mfa-kp"}
    assert list(registry.by_country_type[("MA", "army")]) == ["org:army-ma"]


@pytest.mark.parametrize("country", ["MA", "DZ", "TN", "LY", "EG", "SA", "IQ", "YE", "ML", "NE", "BF", "TD", "SN", "NG", "GH", "TG", "BJ", "MR", "FR", "ES", "DE", "TR", "US", "PE", "UZ", "PK"])
def test_every_state_has_its_ministries_its_police_and_its_army(registry: Registry, country: str) -> None:
    for kind in ("foreign_ministry", "interior_ministry", "justice_ministry", "defence_ministry", "police", "army"):
        assert registry.by_country_type.get((country, kind)), (country, kind)


def test_every_states_ministry_has_its_short_name(tmp_path: Path) -> None:
    seeds = seeds_with(tmp_path, bodies=["mfa-ma,وزارة الخارجية المغربية,Foreign Ministry of Morocco,,foreign_ministry,MA,,,,"])
    registry = load_registry(seeds)
    assert {u.entity_id for m in registry.uses.find(fold("أعلنت الخارجية المغربية")) if " " in m.pattern for u in m.payloads} == {"org:mfa-ma"}
    assert not [m for m in registry.uses.find(fold("أعلنت الخارجية المالية")) if " " in m.pattern], "Mali has no ministry in this registry"


def test_nisbas_inflect_and_take_the_article() -> None:
    assert {"سنغالي", "السنغاليه", "سنغاليين", "السنغاليون"} <= set(nisba_forms("سنغالي"))
    assert {"جنوب افريقي", "الجنوب افريقيه", "الجنوب الافريقيين"} <= set(nisba_forms("جنوب أفريقي"))
    assert {"كوري جنوبي", "الكوريه الجنوبيه"} <= set(nisba_forms("كوري جنوبي"))


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("الغابون", "GA"), ("غابون", "GA"), ("موزامبيق", "MZ"), ("الموزمبيق", "MZ"), ("الطوغو", "TG"), ("توغو", "TG"), ("البنين", "BJ"), ("بنين", "BJ"),
        ("الكوت ديفوار", "CI"), ("ساحل العاج", "CI"), ("أريتريا", "ER"), ("إثيوبيا", "ET"), ("أثيوبيا", "ET"), ("الكونغو الديمقراطية", "CD"), ("غينيا بيساو", "GW"),
        ("غينيا الاستوائية", "GQ"), ("التشاد", "TD"), ("بوركينافاسو", "BF"), ("الفيليبين", "PH"), ("البوسنة والهرسك", "BA"), ("الدانمارك", "DK"), ("هولاندا", "NL"),
        ("مملكة البحرين", "BH"), ("جمهورية أوزبكستان", "UZ"), ("دولة الكويت", "KW"), ("الجمهورية الإسلامية الموريتانية", "MR"),
    ],
)  # fmt: skip
def test_states_are_known_by_every_spelling(registry: Registry, name: str, country: str) -> None:
    key = fold(name)
    assert {u.entity_id for m in registry.uses.find(key) if m.pattern == key for u in m.payloads if u.kind == "country" and not u.cautious} == {f"country:{country}"}


@pytest.mark.parametrize(
    ("nisba", "country"),
    [("البوركينابي", "BF"), ("الإيفوارية", "CI"), ("السينغالي", "SN"), ("غامبية", "GM"), ("الليبيرية", "LR"), ("الطوغولي", "TG"), ("تشادي", "TD"),
     ("أوزبكي", "UZ"), ("الطاجيكية", "TJ"), ("أذربيجاني", "AZ")],
)  # fmt: skip
def test_nisbas_of_every_spelling(registry: Registry, nisba: str, country: str) -> None:
    assert registry.nisbas[fold(nisba)] == country


def test_the_registry_is_broad(registry: Registry) -> None:
    kinds = [e.kind for e in registry.entities.values()]
    assert kinds.count("country") >= 220
    assert kinds.count("city") >= 3000
    located = [e for e in registry.entities.values() if e.kind == "city" and e.latitude is not None]
    assert len(located) >= 0.85 * kinds.count("city")


def test_every_capital_is_a_known_city_or_name(registry: Registry) -> None:
    capitals = ["الرباط", "الجزائر العاصمة", "نجامينا", "واغادوغو", "نيامي", "باماكو", "مقديشو", "أديس أبابا", "طشقند", "دوشنبه", "كانبرا", "أوتاوا", "برازيليا"]
    for capital in capitals:
        assert any(registry.entities[e].kind == "city" for m in registry.names.find(fold(capital)) for e in m.payloads), capital


def test_a_name_that_lost_its_space_is_still_the_name() -> None:
    """Scrapes that drop the mark-up of linked words drop the space between them."""
    uses = load_knowledge().registry.uses

    def found(text: str) -> set[str]:
        return {use.entity_id for match in uses.find(fold(text)) for use in match.payloads}

    assert {"org:un", "org:un-sc"} <= found("قالت الأممالمتحدة إن مجلسالأمن سيجتمع في الرباط.")
    assert "org:un" not in found("قال الأممالمتحدثون")
