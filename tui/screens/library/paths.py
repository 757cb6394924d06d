"""Paths as a person types them."""

import os
from pathlib import Path


def expanded(given: str) -> Path:
    """A path without the space around it, its `~` spelt out where there is such a user."""
    return Path(os.path.expanduser(given.strip()))  # noqa: PTH111 (raises for no user)
