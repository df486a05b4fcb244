"""JSON Lines of any length: machine-made claims, checked as a stream (docs/decisions/0024)."""
