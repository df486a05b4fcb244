"""The SQL files of this folder as a release carries them."""

import re
from functools import cache
from importlib.resources import files

_NAME = re.compile(r"view_(?P<order>[0-9]{2})_(?P<name>[a-z_]+)\.sql")


@cache
def view_files() -> dict[str, str]:
    """Return the text of every view file by its published name, in the order to execute them.

    The number in a file's name gives that order, because views rest on views; the manifest keeps
    the order, so the published name does without it.
    """
    found = {}
    for entry in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if name := published_name(entry.name):
            found[name] = entry.read_text("utf-8")
    return found


def published_name(file: str) -> str | None:
    """Return what a view file of this folder is called in a release; None for any other file.

    >>> published_name("view_06_conflicts.sql"), published_name("files.py")
    ('view_conflicts.sql', None)
    """
    match = _NAME.fullmatch(file)
    return f"view_{match['name']}.sql" if match else None
