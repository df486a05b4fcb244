import base64
import json
import random
from types import SimpleNamespace

import pytest

from claimbook.release.pieces import LARGE, Pieces, PiecesError, large, read_pieces, write_pieces

SIZES = {"a.parquet": LARGE + 1, "b.parquet": 70_000_000, "small.parquet": LARGE}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("pieces")
    for name, size in SIZES.items():
        with (made / name).open("wb") as file:
            file.write(random.Random(name).randbytes(LARGE))
            file.truncate(size)
    return made


TABLES = [SimpleNamespace(file=name, bytes=size) for name, size in SIZES.items()]


@pytest.fixture(scope="module")
def known(folder):
    return read_pieces(write_pieces(folder, TABLES), TABLES)


def test_the_tables_that_are_read_in_parts_are_listed(folder, known):
    assert list(known) == [table.file for table in large(TABLES)] == ["a.parquet", "b.parquet"]
    assert [each.piece for each in known.values()] == [16 * 1024, 32 * 1024]
    assert write_pieces(folder, TABLES[2:]) is None


@pytest.mark.parametrize(("start", "stop"), [(0, 1), (16_383, 16_385), (262_000, 262_145)])
def test_a_part_is_held_to_the_pieces_that_it_lies_in(folder, known, start, stop):
    pieces = known["a.parquet"]
    first, last = pieces.around(start, stop)
    data = bytearray((folder / "a.parquet").read_bytes()[first:last])
    assert first <= start < stop <= last <= pieces.size
    assert pieces.hold(first, bytes(data))
    for at in {0, start - first, len(data) - 1}:
        data[at] ^= 1
        assert not pieces.hold(first, bytes(data))
        data[at] ^= 1
    assert not pieces.hold(first, bytes(data[1:]))
    assert not pieces.hold(first + pieces.piece, bytes(data))


def test_nothing_is_beyond_the_last_piece():
    assert not Pieces(16, 16, bytes(32)).hold(16, b"x")


def changed(text, **values):
    told = json.loads(text)
    told["files"]["a.parquet"] |= values
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"",
        lambda text: text[:-2],
        lambda text: text.replace(b"a.parquet", b"c.parquet"),
        lambda text: text.replace(b"a.parquet", b"../a.parquet"),
        lambda text: text.replace(b"pieces-1", b"pieces-2"),
        lambda text: changed(text, sha256=""),
        lambda text: changed(text, sha256="AAAA"),
        lambda text: changed(text, sha256="*" * 732),
        lambda text: changed(text, sha256="A" * 200_000),
        lambda text: changed(text, piece_bytes=0),
        lambda text: changed(text, piece_bytes=10**30),
        lambda text: changed(text, piece_bytes=2**53 - 1),
        lambda text: changed(text, piece_bytes="16384"),
        lambda text: changed(text, piece_bytes=2**20, sha256=base64.b64encode(bytes(32)).decode()),
        lambda text: changed(text, more=1),
    ],
)
def test_a_list_that_is_none_is_refused(folder, change):
    with pytest.raises(PiecesError):
        read_pieces(change(write_pieces(folder, TABLES)), TABLES)


def test_a_list_of_other_tables_is_refused(folder):
    with pytest.raises(PiecesError, match="does not list"):
        read_pieces(write_pieces(folder, TABLES[:1]), TABLES)
