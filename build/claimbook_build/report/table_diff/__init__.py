"""Renderers of what differs between two versions of a foreign table."""
