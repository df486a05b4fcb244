"""How much of what was read is kept in mind."""

MOST = 2**13
"""How many answers of each kind are kept; then all are forgotten: tables are in some order."""
