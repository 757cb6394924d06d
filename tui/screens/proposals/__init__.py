"""Proposals: one proposed link at a time. `end` is one side of it, `screen` the queue and keys."""

from tui.screens.proposals.screen import Proposals

__all__ = ["Proposals"]
