"""Mappings: how the rows of somebody else's table become claims, figures and evidence."""
