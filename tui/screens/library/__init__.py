"""The Library: every article of the workspace, and the way in and out of it.

`columns` and `head` say what is shown; `table` is the list; `importing` and `exporting` what its
keys bring in and take out, `exchange` both; `screen` all of it in one class.
"""

from tui.screens.library.screen import Library

__all__ = ["Library"]
