"""Reports: diagnostics and records as people and programs read them."""
