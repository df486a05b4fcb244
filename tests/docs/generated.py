"""Pages that are written by the code they describe."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import typer
import typer.main
from typer.testing import CliRunner

from claimbook.derive.dictionary import dictionary
from claimbook.derive.tables import tables
from claimbook.release.index import Index
from claimbook.rules.catalogue import RULES
from claimbook_build.build.flat import figures_flat_table
from claimbook_build.cli.app import app
from claimbook_build.cli.exits import MEANINGS
from claimbook_build.report.audit import json as audit
from claimbook_build.report.diff import json as release_diff
from claimbook_build.report.json import json_schema
from claimbook_build.report.rule_page import page
from claimbook_build.report.table_diff import json as table_diff
from claimbook_build.views.files import view_files

NOTE = "<!-- Generated: `make goldens` writes this page anew. -->\n"

_EXIT_CODES = """
These are the codes of every command. `claimbook check --fail-on warning` makes warnings findings,
`claimbook check --exit-zero` reports findings and exits with 0 nevertheless; an error of another
kind keeps its code. Data goes to stdout, everything else to stderr: `claimbook build` prints the
folder of the release on stdout and its size on stderr."""


@dataclass(frozen=True)
class Command:
    """A command of the tool: its words, its parameters, and its help as printed."""

    words: tuple[str, ...]
    parameters: tuple[Any, ...]
    help: str

    @property
    def options(self) -> frozenset[str]:
        """Every option's names."""
        return frozenset(
            name
            for parameter in self.parameters
            for name in (*parameter.opts, *parameter.secondary_opts)
            if name.startswith("-")
        ) | {"-h", "--help"}


def commands() -> list[Command]:
    """Return every command that does something, the tool itself first."""
    root = typer.main.get_command(app)
    return [Command((), tuple(root.params), _help(())), *_below(root, ())]


def _below(group: Any, words: tuple[str, ...]) -> Iterator[Command]:
    for name, command in sorted(group.commands.items()):
        path = (*words, name)
        if hasattr(command, "commands"):
            yield from _below(command, path)
        else:
            yield Command(path, tuple(command.params), _help(path))


def _help(words: tuple[str, ...]) -> str:
    env = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    result = CliRunner().invoke(app, [*words, "--help"], prog_name="claimbook", env=env)
    return "\n".join(line.rstrip() for line in result.output.strip("\n").split("\n"))


def pages() -> dict[str, str]:
    """Return every generated page by its path below docs/reference."""
    return {
        **_commands(),
        "views.md": _views(),
        "exit-codes.md": _exit_codes(),
        "diagnostics.schema.json": json.dumps(json_schema(), indent=2) + "\n",
        "audit.schema.json": json.dumps(audit.json_schema(), indent=2) + "\n",
        "releases.schema.json": json.dumps(Index.model_json_schema(), indent=2) + "\n",
        "release-diff.schema.json": json.dumps(release_diff.json_schema(), indent=2) + "\n",
        "table-diff.schema.json": json.dumps(table_diff.json_schema(), indent=2) + "\n",
        **_rules(),
        **_dictionary(),
    }


def _exit_codes() -> str:
    head = "# Exit codes\n\n| code | meaning | for example |\n|---:|---|---|"
    rows = [f"| {code} | {meaning} | {example} |" for code, (meaning, example) in MEANINGS.items()]
    return "\n".join((NOTE, head, *rows, _EXIT_CODES)) + "\n"


def _rules() -> dict[str, str]:
    head = (
        "# Rules\n\nWhat `claimbook check` and `claimbook evidence verify` hold the records to. "
        "The pages are what\n`claimbook explain CODE` prints.\n\n"
        "| rule | severity | demands |\n|---|---|---|"
    )
    rows = [f"| [{r.code}](rules/{r.code}.md) | {r.severity} | {r.title} |" for r in RULES]
    found = {f"rules/{rule.code}.md": f"{NOTE}\n{page(rule)}" for rule in RULES}
    return {"rules.md": "\n".join((NOTE, head, *rows)) + "\n", **found}


def _commands() -> dict[str, str]:
    head = "# Commands\n\nThe pages are what `--help` prints.\n\n| command | does |\n|---|---|"
    rows, found = [], {}
    for command in commands():
        name = " ".join(("claimbook", *command.words))
        path = f"commands/{'-'.join(command.words) or 'claimbook'}.md"
        rows.append(f"| [{name}]({path}) | {_does(command)} |")
        found[path] = f"{NOTE}\n# {name}\n\n```text\n{command.help}\n```\n"
    return {"commands.md": "\n".join((NOTE, head, *rows)) + "\n", **found}


def _does(command: Command) -> str:
    """Return the first sentence of a command's help."""
    told = " ".join(command.help.split("\n\n")[1].split())
    return re.split(r"(?<=[.])(?:\s|$)", told)[0]


def _views() -> str:
    parts = [
        NOTE,
        "# Views and macros\n",
        "Each stands in a file `view_<name>.sql` of a release, headed by what follows.\n",
        "A view is asked `from conflicts`, a macro `from known_at('2022-03-22')`.\n",
    ]
    for file, text in view_files().items():
        parts += [f"## {file}\n", *(f"```sql\n{head}```\n" for head in _heads(text))]
    return "\n".join(parts).rstrip() + "\n"


def _heads(text: str) -> list[str]:
    """Return the comment that stands above each view, with the line that defines it."""
    return re.findall(r"((?:^--.*\n)+^CREATE.*\n)", text, re.MULTILINE)


def _dictionary() -> dict[str, str]:
    whole = dictionary((*tables().values(), figures_flat_table()))
    head, *sections = whole.split("\n## ")
    index = re.sub(r"\(#(.*?)\)", r"(dictionary/\1.md)", head)
    found = {"dictionary.md": f"{NOTE}\n{index}"}
    for section in sections:
        name = section.split("\n", 1)[0]
        linked = re.sub(r"\(#(.*?)\)", r"(\1.md)", section)
        text = re.sub(r"\b(R[0-9]{3})\b", r"[\1](../rules/\1.md)", linked)
        found[f"dictionary/{name}.md"] = f"{NOTE}\n# {text}"
    return {path: f"{text.rstrip()}\n" for path, text in found.items()}
