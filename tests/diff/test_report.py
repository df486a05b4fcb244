import json

import jsonschema
import pytest
from markdown_it import MarkdownIt

from claimbook.release.diff.compare import compare
from claimbook_build.report.diff import json as json_report
from claimbook_build.report.diff import markdown, text, words
from diff.made import Made, make, world

HOSTILE = (
    "\n::error file=README.md::pwn ##[x] \x1b[31m @all #1 | `x` <b> \u202e [a](http://x.y) \ud7ff"
)
FIGURE = ("fig_a", "clm_a", "missiles_launched", "munition", "75", 75.0, "normal", None)


def figures(count, wording="75"):
    return [
        (f"fig_{n:04}", "clm_a", "launched", "munition", wording, 1.0, "normal", None)
        for n in range(count)
    ]


@pytest.fixture
def compared(tmp_path):
    def run(old, new, **more):
        before, after = (each if "t" in each else world(**each) for each in (old, new))
        releases = (make(tmp_path, "2026.11.0", before), make(tmp_path, "2026.12.0", after))
        return compare(*releases, **more)

    return run


def rendered(found, module, **more):
    return "".join(module.report(found, **more))


EVERYTHING = (
    {"figures": figures(30), "claims": [("clm_x", "doc_a", "Gone", "accepted")]},
    {
        "figures": figures(30, "84"),
        "documents": [("doc_a", "Report", "live")],
        "claims": [("clm_a", "doc_a", "Fired", "accepted")],
        "links": [("lnk_a", "clm_a", "clm_x", "corrects")],
        "retired": [("clm_x", "entered twice", "clm_a")],
    },
)


def test_what_it_means_comes_first(compared):
    with compared(*EVERYTHING) as found:
        shown = rendered(found, text)
    heads = [line for line in shown.splitlines() if line and not line.startswith(" ")]
    assert heads == [
        "made 2026.11.0 -> 2026.12.0: 35 rows in 5 tables",
        *("Figures", "Claims", "Documents", "Tables"),
        *("documents", "claims", "figures", "links", "retired"),
    ]
    assert "  new         clm_a: Fired  [doc_a]\n" in shown
    assert "  gone        clm_x (entered twice; see clm_a): Gone  [doc_a]\n" in shown
    assert "  superseded  clm_x (clm_a corrects it (lnk_a))  [doc_a]\n" in shown


@pytest.mark.parametrize("module", [text, markdown])
def test_for_people_it_has_an_end(compared, module):
    with compared({"figures": figures(3000)}, {"figures": figures(3000, "84")}) as found:
        shown = rendered(found, module)
    assert shown.count("84") == 2 * words.MOST
    assert "2,980 more" in shown
    assert len(shown) < 20_000


def test_in_json_it_is_complete(compared):
    with compared({"figures": figures(300)}, {"figures": figures(300, "84")}) as found:
        told = json.loads(rendered(found, json_report))
    assert len(told["figures"]) == len(told["rows"]) == 300


@pytest.mark.parametrize("rows", [True, False])
def test_json_is_as_its_schema_says(compared, rows):
    with compared(*EVERYTHING) as found:
        told = json.loads(rendered(found, json_report, rows=rows))
    jsonschema.validate(told, json_report.json_schema())
    assert told.keys() == json_report.json_schema()["properties"].keys()
    assert (told["rows"] is None) == (not rows)


def test_no_difference(compared):
    with compared({"figures": figures(1)}, {"figures": figures(1)}) as found:
        assert rendered(found, text) == "made 2026.11.0 -> 2026.12.0: no difference\n"
        told = json.loads(rendered(found, json_report))
    assert (told["equal"], told["rows"], told["schema"]["changes"]) == (True, [], [])


def test_only_counts(compared):
    with compared(*EVERYTHING, by_hash=True) as found:
        for module in (text, markdown):
            shown = rendered(found, module, rows=False)
            assert "figures" in shown
            assert "fig_0000" not in shown


def hostile_pair():
    key = {"k": "VARCHAR", "v": "VARCHAR"}
    old, new = ({"t": Made(key, ("k",), [(HOSTILE, one)])} for one in ("::a", HOSTILE))
    claims = {
        "claims": [("clm_a", HOSTILE, HOSTILE, HOSTILE)],
        "figures": [(*[HOSTILE] * 5, 1.0, "x", "y")],
    }
    return {**world(), **old}, {**world(**claims), **new}


def test_foreign_text_does_nothing_on_a_terminal(compared):
    with compared(*hostile_pair()) as found:
        shown = rendered(found, text)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
    assert "##[" not in shown


def test_foreign_text_does_nothing_on_a_page(compared):
    with compared(*hostile_pair()) as found:
        page = rendered(found, markdown)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(page)
    inner = [each for token in tokens for each in token.children or ()]
    kinds = {token.type for token in inner}
    assert kinds <= {"text", "html_inline", "text_special", "strong_open", "strong_close"}
    assert {t.content for t in inner if t.type == "html_inline"} <= {"<br>"}
    assert not any(line.startswith("::") for line in page.splitlines())


def test_foreign_text_comes_back_exactly_from_json(compared):
    with compared(*hostile_pair()) as found:
        shown = rendered(found, json_report)
    assert "\x1b" not in shown
    (row,) = [row for row in json.loads(shown)["rows"] if row["table"] == "t"]
    assert (row["key"], row["cells"][0]["new"]) == ({"k": HOSTILE}, HOSTILE)


SHEEP = {"id": "VARCHAR", "n": "BIGINT"}


@pytest.mark.parametrize(
    "other",
    [
        {"t": Made(SHEEP, ("id", "n"), [("a", 1)])},
        {"t": Made(SHEEP, (), [("a", 1)])},
        {"t": Made(SHEEP, ("id",))},
        {"t": Made({"y": "BIGINT"}, (), [(1,)])},
        {"other": Made(SHEEP, ("id",), [("a", 1)])},
    ],
)
def test_releases_of_other_forms_are_compared(tmp_path, other):
    one = make(tmp_path, "2026.1.0", {"t": Made(SHEEP, ("id",), [("a", 1)])})
    two = make(tmp_path, "2026.2.0", other)
    for old, new in ((one, two), (two, one)):
        with compare(old, new) as found:
            assert not found.equal
            assert all(rendered(found, module) for module in (text, markdown))
            jsonschema.validate(json.loads(rendered(found, json_report)), json_report.json_schema())


def test_a_page_is_cut_where_a_line_ends(compared):
    with compared({}, {"figures": figures(50)}) as found:
        whole = rendered(found, markdown)
        cut = rendered(found, markdown, most=900)
    assert len(cut.encode()) <= 900
    assert "left out" in cut
    assert whole.startswith(cut.split("\n**The rest")[0])


def test_the_schema_says_what_is_needed(tmp_path):
    old, new = (
        make(tmp_path, f"2026.{n}.0", {"t": Made(dict.fromkeys(names, "BIGINT"), ("a",))})
        for n, names in enumerate(("ab", "ac"), 1)
    )
    with compare(old, new) as found:
        shown = rendered(found, text)
        page = rendered(found, markdown)
    assert "schema 1.0.0 -> 1.0.0, the changes are major: at least 2.0.0 is needed\n" in shown
    assert "  major  t.b: a column was removed\n" in shown
    assert "| major | t.b: a column was removed |" in page
