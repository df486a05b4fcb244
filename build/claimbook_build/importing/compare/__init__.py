"""What differs between two versions of a foreign table, matched row by row by a mapping's key."""
