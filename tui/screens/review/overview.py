"""How everything stands, fetched by the workspace's hand in one go."""

from typing import NamedTuple

from annotations.model import ArticleSummary, DocumentState
from annotations.review.records import Assignment, Mode, Ruling
from annotations.workspace import Workspace


class Overview(NamedTuple):
    """How everything stands."""

    articles: list[ArticleSummary]
    """All articles."""
    annotators: list[str]
    """Who has a layer, or reviews."""
    states: dict[tuple[str, str], DocumentState]
    """How far each is, by article and annotator."""
    assignments: list[Assignment]
    """Who reviews what."""
    blind: bool
    """Whether the annotator works blind."""
    verifying: dict[str, int]
    """How much is left of each pass to verify that is open, by whose work it is."""
    corrections: int
    """How many corrections of the annotator's work wait for a reply."""

    @classmethod
    def of(cls, workspace: Workspace) -> "Overview":
        """Fetch it."""
        assigning = workspace.assigning
        passes = {one.of for one in assigning.open() if one.mode is Mode.VERIFY and one.of}
        blind = assigning.blind
        return cls(
            workspace.articles.overview(),
            assigning.annotators(),
            assigning.states(),
            assigning.all(),
            blind,
            {} if blind else {of: _left(workspace, of) for of in sorted(passes)},
            0 if blind else _waiting(workspace),
        )

    def doing(self, article: str, name: str) -> str:
        """What an annotator has done with an article, or is doing."""
        state = self.states.get((article, name), DocumentState.NEW)
        for one in self.assignments:
            if (one.document, one.annotator) == (article, name) and one.closed is None:
                blind = "blind, done" if state.is_done else "reads blind"
                return blind if one.mode is Mode.BLIND else f"reads {one.of}"
        return "·" if state is DocumentState.NEW else str(state)

    def left_blind(self, name: str) -> list[str]:
        """The articles of a blind pass that an annotator has not said to be done with."""
        return [
            one.document
            for one in self.assignments
            if one.closed is None
            and (one.annotator, one.mode) == (name, Mode.BLIND)
            and not self.states.get((one.document, name), DocumentState.NEW).is_done
        ]

    def had_pass(self, name: str, of: str) -> bool:
        """Whether an annotator has verified another's work before, to the end."""
        return any(
            (one.annotator, one.of) == (name, of) and one.closed is not None
            for one in self.assignments
        )

    def is_resolved(self, article: str) -> bool:
        """Whether somebody has said that what was disagreed about is settled."""
        return any(
            state is DocumentState.RESOLVED
            for (one, _), state in self.states.items()
            if one == article
        )


def _left(workspace: Workspace, of: str) -> int:
    rulings = workspace.verifying.rulings(of)
    done = {one.item for one in rulings if one.ruling is not Ruling.DEFER}
    return sum(item.id not in done for item in workspace.verifying.items(of))


def _waiting(workspace: Workspace) -> int:
    return sum(one.reply is None and not one.done for one in workspace.corrections.all())
