"""Bad files that hold a character which hides, reorders or breaks what a reader sees."""

import json

from bad_input.case import Case, edit, whole
from bad_input.sound import (
    ACTORS,
    CODES,
    DOCUMENT,
    EVENT,
    FILES,
    LOCK,
    MACHINE,
    README,
    REVIEWS,
    STATEMENTS,
)

BIDI = {
    "Arabic letter mark": "\u061c",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "left-to-right embedding": "\u202a",
    "right-to-left embedding": "\u202b",
    "pop directional formatting": "\u202c",
    "left-to-right override": "\u202d",
    "right-to-left override": "\u202e",
    "left-to-right isolate": "\u2066",
    "right-to-left isolate": "\u2067",
    "first strong isolate": "\u2068",
    "pop directional isolate": "\u2069",
}
HIDDEN = {
    "language tag": "\U000e0001",
    "tag letter": "\U000e0061",
    "cancel tag": "\U000e007f",
    "replacement character": "\ufffd",
    "private use": "\ue000",
    "private use, plane 15": "\U000f0000",
    "private use, plane 16": "\U0010fffd",
    "unassigned": "\u0378",
    "unassigned, plane 14": "\U000e0fff",
    "noncharacter": "\U0001fffe",
    "noncharacter of the Arabic block": "\ufdd0",
}
FAINT = {
    "soft hyphen": "\xad",
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "word joiner": "\u2060",
    "invisible times": "\u2062",
    "inhibit symmetric swapping": "\u206a",
    "Mongolian vowel separator": "\u180e",
    "combining grapheme joiner": "\u034f",
    "Hangul filler": "\u3164",
    "half-width Hangul filler": "\uffa0",
    "Khmer inherent vowel": "\u17b5",
    "variation selector 17": "\U000e0100",
    "interlinear annotation": "\ufff9",
    "musical begin beam": "\U0001d173",
}
CONTROL = {
    "NUL": "\0",
    "bell": "\x07",
    "backspace": "\b",
    "escape": "\x1b",
    "escape sequence that colours": "\x1b[31m",
    "escape sequence that renames the window": "\x1b]0;x\x07",
    "escape sequence that links": "\x1b]8;;https://example.org\x1b\\",
    "one-byte CSI": "\x9b31m",
    "delete": "\x7f",
    "start of heading": "\x01",
    "shift out": "\x0e",
    "substitute": "\x1a",
    "unit separator": "\x1f",
}
HOMOGLYPHS = {
    "Cyrillic letter": "act_velmаria",
    "Greek letter": "act_velmαria",
    "full-width letter": "act_ｖelmaria",
    "combining letter": "act_velma\u0301ria",
    "dotless i": "act_velmarıa",
    "no-break hyphen": "act_vel‑maria",
    "en dash": "act_vel–maria",
    "Arabic digit": "act_velmaria٢",
    "mathematical letter": "act_\U0001d42felmaria",
    "long s": "act_velmariaſ",
}


def _in_yaml(name: str, character: str, code: str, severity: str) -> Case:
    new = f"Missiles‸{character} were"
    return edit(f"{name} in YAML", EVENT, "Missiles were", new, code, severity)


def _in_json(name: str, character: str, code: str, severity: str) -> Case:
    new = f"Місто‸{character}"
    return edit(f"{name} in JSON", MACHINE, "Місто", new, code, severity)


def _escaped(name: str, character: str, code: str, severity: str) -> list[Case]:
    in_json = json.dumps(character)[1:-1]
    in_yaml = f"\\U{ord(character[0]):08x}"
    return [
        edit(f"{name} by escape in JSON", MACHINE, "Місто", f"Місто‸{in_json}", code, severity),
        edit(
            f"{name} by escape in YAML", DOCUMENT, "missiles over", f"a‸{in_yaml}", code, severity
        ),
    ]


GRAVE = {**BIDI, **HIDDEN}
CASES: list[Case] = [
    *(_in_yaml(name, character, "R106", "error") for name, character in GRAVE.items()),
    *(_in_json(name, character, "R106", "error") for name, character in GRAVE.items()),
    *(_in_yaml(name, character, "R106", "warning") for name, character in FAINT.items()),
    *(_in_json(name, character, "R106", "warning") for name, character in FAINT.items()),
    *(_in_yaml(name, character, "R001", "error") for name, character in CONTROL.items()),
    *(_in_json(name, character, "R001", "error") for name, character in CONTROL.items()),
    *_escaped("right-to-left override", "\u202e", "R106", "error"),
    *_escaped("tag letter", "\U000e0061", "R106", "error"),
    *_escaped("replacement character", "\ufffd", "R106", "error"),
    *_escaped("private use", "\ue000", "R106", "error"),
    *_escaped("noncharacter", "\uffff", "R106", "error"),
    *_escaped("zero-width space", "\u200b", "R106", "warning"),
    *_escaped("escape", "\x1b", "R106", "warning"),
    *_escaped("line break", "\n", "R106", "warning"),
    *_escaped("line separator", "\u2028", "R106", "warning"),
    *_escaped("NUL", "\0", "R001", "error"),
    *(
        edit(f"{name} in an identifier", STATEMENTS, "[act_velmaria]", f"[‸{key}]", "R106")
        for name, key in HOMOGLYPHS.items()
    ),
    edit("override in a comment", EVENT, "mode:", "# a ‸\u202e b\nmode:", "R106"),
    edit("override in a key", EVENT, "mode: missile", '"mo‸\u202ede": missile', "R106"),
    edit("override in a quoted value", DOCUMENT, "missiles over", "‸\u202eover", "R106"),
    edit("override in a name in JSON", REVIEWS, '"decision"', '"deci‸\u202esion"', "R106"),
    whole("override in a block", EVENT, FILES[EVENT] + "note: |-\n  a ‸\u202e b\n", "R106"),
    whole("override in a code list", CODES, FILES[CODES] + "XX-A,a‸\u202eb,\n", "R106"),
    whole("override in prose", README, "# Seeds\n\na ‸\u202e b\n", "R106"),
    whole("override in the lock", LOCK, "act_a‸\u202eb\n", "R106"),
    whole("escape in a code list", CODES, FILES[CODES] + "XX-A,a‸\x1b[2Jb,\n"),
    whole("escape in prose", README, "# Seeds\n\na‸\x1b[2Jb\n"),
    whole("escape in the lock", LOCK, "act_a‸\x1b[2Jb\n"),
    whole("NUL in a code list", CODES, FILES[CODES] + "XX-A,a‸\0b,\n"),
    whole("NUL in prose", README, "# Seeds\n\na‸\0b\n"),
    whole("NUL in the lock", LOCK, "act_a‸\0b\n"),
    whole("tag letters in prose", README, "# Seeds‸\U000e0061\U000e0062\n", "R106"),
    whole("private use in a code list", CODES, FILES[CODES] + "XX-A,‸\ue000,\n", "R106"),
    edit("not NFC", ACTORS, "Вельмарія", "Вельмар‸\u0456\u0308я", "R106", "warning"),
    edit("not NFC in JSON", MACHINE, "Місто", "М‸\u0456\u0308сто", "R106", "warning"),
    edit("space before a text", DOCUMENT, '"Velmaria:', '"‸ Velmaria:', "R106", "warning"),
    edit("space after a text", DOCUMENT, 'Ilverin"', 'Ilverin‸ "', "R106", "warning"),
    edit("no-break space after a text", DOCUMENT, 'Ilverin"', 'Ilverin‸\xa0"', "R106", "warning"),
    edit(
        "no text but a space",
        DOCUMENT,
        '"Velmaria: missiles over Ilverin"',
        '"‸ "',
        "R106",
        "warning",
    ),
    edit("a hundred overrides", EVENT, "Missiles were", "‸" + "\u202ea" * 100, "R106"),
    edit("a name of zero width", ACTORS, "name: Velmaria", 'name: "‸\u200b"', "R106", "warning"),
]
