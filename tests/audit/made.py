"""An invented table with many defects, its mapping, and cells that are made to hurt."""

from claimbook_build.importing.audit.run import run_audit
from claimbook_build.importing.mapping_file import read_mapping

MAPPING = """\
id: crossings
description: Boats that crossed the river at two bridges, as its guard counts them
licence: CC0-1.0
origin: crossings
slug: crossings
key: [day, bridge]
month_of: day
columns:
  day: {holds: date, required: true}
  bridge: {holds: code, values: {Upper: plc_upper-bridge, Lower: plc_lower-bridge}}
  boats seen: {holds: count, missing: [n/a]}
  boats sunk: {holds: count}
  remark: {ignored: Nobody knows what the guard meant by it}
claim:
  claimants: [act_river-guard]
  speech_act: asserts
  proposition: {text: "Boats came to {bridge} on {day}"}
  said_at: {column: day}
figures:
  - columns:
      boats seen: {measure: sightings}
      boats sunk: {measure: destroyed}
    unit: piece
    place: {column: bridge}
    period: {column: day}
checks:
  order: day
  parts: [{part: boats sunk, whole: boats seen}]
waive:
  - row: 2019-05-01|Lower
    rule: R402
    because: Two boats of the day before were sunk on this day
"""

TABLE = """\
day,bridge,boats seen,boats sunk,remark
2019-05-01,Upper,12,3,
2019-05-01,Lower,7,9,calm
2019-05-02,Upper,14.0,4,
2019-05-02,Lower,n/a,4,
2019-05-03,Upper,a lot,2,
2019-05-03,Upper,11,2,
2019-05-04,Uper,9,1,
2019-05-05,Lower,6,0,,too much
2019-05-05,Upper,6,0,
"""

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></table><h1>x",
    "</code></title></style><script>x",
    "' onload='x' \" onload=\"x",
    "&lt;b&gt; &amp; &#60;",
    "::error file=a::pwn",
    "##vso[task.setvariable]b ##[error]x",
    "{{7*7}} ${x} `x`",
    "javascript:alert(1) http://evil.example @import url(x)",
    "=1+1",
    "-->]]><!--",
)
"""Texts that a sound table may hold: its readers refuse those that hide or reorder others."""

STRANGE = ("\x1b[31mred\x1b]0;t\x07", "a\u202egpj.exe\u2066", "\u200b\ufeff", "\x9b1m", "\u2028::x")
"""Texts that its readers refuse, with what they hold."""


def made(folder, table=TABLE, mapping=MAPPING, name="crossings.csv"):
    """Write table and mapping into a folder, and return the paths of both."""
    path, rules = folder / name, folder / "crossings.yaml"
    path.write_text(table, "utf-8")
    rules.write_text(mapping, "utf-8")
    return path, rules


def audited(folder, table=TABLE, mapping=MAPPING, name="crossings.csv", since=None):
    """Audit a table outside any project."""
    path, rules = made(folder, table, mapping, name)
    older = None
    if since is not None:
        older = folder / f"older-{name}"
        older.write_text(since, "utf-8")
    file = read_mapping(rules, None)
    assert file.mapping is not None, file.diagnostics
    return run_audit(str(path), file, resolved=False, since=str(older) if older else None)


def found(audit):
    """Return how often each kind of defect is there, of those that are."""
    return {kind.name: kind.count for kind in audit.defects if kind.count}


def quoted(texts):
    """Return a table with these texts in cells of every kind of column, and in names of columns."""
    cells = ['"' + text.replace('"', '""') + '"' for text in texts]
    rows = [f"2019-05-{at + 1:02},{cell},{cell},{cell},{cell}" for at, cell in enumerate(cells)]
    rows += [f"{cell},Upper,1,1,x" for cell in cells]
    return "\n".join(["day,bridge,boats seen,boats sunk,remark", *rows, ""])
