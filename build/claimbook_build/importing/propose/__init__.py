"""A first mapping for a table nobody mapped yet: what it seems to hold, and what is open."""
