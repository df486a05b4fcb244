import random

import pytest

from claimbook_build.check.run import check
from claimbook_build.select import lines as module
from claimbook_build.select.selection import check_against
from lines.claims import AG, BASIS, LONG, PATH, SHORT, UNNAMED, written

OTHER = "dataset/machine/writer/2019-05.jsonl"
LATER = "dataset/machine/reader/2019-06.jsonl"
REVIEWS = "dataset/reviews/2019-06.jsonl"
ITEMS = "seeds/reference/items.yaml"


def claim(slug, month="2019-05", **fields):
    return SHORT | {"id": f"clm_{month}_{slug}", "document": AG} | fields


def answer(slug, to, month="2019-05"):
    return UNNAMED | {
        "id": f"clm_{month}_{slug}",
        "responds_to": [{"claim": to, "stance": "denies", "basis": BASIS}],
    }


def unread(slug):
    return written(claim(slug)).removesuffix(b"}")


def odd(slug):
    return written(claim(slug)).replace(b'"clm_', b'"\\u0063lm_', 1)


def file_of(*lines):
    return b"".join((x if isinstance(x, bytes) else written(x)) + b"\n" for x in lines)


A, B, C, D = map(claim, "abcd")
BAD = claim("bad", claimants=["act_nobody"])
WORSE = claim("bad", claimants=["act_nobody"], speech_act="assert")
WAIVED = claim("waived", waive=[{"rule": "R402", "because": "the report says so"}])
STRAY = claim("x", "2019-06")
STRAYS = [STRAY, A, claim("y", "2019-07")]
TO_A, TO_E = answer("to-a", A["id"]), answer("to-e", "clm_2019-05_e")
E_SEEN = claim("e")
LATER_TO_A = answer("to-a", A["id"], "2019-06")

SCENARIOS = {
    "lines at the end": ({PATH: file_of(A, BAD)}, {PATH: file_of(A, BAD, B, WORSE)}),
    "a line before all": ({PATH: file_of(BAD, A)}, {PATH: file_of(B, BAD, A)}),
    "a line of which nothing is known": ({PATH: file_of(A)}, {PATH: file_of(A, b"{", b"")}),
    "a bad line is right": ({PATH: file_of(A, BAD, B)}, {PATH: file_of(A, claim("bad"), B)}),
    "a right line is bad": ({PATH: file_of(A, claim("bad"), B)}, {PATH: file_of(A, BAD, B)}),
    "a bad line is worse": ({PATH: file_of(A, BAD, B)}, {PATH: file_of(A, WORSE, B)}),
    "a new file": ({PATH: file_of(A, BAD)}, {PATH: file_of(A, BAD), OTHER: file_of(B, WORSE, A)}),
    "the first file": ({}, {PATH: file_of(A, LONG, UNNAMED, BAD)}),
    "a file is gone": ({PATH: file_of(A), OTHER: file_of(BAD, TO_A)}, {OTHER: file_of(BAD, TO_A)}),
    "all files are gone": ({PATH: file_of(A, BAD)}, {}),
    "an empty file": ({PATH: file_of(A)}, {PATH: b""}),
    "a file was empty": ({PATH: b""}, {PATH: file_of(A, BAD)}),
    "a file moved": ({PATH: file_of(A, BAD)}, {OTHER: file_of(A, BAD)}),
    "twice in a file": ({PATH: file_of(A, B)}, {PATH: file_of(A, B, A)}),
    "twice among new lines": ({PATH: file_of(A)}, {PATH: file_of(A, B, B, LONG, LONG)}),
    "twice in a month": ({PATH: file_of(A, LONG)}, {PATH: file_of(A, LONG), OTHER: file_of(LONG)}),
    "the second stayed": ({OTHER: file_of(A, B)}, {OTHER: file_of(A, B), PATH: file_of(C, B)}),
    "twice before": ({PATH: file_of(A, A, B), OTHER: file_of(A)}, {PATH: file_of(A, A, B, C)}),
    "thrice now": ({PATH: file_of(B, A, A)}, {PATH: file_of(A, B, A, A)}),
    "once again": ({PATH: file_of(A, A)}, {PATH: file_of(A)}),
    "lines in another order": ({PATH: file_of(A, A, B, BAD)}, {PATH: file_of(B, BAD, A, A)}),
    "one figure twice": (
        {PATH: file_of(LONG)},
        {PATH: file_of(LONG, claim("f", figures=LONG["figures"][:1], document=LONG["document"]))},
    ),
    "not of this month": ({PATH: file_of(A)}, {PATH: file_of(A, STRAY, STRAY)}),
    "not of this month, stayed": (
        {PATH: file_of(STRAY, A)},
        {PATH: file_of(STRAY, A, STRAY)},
    ),
    "of three months": (
        {PATH: file_of(*STRAYS)},
        {PATH: file_of(*STRAYS, *STRAYS)},
    ),
    "spelt with an escape": ({PATH: file_of(odd("a"), B)}, {PATH: file_of(odd("a"), B, A)}),
    "new and spelt with an escape": ({PATH: file_of(A, B)}, {PATH: file_of(A, B, odd("a"))}),
    "an answer": ({PATH: file_of(A)}, {PATH: file_of(A), LATER: file_of(LATER_TO_A)}),
    "an answer to nothing": ({PATH: file_of(A)}, {PATH: file_of(A, TO_E)}),
    "an answer to what is new": ({PATH: file_of(A)}, {PATH: file_of(A, TO_E, E_SEEN)}),
    "an answer to what is not read": (
        {PATH: file_of(unread("e"))},
        {PATH: file_of(unread("e"), TO_E)},
    ),
    "an answer spelt with an escape": (
        {PATH: file_of(A, B, written(TO_A).replace(b"clm_2019-05_a", b"clm_2019-0\\u0035_a"))},
        {PATH: file_of(B, written(TO_A).replace(b"clm_2019-05_a", b"clm_2019-0\\u0035_a"))},
    ),
    "the answered is gone": ({PATH: file_of(A, B, TO_A)}, {PATH: file_of(B, TO_A)}),
    "the answered moved": ({PATH: file_of(A, TO_A)}, {PATH: file_of(TO_A), OTHER: file_of(A)}),
    "the answered was twice": ({PATH: file_of(A, B, A, TO_A)}, {PATH: file_of(B, A, TO_A)}),
    "the answered is not read now": ({PATH: file_of(A, TO_A)}, {PATH: file_of(unread("a"), TO_A)}),
    "the answered was not read": ({PATH: file_of(unread("a"), TO_A)}, {PATH: file_of(TO_A)}),
    "answered by new and old": (
        {PATH: file_of(A, TO_A)},
        {PATH: file_of(TO_A, answer("z", A["id"]))},
    ),
    "the answer to nothing stayed": ({PATH: file_of(A, TO_E)}, {PATH: file_of(TO_E)}),
    "an answer is gone": ({PATH: file_of(A, TO_A)}, {PATH: file_of(A)}),
    "half a line end": ({PATH: file_of(A, B)}, {PATH: file_of(A, B) + written(C) + b"\r"}),
    "half a line end stayed": (
        {PATH: file_of(A) + written(C) + b"\r"},
        {PATH: file_of(B, A) + written(C) + b"\r"},
    ),
    "no line end": ({PATH: file_of(A, BAD).strip()}, {PATH: file_of(A, BAD, B).strip()}),
    "other line ends": ({PATH: file_of(A, BAD)}, {PATH: file_of(A, BAD).replace(b"\n", b"\r\n")}),
    "a waiver of nothing": (
        {PATH: file_of(WAIVED, A)},
        {PATH: file_of(WAIVED, A, WAIVED | {"id": "clm_2019-05_w"})},
    ),
    "a line too long": ({PATH: file_of(A)}, {PATH: file_of(A, claim("l", note="x" * 2**20), B)}),
}  # fmt: skip


def put(project, files):
    for path in (PATH, OTHER, LATER):
        if path in files:
            project.write(path, files[path])
        else:
            (project.root / path).unlink(missing_ok=True)


def shown(project, *, quick):
    found = check_against(project.root, "HEAD", quick=quick)
    return [
        (one.code, one.place, one.severity, one.message, one.related, one.record, one.help)
        for one in found.verdict.diagnostics
    ], found


def assert_same(project):
    """Both ways show the same; return what."""
    quickly, selection = shown(project, quick=True)
    slowly, whole = shown(project, quick=False)
    assert quickly == slowly
    assert (selection.changed, selection.referring, selection.verdict.paths) == (
        whole.changed,
        whole.referring,
        whole.verdict.paths,
    )
    sources = selection.verdict.sources
    for code, place, *_ in quickly:
        if code == "R201":
            assert "lm_" in sources[place.path].split("\n")[place.line - 1]
    return quickly, selection


@pytest.mark.parametrize("name", SCENARIOS)
def test_lines_that_stayed_need_not_be_judged_again(project, name):
    before, now = SCENARIOS[name]
    put(project, before)
    project.commit()
    put(project, now)
    _, selection = assert_same(project)
    assert selection.lines is not None


def dead(slug, **fields):
    one = {"id": f"fig_2019-05_{slug}-0", "measure": "killed", "unit": "person", "wording": "12"}
    own = {"population": "military", "aggregation": "snapshot", "evidence": ["700-709"]}
    return claim(slug, figures=[one | own], evidence=["700-750"], **fields)


HEADLINE, BODY = dead("h", region="title"), dead("b")


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [
        ([A], [A, HEADLINE], ["R502"]),
        ([HEADLINE], [HEADLINE, A], []),
        ([HEADLINE], [HEADLINE, BODY], []),
        ([HEADLINE, BODY], [HEADLINE], ["R502"]),
        ([HEADLINE, BODY, dead("c")], [HEADLINE, BODY], []),
        ([BODY, A], [A], []),
        ([HEADLINE, b"{"], [HEADLINE], ["R502"]),
        ([HEADLINE, unread("u")], [HEADLINE, A], ["R502"]),
    ],
)
def test_a_headline_is_looked_at_again_when_what_may_be_its_body_goes(project, before, now, codes):
    put(project, {PATH: file_of(*before)})
    project.commit()
    put(project, {PATH: file_of(*now)})
    found, _ = assert_same(project)
    assert [code for code, *_ in found] == codes


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_any_lines_come_and_go(project, seed):
    draw = random.Random(seed)
    pool = [
        *(A, B, C, D, BAD, WORSE, WAIVED, LONG, UNNAMED, TO_A, TO_E, E_SEEN, STRAY),
        *(HEADLINE, BODY, dead("c"), dead("d", region="title")),
        *(unread("a"), unread("e"), odd("a"), odd("e"), b"{", b"", written(B) + b" "),
        *(answer("q", LONG["id"]), answer("r", "clm_2019-06_x", "2019-06"), claim("a", "2019-06")),
    ]
    before = {path: draw.choices(pool, k=draw.randrange(1, 12)) for path in (PATH, OTHER, LATER)}
    now = {path: list(lines) for path, lines in before.items()}
    for _ in range(draw.randrange(1, 6)):
        lines = now[draw.choice([PATH, OTHER, LATER])]
        at = draw.randrange(len(lines) + 1)
        lines[at : at + draw.randrange(3)] = draw.choices(pool, k=draw.randrange(3))
    put(project, {path: file_of(*lines) for path, lines in before.items()})
    project.commit()
    put(project, {path: file_of(*lines) for path, lines in now.items() if lines})
    assert_same(project)


def test_new_lines_answer_for_themselves_alone(project):
    put(project, {PATH: file_of(A, BAD, B)})
    project.commit()
    put(project, {PATH: file_of(A, BAD, C, WORSE, B)})
    found, selection = assert_same(project)
    assert [(code, place.line) for code, place, *_ in found] == [
        ("R104", 4),
    ]
    assert str(selection).endswith("; of machine-made claims 2 new lines, the others as before")


def test_a_line_that_stayed_is_told_that_what_it_names_is_gone(project):
    put(project, {PATH: file_of(A, B, TO_A), OTHER: file_of(TO_E)})
    project.commit()
    put(project, {PATH: file_of(B, TO_A), OTHER: file_of(TO_E)})
    found, selection = assert_same(project)
    assert [(code, place.path, place.line) for code, place, *_ in found] == [("R204", PATH, 2)]
    assert selection.lines == 0


@pytest.mark.parametrize("edit", ["changed", "gone", "added"])
def test_what_people_write_may_name_what_came_or_went(project, edit):
    lines = {"gone": [A, B], "changed": [A, B], "added": [B]}[edit]
    now = {"gone": [B], "changed": [A | {"note": "Read again"}, B], "added": [A, B]}[edit]
    put(project, {PATH: file_of(*lines)})
    project.write(
        REVIEWS,
        file_of(
            {
                "id": "rev_a",
                "target": A["id"],
                "reviewer": "act_pdn",
                "decided_at": "2019-06-01",
                "decision": "rejected",
            }
        ),
    )
    project.commit()
    put(project, {PATH: file_of(*now)})
    found, selection = assert_same(project)
    assert [place.path for _, place, *_ in found] == [REVIEWS] * (edit == "gone")
    assert (selection.lines is None) == (edit != "changed")


def test_lines_are_judged_again_when_what_they_name_changed(project):
    put(project, {PATH: file_of(A, LONG)})
    project.commit()
    put(project, {PATH: file_of(A, LONG, B)})
    project.change(ITEMS, "id: itm_missile\n", "id: itm_missiles\n")
    found, selection = assert_same(project)
    assert any(code == "R204" and place.path == PATH for code, place, *_ in found)
    assert selection.lines is None


def test_a_series_is_judged_whole(project):
    put(project, {PATH: file_of(A, SHORT)})
    project.commit()
    put(project, {PATH: file_of(A, SHORT, SHORT | {"id": "clm_2019-05_next"})})
    assert assert_same(project)[1].lines is None


def test_a_readme_changes_no_claim(project):
    put(project, {PATH: file_of(A, BAD)})
    project.commit()
    put(project, {PATH: file_of(A, BAD, B)})
    project.write("dataset/README.md", "# New\n")
    assert assert_same(project)[1].lines == 1


@pytest.mark.parametrize("limit", ["_MOST", "_MOST_HELD"])
def test_too_long_a_file_is_judged_whole(project, limit, monkeypatch):
    monkeypatch.setattr(module, limit, 100)
    put(project, {PATH: file_of(A, BAD)})
    project.commit()
    put(project, {PATH: file_of(A, BAD, WORSE)})
    found, selection = assert_same(project)
    assert selection.lines is None
    lines = {place.line for _, place, *_ in found}
    assert lines == ({2, 3} if limit == "_MOST" else {3})


def test_a_link_in_place_of_a_file_of_lines_is_found(project):
    put(project, {PATH: file_of(A)})
    project.commit()
    (project.root / PATH).unlink()
    (project.root / PATH).symlink_to("/etc/passwd")
    found, selection = assert_same(project)
    assert ("R002", PATH) in {(code, place.path) for code, place, *_ in found}
    assert selection.lines is None


def test_without_a_change_no_line_is_read(project):
    put(project, {PATH: file_of(A, BAD)})
    project.commit()
    found, selection = assert_same(project)
    assert (found, selection.elsewhere) == ([], 0)
    assert check(project.root).diagnostics
