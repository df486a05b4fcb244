"""Claims as lines of a machine's file, and lines as claims; in another version, or superseded."""

import json
import re
from functools import lru_cache
from typing import Any

from claimbook.diagnostic import Diagnostic
from claimbook.records.figure import Figure
from claimbook.records.files import MachineClaim
from claimbook.records.record import Strict
from claimbook_build.canonical.form import canonical
from claimbook_build.canonical.order import field_order
from claimbook_build.importing.reading import RowReading
from claimbook_build.importing.write.fault import WriteError
from claimbook_build.importing.write.naming import given
from claimbook_build.importing.write.substance import Tree, by_name
from claimbook_build.read.character import is_clean
from claimbook_build.read.guard import MOST_BYTES

_ID = re.compile(rb'\{"id": "([a-z0-9_-]+)"')
_STATUS = "superseded"


def line_of(claim: Tree) -> bytes:
    """Return a claim as a canonical line, with its end.

    Raises:
        WriteError: It holds what no line may hold.
    """
    text = json.dumps(claim, ensure_ascii=False)
    data = text.encode("utf-8", "surrogatepass")
    if len(data) <= MOST_BYTES and _is_ordered(claim) and is_clean(text):
        return data + b"\n"  # canonical beyond doubt, as `quick_line` has it
    line = canonical(data + b"\n", claim["id"], "jsonl", MachineClaim)
    if isinstance(line, bytes):
        return line
    raise WriteError(f"`{claim['id']}` cannot be written: {_first(line)}")


def written(reading: RowReading) -> bytes | None:
    """Return the line of a row's claim as the first version of it; None where there is none.

    Raises:
        WriteError: It holds what no line may hold.
    """
    if reading.line is not None:
        return reading.line.encode()
    return None if reading.claim is None else line_of(versioned(reading.claim, 1))


def _is_ordered(claim: Tree) -> bool:
    """Whether fields stand in the order of the model, with nothing nested but figures."""
    figures = claim.get("figures", ())
    return (
        _ranked(MachineClaim, tuple(claim))
        and _is_flat(claim)
        and all(_ranked(Figure, tuple(each)) and _is_flat(each) for each in figures)
    )


def _is_flat(tree: Tree) -> bool:
    """Whether values are texts and lists of texts; figures are asked for themselves."""
    return all(
        type(value) is str
        or name == "figures"
        or (type(value) is list and all(type(each) is str for each in value))
        for name, value in tree.items()
    )


@lru_cache(maxsize=1024)
def _ranked(model: type[Strict], names: tuple[str, ...]) -> bool:
    known = {name: rank for rank, name in enumerate(field_order(model))}
    ranks = [known.get(name, -1) for name in names]
    return ranks == sorted(ranks) and -1 not in ranks


def _first(findings: tuple[Diagnostic, ...]) -> str:
    return findings[0].message


def versioned(claim: Tree, version: int) -> Tree:
    """Return a claim as a mapping makes it, with the identifiers of a version."""

    def renamed(tree: Tree, *names: str) -> Tree:
        new = {name: str(given(tree[name], version)) for name in names if name in tree}
        return {**tree, **new}

    tree = renamed(claim, "id")
    if "figures" in tree:
        tree["figures"] = [renamed(figure, "id", "of_which") for figure in tree["figures"]]
    return tree


def superseded(claim: Tree) -> Tree:
    """Return a claim that a later version replaced, its figures with it."""
    return _with(claim, lambda _: _STATUS)


def like(claim: Tree, old: Tree) -> Tree:
    """Return a claim with what became of another one, and of the figures of the same name."""
    known = by_name(old)
    found = {name: tree.get("status") for name, tree in known.items()}
    figures = by_name(claim)
    ids = {figure["id"]: found.get(name) for name, figure in figures.items()}
    return _with(claim, {claim["id"]: old.get("status"), **ids}.get)


def _with(claim: Tree, status: Any) -> Tree:  # noqa: ANN401 - a function of an identifier
    tree = _put(claim, MachineClaim, status(claim["id"]))
    if "figures" in tree:
        tree["figures"] = [_put(each, Figure, status(each["id"])) for each in tree["figures"]]
    return tree


def _put(tree: Tree, model: type[Strict], status: str | None) -> Tree:
    whole = {**tree, "status": status}
    order = [*field_order(model), *tree]  # what the model does not know stays, behind
    names = dict.fromkeys(name for name in order if whole.get(name) is not None)
    return {name: whole[name] for name in names}


def claim_in(line: bytes, path: str) -> Tree:
    """Return the claim of a line that stands in the dataset.

    Raises:
        WriteError: It is none.
    """
    try:
        claim = json.loads(line)
    except (ValueError, RecursionError):
        claim = None
    if (
        _holds(claim, "id", "document")
        and _is_list(claim.get("evidence", []), str)
        and _is_list(claim.get("figures", []), dict)
        and all(
            _holds(each, "id", "wording")
            and isinstance(each.get("of_which"), str | None)
            and _is_list(each.get("evidence"), str)
            for each in claim.get("figures", [])
        )
    ):
        return claim  # type: ignore[no-any-return]
    raise WriteError(f"{path}: a line is no claim: `claimbook check` says where")


def _holds(tree: Any, *names: str) -> bool:  # noqa: ANN401 - whatever a line holds
    """Whether a value is a mapping that has a text under each of some names."""
    return isinstance(tree, dict) and all(isinstance(tree.get(name), str) for name in names)


def _is_list(value: Any, kind: type) -> bool:  # noqa: ANN401 - whatever a line holds
    return isinstance(value, list) and all(isinstance(each, kind) for each in value)


def id_in(line: bytes, path: str) -> str:
    """Return the identifier of the claim of a line.

    Raises:
        WriteError: It is no claim.
    """
    found = _ID.match(line)
    return found[1].decode() if found else str(claim_in(line, path)["id"])
