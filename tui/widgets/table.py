"""A table of safe texts, in which Enter is the screen's own."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable


class Table(DataTable[Text], inherit_bindings=False):
    """The rows. Keys behind Enter are meant for what the screen opens by it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in DataTable.BINDINGS
        if isinstance(binding, Binding) and binding.key != "enter"
    ]
