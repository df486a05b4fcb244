"""R602: with the text at hand, every span is in its place: held by `claimbook evidence verify`."""

from claimbook.rules.rule import Rule

RULE = Rule(
    code="R602",
    severity="error",
    scope="document",
    title="A span's hash is that of the text at its offsets.",
    why="Only then do the words that a record rests on still stand where it says.",
    help="run `claimbook anchor --texts DIR` if the text moved; mend the record if it changed",
    example=None,
)
