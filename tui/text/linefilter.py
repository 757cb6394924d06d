"""The second of two nets: no control reaches the terminal inside a painted line.

`display` makes text safe where it is shown. What slips past it in a title bar, a list or a
notification is stopped here, on the way from Textual to the terminal. What `print`, the log and the
command line write does not come this way: use `tui.text.display.safe_for_terminal` for those.
"""

import re
from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CONTROLS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

_NET: Mapping[int, str | None] = {
    # All of these measure 0 cells, so that a line without them is as wide as before.
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F)),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    # A lone surrogate measures 1, and would end the program when the line is encoded.
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
}


class ControlFilter(LineFilter):
    """Deletes control characters and bidirectional controls from what is painted.

    For `App.get_line_filters`. Textual's own control segments pass.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments of a line without controls.

        Args:
            segments: The segments of one line.
            background: Not used.

        Returns:
            The same segments, those with a control in their text replaced by clean ones.
        """
        return [
            segment
            if segment.control or not _CONTROLS.search(segment.text)
            else Segment(segment.text.translate(_NET), segment.style)
            for segment in segments
        ]
