import gzip
import io
import json
import os
import random
import struct
import time
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimbook_build.table.options import ENCODINGS, FORMATS, Options, OptionsError
from claimbook_build.table.table import open_table
from workbook_files import MAIN, cell, links, packed, parts, sheet, text_row, workbook

SEVERITIES = {"error", "warning", "info"}
HEAD = text_row(1, "a", "b")


def parquet(table=None, **options):
    whole = io.BytesIO()
    sound = pa.table({"a": [1, 2], "b": ["x", "y"]})
    pq.write_table(sound if table is None else table, whole, **options)
    return whole.getvalue()


def drain(path, options=None, stdin=None):
    with open_table(str(path), options, stdin=stdin) as table:
        yielded = sum(1 for _ in table)
        count = table.count
    assert count.yielded == yielded
    assert count.rows == count.yielded + count.refused + count.blank
    errors = [one for one in table.diagnostics if one.severity == "error"]
    assert count.complete or errors, "an incomplete reading says why"
    assert not count.refused or errors
    for one in table.diagnostics:
        assert one.code in {"R001", "R002", "R103", "R106", "R107"}
        assert one.severity in SEVERITIES
        assert one.message
        assert min(one.place.line, one.place.column) >= 1
        assert one.fix is None
    return table


BOOK = workbook(HEAD, f'<row r="2">{cell("A2", 1)}{cell("B2", 2)}</row>')
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def with_sheet(text):
    return packed(parts(text))


def cells(text):
    return with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{text}</sheetData></worksheet>')


def flagged(data, offset, value):
    """Change a header of the archive's directory."""
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x05\x06"))
    return data[: at + offset] + value + data[at + offset + len(value) :]


def twice(name):
    whole = io.BytesIO(BOOK)
    with zipfile.ZipFile(whole, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, "<x/>")
    return whole.getvalue()


END = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 9, 0, 0)
HOSTILE = {
    "entities.xlsx": lambda: with_sheet(LAUGHS + sheet(HEAD)),
    "outer entity.xlsx": lambda: with_sheet(OUTSIDE + sheet(HEAD)),
    "entities in the book.xlsx": lambda: packed(
        parts(sheet(HEAD)) | {"xl/workbook.xml": LAUGHS + f'<workbook xmlns="{MAIN}"/>'}
    ),
    "entities in strings.xlsx": lambda: packed(
        parts(sheet(HEAD)) | {"xl/sharedStrings.xml": LAUGHS + f'<sst xmlns="{MAIN}"/>'}
    ),
    "bomb.xlsx": lambda: cells("<row/>" + " " * 40_000_000),
    "bomb of strings.xlsx": lambda: packed(
        parts(sheet(HEAD)) | {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "<si/>" * 1_000_000}
    ),
    "deep.xlsx": lambda: cells("<row>" * 100_000),
    "long tag.xlsx": lambda: cells(
        '<row a="' + random.Random(1).randbytes(1_500_000).hex() + '"/>'
    ),
    "long cell.xlsx": lambda: cells(text_row(1, random.Random(1).randbytes(150_000).hex())),
    "not closed.xlsx": lambda: with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>'),
    "not xml.xlsx": lambda: with_sheet("date,tank"),
    "utf-16.xlsx": lambda: packed(
        parts(sheet(HEAD)) | {"xl/worksheets/1.xml": sheet(HEAD).encode("utf-16")}
    ),
    "rows backwards.xlsx": lambda: cells('<row r="5"/><row r="4"/>'),
    "row twice.xlsx": lambda: cells('<row r="1"/><row r="1"/>'),
    "row nought.xlsx": lambda: cells('<row r="0"/>'),
    "row too far.xlsx": lambda: cells('<row r="1048577"/>'),
    "row in row.xlsx": lambda: cells("<row><row/></row>"),
    "cell twice.xlsx": lambda: cells('<row r="1"><c r="A1"/><c r="A1"/></row>'),
    "cell of another row.xlsx": lambda: cells('<row r="1"><c r="A2"/></row>'),
    "cell too far.xlsx": lambda: cells('<row r="1"><c r="XFE1"/></row>'),
    "cell without row.xlsx": lambda: cells('<c r="A1"/>'),
    "cell in cell.xlsx": lambda: cells("<row><c><c/></c></row>"),
    "two values.xlsx": lambda: cells('<row><c r="A1"><v>5</v><v>6</v></c></row>'),
    "value in value.xlsx": lambda: cells('<row><c r="A1"><v>5<v>6</v></v></c></row>'),
    "value and text.xlsx": lambda: cells('<row><c r="A1"><v>5</v><is><t>6</t></is></c></row>'),
    "foreign rows.xlsx": lambda: cells(HEAD + f'<x xmlns="urn:x"><row xmlns="{MAIN}"/></x>'),
    "foreign cells.xlsx": lambda: cells(
        f'{HEAD}<row r="2"><x xmlns="urn:x"><c xmlns="{MAIN}"/></x></row>'
    ),
    "foreign strings.xlsx": lambda: packed(
        parts(sheet(HEAD))
        | {
            "xl/sharedStrings.xml": (
                f'<sst xmlns="{MAIN}"><x xmlns="urn:x"><si xmlns="{MAIN}"/></x></sst>'
            )
        }
    ),
    "empty sheet.xlsx": lambda: cells(""),
    "blank header.xlsx": lambda: cells(text_row(1, " ", "b")),
    "doubled header.xlsx": lambda: cells(text_row(1, "a", "a")),
    "merged nonsense.xlsx": lambda: with_sheet(sheet(HEAD, behind='<mergeCell ref="zz"/>')),
    "merged header.xlsx": lambda: with_sheet(sheet(HEAD, behind='<mergeCell ref="A1:B1"/>')),
    "no sheets.xlsx": lambda: packed(parts()),
    "two sheets.xlsx": lambda: packed(parts(sheet(HEAD), sheet(HEAD))),
    "no rels.xlsx": lambda: packed({"a.txt": "b"}),
    "a document.xlsx": lambda: packed({"_rels/.rels": links(a=("other", "word/document.xml"))}),
    "sheet missing.xlsx": lambda: packed(
        {k: v for k, v in parts(sheet(HEAD)).items() if "worksheets" not in k}
    ),
    "book missing.xlsx": lambda: packed(
        {"_rels/.rels": links(a=("officeDocument", "../../etc/passwd"))}
    ),
    "links twice.xlsx": lambda: packed(
        parts(sheet(HEAD))
        | {
            "_rels/.rels": links(a=("x", "y")).replace(
                "<Relationship ", '<Relationship Id="a" Type="z" Target="q"/><Relationship ', 1
            )
        }
    ),
    "xlsb.xlsx": lambda: packed({"xl/workbook.bin": "x"}),
    "ods.xlsx": lambda: packed({"mimetype": "application/vnd.oasis", "content.xml": "<x/>"}),
    "encrypted.xlsx": lambda: flagged(BOOK, 8, b"\x01\x00"),
    "packed by lzma.xlsx": lambda: packed(parts(sheet(HEAD)), zipfile.ZIP_LZMA),
    "sizes that lie.xlsx": lambda: flagged(BOOK, 24, b"\x05\0\0\0"),
    "bomb that lies.xlsx": lambda: flagged(
        packed(parts(sheet(HEAD, behind=" " * 40_000_000))), 20, b"\xff\xff\xff\x7f"
    ),
    "offset that lies.xlsx": lambda: flagged(BOOK, 42, b"\xff\xff\xff\x7f"),
    "part twice.xlsx": lambda: twice("xl/workbook.xml"),
    "cut.xlsx": lambda: BOOK[:-30],
    "only an end.xlsx": lambda: b"PK\x03\x04" + END,
    "zip64.xlsx": lambda: BOOK[:-22] + b"PK\x06\x07" + bytes(16) + BOOK[-22:],
    "empty archive.xlsx": lambda: b"PK\x05\x06" + bytes(18),
    "old.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "old.xlsx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "text.xlsx": lambda: b"a,b\n1,2\n",
    "book.csv": lambda: BOOK,
    "footer cut.parquet": lambda: parquet()[:-9],
    "footer only.parquet": lambda: b"PAR1",
    "footer too long.parquet": lambda: b"PAR1" + b"\xff\xff\xff\x7fPAR1",
    "footer of noise.parquet": lambda: (
        b"PAR1" + bytes(range(256)) + struct.pack("<L", 256) + b"PAR1"
    ),
    "page changed.parquet": lambda: parquet(write_page_checksum=True).replace(b"x", b"z", 1),
    "nested.parquet": lambda: parquet(pa.table({"a": [[[[1]]]]})),
    "no columns.parquet": lambda: parquet(pa.table({})),
    "bomb.parquet": lambda: parquet(
        pa.table({"a": ["x" * 100_000] * 300}), compression="zstd", use_dictionary=False
    ),
    "text.parquet": lambda: b"a,b\n",
    "table.csv": parquet,
    "page.csv": lambda: b"<!DOCTYPE html><html><table>",
    "page.json": lambda: b"\n <html>",
    "utf16.csv": lambda: "a,b\n1,2\n".encode("utf-16"),
    "utf16.json": lambda: "[]".encode("utf-16"),
    "utf16 without a mark.csv": lambda: "a,b\n1,2\n".encode("utf-16-le"),
    "nul.csv": lambda: b"\0" * 1000,
    "latin.csv": lambda: b"caf\xe9,b\n1,2\n",
    "quotes.csv": lambda: b'"' * 1_000_001,
    "open quote.csv": lambda: b'a,b\n"' + b"1,2\n" * 500_000,
    "one line.csv": lambda: b"a," * 1_000_000,
    "returns.csv": lambda: b"a,b\r1,2\r" * 1000,
    "wide.csv": lambda: b",".join(b"c%d" % at for at in range(3_000)) + b"\n",
    "commas.csv": lambda: b"," * 10_000,
    "pointer.csv": lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    "conflict.csv": lambda: b"a,b\n<<<<<<< ours\n1,2\n=======\n1,3\n>>>>>>> theirs\n",
    "json.csv": lambda: b'[{"a": 1}]',
    "lines.json": lambda: b'{"a": 1}\n{"a": 2}\n',
    "list.jsonl": lambda: b'[{"a": 1}]',
    "csv.json": lambda: b"a,b\n1,2\n",
    "open lists.json": lambda: b"[" * 1_000_000,
    "open objects.json": lambda: b'[{"a":' * 200_000,
    "open string.json": lambda: b'[{"a": "' + b"x" * 2_000_000,
    "closed lists.json": lambda: b"[" * 500_000 + b"]" * 500_000,
    "keys.json": lambda: b"[{" + b",".join(b'"k%d":1' % at for at in range(5_000)) + b"}]",
    "same key.json": lambda: b"[{" + b'"a":1,' * 50_000 + b'"a":1}]',
    "digits.json": lambda: b'[{"a": ' + b"9" * 500_000 + b"}]",
    "exponent.json": lambda: b'[{"a": 1e999999999}]',
    "commas.json": lambda: b"[,,,]",
    "backslashes.json": lambda: b'[{"a": "' + b"\\" * 900_001,
    "spaces.json": lambda: b" " * 3_000_000 + b"{}",
    "half of a pair.json": lambda: b'[{"a": "\\udc00"}]',
    "bad bytes.json": lambda: b'[{"a": "\xff"}, {"\xff": 1}]',
    "blank.jsonl": lambda: b"\n" * 100_000,
    "cut.csv.gz": lambda: gzip.compress(b"a,b\n1,2\n" * 100_000)[:-20],
    "changed.csv.gz": lambda: gzip.compress(os.urandom(1000))[:-8] + bytes(8),
    "noise.csv.gz": lambda: b"\x1f\x8b" + bytes(100),
    "twice.csv.gz": lambda: gzip.compress(gzip.compress(b"a,b\n")),
    "one long line.csv.gz": lambda: gzip.compress(bytes(50_000_000)),
    "book.xlsx.gz": lambda: gzip.compress(BOOK),
    "packed.csv": lambda: b"BZh91AY&SY",
    "packed.json": lambda: b"\x28\xb5\x2f\xfd" + bytes(20),
    "no ending": lambda: b"a b\n",
    "other.txt": lambda: b"a,b\n1,2\n",
    "old.ods": lambda: b"PK\x03\x04",
}


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tables_are_refused_in_time(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    started = time.process_time()
    table = drain(path)
    assert time.process_time() - started < 2
    assert any(one.severity == "error" for one in table.diagnostics)


def test_the_sound_workbook_of_these_tests_is_sound(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(BOOK)
    table = drain(tmp_path / "a.xlsx")
    assert not table.diagnostics
    assert table.count.yielded == 1


def test_only_a_regular_file_is_opened(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "link.csv").symlink_to("a.csv")
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("link.csv", "folder.csv", "pipe.csv", "none.csv", "a\0.csv", "x" * 300 + ".csv"):
        table = drain(tmp_path / name)
        assert [one.code for one in table.diagnostics] == ["R002"]
    assert drain("/dev/zero").diagnostics[0].code == "R002"
    assert drain("-").diagnostics[0].code == "R002"


# by names of their own: packed bytes hold the second at which they were packed
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(gzip.compress(gzip.compress(b"a,b\n")), id="twice"),
        pytest.param(gzip.compress(b"a,b\n1,2\n")[:-9], id="cut"),
    ],
)
def test_broken_packing_of_the_standard_input_is_a_finding(data):
    table = drain("-", Options(format="csv"), io.BytesIO(data))
    assert any(one.severity == "error" for one in table.diagnostics)


def test_the_standard_input_and_gzip_are_read_as_text(tmp_path):
    data = b"a,b\n1,2\n"
    assert drain("-", Options(format="csv"), io.BytesIO(data)).count.yielded == 1
    assert drain("-", None, io.BytesIO(b'[{"a": 1}]')).format == "json"
    assert drain("-", None, io.BytesIO(BOOK)).diagnostics[0].code == "R002"
    stream = drain("-", Options(format="csv"), io.BytesIO(gzip.compress(data)))
    assert stream.count.yielded == 1
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(data))
    assert drain(tmp_path / "a.csv.gz").count.yielded == 1


@pytest.mark.slow
@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("bits", [0x01, 0x80, 0xFF])
def test_a_changed_byte_of_parquet_gives_rows_or_a_finding(tmp_path, bits):
    sound = parquet(compression="none")
    path = tmp_path / "a.parquet"
    for at in range(len(sound)):
        changed = bytearray(sound)
        changed[at] ^= bits
        path.write_bytes(changed)
        drain(path)


@pytest.mark.parametrize(
    "options",
    [
        {"format": "xls"},
        {"delimiter": '"'},
        {"delimiter": ",,"},
        {"encoding": "utf-7"},
        {"skip": -1},
        {"columns": ("a", "a")},
    ],
)
def test_options_are_judged(options):
    with pytest.raises(OptionsError):
        Options(**options)


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl"])
def test_more_lines_are_to_be_passed_over_than_there_are(tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b'{"a": 1}\n{"a": 2}\n')
    table = drain(path, Options(skip=2**62))
    assert [one.severity for one in table.diagnostics] == ["error"]


SEEDS = [
    BOOK,
    parquet(),
    parquet(compression="none", use_dictionary=False),
    b'a,b\n1,"x\ny"\n2,z\n',
    json.dumps([{"a": 1, "b": "x"}, {"a": 2.5, "b": None}], indent=1).encode(),
    b'{"a": 1}\n{"a": "x"}\n',
    gzip.compress(b"a;b\n1;2\n", mtime=0),
]


@st.composite
def mangled(draw):
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 8))
        data[at : at + length] = draw(st.binary(max_size=8))
    return bytes(data)


@pytest.mark.usefixtures("untraced")
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(mangled(), st.binary(max_size=200), st.text(max_size=100).map(str.encode)),
    st.sampled_from((None, *FORMATS)),
    st.sampled_from((".csv", ".tsv", ".json", ".jsonl", ".xlsx", ".parquet", ".csv.gz", "")),
    st.sampled_from((None, *sorted(ENCODINGS))),
)
def test_any_bytes_give_rows_or_findings(tmp_path, data, format_, ending, encoding):
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    table = drain(path, Options(format=format_, encoding=encoding))
    if table.format is None:
        assert table.diagnostics
