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


def _follow(folder, shell):
    """Follow the tutorial literally; return what each block of commands printed."""
    printed = {}
    for page in PAGES:
        for step in STEP.finditer((ROOT / "docs" / page).read_text("utf-8")):
            if step["language"] == "yaml":
                _write(step, folder)
                continue
            done = shell(step["text"], folder)
            assert done.returncode == 0, f"{step['text']}\n{done.stdout}\n{done.stderr}"
            printed[step["text"]] = done.stdout
    return printed


def _printed(printed, by):
    (out,) = (out for command, out in printed.items() if by in command)
    return out


# one test, because following it takes long and the steps rest on one another
def test_the_tutorial_can_be_followed_literally(copied, shell):
    folder = copied("tutorial")
    printed = _follow(folder, shell)
    _the_fingerprints_are_those_of_the_text(folder, _printed(printed, "fingerprint"))
    _every_span_is_in_place_and_every_number_accounted_for(_printed(printed, "evidence verify"))
    shown = _printed(printed, "claimbook build")
    assert "fig_dispatch-soldiers-expected" in shown
    assert re.search("Ministry of Defence of Velmaria.*up to 25,000.*25000", shown)
    _a_slip_is_found_without_the_text(folder, shell)


def _the_fingerprints_are_those_of_the_text(folder, out):
    document = (folder / "seeds/documents/doc_dispatch-ruzhenia-pressed.yaml").read_text("utf-8")
    assert all(f"\n{line}\n" in document for line in out.splitlines())


def _every_span_is_in_place_and_every_number_accounted_for(out):
    row = re.search(r"^doc_dispatch-ruzhenia-pressed((?: +[0-9]+)+)$", out, re.MULTILINE)
    in_place, *others = map(int, row[1].split())
    assert in_place > 0
    assert not any(others)
    assert "not accounted for" not in out


def _a_slip_is_found_without_the_text(folder, shell):
    path = folder / "dataset/statements/2019/doc_dispatch-ruzhenia-pressed.yaml"
    path.write_text(path.read_text("utf-8").replace("18,000", "81,000"), "utf-8")
    done = shell("claimbook check", folder)
    assert done.returncode == 1
    assert "R609" in done.stdout
