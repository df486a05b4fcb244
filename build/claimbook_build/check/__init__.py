"""Checking: located values in, typed records and diagnostics out."""
