"""The pages of the documentation: their fenced blocks, and what stands in them."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BY_HAND = ("diagnostics",)
"""Pages of docs/reference that no code writes."""
OUT_OF_SIGHT = {"dist", "golden"}


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and where both stand in the page."""

    language: str
    text: str
    start: int
    end: int


def pages() -> list[Path]:
    """Return every Markdown page of the repository."""
    found = [
        path
        for path in ROOT.rglob("*.md")
        if not any(part.startswith(".") or part in OUT_OF_SIGHT for part in _parts(path))
    ]
    return sorted(found)


def written() -> list[Path]:
    """Return the pages that tell by hand how to use claimbook."""
    reference = [ROOT / "docs" / "reference" / f"{stem}.md" for stem in BY_HAND]
    docs = sorted((ROOT / "docs").glob("*.md"))
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *docs, *reference]


def name(path: Path) -> str:
    """Return a page's path from the root, which names its test."""
    return path.relative_to(ROOT).as_posix()


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page."""
    return [Block(m[1], m[2], m.start(2), m.end(2)) for m in FENCE.finditer(text)]


def prose(text: str) -> str:
    """Return a page without its fenced blocks."""
    return FENCE.sub("", text)


def answered(text: str) -> list[tuple[Block, Block]]:
    """Return each block of commands that a block of their output follows at once."""
    found = blocks(text)
    return [
        (asked, answer)
        for asked, answer in pairwise(found)
        if asked.language in {"sh", "python"}
        and answer.language == "text"
        and not text[asked.end : answer.start].removeprefix("```").removesuffix("```text\n").strip()
    ]


def _parts(path: Path) -> tuple[str, ...]:
    return path.relative_to(ROOT).parts
