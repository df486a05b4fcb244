"""The rules that are held while a file is read, or by the types of the models: R0 and R1."""

from claimbook.rules.repair import as_named, as_proposed
from claimbook.rules.rule import Example, FileExample, Rule

_STATEMENTS = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"

_PROSE = "A folder a year; what has no year lies in `undated`.\n"

RULES: tuple[Rule, ...] = (
    Rule(
        code="R001",
        severity="error",
        scope="file",
        title="A file is strict YAML 1.2 or JSON Lines in UTF-8.",
        why="What two readers read differently is two datasets.",
        help="mend the place; anchors, aliases, tags, tabs and duplicate keys are never needed",
        example=Example("seeds/reference/items.yaml", "name: warship", "name: &w warship"),
        fix=as_proposed,
    ),
    Rule(
        code="R002",
        severity="error",
        scope="file",
        title="A file is a regular file, in the place of its record type.",
        why="A file that nobody reads is lost without a word.",
        help="move or rename the file",
        example=None,
        file_example=FileExample(
            "dataset/events/README.md", _PROSE, "dataset/events/notes.txt", _PROSE
        ),
    ),
    Rule(
        code="R101",
        severity="error",
        scope="field",
        title="A record has only the fields of its type.",
        why="A misspelt field is a value that nobody sees.",
        help="write the name of the field as the contract has it",
        example=Example(_STATEMENTS, "medium: situation_report", "mediun: situation_report"),
        fix=as_named,
    ),
    Rule(
        code="R102",
        severity="error",
        scope="record",
        title="A record has every field that its type demands.",
        why="A claim without a claimant is a rumour.",
        help="add the field",
        example=Example(
            "seeds/reference/items.yaml",
            "- id: itm_warship\n    name: warship\n",
            "- id: itm_warship\n",
        ),
    ),
    Rule(
        code="R106",
        severity="error",
        scope="field",
        title="A text holds no character that hides or reorders others.",
        why="Two texts that look the same and are not cannot be found, compared or trusted.",
        help="delete the character, or type the text anew",
        example=Example("seeds/reference/items.yaml", "name: warship", "name: war\u202eship"),
        fix=as_proposed,
    ),
    Rule(
        code="R109",
        severity="error",
        scope="file",
        title="A row of a code list is the one that was taken from its source.",
        why="Nothing else knows what an official list holds: a digit changed in a code that no "
        "record uses yet would be seen by nobody.",
        help="take the row anew from its source",
        example=Example(
            "seeds/reference/codes/languages.csv", "be,Belarusian,", "be,Byelorussian,"
        ),
    ),
)
