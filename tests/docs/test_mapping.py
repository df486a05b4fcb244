import json

from claimbook_build.importing.between.between import Between
from claimbook_build.importing.examination import Examination
from claimbook_build.importing.mapping_file import read_mapping
from claimbook_build.importing.plan import Plan
from claimbook_build.table.table import open_table
from docs.pages import ROOT, blocks

PAGE = ROOT / "docs" / "mapping.md"


def test_the_example_makes_the_claim_that_is_shown(tmp_path, updating):
    text = PAGE.read_text("utf-8")
    found = {block.language: block for block in blocks(text)}
    (tmp_path / "shelling.csv").write_text(found["csv"].text, "utf-8")
    path = tmp_path / "shelling.yaml"
    path.write_text(found["yaml"].text, "utf-8")
    file = read_mapping(path, None)
    assert file.diagnostics == ()
    plan = Plan(file.mapping, file.dataset, "doc_shelling-table", typed=False)
    with open_table(str(tmp_path / "shelling.csv")) as table:
        examination = Examination(table, plan, Between(file.mapping))
        first, second = examination
    made, shown = json.dumps(first.claim, indent=1, ensure_ascii=False) + "\n", found["json"]
    if updating:
        PAGE.write_text(text[: shown.start] + made + text[shown.end :], "utf-8")
    else:
        assert shown.text == made, "if this is meant: make goldens"
    assert [(each.defect, each.column) for each in examination.findings] == [
        ("decimal-point", "shells")
    ]
    assert [figure["wording"] for figure in second.claim["figures"]] == ["12"]
