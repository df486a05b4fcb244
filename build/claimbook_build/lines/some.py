"""Some claims of a block, and of each what several questions ask for."""

from collections.abc import Container, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, TypeAlias

from msgspec.structs import astuple

from claimbook_build.lines.pick import Row

Claims: TypeAlias = Sequence[Any]
"""Mirrored claims."""

_figures = attrgetter("figures")
_key = attrgetter("id")
_document = attrgetter("document")
_evidence = attrgetter("evidence")
_region = attrgetter("region")


class Some:
    """Some claims, with their figures in one row; nothing is taken out of them twice."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims

    def without(self, places: Container[int]) -> "Some":
        """Return the others."""
        return Some([claim for at, claim in enumerate(self.claims) if at not in places])

    @cached_property
    def rows(self) -> list[Row]:
        """The claims as rows."""
        return list(map(astuple, self.claims))

    @cached_property
    def figures(self) -> Claims:
        """The figures of all claims."""
        return list(chain.from_iterable(map(_figures, self.claims)))

    @cached_property
    def figure_rows(self) -> list[Row]:
        """The figures as rows."""
        return list(map(astuple, self.figures))

    @cached_property
    def owners(self) -> list[int]:
        """The claim of each figure, by position."""
        return [at for at, claim in enumerate(self.claims) for _ in claim.figures]

    @cached_property
    def keys(self) -> list[str]:
        """The identifier of each claim."""
        return list(map(_key, self.claims))

    @cached_property
    def figure_keys(self) -> list[str]:
        """The identifier of each figure."""
        return list(map(_key, self.figures))

    @cached_property
    def documents(self) -> list[str]:
        """The document of each claim."""
        return list(map(_document, self.claims))

    @cached_property
    def evidence(self) -> list[tuple[str, ...]]:
        """The locators of each claim, and after them those of each figure."""
        return list(map(_evidence, chain(self.claims, self.figures)))

    @property
    def in_title(self) -> bool:
        """Whether any claim is said to stand in a title."""
        used = self.claims and hasattr(self.claims[0], "region")
        return bool(used) and "title" in set(map(_region, self.claims))

    def of_figures(self, values: Sequence[Any]) -> list[Any]:
        """Return what belongs to each figure, of what belongs to each claim."""
        return [values[at] for at in self.owners]
