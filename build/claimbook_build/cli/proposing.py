"""`claimbook import --propose`: a first mapping of a table."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claimbook_build.cli.exits import FINDINGS, OK, USAGE, say
from claimbook_build.cli.reporting import write
from claimbook_build.cli.table_files import need, root_here, tell

if TYPE_CHECKING:
    from claimbook.dataset import Dataset
    from claimbook_build.table.options import Options


def write_proposal(table: str, options: "Options", out: str | None) -> int:
    """Write a first mapping of a table, and return the exit code.

    Args:
        table: The table, a file: it is read twice.
        options: How it is read, where neither its name nor its content says so.
        out: The file of the mapping; None or `-`: stdout.

    Raises:
        typer.Exit: There is no such table, or the mapping's file is there already.
    """
    from claimbook_build.importing.propose.propose import mapping_name, propose
    from claimbook_build.report.show import show

    need(table)
    path = None if out in {None, "-"} else Path(out or "")
    if path is not None and path.is_file():
        say(f"{show(str(path))} is there already, and people work on mappings: name another file")
        raise typer.Exit(USAGE)
    name = mapping_name(path.name) if path is not None else None
    found = propose(table, _dataset(), name, options)
    tell(found.diagnostics, lambda _: None)
    if found.data is None:
        return FINDINGS
    if path is None:
        write([found.data.decode()])
        return OK
    from claimbook_build.release.publish import publish_file

    publish_file(Path.cwd() / path, found.data)
    say(f"{show(str(path))}: a proposal; `claimbook audit` tells where it has gaps")
    return OK


def _dataset() -> "Dataset":
    """Return the records whose names the table may hold; outside a project none."""
    from claimbook.dataset import Dataset
    from claimbook_build.check.collect import collect

    root = root_here()
    return Dataset(()) if root is None else collect(root).dataset
