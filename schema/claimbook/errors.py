"""The roots of the errors that claimbook raises on purpose."""


class ClaimbookError(Exception):
    """Something claimbook was given, or found, is not as its contract demands.

    Every error of the library derives from this class, so that one ``except`` catches them all.
    """


class GrammarError(ClaimbookError):
    """A text that is not what a grammar of the contract reads.

    Attributes:
        position: Offset of the first character that does not fit.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position
