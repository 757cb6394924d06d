"""The store: one file, its history, and what happens to both in a rough world."""
