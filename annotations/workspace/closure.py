"""What follows from an annotator's verdicts for the pairs that they have not judged."""

from collections.abc import Iterable, Mapping

from annotations.codebook import Codebook
from annotations.model import Meaning
from annotations.provenance.clusters import Clusters, Edge, Standing
from annotations.store import proposals
from annotations.store.pairs import Following, Implied
from annotations.store.store import Row, Store

_FOLLOWS = {Standing.IMPLIED: Meaning.SAME, Standing.BLOCKED: Meaning.DIFFERENT}


def edges(verdicts: Iterable[Row], book: Codebook) -> list[Edge]:
    """Verdicts as the clusters take them; a kind that the codebook has no more says nothing."""
    meanings = {kind.name: kind.meaning for kind in book.link_kinds}
    return [
        Edge(row["left"], row["right"], meanings[row["kind"]])
        for row in verdicts
        if row["kind"] in meanings
    ]


def waiting(store: Store, annotator: str, book: Codebook) -> dict[str, int]:
    """How many proposals wait for an annotator, per document at either end.

    A pair that is judged, implied or blocked does not wait.
    """
    verdicts = proposals.verdicts(store, annotator)
    judged = {(row["left"], row["right"]) for row in verdicts}
    known = Clusters(proposals.items(store) if judged else None, edges(verdicts, book))
    count: dict[str, int] = {}
    for pair in proposals.proposed(store):
        if judged:
            if (pair.left, pair.right) in judged:
                continue
            if known.standing(pair.left, pair.right) is not Standing.OPEN:
                continue
        for document in (pair.left_document, pair.right_document):
            count[document] = count.get(document, 0) + 1
    return count


def following(store: Store, annotator: str | None, book: Codebook) -> Following:
    """What follows for any pair from the verdicts of one annotator, or of each one who judged.

    Nothing does where it follows from one annotator's verdicts that the two are the same, and from
    another's that they are not; nor where the same annotator judged their items otherwise.
    """
    layers: dict[str, list[Row]] = {}
    for row in proposals.verdicts(store, annotator):
        layers.setdefault(row["annotator"], []).append(row)

    def given(items: Mapping[str, str]) -> Implied:
        known = [Clusters(items, edges(rows, book)) for rows in layers.values()]

        def implied(left: str, right: str) -> Meaning | None:
            found = {
                standing
                for clusters in known
                for standing in [clusters.standing(left, right)]
                if standing in _FOLLOWS and not _is_disputed(clusters, items, left, right)
            }
            return _FOLLOWS[found.pop()] if len(found) == 1 else None

        return implied

    return given


def _is_disputed(clusters: Clusters, items: Mapping[str, str], left: str, right: str) -> bool:
    """Whether the items of two spans were judged not to be the same, and are so through others."""
    both = {items.get(left, left), items.get(right, right)}
    return any(
        {items.get(edge.left, edge.left), items.get(edge.right, edge.right)} == both
        for edge in clusters.conflicts(left)
    )
