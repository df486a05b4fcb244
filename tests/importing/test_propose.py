import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from claimbook_build.check.collect import collect
from claimbook_build.importing.mapping_file import read_mapping
from claimbook_build.importing.propose.printed import seen
from claimbook_build.importing.propose.propose import propose
from claimbook_build.read.strict_yaml import read_yaml

ROOT = Path(__file__).resolve().parents[2]
DATASET = collect(ROOT).dataset
SEEDS = ROOT / "seeds" / "mappings"
FIRST = date(2019, 4, 30)
GAPS = ("description", "licence", "claimants", "proposition", "measure", "unit")


def _day(number):
    return (FIRST + timedelta(days=number - 1)).isoformat()


def _losses(rows=40):
    """Return rows of the shape of a table of losses, with numbers of nobody."""
    for number in range(2, rows):
        row = {"date": _day(number), "day": number, "tank": 3 * number, "APC": 7 * number}
        if number > rows // 2:
            row["submarines"] = 1 if number < rows - 5 else 2
        yield {**row, "personnel": 90 * number, "personnel*": "more" if number % 3 else "about"}


def _written(folder, name, rows):
    path = folder / name
    if name.endswith(".json"):
        path.write_text(json.dumps(list(rows)), "utf-8")
    else:
        path.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    return path


def _plain(data):
    from claimbook_build.read.node import Mapping, Scalar

    def plain(node):
        if isinstance(node, Scalar):
            return node.value
        if isinstance(node, Mapping):
            return {key.text: plain(value) for key, value in node.entries}
        return [plain(item) for item in node.items]

    return plain(read_yaml(data, "a.yaml").root)


def _proposed(folder, name, rows):
    found = propose(str(_written(folder, name, rows)), DATASET)
    return found.data


def test_losses_come_out_nearly_as_a_person_maps_them(tmp_path):
    made = _plain(_proposed(tmp_path, "losses-equipment.json", _losses()))
    seed = _plain((SEEDS / "losses-equipment.yaml").read_bytes())
    for field in ("id", "origin", "slug", "key", "month_of", "checks"):
        assert made[field] == seed[field], field
    assert made["columns"]["date"] == seed["columns"]["date"]
    day = {**seed["columns"]["day"], "days_since": {"column": "date", "first": FIRST.isoformat()}}
    assert made["columns"]["day"] == day
    (words, counted) = made["figures"]
    assert counted["columns"]["tank"] == seed["figures"][0]["columns"]["tank"]
    assert counted["columns"]["APC"] == seed["figures"][0]["columns"]["APC"]
    assert {*counted["columns"]} == {"tank", "APC", "submarines"}
    for field in ("aggregation", "as_of"):
        assert counted[field] == words[field] == seed["figures"][0][field]
    personnel = _plain((SEEDS / "losses-personnel.yaml").read_bytes())
    assert made["columns"]["personnel*"] == personnel["columns"]["personnel*"]
    assert words["wording"] == personnel["figures"][0]["wording"]
    assert made["claim"]["said_at"] == personnel["claim"]["said_at"]


def test_a_proposal_is_refused_at_its_gaps_and_nowhere_else(tmp_path):
    data = _proposed(tmp_path, "losses-equipment.json", _losses())
    path = tmp_path / "losses-equipment.yaml"
    path.write_bytes(data)
    lines = data.decode().split("\n")
    told = [lines[found.place.line - 1].strip() for found in read_mapping(path, None).diagnostics]
    assert {line.split(":")[0] for line in told} == {*GAPS}
    assert all(" # todo" in line for line in told)


def test_filled_in_it_is_a_mapping(tmp_path):
    text = _proposed(tmp_path, "losses-equipment.json", _losses()).decode()
    for old, new in (
        ('description: ""', 'description: "Losses"'),
        ('licence: ""', "licence: MIT"),
        ("[act_]", "[act_ukraine-general-staff]"),
        ('proposition: ""', 'proposition: "So many were lost"'),
        ('measure: ""', "measure: equipment_lost"),
        ('unit: ""', "unit: piece"),
    ):
        text = text.replace(old, new)
    path = tmp_path / "losses-equipment.yaml"
    path.write_text(text, "utf-8")
    found = read_mapping(path, None)
    assert found.mapping is not None, found.diagnostics


def test_the_same_table_makes_the_same_proposal(tmp_path):
    first = _proposed(tmp_path, "a.json", _losses())
    assert first == _proposed(tmp_path, "a.json", _losses())


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["25.02.2022", "26.02.2022"], {"holds": "date", "forms": ["DD.MM.YYYY"]}),
        (["3/4/2022", "13/4/2022"], {"holds": "date", "forms": ["D/M/YYYY"]}),
        (["3/4/2022", "4/13/2022"], {"holds": "date", "forms": ["M/D/YYYY"]}),
        (["3/4/2022", "5/6/2022"], {"holds": "date", "forms": [""]}),
        (["2022-02-25 07:00", "2022-02-26"], {"holds": "moment"}),
        (["3.0", "12.0"], {"holds": "count", "decimals": True}),
        (["3", "2.5"], {"holds": "number"}),
        (["3", "about 60"], {"holds": "count"}),
        (["1,068", "2,300"], {"holds": "count"}),
        (["-3", "4"], {"holds": "number"}),
        (["3", "n/a"], {"holds": "count", "missing": ["n/a"]}),
        (["https://example.org/a", "x/posts/b"], {"holds": "address"}),
        (["['a', 'b']", "{'a': 1}"], {"holds": "code"}),
        ([f"w{number}" for number in range(30)], {"holds": "text"}),
        (["a", "a", "a", "b", "b", "b"], {"holds": "code"}),
        (["Kyiv", "Makariv"], {"holds": "code", "names_of": "places"}),
    ],
)
def test_what_a_column_seems_to_hold(tmp_path, cells, said):
    rows = [f'x{number},"{cell}"' for number, cell in enumerate(cells * 10)]
    made = _plain(_proposed(tmp_path, "a.csv", ["name,cell", *rows]))
    assert {k: v for k, v in made["columns"]["cell"].items() if k != "required"} == said


def test_numbers_of_events_count_no_days_and_places_no_figures(tmp_path):
    rows = [f'{400_000 + n},{_day(n)},48.{n},"{n},000"' for n in range(2, 30)]
    data = _proposed(tmp_path, "a.csv", ["id,date,latitude,dead", *rows])
    made = _plain(data)
    assert "days_since" not in made["columns"]["id"]
    (counted,) = made["figures"]
    assert ({*counted["columns"]}, counted["aggregation"]) == ({"dead"}, "cumulative")
    assert "28 cells: 2,000 to 29,000" in data.decode()


def test_of_a_table_without_rows_there_is_no_proposal_but_a_reason(tmp_path):
    found = propose(str(_written(tmp_path, "a.csv", ["day,shells"])), DATASET)
    assert (found.data, found.diagnostics[0].message) == (None, "the table has no row")


def test_what_is_called_an_identifier_comes_first_in_the_key(tmp_path):
    rows = [f"https://a.ua/{n},{n + 7}" for n in range(30)]
    assert _plain(_proposed(tmp_path, "a.csv", ["picture,event_id", *rows]))["key"] == ["event_id"]


def test_names_that_nobody_knows_are_gaps_with_those_that_are_near(tmp_path):
    rows = [f"x{n},{name}" for n, name in enumerate(["Kyiv", "Makariv", "Makarivv"] * 4)]
    data = _proposed(tmp_path, "a.csv", ["name,place", *rows])
    assert _plain(data)["columns"]["place"]["values"] == {"Makarivv": ""}
    (line,) = (line for line in data.decode().split("\n") if "Makarivv:" in line)
    assert "# todo, 4 rows: plc_makariv" in line


def test_a_key_of_two_columns(tmp_path):
    days = [_day(number) for number in range(2, 30)]
    rows = [
        f"{day},{place},{3 * at}" for at, day in enumerate(days) for place in ("Kyiv", "Dnipro")
    ]
    made = _plain(_proposed(tmp_path, "a.csv", ["day,place,shells", *rows]))
    assert made["key"] == ["day", "place"]
    assert made["figures"][0]["aggregation"] == "cumulative"
    assert made["checks"] == {"order": "day"}


def test_rows_that_nothing_tells_apart_have_no_key(tmp_path):
    data = _proposed(tmp_path, "a.csv", ["place,shells", *(["Kyiv,3"] * 9)])
    made = _plain(data)
    assert made["key"] == [""]
    assert made["month_of"] == ""
    assert b"no few columns tell rows apart" in data


def test_names_of_columns_do_nothing_in_the_file(tmp_path):
    head = '"a: b","# c","- d","{e}"'
    data = _proposed(tmp_path, "a.csv", [head, *(f"x{n},1,2,3" for n in range(5))])
    assert [*_plain(data)["columns"]][:4] == ["a: b", "# c", "- d", "{e}"]


def test_a_table_that_cannot_be_read_has_no_proposal(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    found = propose(str(path), DATASET)
    assert found.data is None
    assert found.diagnostics


def test_a_decimal_of_very_many_digits_looks_like_a_count():
    assert seen(Decimal(10**37)).look == "point"
