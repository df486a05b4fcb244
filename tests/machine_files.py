"""Machine-made claims beside the example dataset: of two programs, in two months, of every kind."""

from lines.claims import AG, BASIS, LONG, SHORT, TABLE, UNNAMED, written

READER = "dataset/machine/reader/2019-05.jsonl"
WRITER = "dataset/machine/writer/2019-05.jsonl"
EARLIER = "dataset/machine/writer/2019-04.jsonl"

VOICES = (
    ["act_pdn"],
    ["act_velmarian-dispatch", "act_ruzhenia"],
    [{"unnamed": "official", "of": "act_drosk"}, "act_valery-zalushan"],
    [{"unnamed": "publisher"}],
    ["act_haldish-defence-ministry"],
)
NUMBERS = ("82", "at least 82", "up to 120", "about 80", "82 to 90", "1.2 million", "dozens")
DAYS = ("2019-05-01", "2019-05-03/2019-05-04", "2019-05", "2019-05-08~")
INSTANTS = ("2019-05-01", "2019-04-30", "2019-05-10")
ABOUT = (
    [],
    ["evt_barrage-on-velmaria-2019-05-10", "evt_shared-army-group"],
    ["evt_shared-army-group"],
)
SHARE = {
    "measure": "displaced",
    "unit": "share",
    "wording": "10%",
    "share_of": {"measure": "population", "place": "plc_velmaria", "as_of": "2019"},
}


def drawn(number, month="2019-05"):
    """Return a claim that is like none of its neighbours, without answers and without embargoes."""
    claim = {
        "id": f"clm_{month}_n{number * 37 % 101}",
        "document": AG,
        "claimants": VOICES[number % 5],
        "speech_act": "asserts",
        "proposition": f"Щось сталося, {number} разів",
        "evidence": ["0-4"],
        "origin": "machine",
    }
    if number % 2:
        claim |= {"about": ABOUT[number % 3], "figures": list(figures(number, month))}
    if number % 3:
        claim |= {"said_at": DAYS[number % 4], "hedge": "reported", "phase": "begun"}
    if number % 7 == 0:
        claim |= {"time_zone": "America/New_York", "note": "Як є"}
    if number % 9 == 1:
        claim |= {"said_at_basis": BASIS}
    if number % 5 == 3:
        claim |= of_table(claim, number)
    return {name: value for name, value in claim.items() if value != []}


def of_table(claim, number):
    """Return what is otherwise with a claim that rests on cells of a table."""
    cells = [f"{number}|a%7Cb#losses%3A people", f"{number}#день", f"{TABLE}:{number}#warships"]
    figures = [
        figure | {"evidence": [cells[at % 3]]} for at, figure in enumerate(claim.get("figures", ()))
    ]
    return {"document": TABLE, "evidence": cells, "figures": figures}


def figures(number, month):
    """Yield the figures of a claim, in no order."""
    for at in (3, 1, 2)[: number % 3 + 1]:
        figure = {
            "id": f"fig_{month}_n{number}-{at}",
            "measure": "missiles_launched",
            "unit": "munition",
            "wording": NUMBERS[(number + at) % 7],
            "evidence": ["5-9"],
        }
        if number % 4 == 1:
            figure |= {"as_of": INSTANTS[number % 3], "place": "plc_velmaria", "status": "disputed"}
        if number % 5 == 0:
            figure |= {"period": "2019-05-01/2019-05-03", "affected": "act_velmaria"}
        yield figure | (SHARE if number % 11 == 0 else {})


def files():
    """Return the files by their paths."""
    loose = written(drawn(90)).replace(b":", b" : ").replace(b"asserts", b"\\u0061sserts")
    withheld = LONG | {
        "id": "clm_2019-05_withheld",
        "figures": [
            LONG["figures"][0]
            | {"id": "fig_2019-05_withheld", "place": "plc_velmaria", "embargo_until": "2030-01-01"}
        ],
    }
    answer = UNNAMED | {
        "id": "clm_2019-05_answer",
        "responds_to": [
            {"claim": LONG["id"], "stance": "retracts"},
            {"claim": "clm_ag-zalushan-barrage", "stance": "disputes"},
            {"claim": "clm_2019-05_n37", "stance": "doubts"},
        ],
    }
    return {
        READER: _file([SHORT, LONG, UNNAMED, *map(drawn, range(40)), withheld, answer]),
        WRITER: loose + b"\r\n" + _file(map(drawn, range(41, 60))),
        EARLIER: _file(drawn(number, "2019-04") for number in range(30)),
    }


def _file(claims):
    return b"".join(written(claim) + b"\n" for claim in claims)
