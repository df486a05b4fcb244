from claimbook.diagnostic import in_order
from claimbook_build.check.run import check
from example_project import changed

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"


def test_what_is_generated_comes_last(root):
    overlay = changed(root, AG, "id: fig_ag-missiles-fired", "id: fig_ag-missile-fired")
    found = check(root, overlay=overlay).diagnostics
    paths = [finding.place.path for finding in found]
    assert paths[0] == AG
    generated = [path.endswith((".spans.jsonl", "ids.lock")) for path in paths]
    assert generated == sorted(generated)
    assert set(generated) == {False, True}
    assert in_order(list(found[::-1])) == found
