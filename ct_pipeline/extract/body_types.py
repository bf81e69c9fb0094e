"""Which types of bodies name themselves how. The types are those of ``cues/body_heads.csv``; of known bodies, those of the registry."""

from __future__ import annotations

# Bodies that every state has under the same name: their identity needs the country.
NATIONAL_TYPES = frozenset({"ministry", "prosecution", "court", "police", "armed_force", "government", "parliament", "directorate", "intelligence", "embassy", "military_region"})
# Bodies that bear a proper name in quotes after what they are: مركز الدراسات "آفاق".
NAMED_TYPES = frozenset({"centre", "association", "company", "foundation", "institute", "armed_group", "club", "network", "bank"})
SERVICES = frozenset({"police", "intelligence"})  # every state of a continent has its own
# Heads that with the article and adjectives alone describe: "المصلحة الجهوية", "الجماعة الترابية".
NEED_COMPLEMENT = frozenset({"unit", "armed_group", "platform", "initiative", "programme", "network"})
# Heads that need two adjectives or a complement: "الشركة المغربية" is some company, "المعهد المغربي" half a name.
NEED_TWO = frozenset(
    {"group", "company", "foundation", "coalition", "movement", "authority", "mechanism"}
    | {"agency", "organization", "forum", "centre", "office", "fund", "party", "university", "institute", "observatory", "union", "directorate"}
)
# Bodies named after what they stand for: "الاتحاد من أجل …".
CAUSES = frozenset({"association", "union", "movement", "party", "coalition", "network", "organization", "centre", "committee", "group", "forum", "fund"})
# Heads that are fields too, but after و begin a body of their own.
OWN_BODIES = frozenset({"parliament", "police", "embassy", "court", "armed_force", "government", "council", "bank", "ministry"})
# Bodies that study something: "مركز الدراسات حول الإرهاب".
STUDYING = frozenset({"centre", "institute", "observatory", "group"})
# Bodies whose name may end in "المعني بـ", "المكلفة بـ": a prosecution or a ministry "المختصة" is only the competent one.
TIED_TYPES = frozenset({"office", "court", "committee", "authority", "centre", "directorate", "unit", "group", "council", "agency", "mission", "team"})

# Registry bodies that speak for their state: they tell which country's "وزارة الداخلية" an article means.
STATE_TYPES = frozenset(
    {
        "ministry",
        "foreign_ministry",
        "interior_ministry",
        "justice_ministry",
        "defence_ministry",
        "finance_ministry",
        "religious_affairs_ministry",
        "government",
        "parliament",
        "presidency",
    }
    | {"police", "gendarmerie", "intelligence", "army", "border_guard", "financial_intelligence", "central_bank", "national_body", "prosecution", "court"}
)

# Heads that stand before a known body's own name and are a part of it: "تنظيم داعش", "بعثة المينورسو".
APPOSED = frozenset({"armed_group", "movement", "party", "company", "media", "bank", "mission"})
# Bodies that may be of two fields joined by و, the first alone being another body: "مجلس الأمن والدفاع".
SEVERAL = frozenset({"council"})
# Bodies of a town, which is named with them: "مديرية أمن …", "شرطة …".
SEATED = frozenset({"court", "police", "directorate"})
# Registry types of bodies that are missions themselves: "بعثة المينورسو".
MISSIONS = frozenset({"un_mission", "operation"})
# Of which registry types a known body must be for such a head to say what it is: "تحت لواء" a federation is under its banner, "تنظيم" before a union's name its organizing.
APPOSED_TO = {
    "armed_group": frozenset({"armed_group", "political", "army"}),
    "movement": frozenset({"armed_group", "political"}),
    "party": frozenset({"armed_group", "political"}),
    "mission": MISSIONS,
}
