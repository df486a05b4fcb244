"""Bad files that are sound YAML of the wrong shape, for every kind of record file."""

from bad_input.case import Case, edit, whole
from bad_input.sound import (
    ACTORS,
    DOCUMENT,
    ENTRY,
    EVENT,
    FILES,
    ITEMS,
    LINKS,
    MEASURES,
    PLACES,
    RELEASES,
    RETIRED,
    STATEMENTS,
    UNITS,
    VOCABULARY,
    YAML,
)

# The list of each file, the first field of a record in it, and a field without which it is none.
_LISTS = {
    ACTORS: ("actors", "id", "name: Velmaria\n    "),
    PLACES: ("places", "id", "name: Ilverin\n    "),
    ITEMS: ("items", "id", "name: missile\n"),
    MEASURES: ("measures", "code", "additive: true\n"),
    UNITS: ("units", "code", "counted: true\n"),
    VOCABULARY: ("codes", "code", "label_en: by missile\n    "),
    STATEMENTS: ("claims", "id", "speech_act: asserts\n    "),
    LINKS: ("links", "id", "asserted_by: act_reader\n    "),
    RETIRED: ("retired", "record", "reason: Nothing was ever counted under it\n"),
    RELEASES: ("releases", "release", f"manifest_sha256: {'1a' * 32}\n    "),
}
_SINGLE = {
    EVENT: "reality: occurred\n",
    DOCUMENT: "status: live\n",
    ENTRY: "reason: curation_error\n",
}


def _of(path: str) -> str:
    return f"the {path.split('/')[-2]}' {path.rpartition('/')[2].partition('.')[0]}"


def _listed(path: str, name: str, first: str, demanded: str) -> list[Case]:
    text, of = FILES[path], f"of {_of(path)}"
    head = text.partition(f"{name}:\n")[0]
    record = text.partition(f"{name}:\n")[2]
    start = record.index("- ") + 2
    bad = f"{head}{name}:\n{record[:start]}‸mistake: 1\n{' ' * start}{record[start:]}"
    return [
        whole(f"unknown field in a record {of}", path, bad, "R101"),
        whole(f"field missing in a record {of}", path, text.replace(demanded, "", 1), "R102"),
        whole(f"list missing {of}", path, f"{head}note: a\n", "R102"),
        whole(f"list misspelt {of}", path, text.replace(f"{name}:\n", f"‸{name}x:\n"), "R101"),
        whole(f"list {of} that is text", path, f"{head}{name}: ‸a, b\n", "R103"),
        whole(f"list {of} that is null", path, f"{head}{name}:\n", "R103"),
        whole(
            f"list {of} that is a mapping", path, f"{head}{name}:\n  ‸a: {{{first}: b}}\n", "R103"
        ),
        whole(f"list {of} of texts", path, f"{head}{name}: [‸a, b]\n", "R103"),
        whole(f"list {of} of nulls", path, f"{head}{name}:\n  - ~\n  - ~\n", "R103"),
        whole(f"list {of} of lists", path, f"{head}{name}:\n  - ‸[a]\n", "R103"),
        whole(f"list {of} of empty records", path, f"{head}{name}: [‸{{}}]\n", "R102"),
        whole(
            f"record {of} with a list for a key",
            path,
            f"{head}{name}:\n  - {{{first}: ‸[a]}}\n",
            "R103",
        ),
    ]


def _rooted(path: str) -> list[Case]:
    of = _of(path)
    return [
        whole(
            f"{of} in a list",
            path,
            "‸- " + FILES[path].replace("\n", "\n  ").rstrip() + "\n",
            "R103",
        ),
        whole(f"{of} that is a text", path, f"‸{of}\n", "R103"),
        whole(f"{of} that is a number", path, "‸82\n", "R103"),
        whole(f"{of} that is null", path, "‸~\n", "R103"),
        whole(f"{of} that is an empty mapping", path, "‸{}\n", "R102"),
        whole(f"{of} that is an empty list", path, "‸[]\n", "R103"),
        whole(
            f"{of} below another key",
            path,
            "‸data:\n  " + FILES[path].replace("\n", "\n  ").rstrip() + "\n",
            "R101",
        ),
        whole(
            f"{of} as a text of itself",
            path,
            "‸|\n  " + FILES[path].replace("\n", "\n  ").rstrip() + "\n",
            "R103",
        ),
    ]


DEEP = [
    edit("label without a language", ACTORS, "language: uk, ", "", "R102"),
    edit(
        "label of a text",
        ACTORS,
        "{language: uk, text: Вельмарія, kind: name}",
        "‸Вельмарія",
        "R103",
    ),
    edit(
        "participants that are a mapping",
        EVENT,
        "- {actor: act_velmaria, role: target}",
        "‸act_velmaria: target",
        "R103",
    ),
    edit("participant without a role", EVENT, ", role: target", "", "R102"),
    edit(
        "figures that are a mapping",
        STATEMENTS,
        "      - id: fig_missiles",
        "        ‸id: fig_missiles",
        "R103",
    ),
    edit(
        "figure in a figure",
        STATEMENTS,
        "evidence: [100-110]",
        "‸figures: []\n        evidence: [100-110]",
        "R101",
    ),
    edit(
        "claimant with two names",
        STATEMENTS,
        "[act_velmaria]",
        "[{unnamed: official, ‸actor: act_velmaria}]",
        "R101",
    ),
    edit("claimant that is an empty mapping", STATEMENTS, "[act_velmaria]", "[‸{}]", "R102"),
    edit(
        "basis that is a text", EVENT, "place: plc", "happened_basis: ‸inferred\nplace: plc", "R103"
    ),
    edit(
        "basis without a kind",
        EVENT,
        "place: plc",
        "happened_basis: ‸{because: so}\nplace: plc",
        "R102",
    ),
    edit(
        "coverage that is a mapping",
        DOCUMENT,
        "- {at: 100-102, record: fig_missiles}",
        "‸100-102: fig_missiles",
        "R103",
    ),
    edit("coverage without a place", DOCUMENT, "at: 100-102, ", "", "R102"),
    edit(
        "field of another type",
        EVENT,
        "place: plc",
        "‸claimants: [act_velmaria]\nplace: plc",
        "R101",
    ),
    edit("field in the wrong case", EVENT, "place: plc", "‸Place: plc", "R101"),
    edit("field with a space", EVENT, "place: plc", "‸place name: plc", "R101"),
    edit("field with a hyphen", EVENT, "place: plc", "‸day-part: morning\nplace: plc", "R101"),
    edit(
        "field that is an attribute of Python",
        EVENT,
        "place: plc",
        "‸__class__: x\nplace: plc",
        "R101",
    ),
    edit(
        "field that is a method of the model",
        EVENT,
        "place: plc",
        "‸model_validate: x\nplace: plc",
        "R101",
    ),
    edit("field that is private", EVENT, "place: plc", "‸_table: x\nplace: plc", "R101"),
    edit("field that is the table", EVENT, "place: plc", "‸TABLE: x\nplace: plc", "R101"),
    edit(
        "field that is a prototype of JavaScript",
        EVENT,
        "place: plc",
        "‸__proto__: {a: 1}\nplace: plc",
        "R101",
    ),
    edit("field without a name", EVENT, "place: plc", "‸'': x\nplace: plc", "R101"),
    edit(
        "field of a derived column",
        EVENT,
        "place: plc",
        "‸t_min_utc: 2019-05-10\nplace: plc",
        "R101",
    ),
    edit(
        "field of a thousand letters",
        EVENT,
        "place: plc",
        "‸" + "a" * 1000 + ": x\nplace: plc",
        "R101",
    ),
    edit(
        "field that is a runner's command",
        EVENT,
        "place: plc",
        "‸'::error::a': x\nplace: plc",
        "R101",
    ),
    edit(
        "field that is Markdown", EVENT, "place: plc", "‸'`|a](b) @c <!--': x\nplace: plc", "R101"
    ),
    edit(
        "field that is terminal markup", EVENT, "place: plc", "‸'[/x][red]': x\nplace: plc", "R101"
    ),
    edit(
        "field that is an escape by escape",
        EVENT,
        "place: plc",
        '"‸\\e[31m": x\nplace: plc',
        "R106",
        "warning",
    ),
    edit("field that is XML", EVENT, "place: plc", "‸'<a>]]>&amp;': x\nplace: plc", "R101"),
    edit(
        "code list that is another",
        VOCABULARY,
        "vocabulary: event_mode",
        "vocabulary: ‸event_kind",
        "R108",
    ),
    edit("code list that is closed", VOCABULARY, "open: true", "open: ‸false", "R108"),
    edit(
        "statements of another document",
        STATEMENTS,
        "document: doc_ev-2019-05-10\n",
        "document: ‸doc_ev-2019-05-11\n",
        "R108",
    ),
    edit("event of another name", EVENT, "id: evt_barrage", "id: ‸evt_shelling", "R108"),
    edit(
        "document of another name",
        DOCUMENT,
        "id: doc_ev-2019-05-10",
        "id: ‸doc_ev-2019-05-12",
        "R108",
    ),
]

CASES: list[Case] = [
    *(case for path, parts in _LISTS.items() for case in _listed(path, *parts)),
    *(
        whole(f"field missing in {_of(path)}", path, FILES[path].replace(demanded, ""), "R102")
        for path, demanded in _SINGLE.items()
    ),
    *(case for path in YAML for case in _rooted(path)),
    *DEEP,
]
