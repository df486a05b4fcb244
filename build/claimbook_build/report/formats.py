"""The formats that findings are written in, each a module of its name here, loaded on demand."""

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimbook_build.report.findings import Findings

Renderer: TypeAlias = "Callable[[Findings], Iterator[str]]"
"""Yields the report in pieces; the last one ends with a line break, if there is any."""


class Format(StrEnum):
    """How findings are written; the name is that of the module that writes them."""

    text = "text"
    concise = "concise"
    json = "json"
    jsonl = "jsonl"
    github = "github"
    gitlab = "gitlab"
    sarif = "sarif"
    junit = "junit"
    markdown = "markdown"


def renderer(format_: Format) -> Renderer:
    """Return the renderer of a format; no other one is imported."""
    return cast("Renderer", import_module(f"claimbook_build.report.{format_.value}").report)
