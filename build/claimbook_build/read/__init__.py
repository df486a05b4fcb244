"""The single door for everything that comes in: files, YAML records, JSON Lines."""
