"""Evidence: source texts at hand, matched to their documents, anchored and verified."""
