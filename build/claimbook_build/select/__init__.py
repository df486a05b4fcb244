"""Selecting: what changed against a revision, and what refers to it."""
