"""Building: typed records in, checked Arrow tables out."""
