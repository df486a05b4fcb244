"""Bad files of JSON Lines: spans, machine-made claims, reviews."""

from bad_input.case import Case, edit, raw, whole
from bad_input.sound import FILES, LINES, MACHINE, REVIEWS, SPANS


def _of(path: str) -> str:
    return {SPANS: "spans", MACHINE: "machine", REVIEWS: "reviews"}[path]


def _line(name: str, line: str, code: str = "R001", severity: str = "error") -> Case:
    """Return the case of a line behind the sound ones."""
    return whole(name, MACHINE, FILES[MACHINE] + line, code, severity)


def _each(path: str) -> list[Case]:
    of, text = _of(path), FILES[path]
    first = text.partition("\n")[0]
    bare = first.removeprefix("{").removesuffix("}")
    key = bare.partition(",")[0]
    return [
        whole(f"empty file of {of}", path, ""),
        whole(f"blank line among {of}", path, text + "‸\n" + text),
        whole(f"spaces alone among {of}", path, text + "‸  \n" + text),
        whole(f"blank line at the end of {of}", path, text + "‸\n"),
        whole(f"two values on a line of {of}", path, first + "‸" + first + "\n"),
        whole(f"two values with a comma in {of}", path, first + "‸, " + first + "\n"),
        whole(f"an array of {of}", path, f"‸[{first}]\n", "R103"),
        whole(f"a text among {of}", path, text + '‸"a"\n', "R103"),
        whole(f"a number among {of}", path, text + "‸82\n", "R103"),
        whole(f"null among {of}", path, text + "‸null\n", "R103"),
        whole(f"an empty object among {of}", path, text + "‸{}\n", "R102"),
        whole(f"key said twice in {of}", path, f"{{{key}, ‸{bare}}}\n"),
        whole(f"unknown key in {of}", path, f'{{‸"mistake": 1, {bare}}}\n', "R101"),
        whole(f"line of {of} that is cut off", path, text + first[:40]),
        whole(f"value over two lines in {of}", path, first.replace(", ", ",‸\n", 1) + "\n"),
        whole(f"a comma behind the last key in {of}", path, f"{{{bare},‸}}\n"),
        whole(f"a comment in {of}", path, f"{text}‸// nothing\n"),
        whole(f"conflict in {of}", path, f"‸<<<<<<< HEAD\n{text}=======\n>>>>>>> x\n"),
        whole(f"byte order mark in {of}", path, f"‸\ufeff{text}"),
        whole(
            f"LFS pointer instead of {of}",
            path,
            f"‸version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n",
        ),
        raw(f"{of} in UTF-16", path, text.encode("utf-16"), line=1),
        raw(
            f"broken UTF-8 in {of}",
            path,
            text.encode() + b'{"a": "\xc3"}\n',
            line=text.count("\n") + 1,
        ),
        raw(f"old Macintosh line ends in {of}", path, text.replace("\n", "\r").encode()),
        whole(f"NUL among {of}", path, text + "‸\0\n"),
        whole(f"CSV instead of {of}", path, "‸id,target\nrev_a,clm_a\n"),
        whole(f"YAML instead of {of}", path, "‸id: rev_a\n"),
    ]


VALUES = [
    ("not a number", "NaN"),
    ("infinity", "Infinity"),
    ("minus infinity", "-Infinity"),
    ("a leading zero", "01"),
    ("a leading plus", "+1"),
    ("a point without digits before it", ".5"),
    ("a point without digits behind it", "5."),
    ("a hexadecimal number", "0x1F"),
    ("an exponent without digits", "1e"),
    ("minus nought", "-0"),
    ("a minus alone", "-"),
    ("True", "True"),
    ("None", "None"),
    ("undefined", "undefined"),
    ("a bare word", "missile"),
    ("nothing", ""),
]
TEXTS = [
    ("single quotes", "‸'a'"),
    ("a text never closed", '‸"a'),
    ("an unknown escape", '"a‸\\x41"'),
    ("an escape without digits", '"a‸\\u12"'),
    ("a high surrogate alone", '"a‸\\ud83d"'),
    ("a low surrogate alone", '"a‸\\ude80"'),
    ("two high surrogates", '"a‸\\ud83d\\ud83d"'),
    ("surrogates the wrong way round", '"a‸\\ude80\\ud83d"'),
    ("a raw tab", '"a‸\tb"'),
    ("a raw escape", '"a‸\x1b[31m"'),
    ("a raw NUL", '"a‸\0"'),
    ("typographic quotes", "‸“a”"),
]
NUMBERS = [
    ("an integer beyond 64 bits", "9223372036854775808"),
    ("an integer below 64 bits", "-9223372036854775809"),
    ("five thousand digits", "9" * 5000),
    ("a float beyond all floats", "1e400"),
    ("a float of thirty digits", "0.123456789012345678901234567891"),
]
LINE = [
    *(_line(f"{what} as a JSON value", f'{{"a": ‸{text}}}\n') for what, text in VALUES),
    *(_line(f"{what} as a JSON text", f'{{"a": {text}}}\n') for what, text in TEXTS),
    *(_line(f"{what} in JSON", f'{{"a": ‸{text}}}\n', "R103") for what, text in NUMBERS),
    _line("a key without quotes", '{‸a: "b"}\n'),
    _line("a key in single quotes", "{‸'a': 1}\n"),
    _line("a number as a key", "{‸1: 1}\n"),
    _line("a missing colon", '{"a" ‸1}\n'),
    _line("two colons", '{"a":‸: 1}\n'),
    _line("a missing comma", '{"a": 1 ‸"b": 2}\n'),
    _line("two commas", '{"a": 1,‸, "b": 2}\n'),
    _line("a comma first", '{‸,"a": 1}\n'),
    _line("a list never closed", '{"a": [1, 2‸'),
    _line("a list closed as an object", '{"a": [1‸}}\n'),
    _line("an object closed as a list", '{"a": 1‸]\n'),
    _line("a brace too many", '{"a": 1}‸}\n'),
    _line("a brace alone", "{‸\n"),
    _line("a closing brace alone", "‸}\n"),
    _line("a comment inside", '{"a": 1 ‸/* b */}\n'),
    _line("a hash comment", '{"a": 1} ‸# b\n'),
    _line("a form feed between tokens", '{"a":‸\f1}\n'),
    _line("a no-break space between tokens", '{"a":‸\xa01}\n'),
    _line("a byte order mark between tokens", '{"a":‸\ufeff1}\n'),
    _line("a record separator before a line", '‸\x1e{"a": 1}\n'),
    _line("a line separator between tokens", '{"a":‸\u20281}\n'),
    _line("a key said twice by escape", '{"a": 1, ‸"\\u0061": 2}\n'),
    _line("a key said three times", '{"a": 1, ‸"a": 2, "a": 3}\n'),
    _line("a key said twice deep inside", '{"a": [{"b": {"c": 1, ‸"c": 2}}]}\n'),
    _line("nested 25 deep", '{"a": ' + "[" * 23 + "‸[" + "]" * 24 + "}\n"),
    _line("nested a hundred thousand deep", "[" * 24 + "‸[" + "[" * 100_000 + "\n"),
    _line("objects nested a hundred thousand deep", '{"a":' * 100_000 + "\n"),
    _line("a line of more than a mebibyte", "‸" + '{"a": "' + "x" * 2**20 + '"}\n'),
    _line("more than a hundred thousand values", "[" + "1," * 100_001 + "1]\n"),
    _line("a JSON sequence of spaces", " " * 100_000 + '{"a": ‸x}\n'),
    _line("an object in the name of Python", '{‸"__class__": {"a": 1}}\n', "R101"),
    _line("a prototype of JavaScript", '{‸"__proto__": {"a": 1}}\n', "R101"),
    _line("a runner's command as a key", '{‸"\\n::error::x": 1}\n', "R101"),
    edit("field of a machine's claim missing", MACHINE, '"speech_act": "asserts", ', "", "R102"),
    edit(
        "machine's claim of no document", MACHINE, '"document": "doc_ev-2019-05-10", ', "", "R102"
    ),
    edit(
        "machine's claim of an unknown document",
        MACHINE,
        '"doc_ev-2019-05-10"',
        '‸"doc_ev-2019-06-10"',
        "R204",
    ),
    edit(
        "hash that is cut off",
        REVIEWS,
        '"target": "clm_2019-05_read"',
        '"target": ‸"clm_2019-05_raed"',
        "R204",
    ),
    whole(
        "span that stands twice",
        SPANS,
        FILES[SPANS] + "‸" + FILES[SPANS].partition("\n")[0] + "\n",
        "R607",
    ),
    whole(
        "span of nothing",
        SPANS,
        FILES[SPANS].replace('"span_start": 80', '"span_start": 130'),
        "R607",
    ),
]

CASES: list[Case] = [*(case for path in LINES for case in _each(path)), *LINE]
