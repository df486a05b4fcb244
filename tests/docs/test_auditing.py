from claimbook_build.cli.app import app
from claimbook_build.cli.exits import guarded
from docs.pages import ROOT, blocks

PAGE = ROOT / "docs" / "auditing.md"
NAMES = {"csv": "crossings.csv", "yaml": "crossings.yaml"}


def test_the_audit_that_is_shown(tmp_path, monkeypatch, capsys, updating):
    text = PAGE.read_text("utf-8")
    found = {block.language: block for block in blocks(text)}
    for language, name in NAMES.items():
        (tmp_path / name).write_text(found[language].text, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    words = ["audit", "crossings.csv", "--mapping", "crossings.yaml"]
    code = guarded(lambda **options: app(words, **options))
    printed, shown = capsys.readouterr().out, found["text"]
    assert code == 1
    if updating:
        PAGE.write_text(text[: shown.start] + printed + text[shown.end :], "utf-8")
    else:
        assert shown.text == printed, "if this is meant: make goldens"
