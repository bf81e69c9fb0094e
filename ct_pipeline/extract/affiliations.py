"""Who holds which office: a named person, the title as printed, the body it belongs to, and the country the office serves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ct_pipeline.extract.context import Context, FoundAffiliation, FoundMention
from ct_pipeline.extract.person_grammar import Title, View, bare, is_subject_verb
from ct_pipeline.extract.person_rules import ARTICLE, COMMON, GIVEN, NUMBER, load_person_rules, split_clitics
from ct_pipeline.extract.person_titles import parse_title
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.fold import fold

_EMITTED = frozenset({"office", "sovereign", "profession"})
GUESSED = "_home"  # the end of the rule of an affiliation whose country is only the one the article is written from
_HOME_WEIGHT = {"country": 2, "city": 3, "organization": 2}  # a paper names its own country less often than its towns and bodies
_CLAUSE_WORDS = 9  # a short clause may stand between a title and the name: "مدير المركز، ومقره الرباط، العقيد فلان"


@dataclass(slots=True)
class TitleLink:
    """A title phrase and the person it is said of."""

    title: Title
    person: FoundMention
    nisba_only: str | None = None  # country of the nisba that stands for a counterpart ("نظيره الغاني")
    text: str | None = None  # the title where it is taken over from another person
    order: int = 0


def find_affiliations(context: Context) -> None:
    """Add one affiliation for each office the text gives to a named person."""
    view = View(context)
    home = _home_country(context)
    links: list[TitleLink] = []
    behalf: list[tuple[FoundMention, int, FoundMention]] = []
    for sentence in context.doc.sentences:
        links.extend(title_links(context, view, sentence))
        behalf.extend(_on_behalf(context, view, sentence))
    for order, link in enumerate(links):
        link.order = order
    titled = {link.person.entity_id for link in links if link.title.form.kind in _EMITTED and link.title.last - link.title.first >= 1}
    acting = {person.entity_id for person, first, _ in behalf if view.gap(first) == " "}
    rich = {link.person.entity_id for link in links if link.title.form.kind in _EMITTED and len(_title_text(context, view, link).split()) > 1}
    # "نظيره التونسي العميد فلان، قائد ...": one title says the country, the other the office
    elsewhere = {link.person.entity_id: code for link in links if link.title.form.kind in ("kin", "rank", "role") and (code := _stated(context, view, link.title))}
    behalf_country = {p.entity_id: context.entities[o.entity_id].country_iso2 for p, _, o in behalf}
    seen: dict[str, list[set[str]]] = {}
    for link in links:
        kind, person = link.title.form.kind, link.person.entity_id
        if kind == "rank":
            if person in titled or person in acting:
                continue
        elif kind == "kin":
            if link.text is None:
                continue
        elif kind not in _EMITTED or link.title.form.plural:
            continue
        text = link.text or _title_text(context, view, link)
        if not text or (len(text.split()) == 1 and person in rich and link.text is None):
            continue
        words = set(fold(text).split())
        if any(words <= other for other in seen.get(person, [])):
            continue
        seen.setdefault(person, []).append(words)
        body = _body(context, view, link.title)
        country, guessed = (link.nisba_only, False) if link.nisba_only else _country(context, view, link, body, home, elsewhere)
        if kind == "rank" and guessed and person in behalf_country:
            country = behalf_country[person]
        former = any(view.words[i] in view.rules.former for i in range(link.title.first, min(link.title.last + 1, len(view.words))))
        start, end = min(link.title.start, link.person.start), max(link.title.end, link.person.end)
        confidence = 0.9 if link.title.run is not None else 0.8
        context.affiliations.append(FoundAffiliation(start, end, person, text, body.entity_id if body else None, country, former, confidence, f"title_{kind}" + (GUESSED if guessed else "")))
    for mention, first, organization in behalf:
        if mention.entity_id in titled:
            continue
        text = " ".join(context.doc.surface(view.tokens[first].start, organization.end).split())
        acting_for, country = _side(context, view, mention.start)
        if not acting_for and not serves_no_state(context, organization.entity_id):
            country = context.entities[organization.entity_id].country_iso2 or home
        context.affiliations.append(FoundAffiliation(mention.start, organization.end, mention.entity_id, text, organization.entity_id, country, False, 0.75, "on_behalf"))
    for found in context.affiliations:
        info = context.entities.get(found.person_id)
        if info is not None and info.country_iso2 is None and found.country_iso2 is not None and not info.is_registered:
            context.entities[found.person_id] = replace(info, country_iso2=found.country_iso2)


# --------------------------------------------------------------------------------- title and person


def titles_of(view: View, sentence: SentenceSpan) -> Iterator[Title]:
    """The title phrases of a sentence, outermost first, not overlapping."""
    i = sentence.first_token
    while i < sentence.last_token:
        m = view.mention.get(i)
        if m is not None and m.kind == "person" and view.tokens[i].start >= m.start:
            i += 1
            continue
        title = parse_title(view, i, sentence.last_token)
        if title is None:
            i += 1
            continue
        yield title
        i = max(i + 1, title.last)


def _person_at(view: View, i: int) -> FoundMention | None:
    m = view.mention.get(i)
    return m if m is not None and m.kind == "person" else None


def title_links(context: Context, view: View, sentence: SentenceSpan) -> list[TitleLink]:
    """The title phrases of a sentence with the person each is said of."""
    titles = list(titles_of(view, sentence))
    out: list[TitleLink] = []
    owner: dict[int, FoundMention] = {}
    for n, title in enumerate(titles):
        leads_on = n + 1 < len(titles) and titles[n + 1].run is not None and titles[n + 1].first == title.last and view.gap(title.last) == " "
        if leads_on and title.first > sentence.first_token and view.gap(title.first) == " " and not _has_own(view, titles[n + 1], sentence.last_token):
            continue  # "التقى فلان وزير خارجية مصر السيد علان": the office is the next one's
        if title.run is None and not title.prefix and title.form.kind not in ("honorific", "kin", "label", "rank") and not title.form.plural and (m := _apposed(context, view, title, sentence)):
            owner[n] = m
    # The name follows: directly, or behind further titles and ranks.
    for n in range(len(titles) - 1, -1, -1):
        title = titles[n]
        if n in owner:
            continue
        if title.run is not None and (m := _person_at(view, title.run.first)) is not None:
            owner[n] = m
        elif n + 1 < len(titles) and n + 1 in owner and titles[n + 1].start < owner[n + 1].start:
            following = titles[n + 1]
            gap = view.text[title.end : following.start]
            kind = following.form.kind
            if following.prefix[:1] in ("و", "ف"):
                # "مساعد الوزير ورئيس لجنة ... السفير فلان": both his, where no mark parts them
                if (
                    gap.strip() == following.prefix
                    and title.run is None
                    and title.form.kind == following.form.kind == "office"
                    and title.form.gender == following.form.gender
                    and not following.form.plural
                ):
                    owner[n] = owner[n + 1]
                continue
            if title.form.kind in ("kin", "role") and kind == "office":
                continue
            clean = gap.strip(' "()')
            if clean in ("", ",", "-") or (clean and kind in ("honorific", "rank") and following.last - following.first <= 3 and _short_clause(view, title, following)):
                owner[n] = owner[n + 1]
    # The name stands before: apposition, and what is joined to it by "and".
    for n, title in enumerate(titles):
        if n in owner or title.form.kind in ("honorific", "kin", "label", "rank") or title.form.plural:
            continue
        before = _apposed(context, view, title, sentence)
        if before is not None:
            owner[n] = before
        elif (
            n
            and n - 1 in owner
            and title.prefix == "و"
            and owner[n - 1].end <= titles[n - 1].start
            and view.text[titles[n - 1].end : view.tokens[title.first].start] == " "
            and title.form.gender == titles[n - 1].form.gender
            and not title.form.definite
        ):
            owner[n] = owner[n - 1]
    for n, title in enumerate(titles):
        if n in owner:
            out.append(TitleLink(title, owner[n]))
    return out + _counterparts(context, view, sentence, titles, out)


def _has_own(view: View, title: Title, end: int) -> bool:
    """The person that ``title`` introduces has an office behind the name: the one before belongs to somebody else."""
    if title.run is None:
        return False
    i = title.run.last
    form = view.title_form(i, end) if i < end and view.gap(i).strip() in ("", ",") else None
    return form is not None and not form[1] and form[0].kind == "office"


def _short_clause(view: View, title: Title, following: Title) -> bool:
    between = range(title.last, following.first)
    if len(between) > _CLAUSE_WORDS or title.last - title.first < 2 or not between:
        return False
    if view.gap(title.last).strip() not in (",", "(", "),", ")") and view.words[title.last] != "في":
        return False
    if any(_person_at(view, i) is not None or is_subject_verb(view, i) or view.words[i] in ("ان", "الذي", "التي") for i in between):
        return False
    gap = view.text[title.end : following.start]
    return "." not in gap and "\n" not in gap and '"' not in gap


def _apposed(context: Context, view: View, title: Title, sentence: SentenceSpan) -> FoundMention | None:
    """The person named right before ``title``: "فلان، مدير ...", "فلان مدير ...", "فلان، وهو مدير ..."."""
    i = title.first - 1
    if i < sentence.first_token:
        return None
    if title.prefix and title.prefix != "و":
        return None
    gap = view.text[view.tokens[i].end : view.tokens[title.first].start]
    if view.words[i] in view.rules.apposition_words and gap == " ":
        i -= 1
        gap = " "
        if i < sentence.first_token:
            return None
    elif title.prefix:
        return None
    m = _person_at(view, i)
    if m is None and gap.strip() in (",", "-", "") and i - 1 >= sentence.first_token and view.after(i).startswith((")", ",", " ")) and (view.is_nisba(i) or "(" in view.gap(i)):
        m = _person_at(view, i - 1)
    if m is None and view.blocked(i) and i - 2 >= sentence.first_token and view.words[i - 1] == "من":
        m = _person_at(view, i - 2)  # "فلان من الاكوادور، رئيس ..."
    if m is None or not m.is_named:
        return None
    if gap.strip() not in ("", ",", "-", "),", ")", "("):
        return None
    if gap == " " and title.run is not None:
        return None
    return m


def _counterparts(context: Context, view: View, sentence: SentenceSpan, titles: list[Title], links: list[TitleLink]) -> list[TitleLink]:
    """ "نظيره الغاني فلان والتوغولي فلان": the counterpart holds the office of the one before him."""
    out: list[TitleLink] = []
    model: TitleLink | None = None
    active = False
    persons = [m for m in context.mentions_in(sentence, ("person",)) if m.is_named]
    by_person: dict[int, TitleLink] = {}
    for link in links:
        if link.title.form.kind in ("office", "sovereign"):
            old = by_person.setdefault(link.person.start, link)
            if link.title.last - link.title.first > old.title.last - old.title.first:
                by_person[link.person.start] = link
    kin = {t.first: t for t in titles if t.form.lemma.startswith("نظير")}
    for m in persons:
        if m.start in by_person:
            model, active = by_person[m.start], False
            continue
        first = context.doc.token_at(m.start)
        country = view.is_nisba(first - 1) if first > sentence.first_token else None
        if country is None:
            continue
        title = next((t for f, t in kin.items() if f < first and first - f <= 3), None)
        active = active or title is not None
        if active and model is not None:
            text = _portfolio(_title_text(context, view, model))
            out.append(TitleLink(title or model.title, m, country, text))
    return [replace(link, title=replace(link.title, form=replace(link.title.form, kind="kin"))) for link in out]


def _portfolio(text: str) -> str:
    """The office without what only its first holder's country adds: "وزير الشؤون الخارجية والتعاون ..." gives "وزير الشؤون الخارجية"."""
    words = text.split()
    for n, word in enumerate(words):
        if n >= 2 and word.startswith("و"):
            return " ".join(words[:n])
    return text


def _on_behalf(context: Context, view: View, sentence: SentenceSpan) -> Iterator[tuple[FoundMention, int, FoundMention]]:
    """ "فلان عن وزارة ..." and "فلان، من هيئة ...": person, word of the preposition, body."""
    for m in context.mentions_in(sentence, ("person",)):
        i = context.doc.token_at(m.end)
        if i + 1 >= sentence.last_token or view.words[i] not in view.rules.on_behalf or view.gap(i).strip() not in ("", ","):
            continue
        body = view.mention.get(i + 1)
        if body is not None and body.kind == "organization" and body.start <= view.tokens[i + 1].start:
            yield m, i, body


# ------------------------------------------------------------------------------- title, body, country


def _cut(context: Context, view: View, title: Title) -> int:
    """Index after the last word of the title proper: a body joined by "بـ" is told apart, if the title says something without it."""
    for k in range(title.first + 2, title.last):
        m = view.mention.get(k)
        if m is not None and m.kind == "organization" and m.start > view.tokens[k].start and view.text[view.tokens[k].start] == "ب" and m.start - view.tokens[k].start == 1:
            return k
    return title.last


def _title_text(context: Context, view: View, link: TitleLink) -> str:
    title = link.title
    last = _cut(context, view, title)
    end = title.end if last == title.last else view.tokens[last - 1].end
    # the country's nisba at the end says what the column "country" says
    if (
        last - title.first >= 2
        and view.words[last - 1].startswith("ال")
        and view.is_nisba(last - 1)
        and view.tokens[last - 1].end >= end - 1
        and view.mention.get(last - 1) is not None
        and view.mention[last - 1].kind == "country"
    ):
        feminine = view.words[last - 1].endswith("ه")
        if feminine == (title.form.gender == "f"):
            last -= 1
            end = view.tokens[last - 1].end
    text = " ".join(context.doc.surface(title.start, end).split()).strip(' "،,')
    if text.count('"') == 1 or text.count("«") != text.count("»") or text.count("“") != text.count("”"):
        text = text.translate(str.maketrans("", "", '"«»“”'))
    if text.endswith((" لـ", " ل", " بـ", " ب")):
        text = text.rsplit(" ", 1)[0]
    if title.form.definite and title.prefix.endswith("ل") and text.startswith("ل"):
        text = "ا" + text  # "للرئيس" without its particle
    return text


def _body(context: Context, view: View, title: Title) -> FoundMention | None:
    inside = []
    for k in range(title.first, title.last):
        m = view.mention.get(k)
        if m is not None and m.kind == "organization" and m not in inside:
            inside.append(m)
    if not inside:
        return None
    cut = _cut(context, view, title)
    return next((m for m in inside if m.start >= view.tokens[cut].start), inside[0]) if cut < title.last else inside[0]


def serves_no_state(context: Context, entity_id: str) -> bool:
    """A registered body between states: its officers serve none of them, wherever its seat is."""
    rules = context.knowledge.rules(load_person_rules)
    entity = context.knowledge.registry.entities.get(entity_id)
    if entity is None:
        return False
    if entity.type in rules.international_types:
        return True
    if entity.country_iso2 is None:
        return True
    if entity.type == "centre" and entity.parent_id:
        parent = context.knowledge.registry.entities.get(entity.parent_id)
        return parent is not None and parent.type in rules.international_types
    return False


def _country(context: Context, view: View, link: TitleLink, body: FoundMention | None, home: str | None, elsewhere: dict[str, str]) -> tuple[str | None, bool]:
    """The country the office serves, and whether it is only the one the article is written from.

    Told, in this order: in the title; by the delegation or the body its holder acts for; by the office's body; by the registry; else the home country.
    """
    title = link.title
    form = title.form
    if form.serves == "none" and form.kind == "profession":
        return None, False
    text = f" {view.text[title.start : title.end]} "
    if form.kind != "sovereign" and form.serves == "sender" and any(p in text for p in view.rules.home_phrases):
        return _kingdom(context) or home, False
    if body is not None and body.is_named and (known := context.knowledge.registry.entities.get(body.entity_id)) is not None and known.type in view.rules.stateless_types:
        return None, False
    between = min((text.find(q) for q in (f" {p} " for p in view.rules.international) if q in text), default=-1)
    stated = _stated(context, view, title, title.start + between if between >= 0 else None)
    if stated is not None:
        return stated, False
    if any(p in text for p in view.rules.national_bureaus):
        return _city_country(context, title) or home, False
    if form.kind != "sovereign" and any(p in text for p in view.rules.home_phrases):
        return _kingdom(context) or home, False
    if any(f" {p} " in text or f"ل{p} " in text for p in view.rules.international):
        return None, False
    if any(view.words[k] in view.rules.international_adjectives for k in range(title.first + 1, min(title.first + 3, title.last + 1, len(view.words)))):
        return None, False
    acting, side = _side(context, view, min(title.start, link.person.start))
    if acting:
        return side, False
    if link.person.entity_id in elsewhere:
        return elsewhere[link.person.entity_id], False
    if body is not None:
        if serves_no_state(context, body.entity_id):
            return None, False
        if (code := context.entities[body.entity_id].country_iso2) is not None:
            # of a body no registry knows, the country is a guess: where the article is written from is a better one
            if context.entities[body.entity_id].is_registered or home is None or _names_country(context, view, body):
                return code, False
    if (code := _told_elsewhere(context, view, title)) is not None:
        return code, False
    first = context.doc.token_at(link.person.start)
    if first and (code := view.sure_nisba(first - 1)):
        return code, False
    info = context.entities.get(link.person.entity_id)
    if info is not None and info.is_registered and info.country_iso2 is not None:
        return info.country_iso2, False
    if form.kind == "profession" or form.serves == "none":
        return None, False
    origin = view.rules.origin.get(view.words[context.doc.token_at(link.person.start)])
    if origin is not None and origin not in ("arab", "maghreb", "west_african") and home in view.rules.arab_states:
        return None, True  # "الرئيس دونالد ..." holds no office of the paper's country
    if any(
        bare(view.words[k]) in view.rules.private_heads or any(rest in view.rules.private_heads for _, rest in split_clitics(view.words[k]))
        for k in range(title.first + 1, min(title.first + 4, title.last))
    ):
        return None, False
    if fold(text).strip() in view.rules.stateless_bare:
        return None, True
    return _scene(context, view, link) or home, True


def _told_elsewhere(context: Context, view: View, title: Title) -> str | None:
    """The country of the same office's body where the text names it in full: "آمر لواء المغاوير" after "لواء المغاوير الكويتي"."""
    if title.last - title.first < 3:
        return None
    words = tuple(view.words[title.first + 1 : title.last])
    found: set[str] = set()
    for k in range(len(view.words) - len(words)):
        if view.words[k + len(words) - 1] == words[-1] and title.first != k - 1 and tuple(view.words[k : k + len(words)]) == words:
            after = k + len(words)
            while after < len(view.words) and view.flags[after] & NUMBER and view.gap(after).strip(" /") == "":
                after += 1
            if after < len(view.words) and view.gap(after) == " " and (code := view.sure_nisba(after)) is not None:
                found.add(code)
    return found.pop() if len(found) == 1 else None


def _scene(context: Context, view: View, link: TitleLink) -> str | None:
    """Where the sentence sets its scene, "وفي بغداد، أعلن المتحدث باسم ...": the country of that town, but for ministers, who travel."""
    sentence = context.doc.sentence_at(link.title.start)
    if sentence is None or view.words[link.title.first].startswith(("وزير", "الوزير")) or link.title.form.kind == "sovereign":
        return None
    for i in range(sentence.first_token, min(sentence.first_token + 4, sentence.last_token - 1)):
        m = view.mention.get(i)
        if m is not None and m.kind == "city" and m.end < link.title.start and view.words[i - 1] in ("في", "وفي", "ومن") and view.after(context.doc.token_at(m.end) - 1).strip() == ",":
            return context.entities[m.entity_id].country_iso2
    return None


def _city_country(context: Context, title: Title) -> str | None:
    city = next((m for m in context.mentions if m.kind == "city" and title.start <= m.start < title.end), None)
    return context.entities[city.entity_id].country_iso2 if city is not None else None


def _names_country(context: Context, view: View, body: FoundMention) -> bool:
    i = context.doc.token_at(body.start)
    while i < len(view.tokens) and view.tokens[i].start < body.end:
        if view.sure_nisba(i) or any(context.entities[e].kind == "country" for e in _countries_at(context, view.words[i])):
            return True
        i += 1
    return False


def _countries_at(context: Context, word: str) -> list[str]:
    return [e for m in context.knowledge.registry.names.find(word) for e in m.payloads if e in context.entities]


def _stated(context: Context, view: View, title: Title, before_offset: int | None = None) -> str | None:
    """The country named in the title (before ``before_offset``): of an ambassador the sending one, not the host."""
    end = max(title.run.first if title.run is not None else title.last, title.last)
    for k in range(title.first, end):
        m = view.mention.get(k)
        code = None
        if m is not None and m.kind == "country":
            code = context.entities[m.entity_id].country_iso2
        elif m is None or m.kind != "organization":
            code = view.sure_nisba(k) if not view.flags[k] & GIVEN else None
        if code is None or (before_offset is not None and view.tokens[k].start > before_offset):
            continue
        attached = m is not None and m.start > view.tokens[k].start and view.text[view.tokens[k].start] == "ب"
        before = k - 1
        while before > title.first and view.words[before] in ("دوله", "جمهوريه", "مملكه", "سلطنه", "كومنولث", "المملكه", "الجمهوريه"):
            before -= 1
        if title.form.serves == "sender" and k > title.first and (attached or view.words[before] in ("لدي", "في", "الي")):
            continue
        return code
    return None


def _side(context: Context, view: View, at: int) -> tuple[bool, str | None]:
    """Whom the person at ``at`` acts for in his sentence: (True, country) of the nearest delegation, side or body before him, None where that is no state's."""
    sentence = context.doc.sentence_at(at)
    if sentence is None:
        return False, None
    found: tuple[bool, str | None] = _represented(context, view, sentence, at)
    for m in context.mentions_in(sentence, ("country", "organization")):
        if m.start >= at:
            break
        i = context.doc.token_at(m.start)
        if i <= sentence.first_token:
            continue
        if m.kind == "country" and _delegation_head(view, i - 1):
            found = (True, context.entities[m.entity_id].country_iso2)
        elif m.kind == "organization" and view.words[i - 1].lstrip("و") in view.rules.behalf_before and context.doc.token_at(m.end) + 1 >= context.doc.token_at(at):
            if serves_no_state(context, m.entity_id):
                found = (True, None)
            elif (code := context.entities[m.entity_id].country_iso2) is not None:
                found = (True, code)
    return found


def _represented(context: Context, view: View, sentence: SentenceSpan, at: int) -> tuple[bool, str | None]:
    """ "ومثّل التحالف في التوقيع مدير ...": acts for a body between states, which is named before under its full name."""
    rules = view.rules
    for i in range(sentence.first_token, sentence.last_token - 1):
        if view.tokens[i + 1].start >= at:
            break
        if view.words[i] not in rules.represent_verbs or not view.flags[i + 1] & ARTICLE:
            continue
        m = view.mention.get(i + 1)
        if m is None:
            head = bare(view.words[i + 1])
            m = next((o for o in context.mentions if o.kind == "organization" and o.start < at and bare(view.words[context.doc.token_at(o.start)].lstrip("لب")) == head), None)
        if m is not None and m.kind == "organization" and serves_no_state(context, m.entity_id):
            return True, None
    return False, None


def _delegation_head(view: View, i: int) -> bool:
    heads = view.rules.delegation_heads
    word = view.words[i]
    return (
        word in heads or any(rest in heads for _, rest in split_clitics(word)) or (bool(view.flags[i] & COMMON) and i > 0 and word in ("دوله", "جمهوريه", "المملكه") and _delegation_head(view, i - 1))
    )


def _kingdom(context: Context) -> str | None:
    """The kingdom the article speaks of, where it names one."""
    for m in context.mentions:
        if m.kind == "country" and "مملكه" in context.doc.text[m.start : m.end]:
            return context.entities[m.entity_id].country_iso2
    return None


def _of_counterpart(context: Context, m: FoundMention) -> bool:
    i = context.doc.token_at(m.start)
    return i > 0 and "نظير" in context.doc.tokens[i - 1].text


def _home_country(context: Context) -> str | None:
    """The country an article is written from: its national agency's, its outlet's, its writers' words, its dateline's, else the one it speaks of most."""
    article = context.doc.article
    registry = context.knowledge.registry
    rules = context.knowledge.rules(load_person_rules)
    counts: Counter[str] = Counter()
    for m in context.mentions:
        weight = _HOME_WEIGHT.get(m.kind, 0)
        if m.kind == "country" and _of_counterpart(context, m):
            continue  # "نظيره التركي" tells whose office it is not
        if weight and (code := context.entities[m.entity_id].country_iso2) and (m.kind != "organization" or context.entities[m.entity_id].is_registered and not serves_no_state(context, m.entity_id)):
            counts[code] += weight
    if article.agency in rules.agency_countries:
        return rules.agency_countries[article.agency]
    if article.outlet and fold(article.outlet) not in rules.world_agencies:
        named = [e for match in registry.names.find(fold(article.outlet)) for i in match.payloads if (e := registry.entities.get(i)) is not None]
        for kind in ("organization", "city", "country"):  # "عمّان اليوم", "أخبار تونس"
            for entity in named:
                if entity.kind == kind and entity.country_iso2 in counts:
                    return entity.country_iso2
        if any(e.kind == "organization" and serves_no_state(context, e.entity_id) for e in named):
            return None  # a paper of the United Nations is at home nowhere
    words = {t.text for t in context.doc.tokens}
    for code, signs in sorted(rules.home_signs.items()):
        if signs & words and code in counts:
            return code
    if article.dateline_place:
        place = fold(article.dateline_place)
        for match in registry.names.find(place):
            for entity_id in match.payloads:
                found = registry.entities.get(entity_id)
                if found is not None and found.country_iso2 and found.kind in ("city", "country"):
                    return found.country_iso2
    if not counts:
        return None
    # the place that the story opens with weighs more than one it mentions once
    city = next((m for m in context.mentions if m.kind == "city"), None)
    if city is not None and (code := context.entities[city.entity_id].country_iso2):
        counts[code] += 3
    top = max(counts.values())
    return next(code for code in counts if counts[code] == top)
