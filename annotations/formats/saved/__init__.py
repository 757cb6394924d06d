"""Articles as people save them: one file per kind of document. Read only."""
