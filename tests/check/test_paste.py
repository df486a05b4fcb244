import pytest

from claimbook_build.check.run import check
from example_project import changed, text_of

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
PHASE = "    phase: begun\n"


def test_a_quote_that_is_not_closed_brings_no_white_space(root):
    said = "    proposition: Velmaria is"
    overlay = changed(root, AG, said, said.replace("V", '"V'))
    found = check(root, overlay=overlay).diagnostics
    assert {f.code for f in found} == {"R001"}


def test_a_text_of_several_lines_is_looked_at_where_the_file_can_be_read(root):
    overlay = changed(root, AG, "proposition: Velmaria is", "proposition: >\n      Velmaria is")
    found = check(root, overlay=overlay).diagnostics
    assert "R106" in {f.code for f in found}


@pytest.mark.parametrize("indent", ["\u00a0   ", "\u00a0\u00a0\u00a0\u00a0", "    \u00a0"])
def test_a_no_break_space_in_the_indentation_is_named_and_not_deleted(root, indent):
    text = text_of(root, AG).replace(PHASE, f"{indent}{PHASE.lstrip()}")
    found = [f for f in check(root, overlay={AG: text.encode()}).diagnostics if f.code == "R106"]
    assert [("indentation" in f.message, f.fix) for f in found] in ([(True, None)], [])
    assert found or indent.startswith(" ")
