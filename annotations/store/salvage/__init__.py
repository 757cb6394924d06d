"""What can still be read of a damaged file, put into a new one that is sound.

SQLite reads a file from its root down, and stops where a page on the way is gone. Here every page
is looked at for itself: `pages` takes them from the file and its log, `cells` takes records out of
them, `kinds` says of which table a record is, `found` gathers them. `proof` tells which acts of the
history are as they were written, by their hashes, `texts` mends texts by what was quoted from them,
`rows` says what state that comes to, and `rebuilding` writes it down.

Layout of the file: https://www.sqlite.org/fileformat2.html
"""
