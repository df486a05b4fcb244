import pytest

from claimbook.dataset import Dataset, Entry, Minted
from claimbook.records.record import Strict
from claimbook_build.build.first_release import document_of, releases_of_documents

LOCK = (Minted("doc_a", 1, "2026.9.0"), Minted("doc_b", 2))
LINE = "dataset/machine/reader/2019-05.jsonl"


def entry(table, key, path=LINE, parent=""):
    return Entry(table, key, Strict(), path, (), parent)


def test_until_a_release_is_published_a_document_tells():
    assert releases_of_documents(Dataset((), LOCK)) == {"doc_a": "2026.9.0"}
    published = entry("releases", "2026.9.0", "dataset/releases.yaml")
    assert releases_of_documents(Dataset((published,), LOCK)) == {}


@pytest.mark.parametrize(
    ("asked", "document"),
    [
        (entry("claims", "clm_x", parent="doc_a"), "doc_a"),
        (entry("figures", "fig_x", parent="clm_x"), "doc_a"),
        (entry("figures", "fig_y", parent="clm_gone"), None),
        (entry("claims", "clm_y", "dataset/statements/2019/doc_b.yaml", "doc_b"), None),
    ],
)
def test_a_machines_record_has_the_document_of_its_claim(asked, document):
    dataset = Dataset((entry("claims", "clm_x", parent="doc_a"),))
    assert document_of(dataset, asked) == document
