"""The mutants of a source file: small mistakes in its functions, as mutmut makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

_DECORATOR = re.compile(r"^ *@(?:property|cache|lru_cache\(maxsize=[0-9]+\))$", re.MULTILINE)
"""What mutmut keeps away from; code is exchanged below the decorator here, so it may go."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One function with one mistake.

    Attributes:
        module: Where the function stands, as it is imported.
        function: Its name in the module, with its class's.
        number: Which mutant of the function, counted from 1.
        first: First line of the file that differs.
        last: Last line of what the mistake was made in.
        code: The whole function with the mistake.
        before: What stood there.
        after: What stands there now.
    """

    module: str
    function: str
    number: int
    first: int
    last: int
    code: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """Its name: the same until the function is changed."""
        return f"{self.module}.{self.function}:{self.number}"


def module_name(path: Path) -> str:
    """Return the name that a file of ``schema/`` is imported by."""
    parts = path.with_suffix("").parts
    return ".".join(parts[parts.index("claimbook") :]).removesuffix(".__init__")


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield the mutants of every function and method of a file, in order."""
    wrapper = MetadataWrapper(cst.parse_module(_DECORATOR.sub("", path.read_text("utf-8"))))
    visitor = MutationVisitor(mutation_operators, IgnoredCode(set(), set(), set()))
    tree = wrapper.visit(visitor)
    places = wrapper.resolve(PositionProvider)
    names = dict(_functions(tree))
    counted: dict[str, int] = {}
    for mutation in visitor.mutations:
        node = mutation.contained_by_top_level_function
        if node not in names:
            continue
        code = _code(deep_replace(node, mutation.original_node, mutation.mutated_node))
        if _parses(code):
            name = names[node]
            counted[name] = counted.get(name, 0) + 1
            place = places[mutation.original_node]
            before, after = (_code(n) for n in (mutation.original_node, mutation.mutated_node))
            yield Mutant(
                *(module_name(path), name, counted[name], place.start.line, place.end.line, code),
                *(before, after),
            )


def _functions(tree: cst.Module) -> Iterator[tuple[cst.FunctionDef, str]]:
    for node in tree.body:
        if isinstance(node, cst.FunctionDef):
            yield node, node.name.value
        elif isinstance(node, cst.ClassDef):
            for child in node.body.body:
                if isinstance(child, cst.FunctionDef):
                    yield child, f"{node.name.value}.{child.name.value}"


def _code(node: cst.CSTNode) -> str:
    if isinstance(node, cst.FunctionDef):
        node = node.with_changes(leading_lines=())
    return cst.Module([]).code_for_node(node).strip()


def _parses(code: str) -> bool:
    try:
        compile(code, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True
