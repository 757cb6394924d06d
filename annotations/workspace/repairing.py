"""What can be read of a damaged workspace file goes into a new one.

There is no desk for it: a damaged file may be one that does not open.
"""

from annotations.store.salvage.rebuilding import Salvaged, salvage

__all__ = ["Salvaged", "salvage"]
