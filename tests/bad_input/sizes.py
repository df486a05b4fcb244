"""Bad files that are meant to take a reader's time or memory: made when they are needed.

Each grows one thing to the limit of a file. What is wrong with some of them is only that.
"""

from collections.abc import Callable

from bad_input.sound import (
    ACTORS,
    CODES,
    DOCUMENT,
    EVENT,
    FILES,
    ITEMS,
    LINKS,
    LOCK,
    MACHINE,
    MEASURES,
    PLACES,
    README,
    RETIRED,
    REVIEWS,
    SPANS,
    STATEMENTS,
)

_ID = 7919  # a stride that keeps identifiers more than one edit apart


def _more(path: str, count: int, line: Callable[[int], str]) -> str:
    return FILES[path] + "".join(line(at) for at in range(count))


def _before_evidence(fields: str) -> str:
    return (
        FILES[EVENT].partition("participants")[0]
        + fields
        + ('evidence: ["doc_ev-2019-05-10:90-120"]\n')
    )


def _laughs() -> str:
    pairs = zip("abcdefghi", "bcdefghij", strict=True)
    return "a: &a [x]\n" + "".join(f"{n}: &{n} [{', '.join(['*' + o] * 9)}]\n" for o, n in pairs)


def _merges() -> str:
    pairs = zip("abcdefghi", "bcdefghij", strict=True)
    lines = (f"{n}: &{n} {{<<: [{', '.join(['*' + o] * 20)}]}}\n" for o, n in pairs)
    return "a: &a {x: 1}\n" + "".join(lines)


MADE: dict[str, tuple[str, Callable[[], str]]] = {
    "billion laughs": (EVENT, _laughs),
    "merge keys of merge keys": (EVENT, _merges),
    "open lists": (EVENT, lambda: "[" * 100_000),
    "open mappings": (EVENT, lambda: "{" * 100_000),
    "open mappings with keys": (EVENT, lambda: "{a: " * 100_000),
    "lists in lists": (EVENT, lambda: "[" * 100_000 + "]" * 100_000),
    "dashes in dashes": (EVENT, lambda: "- " * 100_000),
    "question marks": (EVENT, lambda: "? " * 100_000),
    "indented a thousand deep": (EVENT, lambda: "".join(" " * n + "a:\n" for n in range(1000))),
    "one byte too many": (EVENT, lambda: FILES[EVENT] + "#" * 2**20),
    "one line of a mebibyte": (EVENT, lambda: "a: " + "x " * 500_000),
    "one note of a mebibyte": (EVENT, lambda: FILES[EVENT] + "note: " + "x" * 900_000),
    "one key of a mebibyte": (EVENT, lambda: FILES[EVENT] + '"' + "x" * 900_000 + '": 1\n'),
    "unknown keys": (EVENT, lambda: _more(EVENT, 49_000, lambda at: f"k{at}: 1\n")),
    "the same key": (EVENT, lambda: "a: b\n" * 200_000),
    "line breaks": (EVENT, lambda: "\n" * 1_000_000),
    "spaces": (EVENT, lambda: " " * 1_000_000),
    "hashes": (EVENT, lambda: "a: x y" + " #" * 500_000),
    "percent signs": (EVENT, lambda: "%\n" * 500_000),
    "tabs": (EVENT, lambda: "\ta\n" * 300_000),
    "carriage returns": (EVENT, lambda: "a\r" * 500_000),
    "NULs": (EVENT, lambda: "\0" * 1_000_000),
    "overrides": (EVENT, lambda: "a: " + "\u202ea" * 260_000),
    "private use": (
        EVENT,
        lambda: "a: " + "".join(chr(0xE000 + at % 6400) for at in range(300_000)),
    ),
    "unassigned characters": (EVENT, lambda: "a: " + "\u0378\u0379" * 250_000),
    "combining characters": (EVENT, lambda: "a: e" + "\u0301" * 500_000),
    "escapes": (DOCUMENT, lambda: 'title: "' + "\\e" * 500_000 + '"'),
    "traps": (EVENT, lambda: "- no\n" * 90_000),
    "conflicts": (EVENT, lambda: "<<<<<<<\n" * 120_000),
    "digits": (EVENT, lambda: "a: " + "1" * 1_000_000),
    "base 60": (EVENT, lambda: "a: 1" + ":59" * 300_000),
    "numbers where records are meant": (ACTORS, lambda: f"actors: [{'1,' * 90_000}]\n"),
    "empty records": (ACTORS, lambda: f"actors: [{'{},' * 90_000}]\n"),
    "numbers where claims are meant": (
        STATEMENTS,
        lambda: f"document: doc_ev-2019-05-10\nclaims: [{'1,' * 90_000}]\n",
    ),
    "records of one name": (
        ITEMS,
        lambda: _more(ITEMS, 20_000, lambda _: "  - {id: itm_missile, name: a}\n"),
    ),
    "names one edit apart": (
        ITEMS,
        lambda: _more(ITEMS, 20_000, lambda at: f"  - {{id: itm_a{at:05d}, name: a}}\n"),
    ),
    "a chain of parts": (
        ITEMS,
        lambda: _more(
            ITEMS,
            13_000,
            lambda at: (
                f"  - {{id: itm_a{at * _ID:09d}, name: a, kind_of: itm_a{(at + 1) * _ID:09d}}}\n"
            ),
        ),
    ),
    "a circle of parts": (
        PLACES,
        lambda: _more(
            PLACES,
            9_000,
            lambda at: (
                f"  - {{id: plc_a{at * _ID:09d}, name: a, kind: settlement, "
                f"part_of: plc_a{(at + 1) % 9_000 * _ID:09d}}}\n"
            ),
        ),
    ),
    "one span again and again": (
        EVENT,
        lambda: _more(EVENT, 30_000, lambda _: "  - doc_ev-2019-05-10:90-120\n"),
    ),
    "many spans": (
        EVENT,
        lambda: _more(EVENT, 30_000, lambda at: f"  - doc_ev-2019-05-10:90-{at + 200}\n"),
    ),
    "spans of unknown documents": (
        EVENT,
        lambda: _more(EVENT, 25_000, lambda at: f"  - doc_x{at}-2019-05-10:90-120\n"),
    ),
    "unknown actors": (
        EVENT,
        lambda: _before_evidence(
            "participants:\n"
            + "".join(f"  - {{actor: act_x{at}, role: target}}\n" for at in range(15_000))
        ),
    ),
    "unknown roles": (
        EVENT,
        lambda: _before_evidence(
            "participants:\n"
            + "".join(f"  - {{actor: act_velmaria, role: r{at}}}\n" for at in range(15_000))
        ),
    ),
    "tokens out of order": (
        DOCUMENT,
        lambda: _more(
            DOCUMENT, 15_000, lambda at: f"  - {{at: {90_000 - at}-{90_001 - at}, reason: feed}}\n"
        ),
    ),
    "one token again and again": (
        DOCUMENT,
        lambda: _more(DOCUMENT, 15_000, lambda _: "  - {at: 100-102, reason: feed}\n"),
    ),
    "labels again and again": (
        ACTORS,
        lambda: (
            _more(ACTORS, 1, lambda _: "    labels:\n")
            + "      - {language: uk, text: a, kind: name}\n" * 13_000
        ),
    ),
    "a chain of figures": (
        STATEMENTS,
        lambda: _more(
            STATEMENTS,
            6_000,
            lambda at: (
                f"      - {{id: fig_z{at * _ID:09d}, of_which: fig_z{(at + 1) * _ID:09d}, "
                'measure: missiles_launched, unit: munition, wording: "5", evidence: [100-110]}\n'
            ),
        ),
    ),
    "figures of one claim that repeat each other": (
        STATEMENTS,
        lambda: _more(
            STATEMENTS,
            6_000,
            lambda at: (
                f"      - {{id: fig_z{at * _ID:09d}, measure: missiles_launched, "
                'unit: munition, item: itm_missile, wording: "82", evidence: [100-110]}\n'
            ),
        ),
    ),
    "units without end": (
        MEASURES,
        lambda: FILES[MEASURES].replace(
            "[munition]", f"[{', '.join(f'u{at}' for at in range(50_000))}]"
        ),
    ),
    "links to nowhere": (
        LINKS,
        lambda: _more(
            LINKS,
            8_000,
            lambda at: (
                f"  - {{id: lnk_x{at * _ID:09d}, subject: clm_barrage, object: clm_x{at}, "
                "kind: supersedes, asserted_by: act_reader}\n"
            ),
        ),
    ),
    "a chain of links": (
        LINKS,
        lambda: _more(
            LINKS,
            8_000,
            lambda at: (
                f"  - {{id: lnk_x{at * _ID:09d}, subject: clm_x{at}, object: clm_x{at + 1}, "
                "kind: supersedes, asserted_by: act_reader}\n"
            ),
        ),
    ),
    "a chain of tombstones": (
        RETIRED,
        lambda: _more(
            RETIRED,
            10_000,
            lambda at: (
                f"  - {{record: itm_x{at * _ID:09d}, reason: a, "
                f"replaced_by: itm_x{(at + 1) * _ID:09d}}}\n"
            ),
        ),
    ),
    "waivers of every rule": (
        EVENT,
        lambda: (
            _more(EVENT, 1, lambda _: "waive:\n")
            + "".join(
                f'  - {{rule: R{at % 1000:03d}, because: "it is so"}}\n' for at in range(14_000)
            )
        ),
    ),
    "a date of a mebibyte": (
        EVENT,
        lambda: FILES[EVENT].replace("2019-05-10\n", f"'{'2019-05-10/' * 80_000}'\n"),
    ),
    "a date of digits": (
        EVENT,
        lambda: FILES[EVENT].replace("2019-05-10\n", f"'{'1' * 900_000}'\n"),
    ),
    "a span of a mebibyte": (
        EVENT,
        lambda: FILES[EVENT].replace(":90-120", ":" + "9-" * 400_000),
    ),
    "an identifier of a mebibyte": (
        EVENT,
        lambda: FILES[EVENT].replace("evt_barrage", "evt_" + "a-" * 400_000 + "a"),
    ),
    "an address of a mebibyte": (
        DOCUMENT,
        lambda: FILES[DOCUMENT].replace("example.org/a", "a." * 400_000),
    ),
    "a zone of a mebibyte": (
        ACTORS,
        lambda: FILES[ACTORS].replace("Europe/Helsinki", "../" * 300_000),
    ),
    "a wording of a mebibyte": (
        STATEMENTS,
        lambda: FILES[STATEMENTS].replace('"82"', f"'{'one hundred and ' * 60_000}'"),
    ),
    "identifiers that are gone": (LOCK, lambda: "".join(f"zzz_x{n:09d}\n" for n in range(60_000))),
    "a lock of nonsense": (LOCK, lambda: "x y z\n" * 170_000),
    "a lock of NULs": (LOCK, lambda: "\0" * 2_000_000),
    "rows of one cell": (CODES, lambda: FILES[CODES] + "a\n" * 500_000),
    "a quote never closed": (CODES, lambda: FILES[CODES] + '"' + "a\n" * 500_000),
    "a code list of NULs": (CODES, lambda: FILES[CODES] + "\0" * 2_000_000),
    "prose of overrides": (README, lambda: "a\u202e" * 260_000),
    "blank lines of JSON": (MACHINE, lambda: "\n" * 400_000),
    "numbers of JSON": (MACHINE, lambda: "1\n" * 400_000),
    "empty objects of JSON": (MACHINE, lambda: "{}\n" * 300_000),
    "open lists of JSON": (MACHINE, lambda: "[" * 1_000_000 + "\n"),
    "open lists of JSON, a hundred a line": (MACHINE, lambda: ("[" * 100 + "\n") * 10_000),
    "unknown keys of JSON": (
        MACHINE,
        lambda: "{" + ",".join(f'"k{at}": 1' for at in range(60_000)) + "}\n",
    ),
    "one key of JSON": (MACHINE, lambda: '{"a": 1' + ', "a": 1' * 90_000 + "}\n"),
    "escapes of JSON": (MACHINE, lambda: '{"a": "' + "\\u202e" * 170_000 + '"}\n'),
    "backslashes of JSON": (MACHINE, lambda: '{"a": "' + "\\" * 1_000_001 + '"}\n'),
    "one claim of JSON": (MACHINE, lambda: FILES[MACHINE] * 2_500),
    "one review of JSON": (REVIEWS, lambda: FILES[REVIEWS] * 5_000),
    "halves of spans": (SPANS, lambda: FILES[SPANS] + '{"record": "clm_barrage"}\n' * 40_000),
    "one span of JSON": (SPANS, lambda: FILES[SPANS] * 800),
    "numbers where reviews are meant": (REVIEWS, lambda: "1\n" * 400_000),
}
"""Name to file and maker."""
