"""A run of the matcher: what has changed since the last one is compared with all.

What an article was like when it was compared is kept as a short *state*. A run compares the
articles whose state is another one by now; the proposals between the others stay. Their scores rest
on how common words were then: where much has come since all were compared, all are compared anew.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from hashlib import sha256
from importlib import metadata
from typing import NamedTuple

from annotations.codebook import Codebook
from annotations.matching.matcher import Matcher, ScoredPair
from annotations.model import Document, Span
from annotations.progress import Progress
from annotations.store import proposals, proposing, reading
from annotations.store.store import Row, Store

Make = Callable[[Codebook, frozenset[str]], Matcher]
"""Makes a matcher of a codebook and the spans that stand on their own."""
_MOST_CHANGED = 0.2
"""The part of all articles that may have changed since all were compared."""


class Ran(NamedTuple):
    """What a run of a matcher came to."""

    articles: int
    """How many articles there are."""
    compared: int
    """How many of them were compared with all: the others had not changed."""
    spans: int
    """How many spans there are; the same stretch in two layers counts once."""
    scored: int
    """How many pairs of wordings were compared."""
    proposals: int
    """How many pairs are proposed by now."""


def run(
    store: Store, codebook: Codebook, make: Make, progress: Progress, *, anew: bool = False
) -> Ran:
    """Compare what has changed, and put it in the place of what was proposed for it.

    Args:
        store: the workspace.
        codebook: says what shape a label has.
        make: makes the matcher.
        progress: told how far it is; may raise ``Cancelled``, and then nothing changes.
        anew: whether all is compared, whatever has changed.

    Raises:
        Cancelled: raised by ``progress``, passed on.
    """
    before = proposals.run_number(store)
    # Once for all: what others change from here on is another state, and compared the next time.
    apart = frozenset(proposals.apart(store))
    matcher = make(codebook, apart)
    documents = {document.id: document for document in reading.documents(store)}
    spans = [span for span in _once(reading.spans(store)) if span.document in documents]
    states = _states((matcher.name, _shapes(codebook, spans)), spans, documents.values(), apart)
    known = proposals.matched(store)
    fresh = None if anew else _fresh(states, known)
    scored = 0
    if fresh is None or fresh:
        found = matcher.match(spans, documents, progress, fresh)
        scored = found.scored
        with store.transaction():
            proposing.replace(store, map(_row, found.pairs), found.items, matcher.name, fresh)
            # As they were read: they may have been moved while they were compared.
            proposing.put_compared(store, spans)
            if proposals.run_number(store) == before + 1:
                proposing.put_matched(store, _matched(states, known, fresh))
            else:  # another program has run the matcher meanwhile: the next run compares all
                proposing.put_matched(store, ())
    return Ran(
        len(documents),
        len(documents) if fresh is None else len(fresh),
        len(spans),
        scored,
        int(store.value("select count(*) from proposals")),
    )


def _shapes(codebook: Codebook, spans: Sequence[Span]) -> list[tuple[str, str]]:
    """The shape of each label; those that the codebook has not are told from all their spans."""
    known = {label.name: label.shape for label in codebook.labels}
    others = [span for span in spans if span.label not in known]
    if others:
        from annotations.matching.corpus import Corpus

        corpus = Corpus.of((), others, known)
        known |= {label: corpus.shape(label) for label in corpus.labels}
    return sorted((label, str(shape)) for label, shape in known.items())


def _states(
    matcher: object, spans: Iterable[Span], documents: Iterable[Document], apart: Container[str]
) -> dict[str, str]:
    """All that the matcher looks at in each article, and what it is itself, in short."""
    alike = matcher, metadata.version("diptych")
    tagged: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
    for span in spans:
        tagged[span.document].append((span.start, span.end, span.label, span.id, span.id in apart))
    return {
        document.id: sha256(
            repr((alike, document.text_sha256, sorted(tagged[document.id]))).encode()
        ).hexdigest()
        for document in documents
    }


def _fresh(
    states: Mapping[str, str], known: Mapping[str, tuple[str, bool]]
) -> Collection[str] | None:
    """The articles that have changed; None for all, where too many have."""
    fresh = {article for article, state in states.items() if known.get(article, ("",))[0] != state}
    since = fresh | {article for article, (_, whole) in known.items() if not whole}
    gone = known.keys() - states.keys()
    return fresh if len(since | gone) <= _MOST_CHANGED * len(states) else None


def _matched(
    states: Mapping[str, str],
    known: Mapping[str, tuple[str, bool]],
    fresh: Collection[str] | None,
) -> Iterable[tuple[str, str, bool]]:
    for article, state in states.items():
        whole = fresh is None or (article not in fresh and known[article][1])
        yield article, state, whole


def default_matcher(codebook: Codebook, apart: frozenset[str] = frozenset()) -> Matcher:
    """The matcher that runs where no other is given.

    Args:
        codebook: Says what shape a label has.
        apart: The spans that stand on their own, whatever other mentions are near.
    """
    from annotations.matching.linker import NewsMatcher

    return NewsMatcher({label.name: label.shape for label in codebook.labels}, apart)


def semantic_matcher(codebook: Codebook, apart: frozenset[str] = frozenset()) -> Matcher:
    """The same, which also looks at what wordings mean.

    Raises:
        Refused: What that takes is not installed.
    """
    from annotations.matching.linker import NewsMatcher
    from annotations.matching.semantic import WordLlama, model

    model()
    shapes = {label.name: label.shape for label in codebook.labels}
    return NewsMatcher(shapes, apart, embedder=WordLlama())


def _once(spans: list[Span]) -> list[Span]:
    """Without the second of two spans that differ in their layer only."""
    return list({(s.document, s.start, s.end, s.label): s for s in reversed(spans)}.values())[::-1]


def _row(pair: ScoredPair) -> Row:
    return proposals.row_of(
        (pair.left, pair.right),
        pair.label,
        round(pair.score, 4),
        reasons=pair.reasons,
        against=pair.against,
        conflict=pair.conflict,
        evidence=pair.evidence,
    )
