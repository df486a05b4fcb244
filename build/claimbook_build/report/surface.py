"""Foreign text on surfaces with markup of their own: what `show` returns, escaped once more."""

import json
import re

from claimbook_build.report.show import COMMAND, show, show_character

_LIMIT = 500

# What Markdown gives a meaning inside a line. Numeric references never have one (CommonMark 2.5),
# and a table is cut at bars before anything else is looked at.
_ACTIVE = re.compile(r"[!#$&*<>@\[-`{-~]")
_LINKED = re.compile(r"&#64;|&#35;|:(?=//)|[gG][hH]-|[wW]{3}(?=[.])")
_ZERO_WIDTH = "&#8203;"


def in_command(text: str, limit: int = _LIMIT) -> str:
    r"""Escape the message of a workflow command.

    >>> in_command("100 %\r\n::error::x")
    '100 %25\\r\\n::error::x'
    """
    return show(text, limit).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def in_property(text: str, limit: int = _LIMIT) -> str:
    """Escape the value of a property of a workflow command, which a colon or a comma would end.

    >>> in_property("a,b:c")
    'a%2Cb%3Ac'
    """
    return in_command(text, limit).replace(":", "%3A").replace(",", "%2C")


def in_markdown(text: str, limit: int = _LIMIT) -> str:
    """Escape text for a line or a table's cell of Markdown: no markup, no HTML, no links.

    What a code host makes of finished text is prevented too: mentions, references to issues and
    bare addresses are interrupted by a zero-width space, written out as a reference.

    >>> in_markdown("<b> @all | #1")
    '&#60;b&#62; &#64;&#8203;all &#124; &#35;&#8203;1'
    """
    escaped = _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", show(text, limit))
    return _LINKED.sub(lambda found: found[0] + _ZERO_WIDTH, escaped)


def in_xml(text: str, limit: int = _LIMIT) -> str:
    """Escape text for XML or HTML, inside an element or a quoted attribute.

    >>> in_xml("a ]]> <b c='d'>")
    'a ]]&gt; &lt;b c=&#39;d&#39;&gt;'
    """
    escaped = show(text, limit).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;").replace("'", "&#39;")


def in_json(value: object, indent: int | None = None) -> str:
    r"""Return a value as JSON whose texts come back exactly, and do nothing as they stand.

    Characters that a terminal or an editor would act on, or not show, are escaped as JSON allows,
    and so is what a CI runner would take for a command. Keys are sorted.

    >>> print(in_json({"b": "\x1b[0m", "a": "##[error]"}))
    {"a":"##\u005berror]","b":"\u001b[0m"}
    """
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=separators, indent=indent
    )
    return break_in_json(_NON_ASCII.sub(_escape, text))


def break_in_json(text: str) -> str:
    """Return JSON that says the same, and in which a CI runner finds no command."""
    return COMMAND.sub(lambda found: found[0][:-1] + "\\u005b", text)


_NON_ASCII = re.compile(r"[^\n\x20-\x7e]")


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:  # no JSON text may hold one (RFC 8259, 8.2): spelt out
        return f"\\\\u{number:04x}"
    if show_character(character) == character:
        return character
    return json.dumps(character)[1:-1]
