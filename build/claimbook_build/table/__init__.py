"""Readers of foreign tables: every row with its place, or the finding why it is not taken."""
