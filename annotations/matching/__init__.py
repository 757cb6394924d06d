"""Proposes links: spans in, scored pairs with reasons out. Pure functions of what they are given.

::

    matcher.py      the seam: what any matcher takes and returns
    linker.py       the matcher that is shipped
    corpus.py       all articles and spans of a run, made comparable once
    items.py        mentions of one thing inside an article, put together
    blocking.py  pairing.py    which pairs are worth scoring, so that not all are
    keys.py  name_keys.py  statement_keys.py  hashing.py    by what such pairs are found
    running.py      where the heavy work is done: here or elsewhere
    subjects.py     what is asked about items and wordings before they are paired
    evidence.py     what speaks for and against a pair, in numbers
    semantic.py     what wordings mean, where the optional extra is installed
    context.py  bags.py    how likely two articles report the same
    scorer.py  weights.toml    what the evidence is worth
    reasons.py      the same in words
    conflicts.py  marks.py     where two statements disagree; which words match
    quotations.py   sources that are given the same long quotation
    sorts.py        persons, peoples, places
    features.py     what a comparable form is, how rare a word is, what a likeness is
    names.py  sources.py  statements.py    how alike two of a kind are, and why
    passages.py     a text's passages as forms, found by a word
    counterparts.py the passages of another text that say what a stretch says
    spelling.py  alignment.py    how alike two words are; the words of two names, one to one
    objections.py   what speaks against two names being one
    descriptions.py what is said of somebody unnamed
    tokens.py  aligning.py    many pairs of names at once, in arrays
    countries.py    countries by their names, peoples and capitals
    scripts.py      other scripts → Latin letters, and names without their vowels
    normal.py       text → comparable text
    vocabulary.py   the words that mean something special here, as data
"""
