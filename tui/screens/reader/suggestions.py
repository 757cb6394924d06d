"""What is worth tagging in an article, told from its text and from all that was tagged before.

Meant for a worker's thread, which has segments of its own and asks the workspace through `Fetch`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from annotations.codebook import Codebook, Role, Shape
from annotations.matching.alike import alike
from annotations.matching.passages import Passages
from annotations.model import Document, Span
from annotations.text.candidates import candidates
from annotations.text.kinds import Kind, Labels
from annotations.text.offers import Offers, Repeat, Sorted
from annotations.text.repeats import all_occurrences, occurrences
from annotations.text.segments import Segments, Stretch
from annotations.workspace import Workspace

_MOST = 500
"""Places of one wording that come up at once: nobody steps through more, and `*` tags all."""

Wording = tuple[str, str, int]
"""Words that are tagged, as what, and how often so."""

Fetch = Callable[[Callable[[Workspace], Any]], Any]
"""Has something done in the workspace, from a worker's thread; None where it was refused."""


def suggestions(
    document: Document,
    offers: Offers,
    codebook: Codebook,
    fetch: Fetch,
    stopped: Callable[[], bool],
) -> Iterator[Sorted]:
    """Look for candidates: in the text, of what was tagged before, of what others claim.

    Yields:
        All that is known, ready to be offered, as soon as one more kind of it is.

    Raises:
        Cancelled: ``stopped`` said so.
    """
    if not offers.is_read:
        segments = Segments(document.text, document.language)
        yield offers.with_found(candidates(segments, Labels.of(codebook), stopped))
    known = _repeating(fetch(lambda ws: ws.spans.wordings()) or [], codebook)
    yield offers.with_repeats(all_occurrences(document.text, known), known)
    claims, names = fetch(_claims_elsewhere(document.id, codebook)) or ([], {})
    if claims:
        passages = Passages(document.text, document.language, stopped)
        with_stop = offers.habits.with_stop
        said = _said_elsewhere(passages, claims, names, with_stop=with_stop)
        yield offers.with_alike(said)


def repeats_of(
    words: Iterable[str], wordings: Iterable[Wording], offers: Offers, codebook: Codebook
) -> Iterator[Sorted]:
    """Look where words stand of which spans have come or gone just now.

    Args:
        words: The words.
        wordings: Which of them are tagged by now, and as what.
        offers: The candidates of the article that is looked through.
        codebook: The labels.

    Yields:
        All that is known, wherever one of the words changes anything.
    """
    known = _repeating(wordings, codebook)
    for one in words:
        places = islice(occurrences(offers.text, one), _MOST)
        if found := offers.with_repeats_of(one, places, known.get(one)):
            yield found


def _repeating(wordings: Iterable[Wording], codebook: Codebook) -> dict[str, Repeat]:
    """Which wordings are worth tagging wherever they stand, and as what.

    Names are, first of all; then whoever has said something. What is said seldom stands twice in
    the same words: `alike` finds it. Where a wording has had several labels, the commonest counts.
    """
    kept: dict[str, tuple[bool, int, str]] = {}
    for words, label, times in wordings:
        known = codebook.label(label)
        if known and known.shape is not Shape.STATEMENT:
            rank = (known.shape is Shape.NAME, times, label)
            kept[words] = max(kept.get(words, rank), rank)
    return {
        words: Repeat(label, Kind.REPEAT if is_name else Kind.AGAIN)
        for words, (is_name, _, label) in kept.items()
    }


def _claims_elsewhere(
    article: str, codebook: Codebook
) -> Callable[[Workspace], tuple[list[Span], dict[str, str]]]:
    """Work for the workspace's hand: what is claimed in other articles, and what those are."""
    labels = [label.name for label in codebook.labels if label.plays is Role.CLAIM]

    def fetch(workspace: Workspace) -> tuple[list[Span], dict[str, str]]:
        spans = workspace.spans.elsewhere(article, labels)
        known = workspace.articles.details({span.document for span in spans})
        return spans, {a: d.outlet or d.title or a for a, d in known.items()}

    return fetch


def _said_elsewhere(
    passages: Passages, claims: Sequence[Span], names: Mapping[str, str], *, with_stop: bool
) -> Iterator[tuple[Stretch, str, str]]:
    """Where an article says what is claimed in another, the label for it, and why."""
    for found in alike(passages, [claim.text for claim in claims]):
        claim = claims[found.claim]
        whole = found.stretch if with_stop else passages.segments.without_stop(found.stretch)
        yield whole, claim.label, f"as in {names.get(claim.document, '')}: {found.why}"
