"""From a cleaned article to what it says: one finder a kind of fact, in a fixed order, and one place that writes the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ct_pipeline.extract.affiliations import find_affiliations
from ct_pipeline.extract.assemble import assemble
from ct_pipeline.extract.bodies import find_bodies
from ct_pipeline.extract.context import Context
from ct_pipeline.extract.coreference import resolve_references
from ct_pipeline.extract.events import find_events
from ct_pipeline.extract.host_states import find_host_states
from ct_pipeline.extract.model_names import add_model_names
from ct_pipeline.extract.names import find_names, nested_countries
from ct_pipeline.extract.people import find_people
from ct_pipeline.extract.roles import find_roles
from ct_pipeline.extract.statements import attach_statements, find_statements
from ct_pipeline.extract.times import find_times
from ct_pipeline.extract.towns import find_towns
from ct_pipeline.language.document import Document
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import CleanResult, Facts, RawArticle
from ct_pipeline.together import side_by_side


def _model_names(context: Context) -> None:
    if (recognizer := context.knowledge.recognizer) is not None:
        add_model_names(context, recognizer)


_FINDERS: tuple[Callable[[Context], None], ...] = (
    find_times,
    find_names,  # registry names: countries, cities, known bodies and people
    find_towns,  # towns never seen before, by the word that says so
    find_host_states,  # "الدولة المضيفة"
    find_people,  # people never seen before, by title and name grammar
    _model_names,
    find_bodies,  # bodies never seen before, by head noun and complement
    find_affiliations,
    resolve_references,  # short forms and descriptions: "الوزير", "المنتدى", last names
    find_roles,
    find_statements,
    find_events,  # takes part in, and is spoken at, by what the others found
    attach_statements,  # each statement to the event at which it was made
    nested_countries,  # last: these lie within the names of bodies
)


def extract_facts(raw: RawArticle, clean: CleanResult, knowledge: Knowledge) -> Facts:
    """Everything one article says. Pure: the same article and seeds give the same facts, in the same order."""
    return extract_together([(raw, clean)], knowledge)[0]


def extract_together(articles: Sequence[tuple[RawArticle, CleanResult]], knowledge: Knowledge, seconds: list[float] | None = None) -> list[Facts]:
    """The facts of each article, the same as :func:`extract_facts` gives, with less work for many. ``seconds`` gets what each article took."""
    contexts = [Context(Document(raw, clean.article, clean.segments, clean.sentences), knowledge) for raw, clean in articles]
    spent = side_by_side(_FINDERS, contexts)
    facts = [assemble(context) for context in contexts]
    if seconds is not None:
        seconds[:] = spent
    return facts
