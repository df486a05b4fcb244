import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimbook_build.check.collect import collect
from claimbook_build.check.run import check, judge
from claimbook_build.lines import asked, stream
from lines.claims import (
    BASIS,
    CLAIMS,
    LONG,
    PATH,
    SHORT,
    UNNAMED,
    broken_texts,
    broken_values,
    written,
)

pytestmark = pytest.mark.usefixtures("untraced")

OTHER = "dataset/machine/writer/2019-05.jsonl"
LATER = "dataset/machine/reader/2019-06.jsonl"


def file_of(*claims):
    return b"".join(written(claim) + b"\n" for claim in claims)


def line_of(claim):
    return written(claim).decode()


def numbered(many, **fields):
    return [SHORT | {"id": f"clm_2019-05_n{n}"} | fields for n in range(many)]


def places(findings):
    return [(f.code, f.place.path, f.place.line, f.place.column) for f in findings]


def test_right_lines_have_no_findings(found):
    assert found({PATH: file_of(*CLAIMS)}) == []


def test_every_fault_has_its_line_column_and_field(found):
    lines = [written(claim) for claim in numbered(500)]
    lines[3] = lines[3].replace(b'"asserts"', b'"assert"')
    lines[250] = lines[250].replace(b'"speech_act":', b'"origin":"machine","speech_act":')
    lines[251] = lines[251].replace(b"act_pdn", b"act_nobody")
    lines[400] = b"{"
    lines[499] = lines[499].replace(b'"0-4"', b'"9-4"')
    findings = found({PATH: b"\n".join(lines)})
    assert places(findings) == [
        ("R104", PATH, 4, 1 + lines[3].index(b'"assert"')),
        ("R001", PATH, 251, 1 + lines[250].decode().rindex('"origin"')),
        ("R001", PATH, 401, 2),
        ("R601", PATH, 500, 1 + lines[499].decode().index('"9-4"')),
        ("R204", PATH, 252, 1 + lines[251].index(b'"act_nobody"')),
    ]
    assert "key `origin` is said twice" in findings[1].message


@pytest.mark.parametrize("quick", [True, False])
def test_an_identifier_stands_once_in_a_month_whoever_wrote_it(found, quick):
    files = {PATH: file_of(*numbered(300), SHORT), OTHER: file_of(LONG, SHORT, SHORT)}
    findings = found(files, quick=quick)
    assert [(f.code, f.place.path, f.place.line) for f in findings] == [
        ("R201", OTHER, 2),
        ("R201", OTHER, 3),
    ]
    for finding in findings:
        assert (finding.related[0].place.path, finding.related[0].place.line) == (PATH, 301)


def test_lines_that_were_right_by_themselves_are_shown_too(root):
    from claimbook_build.lines.machine import machine_findings

    asks = SHORT | {
        "id": "clm_2019-05_asks",
        "responds_to": [{"claim": "clm_2019-06_nowhere", "stance": "denies", "basis": BASIS}],
    }
    files = {PATH: file_of(*numbered(3), SHORT, asks), OTHER: file_of(LONG, SHORT)}
    collection = collect(root, None, files)
    codes = [finding.code for finding in machine_findings(collection)]
    assert codes == ["R201", "R204"]
    assert collection.sources[PATH].split("\n") == ["", "", "", *map(line_of, (SHORT, asks))]
    assert collection.sources[OTHER].split("\n") == ["", line_of(SHORT)]


def test_of_a_file_that_stands_twice_so_much_is_told(found, monkeypatch):
    monkeypatch.setattr(stream, "MOST_OF_LINES", 20)
    twice = [*numbered(50), *numbered(50)]
    *first, last = found({PATH: file_of(*twice)})
    assert [(f.code, f.place.line) for f in first] == [("R201", line) for line in range(51, 71)]
    assert (last.code, last.place.line) == ("R201", 71)
    assert last.message == "more than 20 findings of R201: the others are left out"


def test_of_answers_to_nothing_so_many_are_told(found, monkeypatch):
    monkeypatch.setattr(stream, "MOST_OF_LINES", 20)
    nothing = [{"claim": "clm_2019-06_nowhere", "stance": "denies", "basis": BASIS}]
    findings = found({PATH: file_of(*numbered(30, responds_to=nothing))})
    assert [f.code for f in findings] == ["R204"] * 21
    assert "the others are left out" in findings[-1].message


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_answers_are_looked_up_however_few_at_once(found, monkeypatch, at_once):
    monkeypatch.setattr(asked, "_AT_ONCE", at_once)
    names = [f"clm_2019-06_{n}" for n in range(12)]
    answers = [
        [{"claim": name, "stance": "denies", "basis": BASIS} for name in (names[n], names[-n])]
        for n in range(1, 6)
    ]
    lines = numbered(600)
    for at, answer in zip((10, 11, 300, 301, 599), answers, strict=True):
        lines[at] |= {"responds_to": answer}
    late = [SHORT | {"id": name} for name in names[:4]]
    findings = found({PATH: file_of(*lines), LATER: file_of(*late)})
    assert [(f.place.line, f.message.split("`")[1]) for f in findings] == [
        *((11, names[11]), (12, names[10]), (301, names[9]), (302, names[4]), (302, names[8])),
        *((600, names[5]), (600, names[7])),
    ]


@pytest.mark.parametrize("quick", [True, False])
def test_an_identifier_of_a_figure_stands_once_in_a_claim(found, quick):
    claim = json.loads(json.dumps(LONG).replace("b-stopped", "b-fired"))
    claim["figures"][1].pop("of_which")
    [finding] = found({PATH: file_of(claim)}, quick=quick)
    assert (finding.code, finding.record) == ("R201", "fig_2019-05_b-fired")


@pytest.mark.parametrize("quick", [True, False])
def test_an_identifier_made_by_hand_is_taken(root, quick):
    collection = collect(root, None, {PATH: file_of(SHORT)})
    from claimbook_build.lines.machine import machine_findings

    claims = {entry.key for entry in collection.dataset.table("claims")}
    taken = next(iter(claims))
    collection = collect(root, None, {PATH: file_of(SHORT | {"id": taken})})
    codes = {finding.code for finding in machine_findings(collection, quick=quick)}
    assert codes == {"R201", "R209"}


@pytest.mark.parametrize("quick", [True, False])
def test_the_month_of_an_identifier_is_that_of_the_file(found, quick):
    findings = found({LATER: file_of(LONG)}, quick=quick)
    assert [(f.code, f.record) for f in findings] == [
        ("R209", "clm_2019-05_b-1"),
        ("R209", "fig_2019-05_b-fired"),
        ("R209", "fig_2019-05_b-stopped"),
    ]
    assert found({LATER: file_of(SHORT | {"id": "clm_2019-06_a"})}, quick=quick) == []


@pytest.mark.parametrize("quick", [True, False])
def test_a_claim_does_not_answer_itself(found, quick):
    answer = {"claim": SHORT["id"], "stance": "confirms", "basis": BASIS}
    findings = found({PATH: file_of(SHORT | {"responds_to": [answer]})}, quick=quick)
    assert [(f.code, f.record) for f in findings] == [("R206", SHORT["id"])]


@pytest.mark.parametrize("quick", [True, False])
def test_lines_may_name_each_other_across_files(found, quick):
    answer = UNNAMED | {"responds_to": [{"claim": "clm_2019-06_late", "stance": "denies"}]}
    late = SHORT | {"id": "clm_2019-06_late"}
    assert found({PATH: file_of(answer), LATER: file_of(late)}, quick=quick) == []
    [finding] = found({PATH: file_of(*numbered(200), answer)}, quick=quick)
    assert (finding.code, finding.place.line) == ("R204", 201)
    assert "`clm_2019-06_late`" in finding.message


def test_a_line_that_cannot_be_read_is_known_all_the_same(found):
    answer = UNNAMED | {"responds_to": [{"claim": "clm_2019-05_a", "stance": "denies"}]}
    findings = found({PATH: file_of(answer) + written(SHORT)[:-1] + b"\n"})
    assert [finding.code for finding in findings] == ["R001"]


def test_what_people_write_may_name_what_a_machine_wrote(own):
    link = "  - {id: lnk_to-machine, subject: clm_2019-05_a, object: clm_ag-zalushan-barrage,"
    link += " kind: repeats, asserted_by: act_editors, because: Both say the same}\n"
    links = own / "dataset/links.yaml"
    links.write_text(links.read_text("utf-8") + link)
    (own / PATH).parent.mkdir(parents=True)
    (own / PATH).write_bytes(file_of(SHORT))
    codes = [f.code for f in check(own).diagnostics if "lnk_to-machine" not in f.message]
    assert codes == []
    (own / PATH).write_bytes(file_of(LONG))
    assert "R204" in {finding.code for finding in check(own).diagnostics}


def test_lines_that_nobody_asks_for_are_not_read(own, monkeypatch):
    (own / PATH).parent.mkdir(parents=True)
    (own / PATH).write_bytes(b"{\n")
    assert [f.code for f in check(own, ["dataset/machine"]).diagnostics] == ["R001"]
    assert check(own, ["dataset/links.yaml"]).diagnostics == ()
    monkeypatch.setattr("claimbook_build.lines.stream.blocks", None)
    assert check(own, ["dataset/links.yaml"]).diagnostics == ()


def test_a_part_is_held_to_its_whole_within_a_claim(found):
    claim = json.loads(json.dumps(LONG).replace("only 47", "97"))
    findings = found({PATH: file_of(claim)})
    assert [(f.code, f.severity) for f in findings] == [("R402", "error")]


def part_of(whole, slug, wording="97"):
    """Return a line with one figure that is a part of another one."""
    named = {"id": f"fig_2019-05_{slug}", "of_which": whole, "wording": wording}
    figure = LONG["figures"][1] | named
    return LONG | {"id": f"clm_2019-05_{slug}", "figures": [figure]}


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("wording", ["47", "97"])
def test_a_part_stands_in_no_other_line_than_its_whole(found, quick, first, wording):
    part = part_of("fig_2019-05_b-fired", "part", wording)
    lines = [part, *numbered(300), LONG] if first else [LONG, *numbered(300), part]
    [finding] = found({PATH: file_of(*lines)}, quick=quick)
    line = 1 if first else 302
    column = 1 + line_of(part).index('"fig_2019-05_b-fired"')
    assert places([finding]) == [("R209", PATH, line, column)]
    assert finding.record == "fig_2019-05_part"
    assert finding.message == "`fig_2019-05_b-fired` is neither of this claim nor made by hand"
    assert "the same claim" in finding.help


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("files", [(PATH, PATH), (PATH, OTHER)])
def test_no_circle_of_parts_runs_over_two_lines(found, quick, files):
    one, two = part_of("fig_2019-05_two", "one"), part_of("fig_2019-05_one", "two")
    lines = {PATH: file_of(one), OTHER: file_of(two)} if files[1] == OTHER else None
    findings = found(lines or {PATH: file_of(one, two)}, quick=quick)
    assert [(f.code, f.record) for f in findings] == [
        ("R209", "fig_2019-05_one"),
        ("R209", "fig_2019-05_two"),
    ]


@pytest.mark.parametrize("quick", [True, False])
def test_a_whole_that_is_nowhere_is_told_once(found, quick):
    findings = found({PATH: file_of(part_of("fig_2019-05_nowhere", "part"))}, quick=quick)
    assert [finding.code for finding in findings] == ["R209"]


def test_what_people_write_is_no_part_of_what_a_machine_wrote(own):
    statements = own / "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
    text = statements.read_text("utf-8")
    statements.write_text(
        text.replace(": fig_ag-missiles-fired\n        w", ": fig_2019-05_b-fired\n        w")
    )
    (own / PATH).parent.mkdir(parents=True)
    (own / PATH).write_bytes(file_of(LONG))
    assert [f.code for f in check(own).diagnostics] == ["R209"]
    (own / PATH).write_bytes(file_of(SHORT))
    assert [f.code for f in check(own).diagnostics] == ["R204"]


@pytest.mark.parametrize("quick", [True, False])
def test_a_part_is_held_to_the_whole_that_it_names_among_those_made_by_hand(found, quick):
    claim = json.loads(json.dumps(LONG))
    part = claim["figures"].pop() | {"of_which": "fig_ag-missiles-fired"}
    for wording, codes in {"only 47": [], "97": ["R402"]}.items():
        claim["figures"] = [part | {"wording": wording}]
        assert [f.code for f in found({PATH: file_of(claim)}, quick=quick)] == codes


def test_a_waiver_holds_for_its_line_and_is_used(found):
    waive = [{"rule": "R304", "because": "The report was dated ahead"}]
    late = SHORT | {"said_at": "2019-05-20"}
    assert [f.code for f in found({PATH: file_of(late)})] == ["R304"]
    assert found({PATH: file_of(late | {"waive": waive})}) == []
    assert [f.code for f in found({PATH: file_of(SHORT | {"waive": waive})})] == ["R900"]


def test_lines_too_long_or_too_deep_are_refused_where_they_stand(found):
    long = written(SHORT | {"note": "x" * 2**20})
    deep = written(SHORT)[:-1] + b',"note":' + b"[" * 40 + b"]" * 40 + b"}"
    lines = [written(SHORT), long, deep, written(SHORT | {"id": "clm_2019-05_z"})]
    findings = found({PATH: b"\n".join(lines) + b"\n"})
    assert [(f.code, f.place.line) for f in findings] == [("R001", 2), ("R001", 3)]


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("letter", ["x", "ї", "𝐱"])
@pytest.mark.parametrize("name", ["note", "proposition"])
def test_a_text_is_as_long_as_the_contract_allows(found, name, letter, quick):
    lines = [SHORT | {"id": f"clm_2019-05_{n}", name: letter * n} for n in (1, 2000, 2001)]
    lines.append(SHORT | {"id": "clm_2019-05_0", name: ""})
    findings = found({PATH: file_of(*lines)}, quick=quick)
    assert [(f.code, f.place.line) for f in findings] == [("R103", 3), ("R103", 4)]
    assert f"`{name}`: at most 2,000 characters" in findings[0].message
    assert findings[0].help == "2,001 characters stand here, 1 too many: shorten it"


def test_an_empty_file_holds_no_record(found):
    assert [f.code for f in found({PATH: b""})] == ["R001"]


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_the_last_line_may_lack_its_end(found, end):
    assert found({PATH: file_of(*numbered(3)) + written(SHORT) + end}) == []


def test_text_output_has_the_lines_it_shows(root):
    lines = [written(claim) for claim in numbered(50)]
    lines[30] = lines[30].replace(b'"asserts"', b'"assert"')
    collection = collect(root, None, {PATH: b"\n".join(lines)})
    assert len(list(judge(collection))) == 1
    assert collection.sources[PATH].split("\n")[30] == lines[30].decode()


@pytest.mark.slow
def test_both_paths_find_the_same(found):
    broken = [line for claim in CLAIMS for line in (*broken_values(claim), *broken_texts(claim))]
    lines = [line for line in sorted(set(broken)) if b"\n" not in line][::12]
    good = [written(claim) for claim in numbered(len(lines))]
    data = b"\n".join(line for pair in zip(good, lines, strict=True) for line in pair)
    quick, slow = (found({PATH: data}, quick=quick) for quick in (True, False))
    assert sorted(map(repr, set(quick))) == sorted(map(repr, set(slow)))


@pytest.mark.slow
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=300) | st.lists(st.sampled_from(CLAIMS)).map(lambda c: file_of(*c)))
def test_both_paths_find_the_same_in_any_bytes(found, data):
    quick, slow = (found({PATH: data}, quick=quick) for quick in (True, False))
    assert set(quick) == set(slow)
