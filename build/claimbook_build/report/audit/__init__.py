"""Audits of tables for people at a terminal, for programs, and as a page."""
