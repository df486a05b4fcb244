"""What is derived from the record models: JSON Schema, Arrow, Pandera, documentation."""
