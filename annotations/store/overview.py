"""The articles at a glance: one line each, with counts of what is tagged and what waits."""

from collections.abc import Mapping

from annotations.model import ArticleSummary, DocumentState
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
        """select documents.*, words, state from documents join texts using (sha256)
           left join states on states.document = documents.id and annotator = ?
             and states.deleted = 0
           where documents.deleted = 0 order by ordinal, documents.id""",
        (annotator,),
    )
    labels, mine = _span_counts(store, annotator)
    return [
        ArticleSummary(
            id=row["id"],
            ordinal=row["ordinal"],
            details=details_of(row),
            words=row["words"],
            spans=labels.get(row["id"], {}),
            proposals=waiting.get(row["id"], 0),
            state=row["state"]
            or (DocumentState.IN_PROGRESS if row["id"] in mine else DocumentState.NEW),
        )
        for row in rows
    ]


def _span_counts(store: Store, annotator: str) -> tuple[dict[str, dict[str, int]], set[str]]:
    """Spans per document and label, and the documents in which the annotator has any."""
    counts: dict[str, dict[str, int]] = {}
    mine: set[str] = set()
    sql = """select document, label, annotator, count(*) as n from spans where deleted = 0
             group by document, label, annotator"""
    for row in store.rows(sql):
        per_label = counts.setdefault(row["document"], {})
        per_label[row["label"]] = per_label.get(row["label"], 0) + row["n"]
        if row["annotator"] == annotator:
            mine.add(row["document"])
    return counts, mine
