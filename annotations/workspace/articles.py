"""The articles of a workspace: list, read, describe, remove, and how far one is with each."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from annotations.errors import NotFound, Refused
from annotations.model import ArticleSummary, Document, DocumentDetails, DocumentState, complaint
from annotations.store import overview, pairs, proposals, reading, reviews
from annotations.workspace import closure
from annotations.workspace.desk import Desk
from annotations.workspace.suggesting import Worked


class Articles(Desk):
    """Whatever is done with an article as a whole."""

    def overview(self) -> list[ArticleSummary]:
        """One line for each article, in the order of import."""
        waiting = closure.waiting(self.store, self.annotator, self.codebook())
        return overview.summaries(self.store, self.annotator, waiting)

    def worked(self) -> Worked:
        """How much this annotator has done in each article, and between any two."""
        states = reviews.states(self.store)
        tags = reading.tags(self.store, self.ids())
        verdicts = proposals.verdicts(self.store, self.annotator)
        return Worked(
            done=frozenset(
                article
                for (article, name), state in states.items()
                if name == self.annotator and state.is_done
            ),
            spans=Counter(article for article, *_, name in tags if name == self.annotator),
            verdicts=Counter(
                frozenset((row["left_document"], row["right_document"])) for row in verdicts
            ),
        )

    def ids(self) -> list[str]:
        """The identifiers of all articles, in the order of import."""
        return reading.document_ids(self.store)

    def get(self, article: str) -> Document:
        """One article with its text.

        Raises:
            NotFound: There is no such article.
        """
        found = reading.documents(self.store, [article])
        if not found:
            raise NotFound(f"no article {article} in {self.store.path}: it may have been removed")
        return found[0]

    def details(self, articles: Iterable[str]) -> dict[str, DocumentDetails]:
        """What is known of some articles besides their texts, in the order of import."""
        return pairs.articles(self.store, articles)

    def find(self, given: str) -> str:
        """The identifier of the article that a person means.

        Args:
            given: An identifier, a place in the order of import (from 1), or part of a title.

        Raises:
            NotFound: No article is meant.
            Refused: More than one is.
        """
        articles = self.overview()
        for article in articles:
            if given in (article.id, str(article.ordinal)):
                return article.id
        if given.isdecimal():  # a number is never part of a title, even where it is one's no more
            raise NotFound(
                f"no article has the number {given} in {self.store.path}:"
                f" it may have been removed; give another number or part of a title"
            )
        meant = [a for a in articles if given.casefold() in a.name.casefold()]
        if len(meant) == 1:
            return meant[0].id
        if not meant:
            raise NotFound(f'no article "{given}" in {self.store.path}: give its number or title')
        raise Refused(
            f'"{given}" may be any of {len(meant)} articles'
            f" ({', '.join(str(a.ordinal) for a in meant[:9])}): give its number"
        )

    def describe(self, article: str, **details: str | None) -> Document:
        """Set title, outlet, published, url or language; None clears.

        Raises:
            NotFound: There is no such article.
            Refused: A value cannot be kept, such as a date that is none.
        """
        with self.store.act(self.annotator, "describe") as act:
            row = act.read("documents", article)
            if row is None or row["deleted"]:
                raise NotFound(f"no article {article} in {self.store.path}")
            try:
                checked = DocumentDetails(**details)
            except ValidationError as error:
                raise Refused(f"{complaint(error)}: nothing was changed") from None
            act.put("documents", {**row, **checked.model_dump(include=set(details))})
        return self.get(article)

    def remove(self, article: str) -> None:
        """Take an article out of the workspace, with all that hangs on it; undo brings it back."""
        self.get(article)
        with self.store.act(self.annotator, "remove") as act:
            act.drop("documents", article)

    def set_state(self, article: str, state: DocumentState) -> None:
        """Say how far the annotator is with an article."""
        self.get(article)
        with self.store.act(self.annotator, "state") as act:
            act.put(
                "states",
                {
                    "id": reviews.state_id(self.store, article, self.annotator),
                    "document": article,
                    "annotator": self.annotator,
                    "state": str(state),
                },
            )

    def left_off(self, key: str) -> Any:
        """What this annotator's `leave_off` put aside under that key; None where nothing was.

        It is no part of the history: where somebody was reading is not work.
        """
        return reading.left_off(self.store, self.annotator, key)

    def leave_off(self, key: str, value: Any) -> None:
        """Put something aside for this annotator's next session: a place, a pair of articles.

        Where the file cannot be written, it is let go.
        """
        if not self.store.readonly:
            self.store.put_aside(self.annotator, key, json.dumps(value))
