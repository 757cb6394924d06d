"""Proposals: one proposed link at a time.

Each file is a group of keys, a class on the one before: `base` shows the queue and the pair in
view, then deciding, filtering, grouping, confirming; `screen` puts them together. `end` is one side
of a pair, `case` what is fetched of it, `filters` what is asked, `wording` what the lines say.
"""

from tui.screens.proposals.screen import Proposals

__all__ = ["Proposals"]
