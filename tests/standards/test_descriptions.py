import json
import shutil
from pathlib import Path

import pytest
import yaml

from claimbook.release.cite import cite
from claimbook.release.manifest import write_manifest
from claimbook.release.open import open_release
from claimbook_build.standards.citation import citation_file
from claimbook_build.standards.croissant import croissant
from claimbook_build.standards.data_package import data_package
from claimbook_build.standards.dcat import dcat
from claimbook_build.standards.facts import KEYWORDS, described, issued, licences, publisher
from claimbook_build.standards.schema_org import schema_org
from claimbook_build.standards.write import TEXTS

REPOSITORY = Path(__file__).parents[2]
DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
COMMITTED = {"commit": "0" * 40, "commit_date": "2026-11-22T08:00:00Z"}


@pytest.mark.parametrize("name", [*TEXTS, "release.duckdb"])
def test_every_release_carries_it(release, name):
    assert name in {entry.file for entry in release.manifest.files}
    assert (release.root / name).stat().st_size > 0


@pytest.mark.parametrize("name", TEXTS)
def test_it_says_what_the_manifest_says(release, name):
    assert (release.root / name).read_text("utf-8") == TEXTS[name](release.manifest)


def test_the_project_speaks_of_itself_alike():
    cff = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text("utf-8"))
    assert tuple(cff["keywords"]) == KEYWORDS


def test_nothing_tells_where_or_when_it_was_made(release):
    for name in (*TEXTS, "release.duckdb"):
        data = (release.root / name).read_bytes()
        assert str(release.root.parent).encode() not in data
        assert b"/tmp" not in data


def test_the_day_is_that_of_the_commit_else_the_month_of_the_version(release):
    assert issued(release.manifest) == "2026-11"
    assert issued(release.manifest.model_copy(update=COMMITTED)) == "2026-11-22"


def test_a_licence_without_words_of_ours_is_that_of_spdx(release):
    other = release.manifest.model_copy(update={"licence": "CC0-1.0"})
    spdx = "https://spdx.org/licenses/CC0-1.0.html"
    assert licences(other) == [("CC0-1.0", "CC0-1.0", spdx)]


@pytest.mark.parametrize("make", [data_package, croissant, dcat, schema_org])
def test_every_licence_is_told(release, make):
    mixed = release.manifest.model_copy(update={"licence": "CC-BY-4.0 AND MIT"})
    for address in (
        "https://creativecommons.org/licenses/by/4.0/",
        "https://spdx.org/licenses/MIT.html",
    ):
        assert f'"{address}"' in make(mixed)


def test_a_table_that_is_no_longer_declared_is_described_by_the_manifest(release):
    strange = release.manifest.tables[0].model_copy(update={"name": "old", "file": "old.parquet"})
    older = release.manifest.model_copy(update={"tables": (strange,)})
    (table,) = described(older)
    assert (table.grain, table.columns) == ("", {})
    for text in (data_package(older), croissant(older), dcat(older), schema_org(older)):
        assert "old.parquet" in text


# --- each by its own standard's tool ----------------------------------------------------------
@pytest.mark.slow
@pytest.mark.parametrize("manifest", [{}, COMMITTED], ids=["no commit", "committed"])
def test_the_data_package_is_one(release, tmp_path, faults, manifest):
    path = tmp_path / "datapackage.json"
    path.write_text(data_package(release.manifest.model_copy(update=manifest)), "utf-8")
    assert faults("package", path) == []


@pytest.mark.slow
def test_the_tool_finds_what_is_wrong_with_a_data_package(release, tmp_path, faults):
    broken = json.loads(data_package(release.manifest))
    broken["resources"][0]["schema"]["fields"] = "none"
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps(broken), "utf-8")
    assert faults("package", path)


def test_the_data_package_tells_types_units_codes_and_keys(release):
    package = json.loads((release.root / "datapackage.json").read_text("utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert [*resources] == [table.name for table in release.manifest.tables]
    for table in release.manifest.tables:
        resource = resources[table.name]
        assert resource["hash"] == f"sha256:{table.sha256}"
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in table.columns]
        assert all(field["description"] for field in fields)
    figures = {field["name"]: field for field in resources["figures"]["schema"]["fields"]}
    assert "almost" in figures["qualifier"]["constraints"]["enum"]
    assert figures["nominal"]["type"] == "number"
    places = {field["name"]: field for field in resources["places"]["schema"]["fields"]}
    assert places["radius_m"]["unit"]
    key = {"fields": ["claim"], "reference": {"resource": "claims", "fields": ["id"]}}
    assert key in resources["figures"]["schema"]["foreignKeys"]


@pytest.mark.slow
def test_croissant_is_read_without_a_warning_and_every_table_through_it(release, faults):
    assert faults("croissant", release.root / "croissant.json") == []


@pytest.mark.slow
def test_a_changed_table_is_noticed_through_croissant(release, tmp_path, faults):
    folder = tmp_path / "copy"
    shutil.copytree(release.root, folder)
    text = (folder / "croissant.json").read_text("utf-8")
    (folder / "croissant.json").chmod(0o644)
    (folder / "croissant.json").write_text(text.replace('"column": "id"', '"column": "none"'))
    with pytest.raises(AssertionError, match="none"):
        faults("croissant", folder / "croissant.json")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("manifest", "kind"), [({}, "gYearMonth"), (COMMITTED, "date")], ids=["no commit", "committed"]
)
def test_dcat_has_what_dcat_ap_asks_for(release, tmp_path, faults, manifest, kind):
    path = tmp_path / "dcat.jsonld"
    path.write_text(dcat(release.manifest.model_copy(update=manifest)), "utf-8")
    triples = [json.loads(line) for line in faults("linked", path)]
    of = {}
    for subject, predicate, value in triples:
        of.setdefault(subject, {}).setdefault(predicate, []).append(value)
    (dataset,) = (s for s, found in of.items() if found[TYPE] == [f"{DCAT}Dataset"])
    for name in ("title", "description", "publisher", "issued", "license"):
        assert len(of[dataset][DCT + name]) == 1
    (agent,) = of[dataset][f"{DCT}publisher"]
    assert of[agent]["http://xmlns.com/foaf/0.1/name"] == [publisher(release.manifest)]
    found = of[dataset][f"{DCAT}distribution"]
    assert len(found) == len(release.manifest.tables) + len(release.manifest.views())
    for name in found:
        for wanted in ("accessURL", "downloadURL", "mediaType", "byteSize"):
            assert len(of[name][DCAT + wanted]) == 1
        assert len(of[name]["http://spdx.org/rdf/terms#checksum"]) == 1
    assert f"XMLSchema#{kind}" in path.read_text() or f"xsd:{kind}" in path.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("manifest", [{}, COMMITTED], ids=["no commit", "committed"])
def test_the_citation_file_is_one(release, tmp_path, faults, manifest):
    path = tmp_path / "CITATION.cff"
    path.write_text(citation_file(release.manifest.model_copy(update=manifest)), "utf-8")
    assert faults("citation", path) == []
    path.write_text("cff-version: 1.2.0\n", "utf-8")
    assert faults("citation", path)


@pytest.mark.slow
def test_the_repository_s_own_citation_file_is_one(faults):
    assert faults("citation", REPOSITORY / "CITATION.cff") == []


def test_schema_org_has_what_a_dataset_search_asks_for(release):
    found = json.loads(schema_org(release.manifest))
    assert found["@context"] == "https://schema.org/"
    assert found["@type"] == "Dataset"
    assert 50 <= len(found["description"]) <= 5000  # Google's bounds for a Dataset
    assert all(found[name] for name in ("name", "license", "creator", "publisher"))
    assert found["citation"] == cite(release.manifest)
    variables = {variable["name"] for variable in found["variableMeasured"]}
    assert {"wording", "nominal", "claimant"} <= variables
    assert [d["name"] for d in found["distribution"]] == [t.name for t in release.manifest.tables]


def test_a_description_cannot_end_the_script_that_holds_it(release):
    table = release.manifest.tables[0]
    column = table.columns[0].model_copy(update={"description": "</script><b>&\u2028"})
    hostile = table.model_copy(update={"columns": (column, *table.columns[1:])})
    manifest = release.manifest.model_copy(update={"tables": (hostile,)})
    for text in (data_package(manifest), croissant(manifest)):
        assert not set("<>&\u2028") & set(text)
        assert "</script><b>&\u2028" in json.dumps(json.loads(text), ensure_ascii=False)


def test_a_release_with_its_descriptions_is_opened_and_holds_together(release, tmp_path):
    again = open_release(release.root)
    assert write_manifest(again.manifest) == (release.root / "manifest.json").read_bytes()
    copy = tmp_path / release.manifest.release
    shutil.copytree(release.root, copy)
    (copy / "release.duckdb").chmod(0o644)
    (copy / "release.duckdb").write_bytes(b"DUCK")
    with pytest.raises(Exception, match=r"release\.duckdb"):
        open_release(copy)
