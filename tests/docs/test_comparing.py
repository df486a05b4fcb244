import re

import pytest

from docs.pages import ROOT, blocks

pytestmark = pytest.mark.slow
PAGE = ROOT / "docs" / "comparing.md"
STATEMENTS = "dataset/statements/2022/doc_digest-2022-10-14.yaml"
STRIKES, BOY = "        evidence: [2835-2856]\n", "a boy of eleven\n"
NOTE = "The number before the rise is not printed\n"
EDITS = (
    (STRIKES, f"        status: disputed\n{STRIKES}"),
    (BOY, f"{BOY}    status: accepted\n"),
    (NOTE, "The digest does not print the number before the rise\n"),
)

MENDED = (
    ("14.0", "14"),
    ("2019-05-03,Upper,about a dozen,2\n", ""),
    ("04.05.2019,Lower,,1", "2019-05-04,Lower,5,1"),
    ("0,checked\n", "0\n2019-05-06,Upper,8,11\n"),
)


@pytest.fixture(scope="module")
def edited(copied, shell):
    """Return a copy of the dataset with some edits, and a release of it."""
    folder = copied("edited")
    for path, edits in (
        (STATEMENTS, EDITS),
        ("pyproject.toml", [('release = "2026.11.0"', 'release = "2026.11.1"')]),
    ):
        text = (folder / path).read_text("utf-8")
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / path).write_text(text, "utf-8")
    done = shell("claimbook build", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_difference_that_is_shown(built, edited, shell, updating):
    text = PAGE.read_text("utf-8")
    shown, _ = (block for block in blocks(text) if block.language == "text")
    command = f"claimbook diff --exit-zero {built}/dist/2026.11.0 dist/2026.11.1"
    done = shell(command, edited)
    assert done.returncode == 0, done.stderr
    if updating:
        PAGE.write_text(text[: shown.start] + done.stdout + text[shown.end :], "utf-8")
    else:
        assert shown.text == done.stdout, "if this is meant: make goldens"


def test_the_difference_between_two_tables_that_is_shown(tmp_path, shell, updating):
    told = (ROOT / "docs" / "auditing.md").read_text("utf-8")
    audited = {block.language: block.text for block in reversed(blocks(told))}
    mended = audited["csv"]
    for old, new in MENDED:
        assert mended.count(old) == 1, old
        mended = mended.replace(old, new)
    names = {"crossings.csv": audited["csv"], "crossings.yaml": audited["yaml"]}
    for name, held in {**names, "mended.csv": mended}.items():
        (tmp_path / name).write_text(held, "utf-8")
    text = PAGE.read_text("utf-8")
    _, shown = (block for block in blocks(text) if block.language == "text")
    done = shell("claimbook diff crossings.csv mended.csv --mapping crossings.yaml", tmp_path)
    assert done.returncode == 1, done.stderr
    if updating:
        PAGE.write_text(text[: shown.start] + done.stdout + text[shown.end :], "utf-8")
    else:
        assert shown.text == done.stdout, "if this is meant: make goldens"


def test_a_difference_is_exit_code_1(built, edited, shell):
    for format_ in ("json", "markdown"):
        command = f"claimbook diff {built}/dist/2026.11.0 dist/2026.11.1 --format {format_}"
        assert shell(command, edited).returncode == 1


def test_every_rule_stands_on_the_page():
    from claimbook.release.diff.bump import RULES

    table = PAGE.read_text("utf-8").split("| change | at least |", 1)[1].split("\n\n", 1)[0]
    assert len(re.findall(r"^\| [a-z]", table, re.MULTILINE)) >= len(RULES) - 3
