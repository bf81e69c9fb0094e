"""Names that the pretrained recognizer adds, when it is switched on, to what registry and grammar found. They enter like any other mention."""

from __future__ import annotations

from ct_pipeline.extract.bodies import body_id
from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.extract.person_identity import person_id
from ct_pipeline.language.ner import Recognizer, spans
from ct_pipeline.language.romanize import load_latin_names, romanize

_KINDS = {"PERS": "person", "ORG": "organization"}
_CONFIDENCE = 0.6


def add_model_names(context: Context, recognizer: Recognizer) -> None:
    """People and bodies where no mention stands yet. Places are left to the registry: a model cannot say which Tripoli."""
    doc = context.doc
    tokens = [doc.tokens_of(s) for s in doc.sentences]
    predicted = recognizer.predict([[doc.surface(t.start, t.end) for t in words] for words in tokens])
    taken = sorted((m.start, m.end) for m in context.mentions)
    for words, labels in zip(tokens, predicted, strict=True):
        for first, last, label in spans(labels, len(words)):
            kind = _KINDS.get(label)
            if kind is None or (kind == "person" and last - first < 2):
                continue
            start, end = words[first].start, words[last - 1].end
            if any(a < end and start < b for a, b in taken):
                continue
            name = doc.surface(start, end)
            entity_id = person_id(name) if kind == "person" else body_id(name)
            context.entities.setdefault(entity_id, EntityInfo(entity_id, kind, name, romanize(name, context.knowledge.rules(load_latin_names)) if kind == "person" else None, None, False))
            context.mentions.append(FoundMention(start, end, kind, entity_id, "model", _CONFIDENCE))
            taken.append((start, end))
    context.mentions.sort(key=lambda m: m.start)
