import pytest

from example_project import text_of

LINKS = "dataset/links.yaml"


@pytest.fixture
def untidy(project):
    text = text_of(project, LINKS).replace("subject:", "subject:   ", 1)
    (project / LINKS).write_text(text, "utf-8")
    return text


@pytest.mark.usefixtures("project")
def test_nothing_to_do(run):
    code, out, err = run("format")
    assert (code, err) == (0, "")
    assert out.endswith("files in canonical form\n")


def test_a_file_is_formatted_once(project, untidy, run):
    code, out, _ = run("format")
    assert code == 0
    assert out.startswith(f"formatted {LINKS}\n1 file formatted, ")
    assert text_of(project, LINKS) != untidy
    assert run("format", "--check")[0] == 0


def test_a_dot_is_all_of_the_dataset(project, untidy, run):
    code, out, _ = run("format", "--check", ".")
    assert (code, "1 file to be formatted, " in out) == (1, True)


@pytest.mark.usefixtures("project")
def test_a_misspelt_path_offers_the_nearest(run):
    code, out, err = run("format", "dataset/link.yaml")
    assert (code, out, f"did you mean `{LINKS}`?" in err) == (2, "", True)


def test_check_writes_nothing_and_fails(project, untidy, run):
    code, out, _ = run("format", "--check", LINKS)
    assert (code, out) == (1, f"would format {LINKS}\n1 file to be formatted\n")
    assert text_of(project, LINKS) == untidy


def test_diff_writes_nothing_and_shows_the_change_alone_on_stdout(project, untidy, run):
    code, out, err = run("format", "--diff")
    assert code == 1
    assert out.startswith(f"--- {LINKS}\n+++ {LINKS}\n@@")
    assert "\n-    subject:    " in out
    assert "file to be formatted" in err
    assert text_of(project, LINKS) == untidy


def test_what_cannot_be_read_has_its_finding(project, run):
    (project / LINKS).write_text("links: [\n", "utf-8")
    code, out, _ = run("format")
    assert code == 1
    assert "error[R001]" in out
    assert "1 file left alone" in out


def test_what_would_become_too_long_can_be_read_and_is_left_alone(project, run):
    (project / LINKS).write_text("links: x" + "\t" * 600_000 + "y\n", "utf-8")
    code, out, _ = run("format", LINKS)
    assert code == 1
    assert out.endswith("1 file left alone\n")
    assert "cannot be read" not in out


@pytest.mark.usefixtures("project")
def test_an_unknown_path(run):
    assert run("format", "dataset/none.yaml")[0] == 2
    assert run("format", "--check", ".")[0] == 0
    assert run("format", "--nonsense")[0] == 2


def test_foreign_text_of_a_difference_is_harmless(project, run):
    text = text_of(project, LINKS) + "\n\n# ::error::pwn ##[x] \n"
    (project / LINKS).write_text(text, "utf-8")
    _, out, _ = run("format", "--diff")
    assert "##[x]" not in out
