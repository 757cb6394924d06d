"""Two articles that the tests of the screens work on."""

import pytest

from annotations.workspace import Workspace
from tests import stock

LEFT = (
    "The minister Lena Ortiz denied the report on Monday. “We never met them at the harbour,” she"
    " said. Officials in Drovnik said 140 posts would go.\n\n"
    "A second paragraph speaks of Drovnik. Then it stops.\n\n"
    "It ends with Lena Ortiz, and with the harbour of Drovnik again."
)
RIGHT = (
    "Lena Ortiz denied it, a spokesman said on Monday. “We never met them anywhere,” Lena Ortiz"
    " told reporters. In Drovnik, 140 posts will go.\n\n"
    "Nobody in Drovnik would say more about the harbour."
)
BOTH = ("left", "right")


@pytest.fixture
def news(ws: Workspace) -> Workspace:
    """A workspace with both articles, opened for ana."""
    return filled(ws)


def filled(ws: Workspace) -> Workspace:
    """The workspace, with both articles in it."""
    stock.add(ws, LEFT, id="left", title="Harbour row", outlet="Observer", published="2025-06-17")
    stock.add(ws, RIGHT, id="right", title="Denial", outlet="Courier")
    return ws
