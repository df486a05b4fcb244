"""What YAML allows and a record does not: each with its message, its repair and its place."""

import json
import re

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook_build.read import guard
from claimbook_build.read.findings import Findings, excerpt
from claimbook_build.read.node import Node, Scalar
from claimbook_build.read.scalar import Trap
from claimbook_build.read.yaml_event import Event, indexes

_COMMENT = re.compile(r"[ \t]+#([^\r\n]*)")
_PROPERTY = re.compile(r"[^ \t\r\n,\[\]{}]+")


def refuse_alias(findings: Findings, event: Event) -> None:
    """Refuse `*name`."""
    help_ = "write the value out; text that begins with `*` is quoted"
    findings.add("R001", "YAML alias", indexes(event), help=help_)


def refuse_property(findings: Findings, event: Event) -> None:
    """Refuse `&name` and `!tag` before a value."""
    start = event.start_mark.index
    found = _PROPERTY.match(findings.source.text, start)
    mark = findings.source.text[start]
    what = "YAML anchor" if mark == "&" else "YAML tag"
    help_ = f"delete it; text that begins with `{mark}` is quoted"
    findings.add("R001", what, (start, found.end() if found else None), help=help_)


def refuse_trap(findings: Findings, event: Event, trap: Trap) -> None:
    """Refuse a plain scalar that readers disagree on."""
    shown = excerpt(event.value)
    help_ = f'quote the text ("{shown}"), or write the plain value'
    quoted = (*indexes(event), json.dumps(event.value))
    findings.add("R103", f"`{shown}` {trap.why}", indexes(event), help=help_, instead=quoted)


def refuse_nothing(findings: Findings, place: Place, key: Scalar | None) -> None:
    """Refuse a key, or a dash, behind which nothing stands: meant to be filled in, or forgotten."""
    if key is None:
        message, help_ = "an item of a list has no value", "write the item, or delete the dash"
    else:
        message, help_ = f"`{excerpt(key.text)}` has no value", "write a value, or delete the key"
    findings.take(Diagnostic(place, "R103", "error", message, help_))


def refuse_double(findings: Findings, key: Scalar, first: Scalar) -> None:
    """Refuse a key that its mapping has already."""
    message = f"key `{excerpt(key.text)}` is said twice"
    related = (Related(first.place, "first said here"),)
    help_ = "keep one of the two"
    findings.take(Diagnostic(key.place, "R001", "error", message, help_, related=related))


def refuse_key(findings: Findings, node: Node) -> None:
    """Refuse a merge key, and a key that is no text."""
    message, help_ = "a key must be text, not a list or a mapping", None
    if isinstance(node, Scalar) and node.text == "<<":
        message, help_ = "merge key `<<`", "write the fields out"
    elif isinstance(node, Scalar):
        shown = excerpt(node.text) or "nothing"
        message, help_ = f"a key must be text, not {shown}", "quote the key"
    findings.take(Diagnostic(node.place, "R001", "error", message, help_))


def refuse_depth(findings: Findings, event: Event) -> None:
    """Refuse one level of nesting too many."""
    message = f"nested deeper than {guard.MOST_DEPTH} levels"
    findings.add("R001", message, indexes(event), help="write a flatter record")


def refuse_document(findings: Findings, event: Event) -> None:
    """Refuse a second document."""
    help_ = "one record file holds one document: split the file"
    findings.add("R001", "second document in the file", indexes(event), help=help_)


def refuse_number(findings: Findings, event: Event) -> None:
    """Refuse one value too many."""
    message = f"more than {guard.MOST_VALUES} values in one file"
    findings.add("R001", message, indexes(event), help="split the file")


def refuse_emptiness(findings: Findings) -> None:
    """Refuse a file with nothing in it but comments and white space."""
    help_ = "write the record, or delete the file"
    place = Place(findings.source.path)
    findings.take(Diagnostic(place, "R001", "error", "the file holds no record", help_))


def check_comment(findings: Findings, event: Event) -> bool:
    """Refuse a comment that cuts a text: `title: Strike #5 hit` is read as `Strike`.

    A comment behind a single word is let through when a space parts it from its `#`. Returns
    whether one cuts.
    """
    comment = _COMMENT.match(findings.source.text, event.end_mark.index)
    if comment is None:
        return False
    glued = comment[1][:1] not in {"", " ", "\t", "#"}
    cuts = glued or " " in event.value
    if cuts:
        help_ = "quote the text, or put the comment on a line of its own"
        span = (comment.start(1) - 1, comment.end())
        findings.add("R001", "the text ends here: ` #` begins a comment", span, help=help_)
    return cuts
