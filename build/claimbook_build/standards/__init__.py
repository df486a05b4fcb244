"""A release described and written in the standards of others, each from the one declaration."""
