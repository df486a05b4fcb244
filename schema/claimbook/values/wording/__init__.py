"""Number phrases in English: what a document's words say about a number, and nothing more."""

from .magnitude import MAGNITUDE_TABLE, MAGNITUDES
from .parse import parse_wording
from .quantity import Number, Qualifier, Quantity, WordingError
from .scan import WordingSpan, scan_wordings

__all__ = [
    "MAGNITUDES",
    "MAGNITUDE_TABLE",
    "Number",
    "Qualifier",
    "Quantity",
    "WordingError",
    "WordingSpan",
    "parse_wording",
    "scan_wordings",
]
