"""What rules tell, word for word: findings as lines of a golden file, one file a test module."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "golden/rules"


class Told:
    """Golden findings: those of each test must be what its file holds, or the file is written."""

    def __init__(self, *, update):
        self._update = update
        self._files = {}
        self.findings = []

    def begin(self):
        self.findings.clear()

    def end(self, module, test):
        lines = [line_of(finding) for finding in self.findings]
        if self._update:
            self._files.setdefault(module, {})[test] = lines
        elif lines != self._known(module).get(test, []):
            wanted = "\n".join(self._known(module).get(test, ["nothing"]))
            found = "\n".join(lines or ["nothing"])
            pytest.fail(
                f"it told\n{wanted}\nand tells\n{found}\nif this is meant: make goldens",
                pytrace=False,
            )

    def write(self):
        if self._update:
            FOLDER.mkdir(exist_ok=True)
            for module, tests in self._files.items():
                kept = {test: lines for test, lines in sorted(tests.items()) if lines}
                if not kept:
                    continue
                text = json.dumps(kept, ensure_ascii=False, indent=1)
                (FOLDER / f"{module}.json").write_text(f"{text}\n", "utf-8", newline="\n")

    def _known(self, module):
        if module not in self._files:
            path = FOLDER / f"{module}.json"
            self._files[module] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return self._files[module]


def line_of(finding):
    """Give a finding in one line: where, how grave, what, how to mend it, and what else to see."""
    head = f"{_stretch(finding.place)} {finding.severity} {finding.code} {finding.record or '-'}"
    related = [f"{_stretch(one.place)} {one.message}" for one in finding.related]
    fix = [f"fix: {finding.fix.title}"] if finding.fix else []
    parts = [head, finding.message, finding.help or "-", *related, *fix]
    return " | ".join(parts)


def _stretch(place):
    return f"{place.path}:{place.line}:{place.column}-{place.end_line}:{place.end_column}"
