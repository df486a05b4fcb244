"""What a table says becomes lines of a dataset: new, known, or a revision of what stands there."""
