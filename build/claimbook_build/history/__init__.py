"""What became of every row since the release before: the tables `changes`, `keys`, `releases`."""
