"""The Reader: two articles side by side, both live.

`side` is one half of it; `base` puts the halves together and keeps them up to date; `moving`,
`tagging` and `linking` are what its keys do; `screen` is all of it in one class.
"""

from tui.screens.reader.screen import Reader

__all__ = ["Reader"]
