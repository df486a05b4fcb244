"""Record types: one module each, the only declaration of a field."""
