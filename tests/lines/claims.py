"""Machine-made claims beside the example dataset, right as they stand, and ways to break them."""

import json
from collections.abc import Iterator

PATH = "dataset/machine/reader/2019-05.jsonl"
AG = "doc_vd-2019-05-10-army-group"
TABLE = "doc_gs-losses-table"

SHORT = {
    "id": "clm_2019-05_a",
    "claimants": ["act_pdn"],
    "speech_act": "asserts",
    "proposition": "Щось сталося",
    "evidence": ["0-4"],
    "origin": "machine",
    "document": "doc_digest-2019-05-14",
}
BASIS = {"kind": "inferred", "because": "One sentence gives both numbers"}
LONG = {
    "note": "read by a program",
    "id": "clm_2019-05_b-1",
    "claimants": ["act_valery-zalushan"],
    "claimant_as": "act_office-velmaria-commander",
    "speech_act": "asserts",
    "proposition": "Missiles were fired, of which some were shot down",
    "about": ["evt_barrage-on-velmaria-2019-05-10", "evt_shared-army-group"],
    "said_at": "2019-05-10",
    "said_at_wording": "on Friday",
    "medium": "situation_report",
    "region": "body",
    "chain": [{"actor": "act_drosk", "relation": "cites", "unseen": True}],
    "evidence": ["1018-1095", "391-466"],
    "origin": "machine",
    "status": "unreviewed",
    "figures": [
        {
            "id": "fig_2019-05_b-fired",
            "measure": "missiles_launched",
            "unit": "munition",
            "item": "itm_missile",
            "affected": "act_velmaria",
            "wording": "82",
            "qualifier": "exact",
            "nominal": 82,
            "low": 82,
            "low_exclusive": False,
            "best": 82,
            "high": 82,
            "high_exclusive": False,
            "aggregation": "cumulative",
            "as_of": "2019-05-10T11+03:00",
            "as_of_basis": BASIS,
            "evidence": ["1034-1045"],
        },
        {
            "id": "fig_2019-05_b-stopped",
            "event": "evt_barrage-on-velmaria-2019-05-10",
            "measure": "missiles_intercepted",
            "unit": "munition",
            "of_which": "fig_2019-05_b-fired",
            "wording": "only 47",
            "aggregation": "cumulative",
            "as_of": "2019-05-10",
            "evidence": ["1063-1078"],
        },
    ],
    "document": AG,
}
UNNAMED = {
    "id": "clm_2019-05_c",
    "claimants": [{"unnamed": "official", "of": "act_drosk"}],
    "speech_act": "denies",
    "proposition": "Nothing was fired",
    "about": ["evt_barrage-on-velmaria-2019-05-10"],
    "said_at": "2019-05-09/2019-05-10",
    "time_zone": "Europe/Kyiv",
    "responds_to": [{"claim": "clm_ag-zalushan-barrage", "stance": "denies", "basis": BASIS}],
    "evidence": ["0-9"],
    "origin": "machine",
    "document": AG,
}
COLUMNS = (
    *("warships", "losses%3A people", "день", "50%25", "a b", "tanks", "APC", "aircraft"),
    *("helicopters", "field artillery", "trucks and tanks", "boats%7Cships", "x"),
)
CELLS = {
    "id": "clm_2019-05_cells",
    "claimants": ["act_velmaria-general-staff"],
    "speech_act": "asserts",
    "proposition": "So much was lost",
    "about": ["evt_droskan-losses-by-day"],
    "evidence": [f"2019-05-12|Київ#{column}" for column in COLUMNS],
    "origin": "machine",
    "figures": [
        {
            "id": f"fig_2019-05_cells-{number}",
            "measure": "equipment_lost",
            "unit": "piece",
            "affected": "act_drosk",
            "wording": f"{number}",
            "aggregation": "cumulative",
            "as_of": "2019-05-12",
            "evidence": [f"2019-05-12|Київ#{column}"],
        }
        for number, column in enumerate(COLUMNS, 40)
    ],
    "document": TABLE,
}
ONE_CELL = CELLS | {"figures": CELLS["figures"][:1], "evidence": CELLS["evidence"][:2]}
CLAIMS = (SHORT, LONG, ONE_CELL, UNNAMED)

VALUES = (
    *(None, True, False, 0, 1, -1, 82, 82.0, 0.5, 1e16, 1e-7, -0.0, 2**63, 2**63 - 1, 10**30),
    *("", " ", "x", "75", "82", "82 ", " 82", "at least 82", "about 80", "0", "null", "1-2", "7-7"),
    *("9-3", "01-2", "1-999999999999", "0-2000000", "+1-2", "1-2-3", "doc_x:1-2", f"{AG}:1-2"),
    *("act_drosk", "act_velmaria", "act_nobody", "plc_velmaria", "evt_shared-army-group"),
    *("evt_nothing", "itm_missile", "doc_digest-2019-05-14", "doc_nothing", "clm_ag-zalushan"),
    *("clm_ag-zalushan-barrage", "fig_ag-missiles-fired", "clm_2019-05_a", "clm_2019-06_a"),
    *("clm_2019-05_A", "clm_2019-05_a--b", "clm_2019-05_", "clm_2019-05_-a", "fig_2019-05_x-"),
    *("fig_2019-05_b-fired", "fig_2019-05_b-stopped", "clm_" + "a" * 97, "a" * 81, "a" * 2001),
    *("2019-05-10", "2019-05-30", "2019-02-30", "1919-05-10", "2019-05-10T11", "2019-05", "20X9"),
    *("2019-05-10T11+05:00", "2019-05-10/2019-05-01", "2019-05/2019-05-11", "..", "9999-12-31"),
    *("on Friday", "on Monday", "May 10", "asserts", "silent", "accuses", "accepted", "machine"),
    *("hand", "killed", "person", "share", "missiles_launched", "munition", "Mars/Olympus", "UTC"),
    *("е", "e\u0301", "a\u202eb", "a\u2028b", "\ufeffa", "a\u00a0b", "\x7f", "a\tb", "a\nb", "\0"),
    *("\ufffd", "\U000e0041", "😀", "a" * 80, "R402", "=1+1", "['a']", '{"a": 1}'),
    *([], {}, ["1-2"], ["1-2", "1-2"], ["1-2", "3-4"], ["act_pdn"], ["act_pdn", "act_pdn"], [[]]),
    *([None], [1], {"unnamed": "official"}, [{"unnamed": "nobody"}], [{"unnamed": "official"}]),
    *({"kind": "inferred"}, {"kind": "not_printed"}, {"kind": "calculated", "because": "Sums"}),
    *([{"rule": "R402", "because": "the report says so"}], [{"rule": "R305", "because": "so"}]),
    *([{"stance": "denies"}], [{"stance": "denies", "unseen": True}], [{"relation": "told"}]),
    *("12#warships", "12|a#b", "12:30#a", "12#a:b", "#a", "1#", "1#a#b", "1#%41", "1#%7c", "1 #a"),
    *("['1']#a]", "[1#a]", '{"1"#a}', "1#a ", "1#a\u00a0", "1#и\u0306", "1#\ufeff"),
    *(f"1#{'a' * 200}", f"1#{'a' * 201}", f"{'a' * 201}#1"),
    *(f"{AG}:1#a", f"{TABLE}:1#a", "act_a:1#a", AG, TABLE, ["1#a", "1#a"], ["1#a", "0-4"], ["1#a"]),
    [{"claim": "clm_2019-05_elsewhere", "stance": "confirms"}],
)  # fmt: skip


def written(claim: object) -> bytes:
    """Return a claim as a canonical line, without its line feed."""
    return json.dumps(claim, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def broken_values(claim: dict) -> Iterator[bytes]:
    """Yield the claim with one value replaced, left out or added, everywhere and in every way."""
    for path in _paths(claim, ()):
        for value in VALUES:
            yield written(_with(claim, path, value))
        yield written(_without(claim, path))
    for path in _objects(claim, ()):
        for name in ("extra", "note", "unseen", "id", "status", "of_which", "share_of", "waive"):
            for value in ("x", None, "disputed", "fig_2019-05_b-fired"):
                yield written(_with(claim, (*path, name), value))


def broken_texts(claim: dict) -> Iterator[bytes]:
    """Yield the claim written in other ways, some of them wrong."""
    line = written(claim)
    text = line.decode()
    for old, new in SPELLINGS:
        if old in text:
            yield text.replace(old, new, 1).encode("utf-8", "surrogatepass")
            yield text.replace(old, new).encode("utf-8", "surrogatepass")
    for name in ("id", "document", "evidence", "speech_act", "wording", "kind", "unnamed"):
        for value in ('"x"', "1", "null", "[]"):
            key = f'"{name}":'
            for at in _occurrences(text, key):
                yield (text[:at] + key + value + "," + text[at:]).encode()
                spelt = f'"\\u{ord(name[0]):04x}{name[1:]}":'
                yield (text[:at] + spelt + value + "," + text[at:]).encode()
                yield (text[:at] + spelt + text[at + len(key) :]).encode()
    for at in range(0, len(line), 5):
        for piece in (b"\x00", b"\xff", b"\xed\xa0\x80", b"\r", b" ", b"\t", b"\\", b'"', b","):
            yield line[:at] + piece + line[at:]
        yield line[:at]
        yield line[:at] + line[at + 1 :]
    yield from (
        b"",
        b" ",
        b"null",
        b"[]",
        b"{}",
        b"1",
        b'"x"',
        b"\xef\xbb\xbf" + line,
        line + b"\r",
    )
    yield from (line + b" ", b" " + line, line + line, line + b",", b"[" + line + b"]")
    yield from (b"<<<<<<< a", b"version https://git-lfs.github.com/spec/v1", line + b"\x00")


SPELLINGS = (
    (":82", ":82.0"), (":82", ":8.2e1"), (":82", ":082"), (":82", ":+82"), (":82", ":NaN"),
    (":82", ":Infinity"), (":82", ":-Infinity"), (":82", ":1e999"), (":82", ":82.10"),
    (":82", ':"82"'), (":82", ":true"), (":82", ":null"), (":82", ":-0"), (":82", ":9" + "9" * 25),
    (":false", ":0"), (":false", ":False"), (":true", ":1"), (":true", ':"true"'),
    ('"82"', "82"), ('"82"', '"\\u0038\\u0032"'), ('"82"', '"82\\u0000"'), ('"82"', '"\\ud800"'),
    ('"82"', '"\\ud83d\\ude00"'), ('"82"', '"８２"'), ('"82"', "'82'"), ('"82"', '"82'),
    ("act_", "аct_"), ("fired", "fi\u2028red"), ("fired", "fi\u202ered"), ("fired", "fi\ud800red"),
    ("fired", "fi\\u2028red"), ("fired", "fi\\nred"), ("fired", "fi\nred"), ("fired", "fi\\/red"),
    (",", ", "), (":", ": "), (":", " :"), (",", ",\t"), (",", "\r,"), ("{", "{ "), ("}", ",}"),
    ("]", ",]"), ("Missiles", " Missiles"), ("Щось", "Щось\\u0020"), ("Щось", "Що\u0301сь"),
    ("read by", " read by"), ("inferred", "infered"),
)  # fmt: skip


def _occurrences(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _paths(value, path):
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inner:
        yield (*path, key)
        if isinstance(item, (dict, list)):
            yield from _paths(item, (*path, key))


def _objects(value, path):
    if isinstance(value, dict):
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inner:
        if isinstance(item, (dict, list)):
            yield from _objects(item, (*path, key))


def _with(claim, path, value):
    changed = json.loads(json.dumps(claim))
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return changed


def _without(claim, path):
    changed = json.loads(json.dumps(claim))
    at = changed
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return changed
