"""The tables of a release that tell of releases, and not of the world: none has a history."""

HISTORY = ("releases", "changes", "keys")
"""Their names."""
