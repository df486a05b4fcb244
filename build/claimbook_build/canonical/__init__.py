"""The canonical form: one way to write what a file says, comments kept."""
