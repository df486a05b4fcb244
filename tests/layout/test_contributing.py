import json
import re
from pathlib import Path

import pytest
import yaml

from claimbook.records.document import Document
from claimbook.records.files import StatementsFile

PAGE = Path(__file__).parents[2] / "CONTRIBUTING.md"
HASH = "ab" * 32


def _example(first_key):
    text = PAGE.read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    (block,) = [block for block in blocks if block.startswith(first_key)]
    return yaml.safe_load(re.sub("<[^>]+>", HASH, block))


@pytest.mark.parametrize(("first_key", "model"), [("id:", Document), ("document:", StatementsFile)])
def test_the_examples_for_contributors_are_records(first_key, model):
    model.model_validate_json(json.dumps(_example(first_key), default=str))


def test_the_example_files_are_named_after_what_they_hold():
    document = _example("id:")["id"]
    text = PAGE.read_text("utf-8")
    assert _example("document:")["document"] == document
    assert f"`seeds/documents/{document}.yaml`" in text
    assert re.search(f"`dataset/statements/[0-9]{{4}}/{document}[.]yaml`", text)
