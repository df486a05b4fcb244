"""Safe repairs: chosen, made, and taken back where they would do harm."""
