"""A first mapping of a table: two passes, and a file with gaps where only a person knows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from claimbook.dataset import Dataset
from claimbook.diagnostic import Diagnostic, Place
from claimbook.values.identifier import MAX_LENGTH
from claimbook_build.importing.propose.figures import Figuring
from claimbook_build.importing.propose.form import Form, form_of
from claimbook_build.importing.propose.offer import offers
from claimbook_build.importing.propose.page import page
from claimbook_build.importing.propose.stretches import Stretches
from claimbook_build.importing.propose.survey import Survey
from claimbook_build.report.findings import plural
from claimbook_build.table.options import Options
from claimbook_build.table.table import open_table

_MOST_KEYS = 4
_ROWS = "what its columns hold is seen in its rows: take a version that has some"
_STRANGE = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A first mapping.

    Attributes:
        data: The file; None where no row could be read.
        diagnostics: What the reader of tables found.
    """

    data: bytes | None
    diagnostics: tuple[Diagnostic, ...]


def propose(
    path: str, dataset: Dataset, name: str | None = None, options: Options | None = None
) -> Proposal:
    """Return a first mapping of a table; the table is read twice, in memory that does not grow.

    Args:
        path: The table, a file.
        dataset: The records whose names its texts may be; an empty one offers none.
        name: The identifier of the mapping; None: from the name of the file.
        options: How it is read, where neither its name nor its content says so.
    """
    chosen = name or mapping_name(path)
    with open_table(path, options) as table:
        survey = Survey(table.columns)
        for row in table:
            survey.see(row)
        typed = table.typed
        form = _table(table.format, options)
        diagnostics = table.diagnostics
    if not survey.rows:
        none = Diagnostic(Place(path), "R001", "error", "the table has no row", _ROWS)
        return Proposal(None, diagnostics or (none,))
    known = offers(dataset)
    forms = {column: form_of(facts, known, typed=typed) for column, facts in survey.columns.items()}
    keys = _keys(survey, forms)
    found = Stretches(forms, keys, typed=typed)
    with open_table(path, options) as table:
        for row in table:
            found.see(row)
    key, remarks = _key(survey, keys, found)
    found.close()
    figures = Figuring(chosen, forms, found, dataset, known).figures(key)
    figures.key_remarks = remarks
    for column, (first, last) in found.between.items():
        forms[column].remarks[0] += f": {first} to {last}"
    for column in {*key, *([figures.month] if figures.month else [])}:
        forms[column].require()
    return Proposal(page(chosen, form, key, forms, figures), diagnostics)


def mapping_name(path: str) -> str:
    """Return the identifier that a mapping may have.

    >>> mapping_name("folder/Losses of 2022.csv"), mapping_name("\u0432.csv")
    ('losses-of-2022', 'table')
    """
    stem = PurePath(path).name.removesuffix(".gz").rpartition(".")[0] or PurePath(path).name
    return _STRANGE.sub("-", stem.lower()).strip("-")[:MAX_LENGTH].strip("-") or "table"


def _table(format_: str | None, options: Options | None) -> Mapping[str, Any]:
    found: dict[str, Any] = {"format": format_}
    for name in ("delimiter", "encoding", "columns", "skip", "sheet"):
        value = getattr(options, name, None)
        if value:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _keys(survey: Survey, forms: Mapping[str, Form]) -> tuple[tuple[str, ...], ...]:
    """Return the columns that may be the key, the best first."""
    full = [
        name
        for name, form in forms.items()
        if form.facts.said == survey.rows and form.facts.looks["printed"] == 0
    ]
    dates = [name for name in full if forms[name].is_date]
    texts = [name for name in full if forms[name].holds in {"code", "text", "address"}]
    counts = [n for n in full if forms[n].holds == "count" and not forms[n].facts.repeated]
    found: list[tuple[str, ...]] = []
    for key in survey.keys(dates, [*texts, *counts]):
        if not any(set(less) < set(key) for less in found):
            found.append(key)
        if len(found) == _MOST_KEYS:
            break
    return tuple(found)


def _key(
    survey: Survey, keys: tuple[tuple[str, ...], ...], found: Stretches
) -> tuple[tuple[str, ...], list[str]]:
    """Return the first key that holds in the whole table, and what is to be known of it."""
    for key in keys:
        repeated = found.repeated(key)
        single = len(key) == 1 and key[0] == found.month
        if repeated <= Survey.allowed(survey.rows, single=single):
            others = [" with ".join(f"`{n}`" for n in one) for one in keys if one != key]
            told = [f"stands twice in the table: {plural(repeated, 'key')}"] if repeated else []
            told += [f"rows are told apart as well by {', or by '.join(others)}"] if others else []
            return key, told
    return (), survey.nearest_key()
