"""The Reader: all groups of its keys in one screen."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.screens.reader.echoing import Echoing

PAIRING = ("reader.counterpart", "reader.link.same")
"""The keys that matter where something could be linked."""


class Reader(Echoing):
    """Two articles side by side, both live."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)
    ]

    def hints(self) -> tuple[str, ...]:
        """The five keys that matter now."""
        labels = tuple(f"reader.label.{n}" for n in range(len(self.diptych.codebook.labels)))[:4]
        span = self.view.current
        if self.pending:
            return labels if self.pending == "relabel" else ("reader.move.word_forward",)
        if self.view.selection:
            pairing = PAIRING if self.other.contents else ()
            return (*labels, "reader.next", *pairing, "reader.escape")
        if span and span.annotator == self.diptych.annotator:
            linking = PAIRING if self.other.contents else ()
            return ("reader.next", "reader.attribute", *linking, "reader.note", "reader.delete",
                    "reader.undo", "app.help")  # fmt: skip
        beside = "reader.other_pane" if self.other.contents else "reader.next_article"
        return ("reader.next", *labels, beside, "app.proposals", "app.help")
