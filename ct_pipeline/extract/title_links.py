"""The title phrases of a sentence and the person each is said of: the name behind it, in apposition before it, or of the one whose counterpart he is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.person_grammar import Title
from ct_pipeline.extract.person_titles import parse_title
from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import ARTICLE
from ct_pipeline.language.document import SentenceSpan

_CLAUSE_WORDS = 9  # a short clause may stand between a title and the name: "مدير المركز، ومقره الرباط، العقيد فلان"


@dataclass(slots=True)
class TitleLink:
    """A title phrase and the person it is said of."""

    title: Title
    person: FoundMention
    nisba_only: str | None = None  # country of the nisba that stands for a counterpart ("نظيره الغاني")
    text: str | None = None  # the title where it is taken over from another person
    shared: bool = False  # the title is said of two or more: "وزيري الدفاع العراقي (فلان) والتركي (علان)"


def titles_of(view: View, sentence: SentenceSpan) -> list[Title]:
    """The title phrases of a sentence, outermost first, not overlapping."""
    titles = view.titles.get(sentence.first_token)
    if titles is None:
        titles = view.titles[sentence.first_token] = list(_read_titles(view, sentence))
    return titles


def _read_titles(view: View, sentence: SentenceSpan) -> Iterator[Title]:
    i, end = sentence.first_token, sentence.last_token
    while (i := view.titled.find(1, i, end)) >= 0:
        m = view.mention.get(i)
        if m is not None and m.kind == "person" and view.tokens[i].start >= m.start:
            i += 1
            continue
        title = parse_title(view, i, end)
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
    links = view.links.get(sentence.first_token)
    if links is None:
        links = view.links[sentence.first_token] = _read_links(context, view, sentence)
    return links


def _read_links(context: Context, view: View, sentence: SentenceSpan) -> list[TitleLink]:
    if not context.mentions_in(sentence, ("person",)) or not (titles := titles_of(view, sentence)):
        return []
    out: list[TitleLink] = []
    owner: dict[int, FoundMention] = {}
    for n, title in enumerate(titles):
        leads_on = n + 1 < len(titles) and titles[n + 1].run is not None and titles[n + 1].first == title.last and view.gap(title.last) == " "
        if leads_on and title.first > sentence.first_token and view.gap(title.first) == " " and not _has_own(view, titles[n + 1], sentence.last_token):
            continue  # "التقى فلان وزير خارجية مصر السيد علان": the office is the next one's
        if title.run is None and not title.prefix and title.form.kind not in ("honorific", "kin", "label", "rank") and not title.form.plural and (m := _apposed(context, view, title, sentence)):
            owner[n] = m
        elif _listed(view, title) and (m := _apposed(context, view, title, sentence)) is not None:
            # "فلان، وزير الداخلية، علان، وزير الدفاع": a list of names, each with its office behind it
            if not any(t.run is not None and t.run.first <= context.doc.token_at(m.start) < t.run.last and k not in owner for k, t in enumerate(titles[:n])):
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
                    and not (following.form.definite and following.last - following.first == 1)
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
            and owner[n - 1].end <= titles[n - 1].start
            and titles[n - 1].last == title.first
            and (title.form.definite or view.flags[title.first - 1] & ARTICLE and title.form.kind == titles[n - 1].form.kind == "office")
            and not title.prefix
            and title.run is None
            and view.gap(title.first) == " "
        ):
            owner[n] = owner[n - 1]  # "فلان، السفير المدير العام لـ..."
        elif (
            n
            and n - 1 in owner
            and title.prefix == "و"
            and owner[n - 1].end <= titles[n - 1].start
            and view.text[titles[n - 1].end : view.tokens[title.first].start] in (" ", '" ')
            and title.form.gender == titles[n - 1].form.gender
            and not title.form.definite
        ):
            owner[n] = owner[n - 1]
    for n, title in enumerate(titles):
        if n in owner:
            out.append(TitleLink(title, owner[n]))
    return out + _shared(view, sentence, titles) + _counterparts(context, view, sentence, titles, out)


def _listed(view: View, title: Title) -> bool:
    """A title between two commas, a name behind it, which may not be its holder's."""
    return title.run is not None and title.comma and not title.prefix and title.form.kind == "office" and not title.form.plural and "," in view.gap(title.first)


def _shared(view: View, sentence: SentenceSpan, titles: list[Title]) -> list[TitleLink]:
    """Those who share a title in the dual or plural, each perhaps behind the nisba of his own country."""
    out: list[TitleLink] = []
    for title in titles:
        if not title.form.plural or title.form.kind not in ("office", "sovereign"):
            continue
        last = title.last
        code = view.sure_nisba(last - 1) if last - 1 > title.first else None
        two = title.form.words[-1].endswith("ي") and last - title.first > 1  # "وزيري الدفاع": nobody but those who are named
        i = last
        while i < sentence.last_token and (i == last or view.gap(i).strip() in ("", ",", "(", ")", "),", "-")):
            m = _person_at(view, i)
            if m is not None and m.is_named:
                if two or code is not None:
                    out.append(TitleLink(title, m, code, shared=True))
                while i < sentence.last_token and view.mention.get(i) is m:
                    i += 1
                code = None
                continue
            form = view.title_form(i, sentence.last_token)
            if (nisba := view.sure_nisba(i)) is not None:
                code = nisba
            elif form is None or form[0].kind not in ("honorific", "rank"):
                break
            i += 1
    return out


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
    if any(_person_at(view, i) is not None or view.is_subject_verb(i) or view.words[i] in view.rules.clause_openers or view.words[i] in view.rules.list_openers for i in between):
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
    if gap.strip() not in ("", ",", "-", "),", ")", "(") and not (gap.strip() in ('"', '",') and '"' in view.gap(context.doc.token_at(m.start))):
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
    kin = {t.first: t for t in titles if t.form.lemma.startswith(view.rules.counterparts)}
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
            text = _portfolio(title_text(context, view, model))
            out.append(TitleLink(title or model.title, m, country, text))
    return [replace(link, title=replace(link.title, form=replace(link.title.form, kind="kin"))) for link in out]


def _portfolio(text: str) -> str:
    """The office without what only its first holder's country adds: "وزير الشؤون الخارجية والتعاون ..." gives "وزير الشؤون الخارجية"."""
    words = text.split()
    for n, word in enumerate(words):
        if n >= 2 and word.startswith("و"):
            return " ".join(words[:n])
    return text


def title_cut(context: Context, view: View, title: Title) -> int:
    """Index after the last word of the title proper: a body joined by "بـ" is told apart, if the title says something without it."""
    for k in range(title.first + 2, title.last):
        m = view.mention.get(k)
        if m is not None and m.kind == "organization" and m.start > view.tokens[k].start and view.text[view.tokens[k].start] == "ب" and m.start - view.tokens[k].start == 1:
            return k
    return title.last


def title_text(context: Context, view: View, link: TitleLink) -> str:
    title = link.title
    last = title_cut(context, view, title)
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
