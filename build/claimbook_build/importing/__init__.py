"""From the rows of somebody else's table to claims, figures and evidence, by a mapping."""
