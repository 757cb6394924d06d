"""One file per format: each says what it reads, what it writes, and what it loses."""
