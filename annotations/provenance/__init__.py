"""What follows from verdicts: pure functions and values, no storage.

::

    clusters.py     what is known to be one thing, what a verdict implies, forbids and contradicts
"""
