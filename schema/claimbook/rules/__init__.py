"""Rules: one small pure file each."""
