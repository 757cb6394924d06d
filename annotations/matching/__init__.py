"""Proposes links: spans in, scored pairs with reasons out. Pure functions of what they are given.

::

    matcher.py      the seam: what any matcher takes and returns
    strings.py      a matcher that looks at the spans' own words only
    index.py        which pairs are worth scoring, so that not all are
    features.py     what a comparable form is, how rare a word is, what a likeness is
    names.py  sources.py  statements.py    how alike two of a kind are, and why
    passages.py     a text's passages as forms, found by a word
    counterparts.py the passages of another text that say what a stretch says
    normal.py       text → comparable text
    vocabulary.py   the words that mean something special here, as data
"""
