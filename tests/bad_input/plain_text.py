"""Bad files that are neither YAML nor JSON: code lists, the list of identifiers, prose."""

from bad_input.case import Case, raw, whole
from bad_input.sound import CODES, FILES, LOCK, PLAIN, README

_ROWS = FILES[CODES]
_COUNTRIES = "seeds/reference/codes/iso_3166_1.csv"


def _csv(name: str, row: str, code: str = "R001", severity: str = "error") -> Case:
    return whole(name, CODES, _ROWS + row, code, severity)


LISTS = [
    whole("empty code list", CODES, ""),
    whole("code list without a header", CODES, _ROWS.partition("\n")[2]),
    whole("code list of another header", CODES, _ROWS.replace("code,name", "‸name,code", 1)),
    whole("code list with a header in capitals", CODES, _ROWS.replace("code", "‸CODE", 1)),
    whole("code list of a header and spaces", CODES, _ROWS.replace("code,name", "‸code, name", 1)),
    whole(
        "code list of another list's header", _COUNTRIES, "‸code,name,parent,seal\nUA,Ukraine,\n"
    ),
    whole("code list with semicolons", CODES, _ROWS.replace(",", ";")),
    whole("code list with tabs", CODES, _ROWS.replace(",", "\t")),
    _csv("row with too few cells", "‸XX-A,a\n"),
    _csv("row with too many cells", "‸XX-A,a,b,c,d\n"),
    _csv("row without a code", "‸,a,\n"),
    _csv("row with a space before its code", "‸ XX-A,a,\n"),
    _csv("row with a space behind its code", "‸XX-A ,a,\n"),
    _csv("blank row", "‸\nXX-A,a,\n"),
    _csv("row that stands twice", "‸" + _ROWS.split("\n")[1] + "\n"),
    _csv("quote never closed", 'XX-A,"a,\n'),
    _csv("quote in the middle of a cell", '‸XX-A,"a"b,\n'),
    _csv("header in the middle", "‸code,name,parent,seal\n", "R109"),
    _csv("conflict in a code list", "‸<<<<<<< HEAD\nXX-A,a,\n=======\n>>>>>>> x\n"),
    _csv("cell of two hundred thousand letters", "‸XX-A," + "a" * 200_000 + ",\n"),
    _csv("carriage return alone in a code list", "XX-A,a‸\rb,\n"),
    raw("code list in UTF-16", CODES, _ROWS.encode("utf-16"), line=1),
    raw(
        "code list in Latin-1",
        CODES,
        _ROWS.encode() + "XX-A,é,\n".encode("latin-1"),
        line=_ROWS.count("\n") + 1,
    ),
    whole("workbook instead of a code list", CODES, "PK\x03\x04" + "a" * 100),
]

LOCKS = [
    whole("lock out of order", LOCK, "rev_read\nact_velmaria\n", "R203"),
    whole("lock with a line twice", LOCK, "act_velmaria\nact_velmaria\n", "R203"),
    whole("lock with a key that is gone", LOCK, "act_abroad\n", "R203"),
    whole("lock with a release that is none", LOCK, "‸act_velmaria soon\n", "R203"),
    whole("lock with three words", LOCK, "‸act_velmaria 2019.5.0 x\n"),
    whole("lock with a tab", LOCK, "‸act_velmaria\t2019.5.0\n"),
    whole("lock with a comment", LOCK, "‸# identifiers\nact_velmaria\n"),
    whole("conflict in the lock", LOCK, "‸<<<<<<< HEAD\nact_velmaria\n=======\n>>>>>>> x\n"),
    whole("lock with old Macintosh line ends", LOCK, "act_velmaria‸\ract_reader\r"),
    whole("YAML instead of the lock", LOCK, "‸act_velmaria: 2019.5.0\n"),
    raw("lock in UTF-16", LOCK, "act_velmaria\n".encode("utf-16"), line=1),
    raw("broken UTF-8 in the lock", LOCK, b"act_\xffvelmaria\n", line=1),
]

PROSE = [
    raw("broken UTF-8 in prose", README, b"# Seeds\n\n\xe9\n", line=3),
    raw("prose in UTF-16", README, "# Seeds\n".encode("utf-16"), line=1),
    whole("conflict in prose", README, "# Seeds\n\n‸<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"),
    whole("old Macintosh line ends in prose", README, "# Seeds‸\rprose\r"),
]
POINTER = f"‸version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n"

CASES: list[Case] = [
    *(whole(f"LFS pointer instead of {path}", path, POINTER) for path in PLAIN),
    *LISTS,
    *LOCKS,
    *PROSE,
]
