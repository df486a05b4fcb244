"""Audits: what is wrong with a table, counted, with examples, in constant memory."""
