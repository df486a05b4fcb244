import re

import pytest

from docs.pages import ROOT, answered, blocks, name, written

pytestmark = pytest.mark.slow
QUERIES = sorted((ROOT / "docs" / "queries").glob("*.sql"))
ANSWERED = [page for page in written() if answered(page.read_text("utf-8"))]


def _ask(asked, folder, shell):
    command = asked.text if asked.language == "sh" else f"python - <<'END'\n{asked.text}END\n"
    done = shell(command, folder)
    assert done.returncode == 0, f"{asked.text}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("page", ANSWERED, ids=name)
def test_a_printed_answer_is_what_is_answered_now(page, built, shell, updating):
    text = page.read_text("utf-8")
    for asked, answer in reversed(answered(text)):
        now = _ask(asked, built, shell)
        if updating:
            text = text[: answer.start] + now + text[answer.end :]
        else:
            assert answer.text == now, f"{asked.text}\nif this is meant: make goldens"
    if updating:
        page.write_text(text, "utf-8")


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_a_question_is_asked_in_words_and_shown_with_its_answer(query, updating):
    sql = query.read_text("utf-8")
    assert re.match(r"-- [A-Z].*[?.]\n[A-Z]", sql), "it begins with the question"
    page = ROOT / "docs" / "answers.md"
    text = page.read_text("utf-8")
    found = re.search(rf"\(queries/{query.stem}[.]sql\)\n\n```sql\n(.*?)```\n", text, re.DOTALL)
    assert found, f"{query.name} is not in answers.md"
    assert f"```sh\nclaimbook query - < docs/queries/{query.name}\n```\n\n```text\n" in text
    if updating:
        page.write_text(text[: found.start(1)] + sql + text[found.end(1) :], "utf-8")
    else:
        assert found[1] == sql


def test_every_view_has_a_question():
    asked = {path.stem for path in QUERIES}
    views = {"revisions", "conflicts", "claim_chain", "best_figure", "known_at", "timeline"}
    assert {*views, "who_said", "interception", "coverage", "safe_sum", "headline"} <= asked


@pytest.mark.parametrize("page", written(), ids=name)
def test_python_that_is_shown_runs(page, built, shell):
    for block in blocks(page.read_text("utf-8")):
        if block.language == "python":
            _ask(block, built, shell)
