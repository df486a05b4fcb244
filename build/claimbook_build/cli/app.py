"""The command `claimbook`: one thin module a command group, loaded when it is called for."""

import gc
import sys
from typing import Annotated

import typer

from claimbook_build.cli import (
    auditing,
    evidence,
    explain,
    exporting,
    importing,
    publishing,
    reading,
    released,
    releasing,
    shell,
)
from claimbook_build.cli import check as check_command
from claimbook_build.cli import diff as diff_command
from claimbook_build.cli import download as download_command
from claimbook_build.cli import format as format_command

MANY_OBJECTS = 100_000
"""After how many new objects garbage is looked for: more than starting makes, all of which stay."""

app = typer.Typer(
    name="claimbook",
    help="Who said which number, when, as of when, in which document, in which words.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"claimbook {version('claimbook')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


app.command("check")(check_command.check)
app.command("format")(format_command.format_)
app.command("explain")(explain.explain)
app.command("audit")(auditing.audit)
app.command("import")(importing.import_)
app.command("anchor")(evidence.anchor)
app.add_typer(evidence.group, name="evidence")
app.command("build")(publishing.build)
app.command("release")(releasing.release)
app.add_typer(publishing.schema_group, name="schema")
app.command("export")(exporting.export)
app.command("diff")(diff_command.diff)
app.command("query", context_settings={"ignore_unknown_options": True})(reading.query)
app.command("shell")(shell.shell)
app.command("show")(reading.show)
app.command("verify")(released.verify)
app.command("cite")(released.cite)
app.command("releases")(download_command.releases)
app.command("download")(download_command.download)
app.command("index")(download_command.index)


def main() -> None:
    """Run the command; every way out has its exit code, and none is a traceback."""
    from claimbook_build.cli.exits import guarded

    gc.set_threshold(MANY_OBJECTS)
    code = guarded(app)
    # A command that does without collections does without the interpreter's last one. The others
    # may have DuckDB loaded, which complains on stderr of what is never collected.
    if not gc.isenabled():
        gc.freeze()
    sys.exit(code)
