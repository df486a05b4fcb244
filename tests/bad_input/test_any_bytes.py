import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bad_input.sound import FILES
from bad_input.verdict import assert_harmless, assert_placed, check, reports

pytestmark = pytest.mark.usefixtures("untraced")

_PIECES = [
    *(b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\0", b"\x1b[31m", b"\r", b"\t", b"\n", b" #"),
    *(b"&a ", b"*a", b"!x ", b"---\n", b"...\n", b"%", b"? ", b"| ", b"<<: ", b"{", b"[", b'"'),
    *(b"<<<<<<< a\n", b"\n::error::x\n", "\u202e".encode(), b"\\ud83d", b"99999999999999999999"),
]

_BYTES = st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(_PIECES)).map(b"".join))


def judged(project, path, data):
    began = time.process_time()
    found, collection = check(project, path, data)
    assert time.process_time() - began < 1
    assert_placed(found, path, data)
    for name, report in reports(found, collection).items():
        assert_harmless(name, report)


@pytest.mark.parametrize("path", FILES)
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=_BYTES)
def test_any_bytes_come_to_a_verdict(project, path, data):
    judged(project, path, data)


@pytest.mark.parametrize("path", FILES)
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(at=st.floats(0, 1), gone=st.integers(0, 5), piece=st.sampled_from(_PIECES))
def test_a_sound_file_with_a_splinter_comes_to_a_verdict(project, path, at, gone, piece):
    data = FILES[path].encode()
    start = int(at * len(data))
    judged(project, path, data[:start] + piece + data[start + gone :])
