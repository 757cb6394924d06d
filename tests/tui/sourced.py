"""Three articles that tell one story, for the tests of the register and of the timeline."""

from itertools import pairwise

from annotations.model import Span
from annotations.workspace import Workspace
from tests import stock

ONE = "The move is set for May, the Gazette said. Later the Gazette spoke of Drovnik."
TWO = "According to the Gazette, the move is set for May. Drovnik stays calm."
THREE = "It is a move in May. The Gazette Weekly of Drovnik wrote nothing of it."


class Story:
    """What is tagged in the three articles."""

    def __init__(self, workspace: Workspace) -> None:
        """Put in the articles, and tag them."""
        self.ws = workspace
        stock.add(workspace, ONE, id="one", outlet="Observer", published="2025-06-17")
        stock.add(workspace, TWO, id="two", outlet="Courier", published="2025-06-19")
        stock.add(workspace, THREE, id="three", outlet="Herald")
        self.claims = [
            stock.tag(workspace, "one", "The move is set for May", "claim"),
            stock.tag(workspace, "two", "the move is set for May", "claim"),
            stock.tag(workspace, "three", "It is a move in May", "claim"),
        ]
        self.sources = [
            stock.tag(workspace, "one", "the Gazette", "source"),
            stock.tag(workspace, "two", "the Gazette", "source"),
            stock.tag(workspace, "three", "The Gazette Weekly", "source"),
        ]
        start = ONE.index("the Gazette spoke")
        self.again = workspace.spans.tag("one", start, start + len("the Gazette"), "source")
        """A second mention in the first article, which nothing has joined with the first."""
        self.place = stock.tag(workspace, "one", "Drovnik")
        workspace.spans.attribute(self.claims[0].id, self.sources[0].id)
        workspace.spans.attribute(self.claims[1].id, self.sources[1].id)

    def judge(self, one: Span, other: Span, kind: str = "same") -> None:
        """Judge two of them."""
        self.ws.links.decide(one.id, other.id, kind)

    def join(self, spans: list[Span]) -> None:
        """Say that each is the same as the next."""
        for one, other in pairwise(spans):
            self.judge(one, other)

    def clash(self) -> None:
        """Say of the three sources A = B and B = C, and A ≠ C."""
        self.join(self.sources)
        self.judge(self.sources[0], self.sources[2], "different")
