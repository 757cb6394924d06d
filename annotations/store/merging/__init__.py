"""Two copies of a workspace become one: what each changed alone is put together, row by row.

`copies` opens the other file, `sides` reads what either did alone, `weaving` puts the tables
together, and `joining` writes that down. What comes of it is the same in whichever of the two files
it is done: nothing in `rules`, `settling`, `naming` and `weaving` knows which file is which.
"""
