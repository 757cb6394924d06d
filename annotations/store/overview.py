"""The articles at a glance: one line each, with counts of what is tagged and what waits."""

from collections.abc import Mapping

from annotations.model import ArticleSummary, DocumentState
from annotations.store import reviews
from annotations.store.reading import details_of
from annotations.store.store import Store


def summaries(store: Store, annotator: str, waiting: Mapping[str, int]) -> list[ArticleSummary]:
    """One line for each article, in the order of import.

    Args:
        store: The workspace file.
        annotator: Whose progress is told.
        waiting: How many proposals wait for the annotator, by article.
    """
    rows = store.rows(
        """select documents.*, words from documents join texts using (sha256)
           where documents.deleted = 0 order by ordinal, documents.id"""
    )
    labels, states = _span_counts(store), reviews.states(store)
    return [
        ArticleSummary(
            id=row["id"],
            ordinal=row["ordinal"],
            details=details_of(row),
            words=row["words"],
            spans=labels.get(row["id"], {}),
            proposals=waiting.get(row["id"], 0),
            state=states.get((row["id"], annotator), DocumentState.NEW),
        )
        for row in rows
    ]


def _span_counts(store: Store) -> dict[str, dict[str, int]]:
    """Spans per document and label."""
    counts: dict[str, dict[str, int]] = {}
    sql = "select document, label, count(*) from spans where deleted = 0 group by document, label"
    for document, label, count in store.tuples(sql):
        counts.setdefault(document, {})[label] = count
    return counts
