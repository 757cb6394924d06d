"""What crosses the border of the workspace: imports, exports, and the matcher's proposals."""

from tui.screens.library.exporting import Exporting
from tui.screens.library.importing import Importing


class Exchange(Importing, Exporting):
    """Whatever runs beside the list, and what stops it."""

    STOPS_MATCHER = True

    def action_match(self) -> None:
        """Run the matcher in the background."""
        self.diptych.start_matching()

    def action_escape(self) -> None:
        """Stop what is running, or forget filter and marks."""
        self.hush()
        if self.diptych.matching:
            self.diptych.stop_matching()
        elif self._importing:
            self._cancel = True
        else:
            self._wanted, self._marked = "", []
            self._fill()
