"""Files of YAML in our own form, read without a table of places.

A file that reads quickly and has the right shape gives its records at once. Any other goes through
the strict reader, whose verdict counts, and so does a file whose places are asked for.
"""

from claimbook.dataset import Entry
from claimbook.records.record import Strict
from claimbook_build.check.shape import typed
from claimbook_build.check.unfold import unfold
from claimbook_build.read.quick_yaml import quick_yaml


def plain_file(
    model: type[Strict], data: bytes, path: str
) -> tuple[Strict, tuple[Entry, ...]] | None:
    r"""Return what a file is and the records in it; None when it must be read strictly.

    >>> from claimbook.records.files import RetiredFile
    >>> plain_file(RetiredFile, b"retired: []\n", "dataset/retired.yaml")
    (RetiredFile(retired=()), ())
    >>> plain_file(RetiredFile, b"retired: no\n", "dataset/retired.yaml") is None
    True
    """
    fields = quick_yaml(data)
    record = typed(model, fields) if fields is not None else None
    return None if record is None else (record, tuple(unfold(record, path, ())))
