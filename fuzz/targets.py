"""What is fuzzed: a function a door, which takes any bytes and must simply return."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from claimbook.errors import ClaimbookError
from claimbook.values.date_wording import resolve_date_wording
from claimbook.values.edtf import parse_edtf
from claimbook.values.evidence import Locator, find_span, hash_span
from claimbook.values.instant import parse_instant
from claimbook.values.number_token import number_tokens
from claimbook.values.text import decode, normalise
from claimbook.values.wording import parse_wording, scan_wordings
from claimbook_build.check.code_list import read_code_list
from claimbook_build.read.node import Reading, plain
from claimbook_build.read.quick_yaml import quick_yaml
from claimbook_build.read.strict_json import read_json, read_jsonl
from claimbook_build.read.strict_text import read_text
from claimbook_build.read.strict_yaml import read_events, read_yaml
from claimbook_build.report.show import show

_DAY = date(2022, 10, 10)
_ZONE = "Europe/Kyiv"


def _read(reading: Reading, data: bytes) -> None:
    assert reading.root is not None or reading.failed
    for finding in reading.diagnostics:
        place = finding.place
        assert 1 <= place.line <= data.count(b"\n") + 1
        assert (place.line, place.column) <= (place.end_line, place.end_column)
        assert show(finding.message).isprintable()
    if reading.root is not None:
        plain(reading.root)


def yaml(data: bytes) -> None:
    """Read a record file; what is read quickly is what is read strictly, and without a fault."""
    _read(read_yaml(data, "x.yaml"), data)
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    quick = quick_yaml(text, "x.yaml")
    assert quick is None or repr(Reading(quick)) == repr(read_events(text, "x.yaml"))


def json(data: bytes) -> None:
    """Read a JSON text, a file of lines, and a text of neither form."""
    _read(read_json(data, "x.json"), data)
    _read(read_jsonl(data, "x.jsonl"), data)
    text, _ = read_text(data, "x.csv")
    if text is not None:
        read_code_list(text, "seeds/reference/codes/languages.csv")


def number(data: bytes) -> None:
    """Parse a wording, and look for wordings and number tokens in a running text."""
    text = data.decode("utf-8", "replace")
    with suppress(ClaimbookError):
        quantity = parse_wording(text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
    tokens = number_tokens(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    for span in scan_wordings(text):
        assert 0 <= span.start < span.end <= len(text)


def time(data: bytes) -> None:
    """Parse a date, a moment and a date's words."""
    text = data.decode("utf-8", "replace")
    with suppress(ClaimbookError):
        edtf = parse_edtf(text)
        edtf.bounds(_ZONE)
        edtf.days(_ZONE)
    with suppress(ClaimbookError):
        parse_instant(text).bounds(_ZONE)
    with suppress(ClaimbookError):
        found = resolve_date_wording(text, _DAY)
        assert found is None or found.isascii()


def evidence(data: bytes) -> None:
    """Normalise a text, hash a span of it and find the span again; read a locator."""
    with suppress(ClaimbookError):
        text = normalise(decode(data)).text
        assert normalise(text).text == text
        start, end = len(text) // 3, max(len(text) // 3 + 1, len(text) // 2)
        if end <= len(text):
            hashes = hash_span(text, start, end)
            found = find_span(text, start, end - start, hashes)
            assert found.state in {"in_place", "ambiguous"}
            find_span("ab" + text, start, end - start, hashes)
    with suppress(ClaimbookError):
        _locate(data.decode("utf-8", "replace"))


def _locate(text: str) -> Locator:
    from claimbook.values.evidence import parse_locator

    return parse_locator(text)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (yaml, json, number, time, evidence)
}
"""Name to target."""
