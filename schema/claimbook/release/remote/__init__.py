"""Fetching releases from elsewhere: whatever a server says, what comes in is what was pinned."""
