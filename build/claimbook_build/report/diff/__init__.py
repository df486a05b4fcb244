"""Renderers of what differs between two releases."""
