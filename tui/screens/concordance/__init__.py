"""The concordance: every hit of an expression in all articles, each in its context.

`seeking` finds and sorts them away from the keys; `painting` and `hits` are the list; `base` the
line above it and the texts behind it; `screen` all of its keys in one class.
"""

from tui.screens.concordance.screen import Concordance

__all__ = ["Concordance"]
