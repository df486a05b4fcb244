"""The interactive shell over a release: what it understands, without a terminal."""
