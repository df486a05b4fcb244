import json
import re
import shlex

import jsonschema
import pytest

from claimbook_build.cli import exits
from claimbook_build.report.formats import Format
from claimbook_build.report.json import json_schema
from docs.generated import commands
from docs.pages import ROOT, blocks, name, prose, written

COMMANDS = {command.words: command for command in commands()}
PAGES = [*written(), *sorted((ROOT / "docs" / "reference").glob("*.md"))]
SPOKEN = re.compile(r"`claimbook ([a-z][^`]*)`")


def _lines(text):
    return [
        line.split(" #")[0]
        for block in blocks(text)
        if block.language == "sh"
        for line in block.text.splitlines()
        if line.startswith("claimbook ")
    ]


def _parse(line):
    """Return the command that a line calls, and the options that it uses."""
    words = shlex.split(line, comments=True)[1:]
    called = tuple(words[:2]) if tuple(words[:2]) in COMMANDS else tuple(words[:1])
    if not words or words[0].startswith("-"):
        called = ()
    assert called in COMMANDS, f"no such command: {line}"
    return COMMANDS[called], {word.split("=")[0] for word in words if word.startswith("-")} - {"-"}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: " ".join(command.words))
def test_a_command_has_help_with_an_example_that_parses(command):
    assert all(parameter.help for parameter in command.parameters if parameter.name != "help")
    if not command.words:
        return
    flowing = " ".join(command.help.split())
    example = re.search(r"Example: (claimbook .+?) (?:Arguments|Options):", flowing)
    assert example, "its help ends with an example"
    called, options = _parse(example[1])
    assert called.words == command.words
    assert options <= command.options


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_in_fenced_blocks_are_those_of_the_tool(page):
    for line in _lines(page.read_text("utf-8")):
        command, options = _parse(line.replace(" - < ", " - --help < ").split(" < ")[0])
        assert options <= command.options, line


@pytest.mark.parametrize("page", [*PAGES, ROOT / "SECURITY.md", ROOT / "CHANGELOG.md"], ids=name)
def test_commands_named_in_prose_are_those_of_the_tool(page):
    for spoken in SPOKEN.findall(" ".join(prose(page.read_text("utf-8")).split())):
        command, options = _parse(f"claimbook {spoken.split(' < ')[0]}")
        assert options <= command.options, spoken


def test_every_command_is_named_where_contributors_look_for_it():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text.split("## The commands", 1)[1].split("\n## ", 1)[0]
    named = {_parse(f"claimbook {spoken}")[0].words for spoken in SPOKEN.findall(table)}
    assert named == COMMANDS.keys() - {()}


def test_every_exit_code_has_its_meaning():
    names = ("OK", "FINDINGS", "USAGE", "INTERNAL", "INTEGRITY", "INTERRUPTED")
    assert exits.MEANINGS.keys() == {getattr(exits, code) for code in names}


def _documented(after):
    text = (ROOT / "docs" / "reference" / "diagnostics.md").read_text("utf-8")
    table = text.split(after, 1)[1].split("| field | meaning |", 1)[1].split("\n\n", 1)[0]
    first = "".join(re.findall(r"^\| .*? \|", table, re.MULTILINE))
    return set(re.findall(r"`([a-z_]+)`", first))


def test_every_format_is_documented():
    text = (ROOT / "docs" / "checking.md").read_text("utf-8")
    table = text.split("| format | for |", 1)[1].split("\n\n", 1)[0]
    assert re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE) == list(Format)


def test_the_json_of_findings_is_documented():
    text = (ROOT / "docs" / "reference" / "diagnostics.md").read_text("utf-8")
    (example,) = (block for block in blocks(text) if block.language == "json")
    schema = json_schema()
    jsonschema.validate(json.loads(example.text), schema)
    documented = _documented("A finding:")
    assert documented == schema["$defs"]["DiagnosticRow"]["properties"].keys()


@pytest.mark.slow
def test_the_json_of_evidence_is_documented(built, shell):
    done = shell("claimbook evidence verify --texts tests/texts --format json", built)
    assert json.loads(done.stdout).keys() == _documented("## Evidence")
