import os
import socket
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from bad_input.sound import ACTORS, EVENT, FILES, LINKS, LOCK, MACHINE, README, sound
from bad_input.verdict import assert_harmless, reports
from claimbook_build.check.collect import collect
from claimbook_build.check.run import judge

MIB = 2**20


def found_in(root):
    collection = collect(root)
    return [*collection.diagnostics, *judge(collection)], collection


def refused(root, path, code="R002", words=""):
    """Hold a project to have a finding about a path, and every report of it to be harmless."""
    found, collection = found_in(root)
    own = [f for f in found if f.place.path == path and f.code == code and f.severity == "error"]
    assert own, [f"{f.place.path!r} {f.code} {f.message}" for f in found]
    assert any(words in f.message for f in own), [f.message for f in own]
    for name, report in reports(found, collection).items():
        assert_harmless(name, report)


NAMES = [
    *("dataset/events/2019/evt_a.yml", "dataset/events/2019/evt_a.YAML", "dataset/links.yml"),
    *("dataset/events/2019/.evt_a.yaml", "dataset/.links.yaml", "seeds/.DS_Store"),
    *("dataset/events/2019/evt_a.yaml~", "dataset/events/2019/#evt_a.yaml#", "dataset/a.swp"),
    *("dataset/events/2019/evt_a.yaml.orig", "dataset/events/2019/evt_a.yaml.rej"),
    *("dataset/events/2019/evt_a.yaml ", "dataset/events/2019/ evt_a.yaml", "dataset/a.yaml\n"),
    *("dataset/events/2019/evt_Ä.yaml", "dataset/events/2019/evt_а.yaml", "dataset/ｌinks.yaml"),
    *("dataset/events/2019/act_a.yaml", "dataset/events/2019/evt_A.yaml", "dataset/evt_a.yaml"),
    *("dataset/events/19/evt_a.yaml", "dataset/events/2019/05/evt_a.yaml", "dataset/Events/a.md"),
    *("dataset/statements/2019/doc_a.span.jsonl", "dataset/statements/doc_a.yaml"),
    *("dataset/machine/2019-05.jsonl", "dataset/machine/a/2019-5.jsonl", "dataset/machine/a.json"),
    *("dataset/machine/a/2019-05.ndjson", "dataset/machine/a/2019-05.jsonl.gz"),
    *("dataset/reviews/2019.jsonl", "dataset/reviews/2019-05.json", "dataset/ids.lock.yaml"),
    *("dataset/links.json", "dataset/links.csv", "dataset/a.py", "dataset/a.txt", "seeds/a"),
    *("seeds/documents/a.yaml", "seeds/documents/doc_a--b.yaml", "seeds/reference/actor.yaml"),
    *("seeds/reference/codes/other.csv", "seeds/reference/codes/katottg.tsv", "seeds/readme.md"),
    *("seeds/reference/vocabularies/Mode.yaml", "dataset/con/aux.yaml", "dataset/a\\b.yaml"),
    *("dataset/\x1b[31mred.yaml", "dataset/\u202elmay.yaml", "dataset/a\u200bb.yaml"),
    *("dataset/a\nb.yaml", "dataset/\r\n::error::x.yaml", "dataset/##[error]x.yaml", "dataset/-rf"),
    *("dataset/[red].yaml", "dataset/`a`|<b>.yaml", "dataset/'; DROP TABLE a.yaml", "dataset/*"),
    *("dataset/" + "a" * 250 + ".yaml", "dataset/" + "/".join("abcdefghijklmnopqrst") + "/x.yaml"),
    *("dataset/%0A::error::x.yaml", "dataset/a%2e%2e.yaml", "dataset/~", "dataset/$(id).yaml"),
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_file_where_no_record_has_its_place(own, name):
    (own / name).parent.mkdir(parents=True, exist_ok=True)
    (own / name).write_bytes(b"a: b\n")
    refused(own, name)


def test_a_name_that_is_no_text(own):
    name = b"dataset/evt_\xff\xfe.yaml"
    (own / os.fsdecode(name)).write_bytes(b"a: b\n")
    refused(own, os.fsdecode(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dataset/events/2019/evt_barrage.yaml", "dataset/events/2019/EVT_barrage.yaml"),
        ("dataset/links.yaml", "dataset/LINKS.yaml"),
        ("dataset/cafe\u0301.yaml", "dataset/caf\xe9.yaml"),
        ("dataset/ﬁle.yaml", "dataset/file.yaml"),
        ("dataset/straße.yaml", "dataset/strasse.yaml"),
        ("dataset/k.yaml", "dataset/\u212a.yaml"),
    ],
)
def test_names_that_some_file_systems_take_for_one(own, one, other):
    for name in (one, other):
        (own / name).write_bytes(FILES.get(one, "a: b\n").encode())
    refused(own, max(one, other), words="differs only by case or normalisation")


def _link(target):
    return lambda path: path.symlink_to(target)


def _socket(path):
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket is a short one
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


SPECIAL = {
    "link to a file": _link("evt_other.yaml"),
    "link to a sound file": _link("../../links.yaml"),
    "link to nothing": _link("nowhere"),
    "link to itself": _link("evt_barrage.yaml"),
    "link out of the project": _link("/etc/passwd"),
    "link to a device": _link("/dev/zero"),
    "link to a folder": _link(".."),
    "fifo": os.mkfifo,
    "socket": _socket,
    "folder": Path.mkdir,
}


@pytest.mark.parametrize("kind", SPECIAL)
@pytest.mark.parametrize("path", [EVENT, MACHINE, LOCK, README, ACTORS])
def test_what_is_no_regular_file(own, kind, path):
    (own / path).unlink()
    SPECIAL[kind](own / path)
    refused(own, path, words="instead of a file")


@pytest.mark.parametrize("kind", ["link to a folder", "link out of the project", "fifo", "socket"])
def test_what_is_no_regular_file_under_a_name_that_no_record_has(own, kind):
    SPECIAL[kind](own / "dataset/thing")
    refused(own, "dataset/thing")


@pytest.mark.parametrize("top", ["dataset", "seeds"])
def test_a_top_folder_that_is_a_link(own, top):
    (own / top).rename(own / "elsewhere")
    (own / top).symlink_to("elsewhere")
    refused(own, top, words="instead of a folder")


def test_a_folder_on_the_way_that_is_a_link(own):
    (own / "dataset/events/2019").rename(own / "dataset/events/2018")
    (own / "dataset/events/2019").symlink_to("2018")
    refused(own, "dataset/events/2019")


@pytest.mark.parametrize("depth", [25, 1500])
def test_folders_in_folders(own, depth, monkeypatch):
    monkeypatch.chdir(own / "dataset")
    for _ in range(depth):
        os.mkdir("a")  # noqa: PTH102  a path of that length has no other way
        os.chdir("a")
    Path("x.yaml").write_bytes(b"a: b\n")
    try:
        refused(own, "dataset" + "/a" * 24, words="folders in each other")
    finally:
        Path("x.yaml").unlink()
        for _ in range(depth):  # what tidies up after us would not get that deep
            os.chdir("..")
            os.rmdir("a")  # noqa: PTH106


@pytest.mark.parametrize(
    ("path", "size", "code"),
    [
        (EVENT, MIB + 1, "R001"),
        (EVENT, 2**40, "R001"),
        (README, 2**40, "R001"),
        (LOCK, 200 * MIB, "R001"),
        (MACHINE, 64 * MIB, "R001"),
        ("seeds/reference/codes/katottg.csv", 2**40, "R001"),
    ],
)
def test_a_huge_file_of_nothing(own, path, size, code):
    with (own / path).open("r+b") as file:
        file.truncate(0)
        file.truncate(size)
    refused(own, path, code)


def test_many_small_files(own):
    for at in range(300):
        (own / f"dataset/events/2019/junk{at}.yaml").write_bytes(b"")
    refused(own, "dataset/events/2019/junk7.yaml")


def test_a_file_that_changes_and_vanishes_while_it_is_read(own):
    stop = threading.Event()
    path = own / LINKS
    text = FILES[LINKS].encode()

    def disturb():
        while not stop.is_set():
            path.write_bytes(text * 3)
            path.unlink()
            path.symlink_to("nowhere")
            path.unlink()
            path.mkdir()
            path.rmdir()
            path.write_bytes(text)

    other = threading.Thread(target=disturb)
    other.start()
    try:
        for _ in range(30):
            found, collection = found_in(own)
            reports(found, collection)
    finally:
        stop.set()
        other.join()


@pytest.mark.parametrize("path", [EVENT, "dataset/events/2019", "seeds/reference", "dataset"])
def test_what_may_not_be_read(path):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = sound(Path(folder) / "project")
        found_in(root)  # what is imported late must not be sought as somebody else
        (root / path).chmod(0)
        with nobody():
            refused(root, path, words="cannot be read: Permission denied")
        (root / path).chmod(0o755)


@contextmanager
def nobody():
    """Let root, who may read everything, be somebody else for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
