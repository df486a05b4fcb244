import os
import subprocess
import sys

import pytest

from bad_input.sound import EVENT, FILES, sound

START = "from claimbook_build.cli.app import main; main()"


def claimbook(*arguments, cwd, env=None, **more):
    environment = {"PATH": os.environ["PATH"]} | (env or {})
    return subprocess.run(
        [sys.executable, "-c", START, *arguments],
        cwd=cwd,
        env=environment,
        check=False,
        timeout=60,
        **({"capture_output": True} | more),
    )


def clean(done, *codes):
    """Hold a command to have ended as it should, without a traceback or a raw escape."""
    out, err = done.stdout or b"", done.stderr or b""
    assert done.returncode in codes, (done.returncode, out, err)
    for text in (out, err):
        assert b"Traceback" not in text
        assert b"internal error" not in text
        assert b"Exception ignored" not in text
        assert b"\x1b" not in text
        assert "\u202e".encode() not in text
        assert not any(line.lstrip().startswith(b"::") for line in text.splitlines())


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """A project with a finding that holds Cyrillic, an emoji, an escape and a command."""
    root = sound(tmp_path_factory.mktemp("faulty") / "project")
    text = FILES[EVENT].replace("kind: strike", 'kind: "Ракети 😀 \\e[31m\\u202e ::error::x ##[y]"')
    (root / EVENT).write_text(text, "utf-8")
    return root


SURROUNDINGS = {
    "C locale": {"LANG": "C", "LC_ALL": "C"},
    "POSIX locale": {"LC_ALL": "POSIX"},
    "unknown locale": {"LC_ALL": "xx_XX.UTF-8"},
    "ASCII streams": {"PYTHONIOENCODING": "ascii"},
    "Latin-1 streams": {"PYTHONIOENCODING": "latin-1:strict"},
    "UTF-16 streams": {"PYTHONIOENCODING": "utf-16"},
    "no UTF-8 mode": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
    "no home": {"HOME": ""},
    "home that is not there": {"HOME": "/nonexistent"},
    "dumb terminal": {"TERM": "dumb"},
    "unknown terminal": {"TERM": "nothing", "COLUMNS": "-5", "LINES": "x"},
    "narrow terminal": {"COLUMNS": "1"},
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings(faulty, name):
    done = claimbook("check", cwd=faulty, env=SURROUNDINGS[name])
    clean(done, 1)
    assert b"error[R106]" in done.stdout


ARGUMENTS = [
    (("check", "nonexistent"), (2,)),
    (("check", "../outside"), (2,)),
    (("check", "/etc/passwd"), (2,)),
    (("check", "."), (1,)),
    (("check", ""), (1,)),
    (("check", "\x1b[31mred"), (2,)),
    (("check", b"dataset/\xff\xfe.yaml"), (2,)),
    (("check", "a\nb\r\n::error::x"), (2,)),
    (("check", "x" * 5000), (2,)),
    (("check", "--format", "\x1b[31m"), (2,)),
    (("check", "--base", "\x1b[31m"), (2, 4)),
    (("check", "--base", "--output=/tmp/x"), (2, 4)),
    (("explain", "\x1b[31m"), (2,)),
    (("explain", ""), (2,)),
    (("explain", b"R\xff"), (2,)),
    (("explain", "::error::x"), (2,)),
    (("show", "\x1b[31m"), (1, 2, 4)),
    (("query", "select '\x1b[31m'"), (1, 2, 4)),
    (("query", "--release", "/dev/null", "select 1"), (2, 4)),
    (("show", "--release", "/proc/self", "act_a"), (2, 4)),
    (("evidence", "verify", "--texts", "nowhere"), (2,)),
    (("evidence", "verify", "--texts", "dataset/links.yaml"), (2,)),
    (("evidence", "fingerprint", "/dev/zero"), (2,)),
    (("evidence", "fingerprint", "."), (2,)),
    (("evidence", "verify", "--texts", ".", "--document", "a"), (2,)),
    (("evidence", "verify", "--texts", ".", "--document", "doc_x=/dev/zero"), (2,)),
    (("\x1b[31m",), (2,)),
    (("check", "--\x1b[31m"), (2,)),
]


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "codes"), ARGUMENTS, ids=lambda value: ascii(value)[:40])
def test_arguments(faulty, arguments, codes):
    clean(claimbook(*arguments, cwd=faulty), *codes)


DECLARATIONS = {
    "not TOML": b"[tool.claimbook\n",
    "not UTF-8": b"\xff\xfe",
    "NUL": b"\0",
    "a table that is a number": b"tool = 3\n",
    "a table that is a list": b"[[tool.claimbook]]\nrelease = 'x'\n",
    "a release that is a number": b"[tool.claimbook]\nrelease = 2026.11\n",
    "a release with an escape": b'[tool.claimbook]\nrelease = "\\u001b[31m"\n',
    "lists in lists": b"a = " + b"[" * 100_000,
    "too many digits": b"a = " + b"9" * 10_000 + b"\n",
    "ten megabytes": b"#" * 10 * 2**20,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DECLARATIONS)
def test_a_project_file_that_is_broken(own, name):
    (own / "pyproject.toml").write_bytes(DECLARATIONS[name])
    done = claimbook("check", cwd=own)
    clean(done, 2)
    assert b"pyproject.toml" in done.stderr or b"release" in done.stderr


@pytest.mark.slow
def test_a_project_file_that_is_none(own):
    os.mkfifo(own / "pyproject.toml")
    clean(claimbook("check", cwd=own), 0)


@pytest.mark.slow
def test_a_working_folder_that_is_gone(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os; os.rmdir({str(gone)!r}); {START}"
    done = subprocess.run(
        [sys.executable, "-c", code, "check"], cwd=gone, capture_output=True, check=False
    )
    clean(done, 2, 4)
    assert done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "--format", "json"), ("explain", "all")]
)
def test_a_full_disk_is_told(faulty, arguments):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        streams = {"stdout": full, "stderr": subprocess.PIPE, "capture_output": False}
        done = claimbook(*arguments, cwd=faulty, **streams)
    clean(done, 4)
    assert b"No space left" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams(faulty, closed):
    command = ["sh", "-c", f'"$0" -c "{START}" check {closed}', sys.executable]
    done = subprocess.run(command, cwd=faulty, capture_output=True, check=False, timeout=60)
    clean(done, 1, 4)


TEXTS = {
    "a fifo": os.mkfifo,
    "bytes": lambda path: path.write_bytes(bytes(range(256)) * 100),
    "a hundred megabytes of nothing": lambda path: os.truncate(_made(path), 100 * 2**20),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": lambda path: path.mkdir(),
    "a name that is no text": lambda path: _made(path.with_name(os.fsdecode(b"\xff\x1b.txt"))),
    "digits": lambda path: path.write_text("9" * 2**20),
    "number words": lambda path: path.write_text("one hundred and " * 2**16),
}


def _made(path):
    path.write_bytes(b"")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_a_folder_of_texts_that_are_none(own, tmp_path, name):
    (tmp_path / "texts").mkdir()
    TEXTS[name](tmp_path / "texts/a.txt")
    for command in (("evidence", "verify"), ("anchor",)):
        clean(claimbook(*command, "--texts", str(tmp_path / "texts"), cwd=own), 0, 1)
