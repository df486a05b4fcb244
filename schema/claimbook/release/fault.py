"""What can be wrong with a release: an error of its own for each kind of fault."""

from typing import ClassVar

from claimbook.errors import ClaimbookError


class FaultError(ClaimbookError):
    """One thing that is wrong with a release.

    Attributes:
        kind: The kind of fault in one word, for programs.
        file: The name of the file inside the release; None when the folder itself is meant.
        exit_code: What the command line exits with.
    """

    kind: ClassVar[str] = "fault"
    exit_code = 4

    def __init__(self, file: str | None, message: str) -> None:
        self.file = file
        super().__init__(message if file is None else f"{file}: {message}")


class FolderError(FaultError):
    """The folder is none, is a link, holds no release, or has another release's name."""

    kind = "folder"


class ManifestFileError(FaultError):
    """The manifest is no manifest, or not the one that was asked for."""

    kind = "manifest"


class MissingFileError(FaultError):
    """A file that the manifest lists is not there."""

    kind = "missing"


class LinkedFileError(FaultError):
    """A symbolic link stands in the release: what it leads to may change or be anywhere."""

    kind = "link"


class SpecialFileError(FaultError):
    """A pipe, a device or a folder stands where a file should."""

    kind = "special"


class UnreadableFileError(FaultError):
    """The system does not let a file be read."""

    kind = "unreadable"


class SizeError(FaultError):
    """A file is longer or shorter than the manifest says."""

    kind = "size"


class ChecksumError(FaultError):
    """A file has another SHA-256 than the manifest says."""

    kind = "checksum"


class UnlistedFileError(FaultError):
    """A file that the manifest does not know stands in the release."""

    kind = "unlisted"


class ContentError(FaultError):
    """A table's rows or columns are not the manifest's, or the engine cannot read its file."""

    kind = "content"


class SignatureError(FaultError):
    """A signature is broken, of another manifest or by somebody else, or missing and must not."""

    kind = "signature"
