"""What sort of value each field holds, read from the models, and which sorts are always caught."""

from __future__ import annotations

from functools import cache

from claimbook.records.annotation import marks, models_in
from claimbook.records.files import StatementsFile, VocabularyFile
from claimbook.records.fragment import Fragment
from claimbook.records.published import PublishedRelease
from claimbook.records.registry import RECORDS
from claimbook.rules.r403_wording import DERIVED

STRICT = ("wording", "bound", "id", "reference", "offset", "hash")
"""Sorts of which every mutant is caught at its line, where texts are at hand."""

_MODELS = {
    **{model.TABLE.table: model for model in RECORDS},
    "changelog": Fragment,
    "releases": PublishedRelease,
    "statements": StatementsFile,
    "vocabularies": VocabularyFile,
}
_IDS = frozenset({"id", "code", "vocabulary"})
_OFFSETS = frozenset(
    {"at", "span_start", "span_end", "number_start", "number_end", "length", "normalization"}
)
_DATES = frozenset({"published", "retrieved_at", "happened", "said_at", "period", "as_of"})
_COORDINATES = frozenset({"latitude", "longitude", "radius_m"})
_WORDS = frozenset(
    [
        "name",
        "text",
        "label",
        "label_en",
        "label_uk",
        "nouns",
        "verbs",
        "definition",
        "description",
        "summary",
        "proposition",
        "note",
        "because",
        "reason",
    ]
)


@cache
def class_of(table: str, field: str) -> str:
    """Return what sort of value a field holds.

    >>> class_of("figures", "wording"), class_of("claims", "chain[].actor")
    ('wording', 'reference')
    >>> class_of("evidence", "span_sha256"), class_of("claims", "proposition")
    ('hash', 'words')
    """
    if table.endswith((".csv", ".lock")):
        return {"id": "id", "seal": "hash"}.get(field, "list")
    name, found = _field(table, field)
    signs = {
        "bound": name in DERIVED,
        "id": name in _IDS,
        "date": name in _DATES,
        "coordinate": name in _COORDINATES,
        "offset": found.pointer or name in _OFFSETS,
        "hash": name.endswith("_sha256"),
        "wording": name.endswith("wording") or field == "title",
        "reference": bool(found.refs),
        "code": found.vocabulary or found.listed or name not in _WORDS,
    }
    return next((sort for sort, shown in signs.items() if shown), "words")


def _field(table, field):
    """Return the last name of a field and what its declaration says of it."""
    models = [_MODELS[table]]
    for step in field.split("."):
        name = step.removesuffix("[]")
        declared = next(m.model_fields[name] for m in models if name in m.model_fields)
        models = list(models_in(declared.annotation))
    return name, marks(declared)
