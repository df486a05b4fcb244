"""How records are read, checked, built, published and shown."""
