import os

import pytest

from claimbook_build.check.collect import collect
from claimbook_build.evidence import texts
from claimbook_build.evidence.texts import SourceText, match_texts, read_text
from claimbook_build.evidence.texts import _may_hold as may_hold

ARMY = "doc_vd-2019-05-10-army-group"


def text_of(length):
    return SourceText(path=None, raw_sha256="", text_sha256="", text="a" * length)


@pytest.mark.parametrize(("over", "searched"), [(0, True), (1, False)])
def test_a_text_that_dwarfs_a_document_is_not_searched_for_it(root, over, searched):
    dataset = collect(root).dataset
    longest = 4 * dataset.document(ARMY).length + 20_000
    assert may_hold(dataset, ARMY, text_of(longest + over)) is searched
    assert not may_hold(dataset, "doc_unknown", text_of(1))


@pytest.mark.parametrize(("padding", "known"), [(15_000, True), (40_000, False)])
def test_a_document_in_a_longer_feed_is_known_up_to_a_point(root, texts, alter, padding, known):
    path = texts / "army-group.txt"
    path.write_text("Feed. " * (padding // 6) + path.read_text("utf-8"), "utf-8")
    matched = match_texts(collect(root).dataset, texts)
    assert (ARMY in matched.texts) is known


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (os.mkfifo, "not a regular file"),
        (lambda path: path.symlink_to("/dev/zero"), "not a regular file"),
        (lambda path: path.write_bytes(b"\0" * (texts.MOST_BYTES + 1)), "larger than"),
        (lambda path: path.write_bytes(bytes(range(256))), "UTF-8"),
    ],
)
def test_what_is_no_text_is_not_waited_for(tmp_path, make, reason):
    make(tmp_path / "a.txt")
    assert reason in str(read_text(tmp_path / "a.txt"))
