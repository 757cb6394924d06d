"""The Review: a second annotator, what they find, how far annotators agree, and what becomes of it.

`home` says how things stand and what comes next; `walking` is the Reader with a queue of cases,
`verify` and `settle` the two kinds of it; `listing` is a list of places, `corrections` and
`disagreements` the two kinds; `agreement` shows the figures.
"""

from tui.screens.review.home import ReviewHome

__all__ = ["ReviewHome"]
