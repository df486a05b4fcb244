"""Releases: the manifest, opening, verifying, connecting, querying."""
