"""One workspace is one SQLite file. These are the only rooms that speak SQL."""
