"""The published views and macros: one SQL file each, executed in the order of their names."""
