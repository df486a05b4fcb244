"""R602: with the text at hand, every span is in its place: held by `claimbook evidence verify`."""

from claimbook.rules.rule import Rule, TextExample

RULE = Rule(
    code="R602",
    severity="error",
    scope="document",
    title="A span's hash is that of the text at its offsets.",
    why="Only then do the words that a record rests on still stand where it says.",
    help="run `claimbook anchor --texts DIR` if the text moved; mend the record if it changed",
    example=None,
    text_example=TextExample(
        name="army-group.txt",
        good="Drosk had fired 82 missiles at Velmaria, and only 47 of them were intercepted",
        bad="Drosk had fired 82 missiles at Velmaria, and only 57 of them were intercepted",
        found_in="dataset/statements/2019/doc_vd-2019-05-10-army-group.spans.jsonl",
    ),
)
