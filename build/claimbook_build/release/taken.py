"""Whose rows a release holds beside the contributors' own, and on what terms."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.mapping.mapping import Mapping
from claimbook.records.files import MACHINE_FOLDER

_HEADING = """
Some rows were taken over from tables of others and carry their terms along:

"""

_TERMS = {
    "MIT": """
The terms of the MIT License:

    Permission is hereby granted, free of charge, to any person obtaining a copy of this software
    and associated documentation files (the "Software"), to deal in the Software without
    restriction, including without limitation the rights to use, copy, modify, merge, publish,
    distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
    Software is furnished to do so, subject to the following conditions:

    The above copyright notice and this permission notice shall be included in all copies or
    substantial portions of the Software.

    THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING
    BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
    NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
    DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
    OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
}
"""What a licence wants to be repeated word by word, by its SPDX identifier."""


def taken_over(dataset: Dataset) -> str:
    """Return what a release's licence adds on rows that a mapping took over; "" without such rows.

    Each line names whom the mapping's licence wants to be named, the licence and the claims.
    """
    mappings = _named(dataset)
    if not mappings:
        return ""
    lines = {f"    {m.attribution} ({m.licence}): claims of `{m.origin}`\n" for m in mappings}
    terms = {_TERMS.get(mapping.licence, "") for mapping in mappings}
    return "".join((_HEADING, *sorted(lines), *sorted(terms)))


def licence_of(dataset: Dataset, own: str) -> str:
    """Return a release's licence, an SPDX expression: ours, and those that rows carry along."""
    others = {mapping.licence for mapping in _named(dataset)} - {own}
    return " AND ".join((own, *sorted(others)))


def _named(dataset: Dataset) -> list[Mapping]:
    return [mapping for mapping in _used(dataset) if mapping.attribution is not None]


def _used(dataset: Dataset) -> Iterator[Mapping]:
    """Yield the mappings that wrote claims: those whose folder has files."""
    for _, mapping in dataset.each(Mapping):
        folder = f"{MACHINE_FOLDER}{mapping.origin}/"
        found = (path for path in dataset.paths if path.startswith(folder))
        if any(path.endswith(".jsonl") for path in found):
            yield mapping
