"""Everything that a person can do, one method each: the screens and scripts call only this."""

from annotations.workspace.workspace import Workspace

__all__ = ["Workspace"]
