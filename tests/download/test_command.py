import json
import os
import pty
import re
import subprocess
import sys

import pytest

import claimbook
from built_project import START
from claimbook.release.remote.fetch import fetch_index, fetch_release
from claimbook.release.remote.refusal import DownloadWarning
from claimbook_build.cli.exits import INTEGRITY, OK, USAGE
from claimbook_build.release.index import Verdict, update_index
from download import lies
from download.samples import NEXT, VERSION, files_of, forget_version, make_release
from download.server import serving
from release.conftest import write_sample


@pytest.fixture(autouse=True)
def home(monkeypatch, data):
    monkeypatch.setenv("CLAIMBOOK_DATA_DIR", str(data))
    for name in ("CLAIMBOOK_RELEASES", "CLAIMBOOK_OFFLINE"):
        monkeypatch.delenv(name, raising=False)


LISTED = f"""\
version    schema  date        status      size    \n\
{NEXT}  1.0.0   2026-11-11  current     525.x kB\n\
{VERSION}  1.0.0   2026-11-10  superseded  525.x kB  use {NEXT}; dates\\x1b[31m were wrong
"""


def test_releases_are_listed(run, site, dist):
    make_release(dist, NEXT)
    update_index(dist, [Verdict(VERSION, "superseded", "dates\x1b[31m were wrong", NEXT)])
    code, out, err = run("releases", "--from", site.address)
    assert (code, err) == (OK, "")
    told = re.sub("525[.][0-9]", "525.x", out)  # the manifest's length changes with its form
    assert [line.split() for line in told.splitlines()] == [
        line.split() for line in LISTED.splitlines()
    ]
    code, out, _ = run("releases", "--from", site.address, "--format", "json")
    assert (code, out.encode()) == (OK, (dist / "releases.json").read_bytes())


def test_a_release_is_downloaded_into_the_data_folder(run, site, dist, data):
    code, out, err = run("download", "--from", site.address)
    assert (code, out, err) == (OK, f"{data / VERSION}\n", "")
    assert files_of(data / VERSION) == files_of(dist / VERSION)


def test_a_release_is_downloaded_into_a_folder(run, site, tmp_path):
    code, out, err = run("download", VERSION, "--from", site.address, "--to", tmp_path / "here")
    assert (code, out, err) == (OK, f"{tmp_path / 'here' / VERSION}\n", "")


def test_the_environment_says_where_from_and_offline(run, dist, site, monkeypatch, tmp_path):
    monkeypatch.setenv("CLAIMBOOK_RELEASES", site.address)
    assert run("download")[0] == OK
    monkeypatch.setenv("CLAIMBOOK_OFFLINE", "1")
    site.asked.clear()
    assert run("download", "--to", tmp_path / "again")[0] == OK
    assert run("releases")[0] == OK
    assert site.asked == []


def test_without_an_address_the_way_to_one_is_told(run):
    for command in ("releases", "download"):
        code, out, err = run(command)
        assert (code, out) == (USAGE, "")
        assert "--from ADDRESS" in err


def _one_line(outcome, code, said):
    assert outcome[:2] == (code, "")
    assert outcome[2].count("\n") == 1
    assert said in outcome[2]


def test_faults_are_one_line_and_a_code(run, site, dist, tmp_path):
    asked = ("download", VERSION, "--from")
    _one_line(run(*asked, "ftp://example.org"), USAGE, "only file:")
    _one_line(run(*asked, "http://127.0.0.1:1/x"), INTEGRITY, "refused")
    _one_line(run(*asked, tmp_path / "nowhere"), INTEGRITY, "releases.json")
    _one_line(run("download", "2025.1.0", "--from", dist), USAGE, "no release 2025.1.0")
    _one_line(run(*asked, dist, "--offline"), INTEGRITY, "offline")
    pinned = ("--manifest-sha256", "0" * 64)
    _one_line(run(*asked, dist, *pinned), INTEGRITY, "you say")
    site.lie("LICENSE", lies.flipped)
    _one_line(run(*asked, site.address), INTEGRITY, "another SHA-256")


def test_an_index_that_went_back_is_refused_until_accepted(run, dist):
    make_release(dist, NEXT)
    update_index(dist)
    assert run("releases", "--from", dist)[0] == OK
    forget_version(dist, NEXT)
    _one_line(run("releases", "--from", dist), INTEGRITY, "--accept-older")
    _one_line(run("download", "--from", dist), INTEGRITY, "--accept-older")
    assert run("releases", "--from", dist, "--accept-older")[0] == OK
    assert run("download", "--from", dist)[0] == OK


def test_what_a_server_says_cannot_act_on_a_terminal(run, site):
    def nasty(handler, _):
        handler.head(302, Location="http://a\x9b31m.example/", Content_Length=0)

    site.lie("releases.json", nasty)
    code, out, err = run("releases", "--from", site.address)
    assert (code, out) == (INTEGRITY, "")
    assert err.strip().isprintable()


@pytest.mark.slow
def test_a_bar_is_shown_to_a_terminal_only(site, tmp_path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", START, "download", "--from", site.address]
    environ = {"PATH": os.environ["PATH"], "TERM": "xterm"}
    environ["CLAIMBOOK_DATA_DIR"] = str(tmp_path / "d")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, env=environ, cwd=tmp_path
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 65_536):
                shown += chunk
        except OSError:  # Linux's way to say that the other end is closed
            pass
        os.close(ours)
        out = process.stdout.read()
    assert process.returncode == 0
    assert out.decode() == f"{tmp_path / 'd' / VERSION}\n"
    assert re.search(rb"525[.][0-9]( kB|/525[.][0-9])", shown)


def test_the_index_of_a_folder_is_written(run, tmp_path, dist):
    (dist / "releases.json").unlink()
    assert run("index", dist) == (OK, f"{dist / 'releases.json'}\n", "")
    make_release(dist, NEXT)
    verdict = ("--supersede", VERSION, "--successor", NEXT, "--reason", "dates were wrong")
    assert run("index", dist, *verdict, "--mirror", "https://example.org/data")[0] == OK
    index = json.loads((dist / "releases.json").read_bytes())
    assert index["mirrors"] == ["https://example.org/data"]
    assert [entry["status"] for entry in index["releases"]] == ["current", "superseded"]
    assert run("index", dist, "--withdraw", VERSION, "--reason", "it names a witness")[0] == OK
    _one_line(run("index", dist, "--withdraw", VERSION), USAGE, "--reason")
    _one_line(run("index", dist, "--reason", "x"), USAGE, "--withdraw")
    _one_line(run("index", tmp_path), USAGE, "holds no release")
    manifest = dist / NEXT / "manifest.json"
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    code, _, err = run("index", dist)
    assert (code, err.count("\n")) == (OK, 1)
    assert f"{NEXT}: another manifest than before" in err


@pytest.mark.slow
def test_python_fetches_in_one_call_and_loads_what_it_fetched(tmp_path, data):
    write_sample(tmp_path / "real" / VERSION)
    update_index(tmp_path / "real")
    address = (tmp_path / "real").as_uri()
    assert fetch_index(address).newest().version == VERSION
    assert fetch_release(None, address, data) == data / VERSION
    assert claimbook.load(VERSION).verify().release == VERSION


def test_python_is_warned_of_what_did_not_go_as_planned(dist, data):
    make_release(dist, NEXT)
    update_index(dist, [Verdict(VERSION, "superseded", "dates were wrong", NEXT)])
    with pytest.warns(DownloadWarning, match="dates were wrong"):
        fetch_release(VERSION, str(dist), data)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a project without releases, whose address is a server that has one to read."""
    update_index(write_sample(tmp_path / "real" / VERSION).parent)
    with serving(tmp_path / "real") as site:
        root = tmp_path / "project"
        root.mkdir()
        declared = f'[tool.claimbook]\nreleases = "{site.address}"\n'
        (root / "pyproject.toml").write_text(declared)
        monkeypatch.chdir(root)
        yield site


def test_a_project_says_where_its_releases_are(run, project):
    assert run("releases")[1].split()[5] == VERSION
    assert run("releases", "--from", f"{project.address}/elsewhere")[0] == INTEGRITY


@pytest.mark.slow
def test_commands_name_a_release_by_version_and_by_address(run, project, data):
    asked = ("query", "from figures select count(*) as n", "--format", "csv", "--release")
    for name in (f"{project.address}/{VERSION}", VERSION, project.address):
        assert run(*asked, name)[:2] == (OK, "n\r\n3\r\n")
    assert (data / VERSION / "manifest.json").is_file()
    assert run("diff", VERSION, project.address)[0] == OK
    project.asked.clear()
    assert run("verify")[0] == OK
    assert run(*asked, VERSION)[0] == OK
    assert project.asked == []
    code, out, err = run(*asked, "2026.10.0")
    assert (code, out) == (USAGE, "")
    assert "no release 2026.10.0" in err
