"""Rules between the rows of a table: what no row shows by itself."""
