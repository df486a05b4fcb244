"""How much of what was read is kept in mind."""

LONGEST = 2000
"""Characters of a text that is kept: a row with a longer one goes the long way."""

MOST = 2**13
"""How many answers of each kind are kept; then all are forgotten: tables are in some order."""
