"""What differs between two releases: the contract of their tables, and their rows."""
