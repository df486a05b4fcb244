import json
import shutil

import pytest

from claimbook_build.canonical.dataset import formatted
from claimbook_build.check.collect import collect
from claimbook_build.release.publish import PublishError
from claimbook_build.release.publish_files import publish_below, publish_files
from example_project import REPOSITORY, assemble, text_of

EVENT = "dataset/events/2019/evt_banner-report-2019-02-18.yaml"
LINKS = "dataset/links.yaml"
LOCK = "dataset/ids.lock"


@pytest.fixture
def root(tmp_path):
    return assemble(tmp_path / "project")


def spoil(root, path, change):
    (root / path).write_text(change(text_of(root, path)), "utf-8", newline="")


def test_the_real_dataset_is_canonical():
    done = formatted(REPOSITORY)
    assert not done.diagnostics
    assert list(done.after) == []


def test_the_example_is_canonical(root):
    assert list(formatted(root).after) == []


def test_every_record_is_read_as_before(root):
    before = collect(root).dataset
    for path in (EVENT, LINKS):
        spoil(root, path, lambda text: "\ufeff" + text.replace("\n", "  \r\n\r\n"))
    spoil(root, LOCK, lambda text: "\n".join(reversed(text.splitlines())))
    done = formatted(root)
    assert sorted(done.after) == sorted([EVENT, LINKS, LOCK])
    publish_below(root, done.before, done.after)
    assert not formatted(root).after
    after = collect(root).dataset
    assert after.entries == before.entries
    assert after.minted == before.minted


def test_only_what_was_asked_for(root):
    for path in (EVENT, LINKS):
        spoil(root, path, lambda text: text + "\n\n")
    assert list(formatted(root, [LINKS]).after) == [LINKS]
    assert list(formatted(root, ["dataset/events"]).after) == [EVENT]
    assert formatted(root, ["dataset/none.yaml"]).diagnostics[0].code == "R002"


def test_a_file_that_cannot_be_read_is_left_alone_and_the_others_are_not(root):
    spoil(root, EVENT, lambda text: text + "id: twice\n")
    spoil(root, LINKS, lambda text: text + "\n\n")
    broken = text_of(root, EVENT)
    done = formatted(root)
    publish_below(root, done.before, done.after)
    assert [(found.code, found.place.path) for found in done.diagnostics] == [("R001", EVENT)]
    assert text_of(root, EVENT) == broken
    assert list(done.after) == [LINKS]


def test_a_file_that_changed_meanwhile_is_not_overwritten(root):
    for path in (EVENT, LINKS):
        spoil(root, path, lambda text: text + "\n\n")
    done = formatted(root)
    spoil(root, LINKS, lambda text: text + "# new\n")
    with pytest.raises(PublishError, match="changed"):
        publish_below(root, done.before, done.after)
    assert text_of(root, EVENT).endswith("\n\n\n")


def test_all_or_none(root):
    first, second = root / EVENT, root / LINKS
    before = first.read_bytes()
    target = root / "elsewhere.yaml"
    shutil.copy(second, target)
    second.unlink()
    second.symlink_to(target)
    changes = {first: (before, b"new\n"), second: (second.read_bytes(), b"new\n")}
    with pytest.raises(PublishError):
        publish_files(changes)
    assert first.read_bytes() == before
    assert target.read_bytes() != b"new\n"


def test_permissions_stay(root):
    (root / LINKS).chmod(0o640)
    spoil(root, LINKS, lambda text: text + "\n\n")
    done = formatted(root)
    publish_below(root, done.before, done.after)
    assert (root / LINKS).stat().st_mode & 0o777 == 0o640


@pytest.mark.slow
def test_a_file_too_large_to_hold_is_looked_at_line_by_line(root):
    path = "dataset/machine/origin/2019-05.jsonl"
    line = json.dumps({"note": "a" * 1_000_000}).encode()
    (root / path).parent.mkdir(parents=True)
    with (root / path).open("wb") as file:
        file.writelines(line + b"\n" for _ in range(270))
    assert not formatted(root, [path]).diagnostics
    with (root / path).open("ab") as file:
        file.write(b'{"note":"b"}\n')
    (finding,) = formatted(root, [path]).diagnostics
    assert (finding.code, finding.place.line) == ("R001", 271)
