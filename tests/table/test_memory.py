import json
import random
import subprocess
import sys
import zipfile

import pytest

from workbook_files import MAIN, parts, text_row

ROWS = 100_000
NOTE = random.Random(7).randbytes(450).hex()
READING = """
import resource, sys
from claimbook_build.table.table import open_table
import claimbook_build.table.excel.sheet
pages = int(open("/proc/self/statm").read().split()[0])
most = pages * resource.getpagesize() + 48 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (most, most))
with open_table(sys.argv[1]) as table:
    total = sum(int(row.values[1]) for row in table)
assert not table.diagnostics, table.diagnostics[:3]
assert table.count.complete
print(table.count.yielded, total)
"""


def write(path):
    with path.open("w", encoding="utf-8") as file:
        if path.suffix == ".csv":
            file.write("date,n,note\n")
            file.writelines(f'2022-02-24,{at},"{at}, {NOTE}"\n' for at in range(ROWS))
            return
        listed = path.suffix == ".json"
        file.write("[" if listed else "")
        for at in range(ROWS):
            row = json.dumps({"date": "2022-02-24", "n": at, "note": f"{at}, {NOTE}"})
            file.write(("," if listed and at else "") + row + "\n")
        file.write("]" if listed else "")


def write_workbook(path, rows):
    drawn = random.Random(7)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts("").items():
            if "worksheets" not in name:
                archive.writestr(name, content)
        with archive.open("xl/worksheets/1.xml", "w") as stream:
            stream.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            stream.write(text_row(1, "date", "n", "note").encode())
            for at in range(rows):
                note = drawn.randbytes(1500).hex()
                stream.write(text_row(at + 2, "2022-02-24", str(at), note).encode())
            stream.write(b"</sheetData></worksheet>")


def read_within_limits(path):
    command = [sys.executable, "-c", READING, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [int(number) for number in done.stdout.split()]


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".csv", ".json", ".jsonl"])
def test_a_hundred_megabytes_of_text_need_no_memory(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    write(path)
    assert path.stat().st_size > 90_000_000
    assert read_within_limits(path) == [ROWS, ROWS * (ROWS - 1) // 2]
    path.unlink()


@pytest.mark.slow
def test_a_sheet_above_the_limit_is_read_within_it(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(path, 10_000)
    assert read_within_limits(path) == [10_000, 10_000 * 9_999 // 2]
    path.unlink()
