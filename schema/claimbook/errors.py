"""The root of every error that claimbook raises on purpose."""


class ClaimbookError(Exception):
    """Something claimbook was given, or found, is not as its contract demands.

    Every error of the library derives from this class, so that one ``except`` catches them all.
    """
