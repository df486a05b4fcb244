import pytest

from claimbook_build.check.collect import collect
from claimbook_build.evidence.machine import rest_on_texts
from example_project import assemble

TABLE = '"document": "doc_gs-losses-table"'
CELL = '"evidence": ["2019-05-01#boats"]'


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = assemble(tmp_path_factory.mktemp("texts") / "project")
    (folder / "dataset/machine/reader").mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize(
    ("line", "rests"),
    [
        (f"{{{TABLE}, {CELL}}}", False),
        (f'{{"document": "doc_digest-2019-05-14", {CELL}}}', True),
        (f'{{{TABLE}, "evidence": ["doc_digest-2019-05-14:0-4"]}}', True),
        (f'{{{TABLE}, "evidence": ["find: a boat"]}}', True),
        (f'{{{TABLE}, "note": "\\u0064oc"}}', True),
    ],
)
def test_lines_that_may_rest_on_texts_are_told_from_those_of_tables(root, line, rests):
    (root / "dataset/machine/reader/2019-05.jsonl").write_text(f"{line}\n", "utf-8")
    assert rest_on_texts(collect(root)) is rests
