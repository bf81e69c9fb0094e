"""Kin by first names, groups by their short names, last names that are nisbas, what masks hide. All sentences are invented."""

from __future__ import annotations

from ct_pipeline_tests.extract.person_texts import named, people_context


def _of_kind(text: str, kind: str) -> list[tuple[str, str]]:
    context = people_context(text)
    return [(context.doc.surface(m.start, m.end), m.entity_id) for m in context.mentions if m.kind == kind]


def test_two_who_are_kin() -> None:
    assert named("وسيحاكم المتهم مع نجليه كمال وعلاء، ووزير سابق.") == ["كمال", "علاء"]
    assert named("وسيحاكم المتهم مع نجله كمال وشريك له.") == ["كمال"]


def test_a_first_name_alone_is_the_one_who_has_it() -> None:
    text = "واعتقل سمير العمراني وزوجته ليلى في المدينة. وقالت ليلى العمراني إن التهمة باطلة."
    people = {entity for _, entity in _of_kind(text, "person")}
    assert len(people) == 2
    people = {entity for _, entity in _of_kind(text + " ونفت ليلى بنشقرون ذلك.", "person")}
    assert len(people) == 4  # of two who have it, nobody is meant for sure


def test_a_part_that_she_plays_is_not_her_name() -> None:
    assert named("قالت ليلى العمراني ذلك. وبينما قامت ليلى بدور المراقب، انتظر شريكها.") == ["ليلى العمراني"]


def test_a_groups_short_name_in_a_text_about_where_it_is() -> None:
    assert ("حماس", "org:hamas") in _of_kind("واستمرت الحملة ضد حماس في غزة وسائر فلسطين.", "organization")
    assert _of_kind("واستقبله الجمهور في فلسطين بحماس كبير.", "organization") == []
    assert _of_kind("وساد حماس كبير بين الناس في فلسطين.", "organization") == []
    assert _of_kind("وكان العمل يتطلب صبرا مع حماس لا ينضب في المغرب.", "organization") == []


def test_a_last_name_that_is_a_nisba_names_no_country() -> None:
    text = "استقبل رئيس الوزراء العراقي محمد شياع السوداني الوفد. {} بحسب البيان إن الزيارة مهمة."
    assert "country:SD" not in {entity for _, entity in _of_kind(text.format("وأضاف السوداني"), "country")}
    assert "country:SD" in {entity for _, entity in _of_kind(text.format("وأضاف الوزير السوداني"), "country")}


def test_what_a_mask_hides_is_nobody() -> None:
    assert named("ووقعت الهجمات خلال مرورهما عبر خليج عمان في جلسة.") == []
    assert _of_kind("وجرت المباراة على ملعب الإمارات بنجاح في العديد من اللقطات.", "country") == []
    assert _of_kind("وزار الوزير قطر ونجح في العديد من الملفات.", "city") == []


def test_forces_of_a_state_are_its_army() -> None:
    assert {e for _, e in _of_kind("وانسحبت القوات الإسرائيلية من المدينة، وأعلن الجيش الإسرائيلي ذلك.", "organization")} == {"org:idf"}
    assert all(e.startswith("org:x") for _, e in _of_kind("وانسحبت القوات الأجنبية من المدينة.", "organization"))


def test_bodies_of_bodies() -> None:
    names = [n for n, _ in _of_kind("واستولت البحرية التابعة للحرس الثوري الإيراني على السفينة. وحكمت الدائرة الخامسة بمحكمة جنايات القاهرة.", "organization")]
    assert names == ["البحرية التابعة للحرس الثوري الإيراني", "الدائرة الخامسة بمحكمة جنايات القاهرة"]
    assert ("المكتب السياسي لحركة حماس" in {n for n, _ in _of_kind("ومكتبها في الدوحة. وزار المكتب السياسي لحركة حماس وفد.", "organization")})
    assert _of_kind("وحلت الدائرة الخامسة ضيفا. وخاضت البحرية تمرينا.", "organization") == []
