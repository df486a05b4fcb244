"""What a check reads and works out again and again, remembered while one file changes.

Nothing is left out or replaced: each function that is wrapped here returns what it returns anyway,
sooner. `test_mutants.py` holds the quick check to the plain one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from claimbook import anchors, dataset, marked
from claimbook.rules import r208_near_id, r307_basis
from claimbook_build.check import collect
from claimbook_build.evidence import texts, verify
from claimbook_build.read import strict_json

_WRAPPED: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (collect, "paths_below", lambda root: root),
    (collect, "read_file", lambda path, root: (path, root)),
    (collect, "read_yaml", lambda data, path: (path, data)),
    (collect, "read_jsonl", lambda data, path: (path, data)),
    (collect, "plain_lines", lambda model, data: (model, data)),
    (collect, "read_code_list", lambda text, path: (path, text)),
    (collect, "entries_of", lambda model, node, path, loc: (model, id(node), path, loc)),
    (strict_json, "_read", lambda data, path, line: (path, line, data)),
    (marked, "_in_record", lambda entry, record, loc: (id(entry), id(record), loc)),
    (anchors, "parse_pointer", str),
    (dataset, "dates", id),
    (r208_near_id, "near_pairs", frozenset),
    (r307_basis, "_bases", lambda record, loc: (id(record), loc)),
    (texts, "read_text", lambda path: path),
    (verify, "number_tokens", id),
)


class Memory:
    """Remembers all it meets until it is `full`; from then on only the last of each function."""

    def __init__(self) -> None:
        self.full = False

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Remember while in here."""
        with ExitStack() as stack:
            for module, name, key in _WRAPPED:
                wrapped = self._wrap(getattr(module, name), key)
                stack.enter_context(patch.object(module, name, wrapped))
            yield

    def _wrap(self, function: Callable[..., Any], key: Callable[..., Any]) -> Callable[..., Any]:
        kept: dict[Any, tuple[Any, Any]] = {}
        last: list[Any] = [None, None, None]

        def remembered(*given: Any, **named: Any) -> Any:
            name = key(*given)
            if name in kept:
                return kept[name][1]
            if last[0] == name:
                return last[2]
            value = function(*given, **named)
            if isinstance(value, Iterator):
                value = tuple(value)
            # The arguments are kept too: an identity means something only while its object lives.
            if self.full:
                last[:] = [name, given, value]
            else:
                kept[name] = (given, value)
            return value

        return remembered
