import json
import random

import pytest

from claimbook_build.check.collect import collect
from claimbook_build.check.run import GATHERED, judge, verdict_of
from claimbook_build.lines.machine import machine_findings
from example_project import changed, text_of
from rules.machine import DIGEST, PATH, airstrikes, claim

pytestmark = pytest.mark.usefixtures("untraced")

OTHER = "dataset/machine/writer/2019-05.jsonl"
ARMY = "doc_vd-2019-05-10-army-group"
CALL_UP = "doc_ic-2019-05-14-secret-call-up"
PRESSURE = "doc_vd-2019-05-09-pressure"
BARRAGE = "evt_barrage-on-velmaria-2019-05-10"
STRIKES = "evt_strikes-on-velmaria-2019-05-14"
TITLE = {"region": "title", "evidence": ["0-9"]}
WAIVE = {"waive": [{"rule": "R502", "because": "The body is behind a wall"}]}


def seed(document):
    return f"seeds/documents/{document}.yaml"


def quoting(slug, wording="1234567890", **fields):
    return claim(slug, airstrikes(wording), document=CALL_UP, **fields)


def dead(slug, about=BARRAGE, *, figure=(), **fields):
    one = {"measure": "killed", "unit": "person", "population": "military", **dict(figure)}
    return claim(slug, airstrikes("12") | one, about=[about], **{"evidence": ["900-950"], **fields})


@pytest.fixture
def told(root):
    """Return a function: what rules on several claims find where some are machine-made."""

    def find(overlay, *, whole=False, quick=True, asked=()):
        collection = collect(root, None, overlay, whole=whole)
        found = list(
            judge(
                collection, machine=lambda some, of: machine_findings(some, quick=quick, asked=of)
            )
        )
        codes = {*GATHERED, "R900"}
        own = [f for f in found if f.code in codes]
        for finding in own:
            for place in (finding.place, *(other.place for other in finding.related)):
                assert collection.sources[place.path].split("\n")[place.line - 1]
        return own

    return find


def files(*lines, path=PATH):
    return {path: "".join(lines).encode()}


def kinds(findings):
    return sorted((f.code, f.record, f.message, f.place.path, f.place.line) for f in findings)


@pytest.mark.parametrize("quick", [True, False])
def test_what_machines_quote_counts_against_the_limit_of_a_document(told, root, quick):
    title = text_of(root, seed(CALL_UP)).split("\n")[2]
    short = changed(root, seed(CALL_UP), title, "title: Mobilisation")
    few = [quoting(f"q{n}") for n in range(10)]
    assert told({**short, **files(*few)}, quick=quick) == []
    longest = quoting("long", "at least 1234567890")
    many = [quoting(f"q{n}") for n in range(40)]
    [finding] = told({**short, **files(*many, longest)}, quick=quick)
    assert (finding.code, finding.place.path) == ("R606", seed(CALL_UP))
    [related] = finding.related
    assert (related.place.path, related.place.line) == (PATH, 41)
    wording = '"at least 1234567890"'
    assert related.place.column == 1 + longest.index(wording)


def test_more_lines_than_are_held_are_all_counted(told):
    [finding] = told(files(*(quoting(f"q{n}", "12") for n in range(1200))))
    assert int(finding.message.split()[0]) >= 2400


@pytest.mark.parametrize("quick", [True, False])
def test_a_post_is_cited_for_days_apart_by_machines_too(told, root, quick):
    post = changed(root, seed(PRESSURE), "kind: article", "kind: social_post")
    late = claim("a", document=PRESSURE, about=[STRIKES], evidence=["900-950"])
    early = claim("b", document=PRESSURE, about=[BARRAGE], evidence=["900-950"])
    assert told({**post, **files(early, early)}, quick=quick) == []
    found = told({**post, **files(early, late, late)}, quick=quick)
    assert [(f.code, f.place.path) for f in found] == [("R604", seed(PRESSURE))]


@pytest.mark.parametrize("quick", [True, False])
def test_a_machines_headline_stands_alone_until_a_body_says_its_number(told, quick):
    headline = dead("a", **TITLE)
    [finding] = told(files(headline), quick=quick)
    assert (finding.record, finding.place.column) == (
        "fig_2019-05_a-0",
        1 + headline.index('"12"'),
    )
    assert told({**files(headline), **files(dead("b"), path=OTHER)}, quick=quick) == []
    elsewhere = dead("b", STRIKES)
    assert len(told(files(headline, elsewhere), quick=quick)) == 1
    assert len(told(files(headline, dead("b", **TITLE)), quick=quick)) == 2


def test_evidence_within_the_title_makes_a_headline(told):
    inside = dead("a", evidence=["0-29"])
    assert [f.record for f in told(files(inside))] == ["fig_2019-05_a-0"]
    assert told(files(dead("a", evidence=["0-30"]))) == []


def test_a_headline_by_hand_needs_no_more_than_a_machines_body(told, root):
    path = "dataset/statements/2019/doc_pdn-ruzhenian-troops-soon.yaml"
    title = changed(root, path, "region: body", "region: title")
    alone = told(title)
    assert {f.place.path for f in alone} == {path}
    entries = collect(root, None, title).dataset
    topics = {(e.record.event or entries.claim(e.parent).about[0], e.record.measure)
              for e in entries.table("figures") if e.path == path}  # fmt: skip
    events = {event for event, _ in topics}
    bodies = [
        dead(f"n{at}", event, figure={"measure": measure})
        for at, (event, measure) in enumerate(sorted(topics))
    ]
    bodies += [claim(f"e{at}", about=[event]) for at, event in enumerate(sorted(events))]
    assert told({**title, **files(*bodies)}) == []
    collection = collect(root, None, {**title, **files(*bodies)})
    assert "R502" not in {f.code for f in verdict_of(collection, (path,)).diagnostics}


def test_an_answer_sets_a_headline_against_a_body_in_another_line(told):
    body = claim("b", document=ARMY)
    answer = [{"claim": "clm_2019-05_b", "stance": "denies"}]
    against = claim("a", responds_to=answer, document=ARMY, **TITLE)
    found = [f for f in told({**files(against), **files(body, path=OTHER)}) if f.related]
    assert [(f.record, f.related[0].place.path) for f in found] == [("clm_2019-05_a", seed(ARMY))]


def test_a_waiver_is_needed_or_not_by_all_claims(told):
    waived = dead("a", figure=WAIVE, **TITLE)
    assert told(files(waived)) == []
    [finding] = told(files(waived, dead("b")))
    assert (finding.code, finding.place.line) == ("R900", 1)
    assert finding.place.column == 1 + waived.index('"R502"')


def test_a_line_that_cannot_be_read_may_be_the_body(told):
    assert told(files(dead("a", **TITLE), dead("b")[:-9] + "\n")) == []


def test_only_what_is_asked_for_is_read(root):
    many = files(*(quoting(f"q{n}") for n in range(45)))
    collection = collect(root, None, many)
    [opener], times = collection.lines.values(), []
    collection.lines[PATH] = lambda: times.append(1) or opener()
    for asked, opened, codes in (
        ("dataset/links.yaml", False, []),
        (seed(CALL_UP), True, ["R606"]),
        ("dataset/events", False, []),
    ):
        times.clear()
        found = [f.code for f in verdict_of(collection, (asked,)).diagnostics]
        assert (bool(times), found) == (opened, codes)


def missiles(slug, launched, intercepted, day, **fields):
    both = (("launched", launched), ("intercepted", intercepted))
    figures = [
        {"measure": f"missiles_{what}", "unit": "munition", "wording": wording,
         "aggregation": "increment", "period": f"2019-05-0{day}", "evidence": ["900-910"]}
        for what, wording in both
    ]  # fmt: skip
    return claim(slug, *figures, about=[BARRAGE], evidence=["900-950"], **fields)


ROWS = [missiles(f"row-{day}", f"{day}0", f"{day}0", day) for day in range(1, 7)]


@pytest.mark.parametrize("quick", [True, False])
def test_a_table_of_a_machine_that_was_filled_in_is_remarked_on(told, quick):
    [finding] = told({**files(*ROWS[:3]), **files(*ROWS[3:], path=OTHER)}, quick=quick)
    assert (finding.code, finding.place.path) == ("R407", seed(DIGEST))
    assert finding.message.endswith("in all 6 rows of the document")
    [first] = finding.related
    assert (first.place.path, first.place.line) == (PATH, 1)
    assert first.place.column == 1 + ROWS[0].rindex('"10"')
    unlike = missiles("unlike", "15", "9", 9)
    assert told(files(*ROWS, unlike), quick=quick) == []
    assert told({**files(*ROWS), **files(unlike, path=OTHER)}, quick=quick) == []
    assert len(told(files(*ROWS, missiles("words", "9", "nine", 9)), quick=quick)) == 1
    by_hand = [line.replace(DIGEST, ARMY) for line in ROWS]  # where 82 were fired and 47 stopped
    assert told(files(*by_hand), quick=quick) == []
    assert told(files(*ROWS[:4], missiles("none", "0", "0", 9)), quick=quick) == []


def test_once_a_row_is_unlike_no_other_row_is_looked_at(root, monkeypatch):
    from claimbook_build.lines import rows

    unlike = missiles("unlike", "15", "9", 9)
    many = [line.replace("row-", f"row-{n}-") for n in range(300) for line in ROWS]
    collection = collect(root, None, files(unlike, *many))
    seen = []
    monkeypatch.setattr(rows, "Beside", lambda *given: seen.append(given))
    assert "R407" not in {finding.code for finding in machine_findings(collection)}
    assert not seen


POOL = [
    *(missiles(f"row-{day}", f"{day}0", f"{day}0", day) for day in range(1, 7)),
    missiles("unlike", "15", "9", 9),
    *(dead("a", **TITLE), dead("b"), dead("c", STRIKES, **TITLE), dead("d", STRIKES)),
    *(dead("e", figure=WAIVE, **TITLE), claim("f", **TITLE)),
    *(quoting("g", "1" * 9), quoting("h", "about " + "2" * 9), quoting("i", region="title")),
    *(
        claim("j", document=PRESSURE, about=[STRIKES]),
        claim("k", document=PRESSURE, about=[BARRAGE]),
    ),
    claim("l", responds_to=[{"claim": "clm_2019-05_f", "stance": "denies"}]),
    claim(
        "m", responds_to=[{"claim": "clm_dg-general-staff-strikes", "stance": "denies"}], **TITLE
    ),
    *(claim(f"n{at}", about=[], evidence=["3-9"]) for at in range(2)),
]


@pytest.mark.parametrize("seed_", range(6))
def test_line_by_line_or_all_in_memory_the_same_is_found(told, root, seed_):
    draw = random.Random(seed_)
    overlay = changed(root, seed(PRESSURE), "kind: article", "kind: social_post")
    limit = draw.choice([5, 20, 40])
    overlay |= changed(
        root, seed(CALL_UP), "quotation_limit_chars: 400", f"quotation_limit_chars: {limit}"
    )
    lines = draw.sample(POOL, draw.randrange(1, len(POOL)))
    cut = draw.randrange(len(lines) + 1)
    overlay |= files(*lines[:cut]) if cut else {}
    overlay |= files(*lines[cut:], path=OTHER) if lines[cut:] else {}
    whole = told(overlay, whole=True)
    for quick in (True, False):
        assert kinds(told(overlay, quick=quick)) == kinds(whole), json.dumps(lines)
