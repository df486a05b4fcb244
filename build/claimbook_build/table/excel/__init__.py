"""Workbooks of Excel (.xlsx), read from the archive's own XML, a piece at a time."""
