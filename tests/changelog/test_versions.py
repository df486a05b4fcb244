from datetime import date

import pytest

from claimbook_build.project import ProjectError
from claimbook_build.read.node import plain
from claimbook_build.read.strict_yaml import read_yaml
from claimbook_build.release.declaration import declared_at, with_release
from claimbook_build.release.fill import filled, in_form
from claimbook_build.release.prepare import Preparation
from claimbook_build.release.version import VersionError, check_version

PUBLISHED = {"2026.9.3", "2026.11.0"}
DAY = date(2026, 12, 31)


@pytest.mark.parametrize("version", ["2026.11.1", "2026.11.7", "2026.12.0", "2027.1.0"])
def test_a_version_that_may_follow(version):
    check_version(version, PUBLISHED, DAY)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("2026.011.1", "is no version"),
        ("v2026.12.0", "is no version"),
        ("2026.13.0", "is no version"),
        ("2026.12", "is no version"),
        ("2026.11.0", "is published already: the least that may follow is 2026.11.1"),
        ("2026.10.9", "comes before 2026.11.0"),
        ("2027.2.0", "lies ahead: the newest commit is of 2026-12"),
        ("2062.1.0", "lies ahead"),
    ],
)
def test_a_version_that_may_not(version, said):
    with pytest.raises(VersionError, match=said):
        check_version(version, PUBLISHED, DAY)


def test_without_a_repository_no_month_lies_ahead():
    check_version("2062.1.0", PUBLISHED, None)


KEPT = """\
# ours
[project]
release = "not this one"

[tool.claimbook] # the data
# its version
release   =  '2026.11.0'  # calendar
[tool.other]
release = "nor this"
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KEPT, KEPT.replace("'2026.11.0'", '"2026.12.0"')),
        ("", '[tool.claimbook]\nrelease = "2026.12.0"\n'),
        ("[tool.claimbook]\n", '[tool.claimbook]\nrelease = "2026.12.0"\n'),
        ("[a]\nb = 1\n", '[a]\nb = 1\n\n[tool.claimbook]\nrelease = "2026.12.0"\n'),
        ("[tool.claimbook] # x\n", '[tool.claimbook] # x\nrelease = "2026.12.0"\n'),
        ("[a]\nb = 1", '[a]\nb = 1\n\n[tool.claimbook]\nrelease = "2026.12.0"\n'),
        (
            '[tool.claimbook]\r\nrelease = "2026.11.0"\r\n',
            '[tool.claimbook]\r\nrelease = "2026.12.0"\r\n',
        ),
    ],
)
def test_the_declaration_alone_changes(text, expected):
    changed = with_release(text.encode(), "2026.12.0")
    assert changed.decode() == expected
    path, line, words = declared_at(changed)
    assert path == "pyproject.toml"
    assert words == changed.decode().replace("\r", "").split("\n")[line - 1]


@pytest.mark.parametrize(
    "text",
    ['tool.claimbook.release = "2026.11.0"\n', '[tool]\nclaimbook = {release = "2026.1.0"}\n'],
)
def test_what_cannot_be_changed_in_its_place_is_left_to_people(text):
    with pytest.raises(ProjectError):
        with_release(text.encode(), "2026.12.0")


RETIRED = "dataset/retired.yaml"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "retired:\n  - record: itm_a\n    reason: x # why\n",
            "retired:\n  - record: itm_a\n    reason: x # why\n    in_release: 2026.1.0\n",
        ),
        (
            "retired:\n  - {record: itm_a, reason: x} # why\n",
            "retired:\n  - {record: itm_a, reason: x, in_release: 2026.1.0} # why\n",
        ),
        (
            "retired:\n- record: itm_a\n  in_release: ~\n  reason: x\n",
            "retired:\n- record: itm_a\n  in_release: 2026.1.0\n  reason: x\n",
        ),
        (
            "\ufeffretired: [{record: itm_a}]\r\n",
            "\ufeffretired: [{record: itm_a, in_release: 2026.1.0}]\r\n",
        ),
        (
            "retired:\r\n  - record: itm_a\r\n",
            "retired:\r\n  - record: itm_a\r\n    in_release: 2026.1.0\r\n",
        ),
        (
            "retired:\n  - {record: itm_a, }\n",
            "retired:\n  - {record: itm_a, in_release: 2026.1.0, }\n",
        ),
        (
            "retired:\n  - {record: itm_a, # why\n     reason: 'x\n       y' , # }\n    }\n",
            (
                "retired:\n  - {record: itm_a, # why\n     reason: 'x\n       y', "
                "in_release: 2026.1.0 , # }\n    }\n"
            ),
        ),
        (
            "retired:\n  - record: itm_a\n    reason: >-\n      x\n      y\n  - record: itm_b\n",
            (
                "retired:\n  - record: itm_a\n    reason: >-\n      x\n      y\n"
                "    in_release: 2026.1.0\n  - record: itm_b\n"
            ),
        ),
        (
            "retired:\n  - record: itm_a\n    reason: |\n      x",
            "retired:\n  - record: itm_a\n    reason: |\n      x\n    in_release: 2026.1.0",
        ),
    ],
)
def test_a_field_is_filled_and_every_other_byte_stays(text, expected):
    found = filled(text.encode(), RETIRED, [("retired", 0)], "in_release", "2026.1.0")
    assert found.decode() == expected
    (record, *_) = plain(read_yaml(found, RETIRED).root)["retired"]
    assert record["in_release"] == "2026.1.0"


@pytest.mark.parametrize(
    "text", ["retired: []\n", "retired:\n  - record: itm_a\n    in_release:\n"]
)
def test_what_cannot_be_filled_is_said(text):
    with pytest.raises(ProjectError):
        filled(text.encode(), RETIRED, [("retired", 0)], "in_release", "2026.1.0")


def test_a_file_keeps_its_own_form_or_the_canonical_one():
    canonical = b"retired:\n  - record: itm_a\n    reason: x\n"
    loose = b"retired: [{record: itm_a, reason: x}]\n"
    for before in (canonical, loose):
        found = filled(before, RETIRED, [("retired", 0)], "in_release", "2026.1.0")
        assert in_form(found, RETIRED, before) == found


def test_the_declaration_is_the_last_file_that_is_exchanged(tmp_path):
    prepared = Preparation(tmp_path)
    for name in ("pyproject.toml", "dataset/ids.lock", "z.md", "CHANGELOG.md"):
        prepared.put(name, b"x")
    assert [path.name for path in prepared.changes()][-1] == "pyproject.toml"
