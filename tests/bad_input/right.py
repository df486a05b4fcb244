"""Unusual files that are right: a reader that refuses them is too strict."""

from bad_input.case import Case, edit, raw, whole
from bad_input.sound import (
    ACTORS,
    CODES,
    DOCUMENT,
    EVENT,
    FILES,
    ITEMS,
    LINES,
    LINKS,
    MACHINE,
    README,
    RELEASES,
    RETIRED,
    REVIEWS,
    SPANS,
    STATEMENTS,
    YAML,
)

_TITLE = '"Velmaria: missiles over Ilverin"'
_FLOWING = (
    "{id: evt_barrage, kind: strike, mode: missile, reality: occurred, happened: 2019-05-10, "
    "place: plc_ilverin, summary: 'Missiles, fired: at a town', participants: [{actor: "
    "act_velmaria, role: target}], evidence: ['doc_ev-2019-05-10:90-120']}\n"
)


def _spaced(text: str) -> str:
    return text.replace('": ', '" :  ').replace(", ", " ,\t").replace("{", "{ ")


RIGHT: list[Case] = [
    *(raw(f"CR LF in {path}", path, FILES[path].replace("\n", "\r\n").encode()) for path in YAML),
    *(raw(f"CR LF in {path}", path, FILES[path].replace("\n", "\r\n").encode()) for path in LINES),
    *(
        whole(f"byte order mark in {path}", path, "\ufeff" + FILES[path])
        for path in (*YAML, README)
    ),
    *(whole(f"no line end in {path}", path, FILES[path][:-1]) for path in (*YAML, *LINES)),
    *(whole(f"document start in {path}", path, "---\n" + FILES[path]) for path in YAML),
    *(whole(f"document end in {path}", path, FILES[path] + "...\n") for path in (EVENT, ACTORS)),
    *(whole(f"comments around {path}", path, f"# a\n\n{FILES[path]}\n# b: c\n") for path in YAML),
    *(whole(f"spaces between tokens in {path}", path, _spaced(FILES[path])) for path in LINES),
    whole(
        "comments on every line",
        EVENT,
        FILES[EVENT].replace("\n", " # a: b\n").replace("town # a: b", "town"),
    ),
    whole("blank lines between all lines", STATEMENTS, FILES[STATEMENTS].replace("\n", "\n\n")),
    whole("flow style from end to end", EVENT, _FLOWING),
    whole("JSON that is YAML", ITEMS, '{"items": [{"id": "itm_missile", "name": "missile"}]}\n'),
    whole("all keys quoted", ITEMS, "'items':\n  - \"id\": itm_missile\n    'name': missile\n"),
    whole("four spaces", ITEMS, "items:\n    -   id: itm_missile\n        name: missile\n"),
    whole("a list at the margin", ITEMS, "items:\n- id: itm_missile\n  name: missile\n"),
    whole("flow over lines", ITEMS, "items: [\n  {id: itm_missile,\n   name: missile},\n]\n"),
    edit("Cyrillic title", DOCUMENT, _TITLE, "Їжак — ґава, 75 %; «щось»"),
    edit("apostrophes of three kinds", DOCUMENT, _TITLE, '"п\'ять п’ять пʼять"'),
    edit("astral characters", DOCUMENT, _TITLE, '"😀 𝒳 𐍈 🇺🇦"'),
    edit("Chinese, Arabic and Hebrew", DOCUMENT, _TITLE, '"警報 صاروخ טיל"'),
    edit("combining marks that have no composed form", DOCUMENT, _TITLE, '"а́ о́ і́"'),
    edit("colon in quotes", DOCUMENT, _TITLE, '"a: b: c"'),
    edit("hash in quotes", DOCUMENT, _TITLE, '"a #5 b"'),
    edit("hash inside a word", DOCUMENT, _TITLE, "a b#5 c"),
    edit("quotes in quotes", DOCUMENT, _TITLE, "'\"a\" and ''b'''"),
    edit(
        "escapes of what could be written",
        DOCUMENT,
        _TITLE,
        '"\\u0407\\u0436 \\x41 \\U0001F600 \\/ \\""',
    ),
    edit("backslashes in single quotes", DOCUMENT, _TITLE, "'C:\\d \\x \\u'"),
    edit("a number in quotes", DOCUMENT, _TITLE, '"1.10"'),
    edit("a doubtful word in quotes", DOCUMENT, _TITLE, '"no"'),
    edit("text that begins with a dash", DOCUMENT, _TITLE, "-5 degrees"),
    edit("text that looks like a runner's command", DOCUMENT, _TITLE, '"::error::x ##[y]"'),
    edit("text that looks like markup", DOCUMENT, _TITLE, "'[/x] <b>a</b> | `c` @d ]]>'"),
    edit("text that looks like a conflict", DOCUMENT, _TITLE, "a <<<<<<< b ======= c >>>>>>> d"),
    edit("text over two lines", DOCUMENT, _TITLE, '"Velmaria:\n  missiles over Ilverin"'),
    edit("plain text over two lines", EVENT, "were fired", "were\n  fired"),
    edit("the longest title", DOCUMENT, _TITLE, "Їa" * 1000),
    edit(
        "a long remark",
        EVENT,
        "mode: missile",
        "mode: missile\nnote: " + "Ракети й 😀. " * 166 + "x",
    ),
    edit("null as nothing", EVENT, "mode: missile", "mode: missile\nday_part: null"),
    edit("a tilde as nothing", EVENT, "mode: missile", "mode: missile\nnote: ~"),
    edit("an empty list", EVENT, "mode: missile", "mode: missile\nwaive: []"),
    edit("a whole number as a coordinate", "seeds/reference/places.yaml", "47.21", "47"),
    edit("a moment to the second", STATEMENTS, "T11+03:00", "T11:00:59+03:00"),
    edit("comment behind one word", EVENT, "mode: missile", "mode: missile # by the thing"),
    edit("comment with tabs", EVENT, "mode: missile", "mode: missile\n#\ta\tb"),
    edit("spaces at the end of a line", EVENT, "mode: missile\n", "mode: missile   \n"),
    whole("no tombstones", RETIRED, "retired: []\n"),
    whole("nothing published", RELEASES, "releases: []\n"),
    whole("no links, with a comment", LINKS, "links: [] # none yet\n" + "\n" * 50),
    whole("empty prose", README, ""),
    whole("prose with a rule of equals signs", README, "Seeds\n=======\n\ntext\n"),
    whole("code list with CR LF", CODES, FILES[CODES].replace("\n", "\r\n")),
    whole("code list with a mark", CODES, "\ufeff" + FILES[CODES]),
    edit("escapes in JSON", MACHINE, "Місто", '\\u041c\\ud83d\\ude00\\/\\"\\\\'),
    edit("a key by escape in JSON", REVIEWS, '"reviewer"', '"r\\u0065viewer"'),
    whole("null in JSON", REVIEWS, FILES[REVIEWS].replace("}\n", ', "reason": null}\n')),
    whole("spans in another order", SPANS, "".join(FILES[SPANS].splitlines(True)[::-1])),
]
