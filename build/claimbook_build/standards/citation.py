"""``CITATION.cff``: how to cite a release, in the Citation File Format 1.2."""

import json

from claimbook.release.cite import cite
from claimbook.release.manifest import Manifest
from claimbook_build.standards.facts import DESCRIPTION, KEYWORDS


def citation_file(manifest: Manifest) -> str:
    """Return the file: what `claimbook.release.cite` says, with an abstract and keywords.

    A text in JSON is the same text in YAML, whatever stands in it.
    """
    words = "".join(f"  - {json.dumps(word, ensure_ascii=False)}\n" for word in KEYWORDS)
    abstract = json.dumps(DESCRIPTION, ensure_ascii=False)
    return f"{cite(manifest, 'cff')}\nabstract: {abstract}\nkeywords:\n{words}"
