"""From a cleaned article to what it says: one finder a kind of fact, in a fixed order, and one place that writes the rows."""

from __future__ import annotations

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


def extract_facts(raw: RawArticle, clean: CleanResult, knowledge: Knowledge) -> Facts:
    """Everything one article says. Pure: the same article and seeds give the same facts, in the same order."""
    doc = Document(raw, clean.article, clean.segments, clean.sentences)
    context = Context(doc, knowledge)
    find_times(context)
    find_names(context)  # registry names: countries, cities, known bodies and people
    find_towns(context)  # towns never seen before, by the word that says so
    find_host_states(context)  # "الدولة المضيفة"
    find_people(context)  # people never seen before, by title and name grammar
    if (recognizer := knowledge.recognizer) is not None:
        add_model_names(context, recognizer)
    find_bodies(context)  # bodies never seen before, by head noun and complement
    find_affiliations(context)
    resolve_references(context)  # short forms and descriptions: "الوزير", "المنتدى", last names
    find_roles(context)
    find_statements(context)
    find_events(context)  # takes part in, and is spoken at, by what the others found
    attach_statements(context)  # each statement to the event at which it was made
    nested_countries(context)  # last: these lie within the names of bodies
    return assemble(context)
