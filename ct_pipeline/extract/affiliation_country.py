"""The country that an office serves, from the title, the delegation, the body, the registry, the town or the paper's home."""

from __future__ import annotations

from ct_pipeline.extract.affiliation_sides import side_of
from ct_pipeline.extract.context import Context, FoundAffiliation, FoundMention
from ct_pipeline.extract.home_country import serves_no_state
from ct_pipeline.extract.person_grammar import Title
from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import ARTICLE, GIVEN, NUMBER, bare
from ct_pipeline.extract.title_links import TitleLink
from ct_pipeline.language.fold import fold


def office_country(context: Context, view: View, link: TitleLink, body: FoundMention | None, home: str | None, elsewhere: dict[str, str]) -> tuple[str | None, bool]:
    """The country the office serves, and whether it is only the one the article is written from.

    Told, in this order: in the title; by the delegation or the body its holder acts for; by the office's body; by the registry; else the home country.
    """
    title = link.title
    form = title.form
    if form.serves == "none" and form.kind == "profession":
        return _of_country(context, view, title), False
    text = f" {view.text[title.start : title.end]} "
    if form.kind != "sovereign" and (code := next((code for style, code in view.rules.monarch_styles.items() if style in text), None)) is not None:
        return code, False
    if form.kind != "sovereign" and form.serves == "sender" and any(p in text for p in view.rules.home_phrases):
        return _kingdom(context, view) or home, False
    if body is not None and body.is_named and (known := context.knowledge.registry.entities.get(body.entity_id)) is not None and known.type in view.rules.stateless_types:
        return None, False
    between = _between_states(view, text)
    if between >= 0 and body is not None and body.start <= title.start + between < body.end and _national(context, body):
        between = -1  # "مجلس الأمن القومي بالبيت الأبيض"
    stated = stated_country(context, view, title, title.start + between if between >= 0 else None)
    if stated is not None:
        return stated, False
    if any(p in text for p in view.rules.national_bureaus):
        return _city_country(context, title) or home, False
    if form.kind != "sovereign" and any(p in text for p in view.rules.home_phrases):
        return _kingdom(context, view) or home, False
    if between >= 0 or any(f"ل{p} " in text for p in view.rules.international):
        return None, False
    near = range(title.first + 1, min(title.first + 3, title.last + 1, len(view.words)))
    if any(view.words[k] in view.rules.international_adjectives or title.form.accusative and "ال" + view.words[k][:-1] in view.rules.international_adjectives for k in near):
        return None, False
    acting, side = side_of(context, view, min(title.start, link.person.start))
    if acting:
        return side, False
    if link.person.entity_id in elsewhere:
        return elsewhere[link.person.entity_id], False
    if (code := _sent_by(context, view, link.person)) is not None:
        return code, False
    if _of_somebody(view, title) and (before := _before(context, title)) is not None:
        return before.country_iso2, False
    if (of := _spoken_for(view, title)) is not None and of is not link.person:
        return next((a.country_iso2 for a in context.affiliations if a.person_id == of.entity_id), None), False
    if body is not None:
        if serves_no_state(context, body.entity_id):
            return None, False
        if (code := context.entities[body.entity_id].country_iso2) is not None:
            # of a body no registry knows, the country is a guess: where the article is written from is a better one
            if context.entities[body.entity_id].is_registered or home is None or _names_country(context, view, body):
                return code, False
    if (short := _short_body(context, view, title)) is not None:
        if serves_no_state(context, short.entity_id):
            return None, False
        named = context.entities[short.entity_id]
        if named.is_registered and named.country_iso2 is not None and named.type not in view.rules.stateless_types:
            return named.country_iso2, False
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
    if origin is not None and origin not in view.rules.home_origins and home in view.rules.arab_states:
        return None, True  # "الرئيس دونالد ..." holds no office of the paper's country
    if any(
        bare(view.words[k]) in view.rules.private_heads or any(rest in view.rules.private_heads for _, rest in view.facts[k].rests)
        for k in range(title.first + 1, min(title.first + 4, title.last))
    ):
        return None, False
    if fold(text).strip() in view.rules.stateless_bare:
        return None, True
    return _scene(context, view, link) or home, True


def _national(context: Context, body: FoundMention) -> bool:
    """A registered body of one state, and of no body between states."""
    entity = context.knowledge.registry.entities.get(body.entity_id)
    return entity is not None and entity.country_iso2 is not None and not (entity.parent_id and serves_no_state(context, entity.parent_id))


def _of_country(context: Context, view: View, title: Title) -> str | None:
    """The country of one who holds no office, where his title names it: "الخبير النيجري", "زعيم بوركينا فاسو", "زعيم المجلس العسكري في النيجر"."""
    if title.first + 1 >= title.last or view.gap(title.first + 1) != " ":
        return None
    if (code := view.sure_nisba(title.first + 1)) is not None:
        return code
    for k in range(title.first + 1, title.last):
        m = view.mention.get(k)
        if m is not None and m.kind == "country" and m.method != "nisba" and m.start == view.tokens[k].start and (k == title.first + 1 or view.words[k - 1] == "في"):
            return context.entities[m.entity_id].country_iso2
    return None


def _sent_by(context: Context, view: View, person: FoundMention) -> str | None:
    """ "فلان، من مملكة البحرين، ...": the country named behind a name and a comma."""
    i = context.doc.token_at(person.end)
    if i + 1 >= len(view.tokens) or view.words[i] != "من" or view.gap(i).strip() != ",":
        return None
    i += 1 + int(view.words[i + 1] in view.rules.state_words)
    m = view.mention.get(i)
    if m is None or m.kind != "country" or view.after(context.doc.token_at(m.end) - 1).strip() != ",":
        return None
    return context.entities[m.entity_id].country_iso2


def _short_body(context: Context, view: View, title: Title) -> FoundMention | None:
    """The body that the article has named in full and the title by its head alone: "نائبة رئيسة البعثة"."""
    heads = set()
    for k in range(title.first + 1, title.last):
        m = view.mention.get(k)
        if view.flags[k] & ARTICLE and (m is None or m.kind == "organization" and not context.entities[m.entity_id].is_registered):
            heads.add(bare(view.words[k]))
    if not heads:
        return None
    named = [m for m in context.mentions if m.kind == "organization" and m.is_named and m.start < title.start and bare(view.words[context.doc.token_at(m.start)].lstrip("لب")) in heads]
    return named[-1] if named else None


def _of_somebody(view: View, title: Title) -> bool:
    """ "نائبه", "مستشارها": the head bears a pronoun, so the office is of one named before."""
    word = view.words[title.first]
    return title.form.ending == "ه" and not title.form.lemma.endswith("ه") or word.endswith(("ها", "هم")) and not title.form.lemma.endswith(("ها", "هم"))


def _before(context: Context, title: Title) -> FoundAffiliation | None:
    """The last office told in the same sentence before ``title``."""
    sentence = context.doc.sentence_at(title.start)
    return next((a for a in reversed(context.affiliations) if sentence is not None and sentence.start <= a.start and a.end <= title.start), None)


def _spoken_for(view: View, title: Title) -> FoundMention | None:
    """Whose spokesman "المتحدثة باسم فلان" is."""
    for k in range(title.first + 1, min(title.last + 1, len(view.words) - 1)):
        if view.words[k] in view.rules.open_glue:
            m = view.mention.get(k + 1)
            return m if m is not None and m.kind == "person" else None
    return None


def _between_states(view: View, text: str) -> int:
    """Where in the folded ``text`` of a title the name of a body between states begins, -1 without one: "مجلس الأمن القرغيزي" is a state's own."""
    found = []
    for phrase in view.rules.international:
        at = text.find(f" {phrase} ")
        if at >= 0 and text[at + len(phrase) + 2 :].partition(" ")[0] not in view.nisbas:
            found.append(at)
    return min(found, default=-1)


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
    if sentence is None or link.title.form.lemma.split()[0] in view.rules.travelling_offices or link.title.form.kind == "sovereign":
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


def stated_country(context: Context, view: View, title: Title, before_offset: int | None = None) -> str | None:
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
        joined = k - 1 if view.words[k - 1].startswith("ل") and view.words[k - 1][1:] in view.rules.state_words else k  # "سفيرا لسلطنة ..."
        hosted = title.form.accusative and m is not None and view.text[view.tokens[joined].start] == "ل" and k == end - 1
        attached = hosted or m is not None and m.start > view.tokens[k].start and view.text[view.tokens[k].start] == "ب"
        before = k - 1
        while before > title.first and view.words[before] in view.rules.state_words:
            before -= 1
        if title.form.serves == "sender" and k > title.first and (attached or view.words[before] in ("لدي", "في", "الي")):
            continue
        if k > title.first and (view.words[before] == "لدي" or (m is None or m.method == "nisba") and view.words[k - 1] in view.rules.topic_heads):
            continue  # "ضابط الأمن لدى اليمن", "مسؤولة الشؤون اليمنية": where he is posted, what she deals with
        return code
    return None


def _kingdom(context: Context, view: View) -> str | None:
    """The kingdom the article speaks of, where it names one."""
    for m in context.mentions:
        if m.kind == "country" and any(word in context.doc.text[m.start : m.end] for word in view.rules.kingdom_words):
            return context.entities[m.entity_id].country_iso2
    return None
