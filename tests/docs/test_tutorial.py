import re

import pytest

from docs.pages import ROOT

pytestmark = pytest.mark.slow
PAGES = ("contributing-data.md", "contributing-data-rest.md")
STEP = re.compile(
    r"(?:^(?P<verb>Create|Append to) `(?P<path>[^`]+)`:\n\n)?"
    r"^```(?P<language>yaml|sh)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def _write(step, folder):
    path = folder / step["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    assert path.exists() == (step["verb"] != "Create")
    with path.open("a", encoding="utf-8") as file:
        file.write(step["text"])


@pytest.fixture(scope="module")
def followed(copied, shell):
    """Follow the tutorial literally; return its folder and what each block of commands printed."""
    folder, printed = copied("tutorial"), {}
    for page in PAGES:
        for step in STEP.finditer((ROOT / "docs" / page).read_text("utf-8")):
            if step["language"] == "yaml":
                _write(step, folder)
                continue
            done = shell(step["text"], folder)
            assert done.returncode == 0, f"{step['text']}\n{done.stdout}\n{done.stderr}"
            printed[step["text"]] = done.stdout
    return folder, printed


def test_the_fingerprints_are_those_of_the_text(followed):
    folder, printed = followed
    (lines,) = (out for command, out in printed.items() if command.startswith("python"))
    document = (folder / "seeds/documents/doc_dispatch-ruzhenia-pressed.yaml").read_text("utf-8")
    assert all(f"\n{line}\n" in document for line in lines.splitlines())


def test_every_span_is_in_place_and_every_number_accounted_for(followed):
    _, printed = followed
    (out,) = (out for command, out in printed.items() if "evidence verify" in command)
    row = re.search(r"^doc_dispatch-ruzhenia-pressed((?: +[0-9]+)+)$", out, re.MULTILINE)
    in_place, *others = map(int, row[1].split())
    assert in_place > 0
    assert not any(others)
    assert "not accounted for" not in out


def test_the_figure_can_be_asked_for(followed):
    _, printed = followed
    (out,) = (out for command, out in printed.items() if "claimbook build" in command)
    assert "fig_dispatch-soldiers-expected" in out
    assert re.search("Ministry of Defence of Velmaria.*up to 25,000.*25000", out)


def test_a_slip_is_found_without_the_text(followed, shell):
    folder, _ = followed
    path = folder / "dataset/statements/2019/doc_dispatch-ruzhenia-pressed.yaml"
    right = path.read_text("utf-8")
    path.write_text(right.replace("18,000", "81,000"), "utf-8")
    done = shell("claimbook check", folder)
    path.write_text(right, "utf-8")
    assert done.returncode == 1
    assert "R609" in done.stdout
