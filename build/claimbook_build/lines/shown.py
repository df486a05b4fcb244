"""Lines of long files that findings are about, among the sources from which excerpts are cut."""

from collections.abc import Mapping, MutableMapping

WIDTH = 2**14
"""The longest line, in bytes, that is kept to be shown."""


def show_lines(sources: MutableMapping[str, str], path: str, lines: Mapping[int, bytes]) -> None:
    r"""Put lines in their places, beside those that stand there; lines between are empty.

    Args:
        sources: The text of every file, by its path.
        path: The file.
        lines: What to put, by the number of the line, from 1.

    >>> sources = {"x.jsonl": "first"}
    >>> show_lines(sources, "x.jsonl", {3: b"third"})
    >>> sources["x.jsonl"]
    'first\n\nthird'
    """
    text = sources.get(path, "").split("\n")
    text += [""] * (max(lines, default=0) - len(text))
    for number, line in lines.items():
        text[number - 1] = line.decode("utf-8", "replace")
    sources[path] = "\n".join(text)
