"""Trees written in any way that YAML allows, with comments wherever they may stand."""

import json

from hypothesis import strategies as st

WORDS = st.one_of(
    st.sampled_from(
        ["41", "no", "2022-10-10", "12:30", "", "null", "at least 8", "x: y", "- x", "[x]", "Ї😀"]
    ),
    st.text(st.sampled_from(list("ab1 :-,'\"Їé😀\u0301\u00a0\\")), max_size=8),
)
SCALARS = st.one_of(WORDS, st.integers(-99, 99), st.booleans(), st.none(), st.just(1.5))
KEYS = st.sampled_from(["a", "b", "id", "кey", "x y", "41", "no", "a:b"])
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


@st.composite
def written(draw):
    """Return a text, and the comments in it that keep their order (all of them)."""
    writer = _Writer(draw)
    tree = draw(TREES)
    lines = [*writer.above(0), *writer.value(tree, 0), *writer.above(0)]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + "".join(line + end for line in lines), writer.said


class _Writer:
    def __init__(self, draw):
        self.draw = draw
        self.said = []

    def one_of(self, *choices):
        return self.draw(st.sampled_from(choices))

    def comment(self):
        text = self.one_of("# c", "#c", "# ключ", "## - x: y", "#")
        text += str(len(self.said))
        self.said.append(text)
        return text

    def above(self, indent):
        lines = []
        for _ in range(self.one_of(0, 0, 0, 1, 2)):
            lines.append(self.one_of("", "  ")) if self.one_of(0, 1) else None
            lines.append(" " * indent + self.comment())
        return lines

    def beside(self):
        return self.one_of(" ", "   ") + self.comment() if self.one_of(0, 0, 1) else ""

    def scalar(self, value):
        if isinstance(value, str):
            return json.dumps(value, ensure_ascii=False)
        return (
            {None: "null", True: "true", False: "false"}.get(value, str(value))
            if (value is None or isinstance(value, bool))
            else str(value)
        )

    def value(self, value, indent):
        """Return lines that are indented already."""
        pad = " " * indent
        if not isinstance(value, list | dict):
            return [pad + self.scalar(value) + self.beside()]
        if not value or self.one_of(0, 0, 1):
            return self.flow(value, indent)
        step = self.one_of(2, 4)
        lines = []
        items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        for key, item in items:
            lines += self.above(indent)
            start = pad + ("-" if key is None else self.scalar(key) + ":")
            if isinstance(item, list | dict) and item and self.one_of(0, 1):
                lines.append(start + self.beside())
                lines += self.value(item, indent + step)
            else:
                inner = self.value(item, indent + step)
                first = inner[0].lstrip(" ")
                if isinstance(item, list | dict) and item and not first.startswith(("[", "{")):
                    # A block collection begins on its own line, unless it hangs on a dash.
                    lines.append(start)
                    lines += inner
                else:
                    lines += [start + " " + first, *inner[1:]]
        return lines

    def flow(self, value, indent):
        pad = " " * indent
        opening, closing = ("[", "]") if isinstance(value, list) else ("{", "}")
        items = value.items() if isinstance(value, dict) else [(None, item) for item in value]
        lines = [pad + opening + self.beside()]
        for key, item in items:
            lines += self.above(indent + 1)
            inner = self.value_in_flow(item, indent + 2)
            name = "" if key is None else self.scalar(key) + ": "
            lines += [f"{pad}  {name}{inner[0].lstrip(' ')}", *inner[1:]]
            lines[-1] += "," + self.beside()
        lines += self.above(indent + 1)
        lines.append(f"{pad} {closing}" + self.beside())
        return lines

    def value_in_flow(self, value, indent):
        if not isinstance(value, list | dict):
            return [" " * indent + self.scalar(value)]
        lines = self.flow(value, indent)
        if "#" in lines[-1]:  # a comma has to follow, and would be a part of the comment
            lines.append(" " * indent)
        return lines
