from claimbook_build.evidence.report import fingerprint
from claimbook_build.evidence.texts import SourceText, read_text
from example_project import EXAMPLE, TEXTS


def test_a_fingerprint_is_what_a_documents_file_says_of_its_text():
    read = read_text(TEXTS / "army-group.txt")
    assert isinstance(read, SourceText)
    document = (EXAMPLE / "seeds/documents/doc_vd-2019-05-10-army-group.yaml").read_text()
    for line in fingerprint(read).splitlines():
        assert f"{line}\n" in document


def test_what_is_no_text_has_a_reason_instead(tmp_path):
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe")
    assert read_text(tmp_path) == "not a regular file"
    assert "UTF-8" in str(read_text(tmp_path / "bytes.txt"))
