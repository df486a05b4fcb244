"""Domain values: each with its own grammar, each in a module of its own."""
