import re

import pytest

from claimbook.derive.export import export_schemas
from claimbook.derive.tables import tables
from claimbook.records.annotation import models_in
from claimbook.records.claim import UnnamedVoice
from claimbook.records.registry import RECORDS
from claimbook.rules.catalogue import BY_CODE
from claimbook_build.check.layout import SHELVES
from example_project import REPOSITORY

CODE = re.compile(r"\bR[0-9]{3}\b")
DEMAND = re.compile(
    r"\b(?:must(?!\w)|never|always|exactly|(?:at|no) (?:most|least|more)|only|one of|nor"
    r"|may not|cannot|has to|have to|required|forbidden|allowed|in order)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.;])\s+")
PAGES = ("docs/record-model.md",)
TOLD = re.compile(r"^\|.*\|$|^```.*?^```$", re.MULTILINE | re.DOTALL)


def models():
    found, ahead = set(), [*RECORDS, UnnamedVoice, *(s.model for s in SHELVES if s.model)]
    while ahead:
        model = ahead.pop()
        if model not in found:
            found.add(model)
            for field in model.model_fields.values():
                ahead.extend(models_in(field.annotation))
    return sorted(found, key=lambda model: model.__name__)


def descriptions():
    """Yield what is said of every record type, every field of it and every published column."""
    for model in models():
        yield model.__name__, model.__doc__ or ""
        for name, field in model.model_fields.items():
            yield f"{model.__name__}.{name}", field.description or ""
    for table in tables().values():
        yield table.name, table.grain
        for column in table.columns:
            yield f"{table.name}.{column.name}", column.description


def unheld(text):
    """Return the sentences that demand something and name no rule."""
    return [s for s in SENTENCE.split(text) if DEMAND.search(s) and not CODE.search(s)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The unit; must be one of the measure's (R405).", 0),
        ("The unit; must be one of the measure's.", 1),
        ("Must parse. Follows from the wording (R403).", 1),
        ("At most 80 characters.", 1),
        ("Never by hand.", 1),
        ("The last day; null: none.", 0),
        ("An order of mustard, lonely.", 0),
    ],
)
def test_a_demand_is_recognised(text, sentences):
    assert len(unheld(text)) == sentences


def test_every_demand_of_a_description_names_its_rule():
    assert {name: found for name, text in descriptions() if (found := unheld(text))} == {}


@pytest.mark.parametrize("page", PAGES)
def test_every_demand_of_a_page_on_records_names_its_rule(page):
    text = (REPOSITORY / page).read_text("utf-8")
    blocks = (" ".join(block.split()) for block in text.split("\n\n") if not TOLD.match(block))
    assert [found for block in blocks for found in unheld(block)] == []


def test_every_code_that_is_named_is_in_the_catalogue():
    named = {code for _, text in descriptions() for code in CODE.findall(text)}
    named |= {
        code for page in PAGES for code in CODE.findall((REPOSITORY / page).read_text("utf-8"))
    }
    assert named
    assert named <= set(BY_CODE)


def test_the_generated_pages_show_the_codes():
    for table in tables().values():
        page = REPOSITORY / f"docs/reference/dictionary/{table.name}.md"
        named = {code for column in table.columns for code in CODE.findall(column.description)}
        assert named <= set(CODE.findall(page.read_text("utf-8"))), table.name


def test_the_schemas_for_editors_show_the_codes():
    shown = set(CODE.findall("".join(export_schemas().values())))
    written = [
        field.description or ""
        for model in (shelf.model for shelf in SHELVES if shelf.model)
        for field in model.model_fields.values()
    ]
    assert {code for text in written for code in CODE.findall(text)} <= shown
    assert {"R206", "R402", "R405", "R605", "R702", "R703"} <= shown
