import codecs
import json
from itertools import pairwise

import pytest

from claimbook.diagnostic import in_order
from claimbook_build.check.collect import collect
from claimbook_build.check.run import check, judge
from claimbook_build.report.findings import Findings
from claimbook_build.report.formats import Format
from example_project import EXAMPLE, assemble, text_of
from report.strange import written

EVENT = "dataset/events/2019/evt_bodies-found-in-dolnask.yaml"
AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"

# A line of a file, with marks around what is wrong in it, and what must stand under it: carets
# below the same cells of a terminal, where a Cyrillic letter takes one, a wide or astral character
# two, and a combining one none.
MARKED = [
    ("«kindd»: battle", "^^^^^"),
    ("«примітка»: Київ", "^^^^^^^^"),
    ('note: "Київ 警報 😀 é"\n«kindd»: x', "^^^^^"),
    ("participants: [{actor: act_velmaria, role: participant, «роль»: 1}]", f"{' ' * 56}^^^^"),
    ('participants: [{actor: act_velmaria, note: "Київ", «роль»: 1}]', f"{' ' * 51}^^^^"),
    ('participants: [{note: "警報😀", «роль»: 1}]', f"{' ' * 32}^^^^"),
    ('participants: [{note: "e\u0301e\u0301", «роль»: 1}]', f"{' ' * 28}^^^^"),
    ('participants: [{note: "e\u0301", actor: «警報», role: x}]', f"{' ' * 34}^^^^"),
    ('participants: [{note: "\U0001f1fa\U00020000", «роль»: 1}]', f"{' ' * 29}^^^^"),
    ("participants:\n  - actor: act_velmaria\n    role: participant\n    «роль»: 1", "    ^^^^"),
    ("participants:\n  -   {role: participant,\n       «роль»: 1}", "       ^^^^"),
    ("participants:\n  - «[[1], [два]]»", "    ^^^^^^^^^^^^"),
    ("participants: [«[[1], 警報]»]", f"{' ' * 15}^^^^^^^^^^^"),
    ("«警報😀»: 1", "^^^^^^"),
]
FORMS = {
    "LF": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM": lambda text: codecs.BOM_UTF8 + text.encode(),
    "BOM and CRLF": lambda text: codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode(),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("positions") / "project")


def findings(root, path, data):
    collection = collect(root, None, {path: data})
    found = in_order([*collection.diagnostics, *judge(collection)])
    return Findings(
        tuple(one for one in found if one.place.path == path), (path,), collection.sources.get
    )


def findings_of_shape(tmp_path, data):
    collection = collect(tmp_path, None, {EVENT: data})
    return Findings(in_order(collection.diagnostics), (EVENT,), collection.sources.get)


def underlined(report):
    """Return each line that is shown with what stands under it."""
    lines = [line.partition("| ") for line in report.splitlines()]
    return [
        (above, below)
        for (number, _, above), (gutter, _, below) in pairwise(lines)
        if number.strip().isdigit() and not gutter.strip()
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("marked", "underline"), MARKED)
def test_carets_stand_under_what_is_wrong(tmp_path, form, marked, underline):
    text = text_of(EXAMPLE, EVENT) + marked.replace("«", "").replace("»", "") + "\n"
    report = written(Format.text, findings_of_shape(tmp_path, FORMS[form](text)))
    (line,) = (line for line in marked.splitlines() if "«" in line)
    assert (line.replace("«", "").replace("»", ""), underline) in underlined(report)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("marked", "underline"), MARKED)
def test_columns_count_code_points(tmp_path, form, marked, underline):
    del underline
    before = text_of(EXAMPLE, EVENT)
    text = before + marked.replace("«", "").replace("»", "") + "\n"
    rows = json.loads(written(Format.json, findings_of_shape(tmp_path, FORMS[form](text))))
    places = {(row["line"], row["column"], row["end_line"], row["end_column"]) for row in rows}
    ((at, line),) = ((at, one) for at, one in enumerate(marked.splitlines()) if "«" in one)
    number = before.count("\n") + at + 1
    assert (number, line.index("«") + 1, number, line.index("»")) in places


@pytest.mark.parametrize("form", FORMS)
def test_a_contradiction_shows_both_sides(root, form):
    text = text_of(root, AG).replace("only 47", "only 97").replace(
        "proposition: Missiles were", "proposition: 警報 Київ e\u0301. Missiles were"
    )  # fmt: skip
    report = written(Format.text, findings(root, AG, FORMS[form](text)))
    (block,) = (block for block in report.split("\n\n") if "[R402]" in block)
    assert underlined(block) == [
        ("        wording: only 97", "                 ^^^^^^^"),
        ('        wording: "82"', "                 ----"),
    ]
    assert "= note: the whole\n" in block


@pytest.mark.parametrize("form", FORMS)
def test_a_duplicate_shows_both_places_at_each(root, form):
    text = text_of(root, AG).replace("fig_ag-missiles-stopped", "fig_ag-missiles-fired")
    report = written(Format.text, findings(root, AG, FORMS[form](text)))
    blocks = [block for block in report.split("\n\n") if "[R201]" in block]
    assert [underlined(block) for block in blocks] == 2 * [
        [
            ("      - id: fig_ag-missiles-fired", "            ^^^^^^^^^^^^^^^^^^^^^"),
            ("      - id: fig_ag-missiles-fired", "            ---------------------"),
        ]
    ]


def test_files_on_disk_are_no_different(tmp_path):
    root = assemble(tmp_path / "project")
    text = text_of(root, EVENT) + 'participants: [{note: "警報😀", роль: 1}]\n'
    (root / EVENT).write_bytes(FORMS["BOM and CRLF"](text))
    verdict = check(root, [EVENT])
    report = written(Format.text, Findings(verdict.diagnostics, (), verdict.sources.get))
    assert (text.splitlines()[-1], " " * 32 + "^^^^") in underlined(report)
