import time

import pytest

from bad_input import characters, json_lines, plain_text, shapes, values, yaml_syntax
from bad_input.verdict import assert_harmless, assert_placed, check, reports
from claimbook_build.report.formats import Format

MODULES = (yaml_syntax, characters, values, shapes, json_lines, plain_text)
CASES = [case for module in MODULES for case in module.CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_file_is_refused_at_its_place(project, case):
    began = time.process_time()
    found, collection = check(project, case.path, case.data)
    assert time.process_time() - began < 2
    own = [f for f in found if f.place.path == case.path and f.code == case.code]
    assert any(f.severity == case.severity for f in own), _told(case, found)
    starts = {(f.place.line, f.place.column) for f in own}
    if case.column is not None:
        assert (case.line, case.column) in starts, _told(case, found)
    elif case.line is not None:
        assert case.line in {line for line, _ in starts}, _told(case, found)
    assert_placed(found, case.path, case.data)
    written = reports(found, collection)
    for name, report in written.items():
        assert_harmless(name, report)
    assert case.code in written[Format.text]


def _told(case, found):
    own = [f for f in found if f.place.path == case.path]
    lines = (f"{f.severity} {f.code} {f.place.line}:{f.place.column} {f.message}" for f in own)
    return f"{case.code} {case.line}:{case.column}\n" + "\n".join(lines)


def test_no_two_cases_are_one():
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)
    files = {(case.path, case.data) for case in CASES}
    assert len(files) == len(CASES)
