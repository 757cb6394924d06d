"""Other tools' formats: one file each, with its unit of offsets and what it cannot hold."""
